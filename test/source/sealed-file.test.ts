import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSealed, writeSealed } from '../../reconciler/source/sealed-file.ts';

let folder: string;
const at = (name: string): string => join(folder, name);
const seal = { key: 'k'.repeat(32), purpose: 'test' };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vzr-sealed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was sealed is read, by whoever has the key and asks for the same purpose', async () => {
  await writeSealed(at('new/file'), seal, '{"a":"\u00e4"}');
  expect(statSync(at('new/file')).mode & 0o777).toBe(0o600);
  expect(await readSealed(at('new/file'), seal, 1000)).toBe('{"a":"\u00e4"}');
  expect(await readSealed(at('new/file'), { ...seal, key: 'l'.repeat(32) }, 1000)).toBeUndefined();
  expect(await readSealed(at('new/file'), { ...seal, purpose: 'other' }, 1000)).toBeUndefined();
});

test('a file that differs in any byte, or is torn, is none', async () => {
  await writeSealed(at('file'), seal, 'text');
  const whole = readFileSync(at('file'));
  for (let i = 0; i < whole.length; i += 1) {
    const bytes = Buffer.from(whole);
    bytes.writeUInt8(bytes.readUInt8(i) ^ 1, i);
    writeFileSync(at('file'), bytes);
    expect(await readSealed(at('file'), seal, 1000), `byte ${i}`).toBeUndefined();
    writeFileSync(at('file'), whole.subarray(0, i));
    expect(await readSealed(at('file'), seal, 1000), `${i} bytes`).toBeUndefined();
  }
});

test('what is no plain file, or too large, is none', async () => {
  await writeSealed(at('file'), seal, 'text');
  symlinkSync('file', at('link'));
  mkdirSync(at('folder'));
  execFileSync('/usr/bin/mkfifo', [at('pipe')]);
  writeFileSync(at('large'), '');
  truncateSync(at('large'), 2 ** 40);
  for (const name of ['link', 'folder', 'pipe', 'large', 'absent'])
    expect(await readSealed(at(name), seal, 1000), name).toBeUndefined();
  expect(await readSealed(at('file'), seal, 68)).toBeUndefined();
});
