// The processes of a container, through its groups: kill, freeze, thaw, wait. cgroup.kill (since 5.14), cgroup.freeze (5.2)
// and cgroup.events of v2, also on a v2 mount without controllers; on v1 alone the freezer and a loop over cgroup.procs.

import type { Clock } from '../../reconciler/port/clock.ts';
import type { Ctid } from '../../schema/units.ts';
import { hasCode } from '../kernel/error-code.ts';
import type { Layout } from './detect.ts';
import { GroupError } from './errors.ts';
import type { GroupFiles } from './files.ts';
import { groupOf, isOurs } from './groups.ts';

/** Rounds of the v1 loop: each kills all that is listed; forks are stopped by pids.max meanwhile. */
const rounds = 50;
/** Milliseconds that freezing may take; a process in D state does not freeze. */
const freezeTimeout = 5000;

export interface Processes {
  /** Host pids in all of the container's groups and the groups inside. */
  pids(ctid: Ctid): readonly number[];
  /** The same by the hierarchy of the identity alone. */
  members(ctid: Ctid): readonly number[];
  populated(ctid: Ctid): boolean;
  /** SIGKILL to all of them. Returns at once: they die a little later, see waitEmpty. */
  killAll(ctid: Ctid): void;
  /** True when the groups became empty within `timeout` milliseconds; killing needs a few. */
  waitEmpty(ctid: Ctid, timeout: number, signal?: AbortSignal): Promise<boolean>;
  /** Resolves when all have stopped. Throws Stuck after 5 s (thawed again), Unsupported on a v1 host without freezer. */
  freeze(ctid: Ctid): Promise<void>;
  thaw(ctid: Ctid): Promise<void>;
}

/** `layout` is asked on each call, as mounts are looked up lazily. */
export function processes(files: GroupFiles, layout: () => Layout, clock: Clock): Processes {
  const groups = (ctid: Ctid) =>
    layout()
      .hierarchies.map((hierarchy) => groupOf(hierarchy, ctid))
      .filter((group) => isOurs(files, group, ctid));
  const pids = (ctid: Ctid) => [...new Set(groups(ctid).flatMap((group) => files.pids(group)))];
  const populated = (ctid: Ctid) => groups(ctid).some((group) => isPopulated(files, group));
  return {
    pids,
    members: (ctid) => files.pids(groupOf(layout().identity, ctid)),
    populated,
    killAll: (ctid) => {
      const rest = groups(ctid).filter((group) => !killAtOnce(files, group));
      if (rest.length === 0) return;
      const { identity, controllers } = layout();
      // On hybrid hosts what is left are processes that somebody moved out of the v2 group.
      const limit = identity.version === 'v1' && controllers.pids ? groupOf(controllers.pids, ctid) : undefined;
      killEach(files, rest, limit !== undefined && rest.includes(limit) ? `${limit}/pids.max` : undefined);
    },
    waitEmpty: async (ctid, timeout, signal) => {
      const end = clock.now() + timeout;
      for (let pause = 1; populated(ctid); pause = Math.min(pause * 2, 50)) {
        if (signal?.aborted || clock.now() >= end) return false;
        await clock.sleep(Math.min(pause, end - clock.now()), signal);
      }
      return true;
    },
    freeze: async (ctid) => {
      const control = freezer(files, layout(), ctid);
      files.write(control.file, control.freeze);
      const end = clock.now() + freezeTimeout;
      for (let pause = 1; !control.frozen(); pause = Math.min(pause * 2, 50)) {
        if (clock.now() >= end) {
          files.write(control.file, control.thaw);
          throw new GroupError('Stuck', control.file, 'the processes did not freeze within 5 seconds');
        }
        await clock.sleep(pause);
      }
    },
    thaw: async (ctid) => {
      const control = freezer(files, layout(), ctid);
      files.write(control.file, control.thaw);
    },
  };
}

function isPopulated(files: GroupFiles, group: string): boolean {
  const events = files.tryRead(`${group}/cgroup.events`);
  return events === undefined ? files.pids(group).length > 0 : /^populated 1$/m.test(events);
}

/** True when the kernel killed the whole group by itself. */
function killAtOnce(files: GroupFiles, group: string): boolean {
  try {
    files.write(`${group}/cgroup.kill`, '1');
    return true;
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'ENODEV', 'EACCES', 'EOPNOTSUPP')) throw error;
    return false;
  }
}

/** Kills one by one. `limit` is the pids.max that keeps them from forking faster than that; it is put back afterwards. */
function killEach(files: GroupFiles, groups: readonly string[], limit: string | undefined): void {
  const former = limit === undefined ? undefined : files.tryRead(limit);
  if (limit !== undefined && former !== undefined) files.write(limit, '0');
  const seen = new Set<number>([process.pid]);
  for (let round = 0; round < rounds; round++) {
    const fresh = new Set(groups.flatMap((group) => files.pids(group)).filter((pid) => !seen.has(pid)));
    if (fresh.size === 0) break;
    for (const pid of fresh) {
      seen.add(pid);
      files.kill(pid);
    }
  }
  // A process with SIGKILL pending does not fork any more: the limit is not needed while they die.
  if (limit !== undefined && former !== undefined) files.write(limit, former);
}

interface Freezer {
  readonly file: string;
  readonly freeze: string;
  readonly thaw: string;
  frozen(): boolean;
}

function freezer(files: GroupFiles, layout: Layout, ctid: Ctid): Freezer {
  const place = layout.identity.version === 'v2' ? layout.identity : layout.controllers.freezer;
  if (!place) {
    throw new GroupError(
      'Unsupported',
      layout.identity.mount,
      'no freezer: neither cgroup2 nor the v1 freezer is mounted',
    );
  }
  const group = groupOf(place, ctid);
  if (!isOurs(files, group, ctid)) throw new GroupError('ForeignObject', group, 'is not a group of ours');
  if (place.version === 'v2') {
    const frozen = () => /^frozen 1$/m.test(files.read(`${group}/cgroup.events`));
    return { file: `${group}/cgroup.freeze`, freeze: '1', thaw: '0', frozen };
  }
  const frozen = () => files.read(`${group}/freezer.state`) === 'FROZEN';
  return { file: `${group}/freezer.state`, freeze: 'FROZEN', thaw: 'THAWED', frozen };
}
