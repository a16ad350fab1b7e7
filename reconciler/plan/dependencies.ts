// What of one container waits for what of another: addresses (addresses.ts), and starts that wait for containers they depend on.
// A start never waits for anything but a start, a stop for nothing but a stop, and manifests are refused when dependsOn goes in
// a circle; so no waiting ever does.

import { probeWords } from '../../schema/health.ts';
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

/**
 * The one place that says what "ready" means: its init runs, and what this plan does to start it is done. Of one that has
 * spec.health it is the least: heldStarts() says the rest.
 */
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
/** Its init is ended, be it to start anew. */
export const endsInit = ({ steps }: ContainerPlan): boolean => stopOf(steps) !== -1;
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

function waiting(plan: ContainerPlan, one: Unready): Refusal {
  const pointer = `/dependsOn/${one.plan.name}`;
  const origin = plan.desired?.origins.get(pointer) ?? plan.origin;
  return { code: 'VZR279', pointer, reason: `${whoWords(one)} ${one.why}`, ...(origin && { origin }) };
}

function whoWords({ plan, root }: Unready): string {
  const through = plan === root ? '' : ` waits for ${called(root)}, which`;
  return `waits for ${called(plan)}, which${through}`;
}

/** By container, those of a plan that will be started and depend on it. */
function startersOf(
  plans: readonly ContainerPlan[],
  byName: ReadonlyMap<string, ContainerPlan>,
): ReadonlyMap<Ctid, readonly ContainerPlan[]> {
  const starters = new Map<Ctid, ContainerPlan[]>();
  for (const plan of plans) {
    if (startOf(plan.steps) === -1) continue;
    for (const other of waitedFor(plan, byName)) {
      const before = starters.get(other.ctid);
      if (before === undefined) starters.set(other.ctid, [plan]);
      else before.push(plan);
    }
  }
  return starters;
}

/** The plans with those refused that would start and depend on a container which will not be ready, directly or through others. */
export function settleStarts(plans: readonly ContainerPlan[]): readonly ContainerPlan[] {
  if (!hasDependencies(plans)) return plans;
  const dependents = startersOf(plans, named(plans));
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

/** How a container is, as far as anybody has asked. */
export interface HealthState {
  /** starting: it has not been healthy yet, and failures do not count or are not enough. */
  readonly status: 'starting' | 'healthy' | 'unhealthy';
  /** "tcp 127.0.0.1:80: ECONNREFUSED". */
  readonly message: string;
}

/** A start that has to wait for what no plan can know. */
export interface Wait {
  readonly ctid: Ctid;
  readonly name: string;
  /** "waits for db (201), which is not healthy: tcp 127.0.0.1:5432: ECONNREFUSED". */
  readonly reason: string;
  /** The begin of it, which stays: "waits for db (201), which". */
  readonly who: string;
  /** Whose health it waits for in the end. */
  readonly on: Ctid;
  /** That one is started by the same plan. */
  readonly isBehind: boolean;
  /** That one is unhealthy: waiting alone will hardly help. */
  readonly isLate: boolean;
}

/**
 * Those of a plan that are to be started and wait for somebody who has not been found healthy, directly or through others. A
 * restart waits for a start of that one, which is over soon, and not for one that is unhealthy: its changes may be the cure.
 */
export function heldStarts(
  plans: readonly ContainerPlan[],
  healthOf: (ctid: Ctid) => HealthState | undefined,
): readonly Wait[] {
  if (!hasDependencies(plans)) return [];
  const starters = startersOf(plans, named(plans));
  const held = new Map<Ctid, Wait>();
  const unready: Unready[] = plans.flatMap((plan) => {
    const why = starters.has(plan.ctid) ? unhealthy(plan, healthOf(plan.ctid)) : undefined;
    return why === undefined ? [] : [{ plan, root: plan, why }];
  });
  for (const one of unready) {
    for (const plan of starters.get(one.plan.ctid) ?? []) {
      if (held.has(plan.ctid)) continue;
      const { ctid, name } = plan;
      const { ctid: on } = one.root;
      const isBehind = readinessOf(one.root).when === 'after';
      const isLate = !isBehind && healthOf(on)?.status === 'unhealthy';
      if (isLate && isRunning(plan.was)) continue;
      held.set(ctid, { ctid, name, reason: `${whoWords(one)} ${one.why}`, who: whoWords(one), on, isBehind, isLate });
      if (!isRunning(plan.was)) unready.push({ ...one, plan });
    }
  }
  return plans.flatMap(({ ctid }) => held.get(ctid) ?? []);
}

function unhealthy(plan: ContainerPlan, state: HealthState | undefined): string | undefined {
  const probe = plan.desired?.health?.probe;
  if (probe === undefined) return undefined;
  const { when } = readinessOf(plan);
  if (when === 'after') return 'is started first, and then has to become healthy';
  if (when === 'never' || state?.status === 'healthy') return undefined;
  return healthWords(state ?? { status: 'starting', message: `${probeWords(probe)}: no answer yet` });
}

function healthWords({ status, message }: HealthState): string {
  if (status === 'healthy') return 'has become healthy';
  return `is not healthy${status === 'unhealthy' ? '' : ' yet'}: ${message}`;
}

/** The same wait, after the plan was played: how the other one is now. */
export const waitNow = (wait: Wait, state: HealthState): Wait => ({
  ...wait,
  reason: `${wait.who} ${healthWords(state)}`,
  isLate: state.status === 'unhealthy',
});

/** The plans, those that will be started with whose health they wait for: "db (201) is healthy". */
export function withStartsWhen(plans: readonly ContainerPlan[]): readonly ContainerPlan[] {
  if (!hasDependencies(plans)) return plans;
  const byName = named(plans);
  return plans.map((plan) => {
    if (startOf(plan.steps) === -1) return plan;
    const others = [...waitedFor(plan, byName)].filter(({ desired }) => desired?.health !== undefined);
    return others.length === 0 ? plan : { ...plan, startsWhen: others.map((other) => `${called(other)} is healthy`) };
  });
}
