// Sections 2 to 4: a pass with nothing to do, one limit changed by commit, memory and processes.

import { fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { planNow, reconcile } from '../../reconciler/run/reconcile.ts';
import { FIRST_CTID, manifest, median, type Repository, type Running } from './rig.ts';

const never = new AbortController().signal;

/** Median milliseconds of a whole pass that finds nothing to do. Throws when it does find something. */
export async function measureIdle({ reconciler }: Running, runs: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begun = performance.now();
    const { plan, outcomes } = await reconcile(reconciler, { stop: never, drain: never });
    times.push(performance.now() - begun);
    if (outcomes.length > 0 || plan === undefined) throw new Error('the idle pass was not idle');
  }
  return median(times);
}

/** Where an idle pass spends its time. */
export async function idlePhases({ reconciler }: Running): Promise<Readonly<Record<string, number>>> {
  return { ...(await planNow(reconciler)).phases };
}

/** The kernel's file of a container's memory limit, by /proc/<pid>/cgroup. */
function limitFile(pid: number): string {
  const line = readFileSync(`/proc/${pid}/cgroup`, 'utf8')
    .split('\n')
    .find((one) => one.split(':')[1] === 'memory' || one.startsWith('0::/vz/'));
  const v1 = readFileSync(`/proc/${pid}/cgroup`, 'utf8').match(/^\d+:memory:(.*)$/m)?.[1];
  return v1 === undefined
    ? `/sys/fs/cgroup${line?.slice(3)}/memory.max`
    : `/sys/fs/cgroup/memory${v1}/memory.limit_in_bytes`;
}

/** Median milliseconds from the move of the branch to the changed kernel file, seen by another process. */
export async function measureLimit(n: number, runs: number, loop: Running, repository: Repository): Promise<number> {
  const pid = (await loop.reconciler.host.pids()).get((FIRST_CTID + (n >> 1)) as never);
  if (pid === undefined) throw new Error('bench: the container to change does not run');
  const file = limitFile(pid);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const ram = run % 2 === 0 ? '80M' : '64M';
    const commit = repository.prepare(n, (index) => manifest(index, index === n >> 1 ? ram : '64M'));
    const pass = loop.nextPass();
    times.push(await inChild('limit-child.js', { file, commit, repository: repository.path }));
    await pass;
  }
  return median(times);
}

async function inChild<T>(script: string, task: object): Promise<T> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), [JSON.stringify(task)], {
    execArgv: ['--expose-gc'],
  });
  return new Promise<T>((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
}

export interface Simulated {
  readonly first: number;
  readonly idle: number;
  readonly rss: number;
}

/** A simulated host in a process of its own: first pass, idle pass, resident memory. */
export const measureSimulated = (n: number, scratch: string, runs: number): Promise<Simulated> =>
  inChild<Simulated>('simulated-child.js', { n, scratch, runs });

/** Processes on this host, kernel threads left out. */
export function countProcesses(): number {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/cmdline`).length > 0;
    } catch {
      return false;
    }
  }).length;
}
