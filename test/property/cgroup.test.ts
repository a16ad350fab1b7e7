// Any sequence of limit changes ends exactly in the accepted values: on kernels in memory, and on the real one with few runs.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLayout } from '../../drivers/cgroup/detect.ts';
import { disksBelow } from '../../drivers/cgroup/disks.ts';
import { cgroupDriver } from '../../drivers/cgroup/driver.ts';
import { kernelFiles } from '../../drivers/cgroup/files.ts';
import { observeLimits, parentCpuset } from '../../drivers/cgroup/limits.ts';
import {
  limitToQuota,
  sharesToUnits,
  unitsToShares,
  unitsToWeight,
  weightToUnits,
} from '../../drivers/cgroup/values.ts';
import { readWeighing } from '../../drivers/cgroup/weight.ts';
import type { CgroupState } from '../../reconciler/state/container.ts';
import { asBytes, asCtid } from '../../schema/units.ts';
import { apply, type Host, limits, observed, realClock } from '../drivers/cgroup/contract.ts';
import { type FakeKernel, fakeKernel } from '../drivers/cgroup/fake-kernel.ts';
import { describeCgroups } from '../kernel/cgroup-host.ts';

const orMax = (numbers: fc.Arbitrary<number>) =>
  fc.oneof({ arbitrary: numbers, weight: 5 }, { arbitrary: fc.constant('max' as const), weight: 1 });
const size = orMax(fc.integer({ min: 1 << 20, max: 2 ** 40 })).map((value) =>
  value === 'max' ? value : asBytes(value),
);
const wish: fc.Arbitrary<CgroupState> = fc.record({
  memory: fc
    .record({ ram: size, swap: size })
    .map((memory) => (memory.ram === 'max' ? { ram: 'max', swap: 'max' } : memory)),
  guarantee: fc.constant({ ram: asBytes(0) }),
  cpu: fc.record({
    units: fc.integer({ min: 8, max: 500_000 }),
    limit: orMax(fc.integer({ min: 1, max: 800_000 }).map((n) => n / 100)),
  }),
  cpuset: fc.constantFrom({ cpus: '0', mems: '0' }, { cpus: 'all', mems: 'all' }),
  io: fc.record({
    bytes: orMax(fc.integer({ min: 1, max: 2 ** 40 })),
    operations: orMax(fc.integer({ min: 1, max: 2 ** 32 - 2 })),
    priority: fc.constant(4),
  }),
  pids: fc.record({ max: orMax(fc.integer({ min: 1, max: 5_000_000 })) }),
});

const ctid = asCtid(60_105);
const neighbour = asCtid(60_106);
const promised = (version: string): CgroupState =>
  limits({ guarantee: { ram: asBytes(version === 'v2' ? 1 << 24 : 0) } });

async function endsAsAccepted(host: Host, wishes: readonly CgroupState[]): Promise<void> {
  const driver = cgroupDriver(host);
  try {
    for (const [index, cgroup] of wishes.entries()) {
      const { wants, refusals } = driver.accept({ cgroup });
      if (!wants) throw new Error('accept dropped the section');
      expect(refusals).toEqual([]);
      // What was accepted is accepted as itself.
      expect(driver.accept({ cgroup: wants }).wants).toEqual(wants);
      const before = await observed(driver, ctid);
      const undo = await apply(driver, ctid, index === 0 ? 'create' : 'set', wants);
      expect(await observed(driver, ctid)).toEqual(wants);
      await undo();
      expect(await observed(driver, ctid)).toEqual(before);
      await apply(driver, ctid, index === 0 ? 'create' : 'set', wants);
      expect(await observed(driver, ctid)).toEqual(wants);
    }
  } finally {
    await apply(driver, ctid, 'remove');
  }
}

/** What each limit lets through, and each share takes, by name: more is looser. On v1 swap is limited in a sum. */
function loosenessOf({ memory, guarantee, cpu, pids, io }: CgroupState, version: string): ReadonlyMap<string, number> {
  const value = (limit: number | 'max' | 'mixed') => (typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY);
  return new Map([
    ['ram', value(memory.ram)],
    ['swap', value(memory.swap) + (version === 'v1' ? value(memory.ram) : 0)],
    ['memguarantee', guarantee.ram],
    ['cpuunits', cpu.units],
    ['cpulimit', value(cpu.limit)],
    // 0 to 7; "other" is a weight of no manifest, which none of these changes passes.
    ['ioprio', io.priority === 'other' ? Number.POSITIVE_INFINITY : io.priority],
    ['numproc', value(pids.max)],
    // While reads and writes differ, each has one of both.
    ...(io.bytes === 'mixed' ? [] : [['iolimit', value(io.bytes)] as const]),
    ...(io.operations === 'mixed' ? [] : [['iopslimit', value(io.operations)] as const]),
  ]);
}

/** A container that is promised memory keeps all of it whatever becomes of another: no group protects more than the one above. */
function expectSettled(files: FakeKernel): void {
  if (files.tryRead('/cg/vz/memory.low') === undefined) return;
  const low = (path: string): number => Number(files.read(`/cg/vz/${path}memory.low`));
  const sum = files.children('/cg/vz').reduce((total, name) => total + low(`${name}/`), 0);
  if (low('') < sum) throw new Error(`vz is guaranteed ${low('')}, those in it ${sum}`);
}

/** Looks at the kernel before every single write of every change. */
async function neverLooser(version: string, files: FakeKernel, wishes: readonly CgroupState[]): Promise<void> {
  const queues = (): readonly string[] => ['8:0'];
  const driver = cgroupDriver({ files, clock, disks: queues, queues });
  const layout = readLayout(files);
  const place = () => ({
    layout,
    disks: queues(),
    cpuset: { all: parentCpuset(files, layout) },
    weighing: readWeighing(files, layout.controllers.io, queues()),
  });
  try {
    let was: CgroupState | undefined;
    await apply(driver, neighbour, 'create', driver.accept({ cgroup: promised(version) }).wants);
    for (const cgroup of wishes) {
      const { wants } = driver.accept({ cgroup });
      if (!wants) throw new Error('accept dropped the section');
      if (was !== undefined) {
        const before = loosenessOf(was, version);
        const after = loosenessOf(wants, version);
        files.beforeWrite = () => {
          const now = observeLimits(files, place(), ctid);
          for (const [name, value] of loosenessOf(now, version))
            if (value > Math.max(before.get(name) ?? 0, after.get(name) ?? 0))
              throw new Error(`${name} is ${value} on the way from ${before.get(name)} to ${after.get(name)}`);
          expectSettled(files);
          for (const name of ['cpus', 'mems'] as const)
            if (now.cpuset[name] !== was?.cpuset[name] && now.cpuset[name] !== wants.cpuset[name])
              throw new Error(`${name} are ${now.cpuset[name]}`);
        };
      }
      const undo = await apply(driver, ctid, was === undefined ? 'create' : 'set', wants);
      if (was !== undefined) {
        await undo();
        await apply(driver, ctid, 'set', wants);
      }
      files.beforeWrite = () => undefined;
      expect(await observed(driver, ctid)).toEqual(wants);
      was = wants;
    }
  } finally {
    files.beforeWrite = () => undefined;
    for (const one of [ctid, neighbour]) await apply(driver, one, 'remove');
  }
}

const sequences = fc.array(wish, { minLength: 1, maxLength: 6 });
const clock = { now: () => 0, sleep: async () => undefined };

const nodes = ['0-1', '2-3'];
const kernels = [
  [
    'v2',
    () =>
      fakeKernel({
        v2: { mount: '/cg', controllers: ['cpuset', 'cpu', 'io', 'memory', 'pids'] },
        nodes,
        weighs: 'bfq',
      }),
  ],
  [
    'v1',
    () =>
      fakeKernel({
        v1: {
          '/m': ['memory'],
          '/c': ['cpu', 'cpuacct'],
          '/s': ['cpuset'],
          '/b': ['blkio'],
          '/p': ['pids'],
          '/d': ['devices'],
        },
        nodes,
        weighs: 'bfq',
      }),
  ],
] as const;

/** Wishes that only some hosts can fulfil. */
const more = (wishes: readonly CgroupState[], version: string): readonly CgroupState[] =>
  wishes.map((one, index) => ({
    ...one,
    cpuset:
      index % 2 === 0 ? one.cpuset : { cpus: index % 3 === 0 ? 'auto' : '1-2', mems: index % 3 === 0 ? '1' : '0' },
    io: { ...one.io, priority: (index * 5) % 8 },
    guarantee: {
      ram: asBytes(version === 'v2' && one.memory.ram !== 'max' ? Math.floor(one.memory.ram / 8192) * 4096 : 0),
    },
  }));

describe.each(kernels)('on %s in memory', (version, make) => {
  test('any sequence of changes ends as accepted', async () => {
    const files = make();
    const queues = () => ['8:0'];
    await fc.assert(
      fc.asyncProperty(sequences, (wishes) =>
        endsAsAccepted({ files, clock, disks: queues, queues }, more(wishes, version)),
      ),
      { numRuns: 100 },
    );
  });

  test('no limit is looser than before and after at any moment of a change', async () => {
    const files = make();
    await fc.assert(
      fc.asyncProperty(sequences, (wishes) => neverLooser(version, files, more(wishes, version))),
      { numRuns: 100 },
    );
  });
});

// libvzctl lib/cgroup.c (units / 10, not clamped), vzctl src/lib/cpu.c (1000 units are 1024 shares),
// kernel/sched/core.c (CGROUP_WEIGHT_MIN 1, CGROUP_WEIGHT_MAX 10000, MIN_SHARES 2, min_cfs_quota_period 1 ms).
test.each([
  [8, 1, 8],
  [14, 1, 14],
  [15, 2, 15],
  [250, 25, 256],
  [1000, 100, 1024],
  [2000, 200, 2048],
  [100_000, 10_000, 102_400],
  [500_000, 10_000, 262_144],
])('cpuunits %i are weight %i and %i shares', (units, weight, shares) => {
  expect([unitsToWeight(units), unitsToShares(units)]).toEqual([weight, shares]);
});

test.each([
  [0.01, 1000],
  [1, 1000],
  [1.5, 1500],
  [33.3, 33_300],
  [100, 100_000],
  [409_600, 409_600_000],
])('cpulimit %f is a quota of %i us in 100 ms', (percent, quota) => {
  expect(limitToQuota(percent)).toBe(quota);
});

test('units survive the kernel and back where the kernel can hold them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 256_000 }), (units) => {
      expect(sharesToUnits(unitsToShares(units))).toBe(units);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), (weight) => {
      expect(unitsToWeight(weightToUnits(weight))).toBe(weight);
    }),
  );
});

const disks = (): readonly string[] => disksBelow('/var/tmp');

describeCgroups('cgroup property', () => {
  test('any sequence of changes ends as accepted on the real kernel', async () => {
    await fc.assert(
      fc.asyncProperty(sequences, (wishes) => endsAsAccepted({ files: kernelFiles, clock: realClock, disks }, wishes)),
      { numRuns: 20 },
    );
  });
});
