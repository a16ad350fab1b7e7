// Saved plans and windows against a kernel: what moves is found, and what waits is left alone while the rest is done.

import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { vz } from '../helpers/program.ts';
import { missingTools } from '../helpers/tools.ts';
import { life, openProgramSite, type ProgramSite } from './program-site.ts';

const reason = missingTools();
const A = 61_281;
const a = { ctid: A, ips: ['10.210.2.81'] };
let site: ProgramSite;

beforeAll(() => {
  if (reason !== undefined) return;
  site = openProgramSite('saved', /vzr-saved|\b6128\d\b|veth6128/);
  site.declare({ a });
  expect(site.once()).toMatchObject({ code: 0, err: '' });
});
afterAll(() => site?.close());
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

test('a saved plan is applied as it is, and not once a hand has changed the container', () => {
  const file = join(site.root.path, 'plan.json');
  site.declare({ a: { ...a, vswap: { ram: '96M', swap: 0 } } });
  expect(vz('--dry-run', '--out', file, ...site.at).code).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const hostname = (name: string) =>
    expect(vz('exec', 'a', '--root', site.root.path, '--', 'hostname', name).code).toBe(0);
  hostname('elsewhere');
  expect(vz('apply', file, ...site.at)).toMatchObject({
    code: 8,
    out: '',
    err: expect.stringContaining(`\n  a (${A}): hostname: planned a, live elsewhere\n`),
  });
  hostname('a');
  expect(vz('apply', file, ...site.at)).toMatchObject({
    code: 0,
    out: expect.stringContaining(`a (${A}): changed in`),
  });
  expect(vz('apply', file, ...site.at)).toMatchObject({ code: 8, err: expect.stringContaining('ram: planned') });
});

test('outside of its window a restart waits, and the live changes of its container do not', () => {
  writeFileSync(
    join(site.dir, 'window.yaml'),
    'apiVersion: vzreconcile/v1alpha1\nkind: Window\nmetadata: {name: freeze}\nspec: {kind: deny, schedule: "* * * * *", duration: 2h, classes: [restart]}\n',
  );
  const before = life(A);
  site.declare({ a: { ...a, vswap: { ram: '80M', swap: 0 }, init: ['/sbin/init', 'other'] } });
  const once = site.once();
  expect(once).toMatchObject({ code: 0, err: '' });
  expect(once.out).toMatch(/live, restart \(deferred by window freeze at least until 20/);
  expect(once.out).toContain('Apply complete! 0 created, 1 changed, 0 restarted');
  expect(life(A)).toEqual(before);
  expect(vz('--dry-run', ...site.at).out).toMatch(/Plan: 0 to create, 0 to change, 1 to restart/);
  writeFileSync(join(site.dir, 'window.yaml'), '');
  expect(site.once()).toMatchObject({ code: 0, out: expect.stringContaining('0 changed, 1 restarted') });
  expect(life(A)).not.toEqual(before);
  expect(vz('--dry-run', ...site.at).out).toContain('No changes.');
});
