// Files of JSON lines that grow: appended to and never rewritten, renamed to NAME.1, NAME.2 ... before they get too large. A
// crash may tear the last line, which readers leave out and the next writer ends.

import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface JsonLinesOptions {
  /** Bytes of one file. */
  readonly limit: number;
  /** Files kept beside the one that is written to. */
  readonly keep: number;
}

export interface JsonLines {
  /** JSON objects as text, in the order of the calls. `durable`: on disk when it resolves (fdatasync(2)). */
  append(records: readonly string[], durable?: boolean): Promise<void>;
  close(): Promise<void>;
}

interface Opened {
  readonly file: FileHandle;
  size: number;
}

export function jsonLines(path: string, { limit, keep }: JsonLinesOptions): JsonLines {
  let opened: Opened | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const queue = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
  const end = async (): Promise<void> => {
    const { file } = opened ?? {};
    opened = undefined;
    await file?.close();
  };
  return {
    append: (records, durable = false) =>
      queue(async () => {
        if (records.length === 0) return;
        const text = Buffer.from(records.map((record) => `${record}\n`).join(''));
        opened ??= await openAtLine(path);
        if (opened.size > 0 && opened.size + text.length > limit) {
          await end();
          await rotate(path, keep);
          opened = await openAtLine(path);
        }
        try {
          await opened.file.appendFile(text);
          opened.size += text.length;
          if (durable) await opened.file.datasync();
        } catch (error) {
          // Part of it may be there: opening again ends the torn line.
          await end().catch(() => {});
          throw error;
        }
      }),
    close: () => queue(end),
  };
}

/** Of values of manifests, so for the owner alone. */
const MODE = 0o600;

async function openAtLine(path: string): Promise<Opened> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a+', MODE);
  const { size } = await file.stat();
  if (size === 0) return { file, size };
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  if (buffer[0] === 0x0a) return { file, size };
  await file.appendFile('\n');
  return { file, size: size + 1 };
}

async function rotate(path: string, keep: number): Promise<void> {
  for (let number = keep; number > 0; number -= 1) {
    const from = number === 1 ? path : `${path}.${number - 1}`;
    await rename(from, `${path}.${number}`).catch(absent);
  }
}

function absent(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

/** The records of a file and of those it was before, the oldest first. What is no JSON object is left out. */
export async function readJsonLines<T extends object>(path: string, { keep }: Pick<JsonLinesOptions, 'keep'>) {
  const records: T[][] = [];
  for (let number = keep; number >= 0; number -= 1) {
    const name = number === 0 ? path : `${path}.${number}`;
    records.push(parseJsonLines<T>(await readFile(name, 'utf8').catch((error: unknown) => absent(error) ?? '')));
  }
  return records.flat();
}

/** The lines that are JSON objects. */
export function parseJsonLines<T extends object>(text: string): T[] {
  return text.split('\n').flatMap((line) => {
    const record = parsed(line);
    return typeof record === 'object' && record !== null ? [record as T] : [];
  });
}

function parsed(line: string): unknown {
  try {
    return line === '' ? undefined : JSON.parse(line);
  } catch {
    return undefined;
  }
}
