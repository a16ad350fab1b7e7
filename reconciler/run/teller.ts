// Turns what passes tell into events, each told once: remembers what holds already, also over restarts of the program
// (<root>/state/told.json), so that whoever is called at night is called for news.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { words } from '../../schema/words.ts';
import type { Quarantine } from '../plan/brakes.ts';
import type { Plan } from '../plan/plan.ts';
import { isUpkeep } from '../plan/summary.ts';
import type { HostEvent } from '../port/host.ts';
import type { Revision } from '../port/source.ts';
import { writeAtomically } from '../source/atomic-file.ts';
import type { Outcome } from './apply.ts';
import {
  type Event,
  exitHappening,
  failureHappening,
  givenUpHappening,
  type Happening,
  isQuarantineTold,
  makeEvent,
  outcomeHappening,
  passHappenings,
  planHappenings,
  reconcilingHappening,
  releaseHappening,
  seenHappening,
  turnHappening,
  verdictHappening,
} from './events.ts';
import { keepRecent } from './recent.ts';
import type { PassResult } from './reconcile.ts';
import type { Verdict } from './trial.ts';
import type { Turn } from './ward.ts';

export interface Teller {
  plan(plan: Plan, revision: Revision): void;
  outcome(outcome: Outcome): void;
  exited(event: HostEvent): void;
  verdict(verdict: Verdict): void;
  turn(turn: Turn): void;
  pass(result: PassResult): void;
  failure(error: unknown): void;
  close(): Promise<void>;
}

/** What holds already, by who says it. */
interface Told {
  /** Full commit id. */
  readonly revision?: string;
  /** The node's last condition, and of which revision. */
  readonly node?: string;
  readonly plan: readonly string[];
  readonly pass: readonly string[];
  readonly failure: readonly string[];
  /** Containers that failed, each with the revision. */
  readonly failed: readonly string[];
  /** Ctids of containers that are unhealthy. */
  readonly sick: readonly number[];
  /** Of those that restarts do not help. */
  readonly givenUp: readonly number[];
}

const nothing: Told = { plan: [], pass: [], failure: [], failed: [], sick: [], givenUp: [] };
const MOST = 2000;

const toldPath = (root: string): string => join(root, 'state', 'told.json');

const keyOf = ({ kind, standing }: Happening): string => `${kind} ${standing}`;

/** `node` is this host's name. `emit` must not throw; `onError` is told what cannot be remembered. */
export async function openTeller(
  root: string,
  node: string,
  wall: () => Date,
  emit: (event: Event) => void,
  onError: (error: unknown) => void,
): Promise<Teller> {
  let told = await readTold(root);
  const memory = makeMemory(root, told, onError);
  let planned: Plan | undefined;
  let revision: Revision | undefined;
  const seen = new Map<string, Revision>();

  const say = (happening: Happening, about = happening.about ?? revision): void =>
    emit(makeEvent(happening, { time: wall().toISOString(), node, revision: about }));
  /** Says what did not hold before. */
  const standing = (scope: 'plan' | 'pass' | 'failure', happenings: readonly Happening[]): void => {
    for (const one of newsOf(told[scope], happenings)) say(one);
    told = { ...told, [scope]: [...new Set([...told[scope].filter(isQuarantineTold), ...keysOf(happenings)])] };
  };
  const see = (next: Revision): void => {
    revision = next;
    keepRecent(seen, next.id, next);
    if (told.revision === next.id) return;
    told = { ...told, revision: next.id };
    say(seenHappening(next));
  };
  const aboutNode = (happening: Happening): void => {
    const over = overWith(happening, told);
    for (const one of over.flatMap((key) => releaseHappening(key) ?? [])) say(one);
    const isNews = told.node !== keyOf(happening);
    told = { ...told, node: keyOf(happening), plan: told.plan.filter((key) => !over.includes(key)) };
    if (isNews) say(happening);
  };
  return {
    plan: (plan, next) => {
      see(next);
      planned = plan;
      standing('plan', planHappenings(plan));
      if (isPending(plan, next, told)) aboutNode(reconcilingHappening(next));
    },
    outcome: (outcome) => {
      const happening = outcomeHappening(outcome, planned, revision?.id ?? '');
      if (happening === undefined) return;
      const { standing: key } = happening;
      const isNews = key === undefined || !told.failed.includes(key);
      told = { ...told, failed: failedAfter(told.failed, outcome, key) };
      if (isNews) say(happening);
    },
    exited: (event) => say(exitHappening(event, nameOf(planned, event.ctid))),
    verdict: (verdict) => {
      const happening = verdictHappening(verdict);
      if (happening === undefined) return;
      say(happening, verdict.kind === 'quarantined' ? revisionOf(verdict.quarantine, seen) : revision);
    },
    turn: (turn) => {
      const { news, ...after } = afterTurn(told, turn);
      told = { ...told, ...after };
      for (const one of news) say(one);
    },
    pass: (result) => {
      see(result.revision);
      standing('failure', []);
      const wasStale = told.pass.includes('source.stale ');
      const happenings = passHappenings(result);
      standing('pass', happenings.slice(0, -1));
      // What a node has gone back to is not what its source says.
      if (wasStale && result.stale === undefined && result.quarantine === undefined)
        say({ kind: 'source.current', message: `${result.revision.label} is the newest there is` });
      for (const one of happenings.slice(-1)) aboutNode(one);
      told = { ...told, sick: thereIn(result.plan, told.sick), givenUp: thereIn(result.plan, told.givenUp) };
      void memory.keep(told);
    },
    failure: (error) => {
      standing('failure', [failureHappening(error, words(error))]);
      void memory.keep(told);
    },
    close: () => memory.keep(told),
  };
}

/** What works ends quarantines. */
const overWith = ({ kind }: Happening, { plan }: Told): readonly string[] =>
  kind === 'node.ready' ? plan.filter(isQuarantineTold) : [];

/** Of what stays. */
const keysOf = (happenings: readonly Happening[]): readonly string[] =>
  happenings
    .filter((one) => one.standing !== undefined)
    .slice(0, MOST)
    .map(keyOf);

const nameOf = (plan: Plan | undefined, id: number): string =>
  plan?.containers.find(({ ctid }) => ctid === id)?.name ?? String(id);

/** Which is not the one that is worked on: the node goes back. What its commit says is known while the program runs. */
function revisionOf({ revision: id, label }: Quarantine, seen: ReadonlyMap<string, Revision>): Revision {
  return seen.get(id) ?? { id, label };
}

/** What did not hold before, and what was held and is not any more. */
function newsOf(told: readonly string[], happenings: readonly Happening[]): readonly Happening[] {
  const [before, keys] = [new Set(told), new Set(happenings.map(keyOf))];
  const over = told.filter((key) => !keys.has(key) && !isQuarantineTold(key));
  const released = over.flatMap((key) => releaseHappening(key) ?? []);
  return [...released, ...happenings.filter((one) => one.standing === undefined || !before.has(keyOf(one)))];
}

function failedAfter(failed: readonly string[], { ctid }: Outcome, key: string | undefined): readonly string[] {
  const others = failed.filter((one) => !one.startsWith(`${ctid} `));
  return key === undefined ? others : [...others, key];
}

/** Who is ill after a turn, and what of it is told. */
function afterTurn(before: Told, turn: Turn) {
  const { ctid, now, isGivenUp = false } = turn;
  const sick = listed(before.sick, ctid, now === 'unhealthy');
  const givenUp = listed(before.givenUp, ctid, isGivenUp);
  const news = [
    ...(sick === before.sick ? [] : [turnHappening(turn)]),
    ...(isGivenUp && givenUp !== before.givenUp ? [givenUpHappening(turn)] : []),
  ];
  return { sick, givenUp, news };
}

/** The list with or without it: the same one when that is no news, also because an earlier life of this program told of it. */
function listed(list: readonly number[], ctid: number, isIn: boolean): readonly number[] {
  if (list.includes(ctid) === isIn) return list;
  return isIn ? [...list, ctid].slice(-MOST) : list.filter((one) => one !== ctid);
}

/** Who of them a plan still has. */
function thereIn(plan: Plan | undefined, list: readonly number[]): readonly number[] {
  if (plan === undefined || list.length === 0) return list;
  const there = new Set<number>(plan.containers.map(({ ctid }) => ctid));
  return list.filter((ctid) => there.has(ctid));
}

/** A commit is pending once: neither corrected drift nor another attempt makes it so again. */
function isPending(plan: Plan, { id }: Revision, { node }: Told): boolean {
  if (node?.endsWith(` ${id}`) === true || plan.refusals.length > 0) return false;
  return plan.containers.some((one) => one.action !== 'none' && one.refusals.length === 0 && !isUpkeep(one));
}

/** Written when it has become another one, one after the other. */
function makeMemory(root: string, told: Told, onError: (error: unknown) => void) {
  let kept = JSON.stringify(told);
  let writing: Promise<void> = Promise.resolve();
  return {
    keep: (next: Told): Promise<void> => {
      const text = JSON.stringify(next);
      if (text === kept) return writing;
      kept = text;
      writing = writing
        .then(() => writeAtomically(toldPath(root), `${text}\n`, { durable: false, mode: 0o600 }))
        .catch(onError);
      return writing;
    },
  };
}

async function readTold(root: string): Promise<Told> {
  try {
    return { ...nothing, ...(JSON.parse(await readFile(toldPath(root), 'utf8')) as Partial<Told>) };
  } catch {
    // Absent or torn: everything is news.
    return nothing;
  }
}
