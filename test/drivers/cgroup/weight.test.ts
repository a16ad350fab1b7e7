// ioprio on hosts whose disk is scheduled by BFQ, by iocost, or by nobody: the weights, what is seen, what is refused.

import { describe, expect, test } from 'vitest';
import { type CgroupDriver, cgroupDriver } from '../../../drivers/cgroup/driver.ts';
import { problems } from '../../../drivers/cgroup/problems.ts';
import { priorityToWeight, weightToPriority } from '../../../drivers/cgroup/values.ts';
import type { CgroupState } from '../../../reconciler/state/container.ts';
import { asCtid } from '../../../schema/units.ts';
import { apply, limits, observed } from './contract.ts';
import { type FakeHost, type FakeKernel, fakeKernel } from './fake-kernel.ts';

const one = asCtid(101);
const v2: FakeHost = { v2: { mount: '/cg', controllers: ['cpuset', 'cpu', 'io', 'memory', 'pids'] } };
const v1: FakeHost = {
  v1: { '/m': ['memory'], '/c': ['cpu'], '/s': ['cpuset'], '/b': ['blkio'], '/p': ['pids'], '/d': ['devices'] },
};

function open(host: FakeHost): { driver: CgroupDriver; kernel: FakeKernel } {
  const kernel = fakeKernel(host);
  const clock = { now: () => 0, sleep: async () => undefined };
  const disks = (): readonly string[] => ['8:0'];
  return { kernel, driver: cgroupDriver({ files: kernel, clock, disks, queues: disks }) };
}

const weighed = (priority: number | 'other'): CgroupState =>
  limits({ io: { bytes: 'max', operations: 'max', priority } });

// OpenVZ kernel/bc/io_prio.c: 320 365 410 460 500 550 600 640, a fifth of each.
test('the weights are a fifth of those of OpenVZ, so that the usual one is that of the kernel', () => {
  const all = [0, 1, 2, 3, 4, 5, 6, 7];
  expect(all.map(priorityToWeight)).toEqual([64, 73, 82, 92, 100, 110, 120, 128]);
  expect(all.map((priority) => weightToPriority(priorityToWeight(priority)))).toEqual(all);
  expect(weightToPriority(101)).toBeUndefined();
});

describe.each([
  ['BFQ on v2', { ...v2, weighs: 'bfq' }, '/cg/vz/101/io.bfq.weight'],
  ['iocost', { ...v2, weighs: 'iocost' }, '/cg/vz/101/io.weight'],
  ['BFQ on v1', { ...v1, weighs: 'bfq' }, '/b/vz/101/blkio.bfq.weight_device'],
] as const)('with %s', (_, host, file) => {
  test('every priority is written and seen, and taken back', async () => {
    const { driver, kernel } = open(host);
    await apply(driver, one, 'create', weighed(7));
    expect(kernel.read(file)).toBe('default 128');
    for (const priority of [0, 5, 4]) {
      const undo = await apply(driver, one, 'set', weighed(priority));
      expect((await observed(driver, one))?.io.priority).toBe(priority);
      await undo();
      expect(kernel.read(file)).toBe(priority === 0 ? 'default 128' : kernel.read(file));
      await apply(driver, one, 'set', weighed(priority));
    }
    expect(kernel.read(file)).toBe('default 100');
  });

  test('the usual one costs no write', async () => {
    const { driver, kernel } = open(host);
    await apply(driver, one, 'create', weighed(4));
    expect(kernel.writes.filter(([path]) => path === file)).toEqual([]);
  });

  test.each(['default 77', '8:0 128'])('"%s" of somebody else is seen and corrected', async (text) => {
    const { driver, kernel } = open(host);
    await apply(driver, one, 'create', weighed(3));
    kernel.write(file, text);
    expect((await observed(driver, one))?.io.priority).toBe('other');
    const undo = await apply(driver, one, 'set', weighed(3));
    expect(kernel.read(file)).toBe('default 92');
    await undo();
    expect((await observed(driver, one))?.io.priority).toBe('other');
  });

  test('what somebody said of a disk that is not below the pool is left alone', async () => {
    const { driver, kernel } = open(host);
    await apply(driver, one, 'create', weighed(3));
    kernel.write(file, '9:9 500');
    expect((await observed(driver, one))?.io.priority).toBe(3);
    await apply(driver, one, 'set', weighed(7));
    expect(kernel.read(file)).toBe('default 128\n9:9 500');
  });
});

describe.each([
  ['v1', v1],
  ['v2', v2],
])('where no disk weighs on %s', (_, host) => {
  test('another priority than the usual one is refused, with the disk to change', () => {
    const { driver } = open(host);
    const { wants, refusals } = driver.accept({ cgroup: weighed(7) });
    expect(refusals).toMatchObject([
      { code: problems.notWeighed, pointer: '/cgroup/io/priority', hint: 'echo bfq > /sys/block/sda/queue/scheduler' },
    ]);
    expect(wants?.io.priority).toBe(4);
    expect(driver.accept({ cgroup: weighed(4) }).refusals).toEqual([]);
  });

  test('nothing is written, and the limit is told as refused', async () => {
    const { driver, kernel } = open(host);
    await apply(driver, one, 'create', weighed(4));
    expect(kernel.writes.filter(([path]) => path.includes('weight'))).toEqual([]);
    const fact = driver.limits(one).find(({ pointer }) => pointer === '/cgroup/io/priority');
    expect(fact).toMatchObject({ force: 'refused', note: 'no disk below the pool schedules by weight' });
  });
});

test('a scheduler that is changed is seen in the next pass', async () => {
  const { driver, kernel } = open(v2);
  await driver.probe();
  expect(driver.accept({ cgroup: weighed(7) }).refusals).toHaveLength(1);
  const changed = fakeKernel({ ...v2, weighs: 'bfq' });
  kernel.tryRead = (path) => changed.tryRead(path);
  await driver.observe('all');
  expect(driver.accept({ cgroup: weighed(7) }).refusals).toEqual([]);
});
