// Ethernet devices of a container beside venet: veth pairs whose inner end is left to the container, and whose outer end is
// a bridge's port or nobody's. What a container may not do is kept at the outer end, which it cannot reach. They go with
// the container's network namespace.

import type { NetifState } from '../../reconciler/state/container.ts';
import type { Ctid } from '../../schema/units.ts';
import { withNetns } from '../kernel/namespace.ts';
import { addAccessVlan, deleteVlan, dumpVlans, type PortVlan, parseVlans } from '../netlink/bridge.ts';
import { NetlinkClient } from '../netlink/client.ts';
import { addVeth, deleteLink, getLink, type Link, parseLink, setLink } from '../netlink/link.ts';
import { insist, type Request } from '../netlink/request.ts';
import { addClsact, deleteIngressFilter, getIngressFilter, parseFilter, setIngressFilter } from '../netlink/traffic.ts';
import { ForeignObject } from './errors.ts';
import { macFilter } from './mac-filter.ts';
import { NETIFS, netifAlias, netifName, netifOfAlias } from './names.ts';
import type { OwnClient } from './own-client.ts';

/** OpenVZ's advice: higher than any other, so that no bridge takes it for its own. */
const OUTER_MAC = Buffer.from('feffffffffff', 'hex');

/** The outer end of a device of ours. */
export interface Outer {
  readonly ctid: Ctid;
  readonly name: string;
  readonly link: Link;
}

/** undefined: it is not one of ours. */
export function outerOf(link: Link, root: string): Outer | undefined {
  const found = netifOfAlias(link.alias);
  if (found === undefined || link.kind !== 'veth' || link.alias !== netifAlias(found.ctid, found.name, root))
    return undefined;
  return NETIFS.some((number) => link.name === netifName(found.ctid, number)) ? { ...found, link } : undefined;
}

/** Those of one container; foreign links of such names are no concern of anybody's. */
export const findOuters = (client: OwnClient, ctid: Ctid): Outer[] =>
  look(client, ctid).flatMap(({ outer }) => outer ?? []);

interface Slot {
  readonly name: string;
  readonly taken: boolean;
  readonly outer: Outer | undefined;
}

function look(client: OwnClient, ctid: Ctid): Slot[] {
  const names = NETIFS.map((number) => netifName(ctid, number));
  return client.attempt(names.map((name) => getLink({ name }))).map(({ messages }, i) => {
    const link = messages[0] && parseLink(messages[0]);
    return { name: names[i] ?? '', taken: link !== undefined, outer: link && outerOf(link, client.root) };
  });
}

/** What of these devices works, as the kernel has it; `netns` is the container's. In order of names. */
export function readNetifs(client: OwnClient, netns: number, outers: readonly Outer[]): NetifState[] {
  const inner = lookInside(netns, outers);
  const found = outers.flatMap((outer, i): NetifState[] => {
    const link = inner[i];
    if (link === undefined || !outer.link.up) return [];
    const mac = macText(link.address);
    return [{ name: link.name, mac, ...readPort(client, outer.link), macFilter: readFilter(client, outer.link, mac) }];
  });
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The inner end of each, undefined when it is not in this namespace. */
const lookInside = (netns: number, outers: readonly Outer[]): (Link | undefined)[] =>
  withNetns(netns, () => {
    using inside = new NetlinkClient();
    const answers = inside.attempt(outers.map(({ link }) => getLink({ index: link.peer ?? 0 })));
    return answers.map(({ messages }, i) => {
      const link = messages[0] && parseLink(messages[0]);
      return link?.kind === 'veth' && link.peer === outers[i]?.link.index ? link : undefined;
    });
  });

const macText = (bytes: Buffer | undefined): string =>
  (bytes ?? Buffer.alloc(0)).toString('hex').replace(/..(?=.)/g, '$&:');

function readFilter(client: OwnClient, link: Link, mac: string): boolean | 'mixed' {
  const message = client.attempt([getIngressFilter(link)])[0]?.messages[0];
  if (message === undefined) return false;
  return parseFilter(message)?.equals(macFilter(mac)) === true ? true : 'mixed';
}

function readPort(client: OwnClient, link: Link): Pick<NetifState, 'bridge' | 'vlan'> {
  if (link.master === undefined) return {};
  const message = client.attempt([getLink({ index: link.master })])[0]?.messages[0];
  const bridge = message && parseLink(message);
  if (bridge === undefined) return {};
  if (bridge.bridge?.vlanFiltering !== true) return { bridge: bridge.name };
  const vlan = accessVlan(readVlans(client, link));
  return { bridge: bridge.name, ...(vlan !== bridge.bridge.defaultVlan && { vlan }) };
}

/** A reading of what a bridge gives its ports: 0, no VLAN, when that was switched off. */
function accessVlan(vlans: readonly PortVlan[]): number | 'mixed' {
  const [only, more] = vlans;
  if (only === undefined) return 0;
  return more === undefined && only.untagged ? only.vid : 'mixed';
}

const readVlans = (client: OwnClient, link: Link): PortVlan[] =>
  client.dump(dumpVlans(link)).messages.flatMap(parseVlans);

/** Brings a container to these devices from whatever is there; what is as it should be is left alone. */
export function arrangeNetifs(client: OwnClient, ctid: Ctid, netns: number, wanted: readonly NetifState[]): void {
  const slots = look(client, ctid);
  const outers = slots.flatMap(({ outer }) => outer ?? []);
  const inner = lookInside(netns, outers);
  const kept = new Map<string, { readonly outer: Outer; readonly inner: Link }>();
  const free = slots.filter(({ taken }) => !taken).map(({ name }) => name);
  for (const [i, outer] of outers.entries()) {
    const link = inner[i];
    const isWanted = wanted.some(({ name }) => name === outer.name) && !kept.has(outer.name);
    if (link?.name === outer.name && isWanted) kept.set(outer.name, { outer, inner: link });
    else {
      insist(client.attempt([deleteLink(outer.link)]), 'ENODEV');
      free.push(outer.link.name);
    }
  }
  free.sort();
  if (wanted.length > 0) client.furnished.add(ctid);
  for (const netif of wanted) {
    const there = kept.get(netif.name);
    if (there !== undefined && macText(there.inner.address) !== netif.mac) setInnerMac(netns, there.inner, netif.mac);
    const name = free[0];
    if (there === undefined && name === undefined) throw new Error(`no name is left for ${netif.name} of ${ctid}`);
    if (there === undefined) free.shift();
    furnish(client, there?.outer.link ?? make(client, ctid, netns, netif, name ?? ''), netif);
  }
}

const macBytes = (mac: string): Buffer => Buffer.from(mac.replaceAll(':', ''), 'hex');

const setInnerMac = (netns: number, link: Link, mac: string): void =>
  withNetns(netns, () => {
    using inside = new NetlinkClient();
    inside.ask([setLink({ index: link.index }, { address: macBytes(mac) })]);
  });

function make(client: OwnClient, ctid: Ctid, netns: number, netif: NetifState, name: string): Link {
  // One send: a killed reconciler leaves no pair without its marker.
  const [made, marked, , got] = client.attempt([
    addVeth({ name, address: OUTER_MAC }, { name: netif.name, address: macBytes(netif.mac) }, netns),
    setLink({ name }, { alias: netifAlias(ctid, netif.name, client.root) }),
    // The host does not speak on it. Refused without IPv6 in the kernel.
    setLink({ name }, { addressGeneration: 'none' }),
    getLink({ name }),
  ]);
  for (const outcome of [made, marked, got]) if (outcome !== undefined) insist([outcome]);
  const message = got?.messages[0];
  if (message === undefined) throw new Error(`no answer about ${name}`);
  return parseLink(message);
}

/** Filter, bridge and VLAN are in place before the link comes up. */
function furnish(client: OwnClient, link: Link, netif: NetifState): void {
  if (netif.macFilter === true) {
    insist(client.attempt([addClsact(link)]), 'EEXIST');
    client.ask([setIngressFilter(link, macFilter(netif.mac))]);
  } else insist(client.attempt([deleteIngressFilter(link)]), 'ENOENT', 'EINVAL');
  const bridge = netif.bridge === undefined ? undefined : findBridge(client, netif.bridge);
  const master = bridge?.index ?? 0;
  if ((link.master ?? 0) !== master) client.ask([setLink(link, { master })]);
  if (bridge?.bridge?.vlanFiltering === true) setVlan(client, link, netif.vlan, bridge.bridge.defaultVlan);
  if (!link.up) client.ask([setLink(link, { up: true })]);
}

/** Throws for what is not there, which a later pass may cure. */
function findBridge(client: OwnClient, name: string): Link {
  const message = client.ask([getLink({ name })])[0]?.[0];
  const link = message && parseLink(message);
  if (link?.kind !== 'bridge') throw new ForeignObject(name, link?.alias);
  return link;
}

function setVlan(client: OwnClient, link: Link, vlan: NetifState['vlan'], byDefault: number): void {
  const wanted = vlan === undefined || vlan === 'mixed' ? byDefault : vlan;
  const now = readVlans(client, link);
  if (accessVlan(now) === wanted) return;
  const remove: Request[] = now.map(({ vid }) => deleteVlan(link, vid));
  insist(client.attempt(remove), 'ENOENT');
  if (wanted !== 0) client.ask([addAccessVlan(link, wanted)]);
}
