// Where a node goes when the revision it follows is bad: to the last one that proved good, until a newer one comes.

import type { Quarantine } from '../plan/brakes.ts';
import type { BrakesRecord } from './brakes-file.ts';
import type { Earlier, Loaded } from './load.ts';

export interface Followed {
  readonly loaded: Loaded;
  /** Of the revision that is not followed for it. */
  readonly quarantine?: Quarantine;
}

/** What to follow instead of `loaded`; itself where it is not bad, or nothing can be gone back to. */
export async function followed(
  loaded: Loaded,
  { quarantine: all, good }: BrakesRecord,
  earlier: Earlier | undefined,
): Promise<Followed> {
  const bad = all.find(({ revision }) => revision === loaded.revision.id);
  if (bad === undefined) return { loaded };
  const before = good === undefined || good.id === bad.revision ? undefined : await earlier?.(good.id);
  if (before !== undefined) return { loaded: before, quarantine: { ...bad, back: before.revision.label } };
  const { back: _, ...stays } = bad;
  return { loaded, quarantine: stays };
}
