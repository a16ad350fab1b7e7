// Commits in the name of the caller, signed with real keys where the caller's are.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callingAuthor, type NewCommit, writeCommit } from '../../reconciler/source/git-author.ts';
import type { GitOptions } from '../../reconciler/source/git-command.ts';
import { makeRepository, type Repository, temporary } from './repository.ts';

const KEYGEN = '/usr/bin/ssh-keygen';
let folder: ReturnType<typeof temporary>;
let repo: Repository;
let options: GitOptions;
let next: NewCommit;

beforeEach(() => {
  folder = temporary();
  repo = makeRepository(join(folder.path, 'repo'));
  const parent = repo.commit({ a: '1' });
  options = { gitDir: join(repo.path, '.git'), home: folder.path, protocols: [] };
  next = { tree: repo.git('rev-parse', 'main^{tree}'), parent, message: 'Subject\n\nBody: ünïcode\n' };
  const who = { GIT_AUTHOR_NAME: 'Ann', GIT_AUTHOR_EMAIL: 'ann@example.net', HOME: folder.path };
  for (const [name, value] of Object.entries(who)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
  folder.remove();
});

const show = (id: string, format: string): string => repo.git('log', '-1', `--format=${format}`, id);

test('a commit has author, parent, tree and message as given', async () => {
  const author = await callingAuthor(options.gitDir);
  expect(author.signs).toBe(false);
  const id = await writeCommit(author, next, options);
  expect(show(id, '%an <%ae> %cn <%ce> %P %T')).toBe(
    `Ann <ann@example.net> Ann <ann@example.net> ${next.parent} ${next.tree}`,
  );
  expect(show(id, '%B')).toBe(next.message.trim());
});

test('it is signed where commits of the caller are, and the same otherwise', async (context) => {
  if (!existsSync(KEYGEN)) context.skip(`needs ${KEYGEN}`);
  const key = join(folder.path, 'key');
  execFileSync(KEYGEN, ['-q', '-t', 'ed25519', '-N', '', '-C', 'ann', '-f', key]);
  const allowed = join(folder.path, 'allowed');
  writeFileSync(allowed, `ann@example.net ${readFileSync(`${key}.pub`, 'utf8')}`);
  const plain = await writeCommit(await callingAuthor(options.gitDir), next, options);
  writeFileSync(
    join(folder.path, '.gitconfig'),
    `[commit]\n gpgSign = yes\n[gpg]\n format = ssh\n[user]\n signingKey = ${key}.pub\n`,
  );
  const author = await callingAuthor(options.gitDir);
  const id = await writeCommit(author, next, options);
  expect(() => repo.git('-c', `gpg.ssh.allowedSignersFile=${allowed}`, 'verify-commit', id)).not.toThrow();
  for (const format of ['%an <%ae> %cn <%ce>', '%P %T', '%B']) expect(show(id, format)).toBe(show(plain, format));

  // Which program signs must not be the word of a repository of somebody else.
  const foreign = writeCommit(author, next, { ...options, as: { uid: 65_534, gid: 65_534 } });
  await expect(foreign).rejects.toThrow('your commits are signed, and the repository belongs to another user');
  repo.git('config', 'commit.gpgSign', 'false');
  expect((await callingAuthor(options.gitDir)).signs).toBe(false);
  expect((await callingAuthor(options.gitDir, { uid: 65_534, gid: 65_534 })).signs).toBe(true);
  repo.git('config', '--unset', 'commit.gpgSign');
  writeFileSync(`${key}.pub`, 'no key');
  await expect(writeCommit(author, next, options)).rejects.toThrow(/^the commit cannot be signed: \S/);
});
