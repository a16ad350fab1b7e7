// Which driver is called for what, in which order, to bring one container from one state to another. Creation runs in
// dependency order, removal backwards, and what has to go goes before anything new comes.

import type { Ctid } from '../../schema/units.ts';
import type { ContainerState, DriverName } from '../state/container.ts';
import { isRunning } from './diff.ts';
import { driverOrder, withValue } from './fields.ts';
import type { Action, Change, ContainerPlan, Step } from './plan.ts';

export interface Transition {
  readonly action: Action;
  readonly was: ContainerState;
  readonly wants: ContainerState;
  readonly changes: readonly Change[];
  /** The ctid under which the container is now, when that is another one. */
  readonly from?: Ctid | undefined;
}

/** How a step is called: "cgroup.set"; of a container that moves, "rootfs.move@105". */
export const stepName = ({ driver, verb, from }: Pick<Step, 'driver' | 'verb' | 'from'>): string =>
  `${driver}.${verb}${from === undefined ? '' : `@${from}`}`;

/** The steps of one container. Sections that are already as they should be are kept, so a half-built one is completed. */
export function stepsFor(transition: Transition): readonly Step[] {
  const { action, was, wants, changes } = transition;
  if (action === 'none') return [];
  if (transition.from !== undefined) return stepsToMove(transition, transition.from);
  const gone = driverOrder.filter((driver) => mustGo(driver, transition)).reverse();
  const removals = gone.map((driver): Step => ({ driver, verb: 'remove', changes: [] }));
  if (action === 'delete') return removals;
  const kept = Object.fromEntries(Object.entries(was).filter(([driver]) => !gone.includes(driver as DriverName)));
  return [...removals, ...build(kept, wants, action === 'recreate' ? [] : changes)];
}

/** Everything but the files goes first; where they are gone from, nothing is left. */
function stepsToMove({ was, wants, changes }: Transition, from: Ctid): readonly Step[] {
  const gone = driverOrder.filter((driver) => mustGo(driver, { action: 'restart', was, wants, changes })).reverse();
  const { rootfs, quota } = was;
  return [
    ...gone.map((driver): Step => ({ driver, verb: 'remove', changes: [], from })),
    { driver: 'rootfs', verb: 'move', changes: [], from },
    ...build({ ...(rootfs && { rootfs }), ...(quota && { quota }) }, wants, changes),
  ];
}

/** Where a step is played: what goes before a move goes where it was. */
export const ctidAt = ({ ctid }: Pick<ContainerPlan, 'ctid'>, { verb, from }: Step): Ctid =>
  verb === 'remove' ? (from ?? ctid) : ctid;

/**
 * The states a driver has to see while it plays `step`: those of the whole transition, except that a set may be only
 * part of the way (see addresses.ts).
 */
export function statesAt(plan: ContainerPlan, step: Step): { was: ContainerState; wants: ContainerState } {
  let { was, wants } = plan;
  for (const change of step.changes) {
    if (change.was !== undefined) was = withValue(was, change.pointer, change.was);
    if (change.wants !== undefined) wants = withValue(wants, change.pointer, change.wants);
  }
  return { was, wants };
}

function mustGo(driver: DriverName, { action, was }: Transition): boolean {
  if (was[driver] === undefined) return false;
  if (driver === 'lifecycle') return isRunning(was) && action !== 'change';
  switch (action) {
    case 'delete':
    case 'recreate':
      return true;
    case 'stop':
    case 'restart':
      return driver === 'cgroup' || driver === 'namespace' || driver === 'network';
    case 'create':
    case 'start':
      // What is left of a dead or never released init cannot be entered again; its limits can stay.
      return driver === 'namespace' || driver === 'network';
    default:
      return false;
  }
}

function build(kept: ContainerState, wants: ContainerState, changes: readonly Change[]): Step[] {
  const steps: Step[] = [];
  for (const driver of driverOrder) {
    if (wants[driver] === undefined || (driver === 'lifecycle' && !isRunning(wants))) continue;
    const own = changes.filter((change) => change.driver === driver);
    const there = driver === 'lifecycle' ? isRunning(kept) : kept[driver] !== undefined;
    if (!there) steps.push({ driver, verb: 'create', changes: [] });
    else if (own.length > 0) steps.push({ driver, verb: 'set', changes: own });
  }
  return steps;
}
