// CPUs and memory nodes on hosts with several nodes: what "all" and "auto" mean, what is refused, and how a change is written.

import { describe, expect, test } from 'vitest';
import { type CgroupDriver, cgroupDriver } from '../../../drivers/cgroup/driver.ts';
import { problems } from '../../../drivers/cgroup/problems.ts';
import { asCtid } from '../../../schema/units.ts';
import { apply, limits, observed } from './contract.ts';
import { type FakeHost, type FakeKernel, fakeKernel } from './fake-kernel.ts';

const one = asCtid(101);
/** Two nodes with two CPUs, and one with memory alone. */
const nodes = { nodes: ['0-1', '2-3', ''] };
const v2: FakeHost = { v2: { mount: '/cg', controllers: ['cpuset', 'cpu', 'io', 'memory', 'pids'] }, ...nodes };
const v1: FakeHost = {
  v1: { '/m': ['memory'], '/c': ['cpu'], '/s': ['cpuset'], '/b': ['blkio'], '/p': ['pids'], '/d': ['devices'] },
  ...nodes,
};
const hosts = [
  ['v1', v1, '/s/vz/101'],
  ['v2', v2, '/cg/vz/101'],
] as const;

function open(host: FakeHost): { driver: CgroupDriver; kernel: FakeKernel } {
  const kernel = fakeKernel(host);
  const clock = { now: () => 0, sleep: async () => undefined };
  return { kernel, driver: cgroupDriver({ files: kernel, clock, disks: () => ['8:0'] }) };
}

const masks = (driver: CgroupDriver, cpus: string, mems: string) => {
  const { wants, refusals } = driver.accept({ cgroup: limits({ cpuset: { cpus, mems } }) });
  return [wants?.cpuset, refusals.map(({ code, pointer }) => `${code} ${pointer}`)];
};

describe.each(hosts)('on %s', (_, host, group) => {
  test.each([
    ['all', 'all', { cpus: '0-3', mems: '0-2' }],
    ['auto', '1', { cpus: '2-3', mems: '1' }],
    ['auto', '0-1', { cpus: '0-3', mems: '0-1' }],
    ['auto', '1-2', { cpus: '2-3', mems: '1-2' }],
    ['auto', 'all', { cpus: '0-3', mems: '0-2' }],
    ['3', '0,2', { cpus: '3', mems: '0,2' }],
  ])('cpumask %s of nodemask %s', (cpus, mems, expected) => {
    expect(masks(open(host).driver, cpus, mems)).toEqual([expected, []]);
  });

  test('nodes that are not there, and nodes without CPUs, are refused', () => {
    const { driver } = open(host);
    expect(masks(driver, '0', '0,3')[1]).toEqual([`${problems.nodeAbsent} /cgroup/cpuset/mems`]);
    expect(masks(driver, 'auto', '7')[1]).toEqual([`${problems.nodeAbsent} /cgroup/cpuset/mems`]);
    expect(masks(driver, 'auto', '2')[1]).toEqual([`${problems.nodeWithoutCpus} /cgroup/cpuset/cpus`]);
  });

  test('nodes change live, and back to all of them', async () => {
    const { driver, kernel } = open(host);
    for (const [verb, mems] of [
      ['create', 'all'],
      ['set', '1'],
      ['set', '0,2'],
      ['set', 'all'],
    ] as const) {
      const { wants } = driver.accept({ cgroup: limits({ cpuset: { cpus: '0', mems } }) });
      if (!wants) throw new Error('accept dropped the section');
      const undo = await apply(driver, one, verb, wants);
      expect(await observed(driver, one)).toEqual(wants);
      if (verb === 'set') {
        await undo();
        await apply(driver, one, verb, wants);
      }
    }
    expect(kernel.read(`${group}/cpuset.mems`)).toBe('0-2');
  });

  test('what somebody wrote is seen', async () => {
    const { driver, kernel } = open(host);
    await apply(driver, one, 'create', limits());
    kernel.write(`${group}/cpuset.mems`, '2');
    expect((await observed(driver, one))?.cpuset).toEqual({ cpus: '0', mems: '2' });
  });
});

test('on v1 memory moves with the nodes, which it does not by itself', async () => {
  const { driver, kernel } = open(v1);
  await apply(driver, one, 'create', limits({ cpuset: { cpus: '0', mems: '0-2' } }));
  expect(kernel.read('/s/vz/101/cpuset.memory_migrate')).toBe('0');
  kernel.writes.length = 0;
  await apply(driver, one, 'set', limits({ cpuset: { cpus: '0', mems: '1' } }));
  expect(kernel.writes).toEqual([
    ['/s/vz/101/cpuset.memory_migrate', '1'],
    ['/s/vz/101/cpuset.mems', '1'],
  ]);
});

test('a kernel without NUMA has one node with every CPU', () => {
  const { driver } = open({ ...v2, nodes: [] });
  expect(masks(driver, 'auto', 'all')).toEqual([{ cpus: '0-3', mems: '0' }, []]);
});
