// The grammar of values in OpenVZ's configuration files, with vzctl's units and roundings (src/lib/config.c, parse_ul_sfx()).

import { asBytes, formatSize, type Max, pageBytes } from '../../schema/units.ts';

export type Amount = number | Max;

export interface Halves {
  readonly barrier: Amount;
  readonly limit: Amount;
}

/** In what is counted, and what a number with a suffix is divided by; a count has none. */
export type Measure = 'pages' | 'blocks' | 'bytes' | 'count';
const divisors: Readonly<Record<Measure, bigint | undefined>> = {
  pages: BigInt(pageBytes),
  blocks: 1024n,
  bytes: 1n,
  count: undefined,
};
const powers: Readonly<Record<string, bigint>> = {
  t: 1024n ** 4n,
  g: 1024n ** 3n,
  m: 1024n ** 2n,
  k: 1024n,
  p: BigInt(pageBytes),
  b: 1n,
};

/** LONG_MAX of 64 and of 32 bits: both are "no limit" in files that tools wrote. */
const endless = [9_223_372_036_854_775_807n, 2_147_483_647n];

/** One value: a number with or without a suffix, cut off to whole units. undefined: vzctl would not take it. */
export function readAmount(text: string, measure: Measure): Amount | undefined {
  if (text === 'unlimited') return 'max';
  const match = /^([0-9]{1,20})(?:\.([0-9]{1,20}))?([tgmkpb]?)$/i.exec(text);
  if (match === null) return undefined;
  const [, whole = '0', fraction = '', suffix = ''] = match;
  const divisor = divisors[measure];
  if (suffix !== '' && divisor === undefined) return undefined;
  const scale = suffix === '' ? 1n : (powers[suffix.toLowerCase()] ?? 1n);
  const scaled = BigInt(whole) * scale + (BigInt(`0${fraction}`) * scale) / 10n ** BigInt(fraction.length);
  const amount = suffix === '' ? scaled : scaled / (divisor ?? 1n);
  const isEndless = endless.includes(amount) || amount > BigInt(Number.MAX_SAFE_INTEGER) / (divisor ?? 1n);
  return isEndless ? 'max' : Number(amount);
}

/** barrier:limit, or one value for both. */
export function readHalves(text: string, measure: Measure): Halves | undefined {
  const [first = '', second = first, ...rest] = text.split(':');
  const [barrier, limit] = [readAmount(first, measure), readAmount(second, measure)];
  return barrier === undefined || limit === undefined || rest.length > 0 ? undefined : { barrier, limit };
}

const word = (amount: Amount): string => (amount === 'max' ? 'unlimited' : String(amount));

/** As spec.ubc has them: pages as the size they are where both halves are the same. */
export function writeHalves({ barrier, limit }: Halves, measure: Measure): string | number {
  if (barrier !== limit) return `${word(barrier)}:${word(limit)}`;
  if (barrier === 'max') return 'unlimited';
  return measure === 'pages' ? sizeOf(barrier, measure) : barrier;
}

/** An amount as a size. */
export function sizeOf(amount: Amount, measure: Measure): string {
  if (amount === 'max') return 'unlimited';
  return formatSize(asBytes(amount * Number(divisors[measure] ?? 1n)));
}

/** Words between spaces. */
export const wordsOf = (text: string): readonly string[] => text.split(/[\s]+/).filter((part) => part !== '');

/** yes or no, as vzctl compares them. */
export function readYesNo(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === 'yes' ? true : lower === 'no' ? false : undefined;
}
