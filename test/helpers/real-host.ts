// This machine as a host for suites: a root of its own below /var/tmp, taken down with everything in it, and eyes and
// hands on the kernel that do not go through what is tested.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Layout, readLayout } from '../../drivers/cgroup/detect.ts';
import { kernelFiles } from '../../drivers/cgroup/files.ts';
import { buildPlayer, playerPath } from '../../drivers/launcher/build.ts';
import { openHost } from '../../drivers/registry.ts';
import { systemClock } from '../../reconciler/cli/clock.ts';
import { makePlan, runnable } from '../../reconciler/plan/make.ts';
import type { Host } from '../../reconciler/port/host.ts';
import type { HostTools } from '../../reconciler/port/tools.ts';
import { apply } from '../../reconciler/run/apply.ts';
import { observe } from '../../reconciler/run/observe.ts';
import type { NodeSpec } from '../../reconciler/state/model.ts';
import { atPace } from './pace.ts';

/** A halt of busybox's own init takes two seconds; this one ends at once, as soon as its trap is set. */
export const INIT = ['/bin/sh', '-c', 'trap "exit 0" TERM PWR; while :; do sleep 1000 & wait $!; done'] as const;

const MIB = 1024 * 1024;
export const plainNode: NodeSpec = {
  pool: { backend: 'auto', size: (2048 * MIB) as never },
  addressPools: [],
  networkClasses: {},
  overcommit: {},
  protected: [],
};

export interface TestRoot {
  readonly path: string;
  /** Opens the host as a new process would. */
  open(): Promise<Host & HostTools>;
  /** Deletes every container of this root; throws with the reasons when some are left. */
  empty(): Promise<void>;
  /** Removes every container of this root and the root itself. */
  remove(): Promise<void>;
}

/** A fresh root for the suite `area`, in the directory `home`. */
export function makeRoot(area: string, nodeSpec: NodeSpec = plainNode, home = '/var/tmp'): TestRoot {
  if (!existsSync(playerPath())) buildPlayer();
  const path = mkdtempSync(`${home}/vzr-${area}-`);
  const open = (): Promise<Host & HostTools> =>
    openHost({ root: path, nodeSpec, node: hostname(), clock: systemClock });
  const withHost = async (work: (host: Host & HostTools) => Promise<void>): Promise<void> => {
    const host = await open();
    try {
      await destroyAll(host, nodeSpec);
      await work(host);
    } finally {
      await host.close();
    }
  };
  return {
    path,
    open,
    empty: () => withHost(async () => {}),
    remove: async () => {
      if (!existsSync(path)) return;
      await withHost((host) => host.dismantle());
      rmSync(path, { recursive: true });
    },
  };
}

async function destroyAll(host: Host, nodeSpec: NodeSpec): Promise<void> {
  const none = { node: hostname(), nodeSpec: { ...nodeSpec, protected: [] }, containers: [] };
  const plan = makePlan({
    desired: none,
    observed: await observe(host),
    accepted: new Map(),
    options: { yes: true },
    revision: 'destroy',
  });
  const containers = runnable(plan);
  const never = new AbortController().signal;
  const options = { host, plan, containers, revision: '', parallel: 8, clock: systemClock, stop: never, drain: never };
  const failed = (await apply(options)).filter(({ result }) => result !== 'done');
  if (failed.length > 0) throw new Error(failed.map(({ ctid, error }) => `${ctid}: ${error}`).join('\n'));
}

let known: Layout | undefined;
const layout = (): Layout => {
  known ??= readLayout(kernelFiles);
  return known;
};

/** The kernel's file of a container's group in the hierarchy of `controller`, by its name in version 1 and 2. */
export function limitFile(
  controller: 'memory' | 'cpu' | 'cpuset' | 'io' | 'pids',
  ctid: number,
  names: { readonly v1: string; readonly v2: string },
): string {
  const hierarchy = layout().controllers[controller];
  if (hierarchy === undefined) throw new Error(`no ${controller} controller`);
  return join(hierarchy.mount, 'vz', String(ctid), names[hierarchy.version]);
}

export const NUMPROC = { v1: 'pids.max', v2: 'pids.max' } as const;
export const RAM = { v1: 'memory.limit_in_bytes', v2: 'memory.max' } as const;
/** On cgroup v1 ram and swap together. */
export const SWAP = { v1: 'memory.memsw.limit_in_bytes', v2: 'memory.swap.max' } as const;
export const QUOTA = { v1: 'cpu.cfs_quota_us', v2: 'cpu.max' } as const;
export const CPUS = { v1: 'cpuset.cpus', v2: 'cpuset.cpus' } as const;
export const NODES = { v1: 'cpuset.mems', v2: 'cpuset.mems' } as const;
export const WEIGHT = { v1: 'blkio.bfq.weight_device', v2: 'io.bfq.weight' } as const;
export const UNITS = { v1: 'cpu.shares', v2: 'cpu.weight' } as const;

export const readTrimmed = (path: string): string => readFileSync(path, 'utf8').trim();
export const put = (path: string, text: string): void => writeFileSync(path, text);

/** Mount points of every hierarchy containers have a group in. */
export const groupMounts = (): readonly string[] => layout().hierarchies.map(({ mount }) => mount);

/** Host pids in a container's groups, as the kernel lists them. */
export function pidsOfGroups(ctid: number): readonly number[] {
  const [identity = ''] = groupMounts();
  const walk = (dir: string): string[] => {
    try {
      const inner = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      return [
        ...readTrimmed(join(dir, 'cgroup.procs')).split('\n'),
        ...inner.flatMap(({ name }) => walk(join(dir, name))),
      ];
    } catch {
      return [];
    }
  };
  return walk(join(identity, 'vz', String(ctid)))
    .filter(Boolean)
    .map(Number);
}

export interface Life {
  readonly pid: number;
  /** Field 22 of stat: clock ticks since boot. */
  readonly start: string;
}

/** The pid and start time of a process: equal as long as it is the same process. */
export function lifeOf(pid: number): Life {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return { pid, start: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '' };
}

/** Whether that process still runs. */
export function isSame({ pid, start }: Life): boolean {
  try {
    return lifeOf(pid).start === start;
  } catch {
    return false;
  }
}

const PATIENCE = atPace(10_000);

/** Waits until `ready`, at most `limit` milliseconds; gives the milliseconds it took. */
export async function until(what: string, ready: () => boolean, limit = PATIENCE): Promise<number> {
  const from = performance.now();
  while (!ready()) {
    if (performance.now() - from > limit) throw new Error(`${what}: not within ${limit} ms`);
    await sleep(10);
  }
  return performance.now() - from;
}
