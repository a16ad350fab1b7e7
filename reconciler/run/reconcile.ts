// One pass: load, observe, accept, plan, apply, and observe again, because only an empty second plan proves that the
// first one was carried out. Decides nothing about time; the loop does.

import type { Problem } from '../../schema/problem.ts';
import type { Ctid } from '../../schema/units.ts';
import { words } from '../../schema/words.ts';
import { addressDependencies } from '../plan/addresses.ts';
import { makePlan, type PlanOptions, runnable } from '../plan/make.ts';
import type { ContainerPlan, Plan } from '../plan/plan.ts';
import type { Clock } from '../port/clock.ts';
import type { Host, HostFacts } from '../port/host.ts';
import type { Revision } from '../port/source.ts';
import type { Desired, Observed } from '../state/model.ts';
import { type Accept, acceptAll, acceptWith } from './accept.ts';
import { apply, type Outcome } from './apply.ts';
import { digest } from './digest.ts';
import { hitsOf, type LimitHit } from './hits.ts';
import type { Load } from './load.ts';
import { observe, withUsage } from './observe.ts';
import { tidyTemplates } from './tidy.ts';

export interface Reconciler {
  readonly host: Host;
  readonly load: Load;
  readonly clock: Clock;
  readonly accept: Accept;
  readonly facts: HostFacts;
  readonly options: PlanOptions;
  /** Containers worked on at once. */
  readonly parallel: number;
  /** Called with every revision that is valid and the newest: the base of the next rewind check. */
  readonly remember: (revision: Revision) => Promise<void>;
}

type Phase = 'load' | 'observe' | 'plan' | 'apply' | 'verify';

export interface PassResult {
  readonly revision: Revision;
  /** Why this is not the newest revision. */
  readonly stale?: string;
  /** Not empty with an error among them: nothing was done. */
  readonly problems: readonly Problem[];
  /** What people should know beside problems and refusals. */
  readonly warnings?: readonly string[];
  /** Limits that were hit since the pass before. */
  readonly hits?: readonly LimitHit[];
  readonly plan?: Plan;
  /** Keys of templates that were removed because nothing uses them. */
  readonly tidied?: readonly string[];
  readonly outcomes: readonly Outcome[];
  /** Milliseconds per phase. */
  readonly phases: Readonly<Partial<Record<Phase, number>>>;
}

export interface PassOptions {
  readonly stop: AbortSignal;
  readonly drain: AbortSignal;
  /** Containers to leave alone this time. */
  readonly skip?: (plan: ContainerPlan, revision: Revision) => boolean;
  /** Before anything is done: what it throws ends the pass. */
  readonly onPlan?: (plan: Plan) => void;
  readonly onOutcome?: (outcome: Outcome) => void;
}

/** Asks the host once what it is; the rest of a reconciler's life relies on it. */
export async function makeReconciler(parts: Omit<Reconciler, 'accept' | 'facts'>): Promise<Reconciler> {
  return {
    ...parts,
    accept: acceptWith(parts.host, parts.options.allowUnenforced ?? new Set()),
    facts: await parts.host.facts(),
  };
}

/** The plan of now, without doing anything. Throws SourceError and ObserveError. */
export async function planNow(reconciler: Reconciler): Promise<PassResult> {
  return (await prepare(reconciler, stopwatch(reconciler.clock))).result;
}

/** One whole pass. Throws SourceError and ObserveError; what goes wrong with a container is an outcome. */
export async function reconcile(reconciler: Reconciler, options: PassOptions): Promise<PassResult> {
  const watch = stopwatch(reconciler.clock);
  const { result, desired, unmarked, templates } = await prepare(reconciler, watch);
  const { plan, revision } = result;
  if (plan === undefined || desired === undefined || unmarked === undefined || templates === undefined) return result;
  options.onPlan?.(plan);
  const remembered = result.stale === undefined ? reconciler.remember(revision) : Promise.resolve();
  // Awaited at the end of the pass: a slow disk must not hold up a limit, nor its error end the program.
  remembered.catch(() => {});
  const able = runnable(plan);
  const chosen = able.filter((container) => options.skip?.(container, revision) !== true);
  const outcomes = options.stop.aborted
    ? []
    : [
        ...(await applyAndProve(reconciler, options, { plan, desired, revision, watch }, independent(able, chosen))),
        ...(await completeMarkers(reconciler, plan, revision, unmarked)),
      ];
  const swept = options.stop.aborted ? [] : [...(await tend(reconciler.host)), ...(await sweep(reconciler.host))];
  const isSure = plan.refusals.length === 0 && result.stale === undefined && !options.stop.aborted;
  const { hits, warnings: unread } = await hitsOf(reconciler.host, desired);
  const warnings = [...(result.warnings ?? []), ...swept, ...unread];
  const tidying = isSure ? await tidy(reconciler.host, desired, templates, warnings) : {};
  await remembered;
  return {
    ...{ ...result, ...(warnings.length > 0 && { warnings }), ...(hits.length > 0 && { hits }), ...tidying },
    ...{ outcomes, phases: watch.phases },
  };
}

/** What it is about is no reason to call a pass failed; the next one tries again. */
async function tend(host: Host): Promise<readonly string[]> {
  try {
    await host.tend?.();
    return [];
  } catch (error) {
    return [`processes that came since the last pass cannot be tended: ${words(error)}`];
  }
}

/** A removal that a crash broke off has nothing left to be seen by, so what it left is looked for in every pass. */
async function sweep(host: Host): Promise<readonly string[]> {
  try {
    await host.sweep?.();
    return [];
  } catch (error) {
    return [`leftovers cannot be removed: ${words(error)}`];
  }
}

/** Room that could not be made is no reason to call a pass failed. */
async function tidy(
  host: Host,
  desired: Desired,
  present: ReadonlySet<string>,
  warnings: readonly string[],
): Promise<Pick<PassResult, 'tidied' | 'warnings'>> {
  try {
    const tidied = await tidyTemplates(host, desired, present);
    return tidied.length === 0 ? {} : { tidied };
  } catch (error) {
    const reason = words(error);
    return { warnings: [...warnings, `unused templates cannot be removed: ${reason}`] };
  }
}

interface Planned {
  readonly plan: Plan;
  readonly desired: Desired;
  readonly revision: Revision;
  readonly watch: Stopwatch;
}

async function applyAndProve(
  reconciler: Reconciler,
  options: PassOptions,
  { plan, desired, revision, watch }: Planned,
  containers: readonly ContainerPlan[],
): Promise<readonly Outcome[]> {
  if (containers.length === 0) return [];
  const announced = new Set<Ctid>();
  // A success is announced when it is proved.
  const onOutcome = (outcome: Outcome): void => {
    if (outcome.result === 'done') return;
    announced.add(outcome.ctid);
    options.onOutcome?.(outcome);
  };
  const { host, parallel, clock } = reconciler;
  const { stop, drain } = options;
  const playing = { host, parallel, clock, stop, drain, plan, containers, revision: revision.id, onOutcome };
  const outcomes = await watch.time('apply', () => apply(playing));
  const proved = await watch.time('verify', () => verify(reconciler, desired, outcomes));
  for (const outcome of proved) if (!announced.has(outcome.ctid)) options.onOutcome?.(outcome);
  return proved;
}

/** Those of `chosen` that wait for no address of a container which is left alone this time. */
function independent(able: readonly ContainerPlan[], chosen: readonly ContainerPlan[]): readonly ContainerPlan[] {
  if (able.length === chosen.length) return chosen;
  const dependencies = addressDependencies(able);
  let left = chosen;
  for (;;) {
    const there = new Set(left.map(({ ctid }) => ctid));
    const waiting = new Set(dependencies.filter(({ after }) => !there.has(after.ctid)).map(({ ctid }) => ctid));
    const next = left.filter(({ ctid }) => !waiting.has(ctid));
    if (next.length === left.length) return left;
    left = next;
  }
}

/** Containers that were completed by a life of this program which ended before it could say so. */
async function completeMarkers(
  { host }: Reconciler,
  plan: Plan,
  revision: Revision,
  unmarked: ReadonlySet<Ctid>,
): Promise<readonly Outcome[]> {
  if (unmarked.size === 0) return [];
  const outcomes: Outcome[] = [];
  for (const { ctid, name, action, refusals, wants } of plan.containers) {
    if (action !== 'none' || refusals.length > 0 || !unmarked.has(ctid)) continue;
    try {
      await host.markers.write({ version: 1, ctid, name, applied: wants, revision: revision.id });
    } catch (error) {
      const reason = words(error);
      outcomes.push({ ctid, name, action, result: 'failed', ms: 0, error: `marker: ${reason}` });
    }
  }
  return outcomes;
}

/** Milliseconds for which an observation may wait for the manifests. */
const FRESH = 500;

interface Prepared {
  readonly result: PassResult;
  readonly desired?: Desired;
  /** Containers whose marker does not say that they were completed. */
  readonly unmarked?: ReadonlySet<Ctid>;
  /** Keys of the templates in the pool before the pass, those that are built by it left out. */
  readonly templates?: ReadonlySet<string>;
}

async function prepare(reconciler: Reconciler, watch: Stopwatch): Promise<Prepared> {
  // Both only read, and neither needs the other; after a slow load (a fetch) the host is asked again.
  const begun = reconciler.clock.now();
  const observing = watch.time('observe', () => observe(reconciler.host));
  observing.catch(() => {});
  const loaded = await watch.time('load', () => reconciler.load());
  const { desired: _, ...said } = loaded;
  const { revision } = loaded;
  const head = { ...said, outcomes: [], phases: watch.phases };
  if (loaded.desired === undefined) return { result: head };
  const { desired } = loaded;
  const late = reconciler.clock.now() - begun > FRESH;
  const observed = await (late ? watch.time('observe', () => observe(reconciler.host)) : observing);
  const plan = await watch.time('plan', () => planFrom(reconciler, desired, observed, revision.label));
  const unmarked = new Set<Ctid>();
  for (const { ctid, marker } of observed.containers.values()) if (marker?.applied === undefined) unmarked.add(ctid);
  return { result: { ...head, plan }, desired, unmarked, templates: observed.templates };
}

async function planFrom(reconciler: Reconciler, desired: Desired, observed: Observed, revision: string): Promise<Plan> {
  const { host, accept, facts, options } = reconciler;
  const accepted = await acceptAll(host, accept, desired, observed);
  const input = { desired, observed, accepted, facts, options, digest, revision };
  const plan = makePlan(input);
  const limits = plan.containers.filter((container) => container.changes.some(isLimit)).map(({ ctid }) => ctid);
  if (limits.length === 0 || host.usage === undefined) return plan;
  return makePlan({ ...input, observed: await withUsage(host, observed, limits) });
}

/** Lowering these below what is used is refused or warned about, so the plan has to know what is used. */
const isLimit = ({ pointer, was }: { pointer: string; was?: unknown }): boolean =>
  was !== undefined && (pointer.startsWith('/quota/') || pointer === '/cgroup/memory/ram');

/** Observes what was touched and plans again: whatever that plan would do is what the first apply did not achieve. */
async function verify(
  reconciler: Reconciler,
  desired: Desired,
  outcomes: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const touched = new Set<Ctid>(outcomes.filter(({ result }) => result === 'done').map(({ ctid }) => ctid));
  if (touched.size === 0) return outcomes;
  const observed = await observe(reconciler.host, [...touched]);
  const again: Desired = { ...desired, containers: desired.containers.filter(({ ctid }) => touched.has(ctid)) };
  const accepted = new Map(again.containers.map((container) => [container.ctid, reconciler.accept(container)]));
  const plan = makePlan({ desired: again, observed, accepted, options: { yes: true }, revision: '' });
  const left = new Map(plan.containers.filter(({ action }) => action !== 'none').map((one) => [one.ctid, one]));
  return outcomes.map((outcome) => {
    const difference = left.get(outcome.ctid);
    if (outcome.result !== 'done' || difference === undefined) return outcome;
    const pointers = difference.changes.map(({ pointer }) => pointer);
    const what = pointers.length === 0 ? `still to ${difference.action}` : `still different: ${pointers.join(', ')}`;
    return { ...outcome, result: 'not-converged', error: what, pointers };
  });
}

interface Stopwatch {
  readonly phases: Partial<Record<Phase, number>>;
  time<T>(phase: Phase, work: () => Promise<T>): Promise<T>;
}

function stopwatch(clock: Clock): Stopwatch {
  const phases: Partial<Record<Phase, number>> = {};
  return {
    phases,
    time: async (phase, work) => {
      const begun = clock.now();
      try {
        return await work();
      } finally {
        phases[phase] = clock.now() - begun;
      }
    },
  };
}
