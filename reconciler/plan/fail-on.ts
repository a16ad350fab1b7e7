// --fail-on: kinds of actions for which a plan as a whole is refused. Code: VZR508.

import type { ContainerPlan, Refusal } from './plan.ts';
import { askedOf, classOf } from './select.ts';

export const failures = ['create', 'start', 'stop', 'live', 'restart', 'recreate', 'delete', 'drift'] as const;
export type Failure = (typeof failures)[number];

/** How many containers are named. */
const MOST = 5;

/** One refusal for each kind of which there is something, refused or not: it is what was asked for. */
export function failOnGuard(plans: readonly ContainerPlan[], named: ReadonlySet<Failure>): readonly Refusal[] {
  return failures.flatMap((failure) => {
    const found = named.has(failure) ? plans.filter((plan) => isOf(plan, failure)) : [];
    if (found.length === 0) return [];
    const names = found.slice(0, MOST).map(({ name, ctid }) => `${name} (${ctid})`);
    const more = found.length > MOST ? ` and ${found.length - MOST} more` : '';
    return [{ code: 'VZR508', reason: `--fail-on ${failure}: ${names.join(', ')}${more}` }];
  });
}

function isOf(plan: ContainerPlan, failure: Failure): boolean {
  const action = askedOf(plan);
  if (failure === 'drift') return plan.changes.some(({ drift }) => drift);
  return action !== 'none' && classOf(action) === failure;
}
