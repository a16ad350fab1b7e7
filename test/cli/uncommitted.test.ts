// Edited manifests that no commit has: commands for people say that they are not looked at.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRepository, type Repository, temporary } from '../source/repository.ts';
import { container, run, template } from './command.ts';

let folder: ReturnType<typeof temporary>;
let repo: Repository;

const web = (ram: string) => container('web', 60_541, `  vswap: {ram: ${ram}, swap: 0}\n`);

beforeEach(() => {
  folder = temporary();
  repo = makeRepository(join(folder.path, 'repo'));
  repo.commit({ 'manifests/t.yaml': template, 'manifests/web.yaml': web('256M'), 'README.md': 'x' });
  repo.commit();
});
afterEach(() => folder.remove());

const said = (...args: string[]) =>
  run(['--node', 'node7', '--root', join(folder.path, 'root'), ...args], repo.path).err;
const one =
  'warning: manifests/web.yaml has changes that are in no commit: it is not looked at (`--dir manifests` does)\n';

test('each is warned of once, by the commands that people ask', () => {
  repo.write({ 'manifests/web.yaml': web('512M') });
  expect(said('validate')).toBe(one);
  expect(said('--dry-run', '--against', 'HEAD~1')).toBe(one);
  expect(said('--dry-run', '--simulate', '--ref', 'main')).toBe(one);
  expect(said('diff', 'HEAD~1..')).toBe(one);
  expect(said('explain', 'web', '--simulate')).toBe(one);
  repo.write({ 'manifests/new.yaml': template, 'manifests/notes.txt': 'x', 'README.md': 'y' });
  expect(said('validate')).toContain(
    'warning: manifests/web.yaml and 1 more have changes that are in no commit: they are not looked at',
  );
  repo.commit();
  expect(said('validate')).toBe('');
}, 60_000);

test('nothing is said where they are not what is asked about', () => {
  repo.git('tag', 'v1');
  repo.git('branch', 'other');
  repo.write({ 'manifests/web.yaml': web('512M') });
  for (const args of [
    ['--ref', 'v1'],
    ['--ref', 'other'],
    ['--ref', 'HEAD~1'],
    ['--dir', 'manifests'],
  ])
    expect(said('validate', ...args)).toBe('');
  repo.git('clone', '-q', '--bare', repo.path, join(folder.path, 'bare.git'));
  expect(said('validate', '--repo', join(folder.path, 'bare.git'))).toBe('');
}, 60_000);

test('a repository of somebody else runs none of its filters, and it is said that nobody has looked', (context) => {
  if (process.getuid?.() !== 0) context.skip('needs root to give files away');
  const trace = join(folder.path, 'trace');
  repo.write({ '.gitattributes': '*.yaml filter=x\n' });
  repo.commit();
  repo.git('config', 'filter.x.clean', `touch ${trace}; cat`);
  repo.write({ 'manifests/web.yaml': web('512M') });
  execFileSync('chown', ['-R', '65534:65534', repo.path]);
  expect(said('validate')).toBe(
    `warning: nobody has looked for changes of manifests that are in no commit: ${repo.path}/.git belongs to another user (uid 65534), whose filters git would run\n`,
  );
  expect(said('validate', '--dir', 'manifests')).toBe('');
  expect(said('validate', '--ref', 'HEAD~1')).toBe('');
  expect(existsSync(trace)).toBe(false);
}, 60_000);
