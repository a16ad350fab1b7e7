// Reachability from outside, only when the Node manifest names an uplink: forwarding on it, and proxy neighbour entries
// that answer for the containers' addresses there. Nothing else of the host's network is ever changed.

import { existsSync, readFileSync } from 'node:fs';
import { getLink, type Link, parseLink, setLink } from '../netlink/link.ts';
import { addProxy, deleteProxy, dumpProxies, type ProxyNeighbour, parseProxy } from '../netlink/neighbour.ts';
import { insist } from '../netlink/request.ts';
import { PROTOCOL } from './names.ts';
import { hasForceForwarding, ownRoutes, writeSetting } from './outside.ts';
import type { OwnClient } from './own-client.ts';

/** The uplink; throws NetlinkError ENODEV while it is missing, which a later pass may cure. */
export function findUplink(client: OwnClient, name: string): Link {
  const [messages] = client.ask([getLink({ name })]);
  if (messages?.[0] === undefined) throw new Error(`no uplink ${name}`);
  return parseLink(messages[0]);
}

/** Lets packets through between the uplink and the containers. What is as needed is not written. */
export function prepareUplink(client: OwnClient, uplink: Link): void {
  if (!uplink.ipv4.forwarding) client.ask([setLink(uplink, { ipv4: { forwarding: 1 } })]);
  const settings = `/proc/sys/net/ipv6/conf/${uplink.name}`;
  if (!existsSync(settings)) return;
  // A forwarding interface ignores router advertisements unless told otherwise; the host may have its own route from one.
  if (readFileSync(`${settings}/accept_ra`, 'utf8').trim() === '1') writeSetting(`${settings}/accept_ra`, '2');
  writeSetting(`${settings}/forwarding`, '1');
  writeSetting(`${settings}/proxy_ndp`, '1');
  // Before 6.17 IPv6 is forwarded for the whole host or not at all.
  if (hasForceForwarding()) writeSetting(`${settings}/force_forwarding`, '1');
  else writeSetting('/proc/sys/net/ipv6/conf/all/forwarding', '1');
}

/** Our proxy entries, on any link. */
export const ownProxies = (client: OwnClient): ProxyNeighbour[] =>
  client
    .dump(dumpProxies())
    .messages.map(parseProxy)
    .filter(({ protocol }) => protocol === PROTOCOL);

export const answerFor = (client: OwnClient, uplink: Link, addresses: readonly string[]): void => {
  client.ask(addresses.map((address) => addProxy(uplink, address, PROTOCOL)));
};

/** Takes away our proxy entries for addresses no container has any more, on whatever link they are. */
export function sweepProxies(client: OwnClient): void {
  const proxies = ownProxies(client);
  if (proxies.length === 0) return;
  const routed = new Set(ownRoutes(client).map(({ destination }) => destination));
  const stale = proxies.filter(({ address }) => !routed.has(address));
  insist(client.attempt(stale.map(({ index, address }) => deleteProxy({ index }, address))), 'ENOENT');
}
