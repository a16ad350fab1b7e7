// A node among others: a revision is taken when its turn has come, and what was taken before is kept until then. The rollouts of the
// revision that is there have a say as well, so that none escapes them by taking them away.

import { words } from '../../schema/words.ts';
import { type Hear, type Held, heldBy, withoutSkipped } from '../plan/fleet.ts';
import { wholeSeconds } from '../plan/format.ts';
import { type Fork, isSoaked, type Standing, type Way, wayOf } from '../plan/pace.ts';
import type { NodeRollout } from '../state/fleet.ts';
import type { Admitted, BrakeStore, BrakesRecord } from './brakes-file.ts';
import type { Between, Earlier, Loaded } from './load.ts';

export interface Fleet {
  /** What is known of a node; asks nobody. */
  readonly hear: Hear;
  /** What was last said of this one; undefined: nothing yet in this life of the program. */
  readonly own?: () => OwnStanding | undefined;
  /** Somebody is waited for: they are asked about soon. */
  readonly look: () => void;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
}

export type OwnStanding = Pick<Standing, 'revision' | 'verdict' | 'isOnTrial' | 'lasted'>;

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
  /** What is followed instead is the one whose turn came last; said by every pass, for one may end before it is remembered. */
  readonly isAdmitted?: boolean;
}

export interface TurnParts {
  readonly fleet?: Fleet | undefined;
  readonly brakes?: BrakeStore | undefined;
  readonly earlier?: Earlier | undefined;
  readonly between?: Between | undefined;
}

/** What to follow instead of `newest` while its turn has not come. A testing branch is of one node alone. */
export async function turned(newest: Loaded, record: BrakesRecord, parts: TurnParts): Promise<Turned> {
  const { fleet, brakes, earlier } = parts;
  const { desired, revision, testing } = newest;
  if (fleet === undefined || brakes === undefined || desired === undefined || testing !== undefined)
    return { loaded: newest };
  const { id, label } = revision;
  const base = record.admitted ?? record.good;
  const before = base === undefined || base.id === id ? undefined : await earlier?.(base.id);
  const own = desired.rollouts ?? [];
  const rollouts = withoutSkipped([...own, ...(before?.desired?.rollouts ?? [])], own, desired.node);
  const now = fleet.wall();
  const standing = base && standingOf(record, base, fleet);
  const fork = { rollouts, node: desired.node, hear: fleet.hear, standing };
  const isThere = base?.id === id || rollouts.length === 0;
  const { turn, step, warnings }: Next = isThere ? {} : await nextOf(fork, newest, base?.id, parts);
  const taken = turn === undefined ? newest : step;
  const isNew = taken !== undefined && record.admitted?.id !== taken.revision.id;
  const admitted = isNew ? admittedOf(taken.revision, fork, record, now) : record.admitted;
  if (turn === undefined) {
    const isTold = record.held !== undefined || isNew;
    if (isTold && (rollouts.length > 0 || record.admitted !== undefined || record.held !== undefined))
      await brakes.update(({ held: _, ...rest }) => ({ ...rest, ...(admitted && { admitted }) }));
    return { loaded: warned(newest, warnings) };
  }
  fleet.look();
  const loaded = taken ?? before;
  const since = record.held?.revision === id ? record.held.since : iso(now);
  const at = loaded && { at: loaded.revision.label };
  const held = heldBy(turn, { revision: id, label, since, ...at }, (now - Date.parse(since)) / 1000);
  // Who it waits for changes, and is told by every pass.
  if (isNew || record.held?.revision !== id || record.held.code !== held.code)
    await brakes.update((rest) => ({ ...rest, held, ...(admitted && { admitted }) }));
  const isAdmitted = admitted !== undefined && loaded?.revision.id === admitted.id;
  return { loaded: warned(loaded ?? newest, warnings), held, isAdmitted };
}

interface Next extends Pick<Way, 'turn'> {
  readonly step?: Loaded;
  /** Why fewer were looked at than could be gone to. */
  readonly warnings?: readonly string[];
}

const warned = (loaded: Loaded, warnings: readonly string[] = []): Loaded =>
  warnings.length === 0 ? loaded : { ...loaded, warnings: [...(loaded.warnings ?? []), ...warnings] };

/**
 * The way by what the newest revision and the one that is there say, and an older one only where it says the same itself. Which those
 * are is named by others, so what cannot be read of them ends no pass.
 */
async function nextOf(
  fork: Omit<Fork, 'revisions'>,
  { revision: { id }, desired }: Loaded,
  base: string | undefined,
  { between, earlier }: TurnParts,
): Promise<Next> {
  const warnings: string[] = [];
  const unread = (error: unknown): undefined => {
    warnings.push(`an earlier revision that others have cannot be looked at: ${words(error)}`);
  };
  const told = toldOf(fork);
  const older = told.size === 0 ? [] : ((await between?.(base, told).catch(unread)) ?? []);
  const unfit = new Set<string>();
  for (;;) {
    const revisions = [id, ...older.filter((one) => !unfit.has(one))] as const;
    const { take, turn } = wayOf({ ...fork, revisions });
    if (take === undefined || take === id) return { ...(turn && { turn }), warnings };
    const step = await earlier?.(take).catch(unread);
    const its = withoutSkipped(step?.desired?.rollouts ?? [], desired?.rollouts ?? [], fork.node);
    if (step !== undefined && wayOf({ ...fork, rollouts: its, revisions: [take], standing: undefined }).take === take)
      return { ...(turn && { turn }), step, warnings };
    unfit.add(take);
  }
}

/** The revisions that others of the rollouts have told of. */
function toldOf({ rollouts, hear }: Pick<Fork, 'rollouts' | 'hear'>): ReadonlySet<string> {
  const told = new Set<string>();
  for (const node of new Set(rollouts.flatMap(peersOf))) {
    const heard = hear(node);
    if ('none' in heard) continue;
    for (const id of [heard.report.revision, ...(heard.soaked?.keys() ?? [])]) told.add(id);
  }
  return told;
}

const peersOf = ({ stages, at }: NodeRollout): readonly string[] =>
  stages.slice(0, at + 1).flatMap(({ nodes }) => nodes);

/** A run that has said nothing yet goes by what was recorded: that it was good, and no more. */
function standingOf({ good }: BrakesRecord, base: Admitted, { own, wall }: Fleet): Standing {
  const last = own?.();
  const isKnown = last?.revision === base.id;
  const { verdict, isOnTrial, lasted } = isKnown ? last : recorded(good?.id === base.id);
  const ago = (time: string | undefined): number => (time === undefined ? 0 : (wall() - Date.parse(time)) / 1000);
  const { id: revision, label } = base;
  return { revision, label, verdict, isOnTrial, lasted, taken: ago(base.since), open: ago(base.open) };
}

const recorded = (isGood: boolean): Omit<OwnStanding, 'revision'> => ({
  verdict: isGood ? 'healthy' : 'trying',
  isOnTrial: false,
  lasted: 0,
});

function admittedOf(
  { id, label }: Loaded['revision'],
  { rollouts, node, hear, standing }: Omit<Fork, 'revisions'>,
  { admitted }: BrakesRecord,
  now: number,
): Admitted {
  const isDone = standing === undefined || isSoaked(rollouts, node, standing, hear);
  const open = isDone ? undefined : admitted?.open;
  return { id, label, since: iso(now), open: open ?? iso(now) };
}

const iso = (time: number): string => wholeSeconds(new Date(time).toISOString());
