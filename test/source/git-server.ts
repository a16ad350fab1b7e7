// Real servers of git on loopback, with certificates and keys made for the test: http and https by git's own http-backend, ssh by
// OpenSSH, git:// by git daemon.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { realClock } from './repository.ts';

const BACKEND = '/usr/lib/git-core/git-http-backend';
const OPENSSL = '/usr/bin/openssl';
const DAEMON = '/usr/lib/git-core/git-daemon';
const SSHD = '/usr/sbin/sshd';
const KEYGEN = '/usr/bin/ssh-keygen';

const absent = (paths: readonly string[]): string | undefined => paths.find((path) => !existsSync(path));
export const missingForHttps = (): string | undefined =>
  absent([BACKEND, '/usr/lib/git-core/git-remote-https', OPENSSL]);
export const missingForPlain = (): string | undefined => absent([BACKEND, DAEMON]);
export const missingForSsh = (): string | undefined => absent([SSHD, KEYGEN, '/usr/bin/ssh']);

export interface HttpsServer {
  readonly url: (name: string) => string;
  readonly certificate: string;
  /** The Authorization header of each request; "" where there was none. */
  readonly asked: string[];
  close(): Promise<void>;
}

/**
 * Serves `<folder>/<name>/.git` as `/<name>`. Answers 401 to who has not one of the headers that `allowed` has now, and what
 * `before` answers itself.
 */
export async function serveHttps(
  folder: string,
  allowed: () => readonly string[],
  before: (request: IncomingMessage, response: ServerResponse) => boolean = () => false,
): Promise<HttpsServer> {
  mkdirSync(folder, { recursive: true });
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key];
  execFileSync(OPENSSL, ['req', '-x509', ...made, '-out', certificate, '-days', '2', ...subject], { stdio: 'ignore' });
  const asked: string[] = [];
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    const { authorization = '' } = request.headers;
    asked.push(authorization);
    if (before(request, response)) return;
    if (!allowed().includes(authorization)) response.writeHead(401, { 'www-authenticate': 'Basic realm="test"' }).end();
    else backend(folder, request, response);
  });
  const { port, close } = await listen(server);
  return { url: (name) => `https://127.0.0.1:${port}/${name}`, certificate, asked, close };
}

async function listen(server: Server): Promise<{ readonly port: number; close(): Promise<void> }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface PlainServer {
  readonly url: (name: string) => string;
  close(): Promise<void>;
}

/** As serveHttps, to everybody and without a certificate. */
export async function serveHttp(folder: string): Promise<PlainServer> {
  const { port, close } = await listen(createHttpServer((request, response) => backend(folder, request, response)));
  return { url: (name) => `http://127.0.0.1:${port}/${name}`, close };
}

/** Serves `<folder>/<name>/.git` as `/<name>` by git-daemon(1). */
export async function serveGit(folder: string): Promise<PlainServer> {
  const port = await freePort();
  const flags = ['--listen=127.0.0.1', `--port=${port}`, '--reuseaddr', '--export-all', '--log-destination=stderr'];
  const env = {
    PATH: '/usr/bin:/bin',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: '*',
  };
  const child = spawn(DAEMON, [...flags, `--base-path=${folder}`], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  await answers(port, child);
  return { url: (name) => `git://127.0.0.1:${port}/${name}`, close: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill();
  await ended;
}

function backend(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const child = spawn(BACKEND, [], {
    env: {
      PATH: '/usr/bin:/bin',
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      PATH_INFO: path.replace(/^\/([^/]+)/, '/$1/.git'),
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
    for (const header of bytes.subarray(0, end).toString('latin1').split('\r\n')) {
      const [name = '', value = ''] = header.split(': ');
      if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.end(bytes.subarray(end + 4));
  });
}

export interface SshServer {
  readonly url: (path: string) => string;
  /** A private key that it lets in. */
  readonly key: string;
  readonly knownHosts: string;
  close(): Promise<void>;
}

/** A whole sshd with keys and a configuration of its own; it lets in the user who runs the test. */
export async function serveSsh(folder: string): Promise<SshServer> {
  mkdirSync(folder, { recursive: true });
  const [host, key] = [join(folder, 'host'), join(folder, 'key')];
  for (const path of [host, key]) execFileSync(KEYGEN, ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', path]);
  const port = await freePort();
  const config = [
    ...['ListenAddress 127.0.0.1', `Port ${port}`, `HostKey ${host}`, `AuthorizedKeysFile ${key}.pub`],
    ...['PidFile none', 'UsePAM no', 'StrictModes no', 'PasswordAuthentication no', 'PermitRootLogin yes'],
  ];
  writeFileSync(join(folder, 'sshd_config'), `${config.join('\n')}\n`);
  // Where sshd drops privileges to; systemd makes it where sshd is a service.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const child = spawn(SSHD, ['-D', '-e', '-f', join(folder, 'sshd_config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  await answers(port, child);
  const knownHosts = join(folder, 'known_hosts');
  writeFileSync(knownHosts, `[127.0.0.1]:${port} ${readFileSync(`${host}.pub`, 'utf8')}`);
  return {
    url: (path) => `ssh://${userInfo().username}@127.0.0.1:${port}${path}`,
    key,
    knownHosts,
    close: () => end(child),
  };
}

/** Nobody listens on it now. */
async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk) => (said += String(chunk)));
  for (let i = 0; i < 200; i += 1) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${said}`);
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (open) return;
    await realClock.sleep(25);
  }
  throw new Error(`the server does not answer: ${said}`);
}
