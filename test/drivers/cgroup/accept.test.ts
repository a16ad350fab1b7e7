// What a host without a controller, or with others, refuses, and what it makes of what was asked.

import { describe, expect, test } from 'vitest';
import { cgroupDriver } from '../../../drivers/cgroup/driver.ts';
import { problems, problemTexts } from '../../../drivers/cgroup/problems.ts';
import { consented, parameterOf } from '../../../reconciler/plan/unenforced.ts';
import { asBytes } from '../../../schema/units.ts';
import { apply, limits, mib, observed, realClock, unlimited } from './contract.ts';
import { type FakeHost, fakeKernel } from './fake-kernel.ts';
import { codes, hosts, hybridHost, one, open, v1Host, v2Host } from './hosts.ts';

describe('accept', () => {
  test.each([
    ['absent CPUs', limits({ cpuset: { cpus: '2-5,9', mems: '0' } }), [[problems.cpuAbsent, '/cgroup/cpuset/cpus']]],
    [
      'a malformed list',
      limits({ cpuset: { cpus: '3-1', mems: '0' } }),
      [[problems.cpuListMalformed, '/cgroup/cpuset/cpus']],
    ],
    [
      'an empty list',
      limits({ cpuset: { cpus: '', mems: '0' } }),
      [[problems.cpuListMalformed, '/cgroup/cpuset/cpus']],
    ],
    ['no processes', limits({ pids: { max: 0 } }), [[problems.noProcesses, '/cgroup/pids/max']]],
    [
      'ram below a page',
      limits({ memory: { ram: asBytes(512), swap: asBytes(0) } }),
      [[problems.ramTooSmall, '/cgroup/memory/ram']],
    ],
  ] as const)('%s are refused on both versions', (_, wants, expected) => {
    for (const [, host] of hosts) expect(codes(open(host).driver, wants)).toEqual(expected);
  });

  test('a swap limit is refused where swap is not accounted, and unlimited swap is not', () => {
    for (const [, host] of hosts) {
      const { driver } = open({ ...host, swap: false, v2: host.v2 && { ...host.v2 } } as FakeHost);
      if (host === v2Host) continue;
      expect(codes(driver, limits())).toEqual([[problems.noSwapAccounting, '/cgroup/memory/swap']]);
      expect(codes(driver, limits({ memory: { ram: mib(64), swap: 'max' } }))).toEqual([]);
    }
  });

  test('on v2 a group that has the memory controller tells whether swap is accounted', async () => {
    const kernel = fakeKernel({ ...v2Host, swap: false });
    kernel.write('/cg/cgroup.subtree_control', '+memory');
    kernel.makeDirectory('/cg/system.slice');
    const driver = cgroupDriver({
      files: kernel,
      clock: { now: () => 0, sleep: async () => undefined },
      disks: () => ['8:0'],
    });
    expect(codes(driver, limits())).toEqual([[problems.noSwapAccounting, '/cgroup/memory/swap']]);
  });

  test('swap limited without ram is refused on v1 and accepted on v2', () => {
    const wants = limits({ memory: { ram: 'max', swap: mib(1) } });
    expect(codes(open(v1Host).driver, wants)).toEqual([[problems.swapWithoutRam, '/cgroup/memory/swap']]);
    expect(codes(open(v2Host).driver, wants)).toEqual([]);
  });

  test('a limit of a controller the host lacks is refused, its default is not', async () => {
    const { driver } = open({ v2: { mount: '/cg', controllers: ['cpuset'] } });
    expect(codes(driver, limits({ cpu: { units: 500, limit: 50 } }))).toEqual([
      [problems.noController, '/cgroup/memory/ram'],
      [problems.noController, '/cgroup/memory/swap'],
      [problems.noController, '/cgroup/cpu/units'],
      [problems.noController, '/cgroup/cpu/limit'],
      [problems.noController, '/cgroup/io/bytes'],
      [problems.noController, '/cgroup/pids/max'],
    ]);
    const free = unlimited({ cpuset: { cpus: '1', mems: '0' } });
    expect(driver.accept({ cgroup: free })).toEqual({ wants: free, refusals: [] });
    await apply(driver, one, 'create', free);
    expect(await observed(driver, one)).toEqual(free);
  });

  test('what nothing keeps is refused by name, and accepted without it for those who consent', () => {
    const wants = limits({
      guarantee: { ram: mib(16) },
      io: { bytes: 'max', operations: 'max', priority: 7 },
      sockets: { tcp: 10, other: 'max' },
    });
    const { wants: without, refusals } = open(v1Host).driver.accept({ cgroup: wants });
    const { refusals: left, unenforced } = consented(refusals, new Set(['memguarantee', 'ioprio', 'numtcpsock']));
    expect(left).toEqual([]);
    expect(unenforced.map(({ pointer = '' }) => parameterOf(pointer)).sort()).toEqual(
      ['ioprio', 'memguarantee', 'numtcpsock'].sort(),
    );
    expect(without).toMatchObject({ guarantee: { ram: 0 }, io: { priority: 4 }, sockets: { tcp: 'max' } });
    expect(consented(refusals, new Set(['ioprio'])).refusals).toHaveLength(2);
  });

  test.each([
    ['v1', v1Host, 8, 8, 262_144 / 1.024],
    ['v2', v2Host, 8, 10, 100_000],
  ] as const)('units are what %s can hold', (_, host, few, kept, highest) => {
    const { driver } = open(host);
    const units = (value: number) =>
      driver.accept({ cgroup: limits({ cpu: { units: value, limit: 'max' } }) }).wants?.cpu.units;
    expect(units(few)).toBe(kept);
    expect(units(1000)).toBe(1000);
    expect(units(500_000)).toBe(highest);
  });

  test('"all" is what the parent has', () => {
    const { driver } = open({ ...v2Host, cpus: '0-2,5' });
    expect(driver.accept({ cgroup: limits({ cpuset: { cpus: 'all', mems: 'all' } }) }).wants?.cpuset.cpus).toBe(
      '0-2,5',
    );
  });

  test("an id is refused while it is in use under another root, or the group is nobody's", async () => {
    for (const [, host] of hosts) {
      const { driver, kernel } = open(host);
      const others = cgroupDriver({ files: { ...kernel, owner: '/srv/other root' }, clock: realClock });
      expect(driver.refuseCreate(one)).toEqual([]);
      await apply(others, one, 'create', limits());
      expect(driver.refuseCreate(one)).toMatchObject([
        { code: problems.foreignGroup, reason: 'the ctid 101 is in use on this host, under the root /srv/other root' },
      ]);
      expect(others.refuseCreate(one)).toEqual([]);
      await apply(others, one, 'remove');
      expect(driver.refuseCreate(one)).toEqual([]);
      kernel.makeDirectory(`${driver.dirsOf(one).identity}`);
      expect(driver.refuseCreate(one)).toMatchObject([
        { code: problems.foreignGroup, reason: expect.stringContaining(driver.dirsOf(one).identity) },
      ]);
    }
  });

  test('a limit of sockets is refused where nothing counts them, and kept where cgroup2 is', async () => {
    const wants = limits({ sockets: { tcp: 5, other: 'max' } });
    for (const host of [v1Host, { ...v2Host, programs: false }])
      expect(codes(open(host).driver, wants)).toEqual([[problems.noSocketCounting, '/cgroup/sockets/tcp']]);
    for (const host of [v2Host, hybridHost]) {
      const { driver } = open(host);
      await apply(driver, one, 'create', limits());
      const undo = await apply(driver, one, 'set', wants);
      expect((await observed(driver, one))?.sockets).toEqual(wants.sockets);
      const change = await apply(driver, one, 'set', limits({ sockets: { tcp: 9, other: 1 } }));
      await change();
      expect((await observed(driver, one))?.sockets).toEqual(wants.sockets);
      await undo();
      expect((await observed(driver, one))?.sockets).toEqual(limits().sockets);
    }
  });

  test('a device is refused where there is no device list', async () => {
    const devices = ['c:10:229:rw'];
    const bare = { ...v2Host, programs: false };
    expect(codes(open(bare).driver, limits({ devices }))).toEqual([[problems.noDeviceList, '/cgroup/devices/0']]);
    const { wants } = open(bare).driver.accept({ cgroup: limits({ devices }) });
    expect(wants?.devices).toEqual([]);
  });

  test('every code has a text, and no code is used twice', () => {
    expect(new Set(Object.values(problems)).size).toBe(Object.keys(problems).length);
    expect(Object.keys(problemTexts).sort()).toEqual(Object.values(problems).sort());
  });

  test('a host without any hierarchy refuses, and observes nothing', async () => {
    const { driver } = open({});
    expect(codes(driver, limits())).toEqual([[problems.noHierarchy, '/cgroup']]);
    expect((await driver.observe('all')).size).toBe(0);
    expect(await driver.probe()).toMatchObject([{ feature: 'cgroup', state: 'missing' }]);
  });
});
