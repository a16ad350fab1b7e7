// What is kept of revisions, from real passes over the host in memory.

import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderHistory } from '../../reconciler/cli/commands/history.ts';
import { brakesInMemory } from '../../reconciler/run/brakes-file.ts';
import { openHistory, readHistory } from '../../reconciler/run/history.ts';
import { reconcile } from '../../reconciler/run/reconcile.ts';
import type { WindowSpec } from '../../reconciler/state/rules.ts';
import { temporary } from '../source/repository.ts';
import { ctid, manifests, never, reconcilerOver, spied } from './bench.ts';

let folder: ReturnType<typeof temporary>;
beforeEach(() => {
  folder = temporary();
});
afterEach(() => folder.remove());

async function site() {
  const broken = { call: '' };
  const { host, hands } = spied({ fail: (call) => call === broken.call });
  const source = manifests({ ctid: 60_501 });
  const brakes = brakesInMemory();
  const wallOfPasses = () => Date.UTC(2026, 10, 26);
  const reconciler = await reconcilerOver(host, source, undefined, {}, { brakes, wall: wallOfPasses });
  let minute = 0;
  const wall = () => new Date(Date.UTC(2026, 0, 2, 3, minute++));
  const store = () => openHistory(folder.path, wall, (error) => expect(error).toBeUndefined());
  const pass = async (history = store()) => {
    await history.passed(await reconcile(reconciler, never()));
    await history.close();
  };
  return { broken, brakes, hands, source, pass };
}

const brief = async () =>
  (await readHistory(folder.path)).map(({ revision, came, containers }) => [
    revision,
    came,
    containers.map(({ name, action, result }) => `${name} ${action} ${result}`).join(', '),
  ]);

describe('the history', () => {
  test('has a record for each revision, whatever it came to, over restarts of the program', async () => {
    const { source, pass } = await site();
    await pass();
    await pass();
    source.commit({ ctid: 60_501, ram: 2 ** 27 }, { ctid: 60_502 });
    await pass();
    source.problem('unknown field');
    await pass();
    source.commit();
    await pass();
    expect(await brief()).toEqual([
      ['revision-1', 'applied', 'ct60501 create done'],
      ['revision-2', 'applied', 'ct60501 change done, ct60502 create done'],
      ['revision-3', 'invalid', ''],
      ['revision-4', 'refused', ''],
    ]);
    const [first, , invalid] = await readHistory(folder.path);
    expect(first?.time).toBe('2026-01-02T03:00:00.000Z');
    expect(first?.effect).toMatch(/^[0-9a-f]{64}$/);
    expect(invalid?.reasons).toEqual(['a.yaml:1: VZR100: unknown field']);
  });

  test('says of a revision that failed first and was applied later both when, and the last of each container', async () => {
    const { broken, source, pass } = await site();
    source.commit({ ctid: 60_501 }, { ctid: 60_502 });
    broken.call = '60502 network.create';
    await pass();
    expect(await readHistory(folder.path)).toMatchObject([
      { came: 'failed', reasons: [expect.stringContaining('ct60502')] },
    ]);
    await pass();
    broken.call = '';
    await pass();
    expect(await brief()).toEqual([['revision-2', 'applied', 'ct60501 create done, ct60502 create done']]);
    const [record] = await readHistory(folder.path);
    expect(record).toMatchObject({ time: '2026-01-02T03:00:00.000Z', until: '2026-01-02T03:02:00.000Z' });
    expect(record).not.toHaveProperty('reasons');
  });

  test('does not count corrected drift as what a revision did', async () => {
    const { hands, source, pass } = await site();
    await pass();
    hands.set(60_501 as never, '/cgroup/pids/max', 7);
    source.commit({ ctid: 60_501 });
    await pass();
    expect((await brief()).at(-1)).toEqual(['revision-2', 'applied', '']);
  });

  test('says incomplete while a field is held, and what was done once it was not', async () => {
    const { brakes, source, pass } = await site();
    await pass();
    source.commit({ ctid: 60_501, ram: 2 ** 27 });
    const paused = { ctid: ctid(60_501), field: 'ram', by: 'alice', since: '2026-01-02T03:00:00Z' };
    await brakes.update((record) => ({ ...record, suspensions: [paused] }));
    await pass();
    await pass();
    expect((await brief()).at(-1)).toEqual(['revision-2', 'incomplete', '']);
    expect((await readHistory(folder.path)).at(-1)?.reasons).toEqual([
      expect.stringMatching(/^ct60501: ram: suspended by alice/),
    ]);
    await brakes.update((record) => ({ ...record, suspensions: [] }));
    await pass();
    expect((await brief()).at(-1)).toEqual(['revision-2', 'applied', 'ct60501 change done']);
  });

  test('says incomplete while a restart waits for its window', async () => {
    const { source, pass } = await site();
    await pass();
    const never: WindowSpec = {
      ...{ name: 'nightly', origin: { path: 'w.yaml', line: 1, col: 1 }, kind: 'allow', schedule: '0 2 1 1 *' },
      ...{ duration: 60_000, timeZone: 'UTC', classes: ['restart'] },
    };
    source.rules = { policies: [], windows: [never], approvals: [] };
    source.commit({ ctid: 60_501, ram: 2 ** 27, idmap: 1_000 * 65_536 });
    await pass();
    expect((await brief()).at(-1)).toEqual(['revision-2', 'incomplete', 'ct60501 change done']);
    expect((await readHistory(folder.path)).at(-1)?.reasons?.[0]).toMatch(/^ct60501: .*window nightly/);
  });

  test('tells what a revision does later, though it is called the same before and after', async () => {
    const { brakes, source, pass } = await site();
    source.commit({ ctid: 60_501 }, { ctid: 60_502 });
    await pass();
    const paused = ['ram', 'numproc'].map((field) => ({ field, by: 'alice', since: '2026-01-02T03:00:00Z' }));
    source.commit({ ctid: 60_501, ram: 2 ** 27, pids: 7 }, { ctid: 60_502 });
    await brakes.update((record) => ({ ...record, suspensions: paused }));
    await pass();
    await brakes.update((record) => ({ ...record, suspensions: paused.slice(1) }));
    await pass();
    expect((await brief()).at(-1)).toEqual(['revision-3', 'incomplete', 'ct60501 change done']);
  });

  test('survives a torn line', async () => {
    const { source, pass } = await site();
    await pass();
    appendFileSync(join(folder.path, 'state', 'history.jsonl'), '{"revision": "torn');
    source.commit({ ctid: 60_501, ram: 2 ** 27 });
    await pass();
    expect((await brief()).map(([revision]) => revision)).toEqual(['revision-1', 'revision-2']);
  });
});

test('as a table, as Markdown, and of one container', async () => {
  const record = {
    time: '2026-01-02T03:04:05.000Z',
    revision: 'abc',
    label: 'main@abc',
    commit: { author: 'Ann', email: 'ann@example.net', time: '2026-01-02T03:00:00Z', subject: 'web: | more' },
    came: 'failed',
    reasons: ['web: no'],
    containers: [{ ctid: 101, name: 'web', action: 'change', result: 'failed', error: 'no' }],
  } as const;
  expect(renderHistory([record], false, false)).toBe(
    [
      'WHEN                  REVISION  AUTHOR  SIGNED  RESULT  CONTAINERS  SUBJECT',
      '2026-01-02T03:04:05Z  main@abc  Ann     -       failed  1 failed    web: | more',
      '',
      'The last one: failed',
      '  web: no',
      '',
    ].join('\n'),
  );
  expect(renderHistory([record], true, false)).toContain('| `failed` | `1 failed` | `web: \\| more` |\n\nThe last one');
  expect(renderHistory([record], false, true)).toMatch(/RESULT +SUBJECT\n.* change failed: no {2}web: \| more\n$/);
  expect(renderHistory([], false, false)).toBe('No revision is recorded.\n');
});
