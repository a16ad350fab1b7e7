// What one run has to say, as data: a plan for each node, the problems of the manifests, and what could not be done. Every
// format is a rendering of this value. Everything a finding holds is safe to print; its place is as the file system has it.

import type { Origin, Problem } from '../../schema/problem.ts';
import { visible } from './format.ts';
import { awaitsConsent } from './guard.ts';
import type { ContainerPlan, Plan, Refusal } from './plan.ts';
import { parameterOf } from './unenforced.ts';
import { place, settingWords } from './wording.ts';

/** What was begun and is not as planned. */
export interface Failure {
  readonly ctid: number;
  readonly reason: string;
}

export interface Report {
  /** For people: "main@3f2a9c1". */
  readonly revision: string;
  /** Whose plans were asked for: known also when there are none. */
  readonly nodes: readonly string[];
  /** One for each node; none when the manifests are invalid or nobody asked for a plan. */
  readonly plans: readonly Plan[];
  readonly problems: readonly Problem[];
  /** What the plans were compared with, in their order; absent: the hosts themselves or another revision. */
  readonly sources?: readonly string[] | undefined;
  /** Why this is not the newest revision. */
  readonly stale?: string | undefined;
  /** What else people should know about the revision. */
  readonly warnings?: readonly string[] | undefined;
  /** The manifests of the revision, by path. */
  readonly files?: (() => readonly string[]) | undefined;
  /** Absent: nothing was applied. */
  readonly failures?: readonly Failure[] | undefined;
}

/** Something a person has to look at, with its place where it has one. */
export interface Finding {
  /** VZRnnn, or one of `otherCodes`. */
  readonly code: string;
  /** note: changes without a step, which is nothing to be mended. */
  readonly level: 'error' | 'warning' | 'note';
  /** It only waits for consent; then it is a warning. */
  readonly waits?: boolean;
  readonly node?: string;
  /** "web (101)". */
  readonly subject?: string;
  readonly origin?: Origin | undefined;
  /** Exclusive, on the line of the origin. */
  readonly endCol?: number | undefined;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Codes of findings that are not about a rule of the schema's table. */
export const otherCodes: Readonly<Record<string, string>> = {
  stale: 'the newest revision cannot be used',
  failed: 'a container could not be made what the manifests say',
  warning: 'something to know, that stops nothing',
  setting: 'a setting that the revision changes without a step',
};

/** All there is to look at: errors before warnings, otherwise in the order of manifests and plans. */
export function findingsOf(report: Report): readonly Finding[] {
  const all = [
    ...(report.stale === undefined ? [] : [finding('stale', 'error', report.stale)]),
    ...report.problems.map(ofProblem),
    ...report.plans.flatMap((plan) => ofPlan(plan, report.failures ?? [])),
    ...(report.warnings ?? []).map((text) => finding('warning', 'warning', text)),
  ];
  return [...all.filter(({ level }) => level === 'error'), ...all.filter(({ level }) => level === 'warning')];
}

/** What a revision changes without a step, as notes; `findingsOf` has none of them. */
export function settingFindings({ plans }: Report): readonly Finding[] {
  return plans.flatMap(({ node, settings = [] }) =>
    settings.map((setting): Finding => {
      const { of, label, value } = settingWords(setting);
      const message = label === '' ? value : `${label} ${value}`;
      return { code: 'setting', level: 'note', node: visible(node), subject: of, origin: setting.origin, message };
    }),
  );
}

/** "web (101): sentence"; with the node where the report has several. */
export function findingWords({ node, subject, message }: Finding, report: Report): string {
  const where = [...(report.plans.length > 1 && node !== undefined ? [node] : []), ...(subject ? [subject] : [])];
  return [...where, message].join(': ');
}

export const subjectOf = ({ name, ctid }: ContainerPlan): string => `${visible(name)} (${ctid})`;

const finding = (code: string, level: Finding['level'], text: string, more: Partial<Finding> = {}): Finding => ({
  ...{ code: visible(code), level, message: visible(text) },
  ...more,
  ...(more.hint !== undefined && { hint: visible(more.hint) }),
});

const ofProblem = ({ code, severity, message, origin, endCol, hint }: Problem): Finding =>
  finding(code, severity, message, { origin, endCol, hint });

function ofPlan(plan: Plan, failures: readonly Failure[]): readonly Finding[] {
  const node = visible(plan.node);
  return [
    ...plan.refusals.map((refusal) => ofRefusal(refusal, { node })),
    ...plan.containers.flatMap((container) => {
      const about = { node, subject: subjectOf(container), origin: container.origin };
      return [
        ...failures
          .filter(({ ctid }) => ctid === container.ctid)
          .map(({ reason }) => finding('failed', 'error', reason, about)),
        ...container.refusals.map((refusal) => ofRefusal(refusal, about)),
        ...(container.unenforced ?? []).map(({ code, pointer = '', reason, origin = about.origin }) =>
          finding(code, 'warning', `not enforced: ${parameterOf(pointer)}: ${reason}`, { ...about, origin }),
        ),
        ...container.warnings.map((text) => finding('warning', 'warning', text, about)),
      ];
    }),
  ];
}

function ofRefusal(refusal: Refusal, about: Partial<Finding>): Finding {
  const { code, hint, rule, origin = about.origin } = refusal;
  const reason = rule === undefined ? refusal.reason : `${refusal.reason} (${place(rule)})`;
  const waits = awaitsConsent(refusal);
  return finding(code, waits ? 'warning' : 'error', reason, { ...about, hint, origin, ...(waits && { waits }) });
}
