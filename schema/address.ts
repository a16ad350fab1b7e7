// IPv4 and IPv6 addresses and networks as bytes: reading, the canonical text (RFC 5952), order, membership.
// Written out because this layer may not import node: modules; checked against node:net and URL in the tests.

import { fault, type Reading, shown } from './reading.ts';

/** Four bytes for IPv4, sixteen for IPv6. */
export type AddressBytes = readonly number[];

/** The bytes of an address, or undefined. No zone, no prefix length, no leading zeros in IPv4 (they were octal once). */
export function addressBytes(text: string): AddressBytes | undefined {
  if (text.length > 45) return undefined;
  return text.includes(':') ? bytes6(text) : bytes4(text);
}

const [dot, colon, zero] = ['.', ':', '0'].map((character) => character.charCodeAt(0)) as [number, number, number];

function bytes4(text: string): number[] | undefined {
  const bytes: number[] = [];
  let byte = -1;
  for (let i = 0; i <= text.length; i += 1) {
    const code = i < text.length ? text.charCodeAt(i) : dot;
    const digit = code - zero;
    if (code === dot && byte !== -1) {
      bytes.push(byte);
      byte = -1;
    } else if (digit >= 0 && digit <= 9 && byte !== 0) {
      byte = byte === -1 ? digit : byte * 10 + digit;
      if (byte > 255) return undefined;
    } else return undefined;
  }
  return bytes.length === 4 ? bytes : undefined;
}

function bytes6(text: string): number[] | undefined {
  const bytes: number[] = [];
  /** How many bytes stand before the "::". */
  let gap = -1;
  let at = 0;
  if (text.charCodeAt(0) === colon) {
    if (text.charCodeAt(1) !== colon) return undefined;
    gap = 0;
    at = 2;
  }
  while (at < text.length) {
    const found = text.indexOf(':', at);
    const end = found === -1 ? text.length : found;
    if (end === at) {
      if (gap !== -1) return undefined;
      gap = bytes.length;
    } else if (!pushGroup(bytes, text.slice(at, end), found === -1)) return undefined;
    // A single colon at the end leads nowhere.
    if (end > at && end + 1 === text.length) return undefined;
    at = end + 1;
  }
  const missing = 16 - bytes.length;
  if (gap === -1) return missing === 0 ? bytes : undefined;
  // "::" stands for at least one group (RFC 4291 section 2.2).
  if (missing < 2) return undefined;
  bytes.splice(gap, 0, ...noBytes.slice(0, missing));
  return bytes;
}

const noBytes: AddressBytes = Array<number>(16).fill(0);

function pushGroup(bytes: number[], group: string, last: boolean): boolean {
  if (last && group.includes('.')) {
    const embedded = bytes4(group);
    if (embedded !== undefined) bytes.push(...embedded);
    return embedded !== undefined;
  }
  if (group.length > 4) return false;
  let number = 0;
  for (let i = 0; i < group.length; i += 1) {
    const digit = hexDigit(group.charCodeAt(i));
    if (digit === -1) return false;
    number = number * 16 + digit;
  }
  bytes.push(number >> 8, number & 255);
  return true;
}

function hexDigit(code: number): number {
  if (code >= zero && code <= zero + 9) return code - zero;
  // Bit 5 makes letters small.
  const letter = (code | 0x20) - 0x61;
  return letter >= 0 && letter < 6 ? letter + 10 : -1;
}

/** Canonical text: dotted IPv4; IPv6 as in RFC 5952, with a dotted tail for IPv4-mapped addresses as inet_ntop(3) prints them. */
export function formatAddress(bytes: AddressBytes): string {
  if (bytes.length === 4) return bytes.join('.');
  if (isMapped(bytes)) return `::ffff:${bytes.slice(12).join('.')}`;
  const groups: number[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0));
  const { start, length } = longestZeros(groups);
  const end = length < 2 ? 0 : start + length;
  let text = '';
  for (let i = 0; i < groups.length; i += 1) {
    if (i === start && i < end) {
      text += '::';
      i = end - 1;
    } else text += `${i === 0 || i === end ? '' : ':'}${(groups[i] ?? 0).toString(16)}`;
  }
  return text;
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let i = 0; i < groups.length; i += 1) {
    let end = i;
    while (groups[end] === 0) end += 1;
    if (end - i > best.length) best = { start: i, length: end - i };
    i = Math.max(i, end - 1);
  }
  return best;
}

function isMapped(bytes: AddressBytes): boolean {
  if (bytes.length !== 16 || bytes[10] !== 255 || bytes[11] !== 255) return false;
  for (let i = 0; i < 10; i += 1) if (bytes[i] !== 0) return false;
  return true;
}

/** An address in canonical text. */
export function parseAddress(value: unknown): Reading<string> {
  const bytes = typeof value === 'string' ? addressBytes(value) : undefined;
  if (bytes !== undefined) return { value: formatAddress(bytes) };
  if (
    typeof value === 'string' &&
    /^[^/]{1,45}\/\d{1,3}$/.test(value) &&
    addressBytes(value.replace(/\/.*/, '')) !== undefined
  ) {
    return fault(
      'VZR208',
      `${shown(value)} has a prefix length`,
      `each address is routed by itself: write ${value.replace(/\/.*/, '')}`,
    );
  }
  return fault(
    'VZR208',
    `${shown(value)} is not an IP address`,
    'write an IPv4 or IPv6 address such as 10.20.0.101 or 2001:db8::101',
  );
}

/** Readings of a revision's addresses: each is asked for by its field, by what it may collide with and by the state. */
const known = new Map<string, Reading<string>>();
const mostKnown = 4096;

/** An address a container can own: canonical, and none of the ranges that mean something else to the kernel. */
export function parseContainerAddress(value: unknown): Reading<string> {
  if (typeof value !== 'string' || value.length > 45) return readContainerAddress(value);
  let reading = known.get(value);
  if (reading === undefined) {
    reading = readContainerAddress(value);
    if (known.size >= mostKnown) known.clear();
    known.set(value, reading);
  }
  return reading;
}

function readContainerAddress(value: unknown): Reading<string> {
  const reading = parseAddress(value);
  if ('fault' in reading) return reading;
  const bytes = addressBytes(reading.value) ?? [];
  if (isMapped(bytes)) {
    return fault('VZR209', `${shown(value)} is an IPv4 address in IPv6 clothes`, `write ${bytes.slice(12).join('.')}`);
  }
  const range = reserved.find(({ network }) => contains(network, bytes));
  if (range === undefined) return reading;
  return fault(
    'VZR209',
    `${shown(value)} is ${range.name}, which no container can own`,
    'give it an address of your network',
  );
}

export interface Network {
  readonly bytes: AddressBytes;
  readonly prefix: number;
}

const cidr = (text: string): Network => ({
  bytes: addressBytes(text.replace(/\/.*/, '')) ?? [],
  prefix: Number(text.replace(/.*\//, '')),
});

// IANA special-purpose registries; link-local is left out of containers because both ends of the routed link use it.
const reserved = [
  { name: 'the "this network" range', network: cidr('0.0.0.0/8') },
  { name: 'a loopback address', network: cidr('127.0.0.0/8') },
  { name: 'a link-local address', network: cidr('169.254.0.0/16') },
  { name: 'a multicast address', network: cidr('224.0.0.0/4') },
  { name: 'a broadcast or reserved address', network: cidr('240.0.0.0/4') },
  { name: 'the unspecified address', network: cidr('::/128') },
  { name: 'a loopback address', network: cidr('::1/128') },
  { name: 'a link-local address', network: cidr('fe80::/10') },
  { name: 'a multicast address', network: cidr('ff00::/8') },
];

/** A network in CIDR form; bits beyond the prefix must be zero. */
export function parseNetwork(value: unknown): Reading<Network> {
  const hint = 'write a network such as 10.20.0.0/24 or 2001:db8:20::/64';
  const match = typeof value === 'string' && value.length <= 49 ? /^([^/]+)\/(\d{1,3})$/.exec(value) : null;
  const bytes = match === null ? undefined : addressBytes(match[1] ?? '');
  if (match === null || bytes === undefined) return fault('VZR210', `${shown(value)} is not a network`, hint);
  const prefix = Number(match[2]);
  if (prefix > bytes.length * 8) return fault('VZR210', `/${prefix} is longer than the address`, hint);
  const masked = bytes.map((byte, i) => byte & maskByte(prefix, i));
  if (formatAddress(masked) !== formatAddress(bytes)) {
    return fault(
      'VZR210',
      `${shown(value)} has bits set beyond its prefix`,
      `write ${formatAddress(masked)}/${prefix}`,
    );
  }
  return { value: { bytes, prefix } };
}

const maskByte = (prefix: number, index: number): number => {
  const bits = Math.max(0, Math.min(8, prefix - index * 8));
  return (0xff << (8 - bits)) & 0xff;
};

/** Whether the address lies in the network; never across families. */
export function contains({ bytes, prefix }: Network, address: AddressBytes): boolean {
  if (bytes.length !== address.length) return false;
  const whole = prefix >> 3;
  for (let i = 0; i < whole; i += 1) if (bytes[i] !== address[i]) return false;
  return whole === bytes.length || (((bytes[whole] ?? 0) ^ (address[whole] ?? 0)) & maskByte(prefix, whole)) === 0;
}

/** The order of NetworkState.addresses: IPv4 before IPv6, numeric within a family. Takes canonical text. */
export function compareAddresses(a: string, b: string): number {
  const isLong = a.includes(':');
  if (isLong !== b.includes(':')) return isLong ? 1 : -1;
  const left = addressBytes(a) ?? [];
  const right = addressBytes(b) ?? [];
  for (const [i, byte] of left.entries()) if (byte !== right[i]) return byte - (right[i] ?? 0);
  return 0;
}
