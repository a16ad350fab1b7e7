// The container's end: lo, venet0, its addresses and default routes, through a netlink socket opened in its network
// namespace and closed before going home. The container may have rearranged everything; nothing here trusts or bounds
// itself by what it finds.

import { readlinkSync } from 'node:fs';
import { withNetns } from '../kernel/namespace.ts';
import {
  addAddress,
  deleteAddress,
  dumpAddresses,
  type InterfaceAddress,
  parseInterfaceAddress,
} from '../netlink/address.ts';
import { NetlinkClient } from '../netlink/client.ts';
import { getLink, type Link, parseLink, setLink } from '../netlink/link.ts';
import { insist } from '../netlink/request.ts';
import { addDefaultRoute, dumpRoutes, type Family, familyOf, parseRoute } from '../netlink/route.ts';
import { INSIDE } from './names.ts';

export interface Inside {
  readonly link: Link;
  readonly addresses: readonly InterfaceAddress[];
  /** Families with a default route, whoever made it. */
  readonly defaults: ReadonlySet<Family>;
}

/** More than this the container has made itself, and reading it would take time from all others. */
const LIMIT = { messages: 2048 };

let home: string | undefined;

/** Whether the namespace behind `fd` is the host's own, which no container of ours may be in. */
export function isHostNetns(fd: number): boolean {
  home ??= readlinkSync('/proc/self/ns/net');
  return readlinkSync(`/proc/self/fd/${fd}`) === home;
}

/** What is there; undefined without a venet0. */
export const readInside = (netns: number): Inside | undefined =>
  withNetns(netns, () => {
    using client = new NetlinkClient();
    return read(client);
  });

function read(client: NetlinkClient): Inside | undefined {
  const [found] = client.attempt([getLink({ name: INSIDE })]);
  if (found !== undefined) insist([found], 'ENODEV');
  const message = found?.messages[0];
  if (message === undefined) return undefined;
  const link = parseLink(message);
  const addresses = client.dump(dumpAddresses(link), LIMIT).messages.map(parseInterfaceAddress);
  const families = new Set(addresses.map(({ address }) => familyOf(address)));
  return { link, addresses, defaults: new Set([...families].filter((family) => hasDefault(client, family))) };
}

function hasDefault(client: NetlinkClient, family: Family): boolean {
  const { messages, whole } = client.dump(dumpRoutes(family), LIMIT);
  // A container with thousands of routes does its own routing; its default route is its business.
  return !whole || messages.some((message) => parseRoute(message).prefix === 0);
}

export interface Arrangement {
  /** Ethernet address of venet0. */
  readonly mac: Uint8Array;
  /** Addresses to have, each alone (/32, /128). */
  readonly addresses: readonly string[];
  /** Addresses to take away; any other one is the container's own affair. */
  readonly remove: readonly string[];
}

/** Brings lo and venet0 up with these addresses; whatever is as it should be is left alone. Throws NetlinkError. */
export const arrangeInside = (netns: number, wanted: Arrangement): void =>
  withNetns(netns, () => {
    using client = new NetlinkClient();
    arrange(client, wanted);
  });

/** The same for a venet0 that was just made and still is as makeLink left it: one send, nothing to look at first. */
export const furnishInside = (netns: number, index: number, addresses: readonly string[]): void =>
  withNetns(netns, () => {
    using client = new NetlinkClient();
    const link = { index, name: INSIDE };
    const outcomes = client.attempt([
      setLink(link, { addressGeneration: 'none' }),
      setLink({ name: 'lo' }, { up: true }),
      setLink(link, { up: true }),
      ...addresses.map((address) => addAddress(link, address)),
      ...[...new Set(addresses.map(familyOf))].map((family) => addDefaultRoute(link, family)),
    ]);
    // Without IPv6 in the kernel there is no address generation to switch off. A default route can be the container's own.
    insist(outcomes.slice(1), 'EEXIST');
  });

/** A container without addresses has lo only. */
export const raiseLoopback = (netns: number): void =>
  withNetns(netns, () => {
    using client = new NetlinkClient();
    client.ask([setLink({ name: 'lo' }, { up: true })]);
  });

function arrange(client: NetlinkClient, { mac, addresses, remove }: Arrangement): void {
  const venet = { name: INSIDE };
  const outcomes = client.attempt([
    setLink({ name: 'lo' }, { up: true }),
    // Before it comes up: no link-local address, hence no router solicitations.
    setLink(venet, { addressGeneration: 'none' }),
    setLink(venet, { noArp: true, address: mac }),
    setLink(venet, { up: true }),
  ]);
  // Without IPv6 in the kernel there is no address generation to switch off.
  insist(outcomes.filter((_, i) => i !== 1));
  const now = read(client);
  if (now === undefined) throw new Error(`no ${INSIDE} in the container`);
  const has = new Set(now.addresses.filter(isAlone).map(({ address }) => address));
  const gone = now.addresses.filter(({ address }) => remove.includes(address));
  insist(
    client.attempt([
      ...gone.map(({ address, prefix }) => deleteAddress(now.link, address, prefix)),
      ...addresses.filter((address) => !has.has(address)).map((address) => addAddress(now.link, address)),
    ]),
    'EADDRNOTAVAIL',
  );
  // The kernel drops the routes of a link with its last address, so this looks again.
  const families = [...new Set(addresses.map(familyOf))].filter((family) => !hasDefault(client, family));
  client.ask(families.map((family) => addDefaultRoute(now.link, family)));
}

const isAlone = ({ address, prefix }: InterfaceAddress): boolean =>
  prefix === (familyOf(address) === 'ipv4' ? 32 : 128);

/** The addresses venet0 has alone. */
export const ownAddresses = (inside: Inside): string[] =>
  inside.addresses.filter(isAlone).map(({ address }) => address);
