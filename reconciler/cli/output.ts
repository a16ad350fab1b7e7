// The only place that writes to stdout and stderr. A reader that goes away (| head) ends the output, never the work.

import { code } from '../plan/format.ts';
import { UsageError } from './errors.ts';

export interface Output {
  out(text: string): void;
  /** Progress and complaints. */
  err(text: string): void;
  /** Whether somebody still reads what `out` is given. */
  isRead(): boolean;
  readonly outIsTty: boolean;
  readonly errIsTty: boolean;
  readonly color: boolean;
  /** Resolves when everything written has left the process. Throws UsageError when stdout did not take it. */
  flush(): Promise<void>;
}

export function processOutput(): Output {
  const { stdout, stderr, env } = process;
  const broken = new Map<NodeJS.WriteStream, NodeJS.ErrnoException>();
  for (const stream of [stdout, stderr]) stream.on('error', (error) => broken.set(stream, error));
  const write = (stream: NodeJS.WriteStream, text: string): void => {
    if (!broken.has(stream) && text !== '') stream.write(text);
  };
  // Errors are told later than the write that made them, but before this one's end.
  const drained = (stream: NodeJS.WriteStream): Promise<void> =>
    new Promise((resolve) => void (broken.has(stream) ? resolve() : stream.write('', () => resolve())));
  return {
    out: (text) => write(stdout, text),
    err: (text) => write(stderr, text),
    isRead: () => !broken.has(stdout),
    outIsTty: stdout.isTTY === true,
    errIsTty: stderr.isTTY === true,
    color: stdout.isTTY === true && env['NO_COLOR'] === undefined && env['TERM'] !== 'dumb',
    flush: async () => {
      await Promise.all([drained(stdout), drained(stderr)]);
      const error = broken.get(stdout);
      if (error !== undefined && error.code !== 'EPIPE')
        throw new UsageError(`cannot write to stdout: ${error.message}`);
    },
  };
}

/** The same as a table of Markdown; what is not ours stands in code spans, where it is inert. */
export const markdownTable = ([head = [], ...rows]: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows.map((row) => row.map((cell) => (cell === '' ? '' : code(cell))))]
    .map((row) => `| ${row.join(' | ')} |\n`)
    .join('');

/** Columns of text, two spaces apart, the last one unpadded. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, index) => cell.padEnd(widths[index] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
