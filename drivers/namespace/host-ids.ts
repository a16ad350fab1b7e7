// Which ids of the host belong to somebody else: users and groups, ranges handed out for other containers, our own
// unpacker. A container on the same ids would own their files. passwd(5), group(5), subuid(5), subgid(5).

import { readFileSync } from 'node:fs';
import { hasCode } from '../kernel/error-code.ts';
import { IDS, type IdRange } from './judge-ids.ts';

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

/** Reads the ranges that are taken. A file that does not exist takes nothing; lines that make no sense neither. */
export function readTakenIds(files: IdFiles): readonly IdRange[] {
  return [
    ...singles(files.passwd, 'user'),
    ...singles(files.group, 'group'),
    ...ranges(files.subuid),
    ...ranges(files.subgid),
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
