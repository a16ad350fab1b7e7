// Writes that fail and processes that die in the middle: what was there before is there again.

import { describe, expect, test } from 'vitest';
import { cgroupDriver } from '../../../drivers/cgroup/driver.ts';
import type { CgroupState } from '../../../reconciler/state/container.ts';
import { asCtid } from '../../../schema/units.ts';
import { apply, limits, mib, observed, unlimited } from './contract.ts';
import { type FakeKernel, fakeKernel } from './fake-kernel.ts';
import { hosts, hybridHost, one, open, v1Host, v2Host, writesTo } from './hosts.ts';

describe('faults', () => {
  /** Does it once, takes it back, and does it again as often as it writes, each time with another write that fails. */
  async function failEachWrite(
    kernel: FakeKernel,
    work: () => ReturnType<typeof apply>,
    isAsBefore: () => Promise<void>,
  ): Promise<void> {
    kernel.writes.length = 0;
    const undo = await work();
    const count = kernel.writes.length;
    await undo();
    for (let failing = 0; failing < count; failing++) {
      let written = 0;
      kernel.beforeWrite = () => {
        if (written++ === failing) throw Object.assign(new Error('injected'), { code: 'EIO' });
      };
      await expect(work()).rejects.toMatchObject({ code: 'EIO' });
      kernel.beforeWrite = () => undefined;
      await isAsBefore();
    }
  }

  test('each write that fails leaves the section as it was', async () => {
    for (const host of [v1Host, v2Host, hybridHost]) {
      const { driver, kernel } = open(host);
      await apply(driver, one, 'create', limits());
      const wants = limits({
        memory: { ram: mib(8), swap: mib(2) },
        guarantee: { ram: mib(0) },
        cpu: { units: 200, limit: 'max' },
        cpuset: { cpus: '1-2', mems: '0' },
        pids: { max: 3 },
      });
      await failEachWrite(
        kernel,
        () => apply(driver, one, 'set', wants),
        async () => expect(await observed(driver, one)).toEqual(limits()),
      );
    }
  });

  test('each write that fails during create leaves no group behind', async () => {
    for (const host of [v1Host, v2Host, hybridHost]) {
      const { driver, kernel } = open(host);
      await apply(driver, asCtid(102), 'create', limits());
      const before = [...kernel.groups.keys()];
      await failEachWrite(
        kernel,
        () => apply(driver, one, 'create', limits()),
        async () => expect([...kernel.groups.keys()]).toEqual(before),
      );
    }
  });

  const everywhere = [
    ['v1', v1Host],
    ['v2', v2Host],
    ['hybrid', hybridHost],
    ['one hierarchy', { v1: { '/cg': ['memory', 'cpu', 'cpuset', 'blkio', 'pids', 'devices'] } }],
  ] as const;
  const moments = everywhere.flatMap(([name, host]) => [
    { name, host, which: 'its limits', wants: limits() },
    { name, host, which: 'none', wants: unlimited() },
  ]);

  test.each(moments)(
    'a create on $name with $which that is killed at any moment is completed by the next',
    async ({ host, wants }) => {
      const whole = open(host);
      await apply(whole.driver, one, 'create', wants);
      for (let last = 0; ; last++) {
        const kernel = fakeKernel(host);
        const clock = { now: () => 0, sleep: async () => undefined };
        const killed = await createUntil(kernel, last, wants);
        const driver = cgroupDriver({ files: kernel, clock, disks: () => ['8:0'] });
        // A pass does nothing about what is as wanted.
        const seen = await observed(driver, one);
        if (JSON.stringify(seen) !== JSON.stringify(wants)) await apply(driver, one, 'create', wants);
        expect(await observed(driver, one)).toEqual(wants);
        expect(groupsOf(kernel)).toEqual(groupsOf(whole.kernel));
        const marks = [...kernel.groups.values()].flatMap((group) => [...group.marks.keys()]);
        expect(marks.filter((name) => name.includes('making'))).toEqual([]);
        expect(kernel.owners).toEqual(whole.kernel.owners);
        if (!killed) break;
      }
    },
  );

  /** What there is of the container; whether CPUs are written or had from vz is no matter. */
  const groupsOf = ({ groups }: FakeKernel) =>
    [...groups]
      .filter(([path]) => path.includes('vz/'))
      .map(([path, { files, marks }]) => [
        path,
        { ...Object.fromEntries(files), 'cgroup.clone_children': '', 'cpuset.cpus': '' },
        marks,
      ]);

  /** Ends like a killed process, which undoes nothing, before the operation with this number. False when there is none. */
  async function createUntil(kernel: FakeKernel, last: number, wants: CgroupState): Promise<boolean> {
    let count = 0;
    const mortal =
      <A extends unknown[], R>(work: (...args: A) => R) =>
      (...args: A): R => {
        if (count++ >= last) throw new Error('killed');
        return work(...args);
      };
    const { write, exchange, makeDirectory, removeTree, setMark, removeMark, give } = kernel;
    const files = {
      ...kernel,
      write: mortal(write),
      exchange: mortal(exchange),
      makeDirectory: mortal(makeDirectory),
      removeTree: mortal(removeTree),
      setMark: mortal(setMark),
      removeMark: mortal(removeMark),
      give: mortal(give),
    };
    const driver = cgroupDriver({ files, clock: { now: () => 0, sleep: async () => undefined } });
    try {
      await apply(driver, one, 'create', wants);
    } catch {
      return true;
    }
    return false;
  }

  test('a value the kernel did not keep is an error', async () => {
    const { kernel } = open(v2Host);
    const stubborn = {
      ...kernel,
      exchange: (path: string, data: string) =>
        path.endsWith('pids.max') ? kernel.read(path) : kernel.exchange(path, data),
    };
    const driver = cgroupDriver({ files: stubborn, clock: { now: () => 0, sleep: async () => undefined } });
    await expect(apply(driver, one, 'create', limits())).rejects.toMatchObject({ code: 'KernelKept' });
    expect(kernel.has('/cg/vz/101/pids.max')).toBe(false);
  });

  test('a group that stays busy is Stuck, and a later pass completes the removal', async () => {
    for (const [, host] of hosts) {
      const { driver, kernel } = open(host);
      await apply(driver, one, 'create', limits());
      kernel.join(driver.dirsOf(one).identity, 4242);
      await expect(apply(driver, one, 'remove')).rejects.toMatchObject({
        code: 'Stuck',
        message: expect.stringContaining('4242'),
      });
      expect([...(await driver.observe('all')).keys()]).toEqual([one]);
      driver.killAll(one);
      expect(kernel.killed).toEqual([4242]);
      await apply(driver, one, 'remove');
      expect((await driver.observe('all')).size).toBe(0);
      driver.dismantle();
      expect([...kernel.groups.keys()].filter((path) => path.includes('vz'))).toEqual([]);
    }
  });

  test('killing one by one stops forks meanwhile and puts the limit back', async () => {
    const { driver, kernel } = open(v1Host);
    await apply(driver, one, 'create', limits());
    for (const pid of [11, 12]) kernel.join('/cg/memory/vz/101', pid);
    kernel.join('/cg/pids/vz/101', 12);
    kernel.writes.length = 0;
    driver.killAll(one);
    expect(kernel.killed.sort()).toEqual([11, 12]);
    expect(writesTo(kernel, /pids\.max$/)).toEqual(['pids.max=0', 'pids.max=100']);
    expect(await observed(driver, one)).toEqual(limits());
  });

  test('freezing needs cgroup2 or the v1 freezer', async () => {
    const { driver } = open(v1Host);
    await apply(driver, one, 'create', limits());
    await expect(driver.freeze(one)).rejects.toMatchObject({ code: 'Unsupported' });
    const other = open({ v1: { ...v1Host.v1, '/cg/freezer': ['freezer'] } });
    await apply(other.driver, one, 'create', limits());
    await other.driver.freeze(one);
    expect(other.kernel.read('/cg/freezer/vz/101/freezer.state')).toBe('FROZEN');
    await other.driver.thaw(one);
    expect(other.kernel.read('/cg/freezer/vz/101/freezer.state')).toBe('THAWED');
  });

  test('vz that we did not make is not removed', () => {
    const { driver, kernel } = open(v2Host);
    kernel.makeDirectory('/cg/vz');
    driver.dismantle();
    expect(kernel.groups.has('/cg/vz')).toBe(true);
  });
});
