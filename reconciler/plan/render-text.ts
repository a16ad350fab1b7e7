// A plan for a terminal: three columns of symbol, one line per field, every value with its place. The last line is a
// contract. No colour unless asked for, no widths taken from the terminal: the same plan prints the same bytes.

import { pagesToBytes } from '../../schema/ubc.ts';
import { formatSize } from '../../schema/units.ts';
import { approvedWords } from './approver.ts';
import { measures } from './capacity.ts';
import { shortHash } from './effect.ts';
import { visible } from './format.ts';
import type { Action, Commitment, ContainerPlan, Plan, Refusal, Setting } from './plan.ts';
import { deferredWords, heldWords, holdLines, undeclaredLines } from './render-holds.ts';
import { disruptionLine, exitClass, isDriftOnly, summarize, summaryLine } from './summary.ts';
import { actionWords, containerTitle, place, refusalWords, settingWords, unenforcedWords, words } from './wording.ts';

export interface TextOptions {
  readonly color?: boolean;
}

const symbols: Record<Action, string> = {
  none: '   ',
  create: '  +',
  start: '  ~',
  stop: '  ~',
  change: '  ~',
  restart: '  ~',
  recreate: '-/+',
  delete: '  -',
};

type Paint = (symbol: string, text: string) => string;

const codes: Readonly<Record<string, number>> = { '+': 32, '~': 33, '!': 35, '-': 31, '-/+': 31, '=': 36, refused: 31 };
const coloured: Paint = (symbol, text) => {
  const code = codes[symbol.trim()];
  return code === undefined ? text : `\u001b[${code}m${text}\u001b[0m`;
};
const plain: Paint = (_symbol, text) => text;

/** The plan as text, ending in a newline. Unchanged containers are only counted. */
export function renderText(plan: Plan, options: TextOptions = {}): string {
  const paint = options.color === true ? coloured : plain;
  const shown = plan.containers.filter(isShown);
  const notes = (plan.notes ?? []).map((note) => paint('=', visible(note)));
  const head = `vzreconcile plan${effectWords(plan)}  ${visible(plan.revision)}  ${visible(plan.node)}`;
  const lines = [head, ...notes, ''];
  for (const template of plan.templates) {
    lines.push(paint('+', `  + Template/${visible(template.name)}`.padEnd(34).concat('unpack')));
  }
  for (const container of shown) lines.push(...containerLines(container, paint));
  if (shown.length + plan.templates.length > 0) lines.push('');
  for (const refusal of plan.refusals) lines.push(...refusalLines(refusal, '', paint));
  if (plan.refusals.length > 0) lines.push('');
  lines.push(...settingLines(plan.settings ?? []));
  if (plan.capacity !== undefined) lines.push(...capacityLines(plan.capacity), '');
  const sum = summarize(plan);
  lines.push(...(plan.stages ?? []).map((line) => visible(line)));
  if (exitClass(sum) !== 'none') lines.push(disruptionLine(plan));
  lines.push(summaryLine(sum, plan.settings));
  return `${lines.join('\n')}\n`;
}

/** What an approval of the whole plan would name. */
function effectWords(plan: Plan): string {
  if (plan.effect === undefined || exitClass(summarize(plan)) === 'none') return '';
  return ` ${shortHash(plan.effect)}`;
}

/** What the plan of one container says, without the rest. */
export const containerText = (plan: ContainerPlan): string =>
  isShown(plan) ? `${containerLines(plan, plain).join('\n')}\n` : '';

function isShown(plan: ContainerPlan): boolean {
  return (
    plan.action !== 'none' ||
    plan.holds !== undefined ||
    plan.undeclared !== undefined ||
    plan.refusals.length > 0 ||
    plan.warnings.length > 0 ||
    plan.unenforced !== undefined
  );
}

function containerLines(plan: ContainerPlan, paint: Paint): readonly string[] {
  if (plan.action === 'none' && plan.holds !== undefined) {
    const title = `  = ${containerTitle(plan)}`.padEnd(34);
    const head = `${title}${title.endsWith(' ') ? '' : '  '}${heldWords(plan)}`;
    const held = [...approvedLines(plan), ...holdLines(plan)].map((line) => paint('=', line));
    return [paint('=', head), ...held, ...undeclaredLines(plan), ...warningLines(plan)];
  }
  const driftOnly = isDriftOnly(plan) && plan.action !== 'recreate';
  const symbol = driftOnly ? '  !' : symbols[plan.action];
  const title = `${symbol} ${containerTitle(plan)}`.padEnd(34);
  const note = driftOnly ? ' (changed by hand, corrected)' : '';
  return [
    paint(symbol, `${title}${title.endsWith(' ') ? '' : '  '}${titleWords(plan)}${note}`),
    ...fieldLines(plan, paint),
    ...derivedLines(plan),
    ...startLines(plan),
    ...approvedLines(plan),
    ...holdLines(plan).map((line) => paint('=', line)),
    ...undeclaredLines(plan),
    ...warningLines(plan),
    ...(plan.unenforced ?? []).map((refusal) => `      not enforced: ${unenforcedWords(refusal)}`),
    ...plan.refusals.flatMap((refusal) => refusalLines(refusal, '      ', paint)),
  ];
}

/** "live, restart (deferred to window nightly, ..)" where only a part is done. */
function titleWords(plan: ContainerPlan): string {
  const deferred = deferredWords(plan);
  return deferred === '' ? actionWords(plan) : `${actionWords(plan)}, ${deferred}`;
}

/** Values, classes and places in columns of their own within one container. */
function fieldLines(plan: ContainerPlan, paint: Paint): readonly string[] {
  const worded = plan.changes.map((change) => ({ change, ...words(change, plan) }));
  const isLeft = ({ change, was, wants }: (typeof worded)[number]): boolean =>
    was === undefined && change.origin === undefined && left.includes(wants);
  const rows = worded
    .filter((one) => !isLeft(one))
    .map(({ change, label, was, wants }) => {
      const value = was === undefined ? wants : `${was} -> ${wants}`;
      // What does not exist yet has no processes to be restarted and no files to be lost.
      const kind = plan.action === 'create' ? '' : change.class;
      return { mark: change.drift ? '!' : ' ', label, value, kind, at: place(change.origin) };
    });
  const width = Math.max(0, ...rows.map((row) => row.value.length));
  const said = rows.map((row) => {
    const cells = [`    ${row.mark} ${row.label.padEnd(13)}`, row.value.padEnd(width), row.kind.padEnd(8), row.at];
    return paint(row.mark, cells.join(' ').trimEnd());
  });
  const others = left.flatMap((nothing) => {
    const labels = worded.filter((one) => isLeft(one) && one.wants === nothing).map(({ label }) => label);
    return labels.length === 0 ? [] : [`      ${nothing.padEnd(13)} ${labels.join(', ')}`];
  });
  return [...said, ...others];
}

/** Of what nobody asked for and is nothing, the names are enough: it is most of what a container has. */
const left: readonly string[] = ['unlimited', '(none)'];

function startLines({ startsWhen }: ContainerPlan): readonly string[] {
  return startsWhen === undefined ? [] : [`      starts when ${visible(startsWhen.join(', '))}`];
}

const warningLines = ({ warnings }: ContainerPlan): readonly string[] =>
  warnings.map((warning) => `      warning: ${visible(warning)}`);

const approvedLines = ({ approvedBy }: ContainerPlan): readonly string[] =>
  approvedBy === undefined ? [] : [`      ${approvedWords(approvedBy)}`];

/** One line: they are many, and nothing comes of them. */
function derivedLines({ derived = [] }: ContainerPlan): readonly string[] {
  const values = derived.map(({ parameter, value, from }) => `${parameter} ${sizeOfPages(value)} from ${from}`);
  return values.length === 0 ? [] : [`      derived, not kept: ${values.join('; ')}`];
}

const sizeOfPages = (pages: number | 'max'): string => formatSize(pagesToBytes(pages));

function refusalLines(refusal: Refusal, indent: string, paint: Paint): readonly string[] {
  const lines = [paint('refused', `${indent}refused: ${refusalWords(refusal)}`)];
  // A line for each tag that does not count.
  const [hint, ...tags] = refusal.hint?.split(/; (?=tag \S+ )/) ?? [];
  if (hint !== undefined) lines.push(`${indent}   hint: ${visible(hint)}`);
  return [...lines, ...tags.map((tag) => `${indent}         ${visible(tag)}`)];
}

/** What changes without a step, in columns. */
function settingLines(settings: readonly Setting[]): readonly string[] {
  if (settings.length === 0) return [];
  const rows = settings.map((setting) => {
    const { of, label, value } = settingWords(setting);
    return [of, label, value, place(setting.origin)];
  });
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const widths = [width(0), width(1), width(2)];
  const lines = rows.map((row) =>
    `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd(),
  );
  return ['Settings (no step, from the next pass on):', ...lines, ''];
}

/** What is promised, and as a part of what the node has: columns of numbers stand at their right. */
function capacityLines(capacity: readonly Commitment[]): readonly string[] {
  const isWaiting = capacity.some(({ asked }) => asked !== undefined);
  const rows = capacity.map(({ resource, before, after, asked = after, host }) => {
    const { label, round } = measures[resource];
    const part = host === 0 ? '' : `${Math.round((asked / host) * 100)}%`;
    return [label, round(before), round(after), ...(isWaiting ? [round(asked)] : []), round(host), part];
  });
  const table = [['promised', 'before', 'after', ...(isWaiting ? ['with what waits'] : []), 'of', ''], ...rows];
  const width = (column: number): number => Math.max(...table.map((row) => row[column]?.length ?? 0));
  return table.map(([label = '', ...numbers]) => {
    const cells = numbers.map((text, index) => text.padStart(width(index + 1)));
    return `  ${[label.padEnd(width(0)), ...cells].join('  ').trimEnd()}`;
  });
}
