// Which ids of the host belong to somebody else: users and groups, ranges handed out for other containers, our own
// unpacker. A container on the same ids would own their files. passwd(5), group(5), subuid(5), subgid(5).

import { readFileSync } from 'node:fs';
import type { Refusal } from '../../reconciler/plan/plan.ts';
import { hasCode } from '../kernel/errno.ts';

/** `last` is inclusive. */
export interface IdRange {
  readonly first: number;
  readonly last: number;
  readonly owner: string;
}

export interface IdFiles {
  readonly passwd: string;
  readonly group: string;
  readonly subuid: string;
  readonly subgid: string;
}

export const HOST_FILES: IdFiles = {
  passwd: '/etc/passwd',
  group: '/etc/group',
  subuid: '/etc/subuid',
  subgid: '/etc/subgid',
};

/** Ids of one container, the first one included. No base is below it, so smaller ids of the host need no look. */
const IDS = 65_536;

/** Reads the ranges that are taken. A file that does not exist takes nothing; lines that make no sense neither. */
export function readTakenIds(files: IdFiles): readonly IdRange[] {
  return [
    ...singles(files.passwd, 'user'),
    ...singles(files.group, 'group'),
    ...ranges(files.subuid),
    ...ranges(files.subgid),
  ];
}

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

function fieldsOf(path: string): string[][] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(':'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

function singles(path: string, kind: string): readonly IdRange[] {
  return fieldsOf(path).flatMap(([name, , id]) => {
    const number = numberOf(id);
    return number === undefined || number < IDS ? [] : [{ first: number, last: number, owner: `${kind} ${name}` }];
  });
}

function ranges(path: string): readonly IdRange[] {
  return fieldsOf(path).flatMap(([name, start, count]) => {
    const first = numberOf(start);
    const length = numberOf(count);
    if (first === undefined || length === undefined || length === 0) return [];
    return [{ first, last: first + length - 1, owner: `${name} in ${path}` }];
  });
}

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
