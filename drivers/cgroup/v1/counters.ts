// memory.usage_in_bytes and its companions, memory.stat and memory.oom_control, Documentation/admin-guide/cgroup-v1/memory.rst,
// as beancounters.

import { exact, limitPages, pagesOf } from '../reader.ts';
import type { Version } from '../version.ts';

export const memoryCounters: Version['memory']['counters'] = (read, pageSize) => {
  const pages = (bytes: number | 'max' | undefined) => pagesOf(bytes, pageSize);
  const stat = (key: string): number => read.row('memory.stat', key) ?? 0;
  const ram = read.number('memory.limit_in_bytes');
  const sum = read.number('memory.memsw.limit_in_bytes');
  return {
    physpages: {
      held: pages(read.number('memory.usage_in_bytes')) ?? 0,
      maxheld: pages(read.number('memory.max_usage_in_bytes')),
      limit: limitPages(ram, pageSize),
      failcnt: exact(read.number('memory.failcnt')),
    },
    swappages: {
      held: pages(read.row('memory.stat', 'swap')) ?? 0,
      limit: typeof sum === 'number' && typeof ram === 'number' ? pages(sum - ram) : 'max',
      failcnt: exact(read.number('memory.memsw.failcnt')),
    },
    kmemsize: {
      held: exact(read.number('memory.kmem.usage_in_bytes')) ?? 0,
      maxheld: exact(read.number('memory.kmem.max_usage_in_bytes')),
    },
    lockedpages: { held: pages(stat('unevictable')) ?? 0 },
    shmpages: { held: pages(stat('shmem')) ?? 0 },
    // kernel/bc/vm_pages.c of OpenVZ: what could not be had back but by a kill.
    oomguarpages: {
      held: pages(stat('active_anon') + stat('inactive_anon') + stat('unevictable') + stat('swap')) ?? 0,
      failcnt: read.row('memory.oom_control', 'oom_kill'),
    },
  };
};
