// A revision on trial in the loop, over the simulated host and a clock that stands still: what it changed has to become
// healthy, else the node goes back and says so.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { admissionOf } from '../../reconciler/cli/commands/apply.ts';
import type { Planned } from '../../reconciler/plan/make.ts';
import { savedPlan } from '../../reconciler/plan/saved.ts';
import type { BrakeStore } from '../../reconciler/run/brakes-file.ts';
import { containerFindings, nodeFindings } from '../../reconciler/run/conditions.ts';
import { digest } from '../../reconciler/run/digest.ts';
import { makeHealthMonitor } from '../../reconciler/run/health-monitor.ts';
import { openHistory, readHistory } from '../../reconciler/run/history.ts';
import { makeProber } from '../../reconciler/run/probe.ts';
import { planNow } from '../../reconciler/run/reconcile.ts';
import { reconcileAndJudge } from '../../reconciler/run/settle.ts';
import { openTeller } from '../../reconciler/run/teller.ts';
import { makeTrial } from '../../reconciler/run/trial.ts';
import { ctid, reconcilerOver, type Wish } from './bench.ts';
import { unexpected } from './looping.ts';
import { A, B, bad, C, D, health, start, type World, worldOf } from './trial-world.ts';

describe('a revision on trial', () => {
  test('is good as soon as what it changed is healthy, and is asked no more', async () => {
    const world = worldOf({ ctid: A, health }, { ctid: B });
    const { kinds, commit } = await start(world);
    expect(kinds()).toEqual(['healthy', 'good']);
    expect((await world.brakes.read()).good?.id).toBe('revision-1');
    await commit({ ctid: A, health }, { ctid: B, ram: bad });
    expect(kinds()).toEqual(['healthy', 'good', 'good']);
    const asked = world.host.calls.byName.get('host.checkHealth');
    await world.clock.advance(300_000);
    expect(world.host.calls.byName.get('host.checkHealth')).toBe(asked);
  });

  test('that is unhealthy is quarantined within its limits, the node goes back whole, and says so', async () => {
    const world = worldOf({ ctid: A, health }, { ctid: B });
    const { passes, verdicts, commit, rams, reconciler } = await start(world);
    await commit({ ctid: A, health, ram: bad }, { ctid: B, ram: bad });
    expect(rams(A, B)).toEqual([bad, bad]);
    // 10 s in which failures do not count, then three, 5 s apart.
    await world.clock.advance(19_000);
    expect(rams(A, B)).toEqual([bad, bad]);
    await world.clock.advance(2_000);
    expect(rams(A, B)).toEqual([2 ** 26, 2 ** 26]);
    const words =
      /^quarantined main@2 since 1970-.*: ct60530 .* is unhealthy 20 s after the change: tcp 127.0.0.1:80: ECONN.*; back to main@1$/;
    const { plan } = await planNow(reconciler);
    expect(plan?.notes?.[0]).toMatch(words);
    expect(plan?.revision).toBe('main@1');
    expect(passes.at(-1)?.quarantine?.revision).toBe('revision-2');
    expect(verdicts.at(-1)).toMatchObject({ kind: 'quarantined' });
    // It stays there, also after a restart of the program.
    await world.clock.advance(300_000);
    expect(rams(A)).toEqual([2 ** 26]);
    await (await start({ ...world, host: world.host })).end();
    expect(rams(A, B)).toEqual([2 ** 26, 2 ** 26]);
  });

  test('is followed by a newer one, which is tried at once; a newer one that works lifts the quarantine', async () => {
    const world = worldOf({ ctid: A, health });
    const { commit, rams, kinds } = await start(world);
    await commit({ ctid: A, health, ram: bad });
    await world.clock.advance(21_000);
    await commit({ ctid: A, health, ram: bad, pids: 7 });
    await world.clock.advance(21_000);
    expect((await world.brakes.read()).quarantine.map(({ revision }) => revision)).toEqual([
      'revision-2',
      'revision-3',
    ]);
    expect(rams(A)).toEqual([2 ** 26]);
    await commit({ ctid: A, health, ram: 2 ** 28 });
    expect(rams(A)).toEqual([2 ** 28]);
    expect(await world.brakes.read()).toMatchObject({ quarantine: [], good: { id: 'revision-4' } });
    expect(kinds().slice(2)).toEqual(['quarantined', 'quarantined', 'healthy', 'good']);
  });

  test('is left by a newer one while it is waited for: nobody is quarantined for it', async () => {
    const world = worldOf({ ctid: A, health });
    const { commit, kinds } = await start(world);
    await commit({ ctid: A, health, ram: bad });
    await world.clock.advance(12_000);
    await commit({ ctid: A, health, ram: 2 ** 28 });
    await world.clock.advance(60_000);
    expect(kinds()).toEqual(['healthy', 'good', 'healthy', 'good']);
    expect((await world.brakes.read()).quarantine).toEqual([]);
  });

  test('is judged by the next life of the program when this one ends while it waits', async () => {
    const world = worldOf({ ctid: A, health });
    const { commit, end, rams } = await start(world);
    await commit({ ctid: A, health, ram: bad });
    await world.clock.advance(5_000);
    await end();
    expect((await world.brakes.read()).quarantine).toEqual([]);
    await start(world);
    await world.clock.advance(21_000);
    expect(rams(A)).toEqual([2 ** 26]);
  });

  test('with nothing before it is quarantined in words alone, stays applied, and is good once all of it is healthy', async () => {
    const world = worldOf({ ctid: A, health, ram: bad }, { ctid: B, health });
    const { rams, passes, kinds, last } = await start(world);
    await world.clock.advance(300_000);
    expect(rams(A)).toEqual([bad]);
    expect(last().plan?.notes?.[0]).toMatch(
      /there is no earlier revision to go back to: .* by vzreconcile resume --quarantine$/,
    );
    expect(kinds()).toEqual(['healthy', 'quarantined']);
    // Each pass looks once, at the interval of passes.
    expect(passes.length).toBeLessThan(20);
    world.host.hands.ail(ctid(A), () => undefined);
    await world.clock.advance(31_000);
    expect(kinds()).toEqual(['healthy', 'quarantined', 'good']);
    expect(await world.brakes.read()).toMatchObject({ quarantine: [], good: { id: 'revision-1' } });
    expect(nodeFindings(last(), containerFindings(last(), new Map()))[0]?.status).toBe('True');
  });

  test('loses no data on its way back: what it made stays, held', async () => {
    const world = worldOf({ ctid: A, health }, { ctid: B });
    const { commit, passes } = await start(world);
    await commit({ ctid: A, health, ram: bad }, { ctid: B }, { ctid: C });
    await world.clock.advance(25_000);
    expect(world.host.hands.state(ctid(C)).lifecycle?.state).toBe('running');
    expect(passes.at(-1)?.plan?.containers.at(-1)?.holds).toMatchObject([{ by: 'quarantine', action: 'delete' }]);
  });

  test('of a container that dies counts as unhealthy; quarantine is lifted by hand', async () => {
    const world = worldOf({ ctid: A, health });
    const { commit, rams, hint } = await start(world);
    await commit({ ctid: A, health, ram: 2 ** 28 });
    expect(rams(A)).toEqual([2 ** 28]);
    world.host.hands.ail(ctid(A), () => 'status 500');
    await commit({ ctid: A, health, ram: 2 ** 29 });
    await world.clock.advance(21_000);
    expect(rams(A)).toEqual([2 ** 28]);
    world.host.hands.ail(ctid(A), () => undefined);
    await world.brakes.update((record) => ({ ...record, quarantine: [] }));
    await hint();
    expect(rams(A)).toEqual([2 ** 29]);
    expect((await world.brakes.read()).good?.id).toBe('revision-3');
  });

  test('of a testing branch is gone back from like any other, and is nothing to go back to', async () => {
    const world = worldOf({ ctid: A, health });
    const { commit, rams } = await start(world);
    world.source.testing = 'testing-node7';
    await commit({ ctid: A, health, ram: 2 ** 28 });
    expect(rams(A)).toEqual([2 ** 28]);
    expect((await world.brakes.read()).good?.id).toBe('revision-1');
    const asked = world.host.calls.byName.get('host.checkHealth');
    await world.clock.advance(100_000);
    expect(world.host.calls.byName.get('host.checkHealth')).toBe(asked);
    await commit({ ctid: A, health, ram: bad });
    await world.clock.advance(25_000);
    expect(rams(A)).toEqual([2 ** 26]);
  });

  test('in a single run is waited for, and gone back from', async () => {
    const { host, source, brakes, clock } = worldOf({ ctid: A, health }, { ctid: B });
    const reconciler = await reconcilerOver(host, source, clock, {}, { brakes, earlier: source.earlier });
    const run = async () => {
      const trial = makeTrial({ ...makeProber({ host, clock }), brakes, wall: () => new Date(0), onVerdict: () => {} });
      const never = new AbortController().signal;
      const settled = reconcileAndJudge(
        reconciler,
        { stop: never, drain: never, onAgain: () => {}, onPass: () => {} },
        { trial, monitor: makeHealthMonitor(makeProber({ host, clock })) },
      );
      for (let i = 0; i < 100; i += 1) await clock.advance(1_000);
      return settled;
    };
    await run();
    source.commit({ ctid: A, health, ram: bad }, { ctid: B, ram: bad });
    const { whole, last, back } = await run();
    expect(whole.plan?.revision).toBe('main@2');
    expect(whole.outcomes).toHaveLength(4);
    expect(back).toEqual(whole.outcomes.slice(2));
    expect(last.revision.label).toBe('main@1');
    expect(whole.quarantine?.reason).toContain('ECONNREFUSED');
    expect(host.hands.state(ctid(B)).cgroup?.memory.ram).toBe(2 ** 26);
  });
});

describe('a verdict', () => {
  test('is bad, and says why, where the host makes no probes', async () => {
    const world = worldOf({ ctid: A, health });
    const { checkHealth: _, ...host } = world.host;
    await start({ ...world, host: host as World['host'] });
    await world.clock.advance(30_000);
    expect((await world.brakes.read()).quarantine[0]?.reason).toContain('this host makes no probes');
  });

  test('waits for those who are suspended, and is given when they are resumed', async () => {
    const world = worldOf({ ctid: A, health }, { ctid: B, health });
    const { commit, rams, hint } = await start(world);
    const since = '2026-11-26T15:00:00Z';
    await world.brakes.update((record) => ({ ...record, suspensions: [{ ctid: ctid(B), by: 'ops', since }] }));
    await commit({ ctid: A, health, ram: 2 ** 28 }, { ctid: B, health, ram: bad });
    await world.clock.advance(60_000);
    expect((await world.brakes.read()).good?.id).toBe('revision-1');
    await world.brakes.update((record) => ({ ...record, suspensions: [] }));
    await hint();
    await world.clock.advance(60_000);
    expect(rams(A, B)).toEqual([2 ** 26, 2 ** 26]);
    expect((await world.brakes.read()).quarantine[0]?.reason).toContain(`ct${B}`);
  });

  test('that cannot be written is reported, and given when it can', async () => {
    const world = worldOf({ ctid: A, health });
    let isFull = false;
    const update: BrakeStore['update'] = async (change) => {
      if (isFull) throw new Error('ENOSPC');
      return world.brakes.update(change);
    };
    const failures: unknown[] = [];
    const full = { ...world, brakes: { ...world.brakes, update } };
    const { commit, rams, last } = await start(full, (error) => void failures.push(error));
    isFull = true;
    await commit({ ctid: A, health, ram: bad });
    await world.clock.advance(60_000);
    expect(failures.length).toBeGreaterThan(1);
    expect(failures.length).toBeLessThan(40);
    expect(rams(A)).toEqual([bad]);
    const unwritten = 'the verdict on it is not recorded, and is given by the next pass: ENOSPC';
    expect(last()).toMatchObject({ unwritten, warnings: [unwritten] });
    isFull = false;
    await world.clock.advance(60_000);
    expect(rams(A)).toEqual([2 ** 26]);
  });
});

test('of a single run a verdict that cannot be written leaves what was done, and is said of it', async () => {
  const { host, source, brakes, clock } = worldOf({ ctid: A, health }, { ctid: B });
  const update: BrakeStore['update'] = async () => {
    throw new Error('ENOSPC');
  };
  const full: BrakeStore = { ...brakes, update };
  const reconciler = await reconcilerOver(host, source, clock, {}, { brakes: full });
  const prober = makeProber({ host, clock });
  const trial = makeTrial({ ...prober, brakes: full, wall: () => new Date(0), onVerdict: () => {} });
  const monitor = makeHealthMonitor(prober);
  const never = new AbortController().signal;
  const settling = reconcileAndJudge(
    reconciler,
    { stop: never, drain: never, onAgain: () => {}, onPass: () => {} },
    { trial, monitor },
  );
  await clock.advance(60_000);
  const { whole, last } = await settling;
  await monitor.close();
  const unwritten = expect.stringMatching(/^the verdict on it is not recorded, .*: ENOSPC$/);
  for (const one of [whole, last]) expect(one).toMatchObject({ unwritten });
  expect(whole.warnings).toContainEqual(unwritten);
  expect(whole.outcomes.map(({ result }) => result)).toEqual(['done', 'done']);
});

test('of a saved plan all batches are done, and nothing that it does not say: no way back', async () => {
  const { host, source, brakes, clock } = worldOf({ ctid: A, health }, { ctid: B, health });
  source.node = { ...source.node, rollout: { canaries: [`ct${A}`] } };
  source.commit({ ctid: A, health }, { ctid: B, health });
  const reconciler = await reconcilerOver(host, source, clock, {}, { brakes, earlier: source.earlier });
  const ram = (id: number) => host.hands.state(ctid(id)).cgroup?.memory.ram;
  const apply = async () => {
    const { plan, revision } = await planNow(reconciler);
    if (plan?.effect === undefined) throw new Error('no plan');
    const about = { madeBy: { user: 'ops', host: 'node7', at: '' }, revision, consent: { yes: true } };
    const { first, again } = admissionOf(savedPlan({ ...plan, effect: plan.effect }, about, digest));
    const trial = makeTrial({ ...makeProber({ host, clock }), brakes, wall: () => new Date(0), onVerdict: () => {} });
    const monitor = makeHealthMonitor(makeProber({ host, clock }));
    const loaded = await source.load();
    const never = new AbortController().signal;
    const options = { stop: never, drain: never, onAgain: ({ hashed }: Planned) => again(hashed()), onPass: () => {} };
    const settled = reconcileAndJudge(
      reconciler,
      { ...options, onPlan: ({ hashed }) => first(hashed(), loaded) },
      { trial, monitor },
    );
    await clock.advance(60_000);
    return settled;
  };
  expect((await apply()).left).toBeUndefined();
  source.commit({ ctid: A, health, ram: 2 ** 28 }, { ctid: B, health, ram: 2 ** 28 });
  expect((await apply()).left).toBeUndefined();
  expect([ram(A), ram(B)]).toEqual([2 ** 28, 2 ** 28]);
  source.commit({ ctid: A, health, ram: bad }, { ctid: B, health, ram: bad });
  const { left, whole } = await apply();
  expect(left).toMatch(/are left:\n {2}quarantined main@4 .*\n {2}ct60530 \(60530\): change$/);
  expect(whole.outcomes.map(({ name }) => name)).toEqual([`ct${A}`]);
  expect([ram(A), ram(B)]).toEqual([bad, 2 ** 28]);
});

test('what is on trial is neither ready nor applied nor a success of its commit, and never so when it is bad', async () => {
  const world = worldOf({ ctid: A, health });
  const { commit, passes } = await start(world);
  const folder = mkdtempSync(join(tmpdir(), 'vzr-trial-'));
  const wall = () => new Date(0);
  const history = openHistory(folder, wall, unexpected);
  const told: string[] = [];
  const teller = await openTeller(
    folder,
    'node7',
    wall,
    ({ kind, label }) => told.push(`${kind} ${label}`),
    unexpected,
  );
  try {
    await commit({ ctid: A, health, ram: bad });
    const [onTrial] = passes.slice(-1);
    if (onTrial === undefined) throw new Error('no pass');
    expect(nodeFindings(onTrial, containerFindings(onTrial, new Map()))).toMatchObject([
      { type: 'Ready', status: 'Unknown', reason: 'OnTrial', message: expect.stringContaining('ct60530 is healthy') },
      { type: 'Reconciling', status: 'True', reason: 'OnTrial' },
    ]);
    await world.clock.advance(30_000);
    await commit({ ctid: A, health, ram: 2 ** 28 });
    for (const pass of passes) {
      await history.passed(pass);
      teller.pass(pass);
    }
    const came = (await readHistory(folder)).map(({ label, came: what }) => `${label} ${what}`);
    expect(came).toEqual(['main@1 applied', 'main@2 quarantined', 'main@1 applied', 'main@3 applied']);
    expect(told).toContain('node.reconciling main@2');
    expect(told).not.toContain('node.ready main@2');
    expect(told).toContain('node.ready main@3');
  } finally {
    await history.close();
    await teller.close();
    rmSync(folder, { recursive: true });
  }
});

describe('a rollout', () => {
  const four = (ram: number, more: Partial<Wish> = {}): Wish[] =>
    [A, B, C, D].map((id) => ({ ctid: id, ram, health, labels: { tier: id === C ? 'canary' : 'web' }, ...more }));
  const withRollout = (world: World, ram = 2 ** 26): World => {
    const rollout = { canaries: ['tier=canary'], batch: { count: 2 }, pause: 60 };
    world.source.node = { ...world.source.node, rollout };
    world.source.commit(...four(ram));
    return world;
  };

  test('changes the canaries, then batch after batch with pauses', async () => {
    const world = withRollout(worldOf());
    const { commit, rams } = await start(world);
    await world.clock.advance(200_000);
    const next = 2 ** 28;
    const old = 2 ** 26;
    world.host.hands.ail(ctid(C), (state) =>
      world.clock.now() < 208_000 && state.cgroup?.memory.ram === next ? 'no' : undefined,
    );
    await commit(...four(next));
    expect(rams(A, B, C, D)).toEqual([old, old, next, old]);
    await world.clock.advance(4_000);
    expect(rams(A, B, C, D)).toEqual([old, old, next, old]);
    await world.clock.advance(10_000);
    expect(rams(A, B, C, D)).toEqual([old, old, next, old]);
    await world.clock.advance(60_000);
    expect(rams(A, B, C, D)).toEqual([next, next, next, old]);
    await world.clock.advance(60_000);
    expect(rams(A, B, C, D)).toEqual([next, next, next, next]);
    expect((await world.brakes.read()).good?.id).toBe('revision-3');
  });

  test('stops at a canary that fails: the others are named and were never changed', async () => {
    const world = withRollout(worldOf());
    const { commit, rams, verdicts, passes } = await start(world);
    await world.clock.advance(200_000);
    await commit(...four(bad));
    expect(passes.at(-1)?.warnings?.[0]).toMatch(/^rollout: ct60530, ct60531, ct60533 wait/);
    // What dies meanwhile is started.
    world.host.hands.killInit(ctid(A));
    await world.clock.settle();
    expect(world.host.hands.state(ctid(A)).lifecycle?.state).toBe('running');
    await world.clock.advance(25_000);
    expect(rams(B, C, D)).toEqual([2 ** 26, 2 ** 26, 2 ** 26]);
    const last = verdicts.at(-1);
    expect(last?.kind === 'quarantined' && last.quarantine.reason).toContain('not changed for it: ct60531, ct60533');
  });

  test('takes along whom a canary waits for', async () => {
    const world = withRollout(worldOf());
    const { commit } = await start(world);
    await world.clock.advance(200_000);
    const before = world.host.hands.state(ctid(A)).network?.addresses ?? [];
    expect(before).toHaveLength(1);
    // The canary gets the address that another one has.
    await commit(
      ...four(2 ** 26).map((one) => ({
        ...one,
        addresses: one.ctid === C ? before : one.ctid === A ? [] : [`10.1.0.${one.ctid - A}`],
      })),
    );
    expect(world.host.hands.state(ctid(C)).network?.addresses).toEqual(before);
    expect(world.host.hands.state(ctid(B)).network?.addresses).not.toEqual(['10.1.0.1']);
    await world.clock.advance(200_000);
    expect(world.host.hands.state(ctid(B)).network?.addresses).toEqual(['10.1.0.1']);
  });

  test('stops at a canary that cannot be changed', async () => {
    const world = withRollout(worldOf());
    const { commit, rams } = await start(world);
    await world.clock.advance(200_000);
    const [drivers] = [world.host.drivers as unknown as { name: string; apply: unknown }[]];
    const cgroup = drivers.find(({ name }) => name === 'cgroup');
    if (cgroup === undefined) throw new Error('no driver');
    cgroup.apply = async () => {
      throw new Error('EIO');
    };
    await commit(...four(2 ** 28));
    await world.clock.advance(200_000);
    expect(rams(A, B, C, D)).toEqual([2 ** 26, 2 ** 26, 2 ** 26, 2 ** 26]);
  });
});
