// Snapshots of a running loop: when they are made, and that they arrive at real servers.

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../reconciler/cli/clock.ts';
import type { Outcome } from '../../reconciler/run/apply.ts';
import { putDocument } from '../../reconciler/serve/put.ts';
import { snapshotsOf } from '../../reconciler/serve/snapshots.ts';
import { publishFile } from '../../reconciler/source/git-publish.ts';
import { makeRepository, type Repository } from '../source/repository.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vzr-publish-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const outcome = { result: 'done' } as Outcome;
const quiet = { outcomes: [] };
const busy = { outcomes: [outcome] };

describe('one is made', () => {
  function rig(deliver: (text: string) => Promise<void> = async () => {}, sleep = systemClock.sleep) {
    let now = 0;
    const [delivered, warned]: [string[], string[]] = [[], []];
    let onTake = (): void => {};
    const own = { is: true };
    const snapshots = snapshotsOf({
      take: async () => {
        onTake();
        return `taken at ${now}`;
      },
      targets: [{ name: 'there', deliver: (text) => deliver(text).then(() => void delivered.push(text)) }],
      ...{ every: 1000, warn: (message) => void warned.push(message) },
      clock: { now: () => now, sleep },
      isOwn: () => own.is,
    });
    const pass = async (at: number, result: { readonly outcomes: readonly Outcome[] }): Promise<void> => {
      now = at;
      snapshots.pass(result);
      await snapshots.close();
    };
    const disturb = (work: () => void): void => {
      onTake = work;
    };
    return { pass, snapshots, delivered, warned, disturb, own };
  }

  test('at first, after changes, and when the last one is old; not otherwise', async () => {
    const { pass, delivered } = rig();
    await pass(0, quiet);
    await pass(10, quiet);
    await pass(20, busy);
    await pass(30, quiet);
    await pass(1019, quiet);
    await pass(1020, quiet);
    expect(delivered).toEqual(['taken at 0', 'taken at 20', 'taken at 1020']);
  });

  test('again when a pass began to change things while it was taken', async () => {
    const { pass, snapshots, delivered, disturb } = rig();
    disturb(() => snapshots.begun());
    await pass(0, quiet);
    expect(delivered).toEqual([]);
    disturb(() => {});
    await pass(10, busy);
    expect(delivered).toEqual(['taken at 10']);
  });

  test('by nobody but the machine of the node', async () => {
    const { pass, delivered, own } = rig();
    own.is = false;
    await pass(0, busy);
    expect(delivered).toEqual([]);
    own.is = true;
    await pass(10, quiet);
    expect(delivered).toEqual(['taken at 10']);
  });

  test('and not waited for at the end when it does not arrive', async () => {
    const waited: number[] = [];
    const { pass, delivered } = rig(
      () => new Promise(() => {}),
      async (ms) => void waited.push(ms),
    );
    await pass(0, quiet);
    expect(waited).toEqual([2_000]);
    expect(delivered).toEqual([]);
  });

  test('again when it was not delivered; that is said once', async () => {
    let broken = true;
    const { pass, delivered, warned } = rig(async () => {
      if (broken) throw new Error('ENOSPC');
    });
    await pass(0, quiet);
    await pass(10, quiet);
    expect(warned).toEqual(['the snapshot of this node was not delivered: there: ENOSPC']);
    broken = false;
    await pass(20, quiet);
    await pass(30, quiet);
    expect(delivered).toEqual(['taken at 20']);
  });
});

describe('PUT', () => {
  let server: Server;
  const requests: { readonly method: string | undefined; readonly token: string | undefined; readonly body: string }[] =
    [];
  let status = 204;
  beforeEach(async () => {
    requests.length = 0;
    status = 204;
    server = createServer(async (request: IncomingMessage, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      requests.push({ method: request.method, token: request.headers.authorization, body });
      response.writeHead(status, { location: '/elsewhere' }).end('secret words of the server');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/node1`;
  const token = (mode: number): string => {
    const path = join(folder, 'token');
    writeFileSync(path, 's3cr3t\n');
    chmodSync(path, mode);
    return path;
  };

  test('sends the document with the token', async () => {
    await putDocument({ url: url(), tokenFile: token(0o600) }, '{}');
    expect(requests).toEqual([{ method: 'PUT', token: 'Bearer s3cr3t', body: '{}' }]);
  });

  test.each([500, 401, 302])('status %i is an error that repeats nothing, and is not followed', async (code) => {
    status = code;
    const error = await putDocument({ url: url(), tokenFile: token(0o600) }, '{}').catch((thrown: Error) => thrown);
    expect(String(error)).toMatch(new RegExp(`answered ${code}$`));
    expect(requests).toHaveLength(1);
  });

  test('is given up when it is told to', async () => {
    server.removeAllListeners('request');
    server.on('request', () => stop.abort());
    const stop = new AbortController();
    await expect(putDocument({ url: url(), stop: stop.signal }, '{}')).rejects.toThrow(/^PUT .*abort/);
    server.closeAllConnections();
  });

  test('a token that others can read, and a server that is not there', async () => {
    await expect(putDocument({ url: url(), tokenFile: token(0o644) }, '{}')).rejects.toThrow(
      /can be read by group or others/,
    );
    expect(requests).toEqual([]);
    await expect(putDocument({ url: 'http://127.0.0.1:9/a?sig=xyz' }, '{}')).rejects.toThrow(
      /^PUT to 127\.0\.0\.1:9: [^/?]*$/,
    );
  });
});

describe('a branch', () => {
  let bare: Repository;
  const at = (name: string) => ({
    ...{ url: `file://${bare.path}`, branch: 'snapshots' },
    ...{ gitDir: join(folder, name, 'snapshots.git'), home: join(folder, name, 'home') },
  });
  const file = (node: string, text: string) => ({
    name: `${node}.json`,
    text,
    subject: `snapshot of ${node}`,
    author: node,
  });
  beforeEach(() => {
    bare = makeRepository(join(folder, 'remote.git'), '--bare');
  });

  test('is made, grows by a commit for each change, and has the files of all nodes', async () => {
    await publishFile(at('a'), file('node1', 'one'));
    await publishFile(at('b'), file('node2', 'two'));
    await publishFile(at('a'), file('node1', 'newer'));
    await publishFile(at('a'), file('node1', 'newer'));
    expect(bare.git('show', 'snapshots:node1.json')).toBe('newer');
    expect(bare.git('show', 'snapshots:node2.json')).toBe('two');
    expect(bare.git('log', '--format=%an %s', 'snapshots').split('\n')).toEqual([
      ...['node1 snapshot of node1', 'node2 snapshot of node2', 'node1 snapshot of node1'],
    ]);
    expect(bare.git('fsck', '--strict')).toBe('');
  });

  test('keeps no more here than it needs', async () => {
    const sizes: number[] = [];
    for (let n = 1; n <= 12; n += 1) {
      await publishFile(at('a'), file('node1', randomBytes(40_000).toString('base64')), 200);
      const { gitDir } = at('a');
      const text = spawnSync('git', ['--git-dir', gitDir, 'count-objects', '-v'], { encoding: 'utf8' }).stdout;
      sizes.push(Number(/^size: (\d+)$/m.exec(text)?.[1]) + Number(/^size-pack: (\d+)$/m.exec(text)?.[1]));
    }
    expect(Math.max(...sizes), sizes.join()).toBeLessThan(400);
    expect(bare.git('rev-list', '--count', 'snapshots')).toBe('12');
    expect(bare.git('fsck', '--strict')).toBe('');
  });

  test('that several push to at once loses nothing', async () => {
    await publishFile(at('first'), file('first', 'x'));
    await Promise.all(['a', 'b', 'c'].map((node) => publishFile(at(node), file(node, node))));
    expect(bare.git('ls-tree', '--name-only', 'snapshots').split('\n')).toEqual([
      'a.json',
      'b.json',
      'c.json',
      'first.json',
    ]);
    expect(bare.git('rev-list', '--count', 'snapshots')).toBe('4');
  });

  test('is given up when it is told to', async () => {
    const stop = AbortSignal.abort();
    await expect(publishFile({ ...at('a'), stop }, file('node1', 'one'))).rejects.toThrow(/git/);
    expect(bare.git('for-each-ref')).toBe('');
  });

  test('that refuses is an error, and is not forced', async () => {
    await publishFile(at('a'), file('node1', 'one'));
    const before = bare.git('rev-parse', 'snapshots');
    writeFileSync(join(bare.path, 'hooks', 'pre-receive'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    await expect(publishFile(at('a'), file('node1', 'two'))).rejects.toThrow(/git push/);
    expect(bare.git('rev-parse', 'snapshots')).toBe(before);
    await expect(publishFile({ ...at('a'), url: bare.path }, file('node1', 'two'))).rejects.toThrow(/not a remote/);
    expect(readFileSync(join(bare.path, 'HEAD'), 'utf8')).toContain('ref:');
  });
});
