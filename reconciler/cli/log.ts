// The loop's log: JSON lines on stderr for machines, one short line each for a terminal.

import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './options.ts';
import type { Output } from './output.ts';

export type Log = Logger;

export function makeLog(level: LogLevel, output: Output): Log {
  const stream: DestinationStream = { write: (line) => output.err(output.errIsTty ? humanLine(line) : line) };
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (name) => ({ level: name }) } },
    stream,
  );
}

/** `12:03:44 warn  message  key=value`; a line that is not ours stays as it is. */
function humanLine(line: string): string {
  let record: Record<string, unknown>;
  try {
    record = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return line;
  }
  const { time, level, msg, err, ...rest } = record;
  const clock = typeof time === 'string' ? time.slice(11, 19) : '';
  const fields = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const error = typeof err === 'object' && err !== null && 'message' in err ? [`${String(err.message)}`] : [];
  const name = level === 'info' ? '' : `${String(level)}: `;
  return `${[`${clock} ${name}${String(msg ?? '')}`, ...error, ...fields].join('  ')}\n`;
}
