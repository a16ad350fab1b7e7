// The parts of a plan in Markdown: what is lost, refused, changed, promised, and what to type next. All foreign text stands
// in code spans, where it is inert.

import { approvedWords } from './approver.ts';
import { measures } from './capacity.ts';
import { shortHash } from './effect.ts';
import { code } from './format.ts';
import { awaitsConsent } from './guard.ts';
import type { Change, Commitment, ContainerPlan, Plan, Refusal, Setting } from './plan.ts';
import { holdSentences } from './render-holds.ts';
import { disruptionLine, exitClass, summarize, summaryLine } from './summary.ts';
import { place, settingWords, unenforcedWords, words } from './wording.ts';

const namesShown = 50;

const named = (plan: ContainerPlan): string => `${code(plan.name)} (${plan.ctid})`;

function names(plans: readonly ContainerPlan[]): string {
  const shown = plans.slice(0, namesShown).map(named).join(', ');
  return plans.length > namesShown ? `${shown} and ${plans.length - namesShown} more` : shown;
}

/** What is lost, with the node where there are several. */
export function banner(plans: readonly Plan[]): readonly string[] {
  const lines = plans.flatMap((plan) => {
    const where = plans.length > 1 ? `${code(plan.node)}: ` : '';
    const of = (action: string) => plan.containers.filter((container) => container.action === action);
    const [deleted, recreated] = [of('delete'), of('recreate')];
    return [
      ...(deleted.length > 0 ? [`> - ${where}deletes ${names(deleted)}`] : []),
      ...(recreated.length > 0 ? [`> - ${where}recreates from another template ${names(recreated)}`] : []),
    ];
  });
  const guards = guardLines(plans);
  return [
    ...(lines.length === 0 ? [] : ['> [!CAUTION]', '> **Loss of data.**', ...lines, '']),
    ...(guards.length === 0 ? [] : ['> [!WARNING]', '> **What holds changes back is another.**', ...guards, '']),
  ];
}

/** What is taken away from, or written otherwise in, policies, windows and what a node protects. */
function guardLines(plans: readonly Plan[]): readonly string[] {
  const lines = plans.flatMap(({ node, settings: all = [] }) => {
    const where = plans.length > 1 ? `${code(node)}: ` : '';
    return all.filter(isGuard).map((setting) => {
      const { of, label, value } = settingWords(setting);
      return `> - ${where}${code(of)}${label === '' ? '' : ` ${code(label)}`} ${code(value)}`;
    });
  });
  const left = lines.length - namesShown;
  return left > 0 ? [...lines.slice(0, namesShown), `> - and ${left} more`] : lines;
}

/** What is only added to a Policy holds back more, not less; of windows one cannot tell. */
const isGuard = ({ kind, pointer, was }: Setting): boolean =>
  kind === 'Window' ||
  (was !== undefined && (kind === 'Policy' || (kind === 'Node' && /^\/(protected|overcommit)/.test(pointer))));

/** The contract line, what is disturbed, and what an approval would name. */
export function summary(plan: Plan): readonly string[] {
  const sum = summarize(plan);
  const isQuiet = exitClass(sum) === 'none';
  const effect = plan.effect === undefined || isQuiet ? '' : `, plan ${code(shortHash(plan.effect))}`;
  return [
    `${summaryLine(sum, plan.settings)} Revision ${code(plan.revision)}${effect}.`,
    ...(isQuiet ? [] : [`${disruptionLine(plan)}.`, ...(plan.stages ?? []).map(code)]),
    '',
  ];
}

/** Everything but the details, under headings of this depth. */
export function sections(plan: Plan, heading: string): readonly string[] {
  return [
    ...list(`${heading} Refused`, refusals(plan)),
    ...list(`${heading} Held back`, holds(plan)),
    ...list('', [...groups(plan), ...starts(plan), ...approved(plan)]),
    ...table(`${heading} Changes`, plan, ({ action, changes }) =>
      action === 'create' ? [] : changes.filter(({ drift }) => !drift),
    ),
    ...table(`${heading} Held changes: left as they are meanwhile`, plan, ({ holds: held = [] }) =>
      held.flatMap(({ action, changes }) => (action === 'create' ? [] : changes)),
    ),
    ...table(`${heading} Drift: changed by hand, will be corrected`, plan, ({ changes }) =>
      changes.filter(({ drift }) => drift),
    ),
    ...settings(`${heading} Settings: no step, from the next pass on`, plan),
    ...promised(`${heading} Promised`, plan),
    ...list(`${heading} Undeclared: no manifest says it, reported only`, undeclared(plan)),
    ...list(`${heading} Warnings`, warnings(plan)),
  ];
}

function list(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return [...(title === '' ? [] : [title, '']), ...lines.map((line) => `- ${line}`), ''];
}

const refusals = (plan: Plan): readonly string[] => [
  ...plan.refusals.map((refusal) => `the whole plan: ${refusalText(refusal)}`),
  ...plan.containers.flatMap((one) => one.refusals.map((refusal) => `${named(one)}: ${refusalText(refusal)}`)),
];

function refusalText(refusal: Refusal): string {
  const { code: id, reason, hint, origin, rule } = refusal;
  const parts = [`${code(id)} ${code(reason)}`];
  if (rule !== undefined) parts.push(`rule: ${code(place(rule))}`);
  if (hint !== undefined) parts.push(`hint: ${code(hint)}`);
  if (origin !== undefined) parts.push(code(place(origin)));
  return `${awaitsConsent(refusal) ? '**waits for consent**: ' : ''}${parts.join('; ')}`;
}

const holds = (plan: Plan): readonly string[] => [
  ...(plan.notes ?? []).map((note) => `the node: ${code(note)}`),
  ...plan.containers.flatMap((one) => holdSentences(one).map((held) => `${named(one)}: ${code(held)}`)),
];

function groups(plan: Plan): readonly string[] {
  const kinds = [
    ['Create', 'create'],
    ['Start', 'start'],
    ['Stop', 'stop'],
    ['Restart', 'restart'],
  ] as const;
  return kinds.flatMap(([label, action]) => {
    const members = plan.containers.filter((container) => container.action === action);
    return members.length === 0 ? [] : [`${label}: ${names(members)}`];
  });
}

const starts = (plan: Plan): readonly string[] =>
  plan.containers.flatMap((one) =>
    one.startsWhen === undefined ? [] : [`${named(one)} starts when ${code(one.startsWhen.join(', '))}`],
  );

/** By who approved. */
function approved(plan: Plan): readonly string[] {
  const groups = new Map<string, ContainerPlan[]>();
  for (const one of plan.containers) {
    const said = approvedWords(one.approvedBy);
    if (said !== '') groups.set(said, [...(groups.get(said) ?? []), one]);
  }
  return [...groups].map(([said, members]) => `${code(said)}: ${names(members)}`);
}

function table(title: string, plan: Plan, of: (container: ContainerPlan) => readonly Change[]): readonly string[] {
  const rows = plan.containers.flatMap((container) => of(container).map((change) => tableRow(change, container)));
  if (rows.length === 0) return [];
  const head = ['| container | field | old | new | class | written at |', '|---|---|---|---|---|---|'];
  return [title, '', ...head, ...rows, ''];
}

function tableRow(change: Change, container: ContainerPlan): string {
  const { label, was, wants } = words(change, container);
  const at = change.origin === undefined ? '' : code(place(change.origin));
  const kind = change.class === 'live' ? 'live' : `**${change.class}**`;
  return `| ${named(container)} | ${label} | ${was === undefined ? '' : code(was)} | ${code(wants)} | ${kind} | ${at} |`;
}

/** What changes without a step. */
function settings(title: string, { settings: all = [] }: Plan): readonly string[] {
  if (all.length === 0) return [];
  const rows = all.map((setting) => {
    const { of, label, value } = settingWords(setting);
    const at = setting.origin === undefined ? '' : code(place(setting.origin));
    return `| ${code(of)} | ${label === '' ? '' : code(label)} | ${code(value)} | ${at} |`;
  });
  return [title, '', '| of | setting | old -> new | written at |', '|---|---|---|---|', ...rows, ''];
}

/** What the containers are promised of the node in sum; nothing where that stays as it is. */
function promised(title: string, { capacity = [] }: Plan): readonly string[] {
  if (capacity.every(({ before, after, asked = after }) => before === after && before === asked)) return [];
  const isWaiting = capacity.some(({ asked }) => asked !== undefined);
  const rows = capacity.map((one) => {
    const { label, round } = measures[one.resource];
    const { after, asked = after } = one;
    const cells = [label, round(one.before), round(after), ...(isWaiting ? [round(asked)] : []), round(one.host)];
    return `| ${cells.join(' | ')} | ${bar({ ...one, after: asked })} |`;
  });
  const heads = isWaiting
    ? ['| of | before | after | with what waits | node has | |', '|---|---:|---:|---:|---:|---|']
    : ['| of | before | after | node has | |', '|---|---:|---:|---:|---|'];
  return [title, '', ...heads, ...rows, ''];
}

/**
 * Ten blocks: full what was promised and stays, dark what is added, light what is given back, empty what is left. Beyond
 * all there is ends in an arrow.
 */
export function bar({ before, after, host }: Pick<Commitment, 'before' | 'after' | 'host'>): string {
  if (host === 0) return '';
  const blocks = (value: number): number => Math.min(10, Math.round((value / host) * 10));
  const [low, high] = [blocks(Math.min(before, after)), blocks(Math.max(before, after))];
  const moved = (after > before ? '▓' : '▒').repeat(high - low);
  const over = after > host ? '▶' : '';
  const percent = (value: number): string => `${Math.round((value / host) * 100)} %`;
  const change = before === after ? percent(after) : `${percent(before)} -> ${percent(after)}`;
  return `\`${'█'.repeat(low)}${moved}${'░'.repeat(10 - high)}${over}\` ${change}`;
}

const undeclared = (plan: Plan): readonly string[] =>
  plan.containers.flatMap((one) =>
    (one.undeclared ?? []).map(
      ({ name, value, usual }) => `${named(one)}: ${code(name)} is ${code(value)}, usually ${code(usual)}`,
    ),
  );

const warnings = (plan: Plan): readonly string[] =>
  plan.containers.flatMap((one) => [
    ...one.warnings.map((warning) => `${named(one)}: ${code(warning)}`),
    ...(one.unenforced ?? []).map((refusal) => `${named(one)}: not enforced: ${code(unenforcedWords(refusal))}`),
  ]);

/** What to type on a node: the effect is kept first, so that no other than the one that was looked at runs. */
export function nextSteps(plans: readonly Plan[]): readonly string[] {
  const refused = plans.flatMap((plan) => [...plan.refusals, ...plan.containers.flatMap((one) => one.refusals)]);
  const open = [
    ...(refused.some((refusal) => !awaitsConsent(refusal)) ? ['What is refused is not done before it is mended.'] : []),
    ...(refused.some(awaitsConsent)
      ? ['What waits for approval is not done before it is approved, as is said there.']
      : []),
  ];
  return [
    '<details><summary>Next</summary>',
    '',
    ...(open.length === 0 ? [] : [open.join(' '), '']),
    'A node that follows the branch and runs the loop applies this by itself once it is merged. By hand, there, and no other effect than this one:',
    '',
    '```sh',
    'sudo vzreconcile --dry-run --out plan.json',
    'sudo vzreconcile apply plan.json',
    '```',
    '',
    '</details>',
    '',
  ];
}
