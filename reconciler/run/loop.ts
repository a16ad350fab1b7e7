// The loop. Level based: whatever wakes it, it looks at everything and does what is needed. One pass at a time.

import type { Ctid } from '../../schema/units.ts';
import { endsInit } from '../plan/dependencies.ts';
import { type Planned, runnable } from '../plan/make.ts';
import type { ContainerPlan, Plan } from '../plan/plan.ts';
import type { Clock } from '../port/clock.ts';
import type { HostEvent } from '../port/host.ts';
import type { Revision, Source } from '../port/source.ts';
import type { Outcome } from './apply.ts';
import { type Backoff, delay, makeBackoff } from './backoff.ts';
import { type HealthMonitor, withHealth } from './health-monitor.ts';
import { type PassResult, type Reconciler, reconcile, withUnwritten } from './reconcile.ts';
import type { StatusStore } from './status-file.ts';
import { type Trial, verdictUnwritten, withTrial } from './trial.ts';

export interface LoopOptions {
  readonly reconciler: Reconciler;
  readonly source: Pick<Source, 'watch'>;
  /** Milliseconds between passes when nothing happens; 0 to 10 % are added each time. */
  readonly interval: number;
  /** Aborted: finish the current step, then return. */
  readonly stop: AbortSignal;
  readonly random: () => number;
  readonly status: StatusStore;
  /** Absent: what could be applied is good. */
  readonly trial?: Trial;
  /** Absent: nobody is asked how he is but by the trial. */
  readonly monitor?: HealthMonitor;
  readonly report: Report;
}

/** What the loop tells people; never called concurrently. */
export interface Report {
  pass(result: PassResult): void;
  plan(planned: Planned, revision: Revision): void;
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
  const trial = options.trial;
  const ending = new Set<Ctid>();
  let failures = 0;
  let drain = new AbortController();

  // Watching begins before the first look, so that nothing falls between the two.
  const unwatch = await options.source.watch(() => {
    drain.abort();
    alarm.ring();
  });
  const unlisten = host.onEvent((event) => {
    backoff.heard(event);
    options.monitor?.exited(event.ctid);
    // What a pass ends is told as what it does.
    if (!ending.delete(event.ctid)) report.exited(event);
    alarm.ring();
  });
  const unheard = options.monitor?.onTurn(alarm.ring);
  try {
    while (!stop.aborted) {
      alarm.reset();
      drain = new AbortController();
      const begun = clock.now();
      const { ok, opens } = await onePass(options, { backoff, ending, drain: drain.signal, again: alarm.ring });
      failures = ok ? 0 : failures + 1;
      if (stop.aborted) break;
      const pause = options.interval * (1 + options.random() * 0.1);
      const retry = failures === 0 ? pause : Math.min(pause, delay(failures, options.random()));
      const now = clock.now();
      const due = Math.min(backoff.due(begun) ?? never, laterThan(begun, options.monitor?.due())) - now;
      // A brake that cannot be read has failed the pass, which is tried again.
      const ends = await reconciler.brakes?.endsIn().catch(() => undefined);
      // A verdict that cannot be written is given again by the next pass.
      await waitOrProbe(alarm, trial, clock, now + Math.min(retry, due, opens, ends ?? retry)).catch(report.failure);
    }
  } finally {
    unlisten();
    unheard?.();
    await options.monitor?.close();
    await unwatch();
  }
}

const never = Number.POSITIVE_INFINITY;

/** What was overdue when the last pass began has had its chance in it. */
const laterThan = (begun: number, due: number | undefined): number => (due !== undefined && due > begun ? due : never);

/** Waits until `end` or for the alarm, and asks meanwhile after the health of what was changed. */
async function waitOrProbe(alarm: Alarm, trial: Trial | undefined, clock: Clock, end: number): Promise<void> {
  for (;;) {
    const next = Math.min(end, trial?.due() ?? end);
    const left = next - clock.now();
    if (left > 0) await alarm.wait((signal) => clock.sleep(left, signal));
    if (alarm.isRung() || clock.now() >= end) return;
    if (await trial?.probe(alarm.signal())) return;
  }
}

interface Passed {
  /** A plan could be made. */
  readonly ok: boolean;
  /** Milliseconds until a window lets through what was put off; Infinity: nothing was. */
  readonly opens: number;
}

interface Tools {
  readonly backoff: Backoff;
  /** Whose init the pass ends, until that is heard. */
  readonly ending: Set<Ctid>;
  readonly drain: AbortSignal;
  readonly again: () => void;
}

async function onePass(options: LoopOptions, { backoff, ending, drain, again }: Tools): Promise<Passed> {
  const { reconciler, report, stop, trial, monitor } = options;
  const { clock } = reconciler;
  try {
    const result = await reconcile(reconciler, {
      stop,
      drain,
      ...(trial !== undefined && { waiting: trial.waiting }),
      ...(monitor !== undefined && { held: monitor.held, sick: monitor.sick }),
      during: (plans, work) => {
        for (const plan of plans) if (endsInit(plan)) ending.add(plan.ctid);
        return monitor === undefined ? work() : monitor.during(plans, work);
      },
      skip: (plan, revision) => backoff.holds(plan, revision.id, clock.now()),
      onPlan: report.plan,
      onOutcome: report.outcome,
    });
    for (const outcome of result.outcomes) backoff.record(outcome, result.revision.id, clock.now());
    if (result.plan !== undefined) backoff.keep(idsOf(result.plan.containers), idsOf(runnable(result.plan)));
    const judged = await judge(result, trial, monitor);
    report.pass(judged.result);
    await options.status.passed(judged.result, backoff.list(), clock.now());
    if (judged.again) again();
    return { ok: judged.result.unwritten === undefined, opens: opensIn(result.plan, (reconciler.wall ?? Date.now)()) };
  } catch (error) {
    if (stop.aborted) return noPlan;
    report.failure(error);
    await options.status.failed(error, backoff.list(), clock.now());
    return noPlan;
  } finally {
    ending.clear();
  }
}

/** A pass is told of with what its revision still has to show. */
async function judge(result: PassResult, trial: Trial | undefined, monitor: HealthMonitor | undefined) {
  let again = false;
  let told = result;
  try {
    again = (await trial?.passed(result)) ?? false;
  } catch (error) {
    told = withUnwritten(result, verdictUnwritten(error));
  }
  return { again, result: withHealth(withTrial(told, trial), trial, monitor) };
}

const noPlan: Passed = { ok: false, opens: never };

function opensIn(plan: Plan | undefined, now: number): number {
  const times = (plan?.containers ?? []).flatMap(({ holds = [] }) => holds.flatMap(({ until }) => until?.at ?? []));
  return Math.max(1, Math.min(...times) - now);
}

const idsOf = (plans: readonly ContainerPlan[]): Set<Ctid> => new Set(plans.map(({ ctid }) => ctid));

interface Alarm {
  ring(): void;
  /** Forgets what rang before; what rings from here on is about something the coming pass may not have seen. */
  reset(): void;
  isRung(): boolean;
  /** Aborted when it rings. */
  signal(): AbortSignal;
  /** Waits until `sleep` ends, the alarm rings (also if it rang since reset) or `stop` aborts. */
  wait(sleep: (signal: AbortSignal) => Promise<void>): Promise<void>;
}

function makeAlarm(stop: AbortSignal): Alarm {
  let rung = new AbortController();
  stop.addEventListener('abort', () => rung.abort(), { once: true });
  return {
    ring: () => rung.abort(),
    isRung: () => rung.signal.aborted,
    signal: () => rung.signal,
    reset: () => {
      rung = new AbortController();
      if (stop.aborted) rung.abort();
    },
    wait: async (sleep) => {
      if (!rung.signal.aborted) await sleep(rung.signal);
    },
  };
}
