// What LXC writes into control groups of either version, as the fields of a manifest that mean it.

import { parseCpumask, parseNodemask } from '../../schema/cpumask.ts';
import type { LxcLine } from '../../schema/lxc-conf.ts';
import { shown } from '../../schema/reading.ts';
import { asBytes, type Bytes, formatSize, type Max } from '../../schema/units.ts';
import { addRule } from './devices.ts';
import type { Draft, Place } from './draft.ts';
import { readAmount } from './openvz-values.ts';

type GroupHandler = (value: string, draft: Draft, place: Place, others: Others) => void;

/** The last value of another file of the same groups. */
type Others = (file: string) => string | undefined;

/** As the kernel reads sizes (memparse()): K, M, G; "max" and -1 are no limit. */
function readBytes(value: string): Bytes | Max | undefined {
  if (value === 'max' || value === '-1') return 'max';
  const amount = readAmount(value.trim(), 'bytes');
  return amount === undefined || amount === 'max' ? amount : asBytes(amount);
}

const size =
  (path: readonly string[]): GroupHandler =>
  (value, draft, place) => {
    const bytes = readBytes(value);
    if (bytes === undefined) return draft.remark('bad', place, `${shown(value)} is not bytes`);
    draft.set(path, bytes === 0 ? 0 : formatSize(bytes), place);
  };

/** Of version 1: the sum of memory and swap. */
const memsw: GroupHandler = (value, draft, place, others) => {
  const [sum, ram] = [readBytes(value), readBytes(others('memory.limit_in_bytes') ?? 'max')];
  if (sum === undefined || ram === undefined) return draft.remark('bad', place, `${shown(value)} is not bytes`);
  if (sum === 'max') draft.set(['vswap', 'swap'], 'unlimited', place);
  else if (ram === 'max') draft.remark('dropped', place, 'a limit of memory and swap together needs one of memory');
  else draft.set(['vswap', 'swap'], sum <= ram ? 0 : formatSize(asBytes(sum - ram)), place);
};

/** Percent of one processor; the kernel's period is 100 ms where none is written. */
function setQuota(quota: string, period: string, draft: Draft, place: Place): void {
  if (quota === 'max' || quota === '-1') return;
  const percent = (Number(quota) / Number(period)) * 100;
  const kept = Math.round(percent * 1000) / 1000;
  if (!(Number(period) > 0) || !(kept > 0)) {
    draft.remark('bad', place, 'not a time of a period');
    return;
  }
  if (Math.abs(kept - percent) > 1e-9) draft.remark('changed', place, `cpulimit is to a thousandth: ${kept} percent`);
  draft.set(['cpulimit'], kept, place);
}

const units =
  (of: (weight: number) => number): GroupHandler =>
  (value, draft, place) => {
    const exact = of(/^[0-9]{1,7}$/.test(value) ? Number(value) : Number.NaN);
    if (Number.isNaN(exact)) return draft.remark('bad', place, `${shown(value)} is not a weight`);
    const kept = Math.min(500_000, Math.max(8, Math.round(exact)));
    if (kept !== exact) draft.remark('changed', place, `cpuunits is a whole number from 8 to 500000: ${kept}`);
    draft.set(['cpuunits'], kept, place);
  };

const mask =
  (field: 'cpumask' | 'nodemask'): GroupHandler =>
  (value, draft, place) => {
    const read = (field === 'cpumask' ? parseCpumask : parseNodemask)(value.replaceAll(/\s/g, ''));
    if ('fault' in read) draft.remark('bad', place, read.fault.message, read.fault.hint);
    else draft.set([field], read.value, place);
  };

const pids: GroupHandler = (value, draft, place) => {
  if (value === 'max') draft.set(['numproc'], 'unlimited', place);
  else if (/^[0-9]{1,7}$/.test(value)) draft.set(['numproc'], Number(value), place);
  else draft.remark('bad', place, `${shown(value)} is not a number of processes`);
};

/** MAJ:MIN rbps=N wbps=N riops=N wiops=N */
const ioMax: GroupHandler = (value, draft, place) => {
  const [disk, ...pairs] = value.split(/\s+/);
  const limits = new Map(pairs.map((pair) => pair.split('=') as [string, string]));
  for (const [field, read, write] of [
    ['iolimit', 'rbps', 'wbps'],
    ['iopslimit', 'riops', 'wiops'],
  ] as const) {
    const known = [limits.get(read), limits.get(write)].flatMap((one) =>
      one !== undefined && /^[0-9]{1,15}$/.test(one) ? [Number(one)] : [],
    );
    if (known.length === 0) continue;
    const most = Math.max(...known);
    draft.set([field], field === 'iolimit' ? formatSize(asBytes(most)) : most, place);
    draft.remark(
      'changed',
      place,
      `${field} is ${most}, for reads and for writes each and on each disk of the pool, not ${disk}`,
    );
  }
};

const allow: GroupHandler = (value, draft, place) => {
  const [, kind, major, minor, letters = ''] =
    /^([cb])\s+([0-9]{1,4}|\*):([0-9]{1,7}|\*)\s+([rwm]{1,3})$/.exec(value) ?? [];
  if (kind === undefined) return draft.remark('dropped', place, 'no container gets every device');
  const access = [...'rw'].filter((letter) => letters.includes(letter)).join('');
  // Nodes cannot be made inside, and need not be.
  if (access === '' || isDefault(kind, major, minor)) return;
  if (major === '*') return draft.remark('dropped', place, 'devices are given one by one, or all of one major number');
  addRule(`${kind}:${major}:${minor === '*' ? 'all' : minor}:${access}`, draft, place);
};

/** What every container may open (drivers/devices): null to urandom, tty, console, ptmx, its own terminals. */
function isDefault(kind: string, major: string | undefined, minor: string | undefined): boolean {
  const device = `${kind} ${major}:${minor}`;
  return (
    kind === 'c' && (['c 5:0', 'c 5:1', 'c 5:2'].includes(device) || major === '136' || /^c 1:[35789]$/.test(device))
  );
}

const deny: GroupHandler = (value, draft, place) => {
  // As it is here without a word.
  if (value !== 'a') draft.remark('dropped', place, 'what every container may open cannot be taken away');
};

const handlers: Readonly<Record<string, GroupHandler>> = {
  'memory.max': size(['vswap', 'ram']),
  'memory.limit_in_bytes': size(['vswap', 'ram']),
  'memory.swap.max': size(['vswap', 'swap']),
  'memory.memsw.limit_in_bytes': memsw,
  'memory.low': size(['memguarantee']),
  'cpu.max': (value, draft, place) => {
    const [quota = '', period = '100000'] = value.split(/\s+/);
    setQuota(quota, period, draft, place);
  },
  'cpu.cfs_quota_us': (value, draft, place, others) =>
    setQuota(value, others('cpu.cfs_period_us') ?? '100000', draft, place),
  'cpu.cfs_period_us': () => {},
  'cpu.weight': units((weight) => weight * 10),
  'cpu.shares': units((shares) => (shares * 1000) / 1024),
  'cpuset.cpus': mask('cpumask'),
  'cpuset.mems': mask('nodemask'),
  'pids.max': pids,
  'io.max': ioMax,
  'devices.allow': allow,
  'devices.deny': deny,
};

export function takeGroup(file: string, value: string, lines: readonly LxcLine[], draft: Draft, place: Place): void {
  const handler = Object.hasOwn(handlers, file) ? handlers[file] : undefined;
  const others: Others = (wanted) => lines.findLast(({ key }) => key.replace(/^lxc\.cgroup2?\./, '') === wanted)?.value;
  if (handler === undefined) draft.remark('dropped', place, `nothing here writes ${file} of a container's group`);
  else handler(value, draft, place, others);
}
