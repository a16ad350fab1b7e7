// The stages of a rollout in time: which batch is the current one, and until when the next has to wait.

import type { Ctid } from '../../schema/units.ts';
import type { ContainerPlan, Plan } from '../plan/plan.ts';
import { batchesOf, isStaged } from '../plan/rollout.ts';
import type { RolloutSpec } from '../state/model.ts';

export interface Stage {
  /** Those of `able` that wait. */
  readonly waiting: readonly ContainerPlan[];
  /** Monotonic milliseconds: when the pause between two batches ends. */
  readonly until?: number;
}

export interface StageInput {
  readonly plan: Plan;
  readonly able: readonly ContainerPlan[];
  readonly touched: ReadonlySet<Ctid>;
  readonly spec: RolloutSpec;
  readonly isProved: (ctid: Ctid) => boolean;
  readonly now: number;
}

/** Knows when batches were finished; another one is made for another revision. */
export function makeStages(): (input: StageInput) => Stage {
  const finished = new Map<number, number>();
  return ({ plan, able, touched, spec, isProved, now }) => {
    const open = new Set(able.filter(isStaged).map(({ ctid }) => ctid));
    const batches = batchesOf(plan, touched, spec);
    const current = batches.findIndex((batch) => batch.some(({ ctid }) => open.has(ctid) || !isProved(ctid)));
    const isPast = (at: number): boolean => current === -1 || at < current;
    for (const at of batches.keys()) {
      // What was finished may be open again: a window has opened for more of it.
      if (!isPast(at)) finished.delete(at);
      else if (!finished.has(at)) finished.set(at, now);
    }
    if (current === -1) return { waiting: [] };
    const until = current === 0 ? now : (finished.get(current - 1) ?? now) + (spec.pause ?? 0) * 1000;
    const isPaused = until > now;
    const allowed = new Set(isPaused ? [] : batches[current]?.map(({ ctid }) => ctid));
    const waiting = able.filter((one) => isStaged(one) && !allowed.has(one.ctid));
    return { waiting, ...(isPaused && { until }) };
  };
}

/** For people: who waits, and for how many. */
export function laterWords(waiting: readonly ContainerPlan[]): readonly string[] {
  if (waiting.length === 0) return [];
  const names = waiting.slice(0, 20).map(({ name }) => name);
  const more = waiting.length > names.length ? ` and ${waiting.length - names.length} more` : '';
  return [`rollout: ${names.join(', ')}${more} wait until those before them are done and healthy`];
}
