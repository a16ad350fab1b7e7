// What is written on a container beside its settings: that it is ours, what was last applied and from which revision, and
// why it outlives its manifest.

import type { Ctid } from '../../schema/units.ts';
import { words } from '../../schema/words.ts';
import { identityAfter } from '../plan/identity.ts';
import type { ContainerPlan, Plan } from '../plan/plan.ts';
import type { Host } from '../port/host.ts';
import type { Marker } from '../state/container.ts';
import type { Observed } from '../state/model.ts';
import type { Outcome } from './apply.ts';

/** The marker of a container to which everything planned was done. */
export function markerOf(plan: ContainerPlan, revision: string): Marker {
  const { ctid, wants, remember, keep } = plan;
  const { name, labels } = identityAfter(plan);
  return {
    ...{ version: 1, ctid, name, applied: remember ?? wants, revision },
    ...(labels !== undefined && { labels }),
    ...(keep !== undefined && { keep }),
  };
}

/** The markers there were before a plan was made. */
export function markersIn({ containers }: Observed): ReadonlyMap<Ctid, Marker | undefined> {
  return new Map([...containers].map(([ctid, { marker }]) => [ctid, marker]));
}

/** Containers that one of these revisions was applied to last. */
export function touchedBy(revisions: readonly string[], markers: ReturnType<typeof markersIn>): ReadonlySet<Ctid> {
  const isOne = new Set<string | undefined>(revisions);
  return new Set([...markers].flatMap(([ctid, marker]) => (marker && isOne.has(marker.revision) ? [ctid] : [])));
}

/** Those of these revisions that a container has last. */
export function stillThere(revisions: readonly string[], markers: ReturnType<typeof markersIn>): readonly string[] {
  const there = new Set([...markers.values()].map((marker) => marker?.revision));
  return revisions.filter((one) => there.has(one));
}

/**
 * Writes markers of containers to which nothing has to be done: those that a life of this program completed which ended
 * before it could say so, and those whose manifest says otherwise whether they outlive it. `completed`: the former.
 */
export async function completeMarkers(
  host: Pick<Host, 'markers'>,
  plan: Plan,
  revision: string,
  before: ReadonlyMap<Ctid, Marker | undefined>,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly completed: readonly Ctid[] }> {
  const outcomes: Outcome[] = [];
  const completed: Ctid[] = [];
  for (const container of plan.containers) {
    const marker = missing(container, revision, before);
    if (marker === undefined) continue;
    try {
      await host.markers.write(marker);
      if (marker.revision === revision) completed.push(container.ctid);
    } catch (error) {
      const { ctid, name, action } = container;
      outcomes.push({ ctid, name, action, result: 'failed', ms: 0, error: `marker: ${words(error)}` });
    }
  }
  return { outcomes, completed };
}

function missing(
  plan: ContainerPlan,
  revision: string,
  before: ReadonlyMap<Ctid, Marker | undefined>,
): Marker | undefined {
  const { ctid, action, refusals, holds, keep, desired } = plan;
  if (action !== 'none' || refusals.length > 0 || desired === undefined || !before.has(ctid)) return undefined;
  const marker = before.get(ctid);
  // Another state was reached than the marker remembers: whoever made it ended before its marker was written.
  const isRecorded = JSON.stringify(marker?.applied) === JSON.stringify(plan.wants);
  const isWhole = holds === undefined && plan.remember === undefined;
  if (isWhole && !isRecorded) return markerOf(plan, revision);
  // A version that knew no labels wrote it: nothing is applied by writing them.
  const isOld = isWhole && marker?.labels === undefined;
  if (marker === undefined || (marker.keep === keep && !isOld)) return undefined;
  const { keep: _, ...rest } = marker;
  return { ...rest, ...(isOld && { labels: desired.labels }), ...(keep !== undefined && { keep }) };
}
