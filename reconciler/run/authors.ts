// Whose change a pass carries out. A revision may be of somebody who changed nothing here: others committed before, and what they
// asked for waited for its time or its turn; and what is taken back after a quarantine is nobody's commit.

import type { Quarantine } from '../plan/brakes.ts';
import { type Planned, runnable } from '../plan/make.ts';
import type { ContainerPlan } from '../plan/plan.ts';
import { isUpkeep } from '../plan/summary.ts';
import type { Clock } from '../port/clock.ts';
import type { Revision, Source } from '../port/source.ts';
import { mapped } from './approvers.ts';
import type { markersIn } from './markers.ts';
import { type Search, searchFor } from './search.ts';

export type AuthorsOf = NonNullable<Source['authorsOf']>;

export type AuthorSearch = Search<Way, readonly string[]>;

/** A history may be long, and a limit is not to wait for it. */
export const authorSearch = (authorsOf: AuthorsOf, clock: Clock): AuthorSearch =>
  searchFor((about, signal) => authorsOf({ ...about, signal }), { wait: 1_000, most: 20 }, clock);

interface About {
  readonly revision: Revision;
  readonly quarantine?: Quarantine | undefined;
  /** As they were before the pass. */
  readonly markers: ReturnType<typeof markersIn>;
}

/** The same plan with whose changes these are, where it is found. Never throws. */
export async function withAuthors(
  planned: Planned,
  { revision, quarantine, markers }: About,
  search: AuthorSearch | undefined,
): Promise<Planned> {
  const able = runnable(planned.plan).filter((one) => !isUpkeep(one));
  if (able.length === 0) return planned;
  if (quarantine?.back !== undefined) {
    const back = `quarantine of ${quarantine.label}`;
    const ctids = new Set(able.map(({ ctid }) => ctid));
    return mapped(planned, (one) => (ctids.has(one.ctid) ? { ...one, changedBy: back } : one));
  }
  if (search === undefined) return planned;
  const ways = new Map<number, ReadonlyMap<string, Way>>();
  for (const one of able) {
    const about = { base: markers.get(one.ctid)?.revision, revision: revision.id };
    const own = pathsOf(one).map((path): [string, Way] => [
      `${revision.id}\0${about.base}\0${path}`,
      { ...about, path },
    ]);
    ways.set(one.ctid, new Map(own));
  }
  const found = await search(new Map([...ways.values()].flatMap((own) => [...own])));
  const last = revision.commit && `${revision.commit.author} <${revision.commit.email}>`;
  return mapped(planned, (one) => {
    const own = [...(ways.get(one.ctid)?.keys() ?? [])];
    // Some of those who changed it are not whose change it is.
    if (!own.every((key) => found.has(key))) return one;
    const changedBy = [...new Set(own.flatMap((key) => found.get(key) ?? []))].join(', ');
    return changedBy === '' || changedBy === last ? one : { ...one, changedBy };
  });
}

type Way = Omit<Parameters<AuthorsOf>[0], 'signal'>;

/** The files that say what is changed; of what has none, its manifest; of what has no manifest, none. */
function pathsOf({ changes, desired }: ContainerPlan): readonly string[] {
  const written = new Set(changes.flatMap(({ origin }) => origin?.path ?? []));
  if (written.size > 0) return [...written];
  return desired === undefined ? [] : [desired.origin.path];
}
