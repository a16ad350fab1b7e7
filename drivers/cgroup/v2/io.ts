// io.max, Documentation/admin-guide/cgroup-v2.rst: a line per disk that has a limit. Reads and writes are limited apart.

import { applyIo, observeIo } from '../io.ts';
import { parseMax } from '../values.ts';
import type { IoFile, Version } from '../version.ts';

const keys = ['rbps', 'wbps', 'riops', 'wiops'] as const;
const unlimited = 'rbps=max wbps=max riops=max wiops=max';

const file: IoFile = {
  name: 'io.max',
  read: (text, disk) => {
    const line = text.split('\n').find((one) => one.startsWith(`${disk} `)) ?? unlimited;
    return keys.map((key) => parseMax(new RegExp(`\\b${key}=(\\S+)`).exec(line)?.[1] ?? 'max'));
  },
  line: (disk, values) => `${disk} ${keys.map((key, index) => `${key}=${values[index] ?? 'max'}`).join(' ')}`,
  kinds: ['bytes', 'bytes', 'operations', 'operations'],
};

export const io: Version['io'] = {
  observe: (files, group, disks) => observeIo(files, group, [file], disks),
  apply: (writer, group, wants, disks) => applyIo(writer, group, { files: [file], wants, disks }),
};
