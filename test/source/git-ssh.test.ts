// Fetching over real ssh: an sshd of the test's own.

import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Snapshot, Source } from '../../reconciler/port/source.ts';
import { openGitSource } from '../../reconciler/source/git.ts';
import type { AccessFiles } from '../../reconciler/source/git-access.ts';
import { parseAddress } from '../../reconciler/source/git-address.ts';
import { missingForSsh, type SshServer, serveSsh } from './git-server.ts';
import { makeRepository, type Repository, sourceOptions, temporary } from './repository.ts';

let folder: ReturnType<typeof temporary>;
let repo: Repository;
let server: SshServer;
const open: Source[] = [];

beforeEach(async (context) => {
  const missing = missingForSsh();
  if (missing !== undefined) context.skip(`needs ${missing}`);
  folder = temporary();
  repo = makeRepository(join(folder.path, 'repo'));
  server = await serveSsh(join(folder.path, 'ssh'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((source) => source.close()));
  await server?.close();
  folder?.remove();
});

async function read(access: AccessFiles): Promise<Snapshot> {
  const url = server.url(repo.path);
  const remotes = [{ address: parseAddress(url), access }];
  const source = await openGitSource({ ...sourceOptions(folder.path, url), remotes, ref: 'main' });
  open.push(source);
  return source.read();
}

test('a repository behind ssh is fetched with a key and the host keys that are believed', async () => {
  const id = repo.commit({ 'manifests/a.yaml': '1' });
  const { key: sshKey, knownHosts } = server;
  expect((await read({ sshKey, knownHosts })).revision.id).toBe(id);
});

test('a host whose key is not the known one is not talked to, and the file is not added to', async () => {
  repo.commit({ 'manifests/a.yaml': '1' });
  const knownHosts = join(folder.path, 'empty');
  writeFileSync(knownHosts, '');
  await expect(read({ sshKey: server.key, knownHosts })).rejects.toThrow(/Host key verification failed/);
});

test('a key that the server does not know is an error, and nobody is asked for a password', async () => {
  repo.commit({ 'manifests/a.yaml': '1' });
  const { knownHosts } = server;
  await expect(read({ sshKey: join(folder.path, 'ssh/host'), knownHosts })).rejects.toThrow(/Permission denied/);
});

test('a key that others can read, and known hosts that others can write, are refused', async () => {
  repo.commit({ 'manifests/a.yaml': '1' });
  const { key: sshKey, knownHosts } = server;
  chmodSync(knownHosts, 0o666);
  await expect(read({ sshKey, knownHosts })).rejects.toThrow(/known_hosts can be changed by group or others/);
  chmodSync(sshKey, 0o644);
  await expect(read({ sshKey })).rejects.toThrow(/key can be read by group or others/);
});

test('the shell that runs ssh is told nothing by the URL', async () => {
  const marker = join(folder.path, 'ran');
  const url = server.url(`/a';touch '${marker}`).replaceAll(' ', '');
  const remotes = [{ address: parseAddress(url), access: { sshKey: server.key, knownHosts: server.knownHosts } }];
  const source = await openGitSource({ ...sourceOptions(folder.path, url), remotes });
  open.push(source);
  await expect(source.read()).rejects.toThrow(/git ls-remote/);
  expect(existsSync(marker)).toBe(false);
});
