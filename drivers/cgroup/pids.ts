// pids.max, Documentation/admin-guide/cgroup-v1/pids.rst and cgroup-v2.rst: the same files on both versions.

import { parseMax } from './values.ts';
import type { Version } from './version.ts';

const initial = { initial: 'max' } as const;

export const pids: Version['pids'] = {
  observe: (files, group) => {
    const text = files.tryRead(`${group}/pids.max`);
    return text === undefined ? undefined : { max: parseMax(text) };
  },
  // A limit below what runs is accepted by the kernel: it stops new processes only.
  apply: (writer, group, wants) => writer.set(group, 'pids.max', String(wants.max), initial),
  usage: (files, group) => {
    const text = files.tryRead(`${group}/pids.current`);
    return text === undefined ? undefined : Number(text);
  },
};
