// Which of several new revisions a node takes when commits come faster than they soak. The newest one whose turn has come; so a later
// stage takes what soaked in those before it though they are further by now. A stage that has gone without a soaked revision for as
// long as the rollout's timeout keeps what it has until that is soaked, all of its nodes the same one: else those after it would never
// get any (Kargo has the first half, completed soaks; the second is asked for in akuity/kargo#5342).

import { formatDuration } from '../../schema/units.ts';
import type { FleetStage, FleetVerdict, Heard, NodeRollout } from '../state/fleet.ts';
import { type Hear, notYet, type Turn, turnOf } from './fleet.ts';

/** What a node is at. Times are seconds of its own clock. */
export interface Standing {
  readonly revision: string;
  readonly label: string;
  readonly verdict: FleetVerdict;
  /** What it was changed to is still judged: it will be healthy, or condemned. */
  readonly isOnTrial: boolean;
  /** For how long it has been healthy. */
  readonly lasted: number;
  /** Since it was taken. */
  readonly taken: number;
  /** Since the first of those was taken that came after the last one which soaked. */
  readonly open: number;
}

export interface Way {
  /** The revision to go to; absent: none yet. */
  readonly take?: string;
  /** Why that is not the newest. */
  readonly turn?: Turn;
}

export interface Fork {
  readonly rollouts: readonly NodeRollout[];
  readonly node: string;
  /** Revisions that may be gone to, the newest first; the first one is the head. */
  readonly revisions: readonly [string, ...string[]];
  readonly hear: Hear;
  /** Absent: of what it is at nothing is known that others could wait for. */
  readonly standing?: Standing | undefined;
}

/** Never one whose turn has not come, and never another one than of the list. */
export function wayOf({ rollouts, node, revisions, hear, standing }: Fork): Way {
  const [head] = revisions;
  const turn = turnOf(rollouts, node, head, hear);
  const open = revisions.filter((id) => (id === head ? turn : turnOf(rollouts, node, id, hear)) === undefined);
  const [newest] = open;
  if (newest === undefined) return turn === undefined ? {} : { turn };
  const kept = standing && rollouts.map((one) => keptBy(one, node, standing, { open, hear }));
  const found = kept?.find((one) => one !== undefined);
  const take = found === undefined ? newest : found.follow;
  const why = turn ?? (take === head ? undefined : found?.turn);
  return { ...(take !== undefined && { take }), ...(why && { turn: why }) };
}

/** Whether all of the node's stages that others wait for have what it is at, and it soaked there. Who is not heard of is not counted. */
export function isSoaked(rollouts: readonly NodeRollout[], node: string, standing: Standing, hear: Hear): boolean {
  return rollouts.every((rollout) => {
    const own = rollout.stages[rollout.at];
    return own === undefined || unfinished(own, node, standing, hear).length === 0;
  });
}

interface Kept {
  readonly turn: Turn;
  /** What the others of the stage have gone to already. */
  readonly follow?: string;
}

/** Whether a rollout that has waited for long enough has the node keep what it has, or go no further than others of its stage. */
function keptBy(
  { name, stages, at, timeout }: NodeRollout,
  node: string,
  standing: Standing,
  { open, hear }: { readonly open: readonly string[]; readonly hear: Hear },
): Kept | undefined {
  const own = stages[at];
  if (own === undefined || !isWaitedFor(stages, at) || standing.open < timeout) return undefined;
  const where = `rollout ${name}, stage ${at + 1} of ${stages.length}`;
  const limit = own.soak + timeout * batchesIn(own);
  const turn = (why: string): Turn => ({ code: 'VZR580', timeout: limit, reason: `${where}: ${why}` });
  const others = peersOf(own, node).flatMap((peer) => revisionAt(hear(peer)) ?? []);
  const follow = open.find((id) => others.includes(id));
  if (follow !== undefined) return { follow, turn: turn('goes no further than the others of its stage') };
  // What cannot become healthy by itself waits for a newer one, and nobody is waited for without end.
  const isProving = standing.verdict === 'healthy' || standing.isOnTrial;
  const left = isProving && standing.taken < limit ? unfinished(own, node, standing, hear) : [];
  if (left.length === 0) return undefined;
  const soak = own.soak > 0 ? `for ${formatDuration(own.soak)} ` : '';
  return { turn: turn(`${standing.label} first has to be healthy ${soak}on ${left.join(', ')}`) };
}

/** Of the stage, those that still have to show that they are well with what this node is at. */
function unfinished(own: FleetStage, node: string, standing: Standing, hear: Hear): readonly string[] {
  const isDone = standing.verdict === 'healthy' && standing.lasted >= own.soak;
  const others = peersOf(own, node).filter((peer) => {
    const heard = hear(peer);
    if ('none' in heard || (heard.report.verdict === 'bad' && heard.report.revision === standing.revision))
      return false;
    return notYet(heard, standing.revision, own.soak) !== undefined;
  });
  return isDone ? others : [node, ...others];
}

/** Nobody after the node, nor beside it, goes by what it says: then it may always take the newest. */
const isWaitedFor = (stages: readonly FleetStage[], at: number): boolean =>
  stages.slice(at + 1).some(({ nodes }) => nodes.length > 0) || stages[at]?.maxUnavailable !== undefined;

const peersOf = ({ nodes }: FleetStage, node: string): readonly string[] => nodes.filter((one) => one !== node);

const revisionAt = (heard: Heard): string | undefined =>
  'none' in heard || heard.report.verdict === 'bad' ? undefined : heard.report.revision;

/** Each of them may take the timeout. */
const batchesIn = ({ nodes, maxUnavailable }: FleetStage): number =>
  maxUnavailable === undefined ? 1 : Math.ceil(nodes.length / maxUnavailable);
