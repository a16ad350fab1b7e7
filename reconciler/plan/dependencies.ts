// What of one container waits for what of another: addresses (addresses.ts), and starts that wait for containers they depend on.
// A start never waits for anything but a start, a stop for nothing but a stop, and manifests are refused when dependsOn goes in
// a circle; so no waiting ever does.

import type { Ctid } from '../../schema/units.ts';
import { addressDependencies } from './addresses.ts';
import { isRunning } from './diff.ts';
import type { ContainerPlan, Dependency, Refusal } from './plan.ts';

/** Which steps wait for which, across containers. Never circular. */
export const dependenciesOf = (plans: readonly ContainerPlan[]): readonly Dependency[] => [
  ...addressDependencies(plans),
  ...startDependencies(plans),
];

/** By container, those that have to be done with it or before it. */
export function needsOf(plans: readonly ContainerPlan[]): ReadonlyMap<Ctid, ReadonlySet<Ctid>> {
  const needs = new Map<Ctid, Set<Ctid>>();
  for (const { ctid, after, orderOnly } of dependenciesOf(plans)) {
    if (orderOnly) continue;
    const before = needs.get(ctid);
    if (before === undefined) needs.set(ctid, new Set([after.ctid]));
    else before.add(after.ctid);
  }
  return needs;
}

/** When a container is ready for those that depend on it. */
export type Readiness =
  | { readonly when: 'now' }
  /** As soon as this step of its plan is done. */
  | { readonly when: 'after'; readonly step: number }
  /** "is refused: ..." */
  | { readonly when: 'never'; readonly why: string };

/** The one place that says what "ready" means: its init runs, and what this plan does to start it is done. */
export function readinessOf({ was, desired, steps, refusals, holds = [] }: ContainerPlan): Readiness {
  if (startOf(steps) !== -1) return { when: 'after', step: steps.length - 1 };
  // A plan that stops it may be what is refused.
  const stays = refusals.length > 0 || stopOf(steps) === -1;
  if (isRunning(was) && stays) return { when: 'now' };
  const [refusal] = refusals;
  const [hold] = holds;
  if (refusal !== undefined) return { when: 'never', why: `is refused: ${refusal.code}: ${refusal.reason}` };
  if (hold !== undefined) return { when: 'never', why: `is held back: ${hold.reason}` };
  return { when: 'never', why: desired === undefined ? 'is to go' : 'is not to run' };
}

type Steps = ContainerPlan['steps'];

const startOf = (steps: Steps): number =>
  steps.findIndex(({ driver, verb }) => driver === 'lifecycle' && verb === 'create');
const stopOf = (steps: Steps): number =>
  steps.findIndex(({ driver, verb }) => driver === 'lifecycle' && verb === 'remove');
const firstBuilding = (steps: Steps): number => steps.findIndex(({ verb }) => verb !== 'remove');

const called = ({ name, ctid }: ContainerPlan): string => `${name} (${ctid})`;

/** Those of a plan that a container depends on. One that is not in it is none of this plan's business. */
function* waitedFor(plan: ContainerPlan, byName: ReadonlyMap<string, ContainerPlan>): Generator<ContainerPlan> {
  for (const name of plan.desired?.dependsOn ?? []) {
    const other = byName.get(name);
    if (other !== undefined && other.desired !== undefined) yield other;
  }
}

const named = (plans: readonly ContainerPlan[]): ReadonlyMap<string, ContainerPlan> =>
  new Map(plans.map((plan) => [plan.name, plan]));

const hasDependencies = (plans: readonly ContainerPlan[]): boolean =>
  plans.some(({ desired }) => desired?.dependsOn !== undefined);

/** Building begins when the others are ready, so that nothing has to be taken back when they do not come up. */
function startDependencies(plans: readonly ContainerPlan[]): readonly Dependency[] {
  if (!hasDependencies(plans)) return [];
  const byName = named(plans);
  return plans.flatMap((plan) =>
    [...waitedFor(plan, byName)].flatMap((other) => {
      const found: Dependency[] = [];
      const ready = readinessOf(other);
      if (startOf(plan.steps) !== -1 && ready.when === 'after') {
        const after = { ctid: other.ctid, step: ready.step };
        const unmet = `waits for ${called(other)}, which did not start`;
        found.push({ ctid: plan.ctid, step: firstBuilding(plan.steps), after, unmet });
      }
      const [stop, otherStop] = [stopOf(plan.steps), stopOf(other.steps)];
      if (stop !== -1 && otherStop !== -1) {
        const unmet = `waits for ${called(plan)}, which depends on it and did not stop`;
        const after = { ctid: plan.ctid, step: stop };
        found.push({ ctid: other.ctid, step: otherStop, after, unmet, orderOnly: true });
      }
      return found;
    }),
  );
}

/** A container that will not be ready, and the one because of which it is not. */
interface Unready {
  readonly plan: ContainerPlan;
  readonly root: ContainerPlan;
  readonly why: string;
}

function waiting(plan: ContainerPlan, { plan: other, root, why }: Unready): Refusal {
  const pointer = `/dependsOn/${other.name}`;
  const origin = plan.desired?.origins.get(pointer) ?? plan.origin;
  const through = other === root ? '' : ` waits for ${called(root)}, which`;
  const reason = `waits for ${called(other)}, which${through} ${why}`;
  return { code: 'VZR279', pointer, reason, ...(origin && { origin }) };
}

/** The plans with those refused that would start and depend on a container which will not be ready, directly or through others. */
export function settleStarts(plans: readonly ContainerPlan[]): readonly ContainerPlan[] {
  if (!hasDependencies(plans)) return plans;
  const byName = named(plans);
  const dependents = new Map<Ctid, ContainerPlan[]>();
  for (const plan of plans) {
    if (startOf(plan.steps) === -1) continue;
    for (const other of waitedFor(plan, byName)) {
      const before = dependents.get(other.ctid);
      if (before === undefined) dependents.set(other.ctid, [plan]);
      else before.push(plan);
    }
  }
  const refused = new Map<Ctid, Refusal[]>();
  const unready: Unready[] = plans.flatMap((plan) => {
    const ready = readinessOf(plan);
    return ready.when === 'never' ? [{ plan, root: plan, why: ready.why }] : [];
  });
  // Each is refused once, so this ends. A chain is told by its ends, however long it is.
  for (const one of unready) {
    for (const plan of dependents.get(one.plan.ctid) ?? []) {
      const before = refused.get(plan.ctid);
      refused.set(plan.ctid, [...(before ?? []), waiting(plan, one)]);
      if (before === undefined && !isRunning(plan.was)) unready.push({ ...one, plan });
    }
  }
  if (refused.size === 0) return plans;
  return plans.map((plan) => {
    const more = refused.get(plan.ctid);
    return more === undefined ? plan : { ...plan, refusals: [...plan.refusals, ...more], steps: [] };
  });
}
