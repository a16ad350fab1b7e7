// The host's end of one container: the link, its filter, its routes. All writes to the host's network are in this file
// and in uplink.ts.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Ctid } from '../../schema/units.ts';
import type { IndexedLink } from '../netlink/address.ts';
import type { Message } from '../netlink/codec.ts';
import { addVeth, deleteLink, getLink, type Link, parseLink, readIpv6Setting, setLink } from '../netlink/link.ts';
import type { Request } from '../netlink/request.ts';
import { addRoute, deleteRoute, dumpRoutes, findRoute, parseRoute, type Route } from '../netlink/route.ts';
import { addClsact, getIngressFilter, parseFilter, setIngressFilter } from '../netlink/traffic.ts';
import { AddressConflict, ForeignObject } from './errors.ts';
import { ctidOfAlias, INSIDE, linkAddress, linkAlias, linkName, PROTOCOL } from './names.ts';
import type { OwnClient } from './own-client.ts';
import { sourceFilter } from './source-filter.ts';

/** DEVCONF_FORCE_FORWARDING in linux/ipv6.h, 6.17. */
const FORCE_FORWARDING = 59;
const RTN_UNICAST = 1;
const ADDRESS_GENERATION_NONE = 1;

/** Whether IPv6 can be forwarded for one link alone; before 6.17 only for the whole host. */
export const hasForceForwarding = (): boolean => existsSync('/proc/sys/net/ipv6/conf/default/force_forwarding');

/** Our link of this container, undefined when there is none. Throws ForeignObject when the name is taken. */
export function findOwnLink(client: OwnClient, ctid: Ctid): Link | undefined {
  const [found] = client.attempt([getLink({ name: linkName(ctid) })]);
  if (found?.error?.code === 'ENODEV') return undefined;
  if (found?.error !== undefined) throw found.error;
  const message = found?.messages[0];
  if (message === undefined) return undefined;
  const link = parseLink(message);
  if (!isOurs(link, ctid, client.root)) throw new ForeignObject(link.name, link.alias);
  return link;
}

export const isOurs = (link: Link, ctid: Ctid, root: string): boolean =>
  link.kind === 'veth' && link.alias === linkAlias(ctid, root) && link.name === linkName(ctid);

/** Makes the pair, the peer directly in the container's namespace; the host's end is marked and still down. */
export function makeLink(client: OwnClient, ctid: Ctid, netns: number, mtu: number): Link {
  const name = linkName(ctid);
  const end = { address: linkAddress(ctid), mtu, noArp: true };
  // One send: a killed reconciler leaves no pair without its marker.
  const [made, marked, got] = client.attempt([
    addVeth({ ...end, name }, { ...end, name: INSIDE }, netns),
    setLink({ name }, { alias: linkAlias(ctid, client.root) }),
    getLink({ name }),
  ]);
  for (const outcome of [made, marked, got]) if (outcome?.error !== undefined) throw outcome.error;
  return parseLink(got?.messages[0] as Message);
}

/** Up, filtered, forwarding. The filter is in place before the link comes up; what is as it should be is not written. */
export function raiseLink(client: OwnClient, link: Link, addresses: readonly string[]): void {
  const [clsact, filter] = client.attempt([addClsact(link), setIngressFilter(link, sourceFilter(addresses))]);
  if (clsact?.error !== undefined && clsact.error.code !== 'EEXIST') throw clsact.error;
  if (filter?.error !== undefined) throw filter.error;
  const mac = linkAddress(ctidOf(link));
  client.ask([
    ...(link.addressGeneration === undefined || link.addressGeneration === ADDRESS_GENERATION_NONE
      ? []
      : [setLink(link, { addressGeneration: 'none' })]),
    ...(link.noArp && link.address?.equals(mac) === true ? [] : [setLink(link, { noArp: true, address: mac })]),
    ...(link.up ? [] : [setLink(link, { up: true })]),
    setLink(link, { ipv4: { forwarding: 1, rpFilter: 1 } }),
  ]);
  if (hasForceForwarding()) writeFileSync(`/proc/sys/net/ipv6/conf/${link.name}/force_forwarding`, '1');
}

const ctidOf = (link: Link): Ctid => {
  const ctid = ctidOfAlias(link.alias);
  if (ctid === undefined) throw new ForeignObject(link.name, link.alias);
  return ctid;
};

/** Writes a sysctl that has another value. */
export function writeSetting(path: string, value: string): void {
  if (readFileSync(path, 'utf8').trim() !== value) writeFileSync(path, value);
}

/** Whether link and settings are as raiseLink leaves them. */
export function isRaised(message: Message, link: Link, ctid: Ctid): boolean {
  const forced = readIpv6Setting(message, FORCE_FORWARDING);
  return (
    link.up &&
    link.noArp &&
    link.address?.equals(linkAddress(ctid)) === true &&
    link.ipv4.forwarding &&
    link.ipv4.rpFilter === 1 &&
    (link.addressGeneration === undefined || link.addressGeneration === ADDRESS_GENERATION_NONE) &&
    (forced === undefined || forced === 1)
  );
}

/** For each link, whether exactly the filter for these addresses is there. */
export function haveFilters(
  client: OwnClient,
  links: readonly (readonly [IndexedLink, readonly string[]])[],
): boolean[] {
  const answers = client.attempt(links.map(([link]) => getIngressFilter(link)));
  return links.map(([, addresses], i) => {
    const message = answers[i]?.messages[0];
    return message !== undefined && parseFilter(message)?.equals(sourceFilter(addresses)) === true;
  });
}

/** The host routes we made: to one link, or all. */
export const ownRoutes = (client: OwnClient, link?: IndexedLink): Route[] =>
  (['ipv4', 'ipv6'] as const)
    .flatMap((family) => dumpIfKnown(client, dumpRoutes(family, PROTOCOL, link)).map(parseRoute))
    .filter((route) => route.prefix === bitsOf(route.destination));

function dumpIfKnown(client: OwnClient, request: Request): readonly Message[] {
  try {
    return client.dump(request).messages;
  } catch (error) {
    // A kernel without IPv6; or the link is gone, taken along by the namespace of a container that has just ended.
    const none = ['EOPNOTSUPP', 'EAFNOSUPPORT', 'ENODEV'];
    if (error instanceof Error && 'code' in error && none.includes(String(error.code))) return [];
    throw error;
  }
}

export function changeRoutes(
  client: OwnClient,
  link: IndexedLink,
  change: { add: readonly string[]; remove: readonly string[] },
): void {
  const removed = client.attempt(change.remove.map((address) => deleteRoute(link, address, PROTOCOL)));
  for (const { error } of removed) if (error !== undefined && error.code !== 'ESRCH') throw error;
  for (const [i, { error }] of client
    .attempt(change.add.map((address) => addRoute(link, address, PROTOCOL)))
    .entries()) {
    if (error?.code === 'EEXIST') throw new AddressConflict(change.add[i] ?? '', 'is routed elsewhere on this host');
    if (error !== undefined) throw error;
  }
}

/** Throws AddressConflict when one of these is the host's own or is routed by itself to another link. */
export function checkFree(client: OwnClient, addresses: readonly string[], own: IndexedLink | undefined): void {
  for (const [i, { messages }] of client.attempt(addresses.map(findRoute)).entries()) {
    const address = addresses[i] ?? '';
    const route = messages[0] && parseRoute(messages[0]);
    // An errno is an answer too: unreachable, so nobody has it.
    if (route === undefined || route.destination !== address || route.prefix !== bitsOf(address)) continue;
    if (route.type !== RTN_UNICAST) throw new AddressConflict(address, 'belongs to this host');
    if (route.link !== own?.index) throw new AddressConflict(address, `is routed to ${holder(client, route)}`);
  }
}

function holder(client: OwnClient, route: Route): string {
  if (route.link === undefined) return 'several links';
  const message = client.attempt([getLink({ index: route.link })])[0]?.messages[0];
  const link = message && parseLink(message);
  const ctid = ctidOfAlias(link?.alias);
  return ctid === undefined ? `link ${link?.name ?? route.link}` : `container ${ctid}`;
}

/** 17 ms of RCU grace; a dying namespace does it for nothing. */
export const removeLink = (client: OwnClient, link: Link): void => {
  const [outcome] = client.attempt([deleteLink(link)]);
  if (outcome?.error !== undefined && outcome.error.code !== 'ENODEV') throw outcome.error;
};

const bitsOf = (address: string): number => (address.includes(':') ? 128 : 32);
