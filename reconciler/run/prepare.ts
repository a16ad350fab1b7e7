// The first half of a pass: what is asked for, what is there, and the plan between them. Writes nothing to the host.

import type { Ctid } from '../../schema/units.ts';
import type { Brakes } from '../plan/brakes.ts';
import { soakOf } from '../plan/fleet.ts';
import { type PlanInput, type Planned, planFirst } from '../plan/make.ts';
import type { Plan } from '../plan/plan.ts';
import type { Desired } from '../state/model.ts';
import { acceptAll } from './accept.ts';
import { noBrakes } from './brakes-file.ts';
import { calendarAt } from './calendar.ts';
import { digest } from './digest.ts';
import { turned } from './fleet.ts';
import { markersIn, stillThere } from './markers.ts';
import { observe, withUndeclared, withUsage } from './observe.ts';
import { followed } from './quarantine.ts';
import type { PassOptions, PassResult, Reconciler } from './reconcile.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Milliseconds for which an observation may wait for the manifests. */
const FRESH = 500;

export interface Prepared {
  /** Without the plan. */
  readonly result: PassResult;
  /** Absent when there is no plan. */
  readonly ready?: {
    readonly planned: Planned;
    readonly desired: Desired;
    readonly brakes: Brakes;
    /** As they were before the pass. */
    readonly markers: ReturnType<typeof markersIn>;
    /** Revisions that were on trial since the last good one, and are on containers. */
    readonly tried: readonly string[];
    /** Keys of the templates in the pool before the pass, those that are built by it left out. */
    readonly templates: ReadonlySet<string>;
    /** The turn of the revision has come, though a newer one has to wait. */
    readonly isAdmitted: boolean;
  };
}

interface Extras extends Pick<PassOptions, 'sick'> {
  /** Nothing is applied: what the newest revision asks for is shown, its turn come or not, and what nobody declared. */
  readonly isLook?: boolean;
}

/** Throws SourceError and ObserveError. */
export async function prepare(
  reconciler: Reconciler,
  watch: Stopwatch,
  { sick, isLook = false }: Extras,
): Promise<Prepared> {
  // Both only read, and neither needs the other; after a slow load (a fetch) the host is asked again.
  const begun = reconciler.clock.now();
  const observing = watch.time('observe', () => observe(reconciler.host));
  observing.catch(() => {});
  const newest = await watch.time('load', () => reconciler.load());
  const record = (await reconciler.brakes?.read()) ?? noBrakes;
  const turn = isLook ? { loaded: newest } : await turned(newest, record, reconciler);
  const { loaded: due, held, isAdmitted = false } = turn;
  const { loaded, quarantine } = await followed(due, record, reconciler.earlier);
  const { desired: _, ...said } = loaded;
  const { revision } = loaded;
  const away = { ...(quarantine !== undefined && { quarantine }), ...(held !== undefined && { held }) };
  const head = { ...said, ...away, outcomes: [], phases: watch.phases };
  if (loaded.desired === undefined) return { result: head };
  const { desired } = loaded;
  const late = reconciler.clock.now() - begun > FRESH;
  const seen = await (late ? watch.time('observe', () => observe(reconciler.host)) : observing);
  const observed = isLook ? await withUndeclared(reconciler.host, seen) : seen;
  const { suspensions, machine, good } = record;
  const markers = markersIn(observed);
  const tried = stillThere(record.tried ?? [], markers);
  const unproved = quarantine && { tried: tried.filter((one) => one !== good?.id) };
  const brakes = { suspensions, ...away, ...unproved, ...(machine && { machine }) };
  const { approvals: tags } = newest;
  const label = revision.label;
  const about = { desired, observed, brakes, revision: label, ...(sick && { sick: sick() }), ...(tags && { tags }) };
  const planned = await watch.time('plan', () => planFrom(reconciler, about));
  return {
    result: { ...head, ...(desired.rollouts && { soak: soakOf(desired.rollouts) }) },
    ready: { planned, desired, brakes, markers, tried, templates: observed.templates, isAdmitted },
  };
}

async function planFrom(
  reconciler: Reconciler,
  about: Pick<PlanInput, 'desired' | 'observed' | 'brakes' | 'sick' | 'revision' | 'tags'>,
): Promise<Planned> {
  const { host, accept, facts, options } = reconciler;
  const { desired, observed, sick } = about;
  const settled = sick === undefined ? reconciler.settled?.(desired, observed) : undefined;
  const accepted = await acceptAll(host, accept, desired, observed, settled);
  const calendar = calendarAt((reconciler.wall ?? Date.now)());
  const input = { ...about, accepted, facts, options, calendar, digest, ...(settled && { settled }) };
  const planned = planFirst(input);
  const { plan } = planned;
  const cured = sick === undefined ? undefined : curable(plan, sick);
  if (cured !== undefined) {
    const { sick: _, ...without } = about;
    return planFrom(reconciler, cured.size === 0 ? without : { ...without, sick: cured });
  }
  const limits = plan.containers.filter((container) => container.changes.some(isLimit)).map(({ ctid }) => ctid);
  if (limits.length === 0 || host.usage === undefined) return planned;
  return planFirst({ ...input, observed: await withUsage(host, observed, limits) });
}

/**
 * Who may be restarted for his health, when what speaks against it would keep a commit back: what is said of the plan as a whole,
 * such as most restarts, or of a container that has changes of its own, which may be the cure. Undefined: all of them.
 */
function curable(
  { refusals, containers }: Plan,
  sick: ReadonlyMap<Ctid, string>,
): ReadonlyMap<Ctid, string> | undefined {
  if (sick.size === 0) return undefined;
  if (refusals.length > 0) return new Map();
  const refused = containers.filter((one) => one.refusals.length > 0 && one.changes.length > 0 && sick.has(one.ctid));
  if (refused.length === 0) return undefined;
  const without = new Set(refused.map(({ ctid }) => ctid));
  return new Map([...sick].filter(([ctid]) => !without.has(ctid)));
}

/** Lowering these below what is used is refused or warned about, so the plan has to know what is used. */
const isLimit = ({ pointer, was }: { pointer: string; was?: unknown }): boolean =>
  was !== undefined && (pointer.startsWith('/quota/') || pointer === '/cgroup/memory/ram');
