// By which control file each limit of a container is enforced, and what the file says: for people who want to see the kernel.

import type { LimitFact } from '../../reconciler/port/tools.ts';
import type { Ctid } from '../../schema/units.ts';
import type { GroupFacts } from './accept.ts';
import type { GroupFiles } from './files.ts';
import { groupOf } from './groups.ts';
import { observeSockets } from './sockets.ts';
import { deviceLines } from './v2/devices.ts';

interface Row {
  readonly pointer: string;
  readonly controller: 'memory' | 'cpu' | 'cpuset' | 'io' | 'pids' | 'devices' | 'sockets';
  readonly v1: readonly string[];
  readonly v2: readonly string[];
  /** What is to be known of it everywhere, or where v1 does less. */
  readonly note?: { readonly force: LimitFact['force']; readonly note: string };
  readonly weak?: { readonly force: LimitFact['force']; readonly note: string };
}

const throttle = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `blkio.throttle.${name}_device`);
const unseen = {
  force: 'approximated',
  note: 'writes through the page cache are charged to nobody on cgroup v1',
} as const;
const atOpen = { force: 'enforced', note: 'asked when a device is opened: what is open stays open' } as const;
/** No file: what cgroup v2 asks instead. */
const deviceProgram = 'BPF device program';
const socketProgram = 'BPF socket programs';
const inet = {
  force: 'enforced',
  note: 'what is opened before the first limit is set is not counted; a connection counts until it is closed or reset',
} as const;
const noUnix = {
  force: 'approximated',
  note: 'of IPv4 and IPv6: those of AF_UNIX, netlink and packets pass no hook',
} as const;
const sum = { force: 'enforced', note: 'with ram, as a sum' } as const;

const rows: readonly Row[] = [
  { pointer: '/cgroup/memory/ram', controller: 'memory', v1: ['memory.limit_in_bytes'], v2: ['memory.max'] },
  {
    pointer: '/cgroup/memory/swap',
    controller: 'memory',
    v1: ['memory.memsw.limit_in_bytes'],
    v2: ['memory.swap.max'],
    weak: sum,
  },
  { pointer: '/cgroup/guarantee/ram', controller: 'memory', v1: [], v2: ['memory.low'] },
  { pointer: '/cgroup/cpu/units', controller: 'cpu', v1: ['cpu.shares'], v2: ['cpu.weight'] },
  { pointer: '/cgroup/cpu/limit', controller: 'cpu', v1: ['cpu.cfs_quota_us'], v2: ['cpu.max'] },
  { pointer: '/cgroup/cpuset/cpus', controller: 'cpuset', v1: ['cpuset.cpus'], v2: ['cpuset.cpus'] },
  { pointer: '/cgroup/cpuset/mems', controller: 'cpuset', v1: ['cpuset.mems'], v2: ['cpuset.mems'] },
  {
    pointer: '/cgroup/io/bytes',
    controller: 'io',
    v1: throttle('read_bps', 'write_bps'),
    v2: ['io.max'],
    weak: unseen,
  },
  {
    pointer: '/cgroup/io/operations',
    controller: 'io',
    v1: throttle('read_iops', 'write_iops'),
    v2: ['io.max'],
    weak: unseen,
  },
  // Which file acts depends on the schedulers of this host.
  { pointer: '/cgroup/io/priority', controller: 'io', v1: [], v2: [], weak: unseen },
  { pointer: '/cgroup/sockets/tcp', controller: 'sockets', v1: [], v2: [socketProgram], note: inet },
  { pointer: '/cgroup/sockets/other', controller: 'sockets', v1: [], v2: [socketProgram], note: noUnix },
  { pointer: '/cgroup/pids/max', controller: 'pids', v1: ['pids.max'], v2: ['pids.max'] },
  { pointer: '/cgroup/devices', controller: 'devices', v1: ['devices.list'], v2: [deviceProgram], note: atOpen },
];

/** One for each limit; without a value where the container does not run. */
export const limitFacts = (files: GroupFiles, facts: GroupFacts, ctid: Ctid): readonly LimitFact[] =>
  rows.map((row) => limitFact(files, facts, ctid, row));

function limitFact(
  files: GroupFiles,
  { layout, weighing }: GroupFacts,
  ctid: Ctid,
  { pointer, controller, note, weak, ...versions }: Row,
): LimitFact {
  const refused = (note: string): LimitFact => ({ pointer, mechanism: '-', value: '', force: 'refused', note });
  const place = controller === 'sockets' ? layout.sockets : layout.controllers[controller];
  if (controller === 'sockets' && place === undefined) return refused('no cgroup2 that takes BPF programs');
  if (place === undefined) return refused(`there is no ${controller} controller`);
  const names = pointer === '/cgroup/io/priority' ? weighing.names : versions[place.version];
  if (names.length === 0)
    return refused(controller === 'io' ? 'no disk below the pool schedules by weight' : 'cgroup v1 guarantees nothing');
  const group = groupOf(place, ctid);
  const texts = names.map((name) => {
    if (name === deviceProgram) return deviceLines(files, group);
    if (name === socketProgram) return String(observeSockets(files, group)[pointer.endsWith('tcp') ? 'tcp' : 'other']);
    return files.tryRead(`${group}/${name}`);
  });
  if (files.has(group) && texts.includes(undefined)) return refused('this kernel has no such file');
  const values = [...new Set(texts.map((text) => text?.replaceAll('\n', '; ') ?? ''))].filter((text) => text !== '');
  const less = place.version === 'v1' ? weak : undefined;
  return { pointer, mechanism: names.join(', '), value: values.join('; '), force: 'enforced', ...note, ...less };
}
