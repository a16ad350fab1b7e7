// memory.current, memory.peak (since 5.19), memory.stat and memory.events, Documentation/admin-guide/cgroup-v2.rst, as
// beancounters.

import { exact, limitPages, pagesOf } from '../reader.ts';
import type { Version } from '../version.ts';

export const memoryCounters: Version['memory']['counters'] = (read, pageSize) => {
  const pages = (bytes: number | 'max' | undefined) => pagesOf(bytes, pageSize);
  const stat = (key: string): number => read.row('memory.stat', key) ?? 0;
  const swap = read.number('memory.swap.current');
  return {
    physpages: {
      held: pages(read.number('memory.current')) ?? 0,
      maxheld: pages(read.number('memory.peak')),
      limit: limitPages(read.number('memory.max'), pageSize),
      failcnt: read.row('memory.events', 'max'),
    },
    swappages: {
      held: pages(swap) ?? 0,
      maxheld: pages(read.number('memory.swap.peak')),
      limit: limitPages(read.number('memory.swap.max'), pageSize),
      failcnt: read.row('memory.swap.events', 'fail'),
    },
    kmemsize: { held: stat('kernel') },
    lockedpages: { held: pages(stat('unevictable')) ?? 0 },
    shmpages: { held: pages(stat('shmem')) ?? 0 },
    // kernel/bc/vm_pages.c of OpenVZ: what could not be had back but by a kill.
    oomguarpages: {
      held: pages(stat('active_anon') + stat('inactive_anon') + stat('unevictable') + (exact(swap) ?? 0)) ?? 0,
      failcnt: read.row('memory.events', 'oom_kill'),
    },
    dcachesize: { held: stat('slab_reclaimable') },
  };
};
