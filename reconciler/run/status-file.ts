// <root>/state/status.json: what `vzreconcile status` cannot read from the kernel - the last pass, its errors, who waits
// for a retry, and the conditions of the node and of each container. Rewritten after each pass, worth nothing to the
// reconciler itself.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asCtid } from '../../schema/units.ts';
import { words } from '../../schema/words.ts';
import { holdSentences } from '../plan/render-holds.ts';
import { type Summary, summarize } from '../plan/summary.ts';
import { parameterOf } from '../plan/unenforced.ts';
import { writeAtomically } from '../source/atomic-file.ts';
import type { ReconcileSpec } from '../state/model.ts';
import type { Trouble } from './backoff.ts';
import {
  type Condition,
  type ContainerFindings,
  conditionsNow,
  containerFindings,
  datedConditions,
  type Finding,
  failureFindings,
  nodeFindings,
  passFindings,
} from './conditions.ts';
import type { PassResult } from './reconcile.ts';

export interface ContainerStatus {
  readonly ctid: number;
  readonly name: string;
  /** Full commit id of the last revision that it was found or made to be like. */
  readonly appliedRevision?: string;
  /** Of its manifest: patterns of undeclared settings that are not told. */
  readonly ignoreUndeclared?: readonly string[];
  /** Full commit id of the last revision that changed it, as its marker says. Absent: not known since this is recorded. */
  readonly markedRevision?: string;
  readonly conditions: readonly Condition[];
}

export interface StatusRecord {
  readonly version: 1;
  readonly pid: number;
  readonly at: string;
  /** Full commit id that was last observed, and for people. */
  readonly revision?: string;
  readonly label?: string;
  /** The last revision that a plan was made for, and the last one with which all containers were as they should be. */
  readonly attemptedRevision?: string;
  readonly appliedRevision?: string;
  readonly conditions?: readonly Condition[];
  readonly containers?: readonly ContainerStatus[];
  readonly stale?: string;
  readonly summary?: Summary;
  readonly warnings?: readonly string[];
  /** Plan-wide refusals, problems of manifests, or why no pass could be made. */
  readonly errors: readonly string[];
  readonly refused: readonly { readonly ctid: number; readonly name: string; readonly reason: string }[];
  /** What is held back: drift that is only shown, orphans, suspensions. */
  readonly held?: readonly { readonly ctid: number; readonly name: string; readonly reason: string }[];
  /** What holds back the node as a whole. */
  readonly notes?: readonly string[];
  /** Limits that are not kept, by consent. */
  readonly unenforced?: readonly { readonly ctid: number; readonly limits: readonly string[] }[];
  readonly waiting: readonly {
    readonly ctid: number;
    readonly name: string;
    readonly failures: number;
    readonly retryAt: string;
    readonly reason: string;
  }[];
}

export interface StatusStore {
  /** A plan is about to be carried out; said when that takes a while. */
  begun(label: string): void;
  passed(result: PassResult, waiting: readonly Trouble[], now: number): Promise<void>;
  failed(error: unknown, waiting: readonly Trouble[], now: number): Promise<void>;
}

/** Lists longer than this are cut: the file is read by people. */
const LONGEST = 50;

/** Milliseconds a pass takes before it is said that one is under way. */
const SOON = 200;

const statusPath = (root: string): string => join(root, 'state', 'status.json');

/** What one record takes over from the one before: all but what its own pass had to say. */
type Kept = Partial<Omit<StatusRecord, 'stale' | 'unenforced' | 'warnings' | 'held' | 'notes'>>;

/** `wall` gives the time for people; `now` of the calls is monotonic. Errors of writing are given to `onError`. */
export function statusFile(root: string, wall: () => Date, onError: (error: unknown) => void): StatusStore {
  let kept: Kept | undefined;
  let soon: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const before = async (): Promise<Kept> => (kept ??= keptOf(await readStatus(root)));
  const write = async (record: Content, findings: readonly Finding[], more: Kept, waiting: readonly Waiting[]) => {
    const at = wall().toISOString();
    const last = await before();
    kept = { ...last, ...more, conditions: datedConditions(findings, last.conditions, at) };
    const full: StatusRecord = { ...kept, ...record, version: 1, pid: process.pid, at, waiting };
    const text = `${JSON.stringify(full, null, 2)}\n`;
    await writeAtomically(statusPath(root), text, { durable: false, mode: 0o600 });
  };
  // One after the other: they share the name of the unfinished file.
  const queue = (work: () => Promise<void>): Promise<void> => {
    clearTimeout(soon);
    writing = writing.then(work).catch(onError);
    return writing;
  };
  const dated = (waiting: readonly Trouble[], now: number): readonly Waiting[] =>
    waiting.map(({ ctid, name, failures, until, reason }) => {
      const retryAt = new Date(wall().getTime() + Math.max(0, until - now)).toISOString();
      return { ctid, name, failures, retryAt, reason };
    });
  return {
    begun: (label) => {
      clearTimeout(soon);
      const say = (): Promise<void> => write({ errors: [], refused: [] }, passFindings(label), {}, []);
      soon = setTimeout(() => void queue(say), SOON);
      soon.unref();
    },
    passed: (result, waiting, now) =>
      queue(async () => {
        const all = dated(waiting, now);
        const retries = new Map(all.map((one) => [one.ctid, { ...one, retry: one.retryAt }]));
        const findings = containerFindings(result, retries);
        const node = nodeFindings(result, findings);
        const more = progress(result, node, findings, await before(), wall().toISOString());
        await write(contentOf(result), node, more, all.slice(0, LONGEST));
      }),
    failed: (error, waiting, now) =>
      queue(() => {
        const reason = words(error);
        const all = dated(waiting, now).slice(0, LONGEST);
        return write({ errors: [reason], refused: [] }, failureFindings(error, reason), {}, all);
      }),
  };
}

type Waiting = StatusRecord['waiting'][number];
type Content = Pick<StatusRecord, 'stale' | 'held' | 'notes' | 'unenforced' | 'warnings' | 'errors' | 'refused'>;

function keptOf(record: StatusRecord | undefined): Kept {
  if (record === undefined) return {};
  const { stale: _stale, unenforced: _unenforced, warnings: _warnings, held: _held, notes: _notes, ...kept } = record;
  return kept;
}

/** How far the revision of a pass has come. */
function progress(
  { revision, plan, health, touched, outcomes }: PassResult,
  node: readonly Finding[],
  containers: readonly ContainerFindings[],
  last: Kept,
  at: string,
): Kept {
  const isReady = node[0]?.status === 'True';
  const observed = { revision: revision.id, label: revision.label };
  if (plan === undefined) {
    const containers = last.containers?.map((one) => {
      const state = health?.get(asCtid(one.ctid));
      return { ...one, conditions: conditionsNow(one.conditions, state, at) };
    });
    return { ...observed, ...(containers && { containers }) };
  }
  const changed = new Set<number>(touched);
  for (const { ctid, result } of outcomes) if (result === 'done' || result === 'not-converged') changed.add(ctid);
  const former = new Map(last.containers?.map((one) => [one.ctid, one]));
  const specs = new Map<number, ReconcileSpec | undefined>(
    plan.containers.map(({ ctid, desired }) => [ctid, desired?.reconcile]),
  );
  return {
    ...observed,
    summary: summarize(plan),
    attemptedRevision: revision.id,
    ...(isReady && { appliedRevision: revision.id }),
    containers: containers.map(({ ctid, name, isApplied, findings }) => {
      const one = former.get(ctid);
      const appliedRevision = isApplied ? revision.id : one?.appliedRevision;
      const conditions = datedConditions(findings, one?.conditions, at);
      const { ignoreUndeclared } = specs.get(ctid) ?? {};
      const markedRevision = changed.has(ctid) ? revision.id : one?.markedRevision;
      return {
        ...{ ctid, name },
        ...(appliedRevision !== undefined && { appliedRevision }),
        ...(markedRevision !== undefined && { markedRevision }),
        ...(ignoreUndeclared && { ignoreUndeclared }),
        conditions,
      };
    }),
  };
}

/** What a pass had to say. */
function contentOf({ plan, stale, problems, warnings }: PassResult): Content {
  const wrong = problems.filter(({ severity }) => severity === 'error');
  const without = plan?.containers.filter(({ unenforced }) => unenforced !== undefined) ?? [];
  const held = plan?.containers.filter(({ holds }) => holds !== undefined) ?? [];
  const refused = plan?.containers.filter(({ refusals }) => refusals.length > 0) ?? [];
  return {
    ...(plan?.notes !== undefined && { notes: plan.notes }),
    ...(held.length > 0 && {
      held: held.slice(0, LONGEST).map((one) => {
        return { ctid: one.ctid, name: one.name, reason: holdSentences(one).join('; ') };
      }),
    }),
    ...(stale === undefined ? {} : { stale }),
    ...(without.length > 0 && {
      unenforced: without.slice(0, LONGEST).map(({ ctid, unenforced = [] }) => {
        return { ctid, limits: unenforced.map(({ pointer = '' }) => parameterOf(pointer)) };
      }),
    }),
    ...(warnings === undefined ? {} : { warnings: warnings.slice(0, LONGEST) }),
    errors: [
      ...wrong
        .slice(0, LONGEST)
        .map(({ origin, code, message }) => `${origin.path}:${origin.line}: ${code}: ${message}`),
      ...(plan?.refusals.map(({ code, reason }) => `${code}: ${reason}`) ?? []),
    ],
    refused: refused.slice(0, LONGEST).map(({ ctid, name, refusals }) => {
      return { ctid, name, reason: refusals.map(({ code, reason }) => `${code}: ${reason}`).join('; ') };
    }),
  };
}

/** The last record, or undefined when there is none or it is not ours. */
export async function readStatus(root: string): Promise<StatusRecord | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(statusPath(root), 'utf8'));
    if (typeof record === 'object' && record !== null && (record as StatusRecord).version === 1)
      return record as StatusRecord;
    return undefined;
  } catch {
    return undefined;
  }
}

/** For a host in memory, which ends with its pass. */
export const noStatus: StatusStore = { begun: () => {}, passed: async () => {}, failed: async () => {} };
