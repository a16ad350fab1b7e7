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

export type AuthorsOf = NonNullable<Source['authorsOf']>;

/** Files of one pass whose commits are looked for, one after the other. */
const MOST = 20;

/** Milliseconds that a pass waits for all of them: a history may be long, and a limit is not to wait for it. */
const PATIENCE = 1_000;

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
  clock: Clock,
  authorsOf: AuthorsOf | undefined,
): Promise<Planned> {
  const able = runnable(planned.plan).filter((one) => !isUpkeep(one));
  if (able.length === 0) return planned;
  if (quarantine?.back !== undefined) {
    const back = `quarantine of ${quarantine.label}`;
    const ctids = new Set(able.map(({ ctid }) => ctid));
    return mapped(planned, (one) => (ctids.has(one.ctid) ? { ...one, changedBy: back } : one));
  }
  if (authorsOf === undefined) return planned;
  const ways = new Map<number, readonly Way[]>();
  const all = new Map<string, Way>();
  for (const one of able) {
    const base = markers.get(one.ctid)?.revision;
    const own = pathsOf(one).map((path) => ({ key: `${base}\0${path}`, path, base }));
    ways.set(one.ctid, own);
    for (const way of own) all.set(way.key, way);
  }
  const found = await search([...all.values()].slice(0, MOST), revision.id, clock, authorsOf);
  if (found.size === 0) return planned;
  const last = revision.commit && `${revision.commit.author} <${revision.commit.email}>`;
  return mapped(planned, (one) => {
    const authors = new Set((ways.get(one.ctid) ?? []).flatMap(({ key }) => found.get(key) ?? []));
    const changedBy = [...authors].join(', ');
    return changedBy === '' || changedBy === last ? one : { ...one, changedBy };
  });
}

interface Way {
  readonly key: string;
  readonly path: string;
  readonly base: string | undefined;
}

/** The files that say what is changed; of what has none, its manifest; of what has no manifest, none. */
function pathsOf({ changes, desired }: ContainerPlan): readonly string[] {
  const written = new Set(changes.flatMap(({ origin }) => origin?.path ?? []));
  if (written.size > 0) return [...written];
  return desired === undefined ? [] : [desired.origin.path];
}

async function search(
  ways: readonly Way[],
  revision: string,
  clock: Clock,
  authorsOf: AuthorsOf,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const ended = new AbortController();
  const work = async (): Promise<void> => {
    for (const { key, path, base } of ways) {
      if (ended.signal.aborted) return;
      const authors = await authorsOf({ path, base, revision }).catch(() => undefined);
      if (authors !== undefined && !ended.signal.aborted) found.set(key, authors);
    }
  };
  await Promise.race([work(), clock.sleep(PATIENCE, ended.signal)]);
  ended.abort();
  return found;
}
