// `vzreconcile events [NAME]`: what happened on this node, the oldest first; `--follow` goes on.

import { watch } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Ctid } from '../../../schema/units.ts';
import { visible, wholeSeconds } from '../../plan/format.ts';
import { eventsPath, readEvents } from '../../run/event-log.ts';
import { type Event, eventKinds } from '../../run/events.ts';
import { parseJsonLines } from '../../run/json-lines.ts';
import { readStatus } from '../../run/status-file.ts';
import { systemClock } from '../clock.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { jsonDocument } from '../json.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { stopOnSignals } from '../signals.ts';
import { findContainer } from './find.ts';

export async function eventsCommand(
  { root, output: format }: Options,
  output: Output,
  name: string | undefined,
  given: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const number = String(given['number']);
  if (!/^\d{1,7}$/.test(number))
    throw new UsageError(`-n ${number}: not a number of events`, { hint: 'for example -n 5' });
  const isWanted = (event: Event): boolean =>
    name === undefined || event.container === name || String(event.ctid) === name;
  const from = (await stat(eventsPath(root)).catch(() => undefined))?.size ?? 0;
  const all = await readEvents(root);
  if (name !== undefined && given['follow'] !== true && !all.some(isWanted)) await refuseUnknown(name, root, all);
  const past = Number(number) === 0 ? [] : all.filter(isWanted).slice(-Number(number));
  const isJson = format === 'json';
  if (given['follow'] !== true) {
    output.out(isJson ? jsonDocument({ events: past }) : past.map(eventLine).join(''));
    return exitCodes.ok;
  }
  const print = (event: Event): void => output.out(isJson ? `${JSON.stringify(event)}\n` : eventLine(event));
  for (const event of past) print(event);
  await follow(eventsPath(root), from, output, (event) => isWanted(event) && print(event));
  return exitCodes.ok;
}

/** Of one that is there nothing may have happened yet. */
async function refuseUnknown(name: string, root: string, events: readonly Event[]): Promise<void> {
  const { containers = [] } = (await readStatus(root)) ?? {};
  const told = events.flatMap(({ ctid, container }) =>
    ctid === undefined || container === undefined ? [] : [{ ctid: ctid as Ctid, name: container }],
  );
  findContainer([...containers.map((one) => ({ ctid: one.ctid as Ctid, name: one.name })), ...told], name);
}

/** "2026-01-02T03:04:05Z warning drift.found  web: changed by hand: ...". */
export function eventLine({ time, severity, kind, label, message }: Event): string {
  const at = label === undefined || message.includes(label) ? '' : `  (${visible(label)})`;
  return `${wholeSeconds(time)} ${severity.padEnd(7)} ${kind.padEnd(KIND)} ${visible(oneLine(message))}${at}\n`;
}

/** A list below a sentence is one sentence with it. */
const oneLine = (text: string): string => text.replace(/:\n\s*/g, ': ').replace(/\n\s*/g, '; ');

/** Characters of the longest kind. */
const KIND = Math.max(...Object.keys(eventKinds).map((kind) => kind.length));

/** Milliseconds between looks where nothing tells of changes. */
const EVERY = 1_000;

/** Until a signal, or until nobody reads any more. */
async function follow(path: string, from: number, output: Output, tell: (event: Event) => void): Promise<void> {
  const stop = stopOnSignals(() => {});
  let at = from;
  let wake = new AbortController();
  const watcher = watchFolder(path, () => wake.abort());
  try {
    while (!stop.signal.aborted && output.isRead()) {
      wake = new AbortController();
      const read = await readFrom(path, at);
      at = read.end;
      for (const event of parseJsonLines<Event>(read.text)) tell(event);
      await systemClock.sleep(EVERY, AbortSignal.any([stop.signal, wake.signal]));
    }
  } finally {
    watcher?.close();
    stop.dispose();
  }
}

function watchFolder(path: string, changed: () => void): { close(): void } | undefined {
  try {
    const watcher = watch(dirname(path), (_kind, name) => {
      if (name === basename(path)) changed();
    });
    return watcher.on('error', () => watcher.close());
  } catch {
    // No folder yet, or no inotify instance left: then by looking.
    return undefined;
  }
}

/** Whole lines. A file that is shorter than what was read of it is another one: the former was renamed. */
async function readFrom(path: string, at: number): Promise<{ readonly text: string; readonly end: number }> {
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    const start = size < at ? 0 : at;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    const length = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
    return { text: buffer.toString('utf8', 0, length), end: start + length };
  } catch (error) {
    // Renamed, and the next is not there yet. Of anything else what was read stays read.
    return { text: '', end: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 0 : at };
  }
}
