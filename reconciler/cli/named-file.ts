// Files that somebody named to be written: what is told when they cannot be.

import { dirname } from 'node:path';
import { UsageError } from './errors.ts';

/** Runs `write`, which writes to `path`. `asked`: by which option, or variable. Throws UsageError, and what is no error of files. */
export async function writingTo(asked: string, path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const why = reasonOf(path, error);
    if (why === undefined) throw error;
    throw new UsageError(`${asked}: ${why}`, { hint: 'name a file that can be written' });
  }
}

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
