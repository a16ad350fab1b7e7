// memory.limit_in_bytes and memory.memsw.limit_in_bytes, Documentation/admin-guide/cgroup-v1/memory.rst.
// memsw counts ram and swap together and is never below the ram limit: hence the order of writes.

import type { Bytes, Max } from '../../../schema/units.ts';
import { asBytes } from '../../../schema/units.ts';
import { hasCode } from '../../kernel/error-code.ts';
import { GroupError } from '../errors.ts';
import { below, parseBytes, parseMax, plus, wholePages } from '../values.ts';
import type { Version } from '../version.ts';
import type { Writer } from '../writer.ts';
import { memoryCounters } from './counters.ts';

const ramFile = 'memory.limit_in_bytes';
const sumFile = 'memory.memsw.limit_in_bytes';

/** Reclaim goes on while the limit is tried again: 20, 40, ... 640 ms, 1.3 s in all. */
const attempts = 6;

/** -1 reads back as PAGE_COUNTER_MAX, which is also what a new group says. */
const unlimited = { initial: '-1', same: (text: string) => parseMax(text) === 'max' } as const;
const limited = { initial: '-1' } as const;

export const memory: Version['memory'] = {
  swapNeedsRam: true,

  observe: (files, group) => {
    const limit = files.tryRead(`${group}/${ramFile}`);
    if (limit === undefined) return undefined;
    const ram = parseBytes(limit);
    // Absent: the kernel does not account swap, nothing limits it.
    const sum = parseBytes(files.tryRead(`${group}/${sumFile}`) ?? 'max');
    return { ram, swap: sum === 'max' || ram === 'max' ? 'max' : asBytes(sum - ram) };
  },

  apply: async (writer, group, wants) => {
    const { files } = writer;
    const isNew = writer.isNew(group);
    // Shrinking ram first never lets it exceed the sum; growing, the sum has to make room first.
    const shrinks = isNew || below(wants.ram, parseBytes(files.read(`${group}/${ramFile}`)));
    if (shrinks) await write(writer, group, ramFile, wants.ram);
    if (isNew || files.has(`${group}/${sumFile}`)) await write(writer, group, sumFile, plus(wants.ram, wants.swap));
    if (!shrinks) await write(writer, group, ramFile, wants.ram);
  },

  canonical: ({ ram, swap }, pageSize) => {
    const limit = wholePages(ram, pageSize);
    return { ram: limit, swap: limit === 'max' ? 'max' : wholePages(swap, pageSize) };
  },

  counters: memoryCounters,

  held: (read) =>
    ['total_rss', 'total_shmem', 'total_swap'].reduce((sum, key) => sum + (read.row('memory.stat', key) ?? 0), 0),

  usage: (files, group) => {
    const text = files.tryRead(`${group}/memory.usage_in_bytes`);
    return text === undefined ? undefined : Number(text);
  },

  limitsSwap: (files, mount) => files.has(`${mount}/${sumFile}`),
};

async function write(writer: Writer, group: string, file: string, limit: Bytes | Max): Promise<void> {
  if (limit === 'max') return writer.set(group, file, '-1', unlimited);
  const used = `${group}/${file.slice(0, -'limit_in_bytes'.length)}usage_in_bytes`;
  if (writer.isNew(group) || Number(writer.files.read(used)) <= limit) {
    try {
      return writer.set(group, file, String(limit), limited);
    } catch (error) {
      // It grew in between.
      if (!hasCode(error, 'EBUSY')) throw error;
    }
  }
  return lower(writer, group, { file, used, limit });
}

/**
 * Below what is in use the kernel reclaims and says EBUSY when that is not enough. The old limit stays meanwhile: one set to
 * what is in use would have the next allocation killed for a change that may then be refused.
 */
async function lower(
  writer: Writer,
  group: string,
  { file, used, limit }: { readonly file: string; readonly used: string; readonly limit: Bytes },
): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      return await writer.setSlow(group, file, String(limit));
    } catch (error) {
      if (!hasCode(error, 'EBUSY')) throw error;
    }
    await writer.clock.sleep(20 * 2 ** (attempt - 1));
  }
  const use = writer.files.read(used);
  const reason = `the limit of ${limit} bytes cannot be set: ${use} bytes are in use and cannot be reclaimed`;
  throw new GroupError('LimitNotApplicable', group, reason, 'stop something in the container or raise the limit');
}
