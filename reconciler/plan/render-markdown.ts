// A report as a comment on a pull request: one that is updated in place, the verdict in its title, what is lost before
// anything else, nodes without changes in a line at the end, details folded. It never grows beyond what a comment may have,
// and says what is left out: what nobody could read must not be approved.

import { code, count, fence, htmlCode, utf8Length } from './format.ts';
import { banner, nextSteps, sections, summary } from './markdown-sections.ts';
import type { Plan } from './plan.ts';
import { renderText } from './render-text.ts';
import { type Finding, findingsOf, type Report } from './report.ts';
import { exitClass, summarize, verdict } from './summary.ts';
import { place } from './wording.ts';

/** Most characters of a comment on GitHub. Kept in bytes, which are never fewer. */
export const commentLimit = 65_536;

/** GitHub-flavoured Markdown, ending in a newline. */
export function renderMarkdown(report: Report): string {
  const parts = report.plans.length === 0 ? problemParts(report) : planParts(report);
  const whole = fitted(parts, 0);
  const { lines, left } = whole.left === 0 ? whole : fitted(parts, length(notice(report, whole.left)));
  const all = [marker(report, left > 0), ...lines, ...notice(report, left), ...parts.foot];
  return `${all.join('\n').trimEnd()}\n`;
}

/** What is always there, what is cut at its end, what is folded and goes first, and what is always last. */
interface Parts {
  readonly head: readonly string[];
  readonly body: readonly string[];
  readonly details: readonly { readonly title: string; readonly text: string }[];
  readonly foot: readonly string[];
}

/**
 * Which comment to update (all before "plans" is the same in every run for these nodes), and what was planned. `<`, `>` and
 * `-` are escaped, so that the comment cannot be closed early.
 */
function marker({ nodes, plans }: Report, truncated: boolean): string {
  const hashes = plans.map(({ effect }) => effect ?? null);
  const json = JSON.stringify({ formatVersion: '1.0', nodes, plans: hashes, truncated });
  return `<!-- vzreconcile ${json.replace(/[<>-]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`)} -->`;
}

function isQuiet(plan: Plan): boolean {
  const sum = summarize(plan);
  return exitClass(sum) === 'none' && sum.refused === 0 && sum.held === 0 && (plan.settings ?? []).length === 0;
}

function planParts(report: Report): Parts {
  const { plans } = report;
  const loud = plans.filter((plan) => !isQuiet(plan));
  const [only] = plans;
  const isSingle = plans.length === 1 && only !== undefined;
  const title = isSingle ? code(only.node) : count(plans.length, 'node');
  const body = isSingle
    ? sections(only, '###')
    : loud.flatMap((plan) => [
        ...[`### ${code(plan.node)}: ${verdict(plan)}`, '', ...summary(plan)],
        ...sections(plan, '####'),
      ]);
  return {
    head: [
      ...[`## vzreconcile: ${title}: ${verdict(together(plans))}`, '', ...banner(plans), ...stale(report)],
      ...(isSingle ? summary(only) : []),
    ],
    body: [...body, ...problemList(report)],
    details: loud.map((plan) => ({
      title: isSingle ? 'Details' : `Details of ${htmlCode(plan.node)}`,
      text: renderText(plan),
    })),
    foot: [...(loud.some((plan) => exitClass(summarize(plan)) !== 'none') ? nextSteps(loud) : []), ...footer(report)],
  };
}

/** All plans as one, for the title. */
const together = (plans: readonly Plan[]): Pick<Plan, 'containers' | 'refusals' | 'settings'> => ({
  containers: plans.flatMap(({ containers }) => containers),
  refusals: plans.flatMap(({ refusals }) => refusals),
  settings: plans.flatMap(({ settings = [] }) => settings),
});

const stale = (report: Report): readonly string[] =>
  report.stale === undefined ? [] : ['> [!WARNING]', `> Not the newest revision: ${code(report.stale)}`, ''];

function footer({ plans, sources = [] }: Report): readonly string[] {
  const quiet = plans.filter(isQuiet);
  const silent = quiet.length === 0 ? '' : `: ${quiet.map(({ node }) => code(node)).join(', ')}`;
  const sum = `${count(plans.length, 'node')}, ${plans.length - quiet.length} with changes, ${quiet.length} without${silent}`;
  return [
    ...(plans.length > 1 ? [`<sub>${sum}.</sub>`, ''] : []),
    ...sources.flatMap((source) => [`<sub>${code(source)}</sub>`, '']),
  ];
}

function problemParts(report: Report): Parts {
  const errors = findingsOf(report).filter(({ level }) => level === 'error');
  const said = errors.length === 0 ? 'no problems' : `${count(errors.length, 'error')}, nothing would be done`;
  const title = `## vzreconcile: ${report.nodes.map(code).join(', ')}: ${said}`;
  const head = [title, '', ...stale(report), `Revision ${code(report.revision)}.`, ''];
  return { head, body: problemList(report), details: [], foot: [] };
}

/** Of the manifests; what is about a container stands with its plan. */
function problemList(report: Report): readonly string[] {
  const own = findingsOf(report).filter(({ node, code: id }) => node === undefined && id !== 'stale');
  return own.length === 0 ? [] : ['### Manifests', '', ...own.map((one) => `- ${problemWords(one)}`), ''];
}

function problemWords({ code: id, level, message, hint, origin }: Finding): string {
  const at = origin === undefined ? '' : `${code(place(origin))}: `;
  return `${at}${level} ${code(id)} ${code(message)}${hint === undefined ? '' : `; hint: ${code(hint)}`}`;
}

/** Head, body and folds, cut at line ends to what a comment may have without `reserved` bytes. */
function fitted({ head, body, details, foot }: Parts, reserved: number): { lines: readonly string[]; left: number } {
  // The marker is short of this by far, unless there are very many nodes; then there is little room for anything.
  let room = commentLimit - reserved - length(head) - length(foot) - 2000;
  const shown = cut(body, room);
  room -= length(shown.lines);
  let { left } = shown;
  const folds = details.flatMap(({ title, text }) => {
    const lines = text.trimEnd().split('\n');
    const ticks = fence(text, 3);
    const frame = fold(title, ticks, [], lines.length);
    const inside = cut(lines, room - length(frame));
    left += inside.left;
    if (inside.lines.length === 0) return [];
    room -= length(frame) + length(inside.lines);
    return fold(title, ticks, inside.lines, lines.length);
  });
  return { lines: [...head, ...shown.lines, ...folds], left };
}

const length = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + utf8Length(line) + 1, 0);

function cut(lines: readonly string[], room: number): { lines: readonly string[]; left: number } {
  let used = 0;
  const end = lines.findIndex((line) => {
    used += utf8Length(line) + 1;
    return used > room;
  });
  return end === -1 ? { lines, left: 0 } : { lines: lines.slice(0, end), left: lines.length - end };
}

function notice({ plans }: Report, left: number): readonly string[] {
  if (left === 0) return [];
  const unread = plans.length === 0 ? '' : ' A plan that cannot be read whole must not be approved from here.';
  return ['', `**Truncated: ${left} lines left out.**${unread} The text and JSON outputs have all of it.`, ''];
}

function fold(title: string, ticks: string, lines: readonly string[], of: number): readonly string[] {
  const open = of <= 10 ? ' open' : '';
  const head = `<details${open}><summary>${title}</summary>`;
  return [head, '', `${ticks}text`, ...lines, ticks, '', '</details>', ''];
}
