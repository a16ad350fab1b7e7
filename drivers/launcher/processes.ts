// The inits of this host's containers: prepared through the player, found again through their run records, watched through
// pidfds. Nothing about a running container is kept here that a restart would miss.

import type { Clock } from '../../reconciler/port/clock.ts';
import type { Scope } from '../../reconciler/port/driver.ts';
import type { Asked } from '../../reconciler/port/host.ts';
import type { UbcState } from '../../reconciler/state/container.ts';
import { containerDefaults } from '../../reconciler/state/defaults.ts';
import type { MountWish } from '../../schema/mount.ts';
import type { NfsWish } from '../../schema/nfs.ts';
import type { OomRule } from '../../schema/oom.ts';
import type { Ctid } from '../../schema/units.ts';
import { closePidfd, pidfdOpen, pidfdSignal } from '../kernel/pidfd.ts';
import { perTurn } from '../procfs/per-turn.ts';
import { cgroupSpec } from './cgroup-spec.ts';
import { type Player, type PlayerOptions, type Playing, TapeError } from './client.ts';
import { ptsOptions } from './devpts.ts';
import { createEnds, type EndListener, type Ends } from './ends.ts';
import { readGiver } from './giver.ts';
import { byWriting, ctidsIn } from './groups.ts';
import { type CgroupSpec, CLONED, type LaunchSpec, launchTape } from './init-tape.ts';
import { type Keeper, keepPlayer } from './keeper.ts';
import type { Lxcfs } from './lxcfs.ts';
import { ceilingsOf, containerLimits, type ResourceLimit } from './profile/limits.ts';
import { startOf } from './profile/oom.ts';
import { DEFAULT_PROFILE, type Profile } from './profile/profile.ts';
import { quotaDevice, quotaPlace } from './quota-place.ts';
import { addRemoteTape, removeRemoteTape } from './remote-tapes.ts';
import { isAlive, type RunRecord, readRecord, removeRecord, startTime, writeRecord } from './run-record.ts';
import { answered, placed, unplaced } from './servers.ts';
import {
  limitsTape,
  type NameChange,
  releaseTape,
  renameTape,
  shmTape,
  terminalsTape,
  watchTape,
} from './small-tapes.ts';
import { type Setting, sysctlTape } from './sysctl-tape.ts';
import type { Tape } from './tape.ts';

/** What the cgroup driver knows and the launcher needs. */
export interface Groups {
  /** `identity` carries the run record; `join` are all the groups an init enters, the identity included. */
  dirsOf(ctid: Ctid): { readonly identity: string; readonly join: readonly string[] };
  /** Takes away what an init that has ended left in its groups, so that another can enter. */
  clear(ctid: Ctid): Promise<void>;
}

export interface ProcessesOptions extends PlayerOptions {
  readonly groups: Groups;
  readonly clock: Clock;
  /** Only inits that this root started are ours. */
  readonly root: string;
  readonly lxcfs: Lxcfs;
}

/** What of a launch the caller decides; the rest follows from the host. */
export type Wish = Omit<
  LaunchSpec,
  'cgroups' | 'limits' | 'ceilings' | 'terminals' | 'lxcfs' | 'scratch' | 'mounts' | 'oomAdjust' | 'quotas'
> & {
  readonly mounts?: readonly MountWish[];
  /** Whether it may ask and set quotas of its image. */
  readonly quotas?: boolean;
  /** Absent: the defaults. */
  readonly ubc?: UbcState | undefined;
  /** Whom the OOM killer takes first; absent: all alike. */
  readonly oomAdjust?: readonly OomRule[];
};

/** What a run record holds beside the process itself and what it was started with. */
export type RunFacts = Omit<
  RunRecord,
  'root' | 'ctid' | 'pid' | 'start' | 'profile' | 'mounts' | 'sysctls' | 'ubc' | 'oomAdjust' | 'quotas'
>;

export interface Processes {
  /** Makes a container's init, paused in its namespaces with its root mounted. Throws TapeError. */
  prepare(ctid: Ctid, wish: Wish): Promise<{ readonly pid: number }>;
  /** The tape that prepare() would play. */
  tape(ctid: Ctid, wish: Wish): Tape;
  /** Host pid of a prepared init that still waits. */
  paused(ctid: Ctid): number | undefined;
  /** Writes the run record and lets init go; resolves when it has exec'd. Throws TapeError when it could not. */
  release(ctid: Ctid, facts: RunFacts): Promise<void>;
  /** The record of a running init, verified. */
  running(ctid: Ctid): RunRecord | undefined;
  /** All verified records in the scope; watches those not watched before. */
  list(scope: Scope): readonly RunRecord[];
  /** Replaces the record of a running init. */
  rewrite(record: RunRecord): void;
  /** Sends a signal through a pidfd whose start time is checked; false when init is gone. */
  signal(record: Pick<RunRecord, 'pid' | 'start'>, signal: number): boolean;
  /** True when init has ended within `timeout` milliseconds. */
  ended(record: Pick<RunRecord, 'pid' | 'start'>, timeout: number, signal?: AbortSignal): Promise<boolean>;
  /** Ends a prepared init and takes a stale record away. Repeating it is safe. */
  forget(ctid: Ctid): Promise<void>;
  /** Sets host name and files of /etc of a running container. Throws TapeError. */
  rename(record: RunRecord, change: NameChange): Promise<void>;
  /** Sets the most pseudo terminals of a running container. Throws TapeError. */
  limitTerminals(record: RunRecord, base: number, most: number): Promise<void>;
  /** Mounts these in a running container, beside what it was started with. Throws TapeError. */
  addMounts(record: RunRecord, mounts: readonly NfsWish[]): Promise<void>;
  /** Takes away what was added. */
  removeMounts(record: RunRecord, mounts: readonly NfsWish[]): Promise<void>;
  /** Sets the size of /dev/shm of an init, running or paused, as tmpfs(5) takes it. Throws TapeError where it is on another device ("0:45"). */
  limitShm(init: Pick<RunRecord, 'name' | 'pid'>, size: string, device: string): Promise<void>;
  /** Sets resource limits of processes of a running container, by their host pids. Throws TapeError. */
  limit(record: RunRecord, pids: readonly number[], limits: readonly ResourceLimit[]): Promise<void>;
  /** Writes settings of the namespaces of an init, running or paused. Throws TapeError. */
  adjust(init: Pick<RunRecord, 'name' | 'pid'>, settings: readonly Setting[]): Promise<void>;
  /** What the run record of a prepared init will say of its sysctls. */
  note(ctid: Ctid, sysctls: RunRecord['sysctls']): void;
  onEnd(listener: EndListener): () => void;
  player(): Promise<Player>;
  close(): Promise<void>;
}

interface Prepared {
  readonly pid: number;
  readonly start: number;
  readonly gate: number;
  readonly profile: Profile;
  readonly ubc?: UbcState | undefined;
  readonly oomAdjust?: readonly OomRule[] | undefined;
  readonly quotas?: RunRecord['quotas'] | undefined;
  readonly mounts: NonNullable<RunRecord['mounts']>;
  sysctls: RunRecord['sysctls'];
  readonly playing: Playing;
  readonly player: Player;
}

/** Processes one tape limits: tapes are short. */
const PIDS_AT_ONCE = 64;
const KILL = 9;
/** Milliseconds a killed init may take to be gone; longer when a process of it is stuck in the kernel. */
const KILL_TIMEOUT = 5000;

/** The processes of this host. `close` ends the player: prepared inits end with it, running ones stay. */
export function createProcesses(options: ProcessesOptions): Processes {
  const ends = createEnds(options.clock);
  const prepared = new Map<Ctid, Prepared>();
  const keeper = keepPlayer(options, (pid, status, signal) => {
    for (const [ctid, init] of prepared) if (init.pid === pid) prepared.delete(ctid);
    const asked = askedBy(signal);
    ends.tell(pid, asked === undefined ? describe(status) : `init ended by ${asked}`, asked);
  });
  const { dirsOf } = options.groups;
  const running = (ctid: Ctid): RunRecord | undefined => {
    const record = readRecord(dirsOf(ctid).identity);
    return record?.ctid === ctid && record.root === options.root && isAlive(record) ? record : undefined;
  };
  const look = (ctids: readonly Ctid[]): readonly RunRecord[] => {
    const records = ctids.flatMap((ctid) => running(ctid) ?? []);
    for (const record of records) adopt(keeper, ends, record);
    return records;
  };
  const all = perTurn(() => look(ctidsIn(dirsOf)));
  const starts = createStarts(keeper, ends, prepared, options);
  return {
    ...starts,
    running,
    list: (scope) => (scope === 'all' ? all() : look(scope)),
    rewrite: (record) => writeRecord(dirsOf(record.ctid).identity, record),
    signal(record, signal) {
      ends.expect(record.pid);
      return signalInit(record, signal);
    },
    ended: ends.until,
    async forget(ctid) {
      await starts.abandon(ctid);
      const { identity } = dirsOf(ctid);
      if (running(ctid) === undefined && readRecord(identity) !== undefined) removeRecord(identity);
    },
    async rename(record, change) {
      await keeper.played(renameTape(record.name, record.pid, change));
    },
    async limitTerminals({ name, pid }, base, most) {
      await keeper.played(terminalsTape(name, pid, ptsOptions(base, most)));
    },
    async addMounts({ name, pid }, mounts) {
      const there = (await placed(name, mounts)).filter((mount) => mount.type === 'nfs');
      await answered(name, there, options.clock.now, () => keeper.played(addRemoteTape(name, pid, SCRATCH, there)));
    },
    async removeMounts({ name, pid }, mounts) {
      const targets = mounts.map(({ target }) => target);
      await keeper.played(removeRemoteTape(name, pid, targets));
    },
    async limitShm({ name, pid }, size, device) {
      await keeper.played(shmTape(name, pid, size, device));
    },
    async limit({ name, pid }, pids, limits) {
      const { mayRaise } = readGiver();
      for (let from = 0; from < pids.length; from += PIDS_AT_ONCE) {
        const some = pids.slice(from, from + PIDS_AT_ONCE);
        await keeper.played(limitsTape(name, mayRaise ? undefined : pid, some, limits));
      }
    },
    async adjust({ name, pid }, settings) {
      await keeper.played(sysctlTape(name, pid, settings));
    },
    note(ctid, sysctls) {
      const init = prepared.get(ctid);
      if (init !== undefined) init.sysctls = sysctls;
    },
    onEnd: ends.onEnd,
    player: keeper.player,
    close: keeper.close,
  };
}

/** Watches an init that this process did not start, or did not watch yet. */
function adopt(keeper: Keeper, ends: Ends, { pid, ctid, name }: RunRecord): void {
  if (!ends.watch(pid, ctid)) return;
  keeper
    .played(watchTape(name, pid))
    .then(({ fired }) => fired)
    .then(
      () => ends.tell(pid, 'init ended'),
      // Already gone, or the player died: the next look finds out and watches again.
      () => ends.unwatch(pid),
    );
}

function createStarts(
  keeper: Keeper,
  ends: Ends,
  prepared: Map<Ctid, Prepared>,
  { groups: { clear, dirsOf }, root, lxcfs, clock }: ProcessesOptions,
) {
  const giver = readGiver();
  const specOf = (
    ctid: Ctid,
    { ubc, oomAdjust = [], quotas = false, mounts: wished = [], ...wish }: Wish,
    mounts = unplaced(wished),
  ): LaunchSpec => {
    const ceilings = ceilingsOf(giver, ubc);
    const cgroups = cgroupSpec(dirsOf(ctid));
    const { numpty: terminals } = ubc ?? containerDefaults.ubc;
    const path = lxcfs.known()?.path;
    return {
      ...{ ...wish, mounts, terminals, ceilings, scratch: SCRATCH, ...(path !== undefined && { lxcfs: path }) },
      oomAdjust: startOf(oomAdjust, wish.init),
      ...(quotas && { quotas: quotaDevice(wish.root) }),
      limits: containerLimits(giver, ubc),
      limitsItself: ceilings.length > 0 && !giver.mayRaise,
      // Whoever creates with ceilings is not root at that moment, and may not clone into a group of root's.
      cgroups: ceilings.length > 0 && cgroups.unified !== undefined ? byWriting(cgroups) : cgroups,
    };
  };
  return {
    async prepare(ctid: Ctid, wish: Wish): Promise<{ readonly pid: number }> {
      const there = prepared.get(ctid);
      if (there !== undefined && startTime(there.pid) === there.start) return { pid: there.pid };
      const mounts = await placed(wish.name, wish.mounts ?? []);
      await clear(ctid);
      await lxcfs.usable();
      const spec = specOf(ctid, wish, mounts);
      const start = (cgroups: CgroupSpec): Promise<Omit<Prepared, 'mounts'>> =>
        answered(wish.name, mounts, clock.now, () => launch(keeper, { ...spec, cgroups }));
      const init = await start(spec.cgroups).catch((error: unknown) => {
        if (!isKilled(error) || spec.cgroups.unified === undefined) throw error;
        return start(byWriting(spec.cgroups));
      });
      const quotas = wish.quotas ? quotaPlace(wish) : undefined;
      prepared.set(ctid, { ...init, ubc: wish.ubc, oomAdjust: wish.oomAdjust, mounts: wish.mounts ?? [], quotas });
      ends.watch(init.pid, ctid);
      return { pid: init.pid };
    },
    tape: (ctid: Ctid, wish: Wish): Tape => launchTape(specOf(ctid, wish)),
    paused: (ctid: Ctid): number | undefined => prepared.get(ctid)?.pid,
    async release(ctid: Ctid, facts: RunFacts): Promise<void> {
      const init = prepared.get(ctid);
      if (init === undefined) throw new TapeError(facts.name, 'no prepared init to release', 'ESRCH');
      const { identity } = dirsOf(ctid);
      const { pid, start, profile, mounts, sysctls, ubc, oomAdjust, quotas } = init;
      const chosen = { ...(ubc && { ubc }), ...(oomAdjust && { oomAdjust }), ...(quotas && { quotas }) };
      writeRecord(identity, { ...facts, root, ctid, pid, start, profile, mounts, sysctls, ...chosen });
      try {
        await init.player.play(releaseTape(facts.name, init.gate)).reports;
        await init.playing.fired;
        if (startTime(init.pid) !== init.start)
          throw new TapeError(facts.name, `exec ${facts.init[0]}`, 'ended at once');
      } catch (error) {
        ends.unwatch(init.pid);
        signalInit(init, KILL);
        await ends.until(init, KILL_TIMEOUT);
        removeRecord(identity);
        throw error;
      } finally {
        prepared.delete(ctid);
      }
    },
    /** Ends a prepared init. */
    async abandon(ctid: Ctid): Promise<void> {
      const init = prepared.get(ctid);
      if (init === undefined) return;
      ends.unwatch(init.pid);
      prepared.delete(ctid);
      signalInit(init, KILL);
      await ends.until(init, KILL_TIMEOUT);
    },
  };
}

async function launch(keeper: Keeper, spec: LaunchSpec): Promise<Omit<Prepared, 'mounts'>> {
  const player = await keeper.player();
  const playing = player.play(launchTape(spec));
  const [pid = -1, , gate = -1] = (await playing.reports).get(CLONED) ?? [];
  const start = startTime(pid);
  if (start === undefined) throw new TapeError(spec.name, 'prepare init', 'ended before it was ready');
  return {
    pid,
    start,
    gate,
    profile: spec.profile ?? DEFAULT_PROFILE,
    sysctls: {},
    playing,
    player,
  };
}

/**
 * How it shows that init was killed while it was made. Since cgroup.kill counts its uses (Linux 6.14 and stable kernels
 * of early 2025) a clone into a group is killed when that group and the parent's own were killed a different number of
 * times. Such groups are entered by writing, which can take milliseconds.
 */
function isKilled(error: unknown): boolean {
  if (!(error instanceof TapeError)) return false;
  return error.code === 'killed by signal 9' || ['ESRCH', 'ENOMEM', 'EINVAL'].includes(error.code);
}

/** A directory every host has; the setup process covers it in a mount namespace of its own. */
const SCRATCH = '/tmp';

/**
 * reboot(2) in a pid namespace ends its init as if by SIGHUP for a restart and SIGINT for a halt (reboot_pid_ns(), Linux 3.4). No
 * signal of these two ends one: the kernel keeps them from an init without a handler.
 */
const askedBy = (signal: number | undefined): Asked | undefined =>
  signal === 1 ? 'reboot' : signal === 2 ? 'halt' : undefined;

const describe = (status: number): string =>
  status > 128 ? `init was killed by signal ${status - 128}` : `init exited with status ${status}`;

function signalInit({ pid, start }: Pick<RunRecord, 'pid' | 'start'>, signal: number): boolean {
  const pidfd = pidfdOpen(pid);
  if (pidfd === undefined) return false;
  try {
    // The descriptor holds the process; only then does its start time say which one it is.
    return startTime(pid) === start && pidfdSignal(pidfd, signal);
  } finally {
    closePidfd(pidfd);
  }
}
