// <root>/state/audit.pending: audit records that wait for the second look, so that a crash loses none that were written.

import {
  appendFileSync,
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { parseJsonLines } from './json-lines.ts';

export interface Spool {
  /** The text is made when it is written. */
  add(text: () => string): void;
  clear(): void;
  close(): void;
}

/** Milliseconds of work that the end of this process may lose the record of. */
const SPOOL_EVERY = 10;

/** What is written here survives this process, which is all it is for: no sync, and one write(2) for many steps. */
export function openSpool(path: string, onError: (error: unknown) => void): Spool {
  let fd: number | undefined;
  let waiting: (() => string)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const text = waiting.map((one) => `${one()}\n`).join('');
    waiting = [];
    if (text === '') return;
    try {
      if (fd === undefined) {
        mkdirSync(dirname(path), { recursive: true });
        fd = openSync(path, 'a', 0o600);
      }
      writeSync(fd, text);
    } catch (error) {
      onError(error);
    }
  };
  return {
    add: (text) => {
      timer ??= setTimeout(flush, SPOOL_EVERY);
      waiting.push(text);
    },
    clear: () => {
      waiting = [];
      try {
        if (fd !== undefined) ftruncateSync(fd);
      } catch (error) {
        onError(error);
      }
    },
    close: () => {
      flush();
      if (fd !== undefined) closeSync(fd);
    },
  };
}

/** What a process that ended in the middle had done and nobody looked at again. A line may be there twice after it. */
export function adopt(pending: string, path: string): void {
  let text: string;
  try {
    text = readFileSync(pending, 'utf8');
  } catch {
    return;
  }
  const left = parseJsonLines<object>(text).map((one) => `${JSON.stringify({ ...one, verified: false })}\n`);
  // Whatever crash this was may have torn the last line.
  const head = isTorn(path) ? '\n' : '';
  if (left.length > 0) appendFileSync(path, `${head}${left.join('')}`, { flush: true, mode: 0o600 });
  rmSync(pending);
}

/** Whether the last line of a file has no end. */
function isTorn(path: string): boolean {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return false;
  }
  try {
    const { size } = fstatSync(fd);
    const last = Buffer.alloc(1);
    return size > 0 && readSync(fd, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
  } finally {
    closeSync(fd);
  }
}
