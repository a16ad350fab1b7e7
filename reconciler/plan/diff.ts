// What differs between the observed and the accepted state of one container, field by field, and what kind of action
// that amounts to. Nothing here looks at other containers.

import type { Origin } from '../../schema/problem.ts';
import type { Ctid } from '../../schema/units.ts';
import type { ContainerState } from '../state/container.ts';
import type { DesiredContainer } from '../state/model.ts';
import { type Field, fields, same } from './fields.ts';
import type { Action, Change, Json } from './plan.ts';

/** One container as the planner sees it. `applied` is the marker's memory of the last complete apply. */
export interface Sides {
  readonly was: ContainerState;
  readonly wants: ContainerState;
  readonly applied?: ContainerState | undefined;
  readonly desired?: DesiredContainer | undefined;
  readonly needsStop?: readonly string[] | undefined;
  /** The ctid under which it is now, when that is another one. */
  readonly from?: Ctid | undefined;
  /** Its processes do not work, and are to be started anew. */
  readonly isSick?: boolean;
}

export const isRunning = (state: ContainerState): boolean => state.lifecycle?.state === 'running';

/**
 * The accepted state without the sections a stopped container cannot have: its processes, and with them its
 * namespaces, its network and its cgroups, do not exist.
 */
export function existing(wants: ContainerState): ContainerState {
  if (isRunning(wants)) return wants;
  const { rootfs, quota, lifecycle } = wants;
  return { ...(rootfs && { rootfs }), ...(quota && { quota }), ...(lifecycle && { lifecycle }) };
}

/** Every field to write, in the order of the table. Fields absent from `wants` are not managed and never differ. */
export function diff(sides: Sides): readonly Change[] {
  const building = isNew(sides);
  const changes: Change[] = [];
  for (const row of fields) {
    const wants = row.get(sides.wants);
    if (wants === undefined || !isComparable(row, sides, building)) continue;
    const was = observedValue(row, sides.was);
    if (was !== undefined && same(row.comparison, was, wants)) continue;
    changes.push(change(row, sides, was, wants));
  }
  return changes;
}

/** What the differences amount to. A lost rootfs or one never completed is a creation; it keeps what is there. */
export function actionFor(sides: Sides, changes: readonly Change[]): Action {
  const action = actionInPlace(sides, changes);
  if (sides.from === undefined || (action !== 'none' && action !== 'change')) return action;
  // Nothing that runs can get another ctid.
  return isRunning(sides.wants) ? 'restart' : 'change';
}

function actionInPlace(sides: Sides, changes: readonly Change[]): Action {
  const { was, wants } = sides;
  if (isNew(sides)) return 'create';
  if (changes.some((entry) => entry.class === 'recreate')) return 'recreate';
  if (!isRunning(wants)) {
    const leftover = isRunning(was) || was.namespace || was.network || was.cgroup;
    if (leftover) return 'stop';
    return changes.length > 0 ? 'change' : 'none';
  }
  if (!isRunning(was)) return 'start';
  // A process cannot be put under a cgroup or into namespaces it was not born in.
  const isLost = !was.namespace || !was.cgroup;
  if (isLost || sides.isSick || changes.some((entry) => entry.class === 'restart')) return 'restart';
  return changes.length > 0 || lacksSection(sides) ? 'change' : 'none';
}

/** Where the value at `pointer` was written: there, at what encloses it, or at the first thing inside it. */
export function originOf(desired: DesiredContainer | undefined, pointer: string): Origin | undefined {
  if (desired === undefined) return undefined;
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const origin = desired.origins.get(at);
    if (origin !== undefined) return origin;
  }
  const inside = `${pointer}/`;
  for (const [at, origin] of desired.origins) if (at.startsWith(inside)) return origin;
  return undefined;
}

function isNew({ was, wants }: Sides): boolean {
  return was.rootfs === undefined || (wants.quota !== undefined && was.quota === undefined && !isRunning(was));
}

function lacksSection({ was, wants }: Sides): boolean {
  return (wants.quota !== undefined && !was.quota) || (wants.network !== undefined && !was.network);
}

/**
 * Sections that come and go with the processes are compared only while they should be there: a container that died
 * lost its addresses with its network namespace, which is not one change per address but one start.
 */
function isComparable(row: Field, { was, wants }: Sides, building: boolean): boolean {
  if (row.pointer === '/lifecycle/state') return true;
  const lasting = row.driver === 'rootfs' || row.driver === 'quota';
  if (building || lasting) return true;
  if (row.driver === 'lifecycle') return isRunning(was) && isRunning(wants);
  return was[row.driver] !== undefined || isRunning(was);
}

/** A root file system without an init is a stopped container, whether or not the driver says so. */
function observedValue(row: Field, was: ContainerState): Json | undefined {
  const value = row.get(was);
  return value === undefined && row.pointer === '/lifecycle/state' && was.rootfs ? 'stopped' : value;
}

function change(row: Field, { applied, desired, needsStop }: Sides, was: Json | undefined, wants: Json): Change {
  const before = applied && row.get(applied);
  const wished = desired && row.get(desired.state);
  const origin = originOf(desired, row.pointer);
  // The author's spelling would lie about a value that the host had to round.
  const asWritten = wished !== undefined && same(row.comparison, wished, wants);
  const spelled = asWritten ? desired?.spelled.get(row.pointer) : undefined;
  return {
    driver: row.driver,
    pointer: row.pointer,
    ...(was !== undefined && { was }),
    wants,
    class: was === undefined ? 'live' : needsStop?.includes(row.pointer) ? 'restart' : row.class,
    drift: before !== undefined && same(row.comparison, before, wants),
    ...(origin && { origin }),
    ...(spelled !== undefined && { spelled }),
  };
}
