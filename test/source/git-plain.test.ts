// Fetching over git:// and http://, where anybody may answer: what counts is who signed.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Source } from '../../reconciler/port/source.ts';
import { openGitSource } from '../../reconciler/source/git.ts';
import { missingForPlain, type PlainServer, serveGit, serveHttp } from './git-server.ts';
import { makeRepository, type Repository, sourceOptions, temporary } from './repository.ts';

const KEYGEN = '/usr/bin/ssh-keygen';

let folder: ReturnType<typeof temporary>;
let repo: Repository;
let server: PlainServer | undefined;
let source: Source | undefined;

beforeEach((context) => {
  const missing = missingForPlain() ?? (existsSync(KEYGEN) ? undefined : KEYGEN);
  if (missing !== undefined) context.skip(`needs ${missing}`);
  folder = temporary();
  repo = makeRepository(join(folder.path, 'served/a.git'));
  const key = join(folder.path, 'key');
  execFileSync(KEYGEN, ['-q', '-t', 'ed25519', '-N', '', '-C', 'alice', '-f', key]);
  writeFileSync(join(folder.path, 'allowed'), `alice@example.net ${readFileSync(`${key}.pub`, 'utf8')}`);
  for (const [name, value] of [
    ['gpg.format', 'ssh'],
    ['user.signingKey', `${key}.pub`],
    ['commit.gpgSign', 'true'],
  ] as const)
    repo.git('config', name, value);
});
afterEach(async () => {
  await source?.close();
  await server?.close();
  [source, server] = [undefined, undefined];
  folder?.remove();
});

async function read(url: string): Promise<string> {
  source ??= await openGitSource({
    ...sourceOptions(folder.path, url),
    ref: 'main',
    verify: { mode: 'all', paths: [], allowedSigners: join(folder.path, 'allowed') },
  });
  const [found] = (await source.read()).files;
  if (found?.kind !== 'file') throw new Error('no file');
  return Buffer.from(await found.content()).toString();
}

test.each([
  ['git', serveGit],
  ['http', serveHttp],
] as const)('%s: signed commits are read, and read again; another is refused', async (_protocol, serve) => {
  repo.commit({ 'manifests/a.yaml': '1' });
  server = await serve(join(folder.path, 'served'));
  const url = server.url('a.git');
  expect(await read(url)).toBe('1');
  repo.commit({ 'manifests/a.yaml': '2' });
  expect(await read(url)).toBe('2');
  repo.git('config', 'commit.gpgSign', 'false');
  repo.commit({ 'manifests/a.yaml': '3' });
  await expect(read(url)).rejects.toThrow(/is refused: commit \w+ is not signed/);
});
