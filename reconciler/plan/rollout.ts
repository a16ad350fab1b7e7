// Which containers of a new revision are changed first, and which wait for them: canaries, then batches, each when the one
// before is done and healthy. What died is started and what drifted is put back at once.

import type { Ctid } from '../../schema/units.ts';
import type { RolloutSpec } from '../state/model.ts';
import { isNamed } from '../state/resolve-rollout.ts';
import type { ContainerPlan, Plan } from './plan.ts';
import { isDriftOnly } from './summary.ts';

/** True for what a rollout holds back: changes that the revision brings. */
export function isStaged(plan: ContainerPlan): boolean {
  return plan.action !== 'none' && plan.action !== 'start' && !isDriftOnly(plan);
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
    ...others.filter(({ action }) => action !== 'delete'),
    ...others.filter(({ action }) => action === 'delete'),
  ];
  const size =
    'count' in batch ? Math.max(1, batch.count) : Math.max(1, Math.floor((affected.length * batch.percent) / 100));
  const batches: ContainerPlan[][] = first.length > 0 ? [first] : [];
  for (let at = 0; at < ordered.length; at += size) batches.push(ordered.slice(at, at + size));
  return batches;
}
