// Three nodes over one real repository, which hear of each other by a real branch: in order, stopped by what goes wrong, and not
// let go by anything that is missing, old, forged or of another clock.

import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderText } from '../../../reconciler/plan/render-text.ts';
import { containerFindings, nodeFindings } from '../../../reconciler/run/conditions.ts';
import type { PassResult } from '../../../reconciler/run/reconcile.ts';
import { type Member, join3 as member, openSite, SICK, type Site } from './nodes.ts';

const STAGES = '[{nodes: [n1], soak: 10m}, {nodes: ["n2"]}, {nodes: ["*"]}]';
const M = 2 ** 20;
let site: Site;
let [n1, n2, n3]: Member[] = [];

beforeEach(() => {
  site = openSite('directory');
});
afterEach(() => site.close());

const joinAll = async (): Promise<void> => {
  n1 = await member(site, 'n1');
  n2 = await member(site, 'n2');
  n3 = await member(site, 'n3');
};
const each = async (...all: (Member | undefined)[]): Promise<PassResult[]> => {
  const results: PassResult[] = [];
  for (const one of all) if (one !== undefined) results.push(await one.pass());
  return results;
};
const rams = (): (number | undefined)[] => [n1, n2, n3].map((one) => Number(one?.ram() ?? 0) / M);
const conditionsOf = (result: PassResult): readonly string[] =>
  nodeFindings(result, containerFindings(result, new Map())).map(
    ({ type, status, reason }) => `${type} ${status} ${reason}`,
  );

/** All three are at the first commit, which soaked. */
async function settled(): Promise<void> {
  site.commit(STAGES);
  await joinAll();
  await each(n1);
  site.time += 600;
  await each(n1, n2, n3);
  expect(rams()).toEqual([64, 64, 64]);
}

test('a machine that is not the node says nothing in its name', async () => {
  site.commit('[{nodes: [n1]}, {nodes: ["*"]}]');
  n1 = await member(site, 'n1');
  await n1.pass();
  const before = n1.report();
  site.commit('[{nodes: [n1]}, {nodes: ["*"]}]', '80M');
  n1.identity.isOwn = false;
  await n1.pass();
  expect(n1.report()).toBe(before);
  n1.identity.isOwn = true;
  await n1.pass();
  expect(n1.report()).not.toBe(before);
});

test('reports go by a branch of a repository', { timeout: 40_000 }, async () => {
  await site.close();
  site = openSite('branch');
  site.commit('[{nodes: [n1]}, {nodes: ["*"]}]');
  n1 = await member(site, 'n1');
  n2 = await member(site, 'n2');
  await each(n2, n1, n2);
  expect(rams().slice(0, 2)).toEqual([64, 64]);
  const log = site.reports.git('log', '--format=%an: %s', 'reports').split('\n');
  expect(log).toEqual(['n2: report of n2', 'n1: report of n1', 'n2: report of n2']);
  expect(site.warnings).toEqual([]);
});

describe('a new revision', () => {
  test('is taken stage by stage, each when the one before is healthy for as long as it soaks', {
    timeout: 40_000,
  }, async () => {
    site.commit(STAGES);
    await joinAll();
    // Whoever has nothing yet gets nothing before its turn.
    const [first] = await each(n2);
    expect(rams()).toEqual([0, 0, 0]);
    expect(first?.plan?.refusals[0]?.code).toBe('VZR580');
    await each(n1);
    expect(rams()).toEqual([64, 0, 0]);
    site.time += 599;
    const [, waits] = await each(n1, n2);
    expect(waits?.held?.reason).toMatch(/^rollout fleet, stage 2 of 3: waits for n1 \(healthy since .*, soaks 10m\)$/);
    site.time += 1;
    // What n2 goes by is what n1 has said, not that time has passed.
    await each(n2);
    expect(rams()).toEqual([64, 0, 0]);
    await each(n1, n3, n2);
    expect(rams()).toEqual([64, 64, 0]);
    await each(n3);
    expect(rams()).toEqual([64, 64, 64]);

    site.commit(STAGES, '96M');
    const results = await each(n3, n2, n1);
    expect(rams()).toEqual([96, 64, 64]);
    const [third] = results;
    expect(third?.held).toMatchObject({ code: 'VZR580', at: expect.stringMatching(/^commit@|^main@/) });
    expect(third && conditionsOf(third)).toEqual(['Ready False RolloutWaiting', 'Reconciling True Progressing']);
    expect(third?.plan && renderText(third.plan)).toMatch(
      /main@\w+ is held back since .*: VZR580: rollout fleet, stage 3 of 3: waits for n1/,
    );
    expect(third?.plan && renderText(third.plan)).toContain(
      'rollout fleet: stage 3 of 3, after n1 (soak 10m), then n2\n',
    );
    // Drift is corrected all the same.
    n3?.host.hands.set(101 as never, '/cgroup/pids/max', 7);
    await each(n3);
    expect(n3?.host.hands.state(101 as never).cgroup?.pids.max).not.toBe(7);
    site.time += 600;
    await each(n1, n2, n3);
    expect(rams()).toEqual([96, 96, 96]);
    expect(site.warnings).toEqual([]);
  });

  test('that is condemned stops there; the others stay, and go on with the next one', { timeout: 40_000 }, async () => {
    await settled();
    site.commit(STAGES, SICK);
    const [first, second, third] = await each(n1, n2, n3);
    expect(first?.quarantine?.reason).toContain('ECONNREFUSED');
    expect(rams()).toEqual([64, 64, 64]);
    expect(second?.held).toMatchObject({
      code: 'VZR581',
      reason: expect.stringContaining('stopped: n1: web (101) is unhealthy'),
    });
    expect(third && conditionsOf(third)).toEqual(['Ready False RolloutStopped', 'Stalled True RolloutStopped']);
    site.time += 86_400;
    await each(n1, n2, n3);
    expect(rams()).toEqual([64, 64, 64]);
    site.commit(STAGES, '96M');
    await each(n1);
    site.time += 600;
    await each(n1, n2, n3);
    expect(rams()).toEqual([96, 96, 96]);
    expect((await n3?.brakes.read())?.held).toBeUndefined();
  });

  test('that takes the rollout away goes by it once more', { timeout: 30_000 }, async () => {
    await settled();
    site.commit('', '96M');
    await each(n3, n2, n1);
    expect(rams()).toEqual([96, 64, 64]);
    site.time += 600;
    await each(n1, n2, n3);
    expect(rams()).toEqual([96, 96, 96]);
    site.commit('', '64M');
    await each(n3);
    expect(rams()).toEqual([96, 96, 64]);
  });

  test('goes past a machine that is gone, on all nodes, by one commit that skips it', {
    timeout: 30_000,
  }, async () => {
    await settled();
    // n1 is gone. The rollout that n2 and n3 have still waits for it.
    site.commit(STAGES, '96M');
    await each(n2, n3);
    expect(rams()).toEqual([64, 64, 64]);
    site.commit(STAGES, '96M', ', skip: [n1]');
    const [second] = await each(n2, n3);
    expect(rams()).toEqual([64, 96, 96]);
    expect(second?.plan && renderText(second.plan)).toContain('rollout fleet: stage 2 of 3, first, without n1\n');
    // Repaired, it is a node like the others, and waited for again when the next commit says so.
    site.commit(STAGES, '80M');
    await each(n2, n3);
    expect(rams()).toEqual([64, 96, 96]);
    await each(n1);
    site.time += 600;
    await each(n1, n2, n3);
    expect(rams()).toEqual([80, 80, 80]);
  });

  test('goes one by one where a stage says so, and is let through by hand', { timeout: 30_000 }, async () => {
    await settled();
    site.commit('[{nodes: ["*"], maxUnavailable: 1}]', '96M');
    await each(n1);
    site.time += 600;
    await each(n1, n3);
    // The rollout of before lets n3 go after n2 alone, and so does the new one.
    expect(rams()).toEqual([96, 64, 64]);
    // What `vzreconcile resume --rollout` writes.
    await n3?.brakes.update(({ held, ...rest }) => ({
      ...rest,
      ...(held !== undefined && { admitted: { id: held.revision, label: held.label } }),
    }));
    await each(n3);
    expect(rams()).toEqual([96, 64, 96]);
    await each(n2);
    site.commit('[{nodes: ["*"], maxUnavailable: 1}]', '64M');
    await each(n3, n2, n1, n3);
    expect(rams()).toEqual([64, 96, 96]);
    await each(n2, n3);
    expect(rams()).toEqual([64, 64, 64]);
  });
});

describe('what n1 says is not believed', () => {
  /** n1 has the new revision and has soaked; n2 has not looked yet. */
  async function soaked(options: Parameters<typeof member>[2] = {}): Promise<void> {
    await settled();
    site.commit(STAGES, '96M');
    if (options?.skew !== undefined || options?.key !== undefined) n1 = await member(site, 'n1', options);
    await each(n1);
    site.time += 600;
    await each(n1);
    expect(n1?.ram()).toBe(96 * M);
  }
  const refused = async (words: RegExp): Promise<void> => {
    const [result] = await each(n2);
    expect(n2?.ram()).toBe(64 * M);
    expect(result?.held?.reason).toMatch(words);
  };

  test('when it is signed by another key, or by none', { timeout: 30_000 }, async () => {
    await soaked();
    const { text, report } = { text: n1?.report() ?? '', report: JSON.parse(n1?.report() ?? '').report };
    await n1?.publish(JSON.stringify(report), generateKeyPairSync('ed25519').privateKey);
    await refused(/n1 \(VZR583: its report is signed with a key that nobody trusts for it\)/);
    await n1?.publishRaw(`${text.replace('"healthy"', '"HEALTHY"')}`);
    await refused(/n1 \(VZR583: the signature of its report does not fit\)/);
    await n1?.publishRaw('{"verdict":"healthy"}');
    await refused(/n1 \(VZR583: what is there is no report\)/);
    // Of another node, with that node's good signature.
    await n1?.publish(JSON.stringify({ ...report, node: 'n3' }));
    await refused(/n1 \(VZR583: its report is of n3\)/);
    await n1?.publishRaw(`${text}`);
    await each(n2);
    expect(n2?.ram()).toBe(96 * M);
  });

  test('when it is old, or was said before what it said last', { timeout: 30_000 }, async () => {
    await soaked();
    const healthy = n1?.report() ?? '';
    site.time += 3601;
    await refused(/n1 \(VZR583: its last report is of/);
    const { report } = JSON.parse(healthy);
    const time = new Date(site.time * 1000).toISOString().replace('.000', '');
    await n1?.publish(JSON.stringify({ ...report, verdict: 'bad', time, since: time }));
    await refused(/stopped: n1: it is bad/);
    // Somebody shows the old one again: within its time, and after a restart of n2.
    site.time -= 3600;
    n2?.forget();
    await n1?.publishRaw(`${healthy}`);
    await refused(/n1 \(VZR583: its report is older than one before\)/);
  });

  test('when it is of the future; a clock that is wrong by less makes nothing soak sooner', {
    timeout: 30_000,
  }, async () => {
    await soaked({ skew: 3600 });
    await refused(/n1 \(VZR583: its report was made at .*, which is not over yet\)/);
    for (const skew of [240, -1800]) {
      n1 = await member(site, 'n1', { skew });
      await each(n1);
      await refused(/n1 \((healthy since .*, soaks 10m|VZR583: its report is older than one before)\)/);
    }
  });

  test('when there is none: it is waited for, then called stopped, and a late report counts', {
    timeout: 30_000,
  }, async () => {
    await settled();
    site.commit(STAGES, '96M', ', timeout: 1h');
    rmSync(join(site.folder, 'shared'), { recursive: true });
    mkdirSync(join(site.folder, 'shared'));
    await refused(/^rollout fleet, stage 2 of 3: waits for n1 \(no report\)$/);
    site.time += 3600;
    const [late] = await each(n2);
    expect(late?.held).toMatchObject({ code: 'VZR582', reason: expect.stringContaining('for more than 1h') });
    expect(late && conditionsOf(late)).toEqual(['Ready False RolloutStopped', 'Stalled True RolloutStopped']);
    await each(n1);
    site.time += 600;
    await each(n1, n2);
    expect(rams()).toEqual([96, 96, 64]);
  });
});

test('a channel that is away holds the others, and is complained of once', { timeout: 30_000 }, async () => {
  await settled();
  site.commit(STAGES, '96M');
  await each(n1);
  site.time += 600;
  await each(n1);
  const path = join(site.folder, 'shared');
  renameSync(path, `${path}.away`);
  n2?.forget();
  await each(n2, n2);
  expect(n2?.ram()).toBe(64 * M);
  expect(site.warnings.filter((one) => one.startsWith('n2: reports of other nodes cannot be read'))).toHaveLength(1);
  renameSync(`${path}.away`, path);
  await each(n2);
  expect(n2?.ram()).toBe(96 * M);
});
