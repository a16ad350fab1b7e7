// Which containers of a new revision are changed first, and which wait for them: canaries, then batches, each when the one
// before is done and healthy. What died is started and what drifted is put back at once. Nobody is in a batch before those it
// depends on, and who cannot be done without another one is never left to wait for it.

import type { Ctid } from '../../schema/units.ts';
import type { RolloutSpec } from '../state/model.ts';
import { isNamed } from '../state/resolve-rollout.ts';
import { needsOf } from './dependencies.ts';
import type { ContainerPlan, Plan } from './plan.ts';
import { isUpkeep } from './summary.ts';

/** True for what a rollout holds back: changes that the revision brings. */
export function isStaged(plan: ContainerPlan): boolean {
  return plan.action !== 'none' && plan.action !== 'start' && !isUpkeep(plan);
}

/**
 * The containers that a revision changes, in the order in which it does: the canaries, then the others by ctid, those that
 * are deleted last. `touched`: those that it has changed already.
 */
export function batchesOf(
  plan: Plan,
  touched: ReadonlySet<Ctid>,
  { canaries = [], batch = { percent: 25 } }: RolloutSpec,
): readonly (readonly ContainerPlan[])[] {
  const affected = plan.containers.filter(
    (one) => (isStaged(one) && one.refusals.length === 0) || (touched.has(one.ctid) && one.holds === undefined),
  );
  const first = affected.filter(
    ({ desired }) => desired !== undefined && canaries.some((written) => isNamed(desired, written)),
  );
  const others = affected.filter((one) => !first.includes(one));
  const ordered = [
    ...behindTheirOwn(others.filter(({ action }) => action !== 'delete')),
    ...others.filter(({ action }) => action === 'delete'),
  ];
  const size =
    'count' in batch ? Math.max(1, batch.count) : Math.max(1, Math.floor((affected.length * batch.percent) / 100));
  const needs = needsOf(affected);
  const batches: ContainerPlan[][] = [];
  const left = new Set([...first, ...ordered]);
  const take = (some: readonly ContainerPlan[]): void => {
    const batch = withNeeds(some, needs, left);
    for (const one of batch) left.delete(one);
    batches.push(batch);
  };
  if (first.length > 0) take(first);
  while (left.size > 0) take([...left].slice(0, size));
  return batches;
}

/** With those of `left` that have to be done in the same pass or before. */
function withNeeds(
  some: readonly ContainerPlan[],
  needs: ReadonlyMap<Ctid, ReadonlySet<Ctid>>,
  left: ReadonlySet<ContainerPlan>,
): ContainerPlan[] {
  const batch = new Set(some);
  if (needs.size === 0) return [...batch];
  const byId = new Map([...left].map((one) => [one.ctid, one]));
  // A set is walked up to what is added on the way.
  for (const { ctid } of batch) {
    for (const other of needs.get(ctid) ?? []) {
      const needed = byId.get(other);
      if (needed !== undefined) batch.add(needed);
    }
  }
  return [...batch];
}

/** Each behind those of the list that it depends on; otherwise as they were. */
function behindTheirOwn(list: readonly ContainerPlan[]): readonly ContainerPlan[] {
  if (!list.some(({ desired }) => desired?.dependsOn !== undefined)) return list;
  const byName = new Map(list.map((one) => [one.name, one]));
  const seen = new Set<ContainerPlan>();
  const order = new Set<ContainerPlan>();
  for (const one of list) {
    const stack = [one];
    for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
      const names = seen.has(at) ? [] : (at.desired?.dependsOn ?? []);
      seen.add(at);
      const open = names.flatMap((name) => byName.get(name) ?? []).filter((other) => !seen.has(other));
      if (open.length > 0) stack.push(...open);
      else order.add(stack.pop() as ContainerPlan);
    }
  }
  return [...order];
}
