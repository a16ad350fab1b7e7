// The inits of this host's containers: prepared through the player, found again through their run records, watched through
// pidfds. Nothing about a running container is kept here that a restart would miss.

import type { Scope } from '../../reconciler/port/driver.ts';
import type { Asked } from '../../reconciler/port/host.ts';
import type { NfsWish } from '../../schema/nfs.ts';
import type { Ctid } from '../../schema/units.ts';
import { perTurn } from '../procfs/per-turn.ts';
import type { Player } from './client.ts';
import { ptsOptions } from './devpts.ts';
import { createEnds, type EndListener, type Ends } from './ends.ts';
import { readGiver } from './giver.ts';
import { ctidsIn } from './groups.ts';
import { type Keeper, keepPlayer } from './keeper.ts';
import type { ResourceLimit } from './profile/limits.ts';
import { addRemoteTape, removeRemoteTape } from './remote-tapes.ts';
import { isAlive, type RunRecord, readRecord, removeRecord, writeRecord } from './run-record.ts';
import { answered, placed } from './servers.ts';
import { limitsTape, type NameChange, renameTape, shmTape, terminalsTape, watchTape } from './small-tapes.ts';
import {
  createStarts,
  type Prepared,
  type ProcessesOptions,
  type RunFacts,
  SCRATCH,
  signalInit,
  type Wish,
} from './starts.ts';
import { type Setting, sysctlTape } from './sysctl-tape.ts';
import type { Tape } from './tape.ts';

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

/** Processes one tape limits: tapes are short. */
const PIDS_AT_ONCE = 64;
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

/**
 * reboot(2) in a pid namespace ends its init as if by SIGHUP for a restart and SIGINT for a halt (reboot_pid_ns(), Linux 3.4). No
 * signal of these two ends one: the kernel keeps them from an init without a handler.
 */
const askedBy = (signal: number | undefined): Asked | undefined =>
  signal === 1 ? 'reboot' : signal === 2 ? 'halt' : undefined;

const describe = (status: number): string =>
  status > 128 ? `init was killed by signal ${status - 128}` : `init exited with status ${status}`;
