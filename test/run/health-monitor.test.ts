// Health asked for as long as containers run, and starts that wait for it: in the loop and in a single run, over the simulated
// host and a clock that stands still.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import type { HealthVerdict } from '../../reconciler/port/host.ts';
import { brakesInMemory } from '../../reconciler/run/brakes-file.ts';
import { containerFindings, nodeFindings } from '../../reconciler/run/conditions.ts';
import { type HealthMemory, openHealthMemory } from '../../reconciler/run/health-file.ts';
import { makeHealthMonitor } from '../../reconciler/run/health-monitor.ts';
import { makeProber } from '../../reconciler/run/probe.ts';
import type { PassResult } from '../../reconciler/run/reconcile.ts';
import { reconcileAndJudge } from '../../reconciler/run/settle.ts';
import { readStatus, statusFile } from '../../reconciler/run/status-file.ts';
import { openTeller } from '../../reconciler/run/teller.ts';
import { makeTrial, type Verdict } from '../../reconciler/run/trial.ts';
import type { HealthSpec } from '../../schema/health.ts';
import { ctid, fakeClock, type Manifests, manifests, reconcilerOver, type Wish } from './bench.ts';
import { looping, unexpected } from './looping.ts';

const [DB, WEB, APP, LONE] = [60_540, 60_541, 60_542, 60_543];
const probe = { kind: 'tcp', host: '127.0.0.1', port: 5432 } as const;
const health: HealthSpec = { probe, interval: 5, timeout: 5, retries: 3, successThreshold: 1, startPeriod: 10 };
const stack: readonly Wish[] = [
  { ctid: DB, health },
  { ctid: WEB, dependsOn: [`ct${DB}`] },
  { ctid: APP, dependsOn: [`ct${WEB}`] },
  { ctid: LONE },
];

function worldOf(source: Manifests) {
  const host = simulatedHost();
  const clock = fakeClock();
  let ill: string | undefined;
  for (const id of [DB, WEB]) host.hands.ail(ctid(id), () => ill);
  const isUp = (id: number) => host.hands.state(ctid(id)).lifecycle?.state === 'running';
  const asked = () => host.calls.byName.get('host.checkHealth') ?? 0;
  return { host, clock, source, brakes: brakesInMemory(), isUp, asked, ail: (how?: string) => (ill = how) };
}

async function start(world: ReturnType<typeof worldOf>, wall?: () => number, memory?: HealthMemory) {
  const { host, clock, source, brakes } = world;
  const more = { brakes, earlier: source.earlier, ...(wall && { wall }) };
  const reconciler = await reconcilerOver(host, source, clock, {}, more);
  const verdicts: Verdict[] = [];
  const turns: string[] = [];
  const prober = makeProber({ host, clock });
  const monitor = makeHealthMonitor(prober, () => 0.5, memory);
  monitor.onTurn(({ name, was, now, isGivenUp }) =>
    turns.push(`${name} ${was} ${now}${isGivenUp ? ', given up' : ''}`),
  );
  const onVerdict = (verdict: Verdict): void => void verdicts.push(verdict);
  const trial = makeTrial({ ...prober, brakes, wall: () => new Date(0), onVerdict, onProbe: monitor.heard });
  const { passes, outcomes, hint, end } = await looping(reconciler, clock, { trial, monitor });
  const commit = async (...wishes: readonly Wish[]) => {
    source.commit(...wishes);
    await hint();
  };
  const last = () => {
    const [pass] = passes.slice(-1);
    if (pass === undefined) throw new Error('no pass');
    return pass;
  };
  const findings = (id: number) =>
    containerFindings(last(), new Map())
      .find((one) => one.ctid === id)
      ?.findings.map(({ type, status, reason, message }) => `${type} ${status} ${reason}: ${message}`);
  return { passes, outcomes, verdicts, turns, commit, last, findings, hint, end, monitor };
}

describe('a start that depends on a container with health', () => {
  test('waits for its first success, behind which others wait, and holds up nobody else', async () => {
    const world = worldOf(manifests(...stack));
    world.ail('ECONNREFUSED');
    const { findings, last } = await start(world);
    expect([DB, WEB, APP, LONE].map(world.isUp)).toEqual([true, false, false, true]);
    await world.clock.advance(8_000);
    expect([WEB, APP].map(world.isUp)).toEqual([false, false]);
    expect(last().waits).toHaveLength(2);
    expect(findings(WEB)?.[0]).toMatch(/^Ready Unknown DependencyNotReady: waits for ct60540 \(60540\), which is/);
    world.ail();
    await world.clock.advance(5_000);
    expect([WEB, APP].map(world.isUp)).toEqual([true, true]);
    expect(last().waits).toBeUndefined();
  });

  test('says so when its startup is over, and comes up by itself as soon as it can, at the same commit', async () => {
    const world = worldOf(manifests(...stack));
    world.ail('ECONNREFUSED');
    const { findings, passes, turns } = await start(world);
    await world.clock.advance(200_000);
    expect(world.isUp(WEB)).toBe(false);
    const why = 'which is not healthy: tcp 127.0.0.1:5432: ECONNREFUSED';
    expect(findings(WEB)).toEqual([
      `Ready False DependencyNotReady: waits for ct60540 (60540), ${why}`,
      'Reconciling True ProgressingWithRetry: it is started as soon as that is so',
    ]);
    expect(findings(APP)?.[0]).toContain(`waits for ct60541 (60541), which waits for ct60540 (60540), ${why}`);
    const revisions = new Set(passes.map(({ revision }) => revision.id));
    world.ail();
    await world.clock.advance(6_000);
    expect([WEB, APP].map(world.isUp)).toEqual([true, true]);
    expect(revisions).toEqual(new Set(passes.map(({ revision }) => revision.id)));
    expect(turns).toEqual(['ct60540 starting unhealthy', 'ct60540 unhealthy healthy']);
  });

  test('is not held by one that was found healthy, and is held when that one starts anew', async () => {
    const world = worldOf(manifests({ ctid: DB, health }));
    const { commit } = await start(world);
    await commit({ ctid: DB, health }, { ctid: WEB, dependsOn: [`ct${DB}`] });
    expect(world.isUp(WEB)).toBe(true);
    world.ail('ECONNREFUSED');
    world.host.hands.killInit(ctid(DB));
    world.host.hands.killInit(ctid(WEB));
    await world.clock.advance(4_000);
    expect([DB, WEB].map(world.isUp)).toEqual([true, false]);
    world.ail();
    await world.clock.advance(5_000);
    expect(world.isUp(WEB)).toBe(true);
  });

  test('says in the plan what it waits for, and nothing when nothing is started', async () => {
    const world = worldOf(manifests(...stack));
    const { passes } = await start(world);
    const said = (pass?: PassResult) => pass?.plan?.containers.map(({ startsWhen }) => startsWhen);
    expect(said(passes[0])).toEqual([undefined, ['ct60540 (60540) is healthy'], undefined, undefined]);
    await world.clock.advance(60_000);
    expect(said(passes.at(-1))).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('of a single run waits too, as long as there is hope', async () => {
    for (const cure of [7_000, undefined]) {
      const world = worldOf(manifests(...stack));
      world.ail('ECONNREFUSED');
      const { host, clock, source, brakes } = world;
      const reconciler = await reconcilerOver(host, source, clock, {}, { brakes, earlier: source.earlier });
      const monitor = makeHealthMonitor(makeProber({ host, clock }));
      const trial = makeTrial({
        ...makeProber({ host, clock }),
        brakes,
        wall: () => new Date(0),
        onVerdict: () => {},
        onProbe: monitor.heard,
      });
      // Nothing is on trial: the revision is known to be good.
      await brakes.update((record) => ({ ...record, good: { id: 'revision-1', label: 'main@1' } }));
      const stop = new AbortController().signal;
      const options = { stop, drain: stop, onAgain: () => {}, onPass: () => {} };
      let ended: number | undefined;
      const settled = reconcileAndJudge(reconciler, options, { trial, monitor }).finally(() => {
        ended = clock.now();
        return monitor.close();
      });
      await clock.advance(cure ?? 0);
      if (cure !== undefined) world.ail();
      await clock.advance(120_000);
      const { whole, last } = await settled;
      expect(world.isUp(APP)).toBe(cure !== undefined);
      expect(whole.waits?.map(({ name }) => name)).toEqual(cure === undefined ? ['ct60541', 'ct60542'] : undefined);
      expect(last.health?.get(ctid(DB))?.status).toBe(cure === undefined ? 'unhealthy' : 'healthy');
      // The trial gives up after 20 s, the monitor three questions later.
      expect(ended).toBeLessThanOrEqual(cure === undefined ? 40_000 : 10_000);
    }
  });
});

describe('health after the trial', () => {
  test('is asked at the interval, told once each way, and condemns nobody', async () => {
    const world = worldOf(manifests({ ctid: DB, health }));
    const { turns, findings, verdicts, last } = await start(world);
    const before = world.asked();
    await world.clock.advance(60_000);
    expect(world.asked() - before).toBe(12);
    expect(findings(DB)?.at(-1)).toBe('Healthy True Succeeded: tcp 127.0.0.1:5432');
    world.ail('ECONNREFUSED');
    await world.clock.advance(9_000);
    expect(turns).toEqual(['ct60540 starting healthy']);
    await world.clock.advance(6_000);
    expect(findings(DB)).toEqual([
      'Ready False HealthCheckFailed: it is unhealthy: tcp 127.0.0.1:5432: ECONNREFUSED',
      'Healthy False HealthCheckFailed: tcp 127.0.0.1:5432: ECONNREFUSED',
    ]);
    expect(nodeFindings(last(), containerFindings(last(), new Map()))[0]).toMatchObject({
      ...{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' },
    });
    await world.clock.advance(300_000);
    world.ail();
    await world.clock.advance(5_000);
    expect(turns.slice(1)).toEqual(['ct60540 healthy unhealthy', 'ct60540 unhealthy healthy']);
    expect(findings(DB)?.[0]).toMatch(/^Ready True/);
    expect(verdicts.map(({ kind }) => kind)).toEqual(['healthy', 'good']);
    expect((await world.brakes.read()).quarantine).toEqual([]);
  });

  test('is told while manifests are wrong and no plan can be made', async () => {
    const world = worldOf(manifests({ ctid: DB, health }));
    const folder = mkdtempSync(join(tmpdir(), 'vzr-monitor-'));
    const status = statusFile(
      folder,
      () => new Date(0),
      (error) => {
        throw error;
      },
    );
    try {
      const { last, hint } = await start(world);
      await status.passed(last(), [], 0);
      world.source.problem('wrong');
      await hint();
      world.ail('ECONNREFUSED');
      await world.clock.advance(20_000);
      expect(last().plan).toBeUndefined();
      await status.passed(last(), [], 0);
      const conditions = (await readStatus(folder))?.containers?.[0]?.conditions;
      expect(conditions?.map(({ type, status }) => `${type} ${status}`)).toEqual(['Ready True', 'Healthy False']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('two failures between successes are nothing', async () => {
    const world = worldOf(manifests({ ctid: DB, health }));
    const { turns } = await start(world);
    for (let round = 0; round < 5; round += 1) {
      world.ail('ECONNREFUSED');
      await world.clock.advance(10_000);
      world.ail();
      await world.clock.advance(5_000);
    }
    expect(turns).toEqual(['ct60540 starting healthy']);
  });

  test('is asked one question at a time, which end with the container and do not hold up the end', async () => {
    const world = worldOf(manifests({ ctid: DB, health: { ...health, interval: 1, timeout: 60 } }));
    let [open, most, broken] = [0, 0, 0];
    world.host.checkHealth = (_id, _probe, signal) => {
      open += 1;
      most = Math.max(most, open);
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          open -= 1;
          broken += 1;
          resolve({ healthy: false, reason: 'no answer in time' });
        });
      });
    };
    // Nothing is on trial.
    await world.brakes.update((record) => ({ ...record, good: { id: 'revision-1', label: 'main@1' } }));
    const { commit, end } = await start(world);
    await world.clock.advance(30_000);
    expect([open, most]).toEqual([1, 1]);
    world.host.hands.killInit(ctid(DB));
    await world.clock.advance(2_000);
    expect([open, most, broken]).toEqual([1, 1, 1]);
    await commit({ ctid: DB, health, state: 'stopped' });
    expect(open).toBe(0);
    await commit({ ctid: DB, health: { ...health, timeout: 60 } });
    await world.clock.settle();
    await end();
    expect(open).toBe(0);
    expect(most).toBe(1);
  });

  test('of one that answers is not held up by eight commands that hang, also while they are on trial', async () => {
    const command: HealthSpec = { ...health, probe: { kind: 'exec', command: ['/bin/check'] } };
    const hung = Array.from({ length: 8 }, (_, at) => ({ ctid: 60_550 + at, health: { ...command, timeout: 3600 } }));
    const good = { ctid: 60_559, health: command };
    const world = worldOf(manifests(...hung, good, { ctid: WEB, dependsOn: ['ct60559'] }));
    const asked: number[] = [];
    world.host.checkHealth = (id, _probe, signal) => {
      const never = new Promise<HealthVerdict>((resolve) =>
        signal.addEventListener('abort', () => resolve({ healthy: false, reason: 'late' })),
      );
      if (id !== 60_559) return never;
      asked.push(world.clock.now());
      return Promise.resolve({ healthy: true });
    };
    const { last } = await start(world);
    await world.clock.advance(1_000);
    expect([asked.length, world.isUp(WEB)]).toEqual([1, true]);
    await world.clock.advance(600_000);
    // Every 5 s, but for the half second that the others were new.
    expect(asked.length).toBeGreaterThanOrEqual(120);
    expect(Math.max(...asked.slice(1).map((at, index) => at - (asked[index] ?? 0)))).toBeLessThanOrEqual(5_500);
    expect(last().health?.get(ctid(60_550))?.status).toBe('starting');
  });

  test('of one that the host cannot ask is bad, and is asked for again', async () => {
    const world = worldOf(manifests({ ctid: DB, health }));
    const { turns, end } = await start(world);
    const { checkHealth } = world.host;
    world.host.checkHealth = async () => {
      throw new Error('EMFILE: too many open files');
    };
    await world.clock.advance(16_000);
    Object.assign(world.host, { checkHealth });
    await world.clock.advance(6_000);
    expect(turns.slice(1)).toEqual(['ct60540 healthy unhealthy', 'ct60540 unhealthy healthy']);
    await end();
  });

  test('of one that is being stopped does not count', async () => {
    const world = worldOf(manifests({ ctid: DB, health: { ...health, interval: 1 } }));
    const { turns, commit } = await start(world);
    const [drivers] = [world.host.drivers as unknown as { name: string; apply: (step: unknown) => Promise<unknown> }[]];
    const lifecycle = drivers.find(({ name }) => name === 'lifecycle');
    if (lifecycle === undefined) throw new Error('no driver');
    const { apply } = lifecycle;
    lifecycle.apply = async (step) => {
      world.ail('ECONNREFUSED');
      await world.clock.sleep(20_000);
      world.ail();
      return apply(step);
    };
    const asked = world.asked();
    await commit({ ctid: DB, health: { ...health, interval: 1 }, hostname: 'other', state: 'stopped' });
    await world.clock.advance(30_000);
    expect(world.asked()).toBeGreaterThan(asked + 10);
    expect(world.isUp(DB)).toBe(false);
    expect(turns).toEqual(['ct60540 starting healthy']);
  });
});

describe('successThreshold', () => {
  const slow: HealthSpec = { ...health, successThreshold: 3 };

  test('holds back who depends on it until that many answers in a row are good, each asked once', async () => {
    const world = worldOf(manifests({ ctid: DB, health: slow }, { ctid: WEB, dependsOn: [`ct${DB}`] }));
    const { findings, turns, verdicts } = await start(world);
    await world.clock.advance(4_000);
    world.ail('ECONNREFUSED');
    await world.clock.advance(4_000);
    world.ail();
    await world.clock.advance(11_000);
    expect([world.asked(), world.isUp(WEB)]).toEqual([4, false]);
    expect(findings(WEB)?.[0]).toMatch(/^Ready Unknown DependencyNotReady: waits for ct60540 .* is not healthy yet/);
    await world.clock.advance(2_000);
    expect([world.asked(), world.isUp(WEB)]).toEqual([5, true]);
    expect(turns).toEqual(['ct60540 starting healthy']);
    expect(verdicts.map(({ kind }) => kind)).toEqual(['healthy', 'good']);
    await world.clock.advance(60_000);
    expect(world.asked()).toBe(5 + 12);
  });

  test('brings back as slowly who was unhealthy, and one failure of who is healthy changes nothing', async () => {
    const world = worldOf(manifests({ ctid: DB, health: slow }));
    const { turns, findings, hint } = await start(world);
    await world.clock.advance(11_000);
    world.ail('ECONNREFUSED');
    await world.clock.advance(15_000);
    world.ail();
    await world.clock.advance(5_000);
    await hint();
    expect(findings(DB)?.[0]).toBe(
      'Ready False HealthCheckFailed: it is unhealthy: tcp 127.0.0.1:5432: good 1 of 3 times in a row',
    );
    await world.clock.advance(10_000);
    expect(findings(DB)?.at(-1)).toBe('Healthy True Succeeded: tcp 127.0.0.1:5432');
    world.ail('ECONNREFUSED');
    await world.clock.advance(5_000);
    world.ail();
    await world.clock.advance(5_000);
    const all = ['starting healthy', 'healthy unhealthy', 'unhealthy healthy'];
    expect(turns).toEqual(all.map((turn) => `ct60540 ${turn}`));
  });

  test('lets nobody stay in between for ever: what answers every other time is unhealthy, and its revision bad', async () => {
    const flapping = (world: ReturnType<typeof worldOf>): void => {
      let count = 0;
      world.host.hands.ail(ctid(DB), () => {
        count += 1;
        return count % 2 === 0 ? 'ECONNREFUSED' : undefined;
      });
    };
    const [world, first] = [worldOf(manifests({ ctid: DB, health })), worldOf(manifests({ ctid: DB, health: slow }))];
    const loop = await start(world);
    flapping(world);
    await loop.commit({ ctid: DB, health: slow, hostname: 'other' });
    await world.clock.advance(60_000);
    expect(loop.verdicts.slice(2).map(({ kind }) => kind)).toEqual(['quarantined']);
    // Nothing is before this one, so it stays.
    flapping(first);
    const { turns } = await start(first);
    await first.clock.advance(90_000);
    expect(turns).toEqual(['ct60540 starting unhealthy']);
  });

  test('restarts nobody who is about to recover', async () => {
    const world = worldOf(manifests({ ctid: DB, health: { ...slow, onFailure: 'restart' } }));
    const loop = await start(world);
    await world.clock.advance(11_000);
    const suspensions = [{ ctid: ctid(DB), by: 'ann', since: '2026-01-01T00:00:00Z' }];
    await world.brakes.update((record) => ({ ...record, suspensions }));
    world.ail('ECONNREFUSED');
    await world.clock.advance(15_000);
    world.ail();
    await world.clock.advance(5_000);
    await world.brakes.update((record) => ({ ...record, suspensions: [] }));
    await loop.hint();
    await world.clock.advance(60_000);
    expect(loop.outcomes.filter(({ action }) => action === 'restart')).toEqual([]);
    expect(loop.turns.at(-1)).toBe('ct60540 unhealthy healthy');
  });
});

test('what fails after a pass that broke off counts again', async () => {
  const world = worldOf(manifests({ ctid: DB, health }));
  const { commit, passes, monitor, turns } = await start(world);
  await commit({ ctid: DB, health, state: 'stopped' });
  const stops = passes.flatMap(({ plan }) => plan?.containers.filter(({ action }) => action === 'stop') ?? []);
  expect(stops).toHaveLength(1);
  await commit({ ctid: DB, health });
  await expect(monitor.during(stops, async () => Promise.reject(new Error('EIO')))).rejects.toThrow('EIO');
  world.ail('ECONNREFUSED');
  await world.clock.advance(16_000);
  expect(turns.at(-1)).toBe('ct60540 healthy unhealthy');
});

describe('onFailure: restart', () => {
  const fragile: HealthSpec = { ...health, onFailure: 'restart' };
  /** Times at which its init was started, and who is said to be the cause. */
  const restartsOf = ({ passes }: Awaited<ReturnType<typeof start>>) =>
    passes.flatMap(({ plan, outcomes }) =>
      outcomes.flatMap(({ action, result }) => (action === 'restart' && result === 'done' ? [plan] : [])),
    );

  test('restarts what is unhealthy, at growing distances, five times, and puts no revision on trial for it', async () => {
    const world = worldOf(manifests({ ctid: DB, health: fragile }, { ctid: LONE }));
    const loop = await start(world);
    world.ail('ECONNREFUSED');
    await world.clock.advance(16_000);
    const [plan] = restartsOf(loop);
    expect(plan?.containers[0]).toMatchObject({
      ...{ action: 'restart', changes: [], heals: 'tcp 127.0.0.1:5432: ECONNREFUSED' },
      warnings: ['restarted because it is unhealthy: tcp 127.0.0.1:5432: ECONNREFUSED'],
    });
    await world.clock.advance(600_000);
    expect(restartsOf(loop)).toHaveLength(5);
    expect(loop.findings(DB)?.at(-1)).toMatch(/restarted 5x, and left alone now$/);
    expect(loop.verdicts.map(({ kind }) => kind)).toEqual(['healthy', 'good']);
    world.ail();
    await world.clock.advance(70_000);
    world.ail('ECONNREFUSED');
    await world.clock.advance(16_000);
    expect(restartsOf(loop)).toHaveLength(6);
  });

  test('does not make a container ready that was not healthy after it, and says when it is left alone', async () => {
    const world = worldOf(manifests({ ctid: DB, health: { ...fragile, startPeriod: 30 } }));
    const loop = await start(world);
    world.ail('ECONNREFUSED');
    await world.clock.advance(16_000);
    const seen = new Set<string>();
    for (let second = 0; second < 400; second += 1) {
      await world.clock.advance(1_000);
      const [ready = '', healthy = ''] = loop.findings(DB) ?? [];
      seen.add(/^\w+ \w+ \w+/.exec(ready)?.[0] ?? ready).add(/^\w+ \w+ \w+/.exec(healthy)?.[0] ?? healthy);
    }
    expect([...seen]).toEqual(['Ready False HealthCheckFailed', 'Healthy False HealthCheckFailed']);
    expect(restartsOf(loop)).toHaveLength(5);
    expect(loop.turns.filter((turn) => turn.includes('given up'))).toHaveLength(1);
    expect(nodeFindings(loop.last(), containerFindings(loop.last(), new Map()))[0]?.status).toBe('False');
    world.ail();
    await world.clock.advance(6_000);
    expect(loop.findings(DB)?.[0]).toMatch(/^Ready True/);
  });

  test('that falls due while a pass is under way is done after it', async () => {
    const quick: HealthSpec = { ...fragile, interval: 1, retries: 1, successThreshold: 1, startPeriod: 0 };
    const world = worldOf(manifests({ ctid: DB, health: quick }, { ctid: LONE }));
    const loop = await start(world);
    const [drivers] = [world.host.drivers as unknown as { name: string; apply: (step: unknown) => Promise<unknown> }[]];
    const namespace = drivers.find(({ name }) => name === 'namespace');
    if (namespace === undefined) throw new Error('no driver');
    const { apply } = namespace;
    world.ail('ECONNREFUSED');
    await world.clock.advance(8_000);
    const before = restartsOf(loop).length;
    expect(before).toBe(3);
    // The next is due eight seconds after the third at the latest.
    namespace.apply = async (step) => {
      namespace.apply = apply;
      await world.clock.sleep(20_000);
      return apply(step);
    };
    await loop.commit({ ctid: DB, health: quick }, { ctid: LONE, hostname: 'other' });
    await world.clock.advance(19_000);
    expect(restartsOf(loop)).toHaveLength(before);
    await world.clock.advance(2_000);
    expect(restartsOf(loop)).toHaveLength(before + 1);
  });

  test('leaves alone what is suspended, says nothing, or is on trial', async () => {
    const world = worldOf(manifests({ ctid: DB, health: fragile }, { ctid: WEB, health }));
    const loop = await start(world);
    await world.brakes.update((record) => ({
      ...record,
      suspensions: [{ ctid: ctid(DB), by: 'ann', since: '2026-01-01T00:00:00Z' }],
    }));
    world.ail('ECONNREFUSED');
    await world.clock.advance(100_000);
    expect(loop.turns.filter((turn) => turn.endsWith('unhealthy'))).toHaveLength(2);
    expect(restartsOf(loop)).toEqual([]);
    await world.brakes.update((record) => ({ ...record, suspensions: [] }));
    await world.clock.advance(40_000);
    expect(restartsOf(loop).length).toBeGreaterThan(0);
    // The new revision does not work either: it is gone back from, not restarted.
    const before = restartsOf(loop).length;
    await loop.commit({ ctid: DB, health: fragile, hostname: 'other' }, { ctid: WEB, health });
    await world.clock.advance(18_000);
    expect(restartsOf(loop)).toHaveLength(before);
    await world.clock.advance(5_000);
    expect(loop.verdicts.at(-1)?.kind).toBe('quarantined');
  });

  test('is left when there would be more than a policy allows at once, and keeps no commit back by what it would do to the whole plan', async () => {
    const source = manifests({ ctid: DB, health: fragile }, { ctid: WEB, health: fragile });
    const origin = { path: 'p.yaml', line: 1, col: 1 };
    const limits = [{ action: 'restart', most: { count: 0 }, origin } as const];
    source.rules = { ...source.rules, policies: [{ name: 'few', origin, limits, overcommit: {}, rules: [] }] };
    source.commit({ ctid: DB, health: fragile }, { ctid: WEB, health: fragile });
    const world = worldOf(source);
    const loop = await start(world);
    world.ail('ECONNREFUSED');
    await world.clock.advance(16_000);
    expect(loop.turns.filter((turn) => turn.endsWith('unhealthy'))).toHaveLength(2);
    // With one the plan would be refused as a whole.
    expect(restartsOf(loop)).toEqual([]);
    await loop.commit({ ctid: DB, health: fragile, ram: 2 ** 27 }, { ctid: WEB, health: fragile });
    expect(world.host.hands.state(ctid(DB)).cgroup?.memory.ram).toBe(2 ** 27);
    expect(loop.last().plan?.refusals).toEqual([]);
  });

  test('that a rule forbids takes no commit along, and is told while there is none', async () => {
    const source = manifests({ ctid: DB, health: fragile });
    const origin = { path: 'p.yaml', line: 1, col: 1 };
    const rule = { name: 'calm', origin, verdict: 'forbid', message: 'not by day', actions: ['restart'] } as const;
    source.rules = {
      ...source.rules,
      policies: [{ name: 'still', origin, limits: [], overcommit: {}, rules: [rule] }],
    };
    source.commit({ ctid: DB, health: fragile });
    const world = worldOf(source);
    const loop = await start(world);
    world.ail('ECONNREFUSED');
    await world.clock.advance(16_000);
    expect(restartsOf(loop)).toEqual([]);
    expect(loop.findings(DB)?.[0]).toMatch(/^Ready False Refused: .*not by day/);
    await loop.commit({ ctid: DB, health: fragile, ram: 2 ** 27 });
    expect(world.host.hands.state(ctid(DB)).cgroup?.memory.ram).toBe(2 ** 27);
    expect(restartsOf(loop)).toEqual([]);
  });

  test('waits for a window that speaks of restarts, and is done when it opens', async () => {
    const source = manifests({ ctid: DB, health: fragile });
    const night = { name: 'nightly', kind: 'allow', schedule: '0 2 * * *', duration: 3_600_000 } as const;
    const origin = { path: 'w.yaml', line: 1, col: 1 };
    source.rules = { ...source.rules, windows: [{ ...night, origin, timeZone: 'UTC', classes: ['restart'] }] };
    source.commit({ ctid: DB, health: fragile });
    const world = worldOf(source);
    const loop = await start(world, () => Date.UTC(2026, 0, 1, 1, 55) + world.clock.now());
    world.ail('ECONNREFUSED');
    await world.clock.advance(100_000);
    expect(loop.findings(DB)?.[0]).toMatch(/^Ready False Deferred: .*window nightly/);
    expect(restartsOf(loop)).toEqual([]);
    await world.clock.advance(300_000);
    expect(restartsOf(loop).length).toBeGreaterThan(0);
  });
});

describe('another life of the program', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vzr-monitor-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What `act` does while the loop runs, which goes on from what the one before knew. */
  async function live<T>(
    world: ReturnType<typeof worldOf>,
    act: (loop: Awaited<ReturnType<typeof start>>) => Promise<T>,
  ) {
    const { host } = world;
    const memory = await openHealthMemory({ root: folder, host, wall: () => new Date(0), onError: unexpected });
    const loop = await start(world, undefined, memory);
    const result = await act(loop);
    await loop.end();
    const status = statusFile(folder, () => new Date(0), unexpected);
    await status.passed(loop.last(), [], 0);
    return { result, passes: loop.passes, outcomes: loop.outcomes };
  }
  const first = ({ passes: [pass] }: { readonly passes: readonly PassResult[] }) => {
    if (pass === undefined) throw new Error('no pass');
    const findings = containerFindings(pass, new Map());
    return { ready: nodeFindings(pass, findings)[0]?.status, status: pass.health?.get(ctid(DB))?.status };
  };

  test('goes on from what was known: nothing becomes ready or unready by it', async () => {
    const world = worldOf(manifests({ ctid: DB, health }, { ctid: LONE }));
    await live(world, () => world.clock.advance(10_000));
    const healthy = await live(world, async () => {});
    expect(first(healthy)).toEqual({ ready: 'True', status: 'healthy' });
    await live(world, async () => {
      world.ail('ECONNREFUSED');
      await world.clock.advance(20_000);
    });
    const sick = await live(world, async ({ findings }) => {
      await world.clock.advance(1_000);
      return findings(DB);
    });
    expect(first(sick)).toEqual({ ready: 'False', status: 'unhealthy' });
    expect(sick.result?.at(-1)).toBe('Healthy False HealthCheckFailed: tcp 127.0.0.1:5432: ECONNREFUSED');
    // It has come right while nobody asked.
    world.ail();
    const again = await live(world, async ({ turns, hint }) => {
      await world.clock.advance(1_000);
      await hint();
      return turns;
    });
    expect(again.result).toEqual(['ct60540 unhealthy healthy']);
    expect(first(await live(world, async () => {}))).toEqual({ ready: 'True', status: 'healthy' });
  });

  test('starts at once who depends on one that was healthy, and waits for one whose init is another or whose probe is', async () => {
    const stack = (more: Partial<HealthSpec> = {}) =>
      [
        { ctid: DB, health: { ...health, ...more } },
        { ctid: WEB, dependsOn: [`ct${DB}`] },
      ] as const;
    const world = worldOf(manifests(...stack()));
    await live(world, () => world.clock.advance(10_000));
    const begun = async () => {
      const { passes, outcomes } = await live(world, async () => {});
      return [passes[0]?.waits?.length ?? 0, outcomes.length];
    };
    world.host.hands.killInit(ctid(WEB));
    expect(await begun()).toEqual([0, 1]);
    for (const id of [DB, WEB]) world.host.hands.killInit(ctid(id));
    expect((await begun())[0]).toBe(1);
    world.host.hands.killInit(ctid(WEB));
    world.source.commit(...stack({ probe: { ...probe, port: 5433 } }));
    expect((await begun())[0]).toBe(1);
  });

  test('restarts nobody for what another one knew, and who fails now', async () => {
    const fragile: HealthSpec = { ...health, onFailure: 'restart' };
    const world = worldOf(manifests({ ctid: DB, health: fragile }));
    const restarts = (outcomes: readonly { readonly action: string }[]) =>
      outcomes.filter(({ action }) => action === 'restart').length;
    const suspensions = [{ ctid: ctid(DB), by: 'ann', since: '2026-01-01T00:00:00Z' }];
    await live(world, async () => {
      await world.clock.advance(10_000);
      await world.brakes.update((record) => ({ ...record, suspensions }));
      world.ail('ECONNREFUSED');
      await world.clock.advance(20_000);
      await world.brakes.update((record) => ({ ...record, suspensions: [] }));
    });
    world.ail();
    const well = await live(world, () => world.clock.advance(60_000));
    expect([first(well).status, restarts(well.outcomes)]).toEqual(['unhealthy', 0]);
    world.ail('ECONNREFUSED');
    const sick = await live(world, () => world.clock.advance(60_000));
    expect([first(sick).status, restarts(sick.outcomes) > 0]).toEqual(['healthy', true]);
  });
});

test('who is unhealthy is told once, over restarts of the program, and once when that is over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vzr-monitor-'));
  const told: string[] = [];
  const open = () =>
    openTeller(
      folder,
      'node7',
      () => new Date(0),
      ({ kind, severity, message }) => told.push(`${severity} ${kind} ${message}`),
      (error) => {
        throw error;
      },
    );
  const turn = { ctid: ctid(DB), name: 'db', message: 'tcp 127.0.0.1:5432' };
  try {
    const one = await open();
    one.turn({ ...turn, was: 'starting', now: 'healthy' });
    one.turn({ ...turn, was: 'healthy', now: 'unhealthy' });
    await one.close();
    const other = await open();
    other.turn({ ...turn, was: 'starting', now: 'unhealthy' });
    const message = `${turn.message}; restarted 5x, and left alone now`;
    for (let times = 0; times < 2; times += 1)
      other.turn({ ...turn, was: 'starting', now: 'unhealthy', message, isGivenUp: true });
    other.turn({ ...turn, was: 'unhealthy', now: 'healthy' });
    await other.close();
    expect(told).toEqual([
      'error health.failed db: unhealthy: tcp 127.0.0.1:5432',
      'error health.givenup db: unhealthy: tcp 127.0.0.1:5432; restarted 5x, and left alone now',
      'info health.passed db: healthy again: tcp 127.0.0.1:5432',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
