// A node among others: a revision is taken when its turn has come, and what was taken before is kept until then. The rollouts of the
// revision that is there have a say as well, so that none escapes them by taking them away.

import { type Hear, type Held, heldBy, turnOf } from '../plan/fleet.ts';
import { wholeSeconds } from '../plan/format.ts';
import type { BrakeStore, BrakesRecord } from './brakes-file.ts';
import type { Earlier, Loaded } from './load.ts';

export interface Fleet {
  /** What is known of a node; asks nobody. */
  readonly hear: Hear;
  /** Somebody is waited for: they are asked about soon. */
  readonly look: () => void;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
}

/** Of a node whose configuration names no way to hear of others. */
export const deafFleet = (wall: () => number): Fleet => ({
  hear: () => ({ none: 'nobody is heard of without spec.fleet in the local configuration' }),
  look: () => {},
  wall,
});

export interface Turned {
  readonly loaded: Loaded;
  /** Of the revision that is not followed for it. */
  readonly held?: Held;
}

export interface TurnParts {
  readonly fleet?: Fleet | undefined;
  readonly brakes?: BrakeStore | undefined;
  readonly earlier?: Earlier | undefined;
}

/** What to follow instead of `newest` while its turn has not come. A testing branch is of one node alone. */
export async function turned(
  newest: Loaded,
  record: BrakesRecord,
  { fleet, brakes, earlier }: TurnParts,
): Promise<Turned> {
  const { desired, revision, testing } = newest;
  if (fleet === undefined || brakes === undefined || desired === undefined || testing !== undefined)
    return { loaded: newest };
  const { id, label } = revision;
  const base = record.admitted ?? record.good;
  const before = base === undefined || base.id === id ? undefined : await earlier?.(base.id);
  const rollouts = [...(desired.rollouts ?? []), ...(before?.desired?.rollouts ?? [])];
  const turn = base?.id === id ? undefined : turnOf(rollouts, desired.node, id, fleet.hear);
  if (turn === undefined) {
    const isTold = record.held !== undefined || record.admitted?.id !== id;
    if (isTold && (rollouts.length > 0 || record.admitted !== undefined || record.held !== undefined))
      await brakes.update(({ held: _, ...rest }) => ({ ...rest, admitted: { id, label } }));
    return { loaded: newest };
  }
  fleet.look();
  const now = fleet.wall();
  const since = record.held?.revision === id ? record.held.since : wholeSeconds(new Date(now).toISOString());
  const at = before && { at: before.revision.label };
  const held = heldBy(turn, { revision: id, label, since, ...at }, (now - Date.parse(since)) / 1000);
  // Who it waits for changes, and is told by every pass.
  if (record.held?.revision !== id || record.held.code !== held.code)
    await brakes.update((rest) => ({ ...rest, held }));
  return { loaded: before ?? newest, held };
}
