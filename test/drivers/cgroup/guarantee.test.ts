// memguarantee: memory.low of a container and of vz above it, which says what all of them are guaranteed.

import { expect, test } from 'vitest';
import { type CgroupDriver, cgroupDriver } from '../../../drivers/cgroup/driver.ts';
import { problems } from '../../../drivers/cgroup/problems.ts';
import { asCtid } from '../../../schema/units.ts';
import { apply, limits, mib, observed } from './contract.ts';
import { type FakeHost, type FakeKernel, fakeKernel } from './fake-kernel.ts';

const [one, two] = [asCtid(101), asCtid(102)];
const v2: FakeHost = { v2: { mount: '/cg', controllers: ['cpuset', 'cpu', 'io', 'memory', 'pids'] } };

function open(host: FakeHost): { driver: CgroupDriver; kernel: FakeKernel } {
  const kernel = fakeKernel(host);
  return { kernel, driver: cgroupDriver({ files: kernel, clock: { now: () => 0, sleep: async () => undefined } }) };
}

const guaranteed = (size: number) => limits({ guarantee: { ram: mib(size) }, io: limits().io });
const lows = (kernel: FakeKernel) =>
  ['', '/101', '/102'].map((name) => Number(kernel.tryRead(`/cg/vz${name}/memory.low`) ?? 0) / 1024 ** 2);

test('vz has the sum at every step, and again when steps are undone', async () => {
  const { driver, kernel } = open(v2);
  await apply(driver, one, 'create', guaranteed(32));
  expect(lows(kernel)).toEqual([32, 32, 0]);
  const undoCreate = await apply(driver, two, 'create', guaranteed(16));
  expect(lows(kernel)).toEqual([48, 32, 16]);
  expect((await observed(driver, two))?.guarantee).toEqual({ ram: mib(16) });
  const undoSet = await apply(driver, one, 'set', guaranteed(0));
  expect(lows(kernel)).toEqual([16, 0, 16]);
  await undoSet();
  expect(lows(kernel)).toEqual([48, 32, 16]);
  await undoCreate();
  expect(lows(kernel)).toEqual([32, 32, 0]);
  const undoRemove = await apply(driver, one, 'remove');
  expect(lows(kernel)).toEqual([0, 0, 0]);
  await undoRemove();
  expect(lows(kernel)).toEqual([32, 32, 0]);
});

test('a guarantee that somebody took from the container, or from vz, is seen and given back', async () => {
  const { driver, kernel } = open(v2);
  await apply(driver, one, 'create', guaranteed(32));
  for (const path of ['/cg/vz/101', '/cg/vz']) {
    kernel.write(`${path}/memory.low`, '4096');
    expect((await observed(driver, one))?.guarantee).toEqual({ ram: 4096 });
    await apply(driver, one, 'set', guaranteed(32));
    expect(lows(kernel)).toEqual([32, 32, 0]);
  }
});

test('who is guaranteed nothing costs no write', async () => {
  const { driver, kernel } = open(v2);
  await apply(driver, one, 'create', guaranteed(0));
  expect(kernel.writes.filter(([path]) => path.endsWith('memory.low'))).toEqual([]);
});

test('whole pages are guaranteed', () => {
  const { driver } = open(v2);
  const wants = { ...limits(), guarantee: { ram: (5 * 4096 + 1) as never } };
  expect(driver.accept({ cgroup: wants }).wants?.guarantee).toEqual({ ram: 5 * 4096 });
});

test('cgroup v1 refuses, for its soft limit would do the opposite', () => {
  const { driver } = open({ v1: { '/m': ['memory'], '/s': ['cpuset'] } });
  const free = { pids: { max: 'max' }, cpu: { units: 1000, limit: 'max' } } as const;
  const { wants, refusals } = driver.accept({ cgroup: { ...guaranteed(8), ...free } });
  expect(refusals.map(({ code, pointer }) => `${code} ${pointer}`)).toContain(
    `${problems.noGuarantee} /cgroup/guarantee/ram`,
  );
  expect(wants?.guarantee).toEqual({ ram: 0 });
});
