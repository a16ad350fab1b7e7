// What works: one dump of the host's links and of our routes for all containers, one filter question and a look inside
// for each. An address is reported only when all of it works (inside, default route, host route, proxy entry), and none
// is while link or filter are not exactly as attach leaves them: so every drift shows as missing addresses, and adding
// them again repairs it.

import { closeSync, openSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { NetifState, NetworkState } from '../../reconciler/state/container.ts';
import { compareAddresses } from '../../schema/address.ts';
import type { Ctid } from '../../schema/units.ts';
import { hasCode } from '../kernel/error-code.ts';
import type { Message } from '../netlink/codec.ts';
import { dumpLinks, getLink, type Link, parseLink } from '../netlink/link.ts';
import { familyOf } from '../netlink/route.ts';
import { type Inside, isHostNetns, ownAddresses, readInside } from './inside.ts';
import { ctidOfAlias, ifbName, linkAddress, linkName, NETIFS, netifName } from './names.ts';
import { borrowers, readNetdevs } from './netdevs.ts';
import { type Outer, outerOf, readNetifs } from './netifs.ts';
import { haveFilters, isOurs, isRaised, ownRoutes } from './outside.ts';
import type { OwnClient } from './own-client.ts';
import { isOurIfb, isPlain, readRates } from './shaping.ts';
import { ownProxies } from './uplink.ts';

/** What the host has of containers. */
export interface Links {
  readonly ends: ReadonlyMap<Ctid, Found>;
  readonly ifbs: ReadonlyMap<Ctid, Link>;
  /** Outer ends of other devices. */
  readonly outers: ReadonlyMap<Ctid, readonly Outer[]>;
}

interface Bridges {
  readonly bridges: OwnClient['bridges'];
}

interface Found {
  readonly link: Link;
  readonly message: Message;
  /** Addresses we route to it, sorted. */
  readonly routed: readonly string[];
}

export interface View {
  readonly client: OwnClient;
  /** Host pids of running inits, at least of those looked at. */
  readonly pids: ReadonlyMap<Ctid, number>;
  /** Absent: all. */
  readonly only?: readonly Ctid[];
  readonly uplink: string | undefined;
}

/** Containers looked at between two turns of the event loop, about 5 ms. */
const TURN = 50;

/** Up to this many containers are asked for one by one. */
const FEW = 16;

/** Every running container, and every link of ours whatever became of its container. */
export async function observeNetworks({ client, pids, only, uplink }: View): Promise<Map<Ctid, NetworkState>> {
  const { ends, ifbs, outers } = only === undefined || only.length > FEW ? allLinks(client) : someLinks(client, only);
  const proxied = uplink === undefined ? undefined : proxiedOn(client, uplink);
  const lent = new Set(borrowers(client.root));
  const all = (): Ctid[] => [...ends.keys(), ...ifbs.keys(), ...outers.keys(), ...lent, ...pids.keys()];
  const ctids = only ?? [...new Set(all())].sort((a, b) => a - b);
  const found = ctids.flatMap((ctid) => ends.get(ctid) ?? []);
  const filters = haveFilters(
    client,
    found.map(({ link, routed }) => [link, routed] as const),
  );
  const filtered = new Set(found.filter((_, i) => filters[i]).map(({ link }) => link.index));
  const states = new Map<Ctid, NetworkState>();
  for (const [i, ctid] of ctids.entries()) {
    if (i % TURN === TURN - 1) await setImmediate();
    const host = ends.get(ctid);
    const ifb = ifbs.get(ctid);
    const pid = pids.get(ctid);
    const others = outers.get(ctid) ?? [];
    const isThere = host ?? ifb ?? others[0] ?? pid;
    if (isThere === undefined && !lent.has(ctid)) continue;
    const intact =
      host !== undefined && filtered.has(host.link.index) && isRaised(host.message, host.link, ctid, host.routed);
    const addresses = intact ? working(host, ctid, pid) : [];
    const reachable = addresses.filter((address) => proxied?.has(address) ?? true);
    states.set(ctid, {
      addresses: reachable,
      rate: ratesAt(client, host?.link, ifb),
      netifs: netifsAt(client, pid, others),
      netdevs: lent.has(ctid) ? readNetdevs(client.root, ctid) : [],
    });
  }
  return states;
}

function ratesAt(client: OwnClient, link: Link | undefined, ifb: Link | undefined): NonNullable<NetworkState['rate']> {
  if (link === undefined) return ifb === undefined ? [] : 'mixed';
  return ifb === undefined && isPlain(link) ? [] : readRates(client, link, ifb);
}

function netifsAt(client: OwnClient, pid: number | undefined, outers: readonly Outer[]): readonly NetifState[] {
  if (pid === undefined || outers.length === 0) return [];
  return inNetns(pid, (netns) => readNetifs(client, netns, outers)) ?? [];
}

export function allLinks(client: OwnClient): Links {
  const routes = new Map<number, string[]>();
  for (const { link = 0, destination } of ownRoutes(client))
    routes.set(link, [...(routes.get(link) ?? []), destination]);
  const links = ownLinks(client.root, client.dump(dumpLinks()).messages, ({ index }) => routes.get(index) ?? []);
  client.furnished = new Set([...links.ifbs.keys(), ...links.outers.keys()]);
  client.bridges = links.bridges;
  client.surveyed = true;
  return links;
}

/** The kernel picks links and routes: cheaper than two dumps while they are few. */
function someLinks(client: OwnClient, only: readonly Ctid[]): Links {
  const furnished = client.surveyed ? only.filter((ctid) => client.furnished.has(ctid)) : only;
  const more = furnished.flatMap((ctid) => [ifbName(ctid), ...NETIFS.map((number) => netifName(ctid, number))]);
  const names = [...only.map(linkName), ...more];
  const outcomes = client.attempt(names.map((name) => getLink({ name })));
  const routed = (link: Link): string[] => ownRoutes(client, link).map(({ destination }) => destination);
  return ownLinks(
    client.root,
    outcomes.flatMap(({ messages }) => messages),
    routed,
  );
}

function ownLinks(root: string, messages: readonly Message[], routed: (link: Link) => string[]): Links & Bridges {
  const ends = new Map<Ctid, Found>();
  const ifbs = new Map<Ctid, Link>();
  const outers = new Map<Ctid, Outer[]>();
  const bridges = new Map<string, NonNullable<Link['bridge']>>();
  for (const message of messages) {
    const link = parseLink(message);
    const ctid = ctidOfAlias(link.alias);
    if (link.bridge !== undefined) bridges.set(link.name, link.bridge);
    const outer = ctid === undefined ? outerOf(link, root) : undefined;
    if (outer !== undefined) outers.set(outer.ctid, [...(outers.get(outer.ctid) ?? []), outer]);
    if (ctid === undefined) continue;
    if (isOurs(link, ctid, root)) ends.set(ctid, { link, message, routed: routed(link).sort(compareAddresses) });
    else if (isOurIfb(link, ctid, root)) ifbs.set(ctid, link);
  }
  return { ends, ifbs, outers, bridges };
}

/** Addresses answered for on the uplink; none while it is missing. */
function proxiedOn(client: OwnClient, uplink: string): ReadonlySet<string> {
  const message = client.attempt([getLink({ name: uplink })])[0]?.messages[0];
  const index = message === undefined ? 0 : parseLink(message).index;
  const ours = ownProxies(client).filter((proxy) => proxy.index === index);
  return new Set(ours.map(({ address }) => address));
}

/** Of the routed addresses those that work inside; without an init nobody can look, and the routes speak. */
function working({ link, routed }: Found, ctid: Ctid, pid: number | undefined): readonly string[] {
  if (pid === undefined) return routed;
  const inside = lookInside(pid);
  if (inside === undefined || !isPaired(link, inside, ctid)) return [];
  const own = new Set(ownAddresses(inside));
  return routed.filter((address) => own.has(address) && inside.defaults.has(familyOf(address)));
}

const isPaired = (link: Link, inside: Inside, ctid: Ctid): boolean =>
  inside.link.peer === link.index &&
  link.peer === inside.link.index &&
  inside.link.up &&
  inside.link.noArp &&
  inside.link.address?.equals(linkAddress(ctid)) === true;

/** undefined: no venet0, or the container has just ended. */
const lookInside = (pid: number): Inside | undefined => inNetns(pid, readInside);

/** Calls `work` with the network namespace of a container; undefined when it has just ended, or is in the host's. */
export function inNetns<T>(pid: number, work: (netns: number) => T): T | undefined {
  let netns: number;
  try {
    netns = openSync(`/proc/${pid}/ns/net`, 'r');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH')) return undefined;
    throw error;
  }
  try {
    return isHostNetns(netns) ? undefined : work(netns);
  } finally {
    closeSync(netns);
  }
}
