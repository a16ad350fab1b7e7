// A plan for a pull request: one comment that is updated in place, the verdict in its title, what is lost before
// anything else, and the details folded. All foreign text stands in code spans or fences, where it is inert.

import { shortHash } from './effect.ts';
import { code, fence } from './format.ts';
import type { Change, ContainerPlan, Plan, Refusal } from './plan.ts';
import { holdSentences } from './render-holds.ts';
import { renderText } from './render-text.ts';
import { findingsOf, type Report } from './report.ts';
import { disruptionLine, exitClass, type Summary, summarize, summaryLine, verdict } from './summary.ts';
import { place, unenforcedWords, words } from './wording.ts';

/** Most characters a comment may have on GitHub; counted in UTF-16 units, which is never too few. */
export const commentLimit = 65_536;

const namesShown = 50;

/** The plan as GitHub-flavoured Markdown, ending in a newline and never longer than a comment may be. */
export function renderMarkdown(report: Report): string {
  if (report.plans.length === 0) return invalid(report);
  const sources = report.sources?.map((words) => `\n<sub>${words}</sub>\n`) ?? [];
  return report.plans.map((plan, index) => `${onePlan(plan)}${sources[index] ?? ''}`).join('\n');
}

function onePlan(plan: Plan): string {
  const sum = summarize(plan);
  const title = `## vzreconcile: ${code(plan.node)}: ${verdict(plan)}`;
  const head = [
    marker(plan),
    title,
    '',
    ...banner(plan),
    `${summaryLine(sum)} ${identity(plan, sum)}`,
    ...disruption(plan, sum),
    '',
  ];
  const changed = changesTable('Changes', plan, (change, container) => !change.drift && isCompared(container));
  const drift = changesTable('Drift: changed by hand, will be corrected', plan, (change) => change.drift);
  const body = [
    ...refusalsList(plan),
    ...heldList(plan),
    ...namesList(plan),
    ...changed,
    ...drift,
    ...undeclaredList(plan),
    ...warningsList(plan),
  ];
  const isQuiet = exitClass(sum) === 'none' && sum.refused === 0 && sum.held === 0;
  return fitted(head, body, isQuiet ? '' : renderText(plan));
}

const disruption = (plan: Plan, sum: Summary): readonly string[] =>
  exitClass(sum) === 'none' ? [] : [`${disruptionLine(plan)}.`];

function identity(plan: Plan, sum: Summary): string {
  const isNamed = plan.effect !== undefined && exitClass(sum) !== 'none';
  return `Revision ${code(plan.revision)}${isNamed ? `, plan ${code(shortHash(plan.effect))}` : ''}.`;
}

/** Which comment to update: one for each node. `<`, `>` and `-` are escaped, so the comment cannot be closed early. */
function marker(plan: Plan): string {
  const json = JSON.stringify({ formatVersion: plan.formatVersion, node: plan.node });
  return `<!-- vzreconcile ${json.replace(/[<>-]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`)} -->`;
}

const named = (plan: ContainerPlan): string => `${code(plan.name)} (${plan.ctid})`;

function names(plans: readonly ContainerPlan[]): string {
  const shown = plans.slice(0, namesShown).map(named).join(', ');
  return plans.length > namesShown ? `${shown} and ${plans.length - namesShown} more` : shown;
}

function banner(plan: Plan): readonly string[] {
  const deleted = plan.containers.filter((container) => container.action === 'delete');
  const recreated = plan.containers.filter((container) => container.action === 'recreate');
  if (deleted.length + recreated.length === 0) return [];
  return [
    '> [!CAUTION]',
    '> **Loss of data.**',
    ...(deleted.length > 0 ? [`> Deletes: ${names(deleted)}`] : []),
    ...(recreated.length > 0 ? [`> Recreates from another template: ${names(recreated)}`] : []),
    '',
  ];
}

function refusalsList(plan: Plan): readonly string[] {
  const lines = [
    ...plan.refusals.map((refusal) => `- the whole plan: ${refusalText(refusal)}`),
    ...plan.containers.flatMap((container) =>
      container.refusals.map((refusal) => `- ${named(container)}: ${refusalText(refusal)}`),
    ),
  ];
  return lines.length === 0 ? [] : ['### Refused', '', ...lines, ''];
}

function refusalText({ code: id, reason, hint, origin }: Refusal): string {
  const parts = [`${code(id)} ${code(reason)}`];
  if (hint !== undefined) parts.push(`hint: ${code(hint)}`);
  if (origin !== undefined) parts.push(code(place(origin)));
  return parts.join('; ');
}

function heldList(plan: Plan): readonly string[] {
  const lines = [
    ...(plan.notes ?? []).map((note) => `- the node: ${code(note)}`),
    ...plan.containers.flatMap((one) => holdSentences(one).map((held) => `- ${named(one)}: ${code(held)}`)),
  ];
  return lines.length === 0 ? [] : ['### Held back', '', ...lines, ''];
}

function undeclaredList(plan: Plan): readonly string[] {
  const lines = plan.containers.flatMap((one) =>
    (one.undeclared ?? []).map(
      ({ name, value, usual }) => `- ${named(one)}: ${code(name)} is ${code(value)}, usually ${code(usual)}`,
    ),
  );
  return lines.length === 0 ? [] : ['### Undeclared: no manifest says it, reported only', '', ...lines, ''];
}

function namesList(plan: Plan): readonly string[] {
  const groups = [
    ['Create', 'create'],
    ['Start', 'start'],
    ['Stop', 'stop'],
    ['Restart', 'restart'],
  ] as const;
  const lines = groups.flatMap(([label, action]) => {
    const members = plan.containers.filter((container) => container.action === action);
    return members.length === 0 ? [] : [`- ${label}: ${names(members)}`];
  });
  return lines.length === 0 ? [] : [...lines, ''];
}

/** The fields of a container to be created have no old value to compare with; they are in the details. */
const isCompared = (plan: ContainerPlan): boolean => plan.action !== 'create';

function changesTable(
  title: string,
  plan: Plan,
  wanted: (change: Change, container: ContainerPlan) => boolean,
): readonly string[] {
  const rows = plan.containers.flatMap((container) =>
    container.changes.filter((change) => wanted(change, container)).map((change) => tableRow(change, container)),
  );
  if (rows.length === 0) return [];
  return [
    `### ${title}`,
    '',
    '| container | field | old | new | class | written at |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ];
}

function tableRow(change: Change, container: ContainerPlan): string {
  const { label, was, wants } = words(change, container);
  const at = change.origin === undefined ? '' : code(place(change.origin));
  const kind = change.class === 'live' ? 'live' : `**${change.class}**`;
  return `| ${named(container)} | ${label} | ${was === undefined ? '' : code(was)} | ${code(wants)} | ${kind} | ${at} |`;
}

function warningsList(plan: Plan): readonly string[] {
  const lines = plan.containers.flatMap((container) => [
    ...container.warnings.map((warning) => `- ${named(container)}: ${code(warning)}`),
    ...(container.unenforced ?? []).map(
      (refusal) => `- ${named(container)}: not enforced: ${code(unenforcedWords(refusal))}`,
    ),
  ]);
  return lines.length === 0 ? [] : ['### Warnings', '', ...lines, ''];
}

/** Head, body and folded details, cut at line ends to the limit; what is left out is counted and said. */
function fitted(head: readonly string[], body: readonly string[], details: string): string {
  // Room for the notices and the fold around the details.
  const room = commentLimit - 400 - length(head) - 2 * fence(details, 3).length;
  const shownBody = cut(body, room);
  const shownDetails = cut(details === '' ? [] : details.trimEnd().split('\n'), room - length(shownBody.lines));
  const lines = [...head, ...shownBody.lines, ...notice(shownBody.left)];
  if (shownDetails.lines.length > 0) lines.push(...folded(shownDetails.lines, details));
  lines.push(...notice(shownDetails.left));
  return `${lines.join('\n').trimEnd()}\n`;
}

const length = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 1, 0);

function cut(lines: readonly string[], room: number): { lines: readonly string[]; left: number } {
  let used = 0;
  const end = lines.findIndex((line) => {
    used += line.length + 1;
    return used > room;
  });
  return end === -1 ? { lines, left: 0 } : { lines: lines.slice(0, end), left: lines.length - end };
}

function notice(left: number): readonly string[] {
  if (left === 0) return [];
  return ['', `**Truncated: ${left} lines left out.** The text and JSON outputs have the whole plan.`, ''];
}

function folded(lines: readonly string[], details: string): readonly string[] {
  const ticks = fence(details, 3);
  const isShort = lines.length <= 10 ? ' open' : '';
  return [`<details${isShort}><summary>Details</summary>`, '', `${ticks}text`, ...lines, ticks, '', '</details>', ''];
}

function invalid(report: Report): string {
  const lines = findingsOf(report).map(({ code: id, message }) => `- ${code(id)} ${code(message)}`);
  return `## vzreconcile: ${code(report.revision)}: invalid\n\n${lines.join('\n')}\n`;
}
