// What single hosts show beyond the contract: refusals, order of writes, v2 delegation, kernels that lack something.

import { describe, expect, test } from 'vitest';
import { layoutOf } from '../../../drivers/cgroup/detect.ts';
import { type CgroupDriver, cgroupDriver } from '../../../drivers/cgroup/driver.ts';
import { problems, problemTexts } from '../../../drivers/cgroup/problems.ts';
import { parseMountinfo } from '../../../drivers/procfs/mountinfo.ts';
import { readKernelText } from '../../../drivers/procfs/read.ts';
import { consented, parameterOf } from '../../../reconciler/plan/unenforced.ts';
import type { CgroupState } from '../../../reconciler/state/container.ts';
import { asBytes, asCtid } from '../../../schema/units.ts';
import { apply, limits, mib, observed, realClock, unlimited } from './contract.ts';
import { type FakeHost, type FakeKernel, fakeKernel } from './fake-kernel.ts';

const v2Host: FakeHost = { v2: { mount: '/cg', controllers: ['cpuset', 'cpu', 'io', 'memory', 'pids'] } };
const v1Host: FakeHost = {
  v1: {
    '/cg/memory': ['memory'],
    '/cg/cpu': ['cpu', 'cpuacct'],
    '/cg/cpuset': ['cpuset'],
    '/cg/blkio': ['blkio'],
    '/cg/pids': ['pids'],
    '/cg/devices': ['devices'],
  },
};
const hybridHost: FakeHost = { ...v1Host, v2: { mount: '/cg/unified', controllers: [] } };
const hosts = [
  ['v1', v1Host],
  ['v2', v2Host],
] as const;

const one = asCtid(101);

function open(host: FakeHost): { driver: CgroupDriver; kernel: FakeKernel } {
  const kernel = fakeKernel(host);
  let time = 0;
  const clock = {
    now: () => time,
    sleep: async (ms: number) => {
      time += ms;
    },
  };
  return { kernel, driver: cgroupDriver({ files: kernel, clock, disks: () => ['8:0'] }) };
}

const codes = (driver: CgroupDriver, wants: CgroupState) =>
  driver.accept({ cgroup: wants }).refusals.map(({ code, pointer }) => [code, pointer]);

const writesTo = (kernel: FakeKernel, pattern: RegExp) =>
  kernel.writes
    .filter(([path]) => pattern.test(path))
    .map(([path, data]) => `${path.slice(path.lastIndexOf('/') + 1)}=${data}`);

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

describe('order of writes', () => {
  const change = async (host: FakeHost, from: CgroupState['memory'], to: CgroupState['memory']) => {
    const { driver, kernel } = open(host);
    await apply(driver, one, 'create', limits({ memory: from }));
    kernel.writes.length = 0;
    await apply(driver, one, 'set', limits({ memory: to }));
    return writesTo(kernel, /memory\..*(limit_in_bytes|max)$/);
  };

  test('v1 raises the sum before ram, and lowers ram before the sum', async () => {
    const [small, large] = [
      { ram: mib(1), swap: mib(0) },
      { ram: mib(4), swap: mib(4) },
    ];
    expect(await change(v1Host, small, large)).toEqual([
      'memory.memsw.limit_in_bytes=8388608',
      'memory.limit_in_bytes=4194304',
    ]);
    expect(await change(v1Host, large, small)).toEqual([
      'memory.limit_in_bytes=1048576',
      'memory.memsw.limit_in_bytes=1048576',
    ]);
  });

  test('no change goes through unlimited', async () => {
    for (const [, host] of hosts) {
      const written = await change(host, { ram: mib(1), swap: mib(9) }, { ram: mib(4), swap: mib(0) });
      expect(written.filter((one) => /=(max|-1)$/.test(one))).toEqual([]);
    }
  });

  test('a lowered pids limit is written before a raised memory limit', async () => {
    for (const [, host] of hosts) {
      const { driver, kernel } = open(host);
      await apply(driver, one, 'create', limits());
      kernel.writes.length = 0;
      await apply(driver, one, 'set', limits({ pids: { max: 9 }, memory: { ram: mib(128), swap: mib(32) } }));
      expect(writesTo(kernel, /./)[0]).toBe('pids.max=9');
    }
  });

  test('what is as wanted is not written', async () => {
    for (const [, host] of hosts) {
      const { driver, kernel } = open(host);
      await apply(driver, one, 'create', limits());
      kernel.writes.length = 0;
      await apply(driver, one, 'create', limits());
      expect(kernel.writes).toEqual([]);
    }
  });
});

describe('the cost of a new container', () => {
  const written = async (host: FakeHost, wants: CgroupState) => {
    const { driver, kernel } = open(host);
    await apply(driver, asCtid(102), 'create', wants);
    kernel.writes.length = 0;
    await apply(driver, one, 'create', wants);
    return writesTo(kernel, /./).sort();
  };
  const wants = limits({ cpu: { units: 1000, limit: 'max' }, pids: { max: 'max' } });

  test('on v1 only limits are written that a new group does not have', async () => {
    const throttle = ['read', 'write'].map((kind) => `blkio.throttle.${kind}_bps_device=8:0 ${1024 ** 3}`);
    const memory = [`memory.limit_in_bytes=${mib(64)}`, `memory.memsw.limit_in_bytes=${mib(96)}`];
    const expected = [...throttle, 'cpuset.cpus=0', ...memory];
    expect(await written(v1Host, wants)).toEqual(expected);
  });

  test('on v2 as well, besides the limits of what it may nest', async () => {
    const nesting = ['cgroup.max.depth=64', 'cgroup.max.descendants=16384'];
    const io = `io.max=8:0 rbps=${1024 ** 3} wbps=${1024 ** 3} riops=max wiops=max`;
    const expected = [...nesting, 'cpuset.cpus=0', io, `memory.max=${mib(64)}`, `memory.swap.max=${mib(32)}`];
    expect(await written(v2Host, wants)).toEqual(expected);
  });
});

describe('a vz that was there before', () => {
  const devices = ['1:3', '1:5', '1:7', '1:8', '1:9', '5:0', '5:1', '5:2', '136:*']
    .map((id) => `c ${id} rw`)
    .join('\n');
  const made = ['memory', 'cpu', 'cpuset', 'blkio', 'pids', 'devices'].map((name) => `/cg/${name}/vz`);

  test('of somebody else keeps its device list and hands on no CPUs, the containers are limited all the same', async () => {
    const { driver, kernel } = open(v1Host);
    for (const path of made) kernel.makeDirectory(path);
    kernel.write('/cg/cpuset/vz/cpuset.cpus', '0-1');
    kernel.write('/cg/cpuset/vz/cpuset.mems', '0');
    await apply(driver, one, 'create', limits());
    expect(kernel.read('/cg/devices/vz/devices.list')).toBe('a *:* rwm');
    expect(kernel.read('/cg/devices/vz/101/devices.list')).toBe(devices);
    expect(kernel.read('/cg/cpuset/vz/cgroup.clone_children')).toBe('0');
    expect(kernel.read('/cg/cpuset/vz/101/cpuset.mems')).toBe('0');
    expect(await observed(driver, one)).toEqual(limits());
  });

  test('of somebody else that allows fewer devices is not widened', async () => {
    const { driver, kernel } = open(v1Host);
    for (const path of made) kernel.makeDirectory(path);
    kernel.write('/cg/devices/vz/devices.deny', 'a');
    kernel.write('/cg/devices/vz/devices.allow', 'c 1:3 rw');
    await expect(apply(driver, one, 'create', limits())).rejects.toMatchObject({ code: 'EPERM' });
    expect(kernel.read('/cg/devices/vz/devices.list')).toBe('c 1:3 rw');
    expect(kernel.groups.has('/cg/devices/vz/101')).toBe(false);
  });

  test('in which another root made a group while it was prepared keeps its list', async () => {
    const { driver, kernel } = open(v1Host);
    kernel.beforeWrite = (path) => {
      if (path === '/cg/devices/vz/devices.deny') kernel.makeDirectory('/cg/devices/vz/999');
    };
    await apply(driver, one, 'create', limits());
    expect(kernel.read('/cg/devices/vz/devices.list')).toBe('a *:* rwm');
    expect(kernel.read('/cg/devices/vz/101/devices.list')).toBe(devices);
  });

  test('that lost its controllers gets them again with the next change', async () => {
    const { driver, kernel } = open(v2Host);
    await apply(driver, one, 'create', limits());
    kernel.groups.get('/cg/vz')?.files.set('cgroup.subtree_control', 'cpu pids');
    await apply(driver, one, 'set', limits({ pids: { max: 7 } }));
    expect(kernel.read('/cg/vz/cgroup.subtree_control').split(' ').sort()).toEqual([
      'cpu',
      'cpuset',
      'io',
      'memory',
      'pids',
    ]);
  });
});

describe('shrinking below use', () => {
  const shrunk = async (host: FakeHost, floor: number) => {
    const { driver, kernel } = open(host);
    await apply(driver, one, 'create', limits());
    const group =
      driver
        .dirsOf(one)
        .join.find((path) => kernel.has(`${path}/memory.usage_in_bytes`) || kernel.has(`${path}/memory.current`)) ?? '';
    kernel.setUsage(group, mib(60));
    kernel.unreclaimable.set(group, floor);
    const result = apply(driver, one, 'set', limits({ memory: { ram: mib(16), swap: mib(32) }, pids: { max: 5 } }));
    return { driver, kernel, result };
  };

  test.each(hosts)('%s reclaims what can be reclaimed and nothing is killed', async (_, host) => {
    const { driver, kernel, result } = await shrunk(host, mib(2));
    await result;
    expect((await observed(driver, one))?.memory.ram).toBe(mib(16));
    expect(kernel.oomKills).toBe(0);
  });

  test.each(hosts)('%s gives up with the old limits in place when it cannot', async (_, host) => {
    const { driver, kernel, result } = await shrunk(host, mib(40));
    await expect(result).rejects.toMatchObject({ code: 'LimitNotApplicable' });
    expect(await observed(driver, one)).toEqual(limits());
    expect(kernel.oomKills).toBe(0);
  });
});

describe('a memory limit below what is used', () => {
  const stats = {
    v1: ['total_rss', 'total_shmem', 'total_swap'],
    v2: ['anon', 'shmem'],
  } as const;

  test.each(hosts)('is refused on %s where only killing would reach it', async (version, host) => {
    const { driver, kernel } = open(host);
    await apply(driver, one, 'create', limits());
    const group = version === 'v1' ? '/cg/memory/vz/101' : '/cg/vz/101';
    const text = stats[version].map((key) => `${key} ${mib(20)}`).join('\n');
    kernel.groups.get(group)?.files.set('memory.stat', `cache 1\n${text}\nunevictable 0`);
    if (version === 'v2') kernel.groups.get(group)?.files.set('memory.swap.current', String(mib(20)));
    const look = async (ram: number, swap: number) =>
      driver.look?.(one, limits(), limits({ memory: { ram: mib(ram), swap: mib(swap) } }));
    expect(await look(40, 19)).toEqual([
      expect.objectContaining({
        code: problems.inUse,
        pointer: '/cgroup/memory/ram',
        reason: 'ram 40M and swap 19M are below the 60M in use that cannot be given back',
      }),
    ]);
    expect(await look(40, 20)).toEqual([]);
    expect(await look(10, 50)).toEqual([]);
    // Nothing becomes smaller, so nothing is looked at.
    kernel.tryRead = () => expect.unreachable('read');
    expect(await look(64, 32)).toEqual([]);
  });
});

describe('v2', () => {
  test('controllers are switched on from the root down to vz', async () => {
    const { driver, kernel } = open(v2Host);
    await apply(driver, one, 'create', limits());
    const sorted = (path: string) => kernel.read(`${path}/cgroup.subtree_control`).split(' ').sort();
    expect(sorted('/cg')).toEqual(['cpu', 'cpuset', 'io', 'memory', 'pids']);
    expect(sorted('/cg/vz')).toEqual(['cpu', 'cpuset', 'io', 'memory', 'pids']);
    expect(kernel.read('/cg/vz/101/cgroup.subtree_control')).toBe('');
  });

  test('what an init divided is taken back before the next one comes, and its limits stay', async () => {
    const { driver, kernel } = open(v2Host);
    await apply(driver, one, 'create', limits());
    const group = '/cg/vz/101';
    const before = kernel.read(`${group}/memory.max`);
    kernel.makeDirectory(`${group}/system.slice`);
    kernel.write(`${group}/cgroup.subtree_control`, '+memory +pids');
    kernel.makeDirectory(`${group}/system.slice/a.service`);
    await driver.clear(one);
    await driver.clear(one);
    expect(kernel.children(group)).toEqual([]);
    expect(kernel.read(`${group}/cgroup.subtree_control`)).toBe('');
    expect(kernel.read(`${group}/memory.max`)).toBe(before);
  });

  test.each([
    ['v2', v2Host, '/cg/vz/101'],
    ['hybrid', hybridHost, '/cg/unified/vz/101'],
  ])('the container owns its group and the delegated files on %s, not its limits', async (_, host, group) => {
    const { driver, kernel } = open(host);
    await apply(driver, one, 'create', limits());
    const owned = [...kernel.owners.keys()].map((path) => path.slice(group.length));
    expect(owned).toEqual(expect.arrayContaining(['', '/cgroup.procs', '/cgroup.threads', '/cgroup.subtree_control']));
    expect(owned.filter((file) => /max|weight|cpuset|kill|freeze/.test(file))).toEqual([]);
    expect(new Set(kernel.owners.values())).toEqual(new Set([101 * 65_536]));
  });

  test('processes beside vz in a group that is not the real root are a Busy error, and probe says so', async () => {
    const { driver, kernel } = open({
      v2: { mount: '/cg', controllers: ['cpu', 'cpuset', 'memory', 'pids'], realRoot: false },
    });
    kernel.join('/cg', 7);
    await expect(apply(driver, one, 'create', limits())).rejects.toMatchObject({ code: 'Busy', path: '/cg' });
    expect((await driver.probe()).find((one) => one.feature === 'cgroup v2 delegation')).toMatchObject({
      state: 'missing',
    });
  });
});

describe('layout and probe', () => {
  const recorded = (folder: string, available: readonly string[], programs = true) =>
    layoutOf(
      parseMountinfo(
        readKernelText(new URL(`../../fixtures/kernel/${folder}/proc/self/mountinfo`, import.meta.url).pathname),
        folder,
      ),
      { delegate: [], available: () => available, programs },
    );

  test('a recorded hybrid host has v1 controllers and a v2 identity', () => {
    const layout = recorded('6.18-hybrid', ['hugetlb']);
    expect(layout.kind).toBe('hybrid');
    expect(layout.identity).toEqual({ version: 'v2', mount: '/sys/fs/cgroup/unified' });
    expect(layout.controllers.pids).toEqual({ version: 'v1', mount: '/sys/fs/cgroup/pids' });
    expect(layout.hierarchies).toHaveLength(7);
  });

  test('a documented v2 host has everything in one hierarchy', () => {
    const layout = recorded('documented-v2', ['cpuset', 'cpu', 'io', 'memory', 'pids']);
    expect(layout.kind).toBe('v2');
    expect(layout.hierarchies).toEqual([{ version: 'v2', mount: '/sys/fs/cgroup' }]);
    expect(Object.keys(layout.controllers).sort()).toEqual(['cpu', 'cpuset', 'devices', 'io', 'memory', 'pids']);
    expect(recorded('documented-v2', ['pids'], false).controllers).not.toHaveProperty('devices');
  });

  test('each kind is told from mountinfo, with the identity first', () => {
    expect(open(v1Host).driver.kind()).toBe('v1');
    expect(open(hybridHost).driver.kind()).toBe('hybrid');
    expect(open(v2Host).driver.kind()).toBe('v2');
    expect(open(v1Host).driver.dirsOf(one).identity).toBe('/cg/memory/vz/101');
    expect(open(hybridHost).driver.dirsOf(one)).toEqual({
      identity: '/cg/unified/vz/101',
      join: [
        '/cg/unified/vz/101',
        '/cg/memory/vz/101',
        '/cg/cpu/vz/101',
        '/cg/cpuset/vz/101',
        '/cg/blkio/vz/101',
        '/cg/pids/vz/101',
        '/cg/devices/vz/101',
      ].sort((a, b) => order(a) - order(b)),
    });
    expect(open(v2Host).driver.dirsOf(one)).toEqual({ identity: '/cg/vz/101', join: ['/cg/vz/101'] });
  });

  const order = (path: string) =>
    ['unified', 'memory', 'cpu', 'cpuset', 'blkio', 'pids', 'devices'].indexOf(path.split('/')[2] ?? '');

  test('what is missing or degraded carries a hint', async () => {
    for (const host of [
      v1Host,
      v2Host,
      hybridHost,
      { v2: { mount: '/cg', controllers: [] } },
      { ...v1Host, swap: false },
    ]) {
      for (const probe of await open(host).driver.probe()) {
        if (probe.state !== 'ok') expect(probe.hint).toMatch(/\w/);
      }
    }
    const states = Object.fromEntries(
      (await open({ ...v2Host, programs: false }).driver.probe()).map((probe) => [probe.feature, probe.state]),
    );
    expect(states).toMatchObject({ 'cgroup memory': 'ok', 'cgroup devices': 'degraded', 'cgroup v2 delegation': 'ok' });
  });
});

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
