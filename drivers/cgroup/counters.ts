// What the kernel counts for a container's groups, under the names of OpenVZ's beancounters (include/bc/beancounter.h). Where
// the kernel keeps the highest value or the number of refusals itself, these are its.

import type { Counter } from '../../reconciler/port/tools.ts';
import type { Ctid } from '../../schema/units.ts';
import type { GroupFacts } from './accept.ts';
import type { GroupFiles } from './files.ts';
import { groupOf } from './groups.ts';
import { exact, type Reader, reader } from './reader.ts';
import { socketCounters } from './sockets.ts';
import { versionOf } from './versions.ts';

type Counters = Readonly<Record<string, Counter>>;

/** Pages where the name says so, bytes else; nothing for what this kernel does not count. */
export function groupCounters(files: GroupFiles, { layout, pageSize }: GroupFacts, ctid: Ctid): Counters {
  const { memory, pids } = layout.controllers;
  return {
    ...(memory && versionOf(memory).memory.counters(reader(files, groupOf(memory, ctid)), pageSize)),
    ...(layout.sockets && socketCounters(files, groupOf(layout.sockets, ctid))),
    ...(pids && { numproc: numproc(reader(files, groupOf(pids, ctid))) }),
  };
}

/** The pids controller has the same files on both versions. */
function numproc(read: Reader): Counter {
  return {
    held: exact(read.number('pids.current')) ?? 0,
    // Not on every kernel: then what is held now is the highest that is known.
    maxheld: exact(read.number('pids.peak')),
    limit: read.number('pids.max'),
    failcnt: read.row('pids.events', 'max'),
  };
}
