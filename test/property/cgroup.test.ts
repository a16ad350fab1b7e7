// Any sequence of limit changes ends exactly in the accepted values: on kernels in memory, and on the real one with few runs.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disksBelow } from '../../drivers/cgroup/disks.ts';
import { cgroupDriver } from '../../drivers/cgroup/driver.ts';
import { kernelFiles } from '../../drivers/cgroup/files.ts';
import { sharesToUnits, unitsToShares, unitsToWeight, weightToUnits } from '../../drivers/cgroup/values.ts';
import type { CgroupState } from '../../reconciler/state/container.ts';
import { asBytes, asCtid } from '../../schema/units.ts';
import { apply, type Host, observed, realClock } from '../drivers/cgroup/contract.ts';
import { fakeKernel } from '../drivers/cgroup/fake-kernel.ts';
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

const sequences = fc.array(wish, { minLength: 1, maxLength: 6 });
const clock = { now: () => 0, sleep: async () => undefined };

test.each([
  ['v2', fakeKernel({ v2: { mount: '/cg', controllers: ['cpuset', 'cpu', 'io', 'memory', 'pids'] } })],
  [
    'v1',
    fakeKernel({
      v1: {
        '/m': ['memory'],
        '/c': ['cpu', 'cpuacct'],
        '/s': ['cpuset'],
        '/b': ['blkio'],
        '/p': ['pids'],
        '/d': ['devices'],
      },
    }),
  ],
])('any sequence of changes ends as accepted on %s in memory', async (_, files) => {
  await fc.assert(
    fc.asyncProperty(sequences, (wishes) => endsAsAccepted({ files, clock, disks: () => ['8:0'] }, wishes)),
    { numRuns: 100 },
  );
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
