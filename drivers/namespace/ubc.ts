// Beancounters of the section `namespace`: pseudo terminals (devpts), and resource limits of the container's processes.
// getrlimit(2), prlimit(2), fs/devpts/inode.c. What cannot be had for all processes together is a limit for each.

import type { LimitFact } from '../../reconciler/port/tools.ts';
import type { UbcState } from '../../reconciler/state/container.ts';
import type { Ctid, Max } from '../../schema/units.ts';
import { hasCode } from '../kernel/error-code.ts';
import type { Processes } from '../launcher/processes.ts';
import { limitOf, type ResourceLimit, readLimit, type UbcLimit, ubcLimits } from '../launcher/profile/limits.ts';
import type { RunRecord } from '../launcher/run-record.ts';
import { parseMountinfo } from '../procfs/mountinfo.ts';
import { readKernelText } from '../procfs/read.ts';
import { finite, liveLimits, resourceNames } from './judge-ubc.ts';
import { newcomers } from './newcomers.ts';
import { limitShm, observeShm, shmFact } from './shm.ts';

/**
 * What a container has: as it was started, unless the kernel says more of one of its processes (somebody raised it by hand).
 * Less is the container's own doing: every process may lower its limits. `limits` are those of init, then of all others.
 */
export function observeUbc(
  started: UbcState,
  pid: number,
  [own = '', ...others]: readonly string[],
  mounts: string,
): UbcState {
  const highest = (name: UbcLimit): number => {
    // A ceiling holds whatever one process is given.
    const texts = name === 'numsiginfo' ? [own] : [own, ...others];
    return Math.max(...texts.map((text) => readLimit(text, ubcLimits[name].name).hard));
  };
  const raised = (name: UbcLimit): number | Max => {
    const now = started[name] === 'max' ? Number.POSITIVE_INFINITY : highest(name);
    if (now <= finite(started[name])) return started[name];
    return now === Number.POSITIVE_INFINITY ? 'max' : now;
  };
  return {
    ...started,
    ...Object.fromEntries(resourceNames.map((name) => [name, raised(name)])),
    numpty: terminalsIn(mounts) ?? started.numpty,
    shmpages: observeShm(started.shmpages, pid, mounts) ?? 'max',
  };
}

/** The option max= of the container's own devpts; undefined when it is not there. */
function terminalsIn(mounts: string): number | undefined {
  const pts = parseMountinfo(mounts, 'mountinfo').find(
    (one) => one.mountPoint === '/dev/pts' && one.fsType === 'devpts',
  );
  const option = pts?.superOptions.find((one) => one.startsWith('max='));
  return option === undefined ? undefined : Number(option.slice('max='.length));
}

/** What is in force, as beancounters: of each process where the kernel keeps it for each. Pages where the name says so. */
export function ubcBounds(state: UbcState, pageSize: number): Readonly<Record<keyof UbcState, number | Max>> {
  const pages = (bytes: number | Max): number | Max => (bytes === 'max' ? 'max' : Math.floor(bytes / pageSize));
  const { lockedpages, privvmpages, shmpages = 'max', ...counts } = state;
  return {
    ...counts,
    lockedpages: pages(lockedpages),
    privvmpages: pages(privvmpages),
    shmpages: pages(shmpages === 'mixed' ? 'max' : shmpages),
  };
}

/** Gives a running container those of its limits that were touched, and its record. */
export async function bringUbc(
  { processes, pids, base }: Bringing,
  ctid: Ctid,
  to: UbcState,
  touched: ReadonlySet<string>,
): Promise<void> {
  const record = processes.running(ctid);
  if (record === undefined) return;
  if (touched.has('/namespace/ubc/numpty')) await processes.limitTerminals(record, base, to.numpty);
  const isShm = touched.has('/namespace/ubc/shmpages') && to.shmpages !== 'mixed';
  // The record afterwards: of a container whose record names no limit nobody asks what it has.
  if (isShm) await limitShm(processes, record, to.shmpages ?? 'max');
  const names = liveLimits.filter((name) => touched.has(`/namespace/ubc/${name}`));
  if (names.length === 0 && !isShm) return;
  // The record first: what a process is given must not look like somebody's doing.
  const shmpages = to.shmpages === 'mixed' ? record.ubc?.shmpages : to.shmpages;
  const ubc = { ...to, numsiginfo: record.ubc?.numsiginfo ?? 'max', shmpages: shmpages ?? 'max' };
  processes.rewrite({ ...record, ubc });
  if (names.length === 0) return;
  const limits = names.map((name) => limitOf(name, to[name]));
  for (const fresh of newcomers(() => pids(ctid)))
    for (const [some, same] of alike(fresh, limits)) await processes.limit(record, some, same);
}

/** Processes by what they get: a process that chose a soft limit of its own keeps it, as far as it may. */
function alike(
  pids: readonly number[],
  limits: readonly ResourceLimit[],
): Iterable<readonly [readonly number[], readonly ResourceLimit[]]> {
  const groups = new Map<string, [number[], readonly ResourceLimit[]]>();
  for (const pid of pids) {
    const [text] = limitsOf([pid]);
    const own = limits.map((limit) => ({ ...limit, soft: softOf(limit, text) }));
    const key = own.map(({ soft }) => soft).join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [[pid], own]);
    else group[0].push(pid);
  }
  return groups.values();
}

/** Who had all that it might goes on to, but for what processes begin with. */
function softOf({ name, soft, hard }: ResourceLimit, text: string | undefined): number {
  if (text === undefined) return soft;
  const now = readLimit(text, name);
  return Math.min(hard, now.soft < now.hard ? now.soft : Math.max(soft, now.soft));
}

/** /proc/PID/limits of those that have not ended. prlimit(2) would be faster, and tells nobody without CAP_SYS_RESOURCE. */
export const limitsOf = (pids: readonly number[]): readonly string[] =>
  pids.flatMap((pid) => {
    try {
      return readKernelText(`/proc/${pid}/limits`);
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ESRCH')) return [];
      throw error;
    }
  });

interface Bringing {
  readonly processes: Processes;
  /** Host pids of a container's processes. */
  readonly pids: (ctid: Ctid) => readonly number[];
  /** Its first host id. */
  readonly base: number;
}

const each = 'of each process; the kernel does not count it for all together';

/** How each is kept. */
export function ubcFacts(record: RunRecord | undefined, limits: string, mounts: string): readonly LimitFact[] {
  const rlimit = (name: UbcLimit): string => {
    const { hard } = readLimit(limits, ubcLimits[name].name);
    return limits === '' ? '' : hard === Number.POSITIVE_INFINITY ? 'unlimited' : String(hard);
  };
  const fact = (name: UbcLimit, mechanism: string): LimitFact => ({
    pointer: `/namespace/ubc/${name}`,
    mechanism,
    value: rlimit(name),
    force: 'approximated',
    note: each,
  });
  return [
    {
      pointer: '/namespace/ubc/numpty',
      mechanism: 'devpts max=',
      value: String(terminalsIn(mounts) ?? ''),
      force: 'enforced',
    },
    fact('numfile', 'RLIMIT_NOFILE'),
    {
      pointer: '/namespace/ubc/numsiginfo',
      mechanism: 'RLIMIT_SIGPENDING of the user namespace',
      value: rlimit('numsiginfo'),
      force: 'enforced',
      note: 'of all its processes together',
    },
    { ...fact('lockedpages', 'RLIMIT_MEMLOCK'), note: `${each}; what is locked counts as ram` },
    fact('privvmpages', 'RLIMIT_DATA'),
    sharedFact(record, mounts),
  ];
}

function sharedFact(record: RunRecord | undefined, mountinfo: string): LimitFact {
  const others = (record?.mounts ?? []).flatMap(({ type, target }) => (type === 'tmpfs' ? [target] : []));
  const apart = others.length === 0 ? '' : `, nor what is in ${others.join(', ')}, which have sizes of their own`;
  return {
    pointer: '/namespace/ubc/shmpages',
    mechanism: 'size of /dev/shm, kernel.shmall',
    value: record === undefined || mountinfo === '' ? '' : shmFact(record.pid, mountinfo),
    force: 'approximated',
    note: `of each of the two; anonymous shared memory is not seen${apart}; all of it counts as ram`,
  };
}
