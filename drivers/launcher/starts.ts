// Starts of containers: an init is prepared, waits at its gate, and is let go or abandoned. What is prepared is known to this
// process alone and ends with it.

import type { Clock } from '../../reconciler/port/clock.ts';
import type { UbcState } from '../../reconciler/state/container.ts';
import { containerDefaults } from '../../reconciler/state/defaults.ts';
import type { MountWish } from '../../schema/mount.ts';
import type { OomRule } from '../../schema/oom.ts';
import type { Ctid } from '../../schema/units.ts';
import { closePidfd, pidfdOpen, pidfdSignal } from '../kernel/pidfd.ts';

import { type Player, type PlayerOptions, type Playing, TapeError } from './client.ts';
import type { Ends } from './ends.ts';
import { readGiver } from './giver.ts';
import { byWriting, cgroupSpec } from './groups.ts';
import { CLONED, launchTape } from './init-tape.ts';
import type { Keeper } from './keeper.ts';
import type { CgroupSpec, LaunchSpec } from './launch-spec.ts';
import type { Lxcfs } from './lxcfs.ts';
import { ceilingsOf, containerLimits } from './profile/limits.ts';
import { startOf } from './profile/oom.ts';
import { DEFAULT_PROFILE, type Profile } from './profile/profile.ts';
import { quotaDevice, quotaPlace } from './quota-place.ts';
import { type RunRecord, removeRecord, startTime, writeRecord } from './run-record.ts';
import { answered, placed, unplaced } from './servers.ts';
import { releaseTape } from './small-tapes.ts';
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

export interface Prepared {
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

const KILL = 9;
/** Milliseconds a killed init may take to be gone; longer when a process of it is stuck in the kernel. */
const KILL_TIMEOUT = 5000;

export function createStarts(
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
export const SCRATCH = '/tmp';

export function signalInit({ pid, start }: Pick<RunRecord, 'pid' | 'start'>, signal: number): boolean {
  const pidfd = pidfdOpen(pid);
  if (pidfd === undefined) return false;
  try {
    // The descriptor holds the process; only then does its start time say which one it is.
    return startTime(pid) === start && pidfdSignal(pidfd, signal);
  } finally {
    closePidfd(pidfd);
  }
}
