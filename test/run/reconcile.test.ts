import { describe, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import type { PassResult } from '../../reconciler/run/reconcile.ts';
import { planNow, reconcile } from '../../reconciler/run/reconcile.ts';
import { ctid, manifests, never, reconcilerOver, spied } from './bench.ts';

const results = (pass: PassResult) => Object.fromEntries(pass.outcomes.map(({ ctid: id, result }) => [id, result]));
const actions = (pass: PassResult) => pass.plan?.containers.map(({ action }) => action);

describe('a pass', () => {
  test('creates what is asked for, and the next one has nothing to do', async () => {
    const host = simulatedHost();
    const source = manifests({ ctid: 60_501 }, { ctid: 60_502, state: 'stopped' });
    const reconciler = await reconcilerOver(host, source);
    const first = await reconcile(reconciler, never());
    expect(results(first)).toEqual({ 60501: 'done', 60502: 'done' });
    expect(host.hands.state(ctid(60_501)).lifecycle?.state).toBe('running');
    expect(host.hands.state(ctid(60_502)).lifecycle?.state).not.toBe('running');
    const changes = host.calls.changes;
    const second = await reconcile(reconciler, never());
    expect(actions(second)).toEqual(['none', 'none']);
    expect(second.outcomes).toEqual([]);
    expect(host.calls.changes).toBe(changes);
    const markers = await host.markers.read();
    expect(markers.get(ctid(60_501))).toMatchObject({ name: 'ct60501', revision: 'revision-1' });
  });

  test('writes labels into markers of a version that knew none, once and without calling it a change', async () => {
    const host = simulatedHost();
    const source = manifests({ ctid: 60_501, labels: { tier: 'db' } });
    const reconciler = await reconcilerOver(host, source);
    await reconcile(reconciler, never());
    const marker = async () => (await host.markers.read()).get(ctid(60_501));
    const { labels: _, ...old } = (await marker()) ?? { labels: {} };
    await host.markers.write(old as never);
    expect(await marker()).not.toHaveProperty('labels');
    source.commit({ ctid: 60_501, labels: { tier: 'db' } });
    const pass = await reconcile(reconciler, never());
    expect([actions(pass), pass.plan?.containers[0]?.warnings, pass.outcomes]).toEqual([['none'], [], []]);
    expect(await marker()).toEqual({ ...old, labels: { tier: 'db' } });
    // It is no container that this revision has changed.
    expect(pass.touched).toEqual(new Set());
    const changes = host.calls.changes;
    await reconcile(reconciler, never());
    expect(host.calls.changes).toBe(changes);
  });

  test('changes labels without a step, proves it, and has nothing to do after that', async () => {
    const host = simulatedHost();
    const source = manifests({ ctid: 60_501, labels: { tier: 'db' } });
    const reconciler = await reconcilerOver(host, source);
    await reconcile(reconciler, never());
    source.commit({ ctid: 60_501, labels: { tier: 'web' } });
    const pass = await reconcile(reconciler, never());
    expect([actions(pass), results(pass)]).toEqual([['change'], { 60501: 'done' }]);
    expect((await host.markers.read()).get(ctid(60_501))?.labels).toEqual({ tier: 'web' });
    expect(actions(await reconcile(reconciler, never()))).toEqual(['none']);
  });

  test('changes live, deletes and creates in one go', async () => {
    const host = simulatedHost();
    const source = manifests({ ctid: 60_501 }, { ctid: 60_502 }, { ctid: 60_503 });
    const reconciler = await reconcilerOver(host, source);
    await reconcile(reconciler, never());
    source.commit({ ctid: 60_501, ram: 2 ** 27 }, { ctid: 60_503 }, { ctid: 60_504 });
    const pass = await reconcile(reconciler, never());
    expect(results(pass)).toEqual({ 60501: 'done', 60502: 'done', 60504: 'done' });
    expect(host.hands.state(ctid(60_501)).cgroup?.memory.ram).toBe(2 ** 27);
    expect((await host.markers.read()).has(ctid(60_502))).toBe(false);
  });

  test('tends to processes that came meanwhile when it applies, not when it only plans; that this failed is a warning', async () => {
    let tended = 0;
    const tend = async (): Promise<void> => {
      tended += 1;
      if (tended > 1) throw new Error('EACCES');
    };
    const reconciler = await reconcilerOver({ ...simulatedHost(), tend }, manifests({ ctid: 60_501 }));
    await planNow(reconciler);
    expect(tended).toBe(0);
    expect((await reconcile(reconciler, never())).warnings).toBeUndefined();
    const { warnings, outcomes } = await reconcile(reconciler, never());
    expect(warnings).toEqual(['processes that came since the last pass cannot be tended: EACCES']);
    expect(outcomes).toEqual([]);
  });

  test('with a problem in any manifest changes nothing', async () => {
    const host = simulatedHost();
    const source = manifests({ ctid: 60_501 });
    const reconciler = await reconcilerOver(host, source);
    source.problem('unknown field');
    const pass = await reconcile(reconciler, never());
    expect(pass.problems).toHaveLength(1);
    expect(pass.plan).toBeUndefined();
    expect(host.calls.changes).toBe(0);
    expect(reconciler.remembered).toEqual([]);
  });

  test('refuses to delete everything, and does so with consent', async () => {
    const host = simulatedHost();
    const source = manifests({ ctid: 60_501 }, { ctid: 60_502 });
    await reconcile(await reconcilerOver(host, source), never());
    source.commit();
    const refused = await reconcile(await reconcilerOver(host, source), never());
    expect(refused.plan?.refusals.map(({ code }) => code)).toEqual(['VZR501']);
    expect(refused.outcomes).toEqual([]);
    const agreed = await reconcile(await reconcilerOver(host, source, undefined, { yes: true }), never());
    expect(results(agreed)).toEqual({ 60501: 'done', 60502: 'done' });
    expect((await planNow(await reconcilerOver(host, source))).plan?.containers).toEqual([]);
  });

  test('refuses a container whose template cannot be had before touching it', async () => {
    const host = simulatedHost({ brokenTemplates: ['broken'] });
    const template = { name: 'broken', key: 'b', source: { kind: 'directory', name: 'x' } } as const;
    const source = manifests({ ctid: 60_501 }, { ctid: 60_502, template });
    const pass = await reconcile(await reconcilerOver(host, source), never());
    expect(results(pass)).toEqual({ 60501: 'done' });
    expect(pass.plan?.containers[1]?.refusals).toMatchObject([{ code: 'VZR610' }]);
  });

  test('refuses a disk limit below what is used, and warns about memory', async () => {
    const host = simulatedHost();
    const source = manifests({ ctid: 60_501, ram: 2 ** 27 });
    const reconciler = await reconcilerOver(host, source);
    await reconcile(reconciler, never());
    host.hands.use(ctid(60_501), { ram: 2 ** 26 + 1 });
    source.commit({ ctid: 60_501, ram: 2 ** 26 });
    const pass = await planNow(reconciler);
    expect(pass.plan?.containers[0]?.warnings).toHaveLength(1);
  });

  test('remembers the revision unless it is stale', async () => {
    const source = manifests({ ctid: 60_501 });
    const reconciler = await reconcilerOver(simulatedHost(), source);
    await reconcile(reconciler, never());
    expect(reconciler.remembered).toEqual(['revision-1']);
    const stale = { ...reconciler, load: async () => ({ ...(await source.load()), stale: 'unreachable' }) };
    expect(await reconcile(stale, never())).toMatchObject({ stale: 'unreachable' });
    expect(reconciler.remembered).toEqual(['revision-1']);
  });

  test('that cannot read the live state changes nothing', async () => {
    const { host, log } = spied();
    const blind = { ...host, pids: () => Promise.reject(new Error('EIO')) };
    const reconciler = await reconcilerOver(blind, manifests({ ctid: 60_501 }));
    await expect(reconcile(reconciler, never())).rejects.toThrow(/processes cannot be read: EIO/);
    expect(log).toEqual([]);
  });

  test('whose writes do not stick says which fields still differ', async () => {
    const { host, plain } = spied();
    const source = manifests({ ctid: 60_501 });
    await reconcile(await reconcilerOver(host, source), never());
    const deaf = plain.drivers.map((driver) =>
      driver.name === 'cgroup' ? { ...driver, apply: async () => async () => {} } : driver,
    );
    source.commit({ ctid: 60_501, ram: 2 ** 27 });
    const pass = await reconcile(await reconcilerOver({ ...plain, drivers: deaf }, source), never());
    expect(pass.outcomes).toMatchObject([{ result: 'not-converged', pointers: ['/cgroup/memory/ram'] }]);
  });
});

describe('applying', () => {
  test('a failed step takes back that container alone, in reverse order', async () => {
    const { host, log } = spied({ fail: (call) => call === '60501 network.create' });
    const source = manifests({ ctid: 60_501 }, { ctid: 60_502 });
    const pass = await reconcile(await reconcilerOver(host, source), never());
    expect(results(pass)).toEqual({ 60501: 'failed', 60502: 'done' });
    expect(pass.outcomes.find(({ result }) => result === 'failed')?.error).toBe(
      'network.create: 60501 network.create was made to fail',
    );
    const undone = log.filter((line) => line.includes('undo'));
    expect(undone).toEqual(['namespace', 'cgroup', 'quota', 'rootfs'].map((name) => `60501 undo ${name}.create`));
    expect(host.hands.state(ctid(60_501))).toEqual({});
    expect(host.hands.state(ctid(60_502)).lifecycle?.state).toBe('running');
  });

  test('a failed removal is not taken back and the next pass completes it', async () => {
    let broken = true;
    const { host, log } = spied({ fail: (call) => broken && call === '60501 cgroup.remove' });
    const source = manifests({ ctid: 60_501 }, { ctid: 60_502 });
    const reconciler = await reconcilerOver(host, source);
    await reconcile(reconciler, never());
    source.commit({ ctid: 60_502 });
    expect(results(await reconcile(reconciler, never()))).toEqual({ 60501: 'failed' });
    expect(log.filter((line) => line.includes('undo'))).toEqual([]);
    broken = false;
    expect(results(await reconcile(reconciler, never()))).toEqual({ 60501: 'done' });
    expect(host.hands.state(ctid(60_501))).toEqual({});
  });

  test('an address that moves is released before it is taken, also when two swap and one slot is all there is', async () => {
    const { host, log } = spied();
    const a = ['10.0.0.1'];
    const b = ['10.0.0.2'];
    const source = manifests({ ctid: 60_501, addresses: a }, { ctid: 60_502, addresses: b });
    const reconciler = { ...(await reconcilerOver(host, source)), parallel: 1 };
    await reconcile(reconciler, never());
    log.length = 0;
    source.commit({ ctid: 60_501, addresses: b }, { ctid: 60_502, addresses: a });
    expect(results(await reconcile(reconciler, never()))).toEqual({ 60501: 'done', 60502: 'done' });
    expect(host.hands.state(ctid(60_501)).network?.addresses).toEqual(b);
    source.commit({ ctid: 60_501, addresses: [] }, { ctid: 60_503, addresses: b }, { ctid: 60_502, addresses: a });
    expect(results(await reconcile(reconciler, never()))).toEqual({ 60501: 'done', 60503: 'done' });
  });

  test('whoever waits for an address fails when the holder does not let go', async () => {
    const { host } = spied({ fail: (call) => call === '60501 network.set' });
    const source = manifests({ ctid: 60_501, addresses: ['10.0.0.1'] });
    const reconciler = await reconcilerOver(host, source);
    await reconcile(reconciler, never());
    source.commit({ ctid: 60_501, addresses: ['10.0.0.9'] }, { ctid: 60_502, addresses: ['10.0.0.1'] });
    const pass = await reconcile(reconciler, never());
    expect(results(pass)).toEqual({ 60501: 'failed', 60502: 'failed' });
    expect(pass.outcomes.map(({ error }) => error)).toContainEqual(
      expect.stringContaining('60501 still holds 10.0.0.1'),
    );
    expect(host.hands.state(ctid(60_502))).toEqual({});
  });

  test('no more containers than allowed are worked on at once', async () => {
    let busy = 0;
    let most = 0;
    const { host } = spied({
      delay: async () => {
        busy += 1;
        most = Math.max(most, busy);
        await new Promise((resolve) => setImmediate(resolve));
        busy -= 1;
      },
    });
    const source = manifests(...Array.from({ length: 20 }, (_, index) => ({ ctid: 60_500 + index })));
    await reconcile({ ...(await reconcilerOver(host, source)), parallel: 3 }, never());
    expect(most).toBe(3);
  });

  test('a template is ensured once, and its failure concerns only those that need it', async () => {
    const { host } = spied();
    let calls = 0;
    const templates = {
      ...host.templates,
      ensure: async () => {
        calls += 1;
        throw new Error('no space');
      },
    };
    const source = manifests({ ctid: 60_501 }, { ctid: 60_502 });
    const pass = await reconcile(await reconcilerOver({ ...host, templates }, source), never());
    expect(calls).toBe(1);
    expect(results(pass)).toEqual({ 60501: 'failed', 60502: 'failed' });
  });

  test('what cannot be remembered of it is a warning: it is done', async () => {
    const parts = await reconcilerOver(simulatedHost(), manifests({ ctid: 60_501 }));
    const remember = async () => {
      throw new Error('state/source.json cannot be written: ENOSPC');
    };
    const pass = await reconcile({ ...parts, remember }, never());
    const unwritten = 'what is applied is not remembered: state/source.json cannot be written: ENOSPC';
    expect(pass).toMatchObject({ unwritten, warnings: [unwritten] });
    expect(results(pass)).toEqual({ 60501: 'done' });
  });

  test('told to stop, it finishes the current step and begins no other', async () => {
    const stop = new AbortController();
    const { host, log } = spied({ delay: async (call) => void (call === '60501 quota.create' && stop.abort()) });
    const source = manifests({ ctid: 60_501 }, { ctid: 60_502 });
    const reconciler = { ...(await reconcilerOver(host, source)), parallel: 1 };
    const pass = await reconcile(reconciler, { ...never(), stop: stop.signal });
    expect(results(pass)).toEqual({ 60501: 'interrupted' });
    expect(log).toEqual(['60501 rootfs.create', '60501 quota.create']);
    expect(results(await reconcile(reconciler, never()))).toEqual({ 60501: 'done', 60502: 'done' });
  });

  test('when something newer arrives, it finishes what is begun and begins no other', async () => {
    const drain = new AbortController();
    const { host } = spied({ delay: async (call) => void (call === '60501 quota.create' && drain.abort()) });
    const source = manifests({ ctid: 60_501 }, { ctid: 60_502 });
    const reconciler = { ...(await reconcilerOver(host, source)), parallel: 1 };
    const pass = await reconcile(reconciler, { ...never(), drain: drain.signal });
    expect(results(pass)).toEqual({ 60501: 'done' });
    expect(host.hands.state(ctid(60_502))).toEqual({});
  });
});

describe('a crash', () => {
  const before = [{ ctid: 60_501 }, { ctid: 60_502 }, { ctid: 60_503, state: 'stopped' as const }, { ctid: 60_504 }];
  const after = [
    { ctid: 60_501, ram: 2 ** 27, addresses: ['10.9.9.1'] },
    { ctid: 60_502, hostname: 'new' },
    { ctid: 60_503 },
    { ctid: 60_505, addresses: ['10.0.236.85'] },
  ];
  const world = (host: ReturnType<typeof simulatedHost>) =>
    Object.fromEntries([60_501, 60_502, 60_503, 60_504, 60_505].map((id) => [id, host.hands.state(ctid(id))]));

  for (const when of ['before', 'after'] as const) {
    test(`${when} any change is followed by convergence with nothing left over`, async () => {
      const source = manifests(...before);
      const reference = simulatedHost();
      await reconcile(await reconcilerOver(reference, source), never());
      const created = reference.calls.changes;
      source.commit(...after);
      await reconcile(await reconcilerOver(reference, source, undefined, { yes: true }), never());
      const total = reference.calls.changes;
      expect(total).toBeGreaterThan(created + 10);
      for (let at = 1; at <= total + 1; at += 1) {
        let host = simulatedHost({ faults: [{ at, kind: 'crash', when }] });
        const again = manifests(...before);
        for (const step of [() => {}, () => again.commit(...after)]) {
          step();
          await reconcile(await reconcilerOver(host, again, undefined, { yes: true }), never()).catch(() => {});
          host = host.restarted();
          await reconcile(await reconcilerOver(host, again, undefined, { yes: true }), never());
          const proof = await planNow(await reconcilerOver(host, again));
          expect(
            actions(proof)?.every((action) => action === 'none'),
            `crash ${when} change ${at}`,
          ).toBe(true);
        }
        expect(world(host), `crash ${when} change ${at}`).toEqual(world(reference));
        for (const marker of (await host.markers.read()).values())
          expect(marker.applied, `crash at ${at}`).toBeDefined();
      }
    });
  }

  test('an error at any change leaves the old or the new state, and the next pass completes it', async () => {
    const reference = simulatedHost();
    const source = manifests(...before);
    await reconcile(await reconcilerOver(reference, source), never());
    source.commit(...after);
    await reconcile(await reconcilerOver(reference, source, undefined, { yes: true }), never());
    for (let at = 1; at <= reference.calls.changes; at += 1) {
      const host = simulatedHost({ faults: [{ at, kind: 'errno', code: 'ENOMEM' }] });
      const again = manifests(...before);
      const reconciler = await reconcilerOver(host, again, undefined, { yes: true });
      await reconcile(reconciler, never());
      await reconcile(reconciler, never());
      again.commit(...after);
      await reconcile(reconciler, never());
      await reconcile(reconciler, never());
      expect(
        actions(await planNow(reconciler))?.every((action) => action === 'none'),
        `error at change ${at}`,
      ).toBe(true);
      expect(world(host), `error at change ${at}`).toEqual(world(reference));
    }
  });
});
