// The run record: which process is a container's init, kept as an xattr of its identity cgroup, so that a restarted
// reconciler finds it. Believed only while the process has that start time; the cgroup, and with it the
// record, does not outlive the boot. proc_pid_stat(5).

import type { LifecycleState, UbcState } from '../../reconciler/state/container.ts';
import { containerDefaults } from '../../reconciler/state/defaults.ts';
import type { MountWish } from '../../schema/mount.ts';
import type { OomRule } from '../../schema/oom.ts';
import { asCtid, type Ctid } from '../../schema/units.ts';
import { hasCode } from '../kernel/error-code.ts';
import { findXattr, removeXattr, setXattr } from '../kernel/xattr.ts';
import { parsePidStat } from '../procfs/pid-stat.ts';
import { readKernelText } from '../procfs/read.ts';
import { asProfile, type Profile } from './profile/profile.ts';

const NAME = 'trusted.vzreconcile.run';

export interface RunRecord extends Omit<LifecycleState, 'state'> {
  /** The root of the reconciler that started it. */
  readonly root: string;
  readonly ctid: Ctid;
  readonly name: string;
  readonly profile: Profile;
  /** Nodes made in its /dev; absent: none. */
  readonly devices?: readonly string[];
  /** Of its processes; absent: the defaults. */
  readonly ubc?: UbcState;
  /** Where its image is mounted and its first host id, if it may ask and set quotas there; absent: it may not. */
  readonly quotas?: { readonly image: string; readonly base: number };
  /** Mounted in it beside its root; absent: nothing. */
  readonly mounts?: readonly MountWish[];
  /** Whom the OOM killer takes first; absent: all alike. */
  readonly oomAdjust?: readonly OomRule[];
  /** What was set of its sysctls, and what each had before. */
  readonly sysctls: Readonly<Record<string, string>>;
  /** Host pid of init. */
  readonly pid: number;
  /** Field 22 of its stat: clock ticks since boot. */
  readonly start: number;
}

/** What may be found in the place of a record. */
type Stored = Partial<Omit<RunRecord, 'profile'>> & {
  readonly profile?: Partial<Profile>;
  readonly features?: unknown;
};

/** The record on a cgroup directory; undefined when there is none, or none we can read. */
export function readRecord(identity: string): RunRecord | undefined {
  const text = findXattr(identity, NAME);
  if (text === undefined) return undefined;
  try {
    return asRecord(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export const writeRecord = (identity: string, record: RunRecord): void =>
  setXattr(identity, NAME, JSON.stringify(record));

/** Takes the record away; without one, or without the group, nothing is done. */
export function removeRecord(identity: string): void {
  removeXattr(identity, NAME);
}

function asRecord(value: Stored | null): RunRecord | undefined {
  const {
    root,
    ctid,
    name,
    pid,
    start,
    init,
    haltSignal,
    stopTimeout,
    profile,
    features,
    devices,
    sysctls,
    mounts,
    ubc,
    oomAdjust,
    quotas,
  } = value ?? {};
  const texts =
    typeof root === 'string' && typeof name === 'string' && typeof haltSignal === 'string' && Array.isArray(init);
  const numbers = [ctid, pid, start, stopTimeout].every((number) => Number.isSafeInteger(number));
  if (!texts || !numbers) return undefined;
  return {
    root,
    ctid: asCtid(Number(ctid)),
    name,
    pid: Number(pid),
    start: Number(start),
    init: init.map(String),
    haltSignal,
    stopTimeout: Number(stopTimeout),
    // Records of before profiles have their features beside.
    profile: asProfile({ features, ...profile }),
    ...(Array.isArray(devices) && { devices: devices.map(String) }),
    ...(isUbc(ubc) && { ubc }),
    ...(isQuotas(quotas) && { quotas }),
    ...(Array.isArray(mounts) && { mounts: mounts as readonly MountWish[] }),
    ...(Array.isArray(oomAdjust) && { oomAdjust: oomAdjust as readonly OomRule[] }),
    sysctls: Object.fromEntries(Object.entries(sysctls ?? {}).map(([key, text]) => [key, String(text)])),
  };
}

const isQuotas = (value: RunRecord['quotas']): boolean =>
  typeof value?.image === 'string' && Number.isSafeInteger(value.base);

const isUbc = (value: unknown): value is UbcState =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(containerDefaults.ubc).every((name) => {
    const limit = (value as Readonly<Record<string, unknown>>)[name];
    // Records of before it was managed have none.
    return limit === 'max' || Number.isSafeInteger(limit) || (name === 'shmpages' && limit === undefined);
  });

/** Start time of a process that has not ended; undefined for none and for a zombie. */
export function startTime(pid: number): number | undefined {
  const text = tryRead(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  const { state, start } = parsePidStat(text, `/proc/${pid}/stat`);
  return state === 'Z' || state === 'X' ? undefined : start;
}

/** True while the recorded process lives: pid and start time together name one process of this boot. */
export const isAlive = (record: RunRecord): boolean => startTime(record.pid) === record.start;

function tryRead(path: string): string | undefined {
  try {
    return readKernelText(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH')) return undefined;
    throw error;
  }
}
