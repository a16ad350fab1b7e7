// What the loop counts of itself. During a pass a number goes up here and there; everything else is made of the last pass when
// somebody asks.

import type { Plan } from '../../plan/plan.ts';
import type { Clock } from '../../port/clock.ts';
import type { Driver, Undo } from '../../port/driver.ts';
import type { Host, HostEvent } from '../../port/host.ts';
import type { Outcome } from '../../run/apply.ts';
import type { Load } from '../../run/load.ts';
import type { PassResult } from '../../run/reconcile.ts';
import type { Verdict } from '../../run/trial.ts';
import type { Asked } from '../../source/git-remotes.ts';
import { counter, type Family, histogram, type Labels } from './exposition.ts';

export interface Meters {
  /** The same host, the steps of whose drivers are timed. */
  watch<H extends Host>(host: H): H;
  /** The same loader, with which a pass begins. */
  follow(load: Load): Load;
  asked(request: Asked): void;
  plan(plan: Plan): void;
  outcome(outcome: Outcome): void;
  exited(event: HostEvent): void;
  verdict(verdict: Verdict): void;
  pass(result: PassResult): void;
  failure(): void;
  /** Monotonic milliseconds: when a pass began or ended, or a step of one. */
  lastSign(): number;
  families(): readonly Family[];
}

/** Seconds. */
const PASSES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const STEPS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30];
const REQUESTS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

const results = ['unchanged', 'changed', 'incomplete', 'refused', 'invalid', 'failed'] as const;
type Result = (typeof results)[number];

function makeAll() {
  const name = (rest: string): string => `vzreconcile_${rest}`;
  return {
    passes: counter(
      name('passes_total'),
      'Passes by what came of them; failed: none could be made.',
      results.map((result) => ({ result })),
    ),
    passTime: histogram(name('pass_duration_seconds'), 'Time of a whole pass.', PASSES),
    phases: counter(name('pass_phase_seconds_total'), 'Time of passes by phase; observe and load overlap.'),
    actions: counter(name('container_actions_total'), 'What was done to containers, and whether it was proved.'),
    corrected: counter(name('drift_corrected_total'), 'Values changed by hand that were put back.', [{}]),
    hits: counter(name('limit_hits_total'), 'How often containers were refused more than a limit gives.'),
    cures: counter(name('health_restarts_total'), 'Restarts of containers because they were unhealthy.', [{}]),
    exits: counter(
      name('container_exits_total'),
      'Inits that ended, those left out that vzreconcile ended; asked: what somebody inside asked for.',
    ),
    verdicts: counter(
      name('revisions_judged_total'),
      'Revisions by how they were judged.',
      ['good', 'quarantined'].map((verdict) => ({ verdict })),
    ),
    steps: histogram(name('driver_operation_duration_seconds'), 'Time of a step of a driver.', STEPS),
    failedSteps: counter(name('driver_operation_failures_total'), 'Steps of drivers that failed.'),
    requests: histogram(name('git_request_duration_seconds'), 'Time of a request to a remote.', REQUESTS),
    failedRequests: counter(name('git_request_failures_total'), 'Requests to remotes that failed.'),
  };
}

export interface MetersOptions {
  readonly clock: Clock;
  /** How many containers have series of their own: the first of a plan. */
  readonly most: number;
}

export function makeMeters({ clock, most }: MetersOptions): Meters {
  const all = makeAll();
  let sign = clock.now();
  let begun: number | undefined;
  let plan: Plan | undefined;
  const seen = (): number => {
    sign = clock.now();
    return sign;
  };
  const ended = (result: Result): void => {
    all.passes.add({ result });
    const now = seen();
    if (begun !== undefined) all.passTime.observe({}, (now - begun) / 1000);
    begun = undefined;
  };
  /** Of one step; an undo is one too. */
  const timed = async <T>(driver: string, verb: string, work: () => Promise<T>): Promise<T> => {
    const start = clock.now();
    try {
      return await work();
    } catch (error) {
      all.failedSteps.add({ driver, verb });
      throw error;
    } finally {
      all.steps.observe({ driver, verb }, (seen() - start) / 1000);
    }
  };
  return {
    watch: (host) => ({
      ...host,
      drivers: host.drivers.map(
        (driver): Driver => ({
          ...driver,
          apply: async (context): Promise<Undo> => {
            const undo = await timed(driver.name, context.step.verb, () => driver.apply(context));
            return () => timed(driver.name, 'undo', undo);
          },
        }),
      ),
    }),
    follow: (load) => async () => {
      begun = seen();
      return load();
    },
    asked: ({ remote, request, succeeded, ms }) => {
      all.requests.observe({ remote, request }, ms / 1000);
      if (!succeeded) all.failedRequests.add({ remote, request });
    },
    plan: (next) => {
      plan = next;
    },
    outcome: ({ ctid, action, result }) => {
      all.actions.add({ action, result });
      if (result !== 'done') return;
      const { changes = [], heals } = plan?.containers.find((one) => one.ctid === ctid) ?? {};
      if (heals !== undefined) all.cures.add();
      for (const { drift } of changes) if (drift) all.corrected.add();
    },
    exited: ({ asked }) => all.exits.add({ asked: asked ?? 'nothing' }),
    verdict: (verdict) => {
      if (verdict.kind !== 'healthy') all.verdicts.add({ verdict: verdict.kind });
    },
    pass: (result) => {
      for (const [phase, ms] of Object.entries(result.phases)) all.phases.add({ phase }, ms / 1000);
      const shown = new Set<Labels[string]>(result.plan?.containers.slice(0, most).map(({ ctid }) => ctid));
      for (const { ctid, name, counter: limit, by } of result.hits ?? [])
        all.hits.add(shown.has(ctid) ? { ctid, name, limit } : { limit }, by);
      if (result.plan !== undefined) all.hits.keep(({ ctid }) => ctid === undefined || shown.has(ctid));
      ended(resultOf(result));
    },
    failure: () => ended('failed'),
    lastSign: () => sign,
    families: () => Object.values(all).map((one) => one.family()),
  };
}

function resultOf({ plan, problems, outcomes, waits = [] }: PassResult): Result {
  if (problems.some(({ severity }) => severity === 'error')) return 'invalid';
  if (plan !== undefined && plan.refusals.length > 0) return 'refused';
  const isRefused = plan?.containers.some(({ refusals }) => refusals.length > 0) === true;
  if (isRefused || waits.length > 0 || outcomes.some(({ result }) => result !== 'done')) return 'incomplete';
  return outcomes.length > 0 ? 'changed' : 'unchanged';
}
