// Limits that containers hit since the pass before, with the line of the manifest that set each.

import type { Origin } from '../../schema/problem.ts';
import { words } from '../../schema/words.ts';
import { originOf } from '../plan/diff.ts';
import type { Host, Shortage } from '../port/host.ts';
import type { Desired } from '../state/model.ts';

export interface LimitHit extends Shortage {
  /** Of the container; its ctid where the manifests do not know it. */
  readonly name: string;
  /** Absent: a default. */
  readonly origin?: Origin;
}

/** At its limit page cache is reclaimed, all the time and to nobody's harm; what harms is a kill (oomguarpages). */
const RECLAIMED = 'physpages';

/** Where the state keeps the limit of a beancounter, if not below /namespace/ubc. */
const pointers: Readonly<Record<string, string>> = {
  numproc: '/cgroup/pids/max',
  swappages: '/cgroup/memory/swap',
  // Its failures are kills, for want of ram.
  oomguarpages: '/cgroup/memory/ram',
  numtcpsock: '/cgroup/sockets/tcp',
  numothersock: '/cgroup/sockets/other',
};

/** That it could not be found out fails no pass. */
export async function hitsOf(
  host: Host,
  desired: Desired,
): Promise<{ readonly hits: readonly LimitHit[]; readonly warnings: readonly string[] }> {
  try {
    const shortages = ((await host.shortages?.()) ?? []).filter(({ counter }) => counter !== RECLAIMED);
    if (shortages.length === 0) return { hits: [], warnings: [] };
    const containers = new Map(desired.containers.map((container) => [container.ctid, container]));
    const hits = shortages.map((shortage): LimitHit => {
      const container = containers.get(shortage.ctid);
      const pointer = pointers[shortage.counter] ?? `/namespace/ubc/${shortage.counter}`;
      const origin = container?.origins.get(pointer) ?? originOf(container, `/ubc/${shortage.counter}`);
      return { ...shortage, name: container?.name ?? String(shortage.ctid), ...(origin && { origin }) };
    });
    return { hits, warnings: [] };
  } catch (error) {
    return { hits: [], warnings: [`beancounters cannot be read: ${words(error)}`] };
  }
}

/** "web: numproc: 3 more were refused, 12 since it started  manifests/web.yaml:17:12". */
export function hitLine({ name, counter, by, failcnt, origin }: LimitHit): string {
  const at = origin === undefined ? 'a default' : `${origin.path}:${origin.line}:${origin.col}`;
  return `${name}: ${counter}: ${by} more refused, ${failcnt} since it started (${at})`;
}
