// What a pass says of a node and of each container, in the words of Flux (fluxcd/pkg/apis/meta/conditions.go): Ready always,
// Reconciling and Stalled only while they are true, Healthy of those who are asked. Stalled waits for a human, so that whoever
// waits can stop early.

import { quarantineWords } from '../plan/brakes.ts';
import type { HealthState, Wait } from '../plan/dependencies.ts';
import { type Held, heldWords, isStopped } from '../plan/fleet.ts';
import { visible } from '../plan/format.ts';
import type { ContainerPlan, Plan } from '../plan/plan.ts';
import { holdSentences } from '../plan/render-holds.ts';
import type { Outcome } from './apply.ts';
import type { PassResult } from './reconcile.ts';

export type ConditionType = 'Ready' | 'Reconciling' | 'Stalled' | 'Healthy';

export interface Condition {
  readonly type: ConditionType;
  readonly status: 'True' | 'False' | 'Unknown';
  /** One word in CamelCase, Flux's where it has one. */
  readonly reason: string;
  readonly message: string;
  /** ISO 8601: when the status last became another one. */
  readonly since: string;
}

/** A condition of which nobody has said yet how long it holds. */
export type Finding = Omit<Condition, 'since'>;

export interface ContainerFindings {
  readonly ctid: number;
  readonly name: string;
  /** True when it was found or made as the revision says, healthy or not. */
  readonly isApplied: boolean;
  readonly findings: readonly Finding[];
}

/** Who waits for another attempt: `retry` is for people. */
export interface Retry {
  readonly failures: number;
  readonly reason: string;
  readonly retry: string;
}

/** Longer messages are cut: the sentence has been said by then. */
const LONGEST = 500;

const finding = (type: ConditionType, status: Finding['status'], reason: string, message: string): Finding => {
  const shown = visible(message);
  return { type, status, reason, message: shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST - 3)}...` };
};

const ready = (message: string): readonly Finding[] => [finding('Ready', 'True', 'ReconciliationSucceeded', message)];

/** Nothing comes of waiting. */
const stalled = (reason: string, message: string): readonly Finding[] => [
  finding('Ready', 'False', reason, message),
  finding('Stalled', 'True', reason, message),
];

/** It failed and is tried again. */
const retrying = (reason: string, message: string, next: string): readonly Finding[] => [
  finding('Ready', 'False', reason, message),
  finding('Reconciling', 'True', 'ProgressingWithRetry', next),
];

const progressing = (message: string, reason = 'Progressing'): readonly Finding[] => [
  finding('Ready', 'Unknown', reason, message),
  finding('Reconciling', 'True', reason, message),
];

type Told = Pick<PassResult, 'plan' | 'outcomes' | 'revision' | 'waits' | 'health'>;

/** The containers of a pass that made a plan, those it deleted left out. */
export function containerFindings(
  { plan, outcomes, revision, waits = [], health }: Told,
  retries: ReadonlyMap<number, Retry>,
): readonly ContainerFindings[] {
  if (plan === undefined) return [];
  const byId = new Map<number, Outcome>(outcomes.map((outcome) => [outcome.ctid, outcome]));
  const waiting = new Map<number, Wait>(waits.map((wait) => [wait.ctid, wait]));
  return plan.containers.flatMap((container): ContainerFindings[] => {
    const { ctid, name, action } = container;
    const outcome = byId.get(ctid);
    if (action === 'delete' && outcome?.result === 'done') return [];
    const wait = outcome === undefined ? waiting.get(ctid) : undefined;
    const findings = wait
      ? waitFindings(wait)
      : findingsOf(container, plan, outcome, retries.get(ctid), revision.label);
    const isApplied = findings[0]?.status === 'True';
    return [{ ctid, name, isApplied, findings: [...withHealth(findings, health?.get(ctid))] }];
  });
}

function waitFindings({ reason, isLate }: Wait): readonly Finding[] {
  const next = 'it is started as soon as that is so';
  const [ready, moving] = isLate
    ? retrying('DependencyNotReady', reason, next)
    : progressing(reason, 'DependencyNotReady');
  return [ready, moving].flatMap((one) => one ?? []);
}

/** What is as it should be and does not work is not ready. */
function withHealth(findings: readonly Finding[], state: HealthState | undefined): readonly Finding[] {
  if (state === undefined) return findings;
  const { status, message } = state;
  if (status === 'healthy') return [...findings, finding('Healthy', 'True', 'Succeeded', message)];
  if (status === 'starting') return [...findings, finding('Healthy', 'Unknown', 'Progressing', message)];
  const sick = finding('Healthy', 'False', 'HealthCheckFailed', message);
  const [ready, ...others] = findings;
  if (ready?.status !== 'True') return [...findings, sick];
  return [finding('Ready', 'False', 'HealthCheckFailed', `it is unhealthy: ${message}`), ...others, sick];
}

/** Of a container of which a pass has made no plan: how it is now, the rest as it was. */
export function conditionsNow(
  conditions: readonly Condition[],
  state: HealthState | undefined,
  at: string,
): readonly Condition[] {
  if (state === undefined) return conditions;
  const healthy = datedConditions(withHealth([], state), conditions, at);
  return [...conditions.filter(({ type }) => type !== 'Healthy'), ...healthy];
}

function findingsOf(
  container: ContainerPlan,
  plan: Plan,
  outcome: Outcome | undefined,
  retry: Retry | undefined,
  label: string,
): readonly Finding[] {
  const { action, refusals, holds = [] } = container;
  const said = (all: typeof refusals): string => all.map(({ code, reason }) => `${code}: ${reason}`).join('; ');
  if (refusals.length > 0) return stalled('Refused', said(refusals));
  const held = holdSentences(container).join('; ');
  const isPaused = holds.some(
    ({ by, action: would }) => by !== 'drift' && by !== 'orphan' && by !== 'window' && would !== 'none',
  );
  if (action === 'none' && isPaused) return stalled('Suspended', held);
  // A window opens without anybody's doing.
  if (action === 'none' && holds.some(({ by }) => by === 'window')) return retrying('Deferred', held, held);
  if (action === 'none' && held !== '') return ready(`it is as ${label} says, but for what is held: ${held}`);
  if (outcome?.result === 'done' || (outcome === undefined && action === 'none'))
    return ready(`it is as ${label} says`);
  if (plan.refusals.length > 0) return stalled('PlanRefused', said(plan.refusals));
  if (retry !== undefined)
    return retrying('ReconciliationFailed', retry.reason, `failed ${retry.failures}x, next try ${retry.retry}`);
  if (outcome === undefined || outcome.result === 'interrupted') return progressing(`${action} is to be done`);
  // A single pass tries nothing again.
  return [finding('Ready', 'False', 'ReconciliationFailed', outcome.error ?? outcome.result)];
}

/** The node after a pass. */
export function nodeFindings(
  {
    plan,
    problems,
    stale,
    quarantine,
    held,
    onTrial,
    revision,
  }: Pick<PassResult, 'plan' | 'problems' | 'stale' | 'quarantine' | 'held' | 'onTrial' | 'revision'>,
  containers: readonly ContainerFindings[],
): readonly Finding[] {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const first = errors[0];
  if (first !== undefined) {
    const { origin, code, message } = first;
    const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
    return stalled('InvalidManifests', `${origin.path}:${origin.line}:${origin.col}: ${code}: ${message}${more}`);
  }
  if (quarantine !== undefined) return stalled('Quarantined', quarantineWords(quarantine));
  if (held !== undefined) return heldFindings(held);
  const refusals = plan?.refusals ?? [];
  if (refusals.length > 0)
    return stalled('PlanRefused', refusals.map(({ code, reason }) => `${code}: ${reason}`).join('; '));
  const waiting = containers.filter(({ findings: [ready] }) => ready?.status !== 'True');
  if (waiting.length > 0) return nodeWaiting(waiting, containers.length);
  if (stale !== undefined) return retrying('SourceStale', stale, 'the source is asked again');
  if (onTrial !== undefined) return progressing(`${revision.label} is applied and on trial: ${onTrial}`, 'OnTrial');
  return ready(`${revision.label} is applied`);
}

/** Nodes before it get on by themselves, or somebody has to look after them. */
function heldFindings(held: Held): readonly Finding[] {
  const words = heldWords(held);
  if (isStopped(held)) return stalled('RolloutStopped', words);
  return [finding('Ready', 'False', 'RolloutWaiting', words), finding('Reconciling', 'True', 'Progressing', words)];
}

/** As long as one of them can get on by itself, so can the node. */
function nodeWaiting(waiting: readonly ContainerFindings[], all: number): readonly Finding[] {
  const names = waiting.slice(0, 5).map(({ name, findings }) => `${name}: ${findings[0]?.message ?? ''}`);
  const more = waiting.length > names.length ? `; and ${waiting.length - names.length} more` : '';
  const message = `${waiting.length} of ${all} not ready: ${names.join('; ')}${more}`;
  const moving = waiting.flatMap(({ findings }) => findings.find(({ type }) => type === 'Reconciling') ?? []);
  const [next] = moving;
  const base = finding('Ready', 'False', 'ContainersNotReady', message);
  if (next !== undefined) return [base, finding('Reconciling', 'True', next.reason, next.message)];
  const isStalled = waiting.every(({ findings }) => findings.some(({ type }) => type === 'Stalled'));
  return isStalled ? stalled('ContainersNotReady', message) : [base];
}

/** While a plan is carried out. */
export const passFindings = (label: string): readonly Finding[] => progressing(`${label} is being applied`);

const failureReasons: Readonly<Record<string, string>> = { SourceError: 'SourceFailed', ObserveError: 'ObserveFailed' };

/** The node when no pass could be made. */
export function failureFindings(error: unknown, message: string): readonly Finding[] {
  const reason = (error instanceof Error ? failureReasons[error.name] : undefined) ?? 'ReconciliationFailed';
  return retrying(reason, message, 'the next pass tries again');
}

/** A condition holds since its status became another one, whatever its reason was meanwhile. */
export function datedConditions(
  findings: readonly Finding[],
  before: readonly Condition[] | undefined,
  at: string,
): readonly Condition[] {
  return findings.map((one) => {
    const former = before?.find(({ type }) => type === one.type);
    return { ...one, since: former?.status === one.status ? former.since : at };
  });
}

export const conditionOf = (conditions: readonly Condition[] | undefined, type: ConditionType): Condition | undefined =>
  conditions?.find((one) => one.type === type);
