// Small state files, written so that a crash or a power loss leaves the old or the new content (rename(2), fsync(2)).

import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { words } from '../../schema/words.ts';

/** Which file could not be written: errors of write(2) and fsync(2) name none. */
class UnwrittenError extends Error {
  override readonly name = 'UnwrittenError';
  /** Of the operating system. */
  readonly code: string;
  constructor(path: string, cause: NodeJS.ErrnoException) {
    super(`${path} cannot be written: ${words(cause)}`, { cause });
    this.code = cause.code ?? 'EIO';
  }
}

/**
 * Old or new content after a crash, never a mixture: write beside, fsync, rename, fsync the directory. With `durable`
 * false the syncs are left out: readers never see a mixture, a power loss may leave an empty file. `mode`: who may read it.
 * `parents` makes folders that are not there; for a path that somebody typed they are more likely a mistake. Throws
 * UnwrittenError.
 */
export async function writeAtomically(
  path: string,
  text: string,
  { durable = true, mode = 0o644, parents = true } = {},
): Promise<void> {
  const folder = dirname(path);
  // One name, so that what a crash leaves is overwritten and not added to; who holds the root's lock is the only writer.
  // Nobody else has files of that name: what lies there is removed.
  const temporary = `${path}.vzreconcile-tmp`;
  try {
    if (parents) await mkdir(folder, { recursive: true });
    // Anew: what a crash left may have another mode, and what somebody else put there is not written through.
    await rm(temporary, { force: true });
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(text);
      if (durable) await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    if (durable) await syncPath(folder);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new UnwrittenError(path, error as NodeJS.ErrnoException);
  }
}

/** fsync(2) of a file, or of a directory for the names in it. */
export async function syncPath(path: string): Promise<void> {
  await using file = await open(path, 'r');
  await file.sync();
}
