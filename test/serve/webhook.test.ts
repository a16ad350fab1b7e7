// The webhook over real sockets, and how long it takes from a push to a container.

import { spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Listening } from '../../reconciler/serve/listen.ts';
import { keepWebhook, openWebhook, type WebhookOptions } from '../../reconciler/serve/webhook.ts';
import { fakeClock } from '../run/bench.ts';
import { makeRepository, temporary } from '../source/repository.ts';

const secret = 'a secret';
let folder: ReturnType<typeof temporary>;
let secretFile: string;
let hook: Listening | undefined;
let looks: number;
let warnings: string[];

beforeEach(() => {
  folder = temporary();
  secretFile = join(folder.path, 'secret');
  writeFileSync(secretFile, `${secret}\n`, { mode: 0o600 });
  [looks, warnings] = [0, []];
});
afterEach(async () => {
  await hook?.close();
  hook = undefined;
  folder.remove();
});

const optionsOf = (options: Partial<WebhookOptions>): WebhookOptions => ({
  ...{ listen: '127.0.0.1:0', path: '/webhook', secretFile },
  isFollowed: (ref) => ref === 'refs/heads/main',
  look: () => {
    looks += 1;
  },
  warn: (message) => void warnings.push(message),
  clock: fakeClock(),
  ...options,
});

async function open(options: Partial<WebhookOptions> = {}): Promise<Listening> {
  hook = await openWebhook(optionsOf(options));
  return hook;
}

const signed = (body: string): Record<string, string> => ({
  'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
});

function post(where: string, body: string, headers: Record<string, string>, path = '/webhook', method = 'POST') {
  const target = where.startsWith('/') ? { socketPath: where } : { host: '127.0.0.1', port: where.split(':').at(-1) };
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const sent = request({ ...target, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode, text: text.trim() }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const push = (ref: string): string => JSON.stringify({ ref });

test('a secret that cannot be used is complained of at once, and may come', async () => {
  chmodSync(secretFile, 0o644);
  const kept = await keepWebhook(
    optionsOf({ listen: join(folder.path, 'hook.sock'), secretField: 'config.yaml:9:5: spec.webhook.secretFile' }),
  );
  await kept.close();
  expect(warnings).toEqual([
    `changes are noticed at the interval only, pushes cannot be heard: config.yaml:9:5: spec.webhook.secretFile: ${secretFile} can be read by group or others`,
  ]);
});

describe('a message', () => {
  test.each(['address', 'socket'])('that is signed makes the node look, at an %s', async (kind) => {
    const { address } = await open(kind === 'socket' ? { listen: join(folder.path, 'hook.sock') } : {});
    const body = push('refs/heads/main');
    expect(await post(address, body, signed(body))).toEqual({ status: 202, text: 'looking' });
    // Once more is no more than once more.
    await post(address, body, signed(body));
    expect(looks).toBe(2);
  });

  test('about another ref, or about none, is heard', async () => {
    const { address } = await open();
    const other = push('refs/heads/other');
    expect(await post(address, other, signed(other))).toEqual({ status: 202, text: 'not followed here' });
    expect(await post(address, '{}', { ...signed('{}'), 'x-github-event': 'ping' })).toEqual({
      status: 202,
      text: 'heard',
    });
    expect(looks).toBe(0);
    expect(await post(address, 'whatever', signed('whatever'))).toEqual({ status: 202, text: 'looking' });
    expect(looks).toBe(1);
  });

  test('without a signature is refused with 401, with a wrong one with 403, and both are told of', async () => {
    const { address } = await open();
    const body = push('refs/heads/main');
    expect((await post(address, body, {})).status).toBe(401);
    expect((await post(address, `${body} `, signed(body))).status).toBe(403);
    expect(warnings).toEqual([
      'webhook: a message was refused: not signed',
      'webhook: a message was refused: wrong signature',
    ]);
    expect(looks).toBe(0);
  });

  test('that is refused is told of once in a minute', async () => {
    const clock = fakeClock();
    const { address } = await open({ clock });
    for (const _ of [1, 2, 3]) expect((await post(address, '{}', {})).status).toBe(401);
    expect(warnings).toHaveLength(1);
    await clock.advance(60_000);
    await post(address, '{}', {});
    expect(warnings).toHaveLength(2);
  });

  test('to what is no URL is a bad request that nobody is told of', async () => {
    const { address } = await open();
    expect((await post(address, '', {}, '//')).status).toBe(400);
    expect(warnings).toEqual([]);
  });

  test('elsewhere, by another method or too long is refused', async () => {
    const { address } = await open();
    expect((await post(address, '', {}, '/other')).status).toBe(404);
    expect((await post(address, '', {}, '/webhook', 'GET')).status).toBe(405);
    const long = 'x'.repeat(1024 * 1024 + 1);
    const status = await post(address, long, signed(long)).then(
      (answer) => answer.status,
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect([413, 'EPIPE', 'ECONNRESET']).toContain(status);
    expect(looks).toBe(0);
  });

  test('is not believed where others can read the secret, and the secret is not told', async () => {
    const { address } = await open();
    chmodSync(secretFile, 0o644);
    const body = push('refs/heads/main');
    expect((await post(address, body, signed(body))).status).toBe(500);
    expect(warnings).toEqual([expect.stringContaining('can be read by group or others')]);
    expect(warnings.join()).not.toContain(secret);
    expect(looks).toBe(0);
  });
});

test('a connection that says nothing is closed', async () => {
  const { address } = await open();
  const socket = connect(Number(address.split(':').at(-1)), '127.0.0.1');
  socket.write('POST /webhook HTTP/1.1\r\nhost: x\r\n');
  socket.resume();
  // Node's own limit is a minute.
  await new Promise((resolve) => socket.on('close', resolve));
}, 40_000);

test('a socket that a crash left is taken over, and a file of that name is not', async () => {
  const listen = join(folder.path, 'hook.sock');
  const code = `require('node:net').createServer().listen(${JSON.stringify(listen)}, () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', code]);
  expect(existsSync(listen)).toBe(true);
  await open({ listen });
  await hook?.close();
  const file = join(folder.path, 'file');
  writeFileSync(file, 'kept');
  await expect(open({ listen: file })).rejects.toThrow(/EADDRINUSE/);
});

test('an address that is taken is tried again', async () => {
  const listen = join(folder.path, 'hook.sock');
  writeFileSync(listen, '');
  const clock = fakeClock();
  const kept = await keepWebhook(optionsOf({ listen, clock }));
  try {
    await clock.advance(30_000);
    expect(warnings).toEqual([expect.stringMatching(/at the interval only, pushes cannot be heard: .*EADDRINUSE/)]);
    rmSync(listen);
    await clock.advance(30_000);
    const body = push('refs/heads/main');
    await expect.poll(() => post(listen, body, signed(body)).catch(() => undefined)).toMatchObject({ status: 202 });
  } finally {
    await kept.close();
  }
  const waiting = await keepWebhook(optionsOf({ listen: '192.0.2.1:9' }));
  expect(warnings.at(-1)).toContain('EADDRNOTAVAIL');
  await waiting.close();
});

describe('from a push to a container', () => {
  const main = join(import.meta.dirname, '../../dist/reconciler/cli/vzreconcile.js');
  const manifests = (ram: string) => `apiVersion: vzreconcile/v1alpha1
kind: Template
metadata: {name: tiny}
spec: {source: {busybox: {}}}
---
apiVersion: vzreconcile/v1alpha1
kind: Container
metadata: {name: web, ctid: 60541}
spec: {template: tiny, vswap: {ram: ${ram}, swap: 0}}
`;

  test('takes less than a second, long before the interval', async () => {
    const repo = makeRepository(join(folder.path, 'repo'));
    repo.commit({ 'manifests/a.yaml': manifests('64M') });
    const listen = join(folder.path, 'hook.sock');
    const config = join(folder.path, 'config.yaml');
    writeFileSync(
      config,
      `apiVersion: vzreconcile/v1alpha1
kind: Config
spec:
  source: { remotes: [{ url: "file://${repo.path}" }], ref: { branch: main }, interval: 1h }
  webhook: { listen: ${listen}, secretFile: ${secretFile} }
`,
    );
    const root = join(folder.path, 'root');
    const child = spawn(process.execPath, [main, '--simulate', '--config', config, '--root', root], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: '/usr/bin:/bin' },
    });
    let said = '';
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    child.stdout.on('data', (chunk) => (said += String(chunk)));
    try {
      await expect.poll(() => said, { timeout: 20_000, interval: 5 }).toContain('create done');
      const times: number[] = [];
      for (const ram of ['96M', '128M', '160M']) {
        repo.commit({ 'manifests/a.yaml': manifests(ram) });
        const before = said.length;
        const begun = performance.now();
        const body = push('refs/heads/main');
        expect((await post(listen, body, signed(body))).status).toBe(202);
        await expect.poll(() => said.slice(before), { timeout: 10_000, interval: 2 }).toContain('change done');
        times.push(performance.now() - begun);
      }
      expect(Math.min(...times), times.join()).toBeLessThan(1000);
    } finally {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill();
      await ended;
    }
  }, 40_000);
});
