// A single run: passes until everything that was changed is judged, batches of a rollout and the way back from a bad revision
// included. The loop does the same in its own time.

import type { HealthState } from '../plan/dependencies.ts';
import type { Planned } from '../plan/make.ts';
import type { Revision } from '../port/source.ts';
import type { Outcome } from './apply.ts';
import { type HealthMonitor, withHealth, withStates } from './health-monitor.ts';
import { type PassOptions, type PassResult, type Reconciler, reconcile, withUnwritten } from './reconcile.ts';
import { type Trial, verdictUnwritten, withTrial } from './trial.ts';

export interface Settled {
  /** The last pass. */
  readonly last: PassResult;
  /** The first pass, with what all of them did. */
  readonly whole: PassResult;
  /** What passes of another revision did, that was gone back to; absent: there were none. */
  readonly back?: readonly Outcome[];
  /** Why another pass was not made, though it had something to do. */
  readonly left?: string;
}

/** Thrown by `onAgain`: the pass is not made, nor any after it. */
export class Unadmitted extends Error {
  override readonly name = 'Unadmitted';
}

/** Who says how containers are. */
export interface Judges {
  readonly trial: Trial;
  readonly monitor: HealthMonitor;
}

/** Milliseconds; a timer cannot wait for ever. */
const LONGEST = 3_600_000;

export interface SettleOptions extends Omit<PassOptions, 'waiting' | 'skip'> {
  /** The plans of the passes after the first, which `onPlan` is told of. */
  readonly onAgain: (planned: Planned, revision: Revision) => void;
  readonly onPass: (result: PassResult) => void;
}

/** Throws SourceError and ObserveError. Aborting `stop` ends the waiting: the next run begins it anew. */
export async function reconcileAndJudge(
  reconciler: Reconciler,
  options: SettleOptions,
  judges: Judges,
): Promise<Settled> {
  const { trial, monitor } = judges;
  const { held, during } = monitor;
  const judging = { waiting: trial.waiting, held, during };
  const first = await reconcile(reconciler, { ...options, ...judging });
  const outcomes: Outcome[] = [...first.outcomes];
  let back: Outcome[] | undefined;
  let last = first;
  let left: string | undefined;
  let next: Next;
  for (;;) {
    next = await nextAfter(reconciler, judges, last, options);
    if (!next.again) break;
    try {
      last = await reconcile(reconciler, { ...options, onPlan: options.onAgain, ...judging });
    } catch (error) {
      if (!(error instanceof Unadmitted)) throw error;
      left = error.message;
      last = { ...last, onTrial: left };
      break;
    }
    outcomes.push(...last.outcomes);
    if (last.revision.id !== first.revision.id && last.quarantine !== undefined)
      back = [...(back ?? []), ...last.outcomes];
  }
  const judged = withStates(withTrial(last, trial), monitor);
  const { quarantine, waits } = judged;
  const { waits: _first, ...before } = first;
  const whole = { ...before, outcomes, ...(quarantine !== undefined && { quarantine }), ...(waits && { waits }) };
  const unwritten = next.unwritten ?? (last === first ? undefined : last.unwritten);
  return {
    last: withUnwritten(judged, next.unwritten),
    whole: withUnwritten(whole, unwritten),
    ...(back !== undefined && { back }),
    ...(left !== undefined && { left }),
  };
}

interface Next {
  /** Another pass has something to do. */
  readonly again: boolean;
  /** Why the verdict could not be given. */
  readonly unwritten?: string;
}

/** Waits for what is judged, and for those whose health others wait for. */
async function nextAfter(
  { clock }: Reconciler,
  { trial, monitor }: Judges,
  result: PassResult,
  { stop, onPass }: SettleOptions,
): Promise<Next> {
  const given = (verdict: Promise<boolean>): Promise<Next> =>
    verdict.then(
      (again) => ({ again }),
      (error: unknown) => ({ again: false, unwritten: verdictUnwritten(error) }),
    );
  let next = await given(trial.passed(result));
  const told = withHealth(withTrial(withUnwritten(result, next.unwritten), trial), trial, monitor);
  onPass(told);
  while (!next.again && next.unwritten === undefined && !stop.aborted) {
    const waits = openWaits(told, monitor);
    if (waits.includes('healthy')) return { again: true };
    const due = trial.due() ?? Number.POSITIVE_INFINITY;
    if (due === Number.POSITIVE_INFINITY && !waits.includes('starting')) return next;
    const left = Math.min(due - clock.now(), LONGEST);
    if (left > 0) await untilTurn(monitor, stop, (signal) => clock.sleep(left, signal));
    if (due <= clock.now() && !stop.aborted) next = await given(trial.probe(stop));
  }
  return { ...next, again: next.again && !stop.aborted };
}

/** Waits for `sleep`, `stop` or until the health of anybody is another one. */
async function untilTurn(
  monitor: HealthMonitor,
  stop: AbortSignal,
  sleep: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const turned = new AbortController();
  const unheard = monitor.onTurn(() => turned.abort());
  await sleep(AbortSignal.any([stop, turned.signal]));
  unheard();
}

/** How those are that others wait for, as far as this pass has brought them there. */
function openWaits({ waits = [], outcomes }: PassResult, monitor: HealthMonitor): readonly HealthState['status'][] {
  if (waits.length === 0) return [];
  const states = monitor.states();
  const done = new Set(outcomes.filter(({ result }) => result === 'done').map(({ ctid }) => ctid));
  return waits.flatMap(({ on, isBehind }) => (isBehind && !done.has(on) ? [] : (states.get(on)?.status ?? [])));
}
