// What happens on a node, as one kind of value for the log of events, for messages to people and for commit statuses. What
// goes on is told when it begins and, where that is worth a message, when it has ended; a problem that stays is no news.

import { maskedText } from '../../schema/secret-text.ts';
import { type Approver, approvedWords } from '../plan/approver.ts';
import { type Quarantine, quarantineWords } from '../plan/brakes.ts';
import { visible } from '../plan/format.ts';
import type { Plan, Refusal } from '../plan/plan.ts';
import { holdSentences } from '../plan/render-holds.ts';
import { exitClass, isDriftOnly, summarize, summaryLine } from '../plan/summary.ts';
import { words } from '../plan/wording.ts';
import type { HostEvent } from '../port/host.ts';
import type { Revision } from '../port/source.ts';
import type { Outcome } from './apply.ts';
import { containerFindings, failureFindings, nodeFindings } from './conditions.ts';
import { hitLine } from './hits.ts';
import type { PassResult } from './reconcile.ts';
import type { Verdict } from './trial.ts';
import type { Turn } from './ward.ts';

export const severities = ['info', 'warning', 'error'] as const;
export type Severity = (typeof severities)[number];

/** The kinds, with how bad each is. */
export const eventKinds = {
  'revision.seen': 'info',
  'revision.invalid': 'error',
  'revision.quarantined': 'error',
  'source.stale': 'warning',
  'source.current': 'info',
  'pass.failed': 'error',
  'node.reconciling': 'info',
  'node.ready': 'info',
  'node.failing': 'error',
  'node.stalled': 'error',
  'node.held': 'warning',
  'node.released': 'info',
  'node.warning': 'warning',
  'plan.made': 'info',
  'plan.refused': 'warning',
  'container.applied': 'info',
  'container.failed': 'error',
  'container.refused': 'warning',
  'container.held': 'warning',
  'container.released': 'info',
  'container.exited': 'info',
  'drift.found': 'warning',
  'drift.corrected': 'info',
  'health.passed': 'info',
  'health.failed': 'error',
  'health.givenup': 'error',
  'limit.hit': 'warning',
} as const satisfies Record<string, Severity>;

export type EventKind = keyof typeof eventKinds;

export interface Event {
  /** ISO 8601. */
  readonly time: string;
  readonly kind: EventKind;
  readonly severity: Severity;
  readonly node: string;
  /** Full commit id, and for people. */
  readonly revision?: string;
  readonly label?: string;
  readonly author?: string;
  readonly subject?: string;
  readonly ctid?: number;
  readonly container?: string;
  /** The reason of a condition, the code of a refusal. */
  readonly reason?: string;
  /** Who approved what was done to the container; absent where nobody had to. */
  readonly approvedBy?: readonly Approver[];
  /** One line, without secrets. */
  readonly message: string;
}

export type Happening = Pick<Event, 'kind' | 'message' | 'reason' | 'ctid' | 'container' | 'approvedBy'> & {
  /** What is told once as long as it is told again by every pass. Absent: it happens each time. */
  readonly standing?: string;
  /** Absent: the one that is worked on. */
  readonly about?: Revision;
};

/** A message is a line; what is longer has been said by then. */
const LONGEST = 1000;

export function makeEvent(
  { kind, message, reason, ctid, container, approvedBy }: Happening,
  context: { readonly time: string; readonly node: string; readonly revision?: Revision | undefined },
): Event {
  const { time, node, revision } = context;
  const { commit } = revision ?? {};
  const line = visible(maskedText(message));
  return {
    ...{ time, kind, severity: eventKinds[kind], node },
    ...(revision !== undefined && { revision: revision.id, label: revision.label }),
    ...(commit !== undefined && { author: commit.author, subject: commit.subject }),
    ...(ctid !== undefined && { ctid }),
    ...(container !== undefined && { container }),
    ...(reason !== undefined && { reason }),
    ...(approvedBy !== undefined && { approvedBy }),
    message: line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 3)}...`,
  };
}

const said = ({ code, reason }: Refusal): string => `${code}: ${reason}`;

/** The note of a plan that a revision is quarantined: which one, since when, and why. */
const QUARANTINE = /^(quarantined .*? since \S+?): .*/s;

/** A quarantine that was told is over when a revision works, and not when one is tried. */
export const isQuarantineTold = (key: string): boolean => key.startsWith('node.held quarantined ');

/** What a plan says before it is carried out. */
export function planHappenings(plan: Plan): readonly Happening[] {
  const summary = summarize(plan);
  const effect = plan.effect ?? summaryLine(summary);
  const made: Happening[] =
    exitClass(summary) === 'none'
      ? []
      : [{ kind: 'plan.made', message: summaryLine(summary), standing: `${plan.revision} ${effect}` }];
  const refused = plan.refusals.map((refusal): Happening => {
    return { kind: 'plan.refused', reason: refusal.code, message: said(refusal), standing: said(refusal) };
  });
  const held = (plan.notes ?? []).map((note): Happening => {
    // Whom a rollout waits for changes with every report, and who asks for the same as a bad revision with every commit.
    const standing = note.replace(/(VZR58\d): .*/s, '$1').replace(QUARANTINE, '$1');
    return { kind: 'node.held', message: note, standing };
  });
  return [...made, ...refused, ...held, ...plan.containers.flatMap((container) => containerHappenings(container))];
}

function containerHappenings(container: Plan['containers'][number]): readonly Happening[] {
  const { ctid, name, refusals, changes } = container;
  const about = { ctid, container: name };
  const refused = refusals.map((refusal): Happening => {
    const message = `${name}: ${said(refusal)}`;
    return { ...about, kind: 'container.refused', reason: refusal.code, message, standing: message };
  });
  const held = holdSentences(container).map((sentence): Happening => {
    const message = `${name}: ${sentence}`;
    return { ...about, kind: 'container.held', message, standing: message };
  });
  const drifted = changes.filter(({ drift }) => drift);
  if (drifted.length === 0) return [...refused, ...held];
  const fields = drifted.map((change) => {
    const { label, was = '(none)', wants } = words(change, container);
    return `${label} is ${was}, declared ${wants}`;
  });
  const message = `${name}: changed by hand: ${fields.join('; ')}`;
  return [...refused, ...held, { ...about, kind: 'drift.found', message, standing: message }];
}

/** `revision`: of whoever failed, for a failure that repeats is no news before the next commit. */
export function outcomeHappening(outcome: Outcome, plan: Plan | undefined, revision: string): Happening | undefined {
  const { ctid, name, action, result, ms, error = result, undoErrors = [] } = outcome;
  if (result === 'interrupted') return undefined;
  const container = plan?.containers.find((one) => one.ctid === ctid);
  const { approvedBy } = container ?? {};
  const about = { ctid, container: name, ...(approvedBy && { approvedBy }) };
  const approved = approvedBy === undefined ? '' : `, ${approvedWords(approvedBy)}`;
  if (result !== 'done') {
    const undone = undoErrors.length === 0 ? '' : `; not taken back: ${undoErrors.join('; ')}`;
    return {
      ...about,
      kind: 'container.failed',
      reason: result,
      message: `${name}: ${action} ${result.replace('-', ' ')}: ${error}${undone}${approved}`,
      standing: `${ctid} ${revision}`,
    };
  }
  const time = `in ${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
  const isDrift = container !== undefined && isDriftOnly(container);
  if (isDrift)
    return {
      ...about,
      kind: 'drift.corrected',
      message: `${name}: corrected what was changed by hand ${time}${approved}`,
    };
  return { ...about, kind: 'container.applied', message: `${name}: ${action} done ${time}${approved}` };
}

/** What was held and is not any more, by the keys of what was told of it. */
export function releaseHappening(key: string): Happening | undefined {
  const [, kind, message = ''] = /^(node|container)\.held (.*)$/s.exec(key) ?? [];
  if (kind === 'node') return { kind: 'node.released', message: `no longer: ${message}` };
  const [, container = '', reason = ''] = /^(.*?): (.*)$/s.exec(message) ?? [];
  if (kind === undefined || container === '') return undefined;
  return { kind: 'container.released', container, message: `${container}: no longer: ${reason}` };
}

/** What a whole pass came to, beside what plan and outcomes have told. */
export function passHappenings(result: PassResult): readonly Happening[] {
  const { problems, stale, quarantine, warnings = [], hits = [], waits = [] } = result;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const invalid = errors.slice(0, 1).map(({ code, message, origin: { path, line, col } }): Happening => {
    const text = `${path}:${line}:${col}: ${code}: ${message}${more}`;
    return { kind: 'revision.invalid', reason: code, message: text, standing: `${result.revision.id} ${text}` };
  });
  return [
    ...invalid,
    ...sameHappenings(quarantine),
    // Since when is in the sentence, how long is not.
    ...(stale === undefined ? [] : [{ kind: 'source.stale', message: stale, standing: '' } as const]),
    ...warnings.map((message): Happening => ({ kind: 'node.warning', message, standing: message })),
    // Who only has to wait until another one is up is no news.
    ...waits
      .filter(({ isLate }) => isLate)
      .map(({ ctid, name, reason }): Happening => {
        const message = `${name}: VZR279: ${reason}`;
        return {
          kind: 'container.held',
          reason: 'DependencyNotReady',
          ctid,
          container: name,
          message,
          standing: message,
        };
      }),
    ...hits.map(
      (hit): Happening => ({
        kind: 'limit.hit',
        reason: hit.counter,
        ctid: hit.ctid,
        container: hit.name,
        message: hitLine(hit),
      }),
    ),
    nodeHappening(nodeFindings(result, containerFindings(result, new Map())), result.revision.id),
  ];
}

/** The node's condition; told again only when it, or the revision, is another one. */
function nodeHappening(findings: ReturnType<typeof nodeFindings>, revision: string): Happening {
  const [ready, other] = findings;
  const kind =
    ready?.status === 'True'
      ? 'node.ready'
      : other?.type === 'Stalled'
        ? 'node.stalled'
        : ready?.status === 'Unknown' || other?.reason === 'Progressing'
          ? 'node.reconciling'
          : 'node.failing';
  return { kind, reason: ready?.reason ?? '', message: ready?.message ?? '', standing: revision };
}

/** A commit that was not here before. */
export function seenHappening({ label, commit }: Revision): Happening {
  const what = commit === undefined ? '' : `: ${commit.subject} (${commit.author})`;
  return { kind: 'revision.seen', message: `${label}${what}` };
}

/** Before anything is done. */
export function reconcilingHappening({ id, label }: Revision): Happening {
  return { kind: 'node.reconciling', reason: 'Progressing', message: `${label} is being applied`, standing: id };
}

/** A newer one that is not tried, for it asks for the same as a bad one. */
function sameHappenings(quarantine: Quarantine | undefined): readonly Happening[] {
  const { same } = quarantine ?? {};
  if (quarantine === undefined || same === undefined) return [];
  const message = quarantineWords(quarantine);
  return [{ kind: 'revision.quarantined', reason: 'Quarantined', message, standing: same.id, about: same }];
}

/** When no pass could be made. */
export function failureHappening(error: unknown, message: string): Happening {
  const [ready] = failureFindings(error, message);
  return { kind: 'pass.failed', reason: ready?.reason ?? '', message, standing: message };
}

/** A container has become healthy again, or does not work any more. */
export function turnHappening({ ctid, name, now, message }: Turn): Happening {
  const about = { ctid, container: name };
  if (now === 'healthy') return { ...about, kind: 'health.passed', message: `${name}: healthy again: ${message}` };
  return { ...about, kind: 'health.failed', reason: 'HealthCheckFailed', message: `${name}: unhealthy: ${message}` };
}

/** Restarts do not help it. */
export function givenUpHappening({ ctid, name, message }: Turn): Happening {
  const about = { ctid, container: name, kind: 'health.givenup', reason: 'HealthCheckFailed' } as const;
  return { ...about, message: `${name}: unhealthy: ${message}` };
}

/** What probes have found; of a revision that is good the node's condition tells. */
export function verdictHappening(verdict: Verdict): Happening | undefined {
  if (verdict.kind === 'good') return undefined;
  if (verdict.kind === 'quarantined')
    return { kind: 'revision.quarantined', reason: 'Quarantined', message: quarantineWords(verdict.quarantine) };
  const { ctid, name, ms } = verdict;
  return { kind: 'health.passed', ctid, container: name, message: `${name}: healthy after ${Math.round(ms)} ms` };
}

/** An init has ended. */
export function exitHappening({ ctid, asked, detail }: HostEvent, name: string): Happening {
  const why = asked === undefined ? detail : `asked for a ${asked} from inside`;
  return {
    kind: 'container.exited',
    reason: asked ?? 'ended',
    ctid,
    container: name,
    message: `${name}: its init ended: ${why}`,
  };
}
