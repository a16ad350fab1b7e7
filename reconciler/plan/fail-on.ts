// --fail-on: kinds of actions for which a plan as a whole is refused. Code: VZR508.

import type { Action, ContainerPlan, Refusal } from './plan.ts';

/** What is done to a container, as people name it: live is a change that disturbs no process. */
const classes = {
  create: 'create',
  start: 'start',
  stop: 'stop',
  change: 'live',
  restart: 'restart',
  recreate: 'recreate',
  delete: 'delete',
} as const satisfies Record<Exclude<Action, 'none'>, string>;

export const failures = [...Object.values(classes), 'drift'] as const;
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

function isOf({ action, changes }: ContainerPlan, failure: Failure): boolean {
  if (failure === 'drift') return changes.some(({ drift }) => drift);
  return action !== 'none' && classes[action] === failure;
}
