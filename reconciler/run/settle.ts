// A single run: passes until everything that was changed is judged, batches of a rollout and the way back from a bad revision
// included. The loop does the same in its own time.

import type { Plan } from '../plan/plan.ts';
import type { Outcome } from './apply.ts';
import { type PassOptions, type PassResult, type Reconciler, reconcile } from './reconcile.ts';
import { type Trial, withTrial } from './trial.ts';

export interface Settled {
  /** The last pass. */
  readonly last: PassResult;
  /** The first pass, with what all of them did. */
  readonly whole: PassResult;
  /** Why another pass was not made, though it had something to do. */
  readonly left?: string;
}

/** Thrown by `onAgain`: the pass is not made, nor any after it. */
export class Unadmitted extends Error {
  override readonly name = 'Unadmitted';
}

export interface SettleOptions extends Omit<PassOptions, 'waiting' | 'skip'> {
  /** The plans of the passes after the first, which `onPlan` is told of. */
  readonly onAgain: (plan: Plan) => void;
  readonly onPass: (result: PassResult) => void;
}

/** Throws SourceError and ObserveError. Aborting `stop` ends the waiting: the next run begins it anew. */
export async function reconcileAndJudge(
  reconciler: Reconciler,
  options: SettleOptions,
  trial: Trial,
): Promise<Settled> {
  const first = await reconcile(reconciler, { ...options, waiting: trial.waiting });
  const outcomes: Outcome[] = [...first.outcomes];
  let last = first;
  let left: string | undefined;
  while (await isUnsettled(reconciler, trial, last, options)) {
    try {
      last = await reconcile(reconciler, { ...options, onPlan: options.onAgain, waiting: trial.waiting });
    } catch (error) {
      if (!(error instanceof Unadmitted)) throw error;
      left = error.message;
      last = { ...last, onTrial: left };
      break;
    }
    outcomes.push(...last.outcomes);
  }
  const { quarantine } = last;
  const whole = { ...first, outcomes, ...(quarantine !== undefined && { quarantine }) };
  return { last: withTrial(last, trial), whole, ...(left !== undefined && { left }) };
}

/** Waits for what is judged. True when another pass has something to do. */
async function isUnsettled(
  { clock }: Reconciler,
  trial: Trial,
  result: PassResult,
  { stop, onPass }: SettleOptions,
): Promise<boolean> {
  let again = await trial.passed(result);
  onPass(withTrial(result, trial));
  while (!again && !stop.aborted) {
    const due = trial.due();
    if (due === undefined) return false;
    const left = due - clock.now();
    if (left > 0) await clock.sleep(left, stop);
    again = !stop.aborted && (await trial.probe(stop));
  }
  return again && !stop.aborted;
}
