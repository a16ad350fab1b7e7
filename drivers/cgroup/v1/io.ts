// blkio.throttle.*, Documentation/admin-guide/cgroup-v1/blkio-controller.rst: a file per kind of limit, a line per disk that
// has one. Of writes only those that go past the page cache are seen: v1 charges write-back to nobody.

import { applyIo, observeIo } from '../io.ts';
import { parseMax } from '../values.ts';
import type { IoFile, Version } from '../version.ts';

const file = (name: string, kind: IoFile['kinds'][number]): IoFile => ({
  name: `blkio.throttle.${name}_device`,
  read: (text, disk) => {
    const line = text.split('\n').find((one) => one.startsWith(`${disk} `));
    return [line === undefined ? 'max' : parseMax(line.slice(disk.length + 1))];
  },
  // 0 takes the line away.
  line: (disk, [value = 'max']) => `${disk} ${value === 'max' ? 0 : value}`,
  kinds: [kind],
});

const all = [
  file('read_bps', 'bytes'),
  file('write_bps', 'bytes'),
  file('read_iops', 'operations'),
  file('write_iops', 'operations'),
];

export const io: Version['io'] = {
  observe: (files, group, disks) => observeIo(files, group, all, disks),
  apply: (writer, group, wants, disks) => applyIo(writer, group, { files: all, wants, disks }),
};
