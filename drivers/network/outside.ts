// The host's end of one container: the link, its filter, its routes. All writes to the host's network are in this file
// and in uplink.ts.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Ctid } from '../../schema/units.ts';
import { binary, type IndexedLink } from '../netlink/address.ts';
import type { Outcome } from '../netlink/client.ts';
import type { Message } from '../netlink/codec.ts';
import {
  addVeth,
  deleteLink,
  getLink,
  type Link,
  type LinkChange,
  parseLink,
  readIpv6Setting,
  setLink,
} from '../netlink/link.ts';
import { insist, NetlinkError, type Request } from '../netlink/request.ts';
import { addRoute, deleteRoute, dumpRoutes, familyOf, findRoute, parseRoute, type Route } from '../netlink/route.ts';
import { addClsact, getIngressFilter, parseFilter, setIngressFilter } from '../netlink/traffic.ts';
import { AddressConflict, ForeignObject } from './errors.ts';
import { ctidOfAlias, INSIDE, linkAddress, linkAlias, linkName, PROTOCOL } from './names.ts';
import type { OwnClient } from './own-client.ts';
import { sourceFilter } from './source-filter.ts';

/** DEVCONF_FORCE_FORWARDING in linux/ipv6.h, 6.17. */
const FORCE_FORWARDING = 59;
const RTN_UNICAST = 1;
const ADDRESS_GENERATION_NONE = 1;
const FORWARDING = { forwarding: 1, rpFilter: 1 } as const;

let forceForwarding: boolean | undefined;

/** Whether IPv6 can be forwarded for one link alone; before 6.17 only for the whole host. */
export function hasForceForwarding(): boolean {
  forceForwarding ??= existsSync('/proc/sys/net/ipv6/conf/default/force_forwarding');
  return forceForwarding;
}

/** Our link of this container, undefined when there is none. Throws ForeignObject when the name is taken. */
export const findOwnLink = (client: OwnClient, ctid: Ctid): Link | undefined =>
  ownLink(client, ctid, client.attempt([getLink({ name: linkName(ctid) })])[0]);

function ownLink(client: OwnClient, ctid: Ctid, outcome: Outcome | undefined): Link | undefined {
  if (outcome === undefined) return undefined;
  insist([outcome], 'ENODEV');
  const [message] = outcome.messages;
  if (message === undefined) return undefined;
  const link = parseLink(message);
  if (!isOurs(link, ctid, client.root)) throw new ForeignObject(link.name, link.alias);
  return link;
}

/** What there is before the first change: our link, and the host routes to these addresses. Throws ForeignObject. */
export function survey(
  client: OwnClient,
  ctid: Ctid,
  addresses: readonly string[],
): { readonly existing: Link | undefined; readonly taken: readonly Route[] } {
  const [link, ...routes] = client.attempt([getLink({ name: linkName(ctid) }), ...addresses.map(findRoute)]);
  // An errno is an answer too: unreachable, so nobody has it.
  const found = routes.flatMap(({ messages }) => messages.map(parseRoute));
  return { existing: ownLink(client, ctid, link), taken: found.filter(isHostRoute) };
}

export const isOurs = (link: Link, ctid: Ctid, root: string): boolean =>
  link.kind === 'veth' && link.alias === linkAlias(ctid, root) && link.name === linkName(ctid);

/** Makes the pair, the peer directly in the container's namespace; the host's end is marked and still down. */
export function makeLink(client: OwnClient, ctid: Ctid, netns: number, mtu: number): Link {
  const name = linkName(ctid);
  const end = { address: linkAddress(ctid), mtu, noArp: true };
  // One send: a killed reconciler leaves no pair without its marker. Settings before it is up: none of them is announced.
  const [made, marked, , got] = client.attempt([
    addVeth({ ...end, name }, { ...end, name: INSIDE }, netns),
    setLink({ name }, { alias: linkAlias(ctid, client.root), ipv4: FORWARDING }),
    // Refused without IPv6 in the kernel; with it, raiseLink sees that it was not done and says why.
    setLink({ name }, { addressGeneration: 'none' }),
    getLink({ name }),
  ]);
  for (const outcome of [made, marked, got]) if (outcome !== undefined) insist([outcome]);
  return parseLink(got?.messages[0] as Message);
}

/**
 * Forwards IPv6 and makes room for the filter. The first one waits until an RCU grace period has passed since then
 * (mini_qdisc_pair_swap in the kernel, 0.05 ms on an idle host and 1 ms on a busy one), with the lock of all networks
 * held; so do something in between.
 */
export function prepareLink(client: OwnClient, link: Link, addresses: readonly string[]): void {
  insist(client.attempt([addClsact(link)]), 'EEXIST');
  // Here, after the shortest request: while somebody else has that lock, the kernel tries this again and again.
  if (hasIpv6(addresses) && hasForceForwarding())
    writeFileSync(`/proc/sys/net/ipv6/conf/${link.name}/force_forwarding`, '1');
}

/**
 * Filtered, forwarding IPv4, up, and these routes. The filter is in place before the link comes up; what is as it should be is
 * not written.
 */
export function raiseLink(
  client: OwnClient,
  link: Link,
  addresses: readonly string[],
  routes: readonly string[] = [],
): void {
  client.ask([setIngressFilter(link, sourceFilter(addresses))]);
  const change = missing(link);
  const first = [
    ...(Object.keys(change).length === 0 ? [] : [setLink(link, change)]),
    ...(link.up ? [] : [setLink(link, { up: true })]),
  ];
  const outcomes = client.attempt([...first, ...routes.map((address) => addRoute(link, address, PROTOCOL))]);
  insist(outcomes.slice(0, first.length));
  insistRouted(outcomes.slice(first.length), routes);
}

function missing(link: Link): LinkChange {
  const mac = linkAddress(ctidOf(link));
  const { addressGeneration, ipv4 } = link;
  return {
    ...(link.noArp && link.address?.equals(mac) === true ? {} : { noArp: true, address: mac }),
    ...(isForwarding(ipv4) ? {} : { ipv4: FORWARDING }),
    ...(isWithoutGeneration(addressGeneration) ? {} : { addressGeneration: 'none' }),
  };
}

const isForwarding = ({ forwarding, rpFilter }: Link['ipv4']): boolean => forwarding && rpFilter === 1;

const isWithoutGeneration = (generation: number | undefined): boolean =>
  generation === undefined || generation === ADDRESS_GENERATION_NONE;

const ctidOf = (link: Link): Ctid => {
  const ctid = ctidOfAlias(link.alias);
  if (ctid === undefined) throw new ForeignObject(link.name, link.alias);
  return ctid;
};

/** Writes a sysctl that has another value. */
export function writeSetting(path: string, value: string): void {
  if (readFileSync(path, 'utf8').trim() !== value) writeFileSync(path, value);
}

const hasIpv6 = (addresses: readonly string[]): boolean => addresses.some((address) => familyOf(address) === 'ipv6');

/** Whether link and settings are as raiseLink leaves them for these addresses. */
export function isRaised(message: Message, link: Link, ctid: Ctid, addresses: readonly string[]): boolean {
  const forced = hasIpv6(addresses) ? readIpv6Setting(message, FORCE_FORWARDING) : undefined;
  return (
    link.up &&
    link.noArp &&
    link.address?.equals(linkAddress(ctid)) === true &&
    isForwarding(link.ipv4) &&
    isWithoutGeneration(link.addressGeneration) &&
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
    .filter(isHostRoute);

const isHostRoute = ({ destination, prefix }: Route): boolean => prefix === binary(destination).bits;

export function dumpIfKnown(client: OwnClient, request: Request): readonly Message[] {
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
  insist(client.attempt(change.remove.map((address) => deleteRoute(link, address, PROTOCOL))), 'ESRCH');
  insistRouted(client.attempt(change.add.map((address) => addRoute(link, address, PROTOCOL))), change.add);
}

function insistRouted(outcomes: readonly Outcome[], addresses: readonly string[]): void {
  for (const [i, { error }] of outcomes.entries()) {
    if (error?.code === 'EEXIST') throw new AddressConflict(addresses[i] ?? '', 'is routed elsewhere on this host');
    if (error !== undefined) throw new NetlinkError(error);
  }
}

/** Throws AddressConflict when one of these routes makes its address the host's own or leads to another link by itself. */
export function checkFree(client: OwnClient, taken: readonly Route[], own: IndexedLink | undefined): void {
  for (const route of taken) {
    if (route.type !== RTN_UNICAST) throw new AddressConflict(route.destination, 'belongs to this host');
    if (route.link !== own?.index)
      throw new AddressConflict(route.destination, `is routed to ${holder(client, route)}`);
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
export const removeLink = (client: OwnClient, link: Link): void => insist(client.attempt([deleteLink(link)]), 'ENODEV');
