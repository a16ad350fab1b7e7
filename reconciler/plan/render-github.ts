// A report as GitHub Actions' workflow commands: the plan as text in a fold of the log, and annotations at the lines they are
// about. A step may show 10 annotations of each kind, so what is beyond that is counted in the tenth.
// Source: docs.github.com, "Workflow commands for GitHub Actions"; the runner's ActionCommand.cs.

import type { Origin } from '../../schema/problem.ts';
import { visible } from './format.ts';
import type { ContainerPlan } from './plan.ts';
import { type Finding, findingsOf, findingWords, type Report, settingFindings, subjectOf } from './report.ts';
import { exitClass, summarize, summaryLine, verdict } from './summary.ts';
import { actionWords, words } from './wording.ts';

type Kind = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly title: string;
  readonly text: string;
  readonly origin?: Origin | undefined;
  readonly endCol?: number | undefined;
}

const annotationsShown = 10;

/** `log` is what a person reads; annotations follow it. Ends in a newline. */
export function renderGithub(report: Report, log: string): string {
  const findings = findingsOf(report);
  const of = (level: Finding['level']): readonly Annotation[] =>
    findings
      .filter((finding) => finding.level === level)
      .map((finding) => ({ ...finding, title: finding.code, text: findingText(finding, report) }));
  const settings = settingFindings(report).map((finding) => ({
    ...{ ...finding, title: finding.subject ?? '', text: finding.message },
  }));
  const notices = report.plans.flatMap((plan) => plan.containers.filter(isChanged).map(notice));
  const lines = [
    ...folded(report, log),
    ...annotations('error', 'errors', of('error')),
    ...annotations('warning', 'warnings', of('warning')),
    ...annotations('notice', settings.length === 0 ? 'containers with changes' : 'changes', [...notices, ...settings]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/**
 * Text that the runner takes for text: commands start with `::` on their line, the old ones with `##[` anywhere.
 */
export const inert = (text: string): string =>
  text.replaceAll('##[', '#\\u0023[').replace(/^([^\S\n]*)::/gm, '$1\\u003a:');

/** What the steps after this one can ask for, by name: decimal numbers, words, and the digest of each node's effect. */
export function outputsOf(report: Report): ReadonlyMap<string, string> {
  const sums = report.plans.map(summarize);
  const sum = (key: 'create' | 'change' | 'restart' | 'recreate' | 'delete'): string =>
    String(sums.reduce((total, one) => total + one[key], 0));
  const classes = report.plans.map((plan) => exitClass(summarize(plan), plan.settings));
  const worst = (['destroy', 'restart', 'changes'] as const).find((kind) => classes.includes(kind));
  return new Map([
    ['changes', String(worst !== undefined)],
    ['to_create', sum('create')],
    ['to_change', sum('change')],
    ['to_restart', sum('restart')],
    ['to_recreate', sum('recreate')],
    ['to_delete', sum('delete')],
    ['class', worst ?? 'none'],
    ['plan_hash', report.plans.flatMap(({ effect }) => effect ?? []).join(',')],
  ]);
}

function folded(report: Report, log: string): readonly string[] {
  const [first, ...others] = report.plans;
  if (first === undefined) return inert(log).split('\n').slice(0, -1);
  const title =
    others.length === 0
      ? `${visible(first.node)}: ${verdict(first)}`
      : `${report.plans.length} nodes: ${report.plans.map(({ node }) => visible(node)).join(', ')}`;
  const sums = report.plans.map((plan) => summaryLine(summarize(plan), plan.settings));
  // The verdict stays readable with the fold closed.
  return [`::group::${data(title)}`, ...inert(log).split('\n').slice(0, -1), '::endgroup::', ...sums];
}

const isChanged = ({ action, refusals }: ContainerPlan): boolean => action !== 'none' && refusals.length === 0;

function findingText(finding: Finding, report: Report): string {
  const text = findingWords(finding, report);
  return finding.hint === undefined ? text : `${text}\n${finding.hint}`;
}

function notice(container: ContainerPlan): Annotation {
  const changes = container.changes.map((change) => {
    const { label, was, wants } = words(change, container);
    return `${label} ${was === undefined ? wants : `${was} -> ${wants}`}`;
  });
  const [origin] = container.changes.flatMap((change) => change.origin ?? []);
  return {
    title: subjectOf(container),
    text: [actionWords(container), ...(container.action === 'create' ? [] : changes)].join('\n'),
    origin: container.action === 'create' ? container.origin : (origin ?? container.origin),
  };
}

function annotations(kind: Kind, nouns: string, all: readonly Annotation[]): readonly string[] {
  if (all.length <= annotationsShown) return all.map((one) => command(kind, one));
  const shown = all.slice(0, annotationsShown - 1);
  const rest = `${all.length - shown.length} more ${nouns}: see the log of this step and its summary`;
  return [...shown.map((one) => command(kind, one)), command(kind, { title: 'vzreconcile', text: rest })];
}

function command(kind: Kind, { title, text, origin, endCol }: Annotation): string {
  const place: readonly (readonly [string, string | number])[] =
    origin === undefined
      ? []
      : [
          ['file', visible(origin.path)],
          ['line', origin.line],
          ['col', origin.col],
          ...(endCol === undefined ? [] : [['endColumn', endCol] as const]),
        ];
  const properties = [...place, ['title', title] as const].map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${kind} ${properties.join(',')}::${data(text)}`;
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
