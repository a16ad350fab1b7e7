// OpenVZ's user beancounters as a manifest writes them: one value or barrier:limit, in the unit each one has
// (vzctl src/lib/config.c: parse_ub; kernel include/bc/beancounter.h).

import { type Fault, fault, type Reading, shown } from './reading.ts';
import { asBytes, type Bytes, type Max, pageBytes } from './units.ts';

export type UbcUnit = 'bytes' | 'pages' | 'count';

/** By id. swappages is the last one, which OpenVZ's proc file has no row for. */
export const ubcUnits = {
  kmemsize: 'bytes',
  lockedpages: 'pages',
  privvmpages: 'pages',
  shmpages: 'pages',
  numproc: 'count',
  physpages: 'pages',
  vmguarpages: 'pages',
  oomguarpages: 'pages',
  numtcpsock: 'count',
  numflock: 'count',
  numpty: 'count',
  numsiginfo: 'count',
  tcpsndbuf: 'bytes',
  tcprcvbuf: 'bytes',
  othersockbuf: 'bytes',
  dgramrcvbuf: 'bytes',
  numothersock: 'count',
  dcachesize: 'bytes',
  numfile: 'count',
  numiptent: 'count',
  swappages: 'pages',
} as const satisfies Readonly<Record<string, UbcUnit>>;

export type UbcName = keyof typeof ubcUnits;
export const ubcNames = Object.keys(ubcUnits) as readonly UbcName[];

/** Both in the unit of the beancounter: pages, bytes or a count. */
/** Of physpages and swappages the limit counts (vzctl src/lib/ub.c), of all others the barrier (UB_HARD, kernel/bc/beancounter.c). */
export const keptHalf = (name: UbcName): keyof Beancounter =>
  name === 'physpages' || name === 'swappages' ? 'limit' : 'barrier';

/** With less a static busybox cannot begin, measured on Linux 6.18. */
export const leastPages = 64;

/** A start opens 5 files at a time after it was limited and a command 12, measured; and some of its own. */
const leastFiles = 16;

interface Bounds {
  readonly least?: readonly [value: number, reason: string];
  /** Why it cannot be unlimited. */
  readonly endless?: string;
  readonly hint: string;
}

/** Of those that cannot be anything at all. */
const bounds: Readonly<Partial<Record<UbcName, Bounds>>> = {
  numproc: { least: [1, 'init is a process'], hint: 'write at least 1' },
  physpages: { least: [1, 'a container cannot run without memory'], hint: 'write at least 16M' },
  privvmpages: { least: [leastPages, 'no init can begin with so little'], hint: `write at least ${leastPages}` },
  shmpages: { least: [1, 'no kernel has a /dev/shm of nothing'], hint: 'write at least 1' },
  numfile: {
    least: [leastFiles, 'no init can be started with so few'],
    endless: 'no kernel lets a process open files without end (fs.nr_open)',
    hint: `write ${leastFiles} to 1048576, the usual fs.nr_open of a host`,
  },
  numpty: {
    endless: 'no kernel has terminals without end (NR_UNIX98_PTY_MAX)',
    hint: 'write at most 1048576; a host has kernel.pty.max of them, usually 4096',
  },
};

export interface Beancounter {
  readonly barrier: number | Max;
  readonly limit: number | Max;
}

// P is pages, the others powers of 1024.
const powers: Readonly<Record<string, bigint>> = {
  '': 1n,
  b: 1n,
  p: BigInt(pageBytes),
  k: 1024n,
  m: 1024n ** 2n,
  g: 1024n ** 3n,
  t: 1024n ** 4n,
};
const valuePattern = /^([0-9]{1,20})(?:\.([0-9]{1,20}))?([bpkmgt]?)$/i;

/** Both halves of a beancounter; guarantees have a barrier alone. */
export function readBeancounter(name: UbcName, value: unknown): Reading<Beancounter> {
  const reading = readHalves(name, value);
  if ('fault' in reading) return reading;
  const kept = reading.value[keptHalf(name)];
  const { least: [least, reason] = [0, ''], endless, hint } = bounds[name] ?? { hint: '' };
  if (kept === 'max')
    return endless === undefined ? reading : fault('VZR219', `${name} cannot be unlimited: ${endless}`, hint);
  return kept >= least ? reading : fault('VZR219', `${name} cannot be ${kept}: ${reason}`, hint);
}

function readHalves(name: UbcName, value: unknown): Reading<Beancounter> {
  const hint = 'write one value or barrier:limit, or unlimited';
  if (typeof value !== 'string' && typeof value !== 'number')
    return fault('VZR214', `${name} is a number, not ${shown(value)}`, hint);
  const halves = String(value).slice(0, 128).split(':');
  if (halves.length > 2) return fault('VZR214', `${shown(value)} has more than two parts`, hint);
  const barrier = readHalf(name, halves[0] ?? '');
  if ('fault' in barrier) return barrier;
  const isGuarantee = name === 'vmguarpages' || name === 'oomguarpages';
  if (halves.length === 1) {
    const limit = isGuarantee ? 'max' : barrier.value;
    return { value: { barrier: barrier.value, limit } };
  }
  const limit = readHalf(name, halves[1] ?? '');
  if ('fault' in limit) return limit;
  if (isGuarantee && limit.value !== 'max')
    return fault('VZR218', `${name} guarantees, and limits nothing`, `write ${halves[0]}, or ${halves[0]}:unlimited`);
  if (limit.value !== 'max' && (barrier.value === 'max' || barrier.value > limit.value))
    return fault('VZR216', `in ${shown(value)} the barrier is above the limit`, 'write the smaller one first');
  if (keptHalf(name) === 'limit' && barrier.value !== 0 && barrier.value !== limit.value)
    return fault('VZR249', `of ${name} the limit counts, and nothing looks at a barrier`, `write 0:${halves[1]}`);
  return { value: { barrier: barrier.value, limit: limit.value } };
}

/** One half. Sizes of pages are rounded up, so that nobody gets less than was written. */
function readHalf(name: UbcName, text: string): Reading<number | Max> {
  if (text === 'unlimited') return { value: 'max' };
  const unit = ubcUnits[name];
  const [matched, whole = '0', fraction = '', suffix = ''] = valuePattern.exec(text) ?? [];
  if (matched === undefined) {
    const example = unit === 'count' ? '360' : unit === 'pages' ? '8448 (pages) or 33M' : '2703360 (bytes) or 2640K';
    return fault('VZR214', `${shown(text)} is not a value of ${name}`, `values look like ${example}`);
  }
  if (unit === 'count' && (suffix !== '' || fraction !== ''))
    return fault('VZR215', `${name} is a count, and ${shown(text)} is not one`, 'write a whole number');
  if (suffix === '' && fraction !== '')
    return fault('VZR215', `${name} counts ${unit}, of which there are no parts`, 'write a whole number, or a unit');
  const scale = powers[suffix.toLowerCase()] ?? 1n;
  const bytes = BigInt(whole) * scale + (BigInt(`0${fraction}`) * scale) / 10n ** BigInt(fraction.length);
  const page = BigInt(pageBytes);
  const amount = unit === 'pages' && suffix !== '' ? (bytes + page - 1n) / page : bytes;
  // OpenVZ's LONG_MAX is its word for unlimited in files its tools wrote.
  if (amount >= 9_223_372_036_854_775_807n) return { value: 'max' };
  return amount > BigInt(Number.MAX_SAFE_INTEGER) / (unit === 'pages' ? page : 1n)
    ? fault('VZR214', `${shown(text)} is more than 8 PiB`, 'write unlimited for no limit')
    : { value: Number(amount) };
}

/** Pages as bytes. */
export const pagesToBytes = (pages: number | Max): Bytes | Max =>
  pages === 'max' ? pages : asBytes(pages * pageBytes);

/** Beancounters that have another name in a manifest. */
const otherNames: Readonly<Partial<Record<UbcName, readonly string[]>>> = {
  physpages: ['vswap', 'ram'],
  swappages: ['vswap', 'swap'],
  numproc: ['numproc'],
};

/** What is said twice, under OpenVZ's name and ours or the kernel's. */
export function findSaidTwice(spec: unknown): readonly { readonly path: readonly string[]; readonly fault: Fault }[] {
  const twice = Object.entries(otherNames).flatMap(([name, path]) => {
    if (at(spec, ['ubc', name]) === undefined || at(spec, path) === undefined) return [];
    const other = `spec.${path.join('.')}`;
    const said = fault('VZR217', `${name} and ${other} are one limit`, `remove spec.ubc.${name} or ${other}`);
    return [{ path: ['spec', 'ubc', name], fault: said.fault }];
  });
  const shmpages = at(spec, ['ubc', 'shmpages']);
  if (shmpages === undefined || shmpages === 'unlimited' || at(spec, ['sysctls', SHMALL]) === undefined) return twice;
  const said = fault('VZR227', `shmpages sets ${SHMALL} itself`, `remove the setting, or spec.ubc.shmpages`);
  return [...twice, { path: ['spec', 'sysctls', SHMALL], fault: said.fault }];
}

const SHMALL = 'kernel.shmall';

function at(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[step];
  }
  return found;
}
