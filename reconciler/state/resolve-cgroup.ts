// The limits of one Container document that control groups keep: memory, processors, disk use and processes.

import { parseCpumask, parseNodemask } from '../../schema/cpumask.ts';
import { readIoLimit, readOperations, readRam, readSwap } from '../../schema/fields.ts';
import { guaranteed, readMemGuarantee } from '../../schema/memguarantee.ts';
import { expectValue, type Reading } from '../../schema/reading.ts';
import { pagesToBytes } from '../../schema/ubc.ts';
import {
  asBytes,
  type Bytes,
  cpuPercent,
  type Max,
  pageBytes,
  parseCount,
  parseCpuLimit,
  wholePages,
} from '../../schema/units.ts';
import type { CgroupState } from './container.ts';
import { containerDefaults } from './defaults.ts';
import { field, type Ledger, noted } from './ledger.ts';
import { devicesOf } from './resolve-devices.ts';
import { keptOf } from './resolve-ubc.ts';

/** `cpus`: how many this host has. */
export function cgroupOf(ledger: Ledger, cpus: number): CgroupState {
  const { cpuunits, cpumask, nodemask, numproc } = ledger.manifest.value.spec;
  const memory = memoryOf(ledger);
  return {
    memory,
    guarantee: { ram: guaranteeOf(ledger, memory) },
    cpu: {
      units: noted(ledger, '/cgroup/cpu/units', ['spec', 'cpuunits'], cpuunits, cpuunits ?? containerDefaults.cpuunits),
      limit: cpuLimitOf(ledger, cpus),
    },
    cpuset: {
      cpus: field(ledger, '/cgroup/cpuset/cpus', ['spec', 'cpumask'], cpumask, parseCpumask, containerDefaults.cpumask),
      mems: field(
        ledger,
        '/cgroup/cpuset/mems',
        ['spec', 'nodemask'],
        nodemask,
        parseNodemask,
        containerDefaults.nodemask,
      ),
    },
    io: ioOf(ledger),
    pids: {
      max:
        keptOf(ledger, 'numproc', '/cgroup/pids/max', (most) => most) ??
        field(ledger, '/cgroup/pids/max', ['spec', 'numproc'], numproc, parseCount, containerDefaults.numproc),
    },
    sockets: {
      tcp: keptOf(ledger, 'numtcpsock', '/cgroup/sockets/tcp', (most) => most) ?? containerDefaults.sockets,
      other: keptOf(ledger, 'numothersock', '/cgroup/sockets/other', (most) => most) ?? containerDefaults.sockets,
    },
    devices: devicesOf(ledger),
  };
}

/** VSwap, or its two beancounters. */
function memoryOf(ledger: Ledger): CgroupState['memory'] {
  const { vswap = {} } = ledger.manifest.value.spec;
  const of = (
    part: 'ram' | 'swap',
    name: 'physpages' | 'swappages',
    read: (value: unknown) => Reading<Bytes | Max>,
  ): Bytes | Max => {
    const pointer = `/cgroup/memory/${part}`;
    const asked = keptOf(ledger, name, pointer, pagesToBytes);
    if (asked !== undefined) return asked;
    return wholePages(field(ledger, pointer, ['spec', 'vswap', part], vswap[part], read, containerDefaults[part]));
  };
  return { ram: of('ram', 'physpages', readRam), swap: of('swap', 'swappages', readSwap) };
}

function guaranteeOf(ledger: Ledger, { ram }: CgroupState['memory']): Bytes {
  const { memguarantee } = ledger.manifest.value.spec;
  const asked =
    memguarantee === undefined ? containerDefaults.memguarantee : expectValue(readMemGuarantee(memguarantee));
  const bytes = expectValue(guaranteed(asked, ram));
  const pages = asBytes(Math.floor(bytes / pageBytes) * pageBytes);
  return noted(ledger, '/cgroup/guarantee/ram', ['spec', 'memguarantee'], memguarantee, pages);
}

function ioOf(ledger: Ledger): CgroupState['io'] {
  const { iolimit, iopslimit, ioprio } = ledger.manifest.value.spec;
  return {
    bytes: field(ledger, '/cgroup/io/bytes', ['spec', 'iolimit'], iolimit, readIoLimit, containerDefaults.iolimit),
    operations: field(
      ledger,
      '/cgroup/io/operations',
      ['spec', 'iopslimit'],
      iopslimit,
      readOperations,
      containerDefaults.iopslimit,
    ),
    priority: noted(ledger, '/cgroup/io/priority', ['spec', 'ioprio'], ioprio, ioprio ?? containerDefaults.ioprio),
  };
}

/** vzctl's rule without a patched kernel (hooks_ct.c): the smaller of cpulimit and 100 percent for each of `cpus`. */
function cpuLimitOf(ledger: Ledger, present: number): number | 'max' {
  const { cpulimit, cpus } = ledger.manifest.value.spec;
  const pointer = '/cgroup/cpu/limit';
  const percent = (value: unknown): Reading<number | 'max'> => ({
    value: cpuPercent(expectValue(parseCpuLimit(value)), present),
  });
  const none = cpuPercent(containerDefaults.cpulimit, present);
  const limit = field(ledger, pointer, ['spec', 'cpulimit'], cpulimit, percent, none);
  if (cpus === undefined || cpus === 'unlimited' || (limit !== 'max' && limit <= cpus * 100)) return limit;
  noted(ledger, pointer, ['spec', 'cpus'], cpus, cpus * 100);
  ledger.spelled.set(pointer, `${cpus * 100}% (from cpus: ${cpus})`);
  return cpus * 100;
}
