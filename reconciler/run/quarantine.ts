// Where a node goes when the revision it follows is bad: to the last one that proved good, until a newer one comes which asks for
// something else.

import type { Ctid } from '../../schema/units.ts';
import type { Quarantine } from '../plan/brakes.ts';
import type { Json } from '../plan/plan.ts';
import { canonical } from '../state/canonical.ts';
import type { Desired } from '../state/model.ts';
import type { BrakesRecord } from './brakes-file.ts';
import { digest } from './digest.ts';
import type { Earlier, Loaded } from './load.ts';

export interface Followed {
  readonly loaded: Loaded;
  /** Of the revision that is not followed for it. */
  readonly quarantine?: Quarantine;
}

/** What to follow instead of `loaded`; itself where it is not bad, or nothing can be gone back to. */
export async function followed(loaded: Loaded, record: BrakesRecord, earlier: Earlier | undefined): Promise<Followed> {
  const bad = badness(loaded, record);
  if (bad === undefined) return { loaded };
  const before = isCornered(bad, record) ? undefined : await earlier?.(record.good?.id ?? '');
  if (before !== undefined) return { loaded: before, quarantine: { ...bad, back: before.revision.label } };
  const { back: _, ...stays } = bad;
  return { loaded, quarantine: stays };
}

/** The quarantine that a revision is under: its own, or that of one before it which asks for the same. */
export function badness(
  { revision, desired }: Pick<Loaded, 'revision' | 'desired'>,
  { quarantine: all, good }: Pick<BrakesRecord, 'quarantine' | 'good'>,
): Quarantine | undefined {
  const own = all.find((one) => one.revision === revision.id);
  if (own !== undefined || desired === undefined || revision.id === good?.id) return own;
  const isSame = ({ changed, effect }: Quarantine): boolean =>
    changed !== undefined && effect === effectOn(changed, desired);
  const like = all.findLast(isSame);
  return like && { ...like, same: revision };
}

/** There is nothing before it. */
export const isCornered = ({ revision }: Quarantine, { good }: Pick<BrakesRecord, 'good'>): boolean =>
  good === undefined || good.id === revision;

/**
 * The digest of what manifests ask for of some containers, those they depend on and the node. Where it is written, labels, comments
 * and what is asked for of others are not in it.
 */
export function effectOn(ctids: Iterable<Ctid>, { nodeSpec, containers }: Desired): string {
  const { machine: _, ...node } = nodeSpec;
  const byName = new Map(containers.map((one) => [one.name, one]));
  const byId = new Map(containers.map((one) => [one.ctid, one]));
  const wanted = new Set(ctids);
  // A set is walked up to what is added on the way.
  for (const ctid of wanted)
    for (const name of byId.get(ctid)?.dependsOn ?? []) {
      const other = byName.get(name);
      if (other !== undefined) wanted.add(other.ctid);
    }
  const asked = [...wanted]
    .sort((a, b) => a - b)
    .map((ctid) => {
      const one = byId.get(ctid);
      if (one === undefined) return { ctid };
      const { name, state, template, reconcile, health, dependsOn } = one;
      return { ctid, name, state, template, reconcile, health, dependsOn };
    });
  return digest(canonical({ node, asked } as unknown as Json));
}
