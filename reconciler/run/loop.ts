// The loop. Level based: whatever wakes it, it looks at everything and does what is needed. One pass at a time.

import type { Ctid } from '../../schema/units.ts';
import { runnable } from '../plan/make.ts';
import type { ContainerPlan, Plan } from '../plan/plan.ts';
import type { HostEvent } from '../port/host.ts';
import type { Source } from '../port/source.ts';
import type { Outcome } from './apply.ts';
import { type Backoff, delay, makeBackoff } from './backoff.ts';
import { type PassResult, type Reconciler, reconcile } from './reconcile.ts';
import type { StatusStore } from './status-file.ts';

export interface LoopOptions {
  readonly reconciler: Reconciler;
  readonly source: Pick<Source, 'watch'>;
  /** Milliseconds between passes when nothing happens; 0 to 10 % are added each time. */
  readonly interval: number;
  /** Aborted: finish the current step, then return. */
  readonly stop: AbortSignal;
  readonly random: () => number;
  readonly status: StatusStore;
  readonly report: Report;
}

/** What the loop tells people; never called concurrently. */
export interface Report {
  pass(result: PassResult): void;
  plan(plan: Plan): void;
  outcome(outcome: Outcome): void;
  /** An init has ended. */
  exited(event: HostEvent): void;
  /** A pass that could not be made: no source, no live state. */
  failure(error: unknown): void;
}

/** Runs until `stop`. Throws only for a bug. */
export async function runLoop(options: LoopOptions): Promise<void> {
  const { reconciler, report, stop } = options;
  const { clock, host } = reconciler;
  const alarm = makeAlarm(stop);
  const backoff = makeBackoff(options.random);
  let failures = 0;
  let drain = new AbortController();

  // Watching begins before the first look, so that nothing falls between the two.
  const unwatch = await options.source.watch(() => {
    drain.abort();
    alarm.ring();
  });
  const unlisten = host.onEvent((event) => {
    backoff.heard(event);
    report.exited(event);
    alarm.ring();
  });
  try {
    while (!stop.aborted) {
      alarm.reset();
      drain = new AbortController();
      const ok = await onePass(options, backoff, drain.signal);
      failures = ok ? 0 : failures + 1;
      if (stop.aborted) break;
      const pause = options.interval * (1 + options.random() * 0.1);
      const retry = failures === 0 ? pause : Math.min(pause, delay(failures, options.random()));
      const now = clock.now();
      const due = (backoff.due(now) ?? Number.POSITIVE_INFINITY) - now;
      await alarm.wait((signal) => clock.sleep(Math.min(retry, due), signal));
    }
  } finally {
    unlisten();
    await unwatch();
  }
}

/** True when a plan could be made. */
async function onePass(options: LoopOptions, backoff: Backoff, drain: AbortSignal): Promise<boolean> {
  const { reconciler, report, stop } = options;
  const { clock } = reconciler;
  try {
    const result = await reconcile(reconciler, {
      stop,
      drain,
      skip: (plan, revision) => backoff.holds(plan, revision.id, clock.now()),
      onPlan: report.plan,
      onOutcome: report.outcome,
    });
    for (const outcome of result.outcomes) backoff.record(outcome, result.revision.id, clock.now());
    if (result.plan !== undefined) backoff.keep(idsOf(result.plan.containers), idsOf(runnable(result.plan)));
    report.pass(result);
    await options.status.passed(result, backoff.list(), clock.now());
    return true;
  } catch (error) {
    if (stop.aborted) return false;
    report.failure(error);
    await options.status.failed(error, backoff.list(), clock.now());
    return false;
  }
}

const idsOf = (plans: readonly ContainerPlan[]): Set<Ctid> => new Set(plans.map(({ ctid }) => ctid));

interface Alarm {
  ring(): void;
  /** Forgets what rang before; what rings from here on is about something the coming pass may not have seen. */
  reset(): void;
  /** Waits until `sleep` ends, the alarm rings (also if it rang since reset) or `stop` aborts. */
  wait(sleep: (signal: AbortSignal) => Promise<void>): Promise<void>;
}

function makeAlarm(stop: AbortSignal): Alarm {
  let rung = new AbortController();
  stop.addEventListener('abort', () => rung.abort(), { once: true });
  return {
    ring: () => rung.abort(),
    reset: () => {
      rung = new AbortController();
      if (stop.aborted) rung.abort();
    },
    wait: async (sleep) => {
      if (!rung.signal.aborted) await sleep(rung.signal);
    },
  };
}
