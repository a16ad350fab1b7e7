// How a manifest writes the limits that control groups and the kernel's limits of processes keep.

import { type Bytes, formatSize, type Max } from '../../schema/units.ts';
import type { CgroupState, ContainerState, UbcState } from './container.ts';
import type { Spelling, Written } from './spelling.ts';

/** Zero needs no quotes and no unit. */
export const size = (value: Bytes | Max): unknown => (value === 0 ? 0 : formatSize(value));
export const number = (value: number | Max): unknown => (value === 'max' ? 'unlimited' : value);

const cgroup =
  (write: (cgroup: CgroupState, subject: Parameters<Spelling['write']>[1]) => Written | undefined): Spelling['write'] =>
  (state, subject) =>
    state.cgroup && write(state.cgroup, subject);

const memory: readonly Spelling[] = [
  {
    path: ['vswap', 'ram'],
    pointers: ['/cgroup/memory/ram'],
    rivals: [['ubc', 'physpages']],
    write: cgroup(({ memory: { ram } }) => ({ value: size(ram) })),
  },
  {
    path: ['vswap', 'swap'],
    pointers: ['/cgroup/memory/swap'],
    rivals: [['ubc', 'swappages']],
    write: cgroup(({ memory: { swap } }) => ({ value: size(swap) })),
  },
  {
    path: ['memguarantee'],
    pointers: ['/cgroup/guarantee/ram'],
    write: cgroup(({ guarantee: { ram } }) => ({ value: size(ram) })),
  },
];

const processors: readonly Spelling[] = [
  {
    path: ['cpuunits'],
    pointers: ['/cgroup/cpu/units'],
    write: cgroup(({ cpu }) => ({ value: cpu.units })),
  },
  {
    path: ['cpulimit'],
    pointers: ['/cgroup/cpu/limit'],
    rivals: [['cpus']],
    write: cgroup(({ cpu }) => ({ value: number(cpu.limit) })),
  },
  {
    path: ['cpumask'],
    pointers: ['/cgroup/cpuset/cpus'],
    write: cgroup(({ cpuset }, { everywhere }) => ({ value: everything(cpuset.cpus, everywhere.cpus) })),
  },
  {
    path: ['nodemask'],
    pointers: ['/cgroup/cpuset/mems'],
    write: cgroup(({ cpuset }, { everywhere }) => ({ value: everything(cpuset.mems, everywhere.mems) })),
  },
];

const everything = (listed: string, all: string): string => (listed === all ? 'all' : listed);

const disk: readonly Spelling[] = [
  {
    path: ['iolimit'],
    pointers: ['/cgroup/io/bytes'],
    write: cgroup(({ io: { bytes } }) => unmixed(bytes, (known) => size(known as Bytes | Max))),
  },
  {
    path: ['iopslimit'],
    pointers: ['/cgroup/io/operations'],
    write: cgroup(({ io: { operations } }) => unmixed(operations, number)),
  },
  {
    path: ['ioprio'],
    pointers: ['/cgroup/io/priority'],
    write: cgroup(({ io: { priority } }) =>
      priority === 'other' ? { unsayable: 'somebody set a weight that no ioprio has' } : { value: priority },
    ),
  },
];

function unmixed(value: number | Max | 'mixed', write: (known: number | Max) => unknown): Written {
  return value === 'mixed'
    ? { unsayable: 'somebody made the limits of reads, writes or disks differ' }
    : { value: write(value) };
}

const counts: readonly Spelling[] = [
  {
    path: ['numproc'],
    pointers: ['/cgroup/pids/max'],
    rivals: [['ubc', 'numproc']],
    write: cgroup(({ pids }) => ({ value: number(pids.max) })),
  },
  {
    path: ['ubc', 'numtcpsock'],
    pointers: ['/cgroup/sockets/tcp'],
    write: cgroup(({ sockets }) => sockets && unbroken(sockets.tcp)),
  },
  {
    path: ['ubc', 'numothersock'],
    pointers: ['/cgroup/sockets/other'],
    write: cgroup(({ sockets }) => sockets && unbroken(sockets.other)),
  },
];

const unbroken = (value: number | Max | 'broken'): Written =>
  value === 'broken' ? { unsayable: 'somebody took away a part of what counts sockets' } : { value: number(value) };

const counter = (
  name: keyof UbcState,
  write: (value: number | Max | 'mixed') => Written,
  rivals: readonly (readonly string[])[] = [],
): Spelling => ({
  path: ['ubc', name],
  pointers: [`/namespace/ubc/${name}`],
  rivals,
  write: ({ namespace }: ContainerState) => {
    const value = namespace?.ubc?.[name];
    return value === undefined ? undefined : write(value);
  },
});

const plain = (value: number | Max | 'mixed'): Written => ({ value: value === 'max' ? 'unlimited' : value });
const pages = (value: number | Max | 'mixed'): Written =>
  value === 'mixed'
    ? { unsayable: 'somebody changed /dev/shm or kernel.shmall, and not the other' }
    : { value: size(value as Bytes | Max) };

export const limitSpellings: readonly Spelling[] = [
  ...memory,
  ...processors,
  ...disk,
  ...counts,
  counter('numpty', plain),
  counter('numfile', plain),
  counter('numsiginfo', plain),
  counter('lockedpages', pages),
  counter('privvmpages', pages, [['vmOvercommit']]),
  counter('shmpages', pages),
];
