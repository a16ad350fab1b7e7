// Names of a container's network objects on the host, all derived from the ctid; pure.

import { asCtid, type Ctid } from '../../schema/units.ts';

/** The device inside the container, named as OpenVZ names it. */
export const INSIDE = 'venet0';

/** rtm_protocol and NDA_PROTOCOL of what we add (the letter v); not assigned to anyone in rtnetlink.h. */
export const PROTOCOL = 118;

/**
 * The host's end of the link: veth101.0. Interface names have at most 15 bytes, which that form exceeds from ten digits
 * on; such ids get vz1000000000.0, so no two ids share a name.
 */
export const linkName = (ctid: Ctid): string => `${ctid < 1e9 ? 'veth' : 'vz'}${ctid}.0`;

/** The link of the host that what a container sends is led through when it has a rate: ifb101.0. */
export const ifbName = (ctid: Ctid): string => `ifb${ctid}.0`;

/** Numbers of a container's other devices: one digit, for the longest names of links. */
export const NETIFS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** The host's end of one of them: veth101.1. */
export const netifName = (ctid: Ctid, number: number): string => `${ctid < 1e9 ? 'veth' : 'vz'}${ctid}.${number}`;

/** Its marker, with its name inside. */
export const netifAlias = (ctid: Ctid, name: string, root: string): string =>
  `vzreconcile:${ctid}/${name}:${root}`.slice(0, 240);

export function netifOfAlias(alias: string | undefined): { readonly ctid: Ctid; readonly name: string } | undefined {
  const [, digits, name] = /^vzreconcile:([1-9]\d{0,9})\/([^/:]{1,15}):\//.exec(alias ?? '') ?? [];
  return digits === undefined || name === undefined ? undefined : { ctid: asCtid(Number(digits)), name };
}

/** The marker on the link (ifalias): whose container it is, of which root. At most 255 bytes, so a long root is cut. */
export const linkAlias = (ctid: Ctid, root: string): string => `vzreconcile:${ctid}:${root}`.slice(0, 240);

/** The container a marker names, of whatever root; undefined for anything that is not exactly one of ours. */
export function ctidOfAlias(alias: string | undefined): Ctid | undefined {
  const digits = /^vzreconcile:([1-9]\d{0,9}):\//.exec(alias ?? '')?.[1];
  return digits === undefined ? undefined : asCtid(Number(digits));
}

/**
 * The Ethernet address of both ends. They are the same on purpose: on a device without ARP the kernel sends every frame
 * to the device's own address, which so is the peer's. Locally administered; it never leaves the link.
 */
export function linkAddress(ctid: Ctid): Buffer {
  const bytes = Buffer.from([0x02, 0x18, 0, 0, 0, 0]);
  bytes.writeUInt32BE(ctid, 2);
  return bytes;
}
