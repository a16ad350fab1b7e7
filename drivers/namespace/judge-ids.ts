// A container on ids of somebody else would own their files.

import type { Refusal } from '../../reconciler/plan/plan.ts';

/** `last` is inclusive. */
export interface IdRange {
  readonly first: number;
  readonly last: number;
  readonly owner: string;
}

/** Ids of one container, the first one included. No base is below it, so smaller ids of the host need no look. */
export const IDS = 65_536;

/** Why a container cannot have the 65,536 ids from `base` on. */
export function refuseIds(base: number, taken: readonly IdRange[]): readonly Refusal[] {
  const other = taken.find(({ first, last }) => first < base + IDS && last >= base);
  if (other === undefined) return [];
  const theirs = other.first === other.last ? `id ${other.first}` : `ids ${other.first} to ${other.last}`;
  return [
    {
      code: 'VZR620',
      pointer: '/namespace/idmap/base',
      reason: `ids ${base} to ${base + IDS - 1} overlap ${theirs} of ${other.owner}`,
      hint: 'give spec.idmap.base the start of 65536 ids that nobody on this host has',
    },
  ];
}
