// Receivers as real servers on loopback: what they are sent, and what happens when they do not take it.

import { createHmac } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Event } from '../../reconciler/run/events.ts';
import { openNotifier } from '../../reconciler/serve/notify.ts';
import type { Notify } from '../../schema/config.generated.ts';
import { fakeClock } from '../run/bench.ts';
import { realClock, temporary } from '../source/repository.ts';

interface Seen {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let folder: ReturnType<typeof temporary>;
let server: Server;
let base: string;
let seen: Seen[];
/** Status and headers of the next answers; 'silence': none at all. The last one stays. */
let answers: (number | 'silence' | readonly [number, Record<string, string>])[];

beforeEach(async () => {
  folder = temporary();
  seen = [];
  answers = [200];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      seen.push({ method, path: url, headers, body: Buffer.concat(chunks).toString() });
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? 200;
      if (answer === 'silence') return;
      const [status, more] = typeof answer === 'number' ? [answer, {}] : answer;
      response.writeHead(status, more).end('secret words of the server');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  folder.remove();
});

const id = '5d2e5e9b1f6f3c8f0f6c1ad1f4c9c6a7a7d3b0c1';
const event: Event = {
  time: '2026-01-02T03:04:05.000Z',
  kind: 'node.ready',
  severity: 'info',
  node: 'node7',
  revision: id,
  label: 'main@5d2e5e9',
  author: 'Ann',
  subject: 'more',
  reason: 'ReconciliationSucceeded',
  message: 'a < b & c',
};

function secret(text: string): string {
  const path = join(folder.path, 'secret');
  writeFileSync(path, `${text}\n`, { mode: 0o600 });
  return path;
}

async function told(notify: Partial<Notify>, ...events: readonly Event[]) {
  const complaints: string[] = [];
  const notifier = await openNotifier([{ url: base, ...notify } as Notify], {
    isOwn: () => true,
    clock: realClock,
    random: () => 0,
    complain: (message) => void complaints.push(message),
  });
  for (const one of events) notifier.tell(one);
  await notifier.close();
  return complaints;
}

describe('what is sent', () => {
  test('a webhook gets the event, signed', async () => {
    expect(await told({ kind: 'webhook', url: `${base}/hook?x=1`, secretFile: secret('key') }, event)).toEqual([]);
    const { method, path, headers, body } = seen[0] as Seen;
    expect([method, path, headers['content-type']]).toEqual(['POST', '/hook?x=1', 'application/json']);
    expect(JSON.parse(body)).toEqual({ ...event, text: 'node7 main@5d2e5e9: a < b & c' });
    expect(headers['x-signature']).toBe(`sha256=${createHmac('sha256', 'key').update(body).digest('hex')}`);
  });

  test.each(['slack', 'mattermost'] as const)('%s gets a line, in which nothing is a command', async (kind) => {
    await told({ kind, template: '[{{severity}}] {{ message }} {{container}}<{{author}}>' }, event);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ text: '[info] a &lt; b &amp; c &lt;Ann&gt;' });
  });

  test('matrix gets one message however often it is sent', async () => {
    answers = [503, 200];
    await told({ kind: 'matrix', room: '!abc:example.net', tokenFile: secret('t0k') }, event);
    expect(seen).toHaveLength(2);
    expect(new Set(seen.map(({ path }) => path)).size).toBe(1);
    expect(seen[0]?.method).toBe('PUT');
    expect(seen[0]?.path).toMatch(
      /^\/_matrix\/client\/v3\/rooms\/!abc%3Aexample\.net\/send\/m\.room\.message\/[0-9a-f]{32}$/,
    );
    expect(seen[0]?.headers.authorization).toBe('Bearer t0k');
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ msgtype: 'm.text', body: 'node7 main@5d2e5e9: a < b & c' });
  });

  test('the address may be a secret too', async () => {
    const urlFile = secret(`${base}/services/T0/B0/xyz`);
    const { url: _none, ...rest } = { url: base, kind: 'slack', urlFile } as const;
    await told({ ...rest, url: undefined as never }, event);
    expect(seen[0]?.path).toBe('/services/T0/B0/xyz');
  });
});

describe('a commit status', () => {
  const described = (state: string) => ({ state, context: 'vzreconcile/node7', description: 'a < b & c' });
  test('of GitHub', async () => {
    await told({ kind: 'github-status', repository: 'ops/nodes', tokenFile: secret('t0k') }, event);
    expect(seen[0]).toMatchObject({ method: 'POST', path: `/repos/ops/nodes/statuses/${id}` });
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer t0k',
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
    });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual(described('success'));
  });

  test('of GitLab', async () => {
    const stalled: Event = { ...event, kind: 'node.stalled', severity: 'error' };
    await told(
      { kind: 'gitlab-status', url: `${base}/api/v4/`, repository: 'ops/team/nodes', tokenFile: secret('t0k') },
      stalled,
    );
    expect(seen[0]).toMatchObject({ method: 'POST', path: `/api/v4/projects/ops%2Fteam%2Fnodes/statuses/${id}` });
    expect(seen[0]?.headers['private-token']).toBe('t0k');
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      ...{ state: 'failed', name: 'vzreconcile/node7', description: 'a < b & c' },
    });
  });

  test('of Gitea and Forgejo', async () => {
    const pending: Event = { ...event, kind: 'node.reconciling' };
    await told(
      { kind: 'gitea-status', url: `${base}/api/v1`, repository: 'ops/nodes', tokenFile: secret('t0k') },
      pending,
    );
    expect(seen[0]).toMatchObject({ method: 'POST', path: `/api/v1/repos/ops/nodes/statuses/${id}` });
    expect(seen[0]?.headers.authorization).toBe('token t0k');
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual(described('pending'));
  });

  test('is set by the node alone, is no blame for the source, and has at most 140 characters', async () => {
    const long: Event = { ...event, kind: 'node.failing', message: '😀'.repeat(200) };
    const { author: _author, ...directory } = event;
    await told(
      { kind: 'github-status', repository: 'ops/nodes', tokenFile: secret('t0k') },
      { ...event, kind: 'container.applied' },
      { ...event, kind: 'node.failing', reason: 'SourceStale' },
      { ...event, kind: 'node.stalled', reason: 'Quarantined' },
      directory,
      long,
    );
    expect(seen).toHaveLength(1);
    const { state, description } = JSON.parse(seen[0]?.body ?? '') as { state: string; description: string };
    expect([state, [...description].length, description.endsWith('😀...')]).toEqual(['failure', 140, true]);
  });
});

test('a quarantined commit gets its failure, whatever the node went back to', async () => {
  const bad: Event = {
    ...event,
    kind: 'revision.quarantined',
    severity: 'error',
    reason: 'Quarantined',
    revision: 'b'.repeat(40),
  };
  await told({ kind: 'gitea-status', repository: 'ops/nodes', tokenFile: secret('t0k') }, bad);
  expect(seen[0]?.path).toBe(`/repos/ops/nodes/statuses/${'b'.repeat(40)}`);
  expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ state: 'failure' });
});

describe('who is told of what', () => {
  test.each<[Partial<Notify>, number]>([
    [{}, 3],
    [{ severity: 'warning' }, 2],
    [{ severity: 'error' }, 1],
    [{ events: ['container.*'] }, 1],
    [{ events: ['container.*', 'drift.found'] }, 2],
    [{ events: ['*'], severity: 'error' }, 1],
    [{ events: ['node.stalled'] }, 0],
  ])('%o: %i', async (filter, count) => {
    const all: Event[] = [
      event,
      { ...event, kind: 'drift.found', severity: 'warning' },
      { ...event, kind: 'container.failed', severity: 'error' },
    ];
    await told({ kind: 'webhook', ...filter }, ...all);
    expect(seen).toHaveLength(count);
  });
});

describe('delivery', () => {
  test('is tried again, in order, and complained of once', async () => {
    answers = [500, 500, 200];
    const complaints: string[] = [];
    const clock = fakeClock();
    const notifier = await openNotifier([{ kind: 'webhook', url: base }], {
      isOwn: () => true,
      ...{ clock, random: () => 0, complain: (message: string) => void complaints.push(message) },
    });
    for (const message of ['1', '2']) notifier.tell({ ...event, message });
    await expect.poll(() => seen.length).toBe(1);
    const passing = (ms: number) => async () => {
      await clock.advance(ms);
      return seen.length;
    };
    await expect.poll(passing(1_000)).toBe(2);
    await expect.poll(passing(2_000)).toBe(4);
    expect(seen.map(({ body }) => (JSON.parse(body) as Event).message)).toEqual(['1', '1', '1', '2']);
    expect(complaints).toEqual([`webhook at ${new URL(base).host}: answered 500`]);
    await notifier.close();
  });

  test('ends with the program after two seconds at most, and says what was not told', async () => {
    answers = ['silence'];
    const complaints: string[] = [];
    const clock = fakeClock();
    const notifier = await openNotifier([{ kind: 'webhook', url: `${base}/secret-path` }], {
      isOwn: () => true,
      ...{ clock, random: () => 0, complain: (message: string) => void complaints.push(message) },
    });
    for (let count = 0; count < 3; count += 1) notifier.tell(event);
    await expect.poll(() => seen.length).toBe(1);
    let isClosed = false;
    const closed = notifier.close().then(() => {
      isClosed = true;
    });
    await clock.advance(1_999);
    expect(isClosed).toBe(false);
    await clock.advance(1);
    await closed;
    expect(complaints).toEqual([`webhook at ${new URL(base).host}: not told of 3 events`]);
  });

  test('follows no redirect and shows nothing that a server says', async () => {
    answers = [[302, { location: `${base}/elsewhere` }]];
    expect(await told({ kind: 'webhook', tokenFile: secret('t0k') }, event)).toEqual([
      `webhook at ${new URL(base).host}: answered 302`,
    ]);
    expect(seen).toHaveLength(1);
  });

  test('is not tried again when it is refused', async () => {
    answers = [404];
    await told({ kind: 'webhook' }, event, event);
    expect(seen).toHaveLength(2);
  });

  test('to nobody is a complaint that names the host alone', async () => {
    server.close();
    server.closeAllConnections();
    const complaints = await told({ kind: 'slack', url: `${base}/services/secret` }, event);
    expect(complaints.join()).toContain('ECONNREFUSED');
    expect(complaints.join()).not.toContain('secret');
  });
});

test('a receiver whose file cannot be used is complained of, and the others are told', async () => {
  const path = secret('key');
  chmodSync(path, 0o644);
  const complaints: string[] = [];
  const address = join(folder.path, 'address');
  writeFileSync(address, 'http://hooks.example.net/xyz\n', { mode: 0o600 });
  const notify = [
    {
      kind: 'webhook',
      url: base,
      secretFile: path,
      named: { secretFile: 'config.yaml:5:9: spec.notify[0].secretFile' },
    },
    { kind: 'slack', urlFile: address, named: { urlFile: 'config.yaml:7:20: spec.notify[1].urlFile' } },
    { kind: 'webhook', url: `${base}/last` },
  ] as const;
  const notifier = await openNotifier(notify, {
    isOwn: () => true,
    ...{ clock: realClock, random: () => 0, complain: (message: string) => void complaints.push(message) },
  });
  notifier.tell(event);
  await notifier.close();
  expect(seen.map(({ path: where }) => where)).toEqual(['/last']);
  expect(complaints.sort()).toEqual([
    `slack is not told of events: config.yaml:7:20: spec.notify[1].urlFile: ${address}: not an https address`,
    `webhook is not told of events: config.yaml:5:9: spec.notify[0].secretFile: ${path} can be read by group or others`,
  ]);
});

test('a machine that is not the node sets no commit status, and tells people all the same', async () => {
  const tokenFile = secret('t0k');
  const notify = [
    { kind: 'github-status', url: `${base}/status`, repository: 'ops/nodes', tokenFile },
    { kind: 'webhook', url: `${base}/hook` },
  ] as const;
  const notifier = await openNotifier(notify, {
    ...{ clock: realClock, random: () => 0, complain: () => {}, isOwn: () => false },
  });
  notifier.tell(event);
  await notifier.close();
  expect(seen.map(({ path }) => path)).toEqual(['/hook']);
});
