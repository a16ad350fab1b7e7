// lxcfs, a daemon whose FUSE files say of memory, processors and uptime what the reader's cgroup may have: where it is
// mounted, whether it answers, and which containers see it. proc_pid_mountinfo(5). A daemon that stopped answering keeps
// everybody who opens a file of it waiting, so no path below its mount is touched but by a child with a time limit.

import type { Probe } from '../../reconciler/port/driver.ts';
import type { LimitFact } from '../../reconciler/port/tools.ts';
import { run } from '../kernel/spawn.ts';
import { type Mount, parseMountinfo, visibleMounts } from '../procfs/mountinfo.ts';
import { readKernelText, readMountinfo } from '../procfs/read.ts';
import { LXCFS_FILES } from './profile/paths.ts';

const TYPE = 'fuse.lxcfs';
const FEATURE = 'lxcfs';
/** Milliseconds a file of a healthy daemon may take; and how long the answer to "does it live" is believed. */
const PATIENCE = 1000;
const BELIEVED = 1000;

/** Where lxcfs is mounted, and its device: another daemon is another device, also in the same place. */
export interface LxcfsMount {
  readonly path: string;
  readonly device: string;
}

/** The newest one that can be reached. Pure. */
export function findLxcfs(mountinfo: string): LxcfsMount | undefined {
  const found = lxcfsMounts(mountinfo).findLast(({ root }) => root === '/');
  return found && { path: found.mountPoint, device: found.device };
}

// Most hosts have none: no need to parse.
const lxcfsMounts = (mountinfo: string): readonly Mount[] =>
  mountinfo.includes(TYPE)
    ? visibleMounts(parseMountinfo(mountinfo, 'mountinfo')).filter(({ fsType }) => fsType === TYPE)
    : [];

/** The devices behind the files of `LXCFS_FILES` that a container with this mountinfo sees. Pure. */
export function lxcfsInside(mountinfo: string): ReadonlyMap<string, string> {
  const files = new Set(LXCFS_FILES.map((file) => `/${file}`));
  return new Map(
    lxcfsMounts(mountinfo).flatMap(({ mountPoint, device }) => (files.has(mountPoint) ? [[mountPoint, device]] : [])),
  );
}

/** What an init sees of lxcfs, by its mountinfo: empty when it has ended. */
export const lxcfsOf = (pid: number): ReadonlyMap<string, string> => lxcfsInside(readMountinfo(pid));

/** Where a program inside looks for what it may have. */
const SHOWN_IN: Readonly<Record<string, string>> = {
  '/cgroup/memory/ram': '/proc/meminfo',
  '/cgroup/memory/swap': '/proc/meminfo',
  '/cgroup/cpuset/cpus': '/proc/cpuinfo',
};

/** Says of each limit whether programs inside are told of it. Pure. */
export const withView = (facts: readonly LimitFact[], inside: ReadonlyMap<string, string>): readonly LimitFact[] =>
  facts.map((fact) => {
    const file = SHOWN_IN[fact.pointer];
    if (file === undefined) return fact;
    const view = inside.has(file) ? `${file} inside shows it (lxcfs)` : `${file} inside tells of the host`;
    return { ...fact, note: fact.note === undefined ? view : `${fact.note}; ${view}` };
  });

export interface Lxcfs {
  /** Where containers that start now take their files from; undefined where there is no lxcfs that answers. */
  usable(): Promise<LxcfsMount | undefined>;
  /** The last answer of usable(). */
  known(): LxcfsMount | undefined;
  /** For doctor: `inits` are the running containers. */
  probe(inits: readonly { readonly name: string; readonly pid: number }[]): Promise<Probe>;
}

export function openLxcfs(now: () => number): Lxcfs {
  let last: { readonly at: number; readonly mount: LxcfsMount | undefined } | undefined;
  const usable = async (): Promise<LxcfsMount | undefined> => {
    if (last !== undefined && now() - last.at < BELIEVED) return last.mount;
    const found = findLxcfs(readKernelText('/proc/self/mountinfo'));
    const mount = found !== undefined && (await silence(found)) === undefined ? found : undefined;
    last = { at: now(), mount };
    return mount;
  };
  return {
    usable,
    known: () => last?.mount,
    probe: async (inits) => {
      const found = findLxcfs(readKernelText('/proc/self/mountinfo'));
      const stale = inits.filter(({ pid }) => [...lxcfsOf(pid).values()].some((device) => device !== found?.device));
      return judge(
        found,
        found && (await silence(found)),
        stale.map(({ name }) => name),
      );
    },
  };
}

/** Why the daemon does not answer; undefined when it does. */
async function silence({ path }: LxcfsMount): Promise<string | undefined> {
  try {
    await run('/bin/cat', [`${path}/proc/uptime`], { timeout: PATIENCE });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What doctor says. Pure. */
export function judge(found: LxcfsMount | undefined, silent: string | undefined, stale: readonly string[]): Probe {
  const blind =
    stale.length === 0 ? '' : `; ${stale.join(', ')} cannot read /proc/meminfo and its like: its daemon is gone`;
  const restart = stale.length === 0 ? '' : `, then restart ${stale.join(', ')}`;
  if (found === undefined) {
    const detail = `not mounted: /proc/meminfo, cpuinfo, stat and uptime in containers tell of the host${blind}`;
    return { feature: FEATURE, state: 'degraded', detail, hint: `apt-get install lxcfs${restart}` };
  }
  if (silent !== undefined) {
    const detail = `${found.path} does not answer (${silent}): containers start without it, those that have it cannot read /proc/meminfo and its like`;
    return {
      feature: FEATURE,
      state: 'degraded',
      detail,
      hint: `systemctl restart lxcfs${restart || ', then restart containers'}`,
    };
  }
  const detail = `${found.path}: /proc/meminfo, cpuinfo, stat and uptime show containers their own limits${blind}`;
  return stale.length === 0
    ? { feature: FEATURE, state: 'ok', detail }
    : { feature: FEATURE, state: 'degraded', detail, hint: `restart ${stale.join(', ')}` };
}
