// Fetching over real https: who is let in, and what nobody gets to see.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Source } from '../../reconciler/port/source.ts';
import { openGitSource } from '../../reconciler/source/git.ts';
import type { AccessFiles } from '../../reconciler/source/git-access.ts';
import { parseAddress } from '../../reconciler/source/git-address.ts';
import { branchReader } from '../../reconciler/source/git-branch-files.ts';
import { publishFile } from '../../reconciler/source/git-publish.ts';
import { type HttpsServer, missingForHttps, serveHttps } from './git-server.ts';
import { makeRepository, type Repository, sourceOptions, temporary } from './repository.ts';

const basic = (login: string): string => `Basic ${Buffer.from(login).toString('base64')}`;

let folder: ReturnType<typeof temporary>;
let repo: Repository;
let server: HttpsServer;
let source: Source | undefined;
let allowed: string[];

beforeEach(async (context) => {
  const missing = missingForHttps();
  if (missing !== undefined) context.skip(`needs ${missing}`);
  folder = temporary();
  repo = makeRepository(join(folder.path, 'served/a.git'));
  allowed = [basic('ci:secret')];
  server = await serveHttps(join(folder.path, 'served'), () => allowed);
  vi.stubEnv('GIT_SSL_CAINFO', server.certificate);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await source?.close();
  source = undefined;
  await server?.close();
  folder?.remove();
});

function file(name: string, content: string, mode = 0o600): string {
  writeFileSync(join(folder.path, name), content, { mode });
  return join(folder.path, name);
}

function netrc(password: string): void {
  mkdirSync(join(folder.path, 'home'), { recursive: true });
  file('home/.netrc', `machine 127.0.0.1 login ci password ${password}\n`);
}

async function read(access: AccessFiles = {}, url = server.url('a.git')): Promise<string> {
  const options = sourceOptions(folder.path, url);
  source ??= await openGitSource({ ...options, remotes: [{ address: parseAddress(url), access }], ref: 'main' });
  const [found] = (await source.read()).files;
  if (found?.kind !== 'file') throw new Error('no file');
  return Buffer.from(await found.content()).toString();
}

test('a repository behind https and a password is fetched, and fetched again', async () => {
  netrc('secret');
  repo.commit({ 'manifests/a.yaml': '1' });
  expect(await read()).toBe('1');
  repo.commit({ 'manifests/a.yaml': '2' });
  expect(await read()).toBe('2');
});

test('a wrong password is an error in words, and nobody is asked for another', async () => {
  netrc('wrong');
  repo.commit({ 'manifests/a.yaml': '1' });
  await expect(read()).rejects.toThrow(/git ls-remote: .*(Authentication failed|terminal prompts disabled)/);
});

test('a server whose certificate nobody vouches for is not believed', async () => {
  netrc('secret');
  vi.stubEnv('GIT_SSL_CAINFO', undefined);
  repo.commit({ 'manifests/a.yaml': '1' });
  await expect(read()).rejects.toThrow(/git ls-remote: .*certificate/);
});

test('a token is sent as a password, of the user in the URL or of none in particular, or as a bearer token', async () => {
  repo.commit({ 'manifests/a.yaml': '1' });
  const tokenFile = file('token', 't0ken\n');
  const named = server.url('a.git').replace('127', 'bot@127');
  for (const [access, url, header] of [
    [{ tokenFile }, server.url('a.git'), basic('x-access-token:t0ken')],
    [{ tokenFile }, named, basic('bot:t0ken')],
    [{ tokenFile, tokenScheme: 'bearer' }, server.url('a.git'), 'Bearer t0ken'],
  ] as const) {
    allowed = [header];
    expect(await read(access, url)).toBe('1');
    await source?.close();
    source = undefined;
  }
});

test('a token that is changed is sent from the next look on', async () => {
  const tokenFile = file('token', 'old');
  allowed = [basic('x-access-token:old')];
  const first = repo.commit({ 'manifests/a.yaml': '1' });
  expect(await read({ tokenFile })).toBe('1');
  allowed = [basic('x-access-token:new')];
  repo.commit({ 'manifests/a.yaml': '2' });
  expect(await source?.read()).toMatchObject({ revision: { id: first }, stale: expect.stringContaining('ls-remote') });
  file('token', 'new');
  expect(await read()).toBe('2');
});

test('a netrc of its own is read by us', async () => {
  repo.commit({ 'manifests/a.yaml': '1' });
  expect(await read({ netrc: file('logins', 'machine 127.0.0.1\n  login ci\n  password secret\n') })).toBe('1');
});

test('secrets that others can read, or that are none, are refused, and not quoted', async () => {
  repo.commit({ 'manifests/a.yaml': '1' });
  for (const [access, message] of [
    [{ tokenFile: file('open', 'hush', 0o640) }, /open can be read by group or others/],
    [{ tokenFile: file('lines', 'hush\nhush') }, /lines: not one line of text/],
    [{ tokenFile: join(folder.path, 'absent') }, /absent: no such file/],
    [{ netrc: file('other', 'machine elsewhere login a password hush') }, /other has no login for 127.0.0.1/],
  ] as const) {
    const error: unknown = await read(access).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain('hush');
    await source?.close();
    source = undefined;
  }
  expect(server.asked).toEqual([]);
});

test('a token is in no argument of a process and in no file of the mirror', async () => {
  repo.commit({ 'manifests/a.yaml': '1' });
  const secret = 'visible-if-wrong';
  allowed = [basic(`x-access-token:${secret}`)];
  const seen: string[] = [];
  const looking = setInterval(() => seen.push(commandLines()), 5);
  try {
    await read({ tokenFile: file('token', secret) });
  } finally {
    clearInterval(looking);
  }
  expect(seen.some((lines) => lines.includes('ls-remote'))).toBe(true);
  const encoded = Buffer.from(`x-access-token:${secret}`).toString('base64');
  for (const hidden of [secret, encoded]) {
    expect(seen.join()).not.toContain(hidden);
    const found = execFileSync('/bin/sh', ['-c', `grep -rlF -- '${hidden}' '${join(folder.path, 'mirrors')}' || true`]);
    expect(found.toString()).toBe('');
  }
});

/** Of all processes. */
const commandLines = (): string =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .join('\n');

test('a server that sends us elsewhere does not get our token there', async () => {
  repo.commit({ 'manifests/a.yaml': '1' });
  allowed = [basic('x-access-token:t0ken')];
  const other = await serveHttps(
    join(folder.path, 'other'),
    () => allowed,
    (request, response) => {
      response.writeHead(302, { location: `${server.url('')}${request.url?.slice(1)}` }).end();
      return true;
    },
  );
  try {
    vi.stubEnv(
      'GIT_SSL_CAINFO',
      file('both.pem', readFileSync(server.certificate, 'utf8') + readFileSync(other.certificate, 'utf8')),
    );
    await expect(read({ tokenFile: file('token', 't0ken') }, other.url('a.git'))).rejects.toThrow(/git ls-remote/);
    expect(other.asked.length).toBeGreaterThan(0);
    expect(server.asked).toEqual([]);
  } finally {
    await other.close();
  }
});

test('a branch of reports is pushed and read with a token, which may change, and is refused without', async () => {
  repo.git('config', 'http.receivepack', 'true');
  repo.commit({ a: '1' });
  const tokenFile = file('token', 't0ken\n');
  const place = (folder_: string, files: AccessFiles) => ({
    ...{
      url: server.url('a.git'),
      branch: 'reports',
      access: { ...files, named: { tokenFile: 'spec.fleet.branch.tokenFile' } },
    },
    ...{ gitDir: join(folder.path, folder_), home: join(folder.path, 'home') },
  });
  const report = (text: string) => ({ name: 'n1.report.json', text, subject: 'report of n1', author: 'n1' });
  const reader = branchReader(place('in.git', { tokenFile }));
  for (const token of ['t0ken', 'newer']) {
    file('token', `${token}\n`);
    allowed = [basic(`x-access-token:${token}`)];
    await publishFile(place('out.git', { tokenFile }), report(token));
    expect((await reader(['n1.report.json'])).get('n1.report.json')?.toString()).toBe(token);
  }
  const refused = publishFile(place('out.git', {}), report('without'));
  await expect(refused).rejects.toThrow(/git ls-remote: .*(Authentication failed|terminal prompts disabled)/);
  const absent = join(folder.path, 'absent');
  const error = await publishFile(place('out.git', { tokenFile: absent }), report('x')).catch(String);
  expect(error).toContain(`spec.fleet.branch.tokenFile: ${absent}`);
  file('token', 'wr0ng\n');
  const wrong = await publishFile(place('out.git', { tokenFile }), report('x')).catch(String);
  expect(wrong).toMatch(/Authentication failed|terminal prompts disabled/);
  expect(wrong).not.toContain('wr0ng');
});
