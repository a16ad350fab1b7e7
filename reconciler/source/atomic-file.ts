// Small state files, written so that a crash or a power loss leaves the old or the new content (rename(2), fsync(2)).

import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Old or new content after a crash, never a mixture: write beside, fsync, rename, fsync the directory. With `durable`
 * false the syncs are left out: readers never see a mixture, a power loss may leave an empty file. `mode`: who may read it.
 * `parents` makes folders that are not there; for a path that somebody typed they are more likely a mistake.
 */
export async function writeAtomically(
  path: string,
  text: string,
  { durable = true, mode = 0o644, parents = true } = {},
): Promise<void> {
  const folder = dirname(path);
  if (parents) await mkdir(folder, { recursive: true });
  // One name, so that what a crash leaves is overwritten and not added to; who holds the root's lock is the only writer.
  // Nobody else has files of that name: what lies there is removed.
  const temporary = `${path}.vzreconcile-tmp`;
  try {
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
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  if (durable) await syncPath(folder);
}

/** fsync(2) of a file, or of a directory for the names in it. */
export async function syncPath(path: string): Promise<void> {
  await using file = await open(path, 'r');
  await file.sync();
}
