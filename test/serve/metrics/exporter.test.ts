// The metrics of a real loop over the simulated host, asked for over HTTP and read by a strict reader.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { simulatedHost } from '../../../drivers/simulated/host.ts';
import type { Shortage } from '../../../reconciler/port/host.ts';
import { brakesInMemory } from '../../../reconciler/run/brakes-file.ts';
import { makeHealthMonitor } from '../../../reconciler/run/health-monitor.ts';
import { runLoop } from '../../../reconciler/run/loop.ts';
import { makeProber } from '../../../reconciler/run/probe.ts';
import { noStatus } from '../../../reconciler/run/status-file.ts';
import { makeTrial } from '../../../reconciler/run/trial.ts';
import type { Listening } from '../../../reconciler/serve/listen.ts';
import { openEndpoints } from '../../../reconciler/serve/metrics/endpoints.ts';
import { makeExporter } from '../../../reconciler/serve/metrics/exporter.ts';
import { openGitSource } from '../../../reconciler/source/git.ts';
import { parseAddress } from '../../../reconciler/source/git-address.ts';
import type { Asked } from '../../../reconciler/source/git-remotes.ts';
import { ctid, fakeClock, manifests, reconcilerOver, spied, type Wish } from '../../run/bench.ts';
import { makeRepository, sourceOptions, temporary } from '../../source/repository.ts';
import { parseExposition } from './parse.ts';

let endings: (() => Promise<unknown> | unknown)[] = [];
beforeEach(() => {
  endings = [];
});
afterEach(async () => {
  for (const end of endings.reverse()) await end();
});

const silent = { pass: () => {}, plan: () => {}, outcome: () => {}, exited: () => {}, failure: () => {} };

const site = (host = simulatedHost(), ...wishes: readonly Wish[]) => siteOf(1000, host, ...wishes);

async function siteOf(most: number, host: ReturnType<typeof simulatedHost>, ...wishes: readonly Wish[]) {
  const clock = fakeClock();
  const source = manifests(...wishes);
  const brakes = brakesInMemory();
  const wall = () => 1_700_000_000_000 + clock.now();
  const exporter = makeExporter({ program: '1.2.3', node: 'node7', interval: 30_000, most, clock, wall });
  const { meters } = exporter;
  const watched = meters.watch(host);
  exporter.attach(watched, brakes);
  const over = await reconcilerOver(watched, source, clock, {}, { brakes, earlier: source.earlier });
  const reconciler = { ...over, load: meters.follow(source.load) };
  const stop = new AbortController();
  const prober = makeProber({ host, clock });
  const health = makeHealthMonitor(prober);
  const trial = makeTrial({
    ...prober,
    brakes,
    wall: () => new Date(wall()),
    onVerdict: meters.verdict,
    onProbe: health.heard,
  });
  let hint = () => {};
  const watch = async (listener: () => void) => {
    hint = listener;
    return async () => {};
  };
  const judges = { trial, monitor: health };
  const options = { reconciler, ...judges, source: { watch }, interval: 30_000, stop: stop.signal, random: () => 0 };
  const server = await openEndpoints({ ...exporter, listen: '127.0.0.1:0' });
  const run = () => runLoop({ ...options, status: noStatus, report: exporter.hear(silent) });
  endings.push(server.close);
  const begin = async () => {
    const running = run();
    endings.push(async () => {
      stop.abort();
      await running;
    });
    await clock.settle();
  };
  const ask = async (path: string) => {
    const answer = await fetch(`http://${(server as Listening).address}${path}`);
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };
  /** The value of a series, by its name and some of its labels. */
  const value = async (name: string, labels: Record<string, string> = {}) => {
    const families = parseExposition((await ask('/metrics')).text);
    const series = [...families.values()].flatMap((family) => family.series);
    return series.find(
      (one) =>
        one.name === `vzreconcile_${name}` && Object.entries(labels).every(([key, want]) => one.labels[key] === want),
    )?.value;
  };
  return { clock, source, brakes, host, begin, ask, value, hint: () => hint(), exporter };
}

describe('the metrics of a loop', () => {
  test('tell of passes, actions, drift, refusals, revisions and containers', async () => {
    const host = simulatedHost();
    const { clock, source, begin, ask, value, hint } = await site(host, { ctid: 101 }, { ctid: 102, state: 'stopped' });
    await begin();
    const { status, type, text } = await ask('/metrics');
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(text).toBe((await ask('/metrics')).text);
    expect(await value('build_info', { program: '1.2.3', node: 'node7' })).toBe(1);
    expect(await value('passes_total', { result: 'changed' })).toBe(1);
    expect(await value('passes_total', { result: 'failed' })).toBe(0);
    expect(await value('container_actions_total', { action: 'create', result: 'done' })).toBe(2);
    expect(await value('driver_operation_duration_seconds_count', { driver: 'rootfs', verb: 'create' })).toBe(2);
    expect(await value('condition', { type: 'Ready', status: 'True' })).toBe(1);
    expect(await value('condition', { type: 'Stalled', status: 'False' })).toBe(1);
    expect(await value('containers', { ready: 'true' })).toBe(2);
    expect(await value('container_running', { ctid: '101' })).toBe(1);
    expect(await value('container_running', { ctid: '102' })).toBe(0);
    expect(await value('container_memory_limit_bytes', { name: 'ct101' })).toBe(2 ** 26);
    expect(await value('applied_revision_info', { label: 'main@1' })).toBe(1);
    expect(await value('applied_timestamp_seconds')).toBe(1_700_000_000);
    expect(await value('revisions_judged_total', { verdict: 'good' })).toBe(1);

    host.hands.set(ctid(101), '/cgroup/pids/max', 7);
    await clock.advance(30_000);
    expect(await value('drift_corrected_total')).toBe(1);
    expect(await value('drift_values')).toBe(1);
    await clock.advance(30_000);
    expect(await value('drift_values')).toBe(0);
    expect(await value('pass_duration_seconds_count')).toBe(3);
    expect(await value('last_pass_timestamp_seconds')).toBe(1_700_000_060);

    host.hands.plantForeign(ctid(103));
    source.commit({ ctid: 101 }, { ctid: 102, state: 'stopped' }, { ctid: 103 });
    hint();
    await clock.settle();
    expect(await value('refusals', { code: 'VZR614' })).toBe(1);
    expect(await value('condition', { type: 'Stalled', status: 'True' })).toBe(1);
    expect(await value('applied_revision_info', { label: 'main@1' })).toBe(1);
    expect(await value('revision_info', { label: 'main@2' })).toBe(1);

    source.problem('wrong');
    hint();
    await clock.settle();
    expect(await value('problems', { code: 'VZR100', severity: 'error' })).toBe(1);
    expect(await value('passes_total', { result: 'invalid' })).toBe(1);
    expect((await ask('/readyz')).text).toBe('Ready False InvalidManifests\n');
  });

  test('tell how those are whose health is asked, and of one nobody knows nothing', async () => {
    const host = simulatedHost();
    const probe = { kind: 'tcp', host: '127.0.0.1', port: 80 } as const;
    const health = { probe, interval: 5, timeout: 5, retries: 3, successThreshold: 1, startPeriod: 10 };
    let ill: string | undefined;
    host.hands.ail(ctid(101), () => ill);
    host.hands.ail(ctid(102), () => 'ECONNREFUSED');
    const { clock, begin, value } = await site(host, { ctid: 101, health }, { ctid: 102, health }, { ctid: 103 });
    await begin();
    await clock.advance(1000);
    const all = async () => [
      await value('container_health', { status: 'healthy' }),
      await value('container_health', { status: 'unhealthy' }),
      await value('container_health', { status: 'starting' }),
      ...(await Promise.all(['101', '102', '103'].map((id) => value('container_healthy', { ctid: id })))),
    ];
    expect(await all()).toEqual([1, 0, 1, 1, undefined, undefined]);
    ill = 'ECONNREFUSED';
    await clock.advance(60_000);
    expect(await all()).toEqual([0, 2, 0, 0, 0, undefined]);
  });

  test('count restarts of who is unhealthy', async () => {
    const host = simulatedHost();
    const probe = { kind: 'tcp', host: '127.0.0.1', port: 80 } as const;
    const health = {
      probe,
      interval: 5,
      timeout: 5,
      retries: 3,
      successThreshold: 1,
      startPeriod: 10,
      onFailure: 'restart',
    } as const;
    let ill: string | undefined;
    host.hands.ail(ctid(101), () => ill);
    const { clock, begin, value } = await site(host, { ctid: 101, health });
    await begin();
    ill = 'ECONNREFUSED';
    await clock.advance(16_000);
    expect(await value('health_restarts_total')).toBe(1);
    // It has not been healthy since.
    expect(await value('container_healthy', { ctid: '101' })).toBe(0);
  });

  test('count failures of drivers, of passes, and exits', async () => {
    const { host, hands } = spied({ fail: (call) => call === '101 cgroup.create' });
    const { clock, source, begin, value, hint } = await site(host, { ctid: 101 }, { ctid: 102 });
    await begin();
    expect(await value('driver_operation_failures_total', { driver: 'cgroup', verb: 'create' })).toBe(1);
    expect(await value('driver_operation_duration_seconds_count', { verb: 'undo', driver: 'rootfs' })).toBe(1);
    expect(await value('container_actions_total', { action: 'create', result: 'failed' })).toBe(1);
    expect(await value('passes_total', { result: 'incomplete' })).toBe(1);
    hands.askInit(ctid(102), 'reboot');
    await clock.settle();
    expect(await value('container_exits_total', { asked: 'reboot' })).toBe(1);
    source.fail(new Error('away'));
    hint();
    await clock.settle();
    expect(await value('passes_total', { result: 'failed' })).toBeGreaterThan(0);
    expect(await value('condition', { type: 'Ready', status: 'True' })).toBe(0);
    // What was known of the last pass is still told.
    expect(await value('revision_info', { label: 'main@1' })).toBe(1);
  });

  test('tell of brakes as they are when somebody asks', async () => {
    const { brakes, begin, value } = await site(simulatedHost(), { ctid: 101 });
    await begin();
    expect(await value('suspensions', { scope: 'node' })).toBe(0);
    const by = { by: 'alice', since: '2026-11-26T15:00:00Z' };
    const bad = { revision: 'abc', label: 'main@abc', since: by.since, reason: 'web is unhealthy' };
    await brakes.update((record) => ({ ...record, suspensions: [by, { ...by, field: 'ram' }], quarantine: [bad] }));
    expect(await value('suspensions', { scope: 'node' })).toBe(1);
    expect(await value('suspensions', { scope: 'field' })).toBe(1);
    expect(await value('quarantined_revisions')).toBe(1);
  });

  test('have no more series of containers than they say', async () => {
    const wishes = Array.from({ length: 12 }, (_, i) => ({ ctid: 1000 + i, state: 'stopped' as const }));
    const { begin, clock, value } = await siteOf(9, simulatedHost(), ...wishes);
    await begin();
    await clock.settle();
    expect(await value('passes_total', { result: 'changed' })).toBe(1);
    expect(await value('containers_omitted')).toBe(3);
    expect(await value('container_running', { ctid: '1008' })).toBe(0);
    expect(await value('container_running', { ctid: '1009' })).toBeUndefined();
  });

  test.each([
    [2, ['101', '102', undefined], ['102', undefined]],
    [0, [undefined], [undefined]],
  ])('count hits of the %i containers that have series, while they are there', async (most, first, second) => {
    const hits = [101, 102, 103].map((id) => ({ ctid: ctid(id), counter: 'numproc', by: 2, failcnt: 2 }));
    let found: readonly Shortage[] = hits;
    const host = { ...simulatedHost(), shortages: async () => found };
    const { begin, clock, source, ask, hint } = await siteOf(most, host, { ctid: 101 }, { ctid: 102 }, { ctid: 103 });
    const series = async () =>
      parseExposition((await ask('/metrics')).text).get('vzreconcile_limit_hits_total')?.series ?? [];
    const shown = async () => (await series()).map(({ labels }) => labels['ctid']).sort();
    await begin();
    expect(await shown()).toEqual(first);
    expect((await series()).reduce((sum, { value }) => sum + value, 0)).toBe(6);
    found = [];
    source.commit({ ctid: 102 }, { ctid: 103 });
    hint();
    await clock.settle();
    // The plan that deletes it still has it.
    await clock.advance(30_000);
    expect(await shown()).toEqual([...second].sort());
  });

  test('lose only what cannot be read', async () => {
    const host = { ...simulatedHost(), usage: () => Promise.reject(new Error('it vanished')) };
    const { begin, value } = await site(host, { ctid: 101 });
    await begin();
    expect(await value('container_running', { ctid: '101' })).toBe(1);
  });

  test('call a pass incomplete that left out who is refused', async () => {
    const host = simulatedHost();
    host.hands.plantForeign(ctid(103));
    const { begin, value } = await site(host, { ctid: 103 });
    await begin();
    expect(await value('passes_total', { result: 'incomplete' })).toBe(1);
    expect(await value('passes_total', { result: 'unchanged' })).toBe(0);
  });

  test('are all that the alerts ask for', async () => {
    const { clock, begin, ask, exporter } = await site(simulatedHost(), { ctid: 101 });
    exporter.meters.asked({ remote: 'git.example.net', request: 'fetch', succeeded: false, ms: 5 });
    exporter.hear(silent).pass({
      revision: { id: 'a', label: 'a' },
      problems: [],
      outcomes: [],
      phases: {},
      hits: [{ ctid: ctid(101), name: 'ct101', counter: 'numproc', by: 2, failcnt: 3 }],
    });
    await begin();
    await clock.settle();
    const known = new Set(parseExposition((await ask('/metrics')).text).keys());
    // The simulated host uses nothing by itself.
    for (const name of ['container_pressure_waiting_seconds_total', 'container_disk_used_bytes'])
      known.add(`vzreconcile_${name}`);
    const rules = readFileSync(
      join(import.meta.dirname, '../../../examples/prometheus/vzreconcile-alerts.yaml'),
      'utf8',
    );
    const { groups } = parse(rules) as { groups: { rules: { alert: string; expr: string }[] }[] };
    const all = groups.flatMap((group) => group.rules);
    expect(all.length).toBeGreaterThan(10);
    for (const { alert, expr } of all) {
      const named = expr.match(/vzreconcile_[a-z_]+/g) ?? [];
      // absent() and sums have no instance to name.
      expect(expr, alert).not.toMatch(/absent|sum/);
      expect(named.length > 0 || expr === 'up{job="vzreconcile"} == 0', alert).toBe(true);
      for (const name of named) expect(known, `${alert}: ${expr}`).toContain(name);
    }
    const readme = readFileSync(join(import.meta.dirname, '../../../reconciler/README.md'), 'utf8');
    for (const name of known) expect(readme).toContain(name.slice('vzreconcile_'.length));
  });
});

describe('the endpoints', () => {
  test('say whether the loop is alive and whether the node is ready', async () => {
    const { clock, begin, ask } = await site(simulatedHost(), { ctid: 101 });
    expect(await ask('/healthz')).toMatchObject({ status: 200 });
    expect(await ask('/readyz')).toMatchObject({ status: 503, text: 'Ready Unknown\n' });
    await clock.advance(20 * 60_000);
    expect(await ask('/healthz')).toMatchObject({ status: 503, text: 'the last sign of the loop is 1200 s old\n' });
    await begin();
    expect(await ask('/healthz')).toMatchObject({ status: 200, text: 'the last sign of the loop is 0 s old\n' });
    expect(await ask('/readyz')).toMatchObject({ status: 200, text: 'Ready True ReconciliationSucceeded\n' });
  });

  test('give nothing else', async () => {
    const { ask, exporter } = await site();
    for (const path of ['/', '/metrics/', '/toString', '//']) expect((await ask(path)).status).toBe(404);
    expect((await ask('/metrics?x=1')).status).toBe(200);
    const server = await openEndpoints({
      ...exporter,
      listen: '127.0.0.1:0',
      families: () => Promise.reject(new Error('a secret')),
    });
    endings.push(server.close);
    const answer = await fetch(`http://${server.address}/metrics`);
    expect([answer.status, await answer.text()]).toEqual([500, 'the host cannot be read\n']);
    expect((await fetch(`http://${server.address}/metrics`, { method: 'POST' })).status).toBe(405);
  });
});

test('requests to remotes are told of, without anything secret in them', async () => {
  const folder = temporary();
  endings.push(folder.remove);
  const repository = makeRepository(join(folder.path, 'repo'));
  repository.commit({ 'manifests/a.yaml': '' });
  const asked: Asked[] = [];
  const gone = `file://${folder.path}/gone`;
  const remotes = [gone, `file://${repository.path}`].map((url) => ({ address: parseAddress(url) }));
  const source = await openGitSource({
    ...sourceOptions(folder.path, gone),
    ...{ remotes, onAsked: (one: Asked) => asked.push(one) },
  });
  endings.push(source.close);
  await source.read();
  expect(asked.map(({ remote, request, succeeded }) => [remote, request, succeeded])).toEqual([
    ['local', 'ls-remote', false],
    ['local', 'ls-remote', true],
    ['local', 'fetch', true],
  ]);
});
