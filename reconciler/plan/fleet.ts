// Whether this node's turn has come to take a revision: what the nodes before it in a rollout have reported of it. What nobody has
// said is no yes. Codes: VZR580 (waits), VZR581 (stopped by a node that condemned it), VZR582 (stopped for want of reports).

import { formatDuration } from '../../schema/units.ts';
import type { FleetStage, Heard, NodeRollout } from '../state/fleet.ts';
import type { Refusal } from './plan.ts';

/** Why a revision is not taken yet. */
export interface Turn {
  readonly code: 'VZR580' | 'VZR581';
  readonly reason: string;
  /** Seconds after which waiting is called stopped. */
  readonly timeout: number;
}

/** What is held back on this node, and since when. */
export interface Held {
  /** Full commit id, and for people. */
  readonly revision: string;
  readonly label: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly code: 'VZR580' | 'VZR581' | 'VZR582';
  readonly reason: string;
  /** What is applied meanwhile, for people; absent: nothing is. */
  readonly at?: string;
}

/** What is known of a node. */
export type Hear = (node: string) => Heard;

/**
 * The rollouts without the nodes that `newest` skips, in those of the same name too that came before: a machine that is gone reports
 * nothing, and what is there would wait for it for ever. The node itself stays where it is.
 */
export function withoutSkipped(
  rollouts: readonly NodeRollout[],
  newest: readonly NodeRollout[],
  node: string,
): readonly NodeRollout[] {
  return rollouts.map((rollout) => {
    const skip = newest.find(({ name }) => name === rollout.name)?.skip;
    if (skip === undefined) return rollout;
    const isKept = (one: string): boolean => one === node || !skip.includes(one);
    return { ...rollout, stages: rollout.stages.map((stage) => ({ ...stage, nodes: stage.nodes.filter(isKept) })) };
  });
}

/** Of several rollouts each has to let it; the worst is told. Undefined: it may go. */
export function turnOf(rollouts: readonly NodeRollout[], node: string, revision: string, hear: Hear): Turn | undefined {
  const turns = rollouts.flatMap((rollout) => oneTurn(rollout, node, revision, hear) ?? []);
  return turns.find(({ code }) => code === 'VZR581') ?? turns[0];
}

/** A waiting turn that has taken too long is stopped: somebody has to look. `waited`: seconds. */
export function heldBy(turn: Turn, revision: Pick<Held, 'revision' | 'label' | 'since' | 'at'>, waited: number): Held {
  const isLate = turn.code === 'VZR580' && waited >= turn.timeout;
  const reason = isLate ? `${turn.reason}; for more than ${formatDuration(turn.timeout)}` : turn.reason;
  return { ...revision, code: isLate ? 'VZR582' : turn.code, reason };
}

/** "main@3f2a9c1 is held back since ..: VZR580: rollout fleet, stage 2 of 3: waits for node1 (no report); at main@1a2b3c4". */
export function heldWords({ label, since, code, reason, at }: Held): string {
  const there = at === undefined ? 'there is no earlier revision to stay at' : `stays at ${at}`;
  return `${label} is held back since ${since}: ${code}: ${reason}; ${there}`;
}

/** Where nothing was applied before, nothing is. */
export function turnGuard(held: Held | undefined): readonly Refusal[] {
  if (held === undefined || held.at !== undefined) return [];
  const hint = 'where it is to be applied all the same: vzreconcile resume --rollout';
  return [{ code: held.code, reason: held.reason, hint }];
}

/** Waiting ends by itself; what is stopped ends with a newer revision, or by somebody's doing. */
export const isStopped = ({ code }: Held): boolean => code !== 'VZR580';

/** Those of the stages before, and in a stage with a limit those before this node in their order. */
function oneTurn(
  { name, stages, at, timeout }: NodeRollout,
  node: string,
  revision: string,
  hear: Hear,
): Turn | undefined {
  const where = `rollout ${name}, stage ${at + 1} of ${stages.length}`;
  const peers = stages.slice(0, at + 1).flatMap(({ nodes }) => nodes.filter((one) => one !== node));
  const bad = peers.flatMap((peer) => badWords(peer, revision, hear(peer)));
  if (bad.length > 0) return { code: 'VZR581', timeout, reason: `${where}: stopped: ${listed(bad)}` };
  const before = stages.slice(0, at).flatMap((stage) => missing(stage.nodes, revision, hear, stage.soak));
  const own = stages[at];
  const waits = before.length > 0 || own === undefined ? before : beside(own, node, revision, hear);
  if (waits.length === 0) return undefined;
  return { code: 'VZR580', timeout, reason: `${where}: waits for ${listed(waits)}` };
}

/** Those of the same stage that have to be done before one more may go. */
function beside({ nodes, maxUnavailable }: FleetStage, node: string, revision: string, hear: Hear): string[] {
  if (maxUnavailable === undefined) return [];
  const open = missing(nodes.slice(0, nodes.indexOf(node)), revision, hear, 0);
  return open.length < maxUnavailable ? [] : open;
}

function missing(nodes: readonly string[], revision: string, hear: Hear, soak: number): string[] {
  return nodes.flatMap((node) => {
    const words = notYet(hear(node), revision, soak);
    return words === undefined ? [] : [`${node} (${words})`];
  });
}

/** Why the revision does not count as soaked there. What was left counts as it was; both times are the reporting node's own, so that no clock is compared with another. */
export function notYet(heard: Heard, revision: string, soak: number): string | undefined {
  if ('none' in heard) return heard.none;
  const { report, lasted, soaked } = heard;
  if (report.revision !== revision) {
    const isDone = (soaked?.get(revision) ?? -1) >= soak;
    return isDone ? undefined : `at ${report.label}, ${report.verdict}`;
  }
  if (report.verdict !== 'healthy') return `${report.verdict} since ${report.since}`;
  return lasted >= soak ? undefined : `healthy since ${report.since}, soaks ${formatDuration(soak)}`;
}

function badWords(node: string, revision: string, heard: Heard): string[] {
  if ('none' in heard) return [];
  const { verdict, reason, revision: its } = heard.report;
  if (verdict !== 'bad' || its !== revision) return [];
  return [`${node}: ${reason ?? 'it is bad'}`];
}

const MOST = 5;

function listed(words: readonly string[]): string {
  const more = words.length > MOST ? ` and ${words.length - MOST} more` : '';
  return `${words.slice(0, MOST).join(', ')}${more}`;
}

/** Seconds for which those after this node want it to be healthy. */
export const soakOf = (rollouts: readonly NodeRollout[]): number =>
  Math.max(0, ...rollouts.map(({ stages, at }) => stages[at]?.soak ?? 0));

/** Where the node stands in its rollouts, a line for each: "rollout fleet: stage 2 of 3, after node1 (soak 10m)". */
export function stageWords(rollouts: readonly NodeRollout[], node: string): readonly string[] {
  return withoutSkipped(rollouts, rollouts, node).map(({ name, stages, at, skip = [] }) => {
    const before = stages.slice(0, at).filter(({ nodes }) => nodes.length > 0);
    const groups = before.map(({ nodes, soak }) => {
      const names = nodes.slice(0, MOST).join(', ');
      const more = nodes.length > MOST ? ` and ${nodes.length - MOST} more` : '';
      return `${names}${more}${soak > 0 ? ` (soak ${formatDuration(soak)})` : ''}`;
    });
    const own = stages[at]?.maxUnavailable;
    const limit = own === undefined ? '' : `, ${own} at a time`;
    const after = groups.length === 0 ? 'first' : `after ${groups.join(', then ')}`;
    const without = skip.length === 0 ? '' : `, without ${listed(skip)}`;
    return `rollout ${name}: stage ${at + 1} of ${stages.length}, ${after}${limit}${without}`;
  });
}
