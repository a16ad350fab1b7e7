import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTakenIds } from '../../../drivers/namespace/host-ids.ts';
import { refuseIds } from '../../../drivers/namespace/judge-ids.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vzreconcile-ids-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const taken = (files: Partial<Record<'passwd' | 'group' | 'subuid' | 'subgid', string>>) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const at = (name: string) => join(folder, name);
  return readTakenIds({ passwd: at('passwd'), group: at('group'), subuid: at('subuid'), subgid: at('subgid') });
};

test('a host without the files has no ids taken', () => {
  expect(taken({})).toEqual([]);
});

test('users and groups of the host above the system range take their id, the others nothing', () => {
  const ids = taken({
    passwd: 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\nldap:x:7000000:7000000::/:/bin/sh\n',
    group: 'root:x:0:\nstaff:x:8000000:ldap\n',
  });
  expect(ids.map(({ owner }) => owner)).toEqual(['user ldap', 'group staff']);
  expect(refuseIds(7_000_000, ids)).toMatchObject([
    {
      code: 'VZR620',
      pointer: '/namespace/idmap/base',
      reason: 'ids 7000000 to 7065535 overlap id 7000000 of user ldap',
    },
  ]);
});

test.each([
  ['one id before', 4_000_000_000 - 65_536, false],
  ['its last id on the first', 4_000_000_000 - 65_535, true],
  ['inside', 4_000_100_000, true],
  ['its first id on the last', 4_000_199_999, true],
  ['one id after', 4_000_200_000, false],
])('a base %s of a subordinate range', (_, base, refused) => {
  const ids = taken({ subuid: '# handed out\nalice:4000000000:200000\n' });
  expect(refuseIds(base, ids).length > 0).toBe(refused);
});

test('subgid counts as subuid does', () => {
  expect(refuseIds(4_000_000_000, taken({ subgid: 'alice:4000000000:65536' }))).toHaveLength(1);
});

test('lines that make no sense take nothing', () => {
  expect(taken({ subuid: 'alice\nbob:x:1\ncarol:70000:0\n:::\n', passwd: 'short\n' })).toEqual([]);
});
