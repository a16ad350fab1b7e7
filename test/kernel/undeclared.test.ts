// What somebody writes into a container's groups that no manifest can say: found, told, and left alone. A container nobody
// touched has nothing of it, which is the proof that the table of usual values is this kernel's.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { groupMounts, put, readTrimmed } from '../helpers/real-host.ts';
import { openSite, type Site } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';

const reason = missingTools();
const CT = 61_421;
let site: Site;

beforeAll(async () => {
  if (reason !== undefined) return;
  site = await openSite('undeclared');
  site.declare({ quiet: { ctid: CT, cpulimit: 50 } });
  await site.converge();
});
afterAll(() => site?.close());
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

/** Files of both versions, with a value that a person may write. */
const deeds = [
  ['memory.high', '33554432'],
  ['memory.oom.group', '1'],
  ['memory.soft_limit_in_bytes', '33554432'],
  ['cpuset.mem_hardwall', '1'],
] as const;

test('a container nobody touched has nothing undeclared; what hands write is told and stays', async () => {
  expect((await site.plan()).containers[0]?.undeclared).toBeUndefined();
  const there = deeds.flatMap(([name, value]) =>
    groupMounts().flatMap((mount) => {
      const path = join(mount, 'vz', String(CT), name);
      return existsSync(path) ? [{ name, value, path }] : [];
    }),
  );
  expect(there.length).toBeGreaterThan(1);
  for (const { path, value } of there) put(path, value);
  const { containers } = await site.plan();
  expect(containers[0]?.action).toBe('none');
  expect(new Set(containers[0]?.undeclared?.map(({ name }) => name))).toEqual(new Set(there.map(({ name }) => name)));
  expect(await site.text()).toMatch(/ {4}\? .* undeclared, reported only/);
  await site.converge();
  for (const { path, value } of there) expect(readTrimmed(path)).toBe(value);
});
