// From wishes to rules and nodes, over hosts in memory put together as real ones are.

import { describe, expect, test } from 'vitest';
import { type Machine, machineAt, type Node } from '../../../drivers/devices/machine.ts';
import { pciFunction } from '../../../drivers/devices/pci.ts';
import { modeOf, type Resolved, resolveDevices } from '../../../drivers/devices/resolve.ts';
import { type DeviceRecord, recordDevices, viewOf, viewOfRecord } from '../../../drivers/devices/view.ts';

interface Parts {
  readonly nodes?: Readonly<Record<string, Node>>;
  /** Below /sys; a link is a text that begins with "->". */
  readonly sys?: Readonly<Record<string, string>>;
  readonly mounts?: readonly string[];
  readonly swaps?: string;
  readonly majors?: string;
}

function machine({ nodes = {}, sys = {}, mounts = [], swaps = '', majors = '' }: Parts): Machine {
  return {
    node: (path) => nodes[path],
    read: (path) => (sys[path]?.startsWith('->') ? undefined : sys[path]),
    list: (path) => {
      const inside = Object.keys(sys).filter((file) => file.startsWith(`${path}/`));
      return [...new Set(inside.map((file) => file.slice(path.length + 1).split('/')[0] ?? ''))];
    },
    entries: (path) => {
      const inside = Object.keys(nodes).filter((file) => file.startsWith(`${path}/`));
      return [...new Set(inside.map((file) => file.slice(path.length + 1).split('/')[0] ?? ''))];
    },
    folders: (path) => {
      const inside = Object.keys(sys).filter((file) => file.startsWith(`${path}/`));
      const names = inside.map((file) => file.slice(path.length + 1).split('/'));
      return [...new Set(names.filter(({ length }) => length > 1).map(([name = '']) => name))];
    },
    follow: (path) => (sys[path]?.startsWith('->') ? sys[path] : undefined),
    proc: (name) =>
      ({
        devices: `Character devices:\n  1 mem\n${majors}\nBlock devices:\n  8 sd\n`,
        swaps: `Filename Type\n${swaps}`,
        'self/mountinfo': mounts.map((mount, index) => `${index + 1} 0 ${mount}`).join('\n'),
      })[name],
  };
}

/** What follows from the machine, and from a record of it that went through JSON. */
function resolved(wishes: readonly string[], host: Machine): Resolved {
  const live = resolveDevices(wishes, viewOf(host));
  const record = JSON.parse(JSON.stringify(recordDevices(host))) as DeviceRecord;
  expect(resolveDevices(wishes, viewOfRecord(record))).toEqual(live);
  return live;
}

const char = (major: number, minor: number, mode = 0o600): Node => ({ kind: 'c', major, minor, mode });
const block = (major: number, minor: number): Node => ({ kind: 'b', major, minor, mode: 0o660 });
const uevent = (kind: 'char' | 'block', number: string, name: string): Record<string, string> => ({
  [`dev/${kind}/${number}/dev`]: number,
  [`dev/${kind}/${number}/uevent`]: `MAJOR=${number.split(':')[0]}\nDEVNAME=${name}`,
});
const sda = {
  ...uevent('block', '8:0', 'sda'),
  ...uevent('block', '8:1', 'sda1'),
  ...uevent('block', '8:16', 'sdb'),
  'dev/block/8:1/partition': '1',
  'dev/block/8:1/../dev': '8:0',
};
const disks: Parts = {
  nodes: { '/dev/sda': block(8, 0), '/dev/sda1': block(8, 1), '/dev/sdb': block(8, 16) },
  sys: sda,
  mounts: ['8:1 / / rw - ext4 /dev/sda1 rw'],
};

describe('what is given', () => {
  test('a node by its path has the number that the host says, and its name', () => {
    const host = machine({ nodes: { '/dev/ttyS0': char(4, 64) }, sys: uevent('char', '4:64', 'ttyS0') });
    expect(resolved(['/dev/ttyS0 rw ttyS0', '/dev/ttyS0 r serial/one'], host)).toEqual({
      rules: ['c:4:64:rw'],
      nodes: ['c:4:64 serial/one', 'c:4:64 ttyS0'],
      refusals: [],
    });
  });

  test('a rule brings the node its driver names, one for all minors those that are there', () => {
    const host = machine({ sys: { ...sda, ...uevent('char', '10:200', 'net/tun') } });
    expect(resolved(['c:10:200:rw', 'b:8:all:r'], host)).toEqual({
      rules: ['b:8:all:r', 'c:10:200:rw'],
      nodes: ['b:8:0 sda', 'b:8:1 sda1', 'b:8:16 sdb', 'c:10:200 net/tun'],
      refusals: [],
    });
  });

  test('accesses of one device add up, and what every container has is not said again', () => {
    const host = machine({ sys: { ...uevent('char', '10:229', 'fuse'), ...uevent('char', '1:3', 'null') } });
    const { rules } = resolved(['c:10:229:r', 'c:10:229:w', 'c:1:3:r'], host);
    expect(rules).toEqual(['c:10:229:rw']);
  });

  test('an old driver that sysfs does not know has a major of its own', () => {
    const nodes = { '/dev/old': char(195, 0), '/dev/gone': char(196, 0), '/dev/fuse': char(10, 229) };
    const host = machine({ nodes, majors: '195 old' });
    const { rules, refusals } = resolveDevices(
      ['/dev/old rw old', '/dev/gone rw gone', '/dev/fuse rw fuse'],
      viewOf(host),
    );
    expect(rules).toEqual(['c:195:0:rw']);
    expect(refusals).toMatchObject([
      { index: 1, code: 'VZR626', reason: 'no driver answers for /dev/gone (196:0)' },
      { index: 2, code: 'VZR626', hint: 'modprobe fuse' },
    ]);
  });

  test('its permission bits are those of the host, and everybody may open fuse and tun', () => {
    const host = machine({ nodes: { '/dev/ttyS0': char(4, 64, 0o620) }, sys: uevent('char', '4:64', 'ttyS0') });
    expect(modeOf(host, 'c', 4, 64)).toBe(0o620);
    expect(modeOf(host, 'c', 4, 65)).toBe(0o600);
    expect([modeOf(host, 'c', 10, 229), modeOf(host, 'c', 10, 200)]).toEqual([0o666, 0o666]);
  });
});

describe('what is refused', () => {
  const refused = (wish: string, parts: Parts) => {
    const { rules, nodes, refusals } = resolved([wish], machine(parts));
    if (refusals.length > 0) expect([rules, nodes]).toEqual([[], []]);
    return refusals.map(({ code, reason }) => `${code} ${reason}`);
  };

  test.each<[string, string, Parts, string]>([
    ['a path without a node', '/dev/none rw none', {}, 'VZR626 /dev/none is no device of this host'],
    ['a number without a driver', 'c:10:229:rw', {}, 'VZR626 this host has no device c 10:229'],
    ['the memory', 'c:1:1:r', { sys: uevent('char', '1:1', 'mem') }, 'VZR627 1:1 is the memory of the host'],
    ['the memory among others', 'c:1:all:r', { sys: uevent('char', '1:3', 'null') }, 'VZR627 1:all is the memory'],
    [
      'a loop device',
      '/dev/loop0 r x',
      { nodes: { '/dev/loop0': block(7, 0) }, sys: uevent('block', '7:0', 'loop0') },
      'VZR627 loop',
    ],
    [
      'their control',
      'c:10:237:rw',
      { sys: uevent('char', '10:237', 'loop-control') },
      'VZR627 10:237 makes block devices',
    ],
    ['writing to what is mounted', '/dev/sda1 rw x', disks, 'VZR627 sda1 is in use by the host'],
    ['writing to the disk it is on', '/dev/sda w x', disks, 'VZR627 sda is in use by the host'],
    ['writing to all disks', 'b:8:all:rw', disks, 'VZR627 sda is in use by the host'],
    [
      'writing to swap',
      '/dev/sdb rw x',
      { ...disks, mounts: [], swaps: '/dev/sdb partition 1 0 -2' },
      'VZR627 sdb is in use by the host',
    ],
    [
      'writing to a part of a volume group',
      '/dev/sda1 rw x',
      { ...disks, mounts: [], sys: { ...sda, 'dev/block/8:1/holders/dm-0': '' } },
      'VZR627 sda1 is in use by the host',
    ],
    [
      'writing to another device of a btrfs',
      '/dev/sdb rw x',
      { ...disks, sys: { ...sda, 'fs/btrfs/5e1f/devices/sdb/dev': '8:16' } },
      'VZR627 sdb is in use by the host',
    ],
    [
      'writing to a mounted disk past the block layer',
      'c:21:0:rw',
      {
        ...disks,
        sys: {
          ...sda,
          ...uevent('char', '21:0', 'sg0'),
          'dev/char/21:0/device': '->0:0:0:0',
          'dev/block/8:0/device': '->0:0:0:0',
        },
      },
      'VZR627 sg0 is in use by the host',
    ],
  ])('%s', (_, wish, parts, expected) => {
    expect(refused(wish, parts)).toEqual([expect.stringContaining(expected)]);
  });

  test.each<[string, string, Parts]>([
    ['reading what is mounted', '/dev/sda1 r x', disks],
    ['writing to a disk that nobody uses', '/dev/sdb rw x', disks],
    ['reading all disks', 'b:8:all:r', disks],
  ])('%s is not', (_, wish, parts) => {
    expect(refused(wish, parts)).toEqual([]);
  });
});

const pci = (address: string, files: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  [`bus/pci/devices/${address}/vendor`]: '0x8086',
  [`bus/pci/devices/${address}/driver`]: '->/sys/bus/pci/drivers/i915',
  ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`bus/pci/devices/${address}/${name}`, text])),
});

describe('a PCI device', () => {
  test('is the nodes that its drivers made, at any depth, without what is behind a bridge', () => {
    const host = machine({
      sys: {
        ...pci('0000:00:02.0', {
          'drm/card0/dev': '226:0',
          'drm/renderD128/dev': '226:128',
          'drm/card0/card0-DP-1/i2c-5/i2c-dev/i2c-5/dev': '89:5',
        }),
        ...uevent('char', '226:0', 'dri/card0'),
        ...uevent('char', '226:128', 'dri/renderD128'),
        ...uevent('char', '89:5', 'i2c-5'),
        ...pci('0000:00:1c.0', { '0000:01:00.0/drm/card1/dev': '226:1' }),
      },
    });
    expect(resolved(['pci 0000:00:02.0'], host)).toEqual({
      rules: ['c:226:0:rw', 'c:226:128:rw', 'c:89:5:rw'],
      nodes: ['c:226:0 dri/card0', 'c:226:128 dri/renderD128', 'c:89:5 i2c-5'],
      refusals: [],
    });
    expect(resolved(['pci 0000:00:1c.0'], host).refusals).toMatchObject([{ code: 'VZR629' }]);
  });

  const recorded = { ...machineAt('test/fixtures/sysfs'), proc: machine({}).proc };

  test.each([
    ['that is not there', 'pci 0000:07:00.0', recorded, 'VZR626 this host has no PCI device 0000:07:00.0'],
    [
      'without nodes',
      'pci 0000:00:01.0',
      recorded,
      'VZR629 virtio-pci, the driver of the PCI device 0000:00:01.0, makes no',
    ],
    ['without a driver', 'pci 0000:00:00.0', recorded, 'VZR629 no driver of this host has the PCI device 0000:00:00.0'],
    [
      'with the disk the host is on',
      'pci 0000:00:02.0',
      { ...recorded, proc: machine({ mounts: ['254:0 / / rw - ext4 /dev/root rw'] }).proc },
      'VZR627 vda is in use by the host',
    ],
  ])('%s is refused', (_, wish, host, expected) => {
    const { rules, refusals } = resolved([wish], host);
    expect(rules).toEqual([]);
    expect(refusals.map(({ code, reason }) => `${code} ${reason}`)).toEqual([expect.stringContaining(expected)]);
  });

  test('that is a network card has no nodes, and its interface where it is with the host', () => {
    expect(resolved(['pci 0000:00:03.0'], recorded)).toEqual({ rules: [], nodes: [], refusals: [] });
    expect(pciFunction(recorded, '0000:00:03.0')).toMatchObject({ isNetwork: true, interfaces: ['eth0'] });
    // What sysfs shows of one that is in another network namespace: the folder of its class, empty.
    const away = machine({ sys: { ...pci('0000:00:04.0'), 'bus/pci/devices/0000:00:04.0/virtio3/net/': '' } });
    expect(pciFunction(away, '0000:00:04.0')).toMatchObject({ isNetwork: true, interfaces: [] });
  });

  test('with a disk that nobody uses is that disk', () => {
    expect(resolved(['pci 0000:00:02.0'], recorded)).toEqual({
      rules: ['b:254:0:rw'],
      nodes: ['b:254:0 vda'],
      refusals: [],
    });
  });
});
