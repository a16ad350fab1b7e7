// Whether this machine may tell others of its node: one that the guard refuses would overwrite what the real one tells.

import { isStranger } from '../plan/machine.ts';
import type { Plan, Refusal } from '../plan/plan.ts';

export interface Identity {
  /** What a plan says counts until the next one. */
  plan(plan: Pick<Plan, 'refusals'>): void;
  isOwn(): boolean;
}

/** `refusals`: what the guard says before the first plan. `onStranger` gets why, once until it is another. */
export function makeIdentity(refusals: readonly Refusal[], onStranger: (reason: string) => void): Identity {
  let told = '';
  let own = true;
  const plan = (next: Pick<Plan, 'refusals'>): void => {
    own = !isStranger(next.refusals);
    const reason = next.refusals
      .filter((one) => isStranger([one]))
      .map((one) => `${one.code}: ${one.reason}`)
      .join('; ');
    if (reason !== '' && reason !== told) onStranger(reason);
    told = reason;
  };
  plan({ refusals });
  return { plan, isOwn: () => own };
}
