// The proof of an apply: what was touched is observed and planned again, and whatever that plan would do is what the first
// apply did not achieve.

import type { Ctid } from '../../schema/units.ts';
import type { Brakes } from '../plan/brakes.ts';
import { makePlan } from '../plan/make.ts';
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
}

/** The outcomes, those that did not converge as such. */
export async function verify(
  { host, accept, desired, brakes }: Proof,
  outcomes: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const touched = new Set<Ctid>(outcomes.filter(({ result }) => result === 'done').map(({ ctid }) => ctid));
  if (touched.size === 0) return outcomes;
  const observed = await observe(host, [...touched]);
  const again: Desired = { ...desired, containers: desired.containers.filter(({ ctid }) => touched.has(ctid)) };
  const accepted = new Map(again.containers.map((container) => [container.ctid, accept(container)]));
  const plan = makePlan({ desired: again, observed, accepted, brakes, options: { yes: true }, revision: '' });
  const left = new Map(plan.containers.filter(({ action }) => action !== 'none').map((one) => [one.ctid, one]));
  return outcomes.map((outcome) => {
    const difference = left.get(outcome.ctid);
    if (outcome.result !== 'done' || difference === undefined) return outcome;
    const pointers = difference.changes.map(({ pointer }) => pointer);
    const what = pointers.length === 0 ? `still to ${difference.action}` : `still different: ${pointers.join(', ')}`;
    return { ...outcome, result: 'not-converged', error: what, pointers };
  });
}
