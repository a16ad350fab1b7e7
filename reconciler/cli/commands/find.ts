// Containers are named by name or by ctid everywhere.

import { nearest } from '../../../schema/suggest.ts';
import type { Ctid } from '../../../schema/units.ts';
import { UsageError } from '../errors.ts';

export function findContainer<T extends { readonly ctid: Ctid; readonly name: string }>(
  all: readonly T[],
  wanted: string,
): T {
  const found = all.find(({ name }) => name === wanted) ?? all.find(({ ctid }) => String(ctid) === wanted);
  if (found !== undefined) return found;
  const near = nearest(
    wanted,
    all.map(({ name }) => name),
  );
  throw new UsageError(`there is no container ${wanted}`, near === undefined ? {} : { hint: `did you mean ${near}?` });
}
