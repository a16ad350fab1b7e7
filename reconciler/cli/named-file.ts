// Files that somebody named to be written: how they are, and what is told when they cannot be.

import { constants, type Stats } from 'node:fs';
import { lstat, open, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeAtomically } from '../source/atomic-file.ts';
import { UsageError } from './errors.ts';

/** Paths that are another name of what this process, or another, has open: proc(5). */
const DESCRIPTOR = /^\/(?:dev\/(?:stdout|stderr|fd\/\d+)|proc\/[^/]+\/fd\/\d+)$/;

/**
 * Writes a file that an option named. A regular file, and one that is not there, is old or new and never half; links are
 * followed; to what is no file (a terminal, a FIFO) is written. `isPrivate`: only its owner may read it. Throws UsageError.
 */
export function writeNamed(asked: string, path: string, text: string, { isPrivate = false } = {}): Promise<void> {
  return writingTo(asked, path, async () => {
    const there = await unlessAbsent(lstat(path));
    if (there === undefined || there.isFile()) return replace(path, text, there, isPrivate);
    // Opened by the name that was given, so that the kernel judges the link: proc(5), protected_symlinks.
    const opened = await unlessAbsent(open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_NOCTTY));
    if (opened === undefined) throw new UsageError(`${asked}: ${path} is a link to nothing`, { hint: writable });
    await using file = opened;
    const [info, target] = [
      await file.stat(),
      DESCRIPTOR.test(path) ? undefined : await realpath(path).catch(() => {}),
    ];
    const named = info.isFile() && target !== undefined ? await stat(target).catch(() => {}) : undefined;
    if (target !== undefined && named?.ino === info.ino && named.dev === info.dev)
      return replace(target, text, named, isPrivate);
    await file.writeFile(text);
  });
}

async function replace(path: string, text: string, there: Stats | undefined, isPrivate: boolean): Promise<void> {
  const mode = isPrivate ? 0o600 : (there?.mode ?? 0o666) & 0o777;
  try {
    await writeAtomically(path, text, { mode, parents: false });
  } catch (error) {
    // The file may be written and its folder not, or it is a mount of its own, as containers of CI have them.
    if (there === undefined || !IN_PLACE.has(String((error as NodeJS.ErrnoException).code))) throw error;
    await using file = await open(path, constants.O_WRONLY);
    // Before anything is in it: whose file it is not may not do that, and writes nothing.
    if (isPrivate) await file.chmod(mode);
    await file.truncate();
    await file.writeFile(text);
  }
}

const IN_PLACE = new Set(['EACCES', 'EPERM', 'EBUSY', 'EROFS']);

const unlessAbsent = <T>(looking: Promise<T>): Promise<T | undefined> =>
  looking.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

/** Runs `write`, which writes to `path`. `asked`: by which option, or variable. Throws UsageError, and what is no error of files. */
export async function writingTo(asked: string, path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const why = reasonOf(path, error);
    if (why === undefined) throw error;
    throw new UsageError(`${asked}: ${why}`, { hint: writable });
  }
}

const writable = 'name a file that can be written';

function reasonOf(path: string, error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) return undefined;
  return reasons[code]?.(path) ?? `${path} cannot be written: ${code}`;
}

const reasons: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `${dirname(path)}: there is no such folder`,
  ENOTDIR: (path) => `${dirname(path)} is no folder`,
  EISDIR: (path) => `${path} is a folder`,
  EEXIST: (path) => `${path} is there already`,
  EACCES: (path) => `${path}: you may not write there`,
  EROFS: (path) => `${path} is on a file system that is only read`,
  ENOSPC: (path) => `${path}: the file system is full`,
};
