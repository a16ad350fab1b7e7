// Passes and the loop over windows: what waits, what does not, and who wakes whom.

import { describe, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { brakesInMemory } from '../../reconciler/run/brakes-file.ts';
import { containerFindings } from '../../reconciler/run/conditions.ts';
import { runLoop } from '../../reconciler/run/loop.ts';
import { makeProber } from '../../reconciler/run/probe.ts';
import { type PassResult, reconcile } from '../../reconciler/run/reconcile.ts';
import { noStatus } from '../../reconciler/run/status-file.ts';
import { makeTrial } from '../../reconciler/run/trial.ts';
import type { WindowSpec } from '../../reconciler/state/rules.ts';
import { ctid, fakeClock, manifests, never, reconcilerOver, type Wish } from './bench.ts';

const HOUR = 3_600_000;
const nightly: WindowSpec = {
  ...{ name: 'nightly', origin: { path: 'w.yaml', line: 1, col: 1 }, kind: 'allow', schedule: '0 2 * * *' },
  ...{ duration: 2 * HOUR, timeZone: 'Europe/Berlin', classes: ['restart', 'stop'] },
};
const noon = Date.parse('2026-11-26T12:00:00Z');
/** 02:00 in Berlin. */
const opening = Date.parse('2026-11-27T01:00:00Z') - noon;

const before: Wish = { ctid: 60_510 };
/** A new id map needs another start, more memory does not. */
const after: Wish = { ctid: 60_510, ram: 2 ** 27, state: 'stopped' };
const ram = (host: ReturnType<typeof simulatedHost>) => host.hands.state(ctid(60_510)).cgroup?.memory.ram;
const state = (host: ReturnType<typeof simulatedHost>) => host.hands.state(ctid(60_510)).lifecycle?.state;

describe('a label', () => {
  const night = { ...nightly, timeZone: 'UTC', containers: { labels: { tier: 'db' } } };
  const day = { ...night, name: 'day', schedule: '0 12 * * *', containers: { labels: { tier: 'web' } } };
  const hours = (hour: number) => noon + hour * HOUR;
  const db: Wish = { ...before, labels: { tier: 'db' } };

  async function site() {
    const host = simulatedHost();
    const source = manifests(db);
    source.rules = { policies: [], windows: [night, day], approvals: [] };
    source.commit(db);
    let now = noon;
    const reconciler = await reconcilerOver(host, source, fakeClock(), {}, { wall: () => now });
    const pass = async (hour: number) => {
      now = hours(hour);
      const { outcomes, plan } = await reconcile(reconciler, never());
      const labels = (await host.markers.read()).get(ctid(60_510))?.labels;
      const until = plan?.containers[0]?.holds?.map((hold) => ((hold.until?.at ?? 0) - noon) / HOUR);
      return [outcomes.map(({ action, result }) => `${action} ${result}`).join(), labels?.['tier'], until, state(host)];
    };
    await pass(0);
    return { source, pass };
  }

  test('that is dropped in a commit of its own is not escaped by the next commit', async () => {
    const { source, pass } = await site();
    source.commit({ ...before, labels: {} });
    expect(await pass(1)).toEqual(['', 'db', [14], 'running']);
    source.commit({ ...before, labels: {}, state: 'stopped' });
    expect(await pass(2)).toEqual(['', 'db', [14], 'running']);
    expect(await pass(14)).toEqual(['stop done', undefined, undefined, 'stopped']);
  });

  test('that changes with more does so in its own window, and the rest is done in another', async () => {
    const { source, pass } = await site();
    source.commit({ ...before, labels: { tier: 'web' }, state: 'stopped' });
    expect(await pass(1)).toEqual(['', 'db', [24, 14], 'running']);
    expect(await pass(14)).toEqual(['change done', 'web', [24], 'running']);
    expect(await pass(15)).toEqual(['', 'web', [24], 'running']);
    expect(await pass(24)).toEqual(['stop done', 'web', undefined, 'stopped']);
    expect(await pass(25)).toEqual(['', 'web', undefined, 'stopped']);
  });
});

describe('a pass', () => {
  test('does what is allowed, proves it, and says what waits', async () => {
    const host = simulatedHost();
    const source = manifests(before, { ctid: 60_511 });
    source.rules = { policies: [], windows: [nightly], approvals: [] };
    let now = noon;
    const reconciler = await reconcilerOver(host, source, fakeClock(), {}, { wall: () => now });
    await reconcile(reconciler, never());
    source.commit({ ...before, ram: 2 ** 27, hostname: 'other' }, { ctid: 60_511, state: 'stopped' });
    const first = await reconcile(reconciler, never());
    expect(first.outcomes.map(({ name, result }) => `${name} ${result}`)).toEqual(['ct60510 done']);
    expect(first.plan?.containers[1]?.holds).toMatchObject([{ by: 'window', action: 'stop' }]);
    expect(ram(host)).toBe(2 ** 27);
    const [, two] = containerFindings(first, new Map());
    expect(two?.findings.map(({ type, status, reason }) => `${type} ${status} ${reason}`)).toEqual([
      'Ready False Deferred',
      'Reconciling True ProgressingWithRetry',
    ]);
    expect((await reconcile(reconciler, never())).outcomes).toEqual([]);
    now = noon + opening;
    expect((await reconcile(reconciler, never())).outcomes.map(({ name, result }) => `${name} ${result}`)).toEqual([
      'ct60511 done',
    ]);
    expect(host.hands.state(ctid(60_511)).lifecycle?.state).toBe('stopped');
  });

  test('does the live part of a restart at once and is not called unfinished for the rest', async () => {
    const host = simulatedHost();
    const source = manifests(before);
    source.rules = { policies: [], windows: [nightly], approvals: [] };
    let now = noon;
    const reconciler = await reconcilerOver(host, source, fakeClock(), {}, { wall: () => now });
    await reconcile(reconciler, never());
    source.commit({ ...before, ram: 2 ** 27, idmap: 1_000 * 65_536 });
    const [outcome] = (await reconcile(reconciler, never())).outcomes;
    expect(outcome).toMatchObject({ action: 'change', result: 'done' });
    expect(ram(host)).toBe(2 ** 27);
    // What a hand does meanwhile is drift, and what waits is not.
    host.hands.set(ctid(60_510), '/cgroup/pids/max', 7);
    const drift = await reconcile(reconciler, never());
    expect(drift.plan?.containers[0]?.changes).toMatchObject([{ pointer: '/cgroup/pids/max', drift: true }]);
    expect(drift.plan?.containers[0]?.holds?.[0]?.changes).toMatchObject([
      { pointer: '/namespace/idmap/base', drift: false },
    ]);
    now = noon + opening;
    const [restart] = (await reconcile(reconciler, never())).outcomes;
    expect(restart).toMatchObject({ action: 'restart', result: 'done' });
    expect((await reconcile(reconciler, never())).outcomes).toEqual([]);
  });
});

test('the loop wakes when a window opens', async () => {
  const host = simulatedHost();
  const clock = fakeClock();
  const source = manifests(before);
  source.rules = { policies: [], windows: [nightly], approvals: [] };
  const reconciler = await reconcilerOver(host, source, clock, {}, { wall: () => noon + clock.now() });
  await reconcile(reconciler, never());
  source.commit(after);
  const stop = new AbortController();
  const passes: PassResult[] = [];
  const running = runLoop({
    ...{ reconciler, stop: stop.signal, random: () => 0, status: noStatus },
    source: { watch: async () => async () => {} },
    // Longer than until the window opens.
    interval: 30 * HOUR,
    report: {
      pass: (result) => void passes.push(result),
      ...{ plan: () => {}, outcome: () => {}, exited: () => {}, failure: () => {} },
    },
  });
  try {
    await clock.settle();
    expect(state(host)).toBe('running');
    await clock.advance(opening - 1);
    expect(passes).toHaveLength(1);
    await clock.advance(1);
    expect(passes).toHaveLength(2);
    expect(state(host)).toBe('stopped');
  } finally {
    stop.abort();
    await running;
  }
});

test('what waited for a window is tried as a rollout when it opens, and gone back from', async () => {
  const [A, B] = [60_510, 60_511];
  const host = simulatedHost();
  const base = (id: number) => host.hands.state(ctid(id)).namespace?.idmap.base;
  const bad = 1_000 * 65_536;
  host.hands.ail(ctid(A), (state) => (state.namespace?.idmap.base === bad ? 'ECONNREFUSED' : undefined));
  const clock = fakeClock();
  const brakes = brakesInMemory();
  const probe = { kind: 'tcp', host: '127.0.0.1', port: 80 } as const;
  const health = { probe, interval: 5, timeout: 5, retries: 3, successThreshold: 1, startPeriod: 10 };
  const source = manifests({ ctid: A, health }, { ctid: B, health });
  source.node = { ...source.node, rollout: { canaries: [`ct${A}`] } };
  source.rules = { policies: [], windows: [nightly], approvals: [] };
  source.commit({ ctid: A, health }, { ctid: B, health });
  const parts = { brakes, earlier: source.earlier, wall: () => noon + clock.now() };
  const reconciler = await reconcilerOver(host, source, clock, {}, parts);
  const stop = new AbortController();
  let hint = (): void => {};
  const running = runLoop({
    ...{ reconciler, stop: stop.signal, random: () => 0, status: noStatus, interval: 30 * HOUR },
    trial: makeTrial({ ...makeProber({ host, clock }), brakes, wall: () => new Date(noon), onVerdict: () => {} }),
    source: {
      watch: async (listener) => {
        hint = listener;
        return async () => {};
      },
    },
    report: { pass: () => {}, plan: () => {}, outcome: () => {}, exited: () => {}, failure: () => {} },
  });
  try {
    await clock.advance(60_000);
    expect((await brakes.read()).good?.id).toBe('revision-2');
    source.commit({ ctid: A, health, idmap: bad, ram: 2 ** 27 }, { ctid: B, health, idmap: 1_001 * 65_536 });
    hint();
    await clock.advance(60_000);
    // The live part is done, and healthy; the restarts have still to show what they are worth.
    expect(host.hands.state(ctid(A)).cgroup?.memory.ram).toBe(2 ** 27);
    expect((await brakes.read()).good?.id).toBe('revision-2');
    await clock.advance(opening - 120_000 + 5_000);
    expect([base(A), base(B)]).toEqual([bad, B * 65_536]);
    await clock.advance(30_000);
    expect([base(A), base(B)]).toEqual([A * 65_536, B * 65_536]);
    expect((await brakes.read()).quarantine).toMatchObject([{ revision: 'revision-3', back: 'main@2' }]);
  } finally {
    stop.abort();
    await running;
  }
});
