// Quantities as types. This file owns every cast to a branded unit and every conversion between units.
// Sizes are safe integers (up to 8 PiB), so states stay plain JSON; "unset" is undefined and "unlimited" is 'max'.

import { fault, type Reading, shown } from './reading.ts';

declare const unit: unique symbol;
export type Unit<Base, Tag extends string> = Base & { readonly [unit]: Tag };

export type Bytes = Unit<number, 'Bytes'>;
export type Ctid = Unit<number, 'Ctid'>;
export type Max = 'max';

/** The OpenVZ numeric container id; everything on the host is derived from it. */
export const asCtid = (value: number): Ctid => value as Ctid;
export const asBytes = (value: number): Bytes => value as Bytes;

/** Page size of the architectures we run on (x64, arm64 with 4 KiB pages); the kernel rounds memory limits to it. */
export const pageBytes = 4096;

/** The size rounded up to whole pages, as OpenVZ does for --ram and --swap. */
export function wholePages(size: Bytes | Max): Bytes | Max {
  return size === 'max' ? size : asBytes(Math.min(Math.ceil(size / pageBytes) * pageBytes, largestPage));
}

const largestPage = Math.floor(Number.MAX_SAFE_INTEGER / pageBytes) * pageBytes;

// One letter is OpenVZ's, a power of 1024 (vzctl src/lib/config.c); MiB is binary and MB decimal (IEC 80000-13).
const sizePattern = /^([0-9]{1,20})(?:\.([0-9]{1,20}))?(b|[kmgt]|[kmgt]i?b)$/i;
const powers: Readonly<Record<string, number>> = { b: 0, k: 1, m: 2, g: 3, t: 4 };

function unitBytes(suffix: string): bigint {
  const lower = suffix.toLowerCase();
  const power = powers[lower.charAt(0)] ?? 0;
  const decimal = lower.length === 2;
  return (decimal ? 1000n : 1024n) ** BigInt(power);
}

interface SizeOptions {
  readonly unlimited?: boolean;
  /** What OpenVZ takes a number without a unit for, there. */
  readonly bare?: 'B' | 'K';
}

/**
 * A size as people write it: `512M`, `2.2G` (OpenVZ, powers of 1024), `512MiB`, `2GB` (decimal), `unlimited` where allowed.
 * A fraction of a byte is cut off. Zero needs no unit.
 */
export function parseSize(value: unknown, options: SizeOptions & { readonly unlimited: true }): Reading<Bytes | Max>;
export function parseSize(value: unknown, options?: SizeOptions & { readonly unlimited?: false }): Reading<Bytes>;
export function parseSize(value: unknown, options: SizeOptions = {}): Reading<Bytes | Max> {
  if (value === 0 || value === '0') return { value: asBytes(0) };
  if (typeof value === 'number') return bareNumber(String(value), options);
  if (typeof value !== 'string')
    return fault('VZR201', `a size is expected, not ${shown(value)}`, 'write 512M or 512MiB');
  if (value === 'unlimited') {
    return options.unlimited === true
      ? { value: 'max' }
      : fault('VZR201', '"unlimited" is not possible here', 'write a size');
  }
  if (/^[0-9]{1,20}(\.[0-9]{1,20})?$/.test(value)) return bareNumber(value, options);
  const match = value.length <= 48 ? sizePattern.exec(value) : null;
  if (match === null) return badSize(value);
  const [, whole = '0', fraction = '', suffix = 'b'] = match;
  const scale = unitBytes(suffix);
  const bytes = BigInt(whole) * scale + (BigInt(`0${fraction}`) * scale) / 10n ** BigInt(fraction.length);
  if (bytes > BigInt(Number.MAX_SAFE_INTEGER))
    return fault('VZR201', `${value} is more than 8 PiB`, 'write "unlimited" for no limit');
  return { value: asBytes(Number(bytes)) };
}

/** From here on OpenVZ's bytes are likelier than a forgotten M, which would be 64 GiB. */
const likelyBytes = 65_536;

function bareNumber(
  text: string,
  { bare }: SizeOptions,
): { readonly fault: { code: string; message: string; hint: string } } {
  const hint =
    bare === 'K' || (bare === 'B' && Number(text) >= likelyBytes)
      ? `OpenVZ's is ${bare === 'K' ? 'kilobytes' : 'bytes'}: write ${text}${bare}`
      : `write ${text}M, ${text}MiB (binary) or ${text}MB (decimal)`;
  return fault('VZR202', `the size ${text} has no unit`, hint);
}

function badSize(value: string): Reading<never> {
  const pages = /^([0-9]{1,15})p$/i.exec(value);
  if (pages !== null) {
    const kib = BigInt(pages[1] ?? '0') * 4n;
    return fault('VZR201', `${shown(value)} counts pages, which is not a size everywhere`, `write ${kib}K`);
  }
  if (/^[0-9.]{1,40} +[A-Za-z]{1,3}$/.test(value)) {
    return fault('VZR201', `${shown(value)} is not a size`, `write it without the space: ${value.replaceAll(' ', '')}`);
  }
  return fault('VZR201', `${shown(value)} is not a size`, 'sizes look like 512M, 2.2G, 512MiB or 2GB');
}

/** The size in OpenVZ's words, exact: `parseSize(formatSize(x))` is x. The largest unit that needs at most two decimals. */
export function formatSize(size: Bytes | Max): string {
  if (size === 'max') return 'unlimited';
  if (size === 0) return '0';
  for (const letter of ['T', 'G', 'M', 'K'] as const) {
    const scale = Number(unitBytes(letter));
    if (size < scale) continue;
    // The neighbour above too: a written fraction is cut off to whole bytes, so 2.2G comes back as 2.1999...G.
    const below: number = Math.floor((size / scale) * 100);
    for (const hundredths of [below, below + 1]) {
      const text: string = `${hundredths / 100}${letter}`;
      const back: Reading<Bytes> = parseSize(text);
      if ('value' in back && back.value === size) return text;
    }
  }
  return `${size}B`;
}

/** Seconds: a whole number, or `90s`, `2m`, `1h30m`. At most a day. */
export function parseDuration(value: unknown): Reading<number> {
  const hint = 'write seconds (60) or a duration such as 90s, 2m or 1h30m';
  if (typeof value !== 'number' && typeof value !== 'string')
    return fault('VZR206', `a duration is expected, not ${shown(value)}`, hint);
  // The usual spelling; the pattern below takes milliseconds to compile.
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 86_400)
    return { value: Math.abs(value) };
  const match = /^(?:([0-9]{1,6})|(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?)$/.exec(
    String(value).slice(0, 32),
  );
  if (match === null || value === '') return fault('VZR206', `${shown(value)} is not a duration`, hint);
  const [plain, hours, minutes, seconds] = match.slice(1).map((text) => Number(text ?? 0));
  const total = (plain ?? 0) + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  return total > 86400
    ? fault('VZR206', `${shown(value)} is longer than a day`, 'the longest is 24h')
    : { value: total };
}

/** The duration as people write it: `parseDuration(formatDuration(x))` is x. */
export function formatDuration(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part, index) => (part === 0 ? '' : `${part}${'hms'.charAt(index)}`)).join('') || '0s';
}

const times: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A time of options and of the configuration, in milliseconds: 500ms, 30s, 5m, 1h, 7d. */
export function parseTime(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * (times[unit] ?? Number.NaN);
}

/** What `cpulimit` says before the number of CPUs is known. */
export type CpuLimit = Max | { readonly percent: number; readonly of: 'cpu' | 'machine' };

/** OpenVZ's rule: `150` or `"150"` is percent of one CPU, `"50%"` percent of the whole machine, 0 no limit. */
export function parseCpuLimit(value: unknown): Reading<CpuLimit> {
  const hint = 'write percent of one CPU (150), percent of the machine ("50%"), or 0 for no limit';
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return fault('VZR205', `a CPU limit is expected, not ${shown(value)}`, hint);
  if (text === 'unlimited') return { value: 'max' };
  // Virtuozzo's: vzctl.8, --cpulimit.
  if (/^[0-9.]{1,12} ?m(hz)?$/i.test(text))
    return fault(
      'VZR205',
      `${shown(value)} is megahertz, which no kernel limits`,
      'write percent of one CPU: 100 is all of it',
    );
  const match = text.length <= 16 ? /^([0-9]{1,6}(?:\.[0-9]{1,3})?)(%?)$/.exec(text) : null;
  if (match === null) return fault('VZR205', `${shown(value)} is not a CPU limit`, hint);
  const percent = Number(match[1]);
  const of = match[2] === '%' ? 'machine' : 'cpu';
  if (percent === 0) return { value: 'max' };
  if (of === 'machine' && percent > 100)
    return fault('VZR205', `${shown(value)} is more than the whole machine`, 'write at most "100%"');
  // The kernel's smallest quota is 1 ms of a 100 ms period (kernel/sched/core.c, min_cfs_quota_period).
  if (percent < 1)
    return fault('VZR205', `${shown(value)} is less than the smallest limit, 1 percent`, 'write 0 for no limit');
  if (percent > 409_600) return fault('VZR205', `${shown(value)} is more than 4096 CPUs`, 'write 0 for no limit');
  return { value: { percent, of } };
}

/** Percent of one CPU on a machine with `cpus` of them, to a thousandth. */
export function cpuPercent(limit: CpuLimit, cpus: number): number | Max {
  if (limit === 'max') return 'max';
  return limit.of === 'cpu' ? limit.percent : Math.round(limit.percent * cpus * 1000) / 1000;
}

/** A plain count or `unlimited`. */
export function parseCount(value: unknown): Reading<number | Max> {
  if (value === 'unlimited') return { value: 'max' };
  const count = typeof value === 'string' && /^[0-9]{1,16}$/.test(value) ? Number(value) : value;
  if (typeof count === 'number' && Number.isSafeInteger(count) && count >= 1) return { value: count };
  return fault('VZR207', `${shown(value)} is not a count`, 'write a whole number from 1, or "unlimited"');
}

/** `soft:hard`, or one value for both; `read` reads each half. The soft one may not be above the hard one. */
export function parsePair<T extends number>(
  value: unknown,
  read: (half: unknown) => Reading<T | Max>,
): Reading<{ readonly soft: T | Max; readonly hard: T | Max }> {
  const halves = typeof value === 'string' ? value.slice(0, 128).split(':') : [value];
  if (halves.length > 2)
    return fault('VZR203', `${shown(value)} has more than two parts`, 'write one value or soft:hard');
  const soft = read(halves[0]);
  if ('fault' in soft) return soft;
  const hard = halves.length === 2 ? read(halves[1]) : soft;
  if ('fault' in hard) return hard;
  if (hard.value !== 'max' && (soft.value === 'max' || soft.value > hard.value)) {
    return fault('VZR203', `in ${shown(value)} the soft limit is above the hard one`, 'write the smaller one first');
  }
  return { value: { soft: soft.value, hard: hard.value } };
}
