// Interface addresses: RTM_NEWADDR, RTM_DELADDR, RTM_GETADDR (rtnetlink(7), linux/if_addr.h).

import { addressBytes, formatAddress } from '../../schema/address.ts';
import { decodeAttributes, MalformedNetlink, type Message } from './codec.ts';
import type { LinkRef } from './link.ts';
import { NLM_F_CREATE, NLM_F_EXCL, type Request } from './request.ts';

const RTM_NEWADDR = 20;
const RTM_DELADDR = 21;
const RTM_GETADDR = 22;
const IFA_ADDRESS = 1;
const IFA_LOCAL = 2;
const IFA_FLAGS = 8;
const IFA_PROTO = 11;
/** No duplicate address detection: the address is usable at once. */
const IFA_F_NODAD = 2;

export const AF_INET = 2;
export const AF_INET6 = 10;

export type IndexedLink = Extract<LinkRef, { readonly index: number }>;

export interface InterfaceAddress {
  readonly index: number;
  readonly address: string;
  readonly prefix: number;
  /** IFAPROT_KERNEL_LO is 1, IFAPROT_KERNEL_RA 2, IFAPROT_KERNEL_LL 3; 0: somebody added it, or the kernel does not say (before 5.18). */
  readonly protocol: number;
}

export interface BinaryAddress {
  readonly bytes: Buffer;
  readonly family: number;
  readonly bits: number;
}

/** One address is asked for by some ten requests in a row, and by every look at its container. */
const known = new Map<string, BinaryAddress>();
const MOST_KNOWN = 10_000;

/** Bytes and family of an address in canonical text; throws RangeError for anything else. */
export function binary(address: string): BinaryAddress {
  const before = known.get(address);
  if (before !== undefined) return before;
  const bytes = addressBytes(address);
  if (bytes === undefined) throw new RangeError(`not an IP address: ${address}`);
  const family = bytes.length === 4 ? AF_INET : AF_INET6;
  const found = { bytes: Buffer.from(bytes), family, bits: bytes.length * 8 };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(address, found);
  return found;
}

/** Adds the address alone (/32 or /128); EEXIST when the link has it. */
export function addAddress(link: IndexedLink, address: string): Request {
  const { bytes, bits } = binary(address);
  return {
    type: RTM_NEWADDR,
    flags: NLM_F_CREATE | NLM_F_EXCL,
    header: ifaddr(link, address),
    attributes: [
      { type: IFA_LOCAL, value: bytes },
      { type: IFA_ADDRESS, value: bytes },
      ...(bits === 128 ? [{ type: IFA_FLAGS, value: IFA_F_NODAD }] : []),
    ],
    label: `add address ${address}/${bits} dev ${link.name ?? link.index}`,
  };
}

export function deleteAddress(link: IndexedLink, address: string, prefix = binary(address).bits): Request {
  const { bytes } = binary(address);
  return {
    type: RTM_DELADDR,
    header: ifaddr(link, address, prefix),
    attributes: [
      { type: IFA_LOCAL, value: bytes },
      { type: IFA_ADDRESS, value: bytes },
    ],
    label: `delete address ${address}/${prefix} dev ${link.name ?? link.index}`,
  };
}

/** Addresses of both families, of one link or of all. Needs strict checking (4.20) for the filter to be obeyed. */
export function dumpAddresses(link?: IndexedLink): Request {
  return {
    type: RTM_GETADDR,
    header: [0, link?.index ?? 0],
    label: `dump addresses${link === undefined ? '' : ` dev ${link.name ?? link.index}`}`,
  };
}

export function parseInterfaceAddress({ type, body }: Message): InterfaceAddress {
  if (type !== RTM_NEWADDR || body.length < 8) throw new MalformedNetlink(`message ${type} is not an address`);
  const attributes = decodeAttributes(body, 8);
  // On IPv4 links with a peer IFA_ADDRESS is the peer's; IPv6 sends IFA_LOCAL only then.
  const bytes = attributes.get(IFA_LOCAL) ?? attributes.get(IFA_ADDRESS);
  if (bytes === undefined || (bytes.length !== 4 && bytes.length !== 16)) {
    throw new MalformedNetlink('an address message without an address');
  }
  const protocol = attributes.get(IFA_PROTO)?.[0] ?? 0;
  return { index: body.readUInt32LE(4), address: formatAddress([...bytes]), prefix: body[1] ?? 0, protocol };
}

/** struct ifaddrmsg. */
function ifaddr(link: IndexedLink, address: string, prefix?: number): number[] {
  const { family, bits } = binary(address);
  return [family | ((prefix ?? bits) << 8), link.index];
}
