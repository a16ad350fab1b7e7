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

function bytes4(text: string): number[] | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const bytes = match.slice(1).map(Number);
  return match.slice(1).every((part, i) => String(bytes[i]) === part && Number(part) <= 255) ? bytes : undefined;
}

function bytes6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groups6(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? groups6(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  // "::" stands for at least one group (RFC 4291 section 2.2).
  if (halves.length === 2 ? missing < 2 : missing !== 0) return undefined;
  return [...head, ...Array<number>(missing).fill(0), ...tail];
}

function groups6(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [i, group] of groups.entries()) {
    if (last && i === groups.length - 1 && group.includes('.')) {
      const embedded = bytes4(group);
      if (embedded === undefined) return undefined;
      bytes.push(...embedded);
    } else if (/^[0-9A-Fa-f]{1,4}$/.test(group)) {
      const number = Number.parseInt(group, 16);
      bytes.push(number >> 8, number & 255);
    } else return undefined;
  }
  return bytes;
}

/** Canonical text: dotted IPv4; IPv6 as in RFC 5952, with a dotted tail for IPv4-mapped addresses as inet_ntop(3) prints them. */
export function formatAddress(bytes: AddressBytes): string {
  if (bytes.length === 4) return bytes.join('.');
  if (isMapped(bytes)) return `::ffff:${bytes.slice(12).join('.')}`;
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  const { start, length } = longestZeros(groups);
  const text = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  return length < 2 ? text(groups) : `${text(groups.slice(0, start))}::${text(groups.slice(start + length))}`;
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

const isMapped = (bytes: AddressBytes): boolean =>
  bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;

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

/** An address a container can own: canonical, and none of the ranges that mean something else to the kernel. */
export function parseContainerAddress(value: unknown): Reading<string> {
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
export function contains(network: Network, address: AddressBytes): boolean {
  return (
    network.bytes.length === address.length &&
    address.every((byte, i) => (byte & maskByte(network.prefix, i)) === network.bytes[i])
  );
}

/** The order of NetworkState.addresses: IPv4 before IPv6, numeric within a family. Takes canonical text. */
export function compareAddresses(a: string, b: string): number {
  const left = addressBytes(a) ?? [];
  const right = addressBytes(b) ?? [];
  if (left.length !== right.length) return left.length - right.length;
  for (const [i, byte] of left.entries()) if (byte !== right[i]) return byte - (right[i] ?? 0);
  return 0;
}
