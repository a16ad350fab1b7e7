import { describe, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import type { HostEvent } from '../../reconciler/port/host.ts';
import { ctid, fakeClock, manifests, reconcilerOver, spied, type Wish } from './bench.ts';
import { looping } from './looping.ts';

async function start(host: ReturnType<typeof simulatedHost>, ...wishes: Wish[]) {
  const clock = fakeClock();
  const source = manifests(...wishes);
  const failures: unknown[] = [];
  const failure = (error: unknown): void => void failures.push(error);
  const loop = await looping(await reconcilerOver(host, source, clock), clock, { failure });
  return { ...loop, clock, source, failures };
}

describe('the loop', () => {
  test('applies at the start and at once after a commit', async () => {
    const host = simulatedHost();
    const { clock, source, hint, passes } = await start(host, { ctid: 60_510 });
    expect(host.hands.state(ctid(60_510)).lifecycle?.state).toBe('running');
    source.commit({ ctid: 60_510, ram: 2 ** 27 });
    await hint();
    expect(host.hands.state(ctid(60_510)).cgroup?.memory.ram).toBe(2 ** 27);
    expect(clock.now()).toBe(0);
    expect(passes).toHaveLength(2);
  });

  test('corrects drift within the interval and counts it as drift', async () => {
    const host = simulatedHost();
    const { clock, passes } = await start(host, { ctid: 60_510 });
    host.hands.set(ctid(60_510), '/cgroup/pids/max', 7);
    await clock.advance(30_000);
    expect(host.hands.state(ctid(60_510)).cgroup?.pids.max).toBe(100);
    expect(passes.at(-1)?.plan?.containers[0]?.changes).toMatchObject([{ pointer: '/cgroup/pids/max', drift: true }]);
  });

  test('does nothing when there is nothing to do', async () => {
    const host = simulatedHost();
    const { clock, passes } = await start(host, { ctid: 60_510 });
    const changes = host.calls.changes;
    await clock.advance(300_000);
    expect(passes.length).toBeGreaterThan(9);
    expect(host.calls.changes).toBe(changes);
  });

  test('restarts an init that keeps dying after 1, 2, 4 seconds and at most every 5 minutes', async () => {
    const host = simulatedHost();
    const { clock, source, hint } = await start(host, { ctid: 60_510 });
    const up = () => host.hands.state(ctid(60_510)).lifecycle?.state === 'running';
    const waits: number[] = [];
    for (let death = 0; death < 12; death += 1) {
      host.hands.killInit(ctid(60_510));
      await clock.settle();
      const died = clock.now();
      expect(up()).toBe(false);
      while (!up()) await clock.advance(500);
      waits.push(Math.round((clock.now() - died) / 1000));
    }
    expect(waits.slice(0, 9)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
    expect(waits.slice(9)).toEqual([300, 300, 300]);
    host.hands.killInit(ctid(60_510));
    source.commit({ ctid: 60_510, ram: 2 ** 27 });
    await hint();
    expect(up()).toBe(true);
  });

  test('restarts an init at once that died after a long life', async () => {
    const host = simulatedHost();
    const { clock } = await start(host, { ctid: 60_510 });
    await clock.advance(120_000);
    host.hands.killInit(ctid(60_510));
    await clock.settle();
    expect(host.hands.state(ctid(60_510)).lifecycle?.state).toBe('running');
  });

  test('starts at once what was rebooted from inside, but not for ever; what halts soon after its start is held back', async () => {
    const host = simulatedHost();
    const { clock } = await start(host, { ctid: 60_510 });
    const isUp = () => host.hands.state(ctid(60_510)).lifecycle?.state === 'running';
    const ask = async (asked: 'reboot' | 'halt') => {
      host.hands.askInit(ctid(60_510), asked);
      await clock.settle();
      return isUp();
    };
    expect([await ask('reboot'), await ask('reboot'), await ask('reboot')]).toEqual([true, true, true]);
    expect(await ask('reboot')).toBe(false);
    await clock.advance(1000);
    expect(isUp()).toBe(true);
    // A long life forgives.
    await clock.advance(60_000);
    expect([await ask('reboot'), await ask('reboot')]).toEqual([true, true]);
    await clock.advance(60_000);
    expect(await ask('halt')).toBe(true);
    expect(await ask('halt')).toBe(false);
    await clock.advance(1000);
    expect(isUp()).toBe(true);
  });

  test('retries a failing container with backoff while others go on', async () => {
    let broken = true;
    const { host, log } = spied({ fail: (call) => broken && call === '60510 cgroup.create' });
    const { clock, outcomes } = await start(host, { ctid: 60_510 }, { ctid: 60_511 });
    const attempts = () => log.filter((line) => line === '60510 cgroup.create').length;
    expect(host.hands.state(ctid(60_511)).lifecycle?.state).toBe('running');
    expect(attempts()).toBe(1);
    await clock.advance(999);
    expect(attempts()).toBe(1);
    await clock.advance(1);
    expect(attempts()).toBe(2);
    await clock.advance(1_999);
    expect(attempts()).toBe(2);
    await clock.advance(4_001);
    expect(attempts()).toBe(4);
    broken = false;
    await clock.advance(8_000);
    expect(host.hands.state(ctid(60_510)).lifecycle?.state).toBe('running');
    expect(outcomes.filter(({ result }) => result === 'failed')).toHaveLength(4);
    expect(outcomes.filter(({ ctid: id, result }) => id === 60_511 && result === 'done')).toHaveLength(1);
  });

  test('a new revision is tried at once, and its failures are counted from the first', async () => {
    const { host, log } = spied({ fail: (call) => call === '60510 cgroup.set' });
    const { clock, source, hint } = await start(host, { ctid: 60_510 });
    const attempts = () => log.filter((line) => line === '60510 cgroup.set').length;
    source.commit({ ctid: 60_510, ram: 2 ** 27 });
    await hint();
    // After 1, 2, 4 and 8 seconds; the next would be 16 later.
    await clock.advance(15_000);
    expect(attempts()).toBe(5);
    source.commit({ ctid: 60_510, ram: 2 ** 28 });
    await hint();
    expect(attempts()).toBe(6);
    await clock.advance(1_000);
    expect(attempts()).toBe(7);
    // For ever, at most 5 minutes apart.
    await clock.advance(3_600_000);
    const before = attempts();
    await clock.advance(330_000);
    expect(attempts()).toBeGreaterThan(before);
  });

  test('trouble that went away by itself causes no further passes', async () => {
    const { host, plain } = spied({ fail: (call) => call === '60510 cgroup.set' });
    const { clock, source, hint, passes } = await start(host, { ctid: 60_510 });
    source.commit({ ctid: 60_510, ram: 2 ** 27 });
    await hint();
    plain.hands.set(ctid(60_510), '/cgroup/memory/ram', 2 ** 27);
    await clock.advance(29_000);
    const before = passes.length;
    expect(before).toBeLessThan(6);
    await clock.advance(300_000);
    expect(passes.length - before).toBeLessThanOrEqual(11);
  });

  test('whoever waits for the address of a container in backoff waits with it', async () => {
    let broken = true;
    const { host, log } = spied({ fail: (call) => broken && call === '60510 network.set' });
    const { clock, source, hint, outcomes } = await start(host, { ctid: 60_510, addresses: ['10.0.0.1'] });
    source.commit({ ctid: 60_510, addresses: ['10.0.0.2'] });
    await hint();
    source.commit({ ctid: 60_510, addresses: ['10.0.0.2'] }, { ctid: 60_511, addresses: ['10.0.0.1'] });
    await hint();
    const tries = () => log.filter((line) => line === '60511 rootfs.create').length;
    expect(tries()).toBe(1);
    await hint();
    expect(tries()).toBe(1);
    broken = false;
    await clock.advance(10_000);
    expect(host.hands.state(ctid(60_511)).network?.addresses).toEqual(['10.0.0.1']);
    expect(outcomes.filter(({ result }) => result === 'done').map(({ ctid: id }) => id)).toContain(60_511);
  });

  test('a source that fails is retried with backoff and nothing changes meanwhile', async () => {
    const host = simulatedHost();
    const { clock, source, failures } = await start(host, { ctid: 60_510 });
    const changes = host.calls.changes;
    source.fail(new Error('unreadable'));
    await clock.advance(30_000);
    expect(failures).toHaveLength(1);
    await clock.advance(3_000);
    expect(failures).toHaveLength(3);
    source.fail(undefined);
    source.commit({ ctid: 60_510, ram: 2 ** 27 });
    await clock.advance(4_000);
    expect(host.hands.state(ctid(60_510)).cgroup?.memory.ram).toBe(2 ** 27);
    expect(host.calls.changes).toBeGreaterThan(changes);
  });

  test('a commit that arrives during an apply is planned when the containers begun are done', async () => {
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const { host } = spied({ delay: async (call) => (call.endsWith(' quota.create') ? gate : undefined) });
    const clock = fakeClock();
    const source = manifests(...Array.from({ length: 30 }, (_, index) => ({ ctid: 60_510 + index })));
    const { passes, hint, end } = await looping(await reconcilerOver(host, source, clock, { yes: true }), clock);
    source.commit({ ctid: 60_510 }, { ctid: 60_511 });
    await hint();
    expect(passes).toHaveLength(0);
    open();
    await clock.settle();
    await clock.settle();
    await end();
    expect(passes[0]?.outcomes).toHaveLength(8);
    expect(passes[1]?.revision.id).toBe('revision-2');
    expect([...(await host.markers.read()).keys()].sort()).toEqual([60_510, 60_511]);
  });

  test('tells of an init that ends by itself, and not of one that it ends', async () => {
    const plain = simulatedHost();
    const listeners = new Set<(event: HostEvent) => void>();
    // As the kernel does: who is stopped has ended, and that is heard of.
    const drivers = plain.drivers.map((driver) => ({
      ...driver,
      apply: async (context: Parameters<typeof driver.apply>[0]) => {
        const undo = await driver.apply(context);
        if (driver.name === 'lifecycle' && context.step.verb === 'remove')
          for (const listener of listeners) listener({ kind: 'exited', ctid: context.ctid, detail: 'init ended' });
        return undo;
      },
    }));
    const onEvent = (listener: (event: HostEvent) => void): (() => void) => {
      listeners.add(listener);
      const unlisten = plain.onEvent(listener);
      return () => {
        listeners.delete(listener);
        unlisten();
      };
    };
    const host = { ...plain, drivers, onEvent } as typeof plain;
    const { clock, source, hint, exits, outcomes } = await start(host, { ctid: 60_510 });
    for (const state of ['stopped', 'running'] as const) {
      source.commit({ ctid: 60_510, state });
      await hint();
    }
    expect(outcomes.map(({ action }) => action)).toEqual(['create', 'stop', 'start']);
    expect(exits).toEqual([]);
    plain.hands.killInit(ctid(60_510));
    await clock.settle();
    expect(exits).toMatchObject([{ kind: 'exited', ctid: 60_510 }]);
  });

  test('stops between steps when told to, leaving containers running', async () => {
    const host = simulatedHost();
    await (await start(host, { ctid: 60_510 })).end();
    expect(host.hands.state(ctid(60_510)).lifecycle?.state).toBe('running');
  });
});
