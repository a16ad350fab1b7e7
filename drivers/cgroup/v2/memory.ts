// memory.max and memory.swap.max, Documentation/admin-guide/cgroup-v2.rst. Writing memory.max below what is in use makes
// the kernel kill in the group, so use is brought down first, by memory.reclaim (since 5.19).

import { hasCode } from '../../kernel/error-code.ts';
import { GroupError } from '../errors.ts';
import { below, parseBytes, parseMax, wholePages } from '../values.ts';
import type { Version } from '../version.ts';
import type { Writer } from '../writer.ts';
import { memoryCounters } from './counters.ts';

/** One piece of reclaim: short enough to notice progress, large enough not to dawdle. */
const piece = 64 * 1024 * 1024;
const attemptsWithoutProgress = 5;
const unlimited = { initial: 'max' } as const;

export const memory: Version['memory'] = {
  swapNeedsRam: false,

  observe: (files, group) => {
    const ram = files.tryRead(`${group}/memory.max`);
    if (ram === undefined) return undefined;
    return { ram: parseBytes(ram), swap: parseBytes(files.tryRead(`${group}/memory.swap.max`) ?? 'max') };
  },

  apply: async (writer, group, { ram, swap }) => {
    const { files } = writer;
    const isNew = writer.isNew(group);
    // Swap first: reclaim for a lowered memory.max may need the room. Lowered swap is never refused, only filled no further.
    if (isNew || files.has(`${group}/memory.swap.max`)) writer.set(group, 'memory.swap.max', String(swap), unlimited);
    if (ram !== 'max' && !isNew && below(ram, parseMax(files.read(`${group}/memory.max`)))) {
      await reclaim(writer, group, ram);
    }
    writer.set(group, 'memory.max', String(ram), unlimited);
  },

  canonical: ({ ram, swap }, pageSize) => ({ ram: wholePages(ram, pageSize), swap: wholePages(swap, pageSize) }),

  counters: memoryCounters,

  held: (read) => {
    const swap = read.number('memory.swap.current');
    const [anon = 0, shmem = 0] = ['anon', 'shmem'].map((key) => read.row('memory.stat', key));
    return anon + shmem + (typeof swap === 'number' ? swap : 0);
  },

  usage: (files, group) => {
    const text = files.tryRead(`${group}/memory.current`);
    return text === undefined ? undefined : Number(text);
  },

  // The root has no memory.swap.max: any group below it that has the memory controller tells.
  limitsSwap: (files, mount) => {
    const one = files.children(mount).find((name) => files.tryRead(`${mount}/${name}/memory.max`) !== undefined);
    if (one !== undefined) return files.tryRead(`${mount}/${one}/memory.swap.max`) !== undefined;
    return files.tryRead('/proc/swaps') !== undefined;
  },
};

async function reclaim(writer: Writer, group: string, limit: number): Promise<void> {
  for (let failures = 0; failures < attemptsWithoutProgress; ) {
    const excess = Number(writer.files.read(`${group}/memory.current`)) - limit;
    if (excess <= 0) return;
    try {
      await writer.files.writeSlow(`${group}/memory.reclaim`, String(Math.min(excess, piece)));
    } catch (error) {
      // EAGAIN: less than that was reclaimed.
      if (!hasCode(error, 'EAGAIN', 'ENOENT')) throw error;
      failures++;
      await writer.clock.sleep(20 * 2 ** failures);
    }
  }
  const use = Number(writer.files.read(`${group}/memory.current`));
  if (use <= limit) return;
  const reason = `the limit of ${limit} bytes cannot be set: ${use} bytes are in use and cannot be reclaimed`;
  throw new GroupError('LimitNotApplicable', group, reason, 'stop something in the container or raise the limit');
}
