// `vzreconcile history [NAME]`: what each revision came to on this node, the newest first.

import { nearest } from '../../../schema/suggest.ts';
import { approverWords } from '../../plan/approver.ts';
import { visible, wholeSeconds } from '../../plan/format.ts';
import { type HistoryRecord, readHistory } from '../../run/history.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { jsonDocument } from '../json.ts';
import type { Options } from '../options.ts';
import { markdownTable, type Output, table } from '../output.ts';

export async function historyCommand(
  { root, output: format }: Options,
  output: Output,
  name: string | undefined,
  given: string,
): Promise<ExitCode> {
  if (!/^[1-9]\d{0,6}$/.test(given))
    throw new UsageError(`-n ${given}: not a number of revisions`, { hint: 'for example -n 5' });
  const all = await readHistory(root);
  const own = name === undefined ? all : all.map((record) => only(record, name)).filter(isAbout);
  if (name !== undefined && own.length === 0) throw nothingOf(all, name);
  const shown = own.slice(-Number(given)).reverse();
  if (format === 'json') output.out(jsonDocument({ history: shown }));
  else output.out(renderHistory(shown, format === 'markdown', name !== undefined));
  return exitCodes.ok;
}

const isAbout = ({ containers }: HistoryRecord): boolean => containers.length > 0;

function only(record: HistoryRecord, name: string): HistoryRecord {
  return { ...record, containers: record.containers.filter((one) => one.name === name || String(one.ctid) === name) };
}

function nothingOf(all: readonly HistoryRecord[], name: string): UsageError {
  const near = nearest(name, [...new Set(all.flatMap(({ containers }) => containers.map((one) => one.name)))]);
  return new UsageError(
    `no revision has changed a container ${name}`,
    near === undefined ? {} : { hint: `did you mean ${near}?` },
  );
}

/** One row for each revision; of one container what was done to it. */
export function renderHistory(records: readonly HistoryRecord[], isMarkdown: boolean, ofOne: boolean): string {
  if (records.length === 0) return 'No revision is recorded.\n';
  const rows = records.map((record) => [
    wholeSeconds(record.time),
    record.label,
    ofOne ? changers(record) : (record.commit?.author ?? '-'),
    record.signer === undefined ? '-' : 'yes',
    ofOne ? done(record) : record.came,
    ofOne ? '' : changed(record),
    approvals(record) || '-',
    record.commit?.subject ?? '',
  ]);
  const head = ['WHEN', 'REVISION', 'AUTHOR', 'SIGNED', 'RESULT', 'CONTAINERS', 'APPROVED BY', 'SUBJECT'];
  const isEmpty = [...head.keys()].map((column) => (column === 5 && ofOne) || (column === 6 && isUnasked(records)));
  const cells = [head, ...rows].map((row) => row.filter((_, column) => isEmpty[column] !== true).map(visible));
  const reasons = records[0]?.reasons ?? [];
  const why = reasons.map((reason) => (isMarkdown ? `- ${visible(reason)}\n` : `  ${visible(reason)}\n`)).join('');
  const told = why === '' || ofOne ? '' : `\nThe last one: ${records[0]?.came}\n${isMarkdown ? '\n' : ''}${why}`;
  return `${isMarkdown ? markdownTable(cells) : table(cells)}${told}`;
}

const done = ({ containers }: HistoryRecord): string =>
  containers
    .map(({ action, result, error }) => `${action} ${result}${error === undefined ? '' : `: ${error}`}`)
    .join('; ');

/** Whose changes they are; addresses are in the audit record. */
function changers({ containers, commit }: HistoryRecord): string {
  const all = containers.map(({ changedBy = commit?.author ?? '-' }) => changedBy.replace(/ <[^<>]*>/g, ''));
  return [...new Set(all)].join(', ');
}

/** Where nothing had to be approved nobody is told of approvals. */
const isUnasked = (records: readonly HistoryRecord[]): boolean => records.every((record) => approvals(record) === '');

/** "alice@example.net (tag approve/5b71f0c2a9d1)", each once. */
function approvals({ containers }: HistoryRecord): string {
  const all = containers.flatMap(({ approvedBy = [] }) => approvedBy.map(approverWords));
  return [...new Set(all)].join(', ');
}

/** "2 create, 1 restart, 1 failed". */
function changed({ containers }: HistoryRecord): string {
  const actions = new Map<string, number>();
  for (const { action, result } of containers) {
    const word = result === 'done' ? action : 'failed';
    actions.set(word, (actions.get(word) ?? 0) + 1);
  }
  return [...actions].map(([word, number]) => `${number} ${word}`).join(', ') || '-';
}
