// What the kernel counts for a container's groups, under the names of OpenVZ's beancounters (include/bc/beancounter.h). Where
// the kernel keeps the highest value or the number of refusals itself, these are its.

import type { Counter } from '../../reconciler/port/tools.ts';
import type { Ctid } from '../../schema/units.ts';
import type { GroupFacts } from './accept.ts';
import type { Hierarchy } from './detect.ts';
import type { GroupFiles } from './files.ts';
import { groupOf } from './groups.ts';
import { parseMax } from './values.ts';

type Counters = Readonly<Record<string, Counter>>;

/** Pages where the name says so, bytes else; nothing for what this kernel does not count. */
export function groupCounters(files: GroupFiles, { layout, pageSize }: GroupFacts, ctid: Ctid): Counters {
  const { memory, pids } = layout.controllers;
  return {
    ...(memory && memoryOf(reader(files, memory, ctid), memory.version, pageSize)),
    ...(pids && { numproc: numproc(reader(files, pids, ctid)) }),
  };
}

interface Reader {
  /** A file's number; undefined when it is not there. */
  number(name: string): number | 'max' | undefined;
  /** A row of a file of rows "name value". */
  row(name: string, key: string): number | undefined;
}

function reader(files: GroupFiles, place: Hierarchy, ctid: Ctid): Reader {
  const group = groupOf(place, ctid);
  return {
    number: (name) => {
      const text = files.tryRead(`${group}/${name}`);
      return text === undefined ? undefined : parseMax(text);
    },
    row: (name, key) => {
      const value = new RegExp(`^${key} (\\d+)$`, 'm').exec(files.tryRead(`${group}/${name}`) ?? '')?.[1];
      return value === undefined ? undefined : Number(value);
    },
  };
}

/** A number that is one: usage is never unlimited. */
const exact = (value: number | 'max' | undefined): number | undefined => (value === 'max' ? undefined : value);

function numproc(read: Reader): Counter {
  return {
    held: exact(read.number('pids.current')) ?? 0,
    // Not on every kernel: then what is held now is the highest that is known.
    maxheld: exact(read.number('pids.peak')),
    limit: read.number('pids.max'),
    failcnt: read.row('pids.events', 'max'),
  };
}

function memoryOf(read: Reader, version: 'v1' | 'v2', pageSize: number): Counters {
  const pages = (bytes: number | 'max' | undefined): number | undefined =>
    typeof bytes === 'number' ? Math.floor(bytes / pageSize) : undefined;
  const limit = (bytes: number | 'max' | undefined): number | 'max' | undefined =>
    bytes === 'max' ? bytes : pages(bytes);
  const stat = (key: string): number => read.row('memory.stat', key) ?? 0;
  const swap = version === 'v2' ? exact(read.number('memory.swap.current')) : stat('swap');
  const anon = version === 'v2' ? stat('anon') : stat('rss');
  return {
    ...(version === 'v2' ? physV2(read, pages, limit) : physV1(read, pages, limit)),
    kmemsize: {
      held: version === 'v2' ? stat('kernel') : (exact(read.number('memory.kmem.usage_in_bytes')) ?? 0),
      maxheld: version === 'v2' ? undefined : exact(read.number('memory.kmem.max_usage_in_bytes')),
    },
    lockedpages: { held: pages(stat('unevictable')) ?? 0 },
    shmpages: { held: pages(stat('shmem')) ?? 0 },
    oomguarpages: {
      held: pages(anon + (swap ?? 0)) ?? 0,
      failcnt: version === 'v2' ? read.row('memory.events', 'oom_kill') : read.row('memory.oom_control', 'oom_kill'),
    },
    ...(version === 'v2' && { dcachesize: { held: stat('slab_reclaimable') } }),
  };
}

type Pages = (bytes: number | 'max' | undefined) => number | undefined;
type Limit = (bytes: number | 'max' | undefined) => number | 'max' | undefined;

function physV2(read: Reader, pages: Pages, limit: Limit): Counters {
  return {
    physpages: {
      held: pages(read.number('memory.current')) ?? 0,
      maxheld: pages(read.number('memory.peak')),
      limit: limit(read.number('memory.max')),
      failcnt: read.row('memory.events', 'max'),
    },
    swappages: {
      held: pages(read.number('memory.swap.current')) ?? 0,
      maxheld: pages(read.number('memory.swap.peak')),
      limit: limit(read.number('memory.swap.max')),
      failcnt: read.row('memory.swap.events', 'fail'),
    },
  };
}

function physV1(read: Reader, pages: Pages, limit: Limit): Counters {
  const ram = read.number('memory.limit_in_bytes');
  const sum = read.number('memory.memsw.limit_in_bytes');
  return {
    physpages: {
      held: pages(read.number('memory.usage_in_bytes')) ?? 0,
      maxheld: pages(read.number('memory.max_usage_in_bytes')),
      limit: limit(ram),
      failcnt: exact(read.number('memory.failcnt')),
    },
    swappages: {
      held: pages(read.row('memory.stat', 'swap')) ?? 0,
      limit: typeof sum === 'number' && typeof ram === 'number' ? pages(sum - ram) : 'max',
      failcnt: exact(read.number('memory.memsw.failcnt')),
    },
  };
}
