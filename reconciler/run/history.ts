// <root>/state/history.jsonl: what each revision came to on this node. A line is written when a revision is first seen and
// whenever it comes to something else or something is done; lines of one revision in a row are one record to those who read.

import { join } from 'node:path';
import type { Approver } from '../plan/approver.ts';
import type { ContainerPlan } from '../plan/plan.ts';
import { holdSentences } from '../plan/render-holds.ts';
import { isUpkeep } from '../plan/summary.ts';
import type { CommitInfo, Revision } from '../port/source.ts';
import type { Outcome } from './apply.ts';
import { jsonLines, readJsonLines } from './json-lines.ts';
import { maskedJson } from './mask.ts';
import type { PassResult } from './reconcile.ts';

/** applied: everything is as it says. incomplete: something is still to be done, or held. */
export type Came = 'applied' | 'incomplete' | 'failed' | 'refused' | 'invalid' | 'quarantined';

export type ContainerOutcome = Pick<Outcome, 'name' | 'action' | 'result' | 'error'> & {
  readonly ctid: number;
  /** Who approved it; absent where nobody had to. */
  readonly approvedBy?: readonly Approver[];
  /** Whose change it is, where that is not the author of the revision. */
  readonly changedBy?: string;
};

export interface HistoryRecord {
  /** ISO 8601: when it was first seen, and when it came to what it came to. */
  readonly time: string;
  readonly until?: string;
  /** Full commit id, and for people. */
  readonly revision: string;
  readonly label: string;
  readonly commit?: CommitInfo;
  readonly signer?: string;
  /** The hash of the plan that was made for it first. */
  readonly effect?: string;
  readonly came: Came;
  /** Why, where it was not applied. */
  readonly reasons?: readonly string[];
  /** What was done to containers, at most 500 of them; corrected drift is not the revision's. */
  readonly containers: readonly ContainerOutcome[];
}

export interface History {
  passed(result: PassResult): Promise<void>;
  close(): Promise<void>;
}

const MOST = 500;
const REASONS = 20;
const KEEP = 2;
const LIMIT = 8 * 1024 * 1024;

const historyPath = (root: string): string => join(root, 'state', 'history.jsonl');

/** `onError` is told when nothing can be recorded; work goes on. */
export function openHistory(root: string, wall: () => Date, onError: (error: unknown) => void): History {
  const lines = jsonLines(historyPath(root), { limit: LIMIT, keep: KEEP });
  let last: HistoryRecord | undefined;
  let isRead = false;
  let work: Promise<void> = Promise.resolve();
  const append = async (result: PassResult): Promise<void> => {
    if (!isRead) last = (await readHistory(root)).at(-1);
    isRead = true;
    const time = wall().toISOString();
    const { quarantine } = result;
    if (quarantine !== undefined && last?.revision === quarantine.revision && last.came !== 'quarantined') {
      // It has been gone back from: the pass is of another revision.
      last = { ...last, time, came: 'quarantined', reasons: [quarantine.reason], containers: [] };
      await lines.append([maskedJson(last)]);
    }
    const record = recordOf(result, time);
    const isNews = last?.revision !== record.revision || last.came !== record.came;
    // Another attempt that fails again would be a line each time.
    if (!isNews && !record.containers.some(({ result: one }) => one === 'done')) return;
    await lines.append([maskedJson(record)]);
    last = record;
  };
  return {
    passed: (result) => {
      work = work.then(() => append(result)).catch(onError);
      return work;
    },
    close: () => work.then(() => lines.close()),
  };
}

/** The records of a root, the oldest first. */
export async function readHistory(root: string): Promise<readonly HistoryRecord[]> {
  const records: HistoryRecord[] = [];
  for (const line of await readJsonLines<HistoryRecord>(historyPath(root), { keep: KEEP })) {
    const before = records.at(-1);
    if (before?.revision === line.revision) records[records.length - 1] = joined(before, line);
    else records.push(line);
  }
  return records;
}

/** What the last attempt did to a container counts. */
function joined(before: HistoryRecord, { time, came, reasons, containers }: HistoryRecord): HistoryRecord {
  const byId = new Map([...before.containers, ...containers].map((one) => [one.ctid, one]));
  const { reasons: _former, ...kept } = before;
  return {
    ...kept,
    until: time,
    came,
    ...(reasons && { reasons }),
    containers: [...byId.values()].sort((a, b) => a.ctid - b.ctid),
  };
}

function recordOf(result: PassResult, time: string): HistoryRecord {
  const { revision, plan, outcomes } = result;
  const { id, label, commit, signer }: Revision = revision;
  const drifted = new Set(plan?.containers.filter(isUpkeep).map(({ ctid }) => ctid));
  const own = outcomes.filter(({ ctid }) => !drifted.has(ctid));
  const plans = new Map(plan?.containers.map((one) => [one.ctid, one]));
  const { came, reasons } = cameTo(result);
  return {
    ...{ time, revision: id, label, ...(commit && { commit }), ...(signer !== undefined && { signer }) },
    ...(plan?.effect !== undefined && { effect: plan.effect }),
    came,
    ...(reasons.length > 0 && { reasons: reasons.slice(0, REASONS) }),
    containers: [...own]
      .sort(byTrouble)
      .slice(0, MOST)
      .map((one) => outcomeOf(one, plans.get(one.ctid))),
  };
}

const byTrouble = (a: Outcome, b: Outcome): number =>
  Number(a.result === 'done') - Number(b.result === 'done') || a.ctid - b.ctid;

function outcomeOf(
  { ctid, name, action, result, error }: Outcome,
  { approvedBy, changedBy }: Pick<ContainerPlan, 'approvedBy' | 'changedBy'> = {},
): ContainerOutcome {
  return {
    ...{ ctid, name, action, result },
    ...(error !== undefined && { error }),
    ...(approvedBy && { approvedBy }),
    ...(changedBy !== undefined && { changedBy }),
  };
}

function cameTo(result: PassResult): { readonly came: Came; readonly reasons: readonly string[] } {
  const { plan, problems, outcomes, quarantine, onTrial, waits = [] } = result;
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (plan === undefined) {
    const told = errors.map(({ origin, code, message }) => `${origin.path}:${origin.line}: ${code}: ${message}`);
    return { came: 'invalid', reasons: told };
  }
  const refusals = [
    ...plan.refusals.map(({ code, reason }) => `${code}: ${reason}`),
    ...plan.containers.flatMap(({ name, refusals: all }) =>
      all.map(({ code, reason }) => `${name}: ${code}: ${reason}`),
    ),
  ];
  const failures = outcomes.flatMap(({ name, result, error = result }) =>
    result === 'done' || result === 'interrupted' ? [] : [`${name}: ${error}`],
  );
  if (quarantine?.revision === result.revision.id) return { came: 'quarantined', reasons: [quarantine.reason] };
  if (failures.length > 0) return { came: 'failed', reasons: [...failures, ...refusals] };
  if (refusals.length > 0) return { came: 'refused', reasons: refusals };
  const done = new Set(outcomes.filter(({ result: one }) => one === 'done').map(({ ctid }) => ctid));
  const isLeft = plan.containers.some(({ ctid, action }) => action !== 'none' && !done.has(ctid));
  const held = plan.containers.filter(isWaiting);
  const waiting = held.flatMap((one) => holdSentences(one).map((sentence) => `${one.name}: ${sentence}`));
  for (const { name, reason } of waits) waiting.push(`${name}: VZR279: ${reason}`);
  if (onTrial !== undefined) waiting.push(`on trial: ${onTrial}`);
  return { came: isLeft || waiting.length > 0 ? 'incomplete' : 'applied', reasons: waiting };
}

/** Paused, or before its window. Drift that is only shown and what outlives its manifest are as the revision says. */
const isWaiting = ({ holds = [] }: ContainerPlan): boolean =>
  holds.some(({ by, action }) => by !== 'drift' && by !== 'orphan' && action !== 'none');
