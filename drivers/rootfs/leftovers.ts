// What a crash can leave in the pool: things being made (.new-*) or destroyed (.trash-*). Only these two prefixes are
// ours to sweep, and only before the first change or between passes, under the reconciler's lock.

import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { Volumes } from './volumes.ts';

const NEW = '.new-';
const TRASH = '.trash-';

export const newName = (name: string): string => `${NEW}${name}-${randomBytes(6).toString('hex')}`;
const trashName = (name: string): string => `${TRASH}${name}-${randomBytes(6).toString('hex')}`;
/** What this process is destroying: a sweep for the first change of one container meets the removal of another. */
const going = new Set<string>();
const isLeftover = (name: string): boolean => (name.startsWith(NEW) || name.startsWith(TRASH)) && !going.has(name);

/**
 * Moves something out of sight, so that it is whole or gone for everybody, and destroys it. A full file system refuses
 * the move (renaming takes space on btrfs, destroying has a reserve), then it is destroyed where it is: otherwise a full
 * pool could never be made emptier.
 */
export async function discard(
  name: string,
  rename: (to: string) => Promise<void>,
  destroy: (name: string) => Promise<void>,
): Promise<void> {
  const trash = trashName(name);
  going.add(trash);
  try {
    await destroy((await moveAway(trash, rename)) ? trash : name);
  } finally {
    going.delete(trash);
  }
}

const moveAway = (trash: string, rename: (to: string) => Promise<void>): Promise<boolean> =>
  rename(trash).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return false;
      throw error;
    },
  );

// In one turn, so that what this process has destroyed meanwhile is in neither list.
const leftoversIn = (folder: string): readonly string[] => readdirSync(folder).filter(isLeftover);

/** Destroys leftovers in private/ and templates/. Throws when one cannot be destroyed. */
export async function sweepLeftovers(pool: string, volumes: Volumes): Promise<void> {
  for (const name of leftoversIn(`${pool}/private`)) await volumes.destroyArea(`${pool}/private`, name);
  for (const name of leftoversIn(`${pool}/templates`)) await volumes.destroyTree(`${pool}/templates`, name);
}
