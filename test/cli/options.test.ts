import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { realPath } from '../../reconciler/cli/options.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'options-')));
afterAll(() => rmSync(folder, { recursive: true }));

test('a root has one name however it is reached', () => {
  mkdirSync(join(folder, 'real'));
  symlinkSync('real', join(folder, 'link'));
  expect(realPath(join(folder, 'link'))).toBe(join(folder, 'real'));
  expect(realPath(join(folder, 'real'))).toBe(join(folder, 'real'));
});

test('a root that does not exist yet is named below the real path of what does', () => {
  mkdirSync(join(folder, 'a'));
  symlinkSync('a', join(folder, 'b'));
  expect(realPath(join(folder, 'b/new/root'))).toBe(join(folder, 'a/new/root'));
});

test('what cannot be resolved stays as it was given', () => {
  writeFileSync(join(folder, 'file'), '');
  symlinkSync('loop', join(folder, 'loop'));
  expect(realPath(join(folder, 'file/root'))).toBe(join(folder, 'file/root'));
  expect(realPath(join(folder, 'loop'))).toBe(join(folder, 'loop'));
});
