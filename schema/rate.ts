// Rates of network traffic (spec.rate) and the classes of networks they can be for (spec.networkClasses of the Node).

import { compareAddresses, formatAddress, parseNetwork } from './address.ts';
import type { Explained } from './explain.ts';
import { below, type Fault, fault, isMapping, type Reading, shown } from './reading.ts';
import { fieldHint } from './suggest.ts';
import type { Max } from './units.ts';

/** Bits per second in each direction, seen from the container. */
export interface Rate {
  /** Absent: everything that is in no other class. */
  readonly class?: number;
  readonly outgoing: number | Max;
  readonly incoming: number | Max;
}

// Bits are counted in powers of 1000 as tc(8) and OpenVZ's Kbits are.
const scales: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** OpenVZ's smallest; below it a single large packet takes a minute. */
const slowest = 8_000;
/** 4294967295 bytes per second: what struct tc_ratespec holds. */
const fastest = 34_359_738_360;

/** One rate, in whole bytes per second. */
export function parseRate(value: unknown): Reading<number | Max> {
  if (value === 'unlimited') return { value: 'max' };
  const match = typeof value === 'string' ? /^([0-9]{1,11}(?:\.[0-9]{1,9})?)([kmg]?)bit$/i.exec(value) : null;
  if (match === null) return badRate(value);
  // The kernel counts bytes.
  const bits = Math.floor((Number(match[1]) * (scales[match[2]?.toLowerCase() ?? ''] ?? 1)) / 8) * 8;
  if (bits < slowest) return fault('VZR220', `${shown(value)} is too slow to be kept`, 'the slowest is 8Kbit');
  if (bits > fastest)
    return fault('VZR220', `${shown(value)} is too fast to be kept`, 'the fastest is 34Gbit; or write unlimited');
  return { value: bits };
}

function badRate(value: unknown): Reading<never> {
  const hint = 'write 512Kbit, 10Mbit or 1Gbit, or unlimited';
  if (typeof value === 'number')
    return fault('VZR220', `the rate ${value} has no unit`, `OpenVZ's is kilobits: write ${value}Kbit`);
  if (typeof value !== 'string') return fault('VZR220', `a rate is expected, not ${shown(value)}`, hint);
  return fault('VZR220', `${shown(value)} is not a rate in bits per second`, hint);
}

/** spec.rate in all its forms, as a list in order of classes, those that limit nothing left out when they are for all others. */
export function readRate(value: unknown): Reading<readonly Rate[]> {
  if (!Array.isArray(value)) {
    const rate = isMapping(value) ? readDirections(value, directions) : parseSent(value);
    return 'fault' in rate ? rate : { value: withoutLimit(rate.value) ? [] : [rate.value] };
  }
  const rates = new Map<number, Rate>();
  for (const [i, entry] of value.entries()) {
    if (!isMapping(entry)) return below(i, fault('VZR221', `a rate is a mapping, not ${shown(entry)}`, listHint));
    const rate = readDirections(entry, ['class', ...directions]);
    if ('fault' in rate) return below(i, rate);
    const { class: number = otherwise } = rate.value;
    const whose = number === otherwise ? 'the rate for all others' : `the rate of class ${number}`;
    if (rates.has(number)) return below(i, fault('VZR221', `${whose} is set twice`, 'keep one of the two'));
    rates.set(number, rate.value);
  }
  const sorted = [...rates].sort(([a], [b]) => a - b).map(([, rate]) => rate);
  return {
    value: sorted.every(withoutLimit) ? [] : sorted.filter((rate) => rate.class !== undefined || !withoutLimit(rate)),
  };
}

const directions: readonly string[] = ['outgoing', 'incoming'];
const listHint = 'write it like {class: 1, outgoing: 10Mbit}';
/** Sorts behind every class. */
const otherwise = 16;

const withoutLimit = ({ outgoing, incoming }: Rate): boolean => outgoing === 'max' && incoming === 'max';

/** Before the schema speaks of the forms it could have been. */
function strangerIn(mapping: object, allowed: readonly string[]): { readonly fault: Fault } | undefined {
  const name = Object.keys(mapping).find((key) => !allowed.includes(key));
  if (name === undefined) return undefined;
  const found = fault('VZR101', `unknown field ${shown(name)} in a rate`, fieldHint(name, allowed));
  return below(name, { fault: { ...found.fault, atKey: true } });
}

function parseSent(value: unknown): Reading<Rate> {
  const sent = parseRate(value);
  return 'fault' in sent ? sent : { value: { outgoing: sent.value, incoming: 'max' } };
}

function readDirections(mapping: Readonly<Record<string, unknown>>, allowed: readonly string[]): Reading<Rate> {
  const stranger = strangerIn(mapping, allowed);
  if (stranger !== undefined) return stranger;
  const { class: written, outgoing, incoming } = mapping;
  if (outgoing === undefined && incoming === undefined)
    return fault('VZR221', 'a rate for no direction', 'write outgoing, incoming or both');
  const sent = parseRate(outgoing ?? 'unlimited');
  if ('fault' in sent) return below('outgoing', sent);
  const received = parseRate(incoming ?? 'unlimited');
  if ('fault' in received) return below('incoming', received);
  const rate = { outgoing: sent.value, incoming: received.value };
  if (written === undefined) return { value: rate };
  if (typeof written !== 'number' || !isClass(written)) return below('class', noClass(written));
  return { value: { class: written, ...rate } };
}

const noClass = (written: unknown) =>
  fault('VZR221', `${shown(written)} is not a class`, 'classes are numbered 1 to 15');
const isClass = (number: number): boolean => Number.isInteger(number) && number >= 1 && number <= 15;

/** The networks of each class, canonical and sorted. */
export function readClasses(value: unknown): Reading<ReadonlyMap<number, readonly string[]>> {
  const classes = new Map<number, readonly string[]>();
  // Of another type: the schema says so.
  if (!isMapping(value)) return { value: classes };
  const owners = new Map<string, number>();
  for (const [key, written] of Object.entries(value)) {
    if (!isClass(Number(key)) || !/^[1-9]/.test(key))
      return below(key, { fault: { ...noClass(key).fault, atKey: true } });
    const networks: string[] = [];
    for (const [i, one] of (Array.isArray(written) ? written : []).entries()) {
      const network = parseNetwork(one);
      if ('fault' in network) return below(key, below(i, network));
      const text = `${formatAddress(network.value.bytes)}/${network.value.prefix}`;
      const owner = owners.get(text);
      if (owner !== undefined)
        return below(key, below(i, fault('VZR221', `${text} is in class ${owner} already`, 'keep one of the two')));
      owners.set(text, Number(key));
      networks.push(text);
    }
    classes.set(Number(key), networks.sort(compareNetworks));
  }
  return { value: classes };
}

/** IPv4 first, by address and then by prefix. */
export function compareNetworks(a: string, b: string): number {
  const [[one = '', long], [other = '', short]] = [a.split('/'), b.split('/')];
  return compareAddresses(one, other) || Number(long) - Number(short);
}

/** A list of them for people. */
export const formatRates = (rates: readonly Rate[]): string =>
  rates.length === 0 ? 'unlimited' : rates.map(formatEntry).join('; ');

function formatEntry({ class: number, outgoing, incoming }: Rate): string {
  const limits = [
    ...(outgoing === 'max' ? [] : [`${formatRate(outgoing)} out`]),
    ...(incoming === 'max' ? [] : [`${formatRate(incoming)} in`]),
  ];
  return `${number === undefined ? '' : `class ${number}: `}${limits.join(', ') || 'unlimited'}`;
}

/** As people write it: the largest unit that gives a number of few digits. */
export function formatRate(bits: number): string {
  for (const [unit, scale] of [
    ['Gbit', 1e9],
    ['Mbit', 1e6],
    ['Kbit', 1e3],
  ] as const)
    if (bits >= scale && (bits * 1000) % scale === 0) return `${bits / scale}${unit}`;
  return `${bits}bit`;
}

/** A rate is kept on venet, and without addresses there is none. */
export function checkRate({ spec }: Readonly<Record<string, unknown>>): Explained[] {
  if (!isMapping(spec) || spec['rate'] === undefined || !(spec['ips'] === undefined || isEmpty(spec['ips']))) return [];
  const rate = readRate(spec['rate']);
  if ('fault' in rate || rate.value.length === 0) return [];
  const found = fault('VZR222', 'a rate is for venet, and without ips there is none', 'give it ips, or remove rate');
  return [{ path: ['spec', 'rate'], atKey: true, fault: found.fault }];
}

const isEmpty = (list: unknown): boolean => Array.isArray(list) && list.length === 0;
