// The proof of an apply: what was touched is observed and planned again, and whatever that plan would do is what the first
// apply did not achieve.

import type { Ctid } from '../../schema/units.ts';
import type { Brakes } from '../plan/brakes.ts';
import { makePlan } from '../plan/make.ts';
import type { ContainerPlan } from '../plan/plan.ts';
import type { Host } from '../port/host.ts';
import type { Desired } from '../state/model.ts';
import type { Accept } from './accept.ts';
import type { Outcome } from './apply.ts';
import { observe } from './observe.ts';

export interface Proof {
  readonly host: Host;
  readonly accept: Accept;
  readonly desired: Desired;
  readonly brakes: Brakes;
  /** As they were applied. */
  readonly plans: readonly ContainerPlan[];
}

/** The outcomes, those that did not converge as such. */
export async function verify(
  { host, accept, desired, brakes, plans }: Proof,
  outcomes: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const touched = new Set<Ctid>(outcomes.filter(({ result }) => result === 'done').map(({ ctid }) => ctid));
  if (touched.size === 0) return outcomes;
  const observed = await observe(host, [...touched]);
  const again: Desired = { ...desired, containers: desired.containers.filter(({ ctid }) => touched.has(ctid)) };
  const accepted = new Map(again.containers.map((container) => [container.ctid, accept(container)]));
  const plan = makePlan({ desired: again, observed, accepted, brakes, options: { yes: true }, revision: '' });
  const left = new Map(plan.containers.filter(({ action }) => action !== 'none').map((one) => [one.ctid, one]));
  const deferred = new Map(plans.map((one) => [one.ctid, deferredIn(one)]));
  return outcomes.map((outcome) => {
    const difference = left.get(outcome.ctid);
    if (outcome.result !== 'done' || difference === undefined) return outcome;
    const waiting = deferred.get(outcome.ctid);
    const pointers = difference.changes.map(({ pointer }) => pointer).filter((one) => waiting?.has(one) !== true);
    if (waiting !== undefined && pointers.length === 0) return outcome;
    const what = pointers.length === 0 ? `still to ${difference.action}` : `still different: ${pointers.join(', ')}`;
    return { ...outcome, result: 'not-converged', error: what, pointers };
  });
}

/** What waits for a window, and is different for as long; undefined: nothing does. */
function deferredIn({ holds = [] }: ContainerPlan): ReadonlySet<string> | undefined {
  const waiting = holds.filter(({ by }) => by === 'window');
  if (waiting.length === 0) return undefined;
  return new Set(waiting.flatMap(({ changes }) => changes.map(({ pointer }) => pointer)));
}
