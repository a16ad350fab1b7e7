// What a crash can leave in the pool: things being made (.new-*) or destroyed (.trash-*). Only these two prefixes are
// ours to sweep, and only before the first change or between passes, under the reconciler's lock.

import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import type { Volumes } from './volumes.ts';

const NEW = '.new-';
const TRASH = '.trash-';

export const newName = (name: string): string => `${NEW}${name}-${randomBytes(6).toString('hex')}`;
export const trashName = (name: string): string => `${TRASH}${name}-${randomBytes(6).toString('hex')}`;
const isLeftover = (name: string): boolean => name.startsWith(NEW) || name.startsWith(TRASH);

/** Destroys leftovers in private/ and templates/. Throws when one cannot be destroyed. */
export async function sweepLeftovers(pool: string, volumes: Volumes): Promise<void> {
  for (const name of await readdir(`${pool}/private`))
    if (isLeftover(name)) await volumes.destroyArea(`${pool}/private`, name);
  for (const name of await readdir(`${pool}/templates`)) {
    if (isLeftover(name)) await volumes.destroyTree(`${pool}/templates`, name);
  }
}
