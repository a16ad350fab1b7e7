// Fetching over real https: git's own server program behind a TLS socket with a certificate made for the test.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Source } from '../../reconciler/port/source.ts';
import { openGitSource } from '../../reconciler/source/git.ts';
import { makeRepository, type Repository, sourceOptions, temporary } from './repository.ts';

const BACKEND = '/usr/lib/git-core/git-http-backend';
const OPENSSL = '/usr/bin/openssl';
const missing = [BACKEND, '/usr/lib/git-core/git-remote-https', OPENSSL].find((path) => !existsSync(path));

let folder: ReturnType<typeof temporary>;
let repo: Repository;
let server: Server;
let source: Source | undefined;

beforeEach(async (context) => {
  if (missing !== undefined) context.skip(`needs ${missing}`);
  folder = temporary();
  repo = makeRepository(join(folder.path, 'served/a.git'));
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const keys = ['-newkey', 'rsa:2048', '-nodes', '-keyout', join(folder.path, 'key.pem')];
  execFileSync(OPENSSL, ['req', '-x509', ...keys, '-out', join(folder.path, 'cert.pem'), '-days', '2', ...subject], {
    stdio: 'ignore',
  });
  server = await serve();
  vi.stubEnv('GIT_SSL_CAINFO', join(folder.path, 'cert.pem'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await source?.close();
  source = undefined;
  if (server === undefined) return;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  folder.remove();
});

/** Answers to the user "ci" with the password "secret" only. */
async function serve(): Promise<Server> {
  const pem = (name: string) => readFileSync(join(folder.path, name));
  const made = createServer({ key: pem('key.pem'), cert: pem('cert.pem') }, (request, response) => {
    if (request.headers.authorization !== `Basic ${Buffer.from('ci:secret').toString('base64')}`) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="test"' }).end();
      return;
    }
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const child = spawn(BACKEND, [], {
      env: {
        PATH: '/usr/bin:/bin',
        GIT_PROJECT_ROOT: join(folder.path, 'served'),
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'safe.directory',
        GIT_CONFIG_VALUE_0: '*',
        PATH_INFO: path.replace('/a.git', '/a.git/.git'),
        QUERY_STRING: query,
        REQUEST_METHOD: request.method ?? 'GET',
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    request.pipe(child.stdin);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => void chunks.push(chunk));
    child.on('close', () => {
      const bytes = Buffer.concat(chunks);
      const end = bytes.indexOf('\r\n\r\n');
      const headers = bytes.subarray(0, end).toString('latin1').split('\r\n');
      for (const header of headers) {
        const [name = '', value = ''] = header.split(': ');
        if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
        else response.setHeader(name, value);
      }
      response.end(bytes.subarray(end + 4));
    });
  });
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return made;
}

function netrc(password: string): void {
  mkdirSync(join(folder.path, 'home'), { recursive: true });
  writeFileSync(join(folder.path, 'home/.netrc'), `machine 127.0.0.1 login ci password ${password}\n`, { mode: 0o600 });
}

async function read(): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const options = sourceOptions(folder.path, `https://127.0.0.1:${port}/a.git`);
  source ??= await openGitSource({ ...options, ref: 'main' });
  const snapshot = await source.read();
  const [file] = snapshot.files;
  if (file?.kind !== 'file') throw new Error('no file');
  return Buffer.from(await file.content()).toString();
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
  await expect(read()).rejects.toThrow(/git fetch: .*(Authentication failed|terminal prompts disabled)/);
});

test('a server whose certificate nobody vouches for is not believed', async () => {
  netrc('secret');
  vi.stubEnv('GIT_SSL_CAINFO', undefined);
  repo.commit({ 'manifests/a.yaml': '1' });
  await expect(read()).rejects.toThrow(/git fetch: .*certificate/);
});
