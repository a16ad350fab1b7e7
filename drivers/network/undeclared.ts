// What a container's network namespace has that no manifest says and neither the kernel nor this driver made: devices,
// addresses, routes and routing rules. Software inside may have made them by right (docker0, wg0), so it is told and nothing
// else. Devices that a manifest hands over (netif, netdev) are the container's to configure.

import { setImmediate } from 'node:timers/promises';
import { MORE, type Undeclared } from '../../reconciler/state/model.ts';
import type { Ctid } from '../../schema/units.ts';
import { withNetns } from '../kernel/namespace.ts';
import { dumpAddresses, type InterfaceAddress, parseInterfaceAddress } from '../netlink/address.ts';
import { NetlinkClient } from '../netlink/client.ts';
import type { Message } from '../netlink/codec.ts';
import { dumpLinks, type Link, parseLink } from '../netlink/link.ts';
import { dumpPolicyRules, type PolicyRule, parsePolicyRule } from '../netlink/policy-rule.ts';
import type { Request } from '../netlink/request.ts';
import { NetlinkError } from '../netlink/request.ts';
import { dumpAllRoutes, type Family, familyOf, parseRoute, type Route } from '../netlink/route.ts';
import { INSIDE } from './names.ts';
import { lentIndexes } from './netdevs.ts';
import { allLinks, inNetns, type Links } from './observe.ts';
import type { OwnClient } from './own-client.ts';

/** Of one container: more than anybody reads, so that what manifests ignore does not hide the rest. */
export const MOST = 256;
/** More than this the container has made itself, and reading it would take time from all others. */
const LIMIT = { messages: 2048 };
/** Containers looked at between two turns of the event loop. */
const TURN = 20;

/** rtm_protocol: redirects, the kernel, routes at boot (ours, and those of ip(8)), router advertisements. */
const [RTPROT_REDIRECT, RTPROT_KERNEL, RTPROT_BOOT, RTPROT_RA] = [1, 2, 3, 9] as const;
/** ifa_proto. */
const IFAPROT_KERNEL_RA = 2;
/** rtm_type of routes that lead nowhere. */
const nowhere = new Map([
  [6, 'blackhole'],
  [7, 'unreachable'],
  [8, 'prohibit'],
  [9, 'throw'],
]);

/** Devices that the kernel puts into every network namespace when their module is loaded. */
const fallbacks: ReadonlySet<string> = new Set([
  ...['tunl0', 'gre0', 'gretap0', 'erspan0', 'ip_vti0', 'sit0'],
  ...['ip6tnl0', 'ip6gre0', 'ip6_vti0', 'teql0', 'ip6gretap0', 'ip6erspan0'],
]);

/** Of containers that run, in which something was found. */
export async function undeclaredNetworks(
  client: OwnClient,
  pids: ReadonlyMap<Ctid, number>,
): Promise<ReadonlyMap<Ctid, readonly Undeclared[]>> {
  const links = allLinks(client);
  return eachNetwork(pids, (ctid, pid) => {
    const there = inNetns(pid, lookInside);
    return there && undeclaredIn(there, ownIn(there, ctid, links, lentIndexes(client.root, ctid)));
  });
}

const unread: Undeclared = { name: 'network', value: 'cannot be read', usual: 'none' };

/** Root of one container can make a look into it fail; the others are told all the same. `look`: undefined when it is gone. */
export async function eachNetwork(
  pids: ReadonlyMap<Ctid, number>,
  look: (ctid: Ctid, pid: number) => readonly Undeclared[] | undefined,
): Promise<ReadonlyMap<Ctid, readonly Undeclared[]>> {
  const found = new Map<Ctid, readonly Undeclared[]>();
  for (const [i, [ctid, pid]] of [...pids].entries()) {
    if (i % TURN === TURN - 1) await setImmediate();
    let undeclared: readonly Undeclared[];
    try {
      undeclared = look(ctid, pid) ?? [];
    } catch {
      undeclared = [unread];
    }
    if (undeclared.length > 0) found.set(ctid, undeclared);
  }
  return found;
}

/** What a network namespace has. */
export interface Inside {
  readonly links: readonly Link[];
  readonly addresses: readonly InterfaceAddress[];
  readonly routes: readonly Route[];
  readonly rules: readonly PolicyRule[];
  /** Not all of it was read. */
  readonly isCut: boolean;
}

const lookInside = (netns: number): Inside =>
  withNetns(netns, () => {
    using client = new NetlinkClient();
    let isCut = false;
    const all = (request: Request): readonly Message[] => {
      const { messages, whole } = client.dump(request, LIMIT);
      isCut ||= !whole;
      return messages;
    };
    const families: readonly Family[] = ['ipv4', 'ipv6'];
    const [links, addresses] = [all(dumpLinks()).map(parseLink), all(dumpAddresses()).map(parseInterfaceAddress)];
    const routes = families.flatMap((family) => ifKnown(() => all(dumpAllRoutes(family)).map(parseRoute)));
    const rules = families.flatMap((family) => ifKnown(() => all(dumpPolicyRules(family)).map(parsePolicyRule)));
    return { links, addresses, routes, rules, isCut };
  });

/** Nothing where this kernel has no such family, or no routing rules. */
function ifKnown<T>(look: () => readonly T[]): readonly T[] {
  try {
    return look();
  } catch (error) {
    if (error instanceof NetlinkError && ['EOPNOTSUPP', 'EAFNOSUPPORT'].includes(error.code)) return [];
    throw error;
  }
}

/** What of it is ours, or was handed over. */
export interface Own {
  /** Index of venet0. */
  readonly venet: number | undefined;
  /** Addresses that are routed to it. */
  readonly routed: ReadonlySet<string>;
  /** Indexes of devices that the container may configure as it likes. */
  readonly handed: ReadonlySet<number>;
}

function ownIn({ links }: Inside, ctid: Ctid, { ends, outers }: Links, lent: readonly number[]): Own {
  const end = ends.get(ctid);
  const isPeer = (outer: Link, { index, kind, peer }: Link): boolean =>
    kind === 'veth' && peer === outer.index && outer.peer === index;
  const venet = end && links.find((link) => link.name === INSIDE && isPeer(end.link, link));
  const others = outers.get(ctid) ?? [];
  const netifs = links.filter((link) => others.some((outer) => isPeer(outer.link, link)));
  return {
    venet: venet?.index,
    routed: new Set(end?.routed ?? []),
    handed: new Set([...netifs.map(({ index }) => index), ...lent]),
  };
}

/** What nobody declared, in an order that does not depend on the kernel's. */
export function undeclaredIn(inside: Inside, own: Own): readonly Undeclared[] {
  const names = new Map(inside.links.map(({ index, name }) => [index, name]));
  const nameOf = (index: number | undefined): string => names.get(index ?? 0) ?? `number ${index ?? 0}`;
  const found = [
    ...sorted(inside.links.filter((link) => isForeign(link, own)).map(deviceOf)),
    ...sorted(
      inside.addresses
        .filter((one) => !isUsual(one, nameOf(one.index), own))
        .map(({ address, prefix, index }) => ({ name: `address ${address}/${prefix}`, value: `dev ${nameOf(index)}` })),
    ),
    ...sorted(inside.routes.filter((route) => !isExpected(route, own)).map((route) => routeOf(route, nameOf))),
    ...sorted(inside.rules.filter(({ protocol }) => protocol !== RTPROT_KERNEL).map(ruleOf)),
  ].map((one) => ({ ...one, usual: 'none' }));
  if (found.length <= MOST && !inside.isCut) return found;
  return [...found.slice(0, MOST), { name: 'network', value: MORE, usual: 'none' }];
}

type Found = Omit<Undeclared, 'usual'>;

const textOf = ({ name, value }: Found): string => `${name} ${value}`;
const sorted = (found: readonly Found[]): readonly Found[] =>
  found.toSorted((one, other) => (textOf(one) < textOf(other) ? -1 : 1));

const isForeign = ({ index, name, up }: Link, { venet, handed }: Own): boolean =>
  name !== 'lo' && index !== venet && !handed.has(index) && (up || !fallbacks.has(name));

const deviceOf = ({ name, kind }: Link): Found => ({ name: `device ${name}`, value: kind ?? 'physical' });

function isUsual({ index, address, prefix, protocol }: InterfaceAddress, name: string, own: Own): boolean {
  if (own.handed.has(index) || protocol === IFAPROT_KERNEL_RA) return true;
  // Before 5.18 the kernel does not say which are its own.
  if (/^fe[89ab]/.test(address) && prefix === 64) return true;
  if (name === 'lo') return (address === '127.0.0.1' && prefix === 8) || (address === '::1' && prefix === 128);
  const isAlone = prefix === (familyOf(address) === 'ipv4' ? 32 : 128);
  return index === own.venet && isAlone && own.routed.has(address);
}

function isExpected({ protocol, link, prefix, gateway }: Route, { venet, handed }: Own): boolean {
  if ([RTPROT_REDIRECT, RTPROT_KERNEL, RTPROT_RA].includes(protocol as 1 | 2 | 9)) return true;
  if (link !== undefined && handed.has(link)) return true;
  return link !== undefined && link === venet && prefix === 0 && gateway === undefined && protocol === RTPROT_BOOT;
}

const RT_TABLE_MAIN = 254;

function routeOf(
  { family, destination, prefix, type, table, link, gateway }: Route,
  nameOf: (link?: number) => string,
): Found {
  const to = prefix === 0 ? `default (${family})` : `${destination}/${prefix}`;
  const way = [
    ...(gateway === undefined ? [] : [`via ${gateway}`]),
    nowhere.get(type) ?? (link === undefined ? 'several ways' : `dev ${nameOf(link)}`),
    ...(table === RT_TABLE_MAIN ? [] : [`table ${table}`]),
  ];
  return { name: `route ${to}`, value: way.join(' ') };
}

const ruleOf = ({ family, priority, words }: PolicyRule): Found => ({
  name: `rule ${priority} (${family})`,
  value: words,
});
