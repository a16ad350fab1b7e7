// What single hosts show beyond the contract: order of writes, v2 delegation, kernels that lack something.

import { describe, expect, test } from 'vitest';
import { layoutOf } from '../../../drivers/cgroup/detect.ts';
import { problems } from '../../../drivers/cgroup/problems.ts';
import { parseMountinfo } from '../../../drivers/procfs/mountinfo.ts';
import { readKernelText } from '../../../drivers/procfs/read.ts';
import type { CgroupState } from '../../../reconciler/state/container.ts';
import { asCtid } from '../../../schema/units.ts';
import { apply, limits, mib, observed } from './contract.ts';
import type { FakeHost } from './fake-kernel.ts';
import { hosts, hybridHost, one, open, v1Host, v2Host, writesTo } from './hosts.ts';

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
