// Waiting on the status file that real passes over the host in memory leave.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readWait, waitUntilReady } from '../../reconciler/cli/commands/status-wait.ts';
import { UsageError } from '../../reconciler/cli/errors.ts';
import type { Options } from '../../reconciler/cli/options.ts';
import type { Output } from '../../reconciler/cli/output.ts';
import { openHistory } from '../../reconciler/run/history.ts';
import { reconcile } from '../../reconciler/run/reconcile.ts';
import { statusFile } from '../../reconciler/run/status-file.ts';
import { manifests, never, reconcilerOver, spied } from '../run/bench.ts';
import { temporary } from '../source/repository.ts';

let folder: ReturnType<typeof temporary>;
beforeEach(() => {
  folder = temporary();
});
afterEach(() => folder.remove());

async function site() {
  const broken = { call: '' };
  const { host } = spied({ fail: (call) => call === broken.call });
  const source = manifests({ ctid: 60_501 }, { ctid: 60_502 });
  const reconciler = await reconcilerOver(host, source);
  const store = statusFile(
    folder.path,
    () => new Date(),
    () => {},
  );
  const pass = async () => {
    const result = await reconcile(reconciler, never());
    await store.passed(result, [], 0);
    return result;
  };
  return { broken, source, pass };
}

async function wait(name: string | undefined, given: { timeout: number; revision?: string }) {
  let err = '';
  const output = { err: (text: string) => (err += text) } as unknown as Output;
  const code = await waitUntilReady({ root: folder.path, simulate: false } as Options, output, name, given);
  return { code, err };
}

describe('status --wait', () => {
  test('ends as soon as a pass says ready', async () => {
    const { pass } = await site();
    const waiting = wait(undefined, { timeout: 5_000 });
    await pass();
    expect(await waiting).toEqual({ code: 0, err: '' });
  });

  test('says after its time what kept it', async () => {
    const { broken, pass } = await site();
    expect(await wait(undefined, { timeout: 0 })).toEqual({
      code: 1,
      err: 'error: the node: not ready after 0 s\n  no pass has told of it\n',
    });
    broken.call = '60502 network.create';
    await pass();
    const { code, err } = await wait(undefined, { timeout: 0 });
    expect(code).toBe(1);
    expect(err).toContain('Ready False  ContainersNotReady: 1 of 2 not ready: ct60502: network.create');
    expect(await wait('ct60501', { timeout: 0 })).toEqual({ code: 0, err: '' });
    expect((await wait('60502', { timeout: 0 })).code).toBe(1);
  });

  test('gives up at once on what waits for a human, unless it is another revision that does', async () => {
    const { source, pass } = await site();
    source.problem('unknown field');
    await pass();
    const { code, err } = await wait(undefined, { timeout: 60_000 });
    expect(code).toBe(1);
    expect(err).toContain('it waits for a human\n  Ready False  InvalidManifests: a.yaml:1:1: VZR100: unknown field');
    const other = wait(undefined, { timeout: 60_000, revision: 'revision-3' });
    source.commit({ ctid: 60_501 });
    await pass();
    expect((await other).code).toBe(0);
  });

  test('is content with a revision that was applied before the next one came', async () => {
    const { source, broken, pass } = await site();
    const history = openHistory(
      folder.path,
      () => new Date(),
      () => {},
    );
    await history.passed(await pass());
    source.commit({ ctid: 60_501 }, { ctid: 60_502 }, { ctid: 60_503 });
    broken.call = '60503 network.create';
    await history.passed(await pass());
    await history.close();
    expect(await wait(undefined, { timeout: 0, revision: 'revision-1' })).toEqual({
      code: 0,
      err: 'revision-1 was applied; main@2 has come after it\n',
    });
    expect((await wait(undefined, { timeout: 0, revision: 'revision-2' })).code).toBe(1);
  });

  test('is not content with another revision', async () => {
    const { pass } = await site();
    await pass();
    expect((await wait(undefined, { timeout: 0, revision: 'revision-1' })).code).toBe(0);
    const { code, err } = await wait(undefined, { timeout: 0, revision: 'abcd' });
    expect([code, err]).toEqual([1, expect.stringContaining('it has seen revision-1')]);
  });
});

test('its options are checked', () => {
  expect(readWait({})).toBeUndefined();
  expect(readWait({ wait: true, revision: 'ABCDEF12', timeout: '2m' })).toEqual({
    timeout: 120_000,
    revision: 'abcdef12',
  });
  for (const given of [{ timeout: '3s' }, { wait: true, timeout: 'soon' }, { wait: true, revision: 'main' }])
    expect(() => readWait(given)).toThrow(UsageError);
});
