import { describe, expect, test } from 'vitest';
import { SimulatedCrash } from '../../../drivers/simulated/faults.ts';
import { type SimulatedHost, type SimulatedOptions, simulatedHost } from '../../../drivers/simulated/host.ts';
import { runnable } from '../../../reconciler/plan/make.ts';
import { asCtid } from '../../../schema/units.ts';
import { accept, look, planFor, play, playStep } from '../../contract/player.ts';
import { busybox, desire, GiB, MiB, memory, running, wish } from '../../plan/builders.ts';

const ctid = asCtid(101);
const wanted = desire([wish(101)]);
const signal = new AbortController().signal;

async function planned(host: SimulatedHost) {
  await host.templates.ensure(busybox, signal);
  const [container] = (await planFor(host, wanted)).containers;
  if (container === undefined) throw new Error('nothing planned');
  return container;
}

describe('the simulated kernel', () => {
  test('rounds memory down to pages and names the CPUs that "all" means', () => {
    const at = running(101, memory(100 * MiB + 4095, 1)).cgroup;
    if (at === undefined) throw new Error('no cgroup');
    const wants = running(101, { cgroup: { ...at, cpuset: { cpus: 'all', mems: 'all' } } });
    const accepted = accept(simulatedHost({ facts: { cpus: 8 } }), wants).wants.cgroup;
    expect(accepted).toMatchObject({ memory: { ram: 100 * MiB, swap: 0 }, cpuset: { cpus: '0-7', mems: '0' } });
    expect(accept(simulatedHost({ facts: { cpus: 1 } }), wants).wants.cgroup?.cpuset.cpus).toBe('0');
  });

  test('refuses a CPU that is not there and soft limits it cannot keep', () => {
    const at = running(101).cgroup;
    const quota = { space: { soft: MiB, hard: GiB }, inodes: { soft: 5, hard: 6 } } as never;
    const wants = running(101, { quota, ...(at && { cgroup: { ...at, cpuset: { cpus: '0,4', mems: '0' } } }) });
    const pointers = (options: SimulatedOptions) =>
      accept(simulatedHost(options), wants).refusals.map(({ pointer }) => pointer);
    expect(pointers({})).toEqual(['/quota/space', '/quota/inodes', '/cgroup/cpuset/cpus']);
    expect(pointers({ softLimits: true, facts: { cpus: 5 } })).toEqual([]);
  });

  test('does not remove the cgroups or files of a process, nor create what has no ground', async () => {
    const host = simulatedHost();
    const creation = await planned(host);
    const bare = { ...creation, steps: [...creation.steps].reverse() };
    for (const index of [0, 1, 2, 4])
      await expect(playStep(host, bare, index)).rejects.toMatchObject({ code: 'ENOENT' });
    await play(host, await planFor(host, wanted));
    const removal = (await planFor(host, desire([]))).containers[0];
    const last = removal?.steps.length ?? 0;
    for (const index of [3, last - 1]) {
      await expect(removal && playStep(host, removal, index)).rejects.toMatchObject({ code: 'EBUSY' });
    }
  });

  test('loses processes and limits in a reboot, and nothing on disk', async () => {
    const host = simulatedHost();
    await play(host, await planFor(host, wanted));
    host.hands.rebootHost();
    expect(Object.keys(host.hands.state(ctid))).toEqual(['rootfs', 'quota', 'lifecycle']);
    expect(host.hands.state(ctid).lifecycle?.state).toBe('stopped');
    expect((await host.markers.read()).has(ctid)).toBe(true);
  });

  test('lets an init that was never released die with the reconciler', async () => {
    const host = simulatedHost();
    const creation = await planned(host);
    for (let index = 0; index < creation.steps.length - 1; index += 1) await playStep(host, creation, index);
    expect(host.hands.state(ctid).network).toBeDefined();
    const next = host.restarted();
    expect(Object.keys(next.hands.state(ctid))).toEqual(['rootfs', 'quota', 'cgroup', 'lifecycle']);
  });

  test('keeps a template that a container stands on, whatever it is told', async () => {
    const host = simulatedHost();
    await play(host, await planFor(host, wanted));
    expect(await host.templates.prune(new Set())).toEqual([]);
    await play(host, await planFor(host, desire([])));
    expect(await host.templates.prune(new Set())).toEqual([busybox.key]);
  });

  test('takes mount options that were not there before', async () => {
    const host = simulatedHost();
    await play(host, await planFor(host, wanted));
    const rootfs = { template: busybox.key, mount: { data: 'journal', barrier: false } } as const;
    const changed = desire([wish(101, running(101, { rootfs }))]);
    await play(host, await planFor(host, changed));
    expect(host.hands.state(ctid).rootfs).toEqual(rootfs);
    expect(runnable(await planFor(host, changed))).toEqual([]);
  });

  test('forgets what a deleted container used', async () => {
    const host = simulatedHost();
    await play(host, await planFor(host, wanted));
    host.hands.use(ctid, { space: 2 * GiB, ram: MiB });
    expect((await look(host)).containers.get(ctid)?.usage).toEqual({ space: 2 * GiB, ram: MiB });
    await play(host, await planFor(host, desire([])));
    expect((await host.usage?.())?.size).toBe(0);
  });

  test('knows which templates cannot be had', async () => {
    const host = simulatedHost({ brokenTemplates: ['tiny'] });
    expect(await host.templates.check(busybox)).toMatchObject([{ code: 'VZR610' }]);
    await expect(host.templates.ensure(busybox, signal)).rejects.toThrow();
  });
});

describe('failures on order', () => {
  test('come at the given change, once, with the given errno, before anything happened', async () => {
    // The first change is the template.
    const host = simulatedHost({ faults: [{ at: 3, kind: 'errno', code: 'ENOSPC' }] });
    const creation = await planned(host);
    await playStep(host, creation, 0);
    await expect(playStep(host, creation, 1)).rejects.toMatchObject({
      code: 'ENOSPC',
      message: 'quota.create 101: ENOSPC',
    });
    expect(host.hands.state(ctid).quota).toBeUndefined();
    await playStep(host, creation, 1);
    expect(host.calls.changes).toBe(4);
    expect(host.calls.byName.get('quota.create')).toBe(2);
  });

  test.each(['before', 'after'] as const)('end the reconciler %s a change, until it is restarted', async (when) => {
    const host = simulatedHost({ faults: [{ at: 2, kind: 'crash', when }] });
    const creation = await planned(host);
    await expect(playStep(host, creation, 0)).rejects.toBeInstanceOf(SimulatedCrash);
    await expect(look(host)).rejects.toBeInstanceOf(SimulatedCrash);
    const next = host.restarted();
    expect((await look(next)).containers.has(ctid)).toBe(when === 'after');
    await play(next, await planFor(next, wanted));
    expect(runnable(await planFor(next, wanted))).toEqual([]);
  });

  test('hit undos too', async () => {
    const host = simulatedHost({ faults: [{ at: 3, kind: 'errno', code: 'EIO' }] });
    const undo = await playStep(host, await planned(host), 0);
    await expect(undo()).rejects.toMatchObject({ code: 'EIO' });
    expect(host.hands.state(ctid).rootfs).toBeDefined();
  });
});
