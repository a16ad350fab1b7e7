// Which disks are below a path: over machines in memory that are put together as real ones are, and over this one.

import { statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { disksBelow, type Machine, queuesBelow } from '../../../drivers/cgroup/disks.ts';

interface Parts {
  /** Path -> number of its file system. */
  readonly paths: Readonly<Record<string, string>>;
  readonly nodes?: Readonly<Record<string, string>>;
  readonly mounts?: readonly string[];
  /** Below /sys/dev/block. */
  readonly files: Readonly<Record<string, string>>;
}

const machine = ({ paths, nodes = {}, mounts = [], files }: Parts): Machine => ({
  deviceOf: (path) => paths[path],
  nodeOf: (path) => nodes[path],
  mountinfo: () => mounts.map((mount, index) => `${index + 1} 0 0:9 / ${mount}`).join('\n'),
  read: (path) => files[path.replace('/sys/dev/block/', '')],
  list: (path) => {
    const at = `${path.replace('/sys/dev/block/', '')}/`;
    const inside = Object.keys(files).filter((file) => file.startsWith(at));
    return [...new Set(inside.map((file) => file.slice(at.length).split('/')[0] ?? ''))];
  },
});

const sda = { '8:0/dev': '8:0', '8:1/dev': '8:1', '8:1/partition': '1', '8:1/../dev': '8:0' };

describe('the disks below a path', () => {
  test.each<[string, string, Parts, readonly string[]]>([
    ['a whole disk', '/srv', { paths: { '/srv': '8:0' }, files: sda }, ['8:0']],
    ['a partition', '/srv', { paths: { '/srv': '8:1' }, files: sda }, ['8:0']],
    ['a path that is not there yet', '/srv/vz/pool', { paths: { '/srv': '8:1' }, files: sda }, ['8:0']],
    [
      'a btrfs on a loop device over a file on a partition',
      '/var/lib/vz/pool',
      {
        paths: { '/var/lib/vz/pool': '0:52', '/srv/pool.img': '8:1' },
        nodes: { '/dev/loop3': '7:3' },
        mounts: ['/ rw - ext4 /dev/sda1 rw', '/var/lib/vz/pool rw - btrfs /dev/loop3 rw'],
        files: { ...sda, '7:3/dev': '7:3', '7:3/loop/backing_file': '/srv/pool.img' },
      },
      ['8:0'],
    ],
    [
      'a volume over two disks of a mirror',
      '/srv',
      {
        paths: { '/srv': '253:0' },
        files: {
          ...sda,
          '8:16/dev': '8:16',
          '253:0/dev': '253:0',
          '253:0/slaves/md0/dev': '9:0',
          '9:0/dev': '9:0',
          '9:0/slaves/sda1/dev': '8:1',
          '9:0/slaves/sdb/dev': '8:16',
        },
      },
      ['8:0', '8:16'],
    ],
    [
      'memory',
      '/run',
      { paths: { '/run': '0:20' }, mounts: ['/ rw - ext4 /dev/sda1 rw', '/run rw - tmpfs tmpfs rw'], files: sda },
      [],
    ],
  ])('of %s', (_, path, parts, expected) => {
    expect(disksBelow(path, machine(parts))).toEqual(expected);
  });

  test('and the queues above them', () => {
    const parts: Parts = {
      paths: { '/srv': '253:0', '/srv/pool': '0:52', '/srv/pool.img': '253:0' },
      nodes: { '/dev/loop3': '7:3' },
      mounts: ['/ rw - ext4 /dev/dm-0 rw', '/srv/pool rw - btrfs /dev/loop3 rw'],
      files: {
        ...sda,
        '7:3/dev': '7:3',
        '7:3/loop/backing_file': '/srv/pool.img',
        '253:0/dev': '253:0',
        '253:0/slaves/sda1/dev': '8:1',
      },
    };
    expect(queuesBelow('/srv/pool', machine(parts))).toEqual(['253:0', '7:3', '8:0']);
    expect(disksBelow('/srv/pool', machine(parts))).toEqual(['8:0']);
  });

  test('of this machine are named as the kernel names them', () => {
    for (const disk of disksBelow(import.meta.dirname)) {
      expect(disk).toMatch(/^\d+:\d+$/);
      expect(statSync(`/sys/dev/block/${disk}`).isDirectory()).toBe(true);
    }
  });
});
