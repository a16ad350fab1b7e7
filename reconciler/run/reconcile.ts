// One pass: load, observe, accept, plan, apply, and observe again, because only an empty second plan proves that the
// first one was carried out. Decides nothing about time; the loop does.

import type { Ctid } from '../../schema/units.ts';
import { words } from '../../schema/words.ts';
import type { Brakes, Quarantine } from '../plan/brakes.ts';
import { type HealthState, needsOf, type Wait } from '../plan/dependencies.ts';
import type { Held } from '../plan/fleet.ts';
import { type Planned, type PlanOptions, runnable } from '../plan/make.ts';
import type { ContainerPlan, Plan } from '../plan/plan.ts';
import { settingsSince } from '../plan/settings.ts';
import type { Clock } from '../port/clock.ts';
import type { Host, HostFacts } from '../port/host.ts';
import type { Revision } from '../port/source.ts';
import type { Desired, Observed } from '../state/model.ts';
import { type Accept, acceptWith } from './accept.ts';
import { apply, type Outcome } from './apply.ts';
import { type WriterOf, type WriterSearch, withWriters, writerSearch } from './approvers.ts';
import { type AuthorSearch, type AuthorsOf, authorSearch, withAuthors } from './authors.ts';
import type { BrakeStore } from './brakes-file.ts';
import type { Fleet } from './fleet.ts';
import { hitsOf, type LimitHit } from './hits.ts';
import type { Between, Earlier, Load, Loaded } from './load.ts';
import { completeMarkers, touchedBy } from './markers.ts';
import { prepare } from './prepare.ts';
import { laterWords } from './rollout.ts';
import type { SettingsStore } from './settings-file.ts';
import { type Phase, type Stopwatch, stopwatch } from './stopwatch.ts';
import { tidy, upkeep } from './upkeep.ts';
import { verify } from './verify.ts';

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
  /** Absent: nobody can hold anything back here but the manifests. */
  readonly brakes?: BrakeStore;
  /** Absent: there is nothing to go back to when a revision is bad. */
  readonly earlier?: Earlier;
  /** Absent: no revision is gone to but the newest. */
  readonly between?: Between;
  /** Which containers are known to be as they shall be (plan/settled.ts). Absent: none. */
  readonly settled?: (desired: Desired, observed: Observed) => ReadonlyMap<Ctid, ContainerPlan>;
  /** Absent: nobody knows which commits wrote approvals. */
  readonly writers?: WriterSearch | undefined;
  /** Absent: every change is that of the author of the revision. */
  readonly authors?: AuthorSearch | undefined;
  /** Absent: this node waits for no other. */
  readonly fleet?: Fleet;
  /** What is in force without a step. Absent: nobody knows what was before. */
  readonly settings?: SettingsStore;
  /** The time of day, in milliseconds since 1970 UTC, which windows and approvals go by. Absent: the machine's. */
  readonly wall?: () => number;
}

/** What was loaded, and what was made of it. With an error among the problems nothing was done. */
export interface PassResult extends Pick<Loaded, 'revision' | 'stale' | 'testing' | 'problems' | 'warnings'> {
  /** Limits that were hit since the pass before. */
  readonly hits?: readonly LimitHit[];
  readonly plan?: Plan;
  /** Keys of templates that were removed because nothing uses them. */
  readonly tidied?: readonly string[];
  readonly outcomes: readonly Outcome[];
  /** Why this is not the revision that would be followed: that one is bad. */
  readonly quarantine?: Quarantine;
  /** Of a newer revision whose turn among the nodes has not come. */
  readonly held?: Held;
  /** Seconds for which other nodes want this one to be healthy. */
  readonly soak?: number;
  /** What the verdict on the revision still waits for, when it was changed to. */
  readonly onTrial?: string;
  /** Who is not started yet because somebody it depends on has to be healthy first. */
  readonly waits?: readonly Wait[];
  /** Of the containers whose health is asked continually. */
  readonly health?: ReadonlyMap<Ctid, HealthState>;
  /** Containers that were changed to this revision before, or found so and marked; and to those before it that were never judged. */
  readonly touched?: ReadonlySet<Ctid>;
  /** What of it could not be written down, among its warnings: it is done, and counts as failed. */
  readonly unwritten?: string;
  /** Milliseconds per phase. */
  readonly phases: Readonly<Partial<Record<Phase, number>>>;
}

/** What a rollout is decided by. */
export interface Choice {
  readonly plan: Plan;
  readonly desired: Desired;
  readonly revision: Revision;
  readonly able: readonly ContainerPlan[];
  /** Containers that this revision has changed already, or one of `tried`. */
  readonly touched: ReadonlySet<Ctid>;
  /** Revisions before it that were never judged. */
  readonly tried: readonly string[];
}

export interface PassOptions {
  readonly stop: AbortSignal;
  readonly drain: AbortSignal;
  /** Containers to leave alone this time. */
  readonly skip?: (plan: ContainerPlan, revision: Revision) => boolean;
  /** Those of `able` whose turn has not come: they are left alone, and said to be waiting. */
  readonly waiting?: (choice: Choice) => Promise<readonly ContainerPlan[]>;
  /** Who of a plan must not be started yet. Absent: nobody waits for anybody's health. */
  readonly held?: (plans: readonly ContainerPlan[]) => readonly Wait[];
  /** Does the work, which plays these plans. */
  readonly during?: <T>(plans: readonly ContainerPlan[], work: () => Promise<T>) => Promise<T>;
  /** Who is unhealthy and is to be restarted for it, with why. Absent: nobody. */
  readonly sick?: () => ReadonlyMap<Ctid, string>;
  /** Before anything is done: what it throws ends the pass. */
  readonly onPlan?: (planned: Planned, revision: Revision) => void;
  readonly onOutcome?: (outcome: Outcome) => void;
}

type Parts = Omit<Reconciler, 'accept' | 'facts' | 'writers' | 'authors'> & {
  readonly writerOf?: WriterOf | undefined;
  readonly authorsOf?: AuthorsOf | undefined;
};

/** Asks the host once what it is; the rest of a reconciler's life relies on it. */
export async function makeReconciler({ writerOf, authorsOf, ...parts }: Parts): Promise<Reconciler> {
  return {
    ...parts,
    writers: writerOf && writerSearch(writerOf, parts.clock),
    authors: authorsOf && authorSearch(authorsOf, parts.clock),
    accept: acceptWith(parts.host, parts.options.allowUnenforced ?? new Set()),
    facts: await parts.host.facts(),
  };
}

/** The plan of now, without doing anything. Throws SourceError and ObserveError. */
export async function planNow(reconciler: Reconciler): Promise<PassResult> {
  const { result, ready } = await prepare(reconciler, stopwatch(reconciler.clock), { isLook: true });
  if (ready === undefined) return result;
  const before = await reconciler.settings?.read();
  const settings = before === undefined ? [] : settingsSince(before, ready.desired);
  return { ...result, plan: { ...ready.planned.hashed(), ...(settings.length > 0 && { settings }) } };
}

/** One whole pass. Throws SourceError and ObserveError; what goes wrong with a container is an outcome. */
export async function reconcile(reconciler: Reconciler, options: PassOptions): Promise<PassResult> {
  const watch = stopwatch(reconciler.clock);
  const { result, ready } = await prepare(reconciler, watch, options);
  if (ready === undefined) return result;
  const { revision } = result;
  const { desired, brakes, markers, tried, templates, isAdmitted } = ready;
  const approved = await withWriters(ready.planned, revision.id, reconciler.writers);
  const about = { revision, quarantine: result.quarantine, markers };
  const planned = await withAuthors(approved, about, reconciler.authors);
  const { plan } = planned;
  options.onPlan?.(planned, revision);
  const frozen = plan.frozen === true;
  const isNewest = [result.stale, result.testing, result.quarantine].every((one) => one === undefined);
  const remembered = Promise.all([
    isNewest && (result.held === undefined || isAdmitted) ? reconciler.remember(revision) : undefined,
    frozen || plan.refusals.length > 0 ? undefined : claimRoot(reconciler, brakes),
  ]);
  // Awaited at the end of the pass: a slow disk must not hold up a limit, nor a full one keep back what was done.
  remembered.catch(() => {});
  const able = runnable(plan);
  const touched = touchedBy([...tried, revision.id], markers);
  const later = (await options.waiting?.({ plan, desired, revision, able, touched, tried })) ?? [];
  const waits = (options.held?.(plan.containers) ?? []).filter(({ ctid }) => able.some((one) => one.ctid === ctid));
  const left = new Set<Ctid>([...later, ...waits].map(({ ctid }) => ctid));
  const chosen = able.filter((container) => !left.has(container.ctid) && options.skip?.(container, revision) !== true);
  const work = { plan, desired, brakes, revision, watch };
  const applied = options.stop.aborted ? [] : await applyAndProve(reconciler, options, work, independent(able, chosen));
  const markings =
    options.stop.aborted || frozen ? unmarked : await completeMarkers(reconciler.host, plan, revision.id, markers);
  const outcomes = [...applied, ...markings.outcomes];
  const swept = options.stop.aborted || frozen ? [] : await upkeep(reconciler.host);
  const isSure =
    plan.refusals.length === 0 &&
    result.stale === undefined &&
    result.testing === undefined &&
    !options.stop.aborted &&
    !frozen;
  const { hits, warnings: unread } = await hitsOf(reconciler.host, desired);
  const warnings = [...(result.warnings ?? []), ...laterWords(later), ...swept, ...unread];
  const tidying = isSure ? await tidy(reconciler.host, desired, templates, warnings) : {};
  // After the work: of thousands of containers it takes as long as many changes.
  const unwritten = await Promise.all([remembered, reconciler.settings?.write(desired)]).then(
    () => undefined,
    (error: unknown) => `what is applied is not remembered: ${words(error)}`,
  );
  const done: PassResult = {
    ...{
      ...result,
      plan: planned.hashed(),
      ...(warnings.length > 0 && { warnings }),
      ...(hits.length > 0 && { hits }),
      ...tidying,
    },
    ...(waits.length > 0 && { waits }),
    ...{ outcomes, touched: new Set([...touched, ...markings.completed]), phases: watch.phases },
  };
  return withUnwritten(done, unwritten);
}

/** The same pass, of which something could not be written down. */
export function withUnwritten(result: PassResult, unwritten: string | undefined): PassResult {
  if (unwritten === undefined) return result;
  return { ...result, unwritten, warnings: [...(result.warnings ?? []), unwritten] };
}

/** Whoever may apply a plan first is whose root this is. A machine without an id cannot be told from others, and may get one. */
async function claimRoot({ brakes, facts: { machine } }: Reconciler, { machine: owner }: Brakes): Promise<void> {
  if (machine?.id === undefined || owner?.id !== undefined) return;
  await brakes?.update((record) => (record.machine?.id === undefined ? { ...record, machine } : record));
}

const unmarked = { outcomes: [], completed: [] };

interface Work {
  readonly plan: Plan;
  readonly desired: Desired;
  readonly brakes: Brakes;
  readonly revision: Revision;
  readonly watch: Stopwatch;
}

async function applyAndProve(
  reconciler: Reconciler,
  options: PassOptions,
  { plan, desired, brakes, revision, watch }: Work,
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
  const { host, accept, parallel, clock } = reconciler;
  const { stop, drain } = options;
  const playing = { host, parallel, clock, stop, drain, plan, containers, revision: revision.id, onOutcome };
  const { during = (_, work) => work() } = options;
  const outcomes = await watch.time('apply', () => during(containers, () => apply(playing)));
  const proved = await watch.time('verify', () =>
    verify({ host, accept, desired, brakes, plans: containers }, outcomes),
  );
  for (const outcome of proved) if (!announced.has(outcome.ctid)) options.onOutcome?.(outcome);
  return proved;
}

/** Those of `chosen` that wait for no container which is left alone this time. */
function independent(able: readonly ContainerPlan[], chosen: readonly ContainerPlan[]): readonly ContainerPlan[] {
  if (able.length === chosen.length) return chosen;
  const needs = needsOf(able);
  let left = chosen;
  for (;;) {
    const there = new Set(left.map(({ ctid }) => ctid));
    const next = left.filter(({ ctid }) => [...(needs.get(ctid) ?? [])].every((other) => there.has(other)));
    if (next.length === left.length) return left;
    left = next;
  }
}
