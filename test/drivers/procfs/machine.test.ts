import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { APPLICATION, machineHere } from '../../../drivers/procfs/machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'vz-machine-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, String(Math.random()));
  writeFileSync(path, text);
  return path;
}

const nothing = join(folder, 'nothing');

test('the id is the one that systemd derives', (context) => {
  if (spawnSync('systemd-id128', ['machine-id']).status !== 0) context.skip('needs systemd-id128 and a machine-id');
  const words = ['machine-id', `--app-specific=${APPLICATION}`];
  expect(machineHere().id).toBe(execFileSync('systemd-id128', words, { encoding: 'utf8' }).trim());
});

test('what is secret is not told, and what is no id is none', () => {
  const secret = '0123456789abcdef0123456789abcdef';
  const { id, hardware } = machineHere(file(`${secret}\n`), file('03000200-0400-0500-0006-000700080009\n'));
  expect(id).toMatch(/^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
  expect([id, hardware]).not.toContain(secret);
  expect(hardware).toMatch(/^[0-9a-f]{32}$/);
  expect(machineHere(file(secret.slice(1)), file('FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'))).toEqual({});
  expect(machineHere(file('uninitialized\n'), file('0'.repeat(32)))).toEqual({});
  expect(machineHere(nothing, nothing)).toEqual({});
});
