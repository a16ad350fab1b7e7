// What the cgroup kernel suites share: whether this host can run them, and processes put into a container's groups.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, test } from 'vitest';
import type { GroupDirs } from '../../drivers/cgroup/driver.ts';
import { cgroupDriver } from '../../drivers/cgroup/driver.ts';
import { realClock } from '../drivers/cgroup/contract.ts';
import { atPace } from '../helpers/pace.ts';

/** Why the suites cannot run here, or undefined. */
const obstacle = (): string | undefined => {
  if (process.platform !== 'linux') return 'not Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  if (!existsSync('/proc/cgroups')) return 'the kernel has no cgroups';
  try {
    cgroupDriver({ clock: realClock }).kind();
  } catch (error) {
    return String(error);
  }
  return undefined;
};

/** A describe that is one skipped test with its reason where the host cannot run it. */
export function describeCgroups(name: string, suite: () => void): void {
  const reason = obstacle();
  if (reason === undefined) describe(name, suite);
  else test(name, (context) => context.skip(reason));
}

export interface Run {
  readonly pid: number;
  readonly child: ChildProcess;
  /** Resolves when the process has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null; readonly out: string }>;
}

/** Runs a shell script as a process that first puts itself into every group, as a container's init does. */
export function runIn(dirs: GroupDirs, script: string): Run {
  const joins = dirs.join.map((dir) => `echo 0 > ${dir}/cgroup.procs`).join(' && ');
  const child = spawn('/bin/sh', ['-c', `${joins} || exit 99\n${script}`], {
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
  });
  let out = '';
  child.stdout.on('data', (data) => {
    out += String(data);
  });
  child.stderr.on('data', (data) => {
    out += String(data);
  });
  const ended = new Promise<{ code: number | null; signal: string | null; out: string }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out }));
  });
  return { pid: child.pid ?? 0, child, ended };
}

const PATIENCE = atPace(10_000);

/** Waits until `ready`, at most 10 s, more where all is slow. */
export async function until(ready: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!ready()) {
    if (performance.now() > end) throw new Error('did not become true in time');
    await realClock.sleep(5);
  }
}
