// Second-level quotas of a manifest: spec.quotas, limits for users and groups inside, by number, and spec.quotaugidlimit, how many.

import type { Explained } from './explain.ts';
import { fault, type Reading, shown } from './reading.ts';
import { type Bytes, type Max, parseCount, parsePair, parseSize } from './units.ts';

interface Limit<T> {
  readonly soft: T | Max;
  readonly hard: T | Max;
}

export interface UgidLimits {
  readonly space: Limit<Bytes>;
  readonly inodes: Limit<number>;
}

const unlimited = { soft: 'max', hard: 'max' } as const;

/** Limits of one user or group; what is not named is not limited. */
export function readUgidLimits(value: unknown): Reading<UgidLimits> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fault('VZR103', `limits are a mapping, not ${shown(value)}`, 'write {space: 1G, inodes: 10000}');
  const { space, inodes } = value as { space?: unknown; inodes?: unknown };
  const bytes: Reading<Limit<Bytes>> =
    space === undefined
      ? { value: unlimited }
      : parsePair(space, (half) => parseSize(half, { unlimited: true, bare: 'K' }));
  if ('fault' in bytes) return bytes;
  const count: Reading<Limit<number>> =
    inodes === undefined ? { value: unlimited } : parsePair<number>(inodes, parseCount);
  if ('fault' in count) return count;
  if (Object.values(bytes.value).includes(0 as never))
    return fault('VZR231', 'a quota of nothing would be none at all', 'write at least 4K');
  return { value: { space: bytes.value, inodes: count.value } };
}

const sizeOf = (value: unknown): number =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).length : 0;

/** No more ids than quotaugidlimit says. */
export function checkUgids(spec: Readonly<Record<string, unknown>>): Explained[] {
  const { quotaugidlimit = 0, quotas } = spec;
  if (typeof quotas !== 'object' || quotas === null || typeof quotaugidlimit !== 'number') return [];
  const { users, groups } = quotas as { users?: unknown; groups?: unknown };
  const count = sizeOf(users) + sizeOf(groups);
  if (count <= quotaugidlimit) return [];
  const have =
    quotaugidlimit === 0 ? 'spec.quotaugidlimit is 0' : `spec.quotaugidlimit lets ${quotaugidlimit} have one`;
  const message = `${count} users and groups have a quota, and ${have}`;
  const hint = `set spec.quotaugidlimit to ${count} or more`;
  return [{ path: ['spec', 'quotas'], atKey: true, fault: { code: 'VZR232', message, hint } }];
}
