// Links: RTM_NEWLINK, RTM_SETLINK, RTM_DELLINK, RTM_GETLINK (rtnetlink(7), linux/if_link.h).

import {
  type Attribute,
  type Attributes,
  type Body,
  decodeAttributes,
  MalformedNetlink,
  type Message,
  readText,
  readU32,
  u8,
} from './codec.ts';
import { NLM_F_CREATE, NLM_F_EXCL, type Request } from './request.ts';

const RTM_NEWLINK = 16;
const RTM_DELLINK = 17;
const RTM_GETLINK = 18;
const RTM_SETLINK = 19;

const IFLA_ADDRESS = 1;
const IFLA_IFNAME = 3;
const IFLA_MTU = 4;
const IFLA_LINK = 5;
const IFLA_QDISC = 6;
const IFLA_MASTER = 10;
const IFLA_LINKINFO = 18;
const IFLA_IFALIAS = 20;
const IFLA_AF_SPEC = 26;
const IFLA_NET_NS_FD = 28;
const IFLA_EXT_MASK = 29;
const IFLA_NUM_TX_QUEUES = 31;
const IFLA_NUM_RX_QUEUES = 32;
const IFLA_NEW_IFINDEX = 49;
const IFLA_INFO_KIND = 1;
const IFLA_INFO_DATA = 2;
const VETH_INFO_PEER = 1;
const IFLA_BR_VLAN_FILTERING = 7;
const IFLA_BR_VLAN_DEFAULT_PVID = 39;
const RTEXT_FILTER_SKIP_STATS = 8;

const AF_INET = 2;
const AF_INET6 = 10;
const IFLA_INET_CONF = 1;
const IFLA_INET6_CONF = 2;
const IFLA_INET6_ADDR_GEN_MODE = 8;

const IFF_UP = 0x1;
const IFF_NOARP = 0x80;

/** A link by index or by name. */
export type LinkRef = { readonly index: number; readonly name?: string } | { readonly name: string };

/** net.ipv4.conf.<link>.*, numbered as IPV4_DEVCONF_* in linux/ip.h. */
const ipv4Settings = { forwarding: 1, rpFilter: 8 } as const;
type Ipv4Settings = { readonly [K in keyof typeof ipv4Settings]?: number };

export interface LinkChange {
  readonly up?: boolean;
  readonly noArp?: boolean;
  readonly address?: Uint8Array;
  readonly mtu?: number;
  readonly alias?: string;
  /** Another name, for a link that is known by its index. */
  readonly rename?: string;
  /** An open namespace to move to, and the index there (5.13); EBUSY or EEXIST when that is taken. */
  readonly netns?: number;
  readonly newIndex?: number;
  /** Index of the bridge; 0 takes it off. */
  readonly master?: number;
  readonly ipv4?: Ipv4Settings;
  /** IN6_ADDR_GEN_MODE_NONE (1): no link-local address. To be set before the link comes up. */
  readonly addressGeneration?: 'none';
}

export interface VethEnd {
  readonly name: string;
  readonly address?: Uint8Array;
  readonly mtu?: number;
  readonly noArp?: boolean;
}

export interface Link {
  readonly index: number;
  readonly name: string;
  readonly up: boolean;
  readonly noArp: boolean;
  readonly alias: string | undefined;
  readonly kind: string | undefined;
  readonly address: Buffer | undefined;
  readonly mtu: number | undefined;
  /** Index of the other end of a veth, in the other end's namespace. */
  readonly peer: number | undefined;
  readonly master: number | undefined;
  /** Of a bridge: whether it keeps VLANs apart, and which one its ports begin in; 0: none. */
  readonly bridge: { readonly vlanFiltering: boolean; readonly defaultVlan: number } | undefined;
  /** Kind of the root queueing discipline. */
  readonly qdisc: string | undefined;
  readonly ipv4: { readonly forwarding: boolean; readonly rpFilter: number };
  /** undefined when IPv6 is off on this link. */
  readonly addressGeneration: number | undefined;
}

/** `ip link add NAME type veth peer name PEER netns FD`; EEXIST when one of the names is taken. */
export function addVeth(host: VethEnd, peer: VethEnd, netns: number): Request {
  const inside: Body = {
    header: ifinfo(0, flagsOf(peer)),
    attributes: [...endAttributes(peer), { type: IFLA_NET_NS_FD, value: netns }],
  };
  return {
    type: RTM_NEWLINK,
    flags: NLM_F_CREATE | NLM_F_EXCL,
    header: ifinfo(0, flagsOf(host)),
    attributes: [
      ...endAttributes(host),
      {
        type: IFLA_LINKINFO,
        value: [
          { type: IFLA_INFO_KIND, value: 'veth' },
          { type: IFLA_INFO_DATA, value: [{ type: VETH_INFO_PEER, value: inside }] },
        ],
      },
    ],
    label: `add link ${host.name} type veth peer ${peer.name}`,
  };
}

/** `ip link add NAME type ifb`: what is sent into it comes back as if received; EEXIST when the name is taken. */
export const addIfb = (name: string): Request => ({
  type: RTM_NEWLINK,
  flags: NLM_F_CREATE | NLM_F_EXCL,
  header: ifinfo(0),
  attributes: [
    { type: IFLA_IFNAME, value: name },
    { type: IFLA_LINKINFO, value: [{ type: IFLA_INFO_KIND, value: 'ifb' }] },
  ],
  label: `add link ${name} type ifb`,
});

/** `ip link set`. */
export function setLink(link: LinkRef, change: LinkChange): Request {
  const attributes: Attribute[] = [...nameOf(link)];
  if (change.address !== undefined) attributes.push({ type: IFLA_ADDRESS, value: change.address });
  if (change.mtu !== undefined) attributes.push({ type: IFLA_MTU, value: change.mtu });
  if (change.alias !== undefined) attributes.push({ type: IFLA_IFALIAS, value: Buffer.from(change.alias) });
  if (change.rename !== undefined) attributes.push({ type: IFLA_IFNAME, value: change.rename });
  if (change.netns !== undefined) attributes.push({ type: IFLA_NET_NS_FD, value: change.netns });
  if (change.newIndex !== undefined) attributes.push({ type: IFLA_NEW_IFINDEX, value: change.newIndex });
  if (change.master !== undefined) attributes.push({ type: IFLA_MASTER, value: change.master });
  const families = familySettings(change);
  if (families.length > 0) attributes.push({ type: IFLA_AF_SPEC, value: families });
  const words = Object.keys(change);
  return {
    type: RTM_SETLINK,
    header: ifinfo(indexOf(link), flagsOf(change)),
    attributes,
    label: `set link ${describe(link)} ${words.join(' ')}`,
  };
}

function familySettings(change: LinkChange): Attribute[] {
  const families: Attribute[] = [];
  if (change.ipv4 !== undefined) {
    const values = Object.entries(change.ipv4).map(([key, value]) => ({
      type: ipv4Settings[key as keyof Ipv4Settings],
      value,
    }));
    families.push({ type: AF_INET, value: [{ type: IFLA_INET_CONF, value: values }] });
  }
  if (change.addressGeneration !== undefined) {
    families.push({ type: AF_INET6, value: [{ type: IFLA_INET6_ADDR_GEN_MODE, value: u8(1) }] });
  }
  return families;
}

export const deleteLink = (link: LinkRef): Request => ({
  type: RTM_DELLINK,
  header: ifinfo(indexOf(link)),
  attributes: nameOf(link),
  label: `delete link ${describe(link)}`,
});

const withoutStatistics: Attribute = { type: IFLA_EXT_MASK, value: RTEXT_FILTER_SKIP_STATS };

/** One link; ENODEV when there is none. */
export const getLink = (link: LinkRef): Request => ({
  type: RTM_GETLINK,
  header: ifinfo(indexOf(link)),
  attributes: [...nameOf(link), withoutStatistics],
  label: `get link ${describe(link)}`,
});

export const dumpLinks = (): Request => ({
  type: RTM_GETLINK,
  header: ifinfo(0),
  attributes: [withoutStatistics],
  label: 'dump links',
});

/** What parseLink reads, of the fifty attributes there are. */
const read: ReadonlySet<number> = new Set([
  IFLA_ADDRESS,
  IFLA_IFNAME,
  IFLA_MTU,
  IFLA_LINK,
  IFLA_QDISC,
  IFLA_MASTER,
  IFLA_LINKINFO,
  IFLA_IFALIAS,
  IFLA_AF_SPEC,
]);

/** The link an RTM_NEWLINK message tells of. */
export function parseLink({ type, body }: Message): Link {
  if (type !== RTM_NEWLINK || body.length < 16) throw new MalformedNetlink(`message ${type} is not a link`);
  const attributes = decodeAttributes(body, 16, read);
  const flags = body.readUInt32LE(8);
  const families = nested(attributes.get(IFLA_AF_SPEC));
  const info = nested(attributes.get(IFLA_LINKINFO));
  const kind = readText(info.get(IFLA_INFO_KIND));
  return {
    index: body.readInt32LE(4),
    name: readText(attributes.get(IFLA_IFNAME)) ?? '',
    up: (flags & IFF_UP) !== 0,
    noArp: (flags & IFF_NOARP) !== 0,
    alias: readText(attributes.get(IFLA_IFALIAS)),
    kind,
    address: attributes.get(IFLA_ADDRESS),
    mtu: readU32(attributes.get(IFLA_MTU)),
    peer: readU32(attributes.get(IFLA_LINK)),
    master: readU32(attributes.get(IFLA_MASTER)),
    bridge: kind === 'bridge' ? readBridge(nested(info.get(IFLA_INFO_DATA))) : undefined,
    qdisc: readText(attributes.get(IFLA_QDISC)),
    ipv4: readIpv4(families.get(AF_INET)),
    addressGeneration: nested(families.get(AF_INET6)).get(IFLA_INET6_ADDR_GEN_MODE)?.[0],
  };
}

const readBridge = (data: Attributes): NonNullable<Link['bridge']> => ({
  vlanFiltering: data.get(IFLA_BR_VLAN_FILTERING)?.[0] === 1,
  defaultVlan: data.get(IFLA_BR_VLAN_DEFAULT_PVID)?.readUInt16LE(0) ?? 0,
});

const none: Attributes = new Map();
const nested = (attribute: Buffer | undefined): Attributes =>
  attribute === undefined ? none : decodeAttributes(attribute);

function readIpv4(family: Buffer | undefined): Link['ipv4'] {
  const conf = nested(family).get(IFLA_INET_CONF);
  // Sent as an array of 32-bit values; the setting with number n comes n-th, counted from 1.
  const value = (key: keyof Ipv4Settings): number => {
    const at = (ipv4Settings[key] - 1) * 4;
    return conf === undefined || conf.length < at + 4 ? 0 : conf.readInt32LE(at);
  };
  return { forwarding: value('forwarding') !== 0, rpFilter: value('rpFilter') };
}

/** Settings of net.ipv6.conf.<link> as the kernel numbers them (DEVCONF_* of linux/ipv6.h); undefined when unknown. */
export function readIpv6Setting({ body }: Message, index: number): number | undefined {
  const families = nested(decodeAttributes(body, 16, read).get(IFLA_AF_SPEC));
  const conf = nested(families.get(AF_INET6)).get(IFLA_INET6_CONF);
  return conf === undefined || conf.length < index * 4 + 4 ? undefined : conf.readInt32LE(index * 4);
}

const indexOf = (link: LinkRef): number => ('index' in link ? link.index : 0);
const nameOf = (link: LinkRef): Attribute[] => ('index' in link ? [] : [{ type: IFLA_IFNAME, value: link.name }]);
const describe = (link: LinkRef): string => link.name ?? ('index' in link ? `#${link.index}` : '');

const endAttributes = (end: VethEnd): Attribute[] => [
  { type: IFLA_IFNAME, value: end.name },
  ...(end.address === undefined ? [] : [{ type: IFLA_ADDRESS, value: end.address }]),
  ...(end.mtu === undefined ? [] : [{ type: IFLA_MTU, value: end.mtu }]),
  // Said aloud: otherwise veth makes a queue per processor and takes all but one away, at an RCU grace period each.
  { type: IFLA_NUM_TX_QUEUES, value: 1 },
  { type: IFLA_NUM_RX_QUEUES, value: 1 },
];

function flagsOf({ up, noArp }: { up?: boolean; noArp?: boolean }): { flags: number; mask: number } {
  const mask = (up === undefined ? 0 : IFF_UP) | (noArp === undefined ? 0 : IFF_NOARP);
  return { flags: (up ? IFF_UP : 0) | (noArp ? IFF_NOARP : 0), mask };
}

/** struct ifinfomsg. */
const ifinfo = (index: number, { flags, mask } = { flags: 0, mask: 0 }): number[] => [0, index, flags, mask];
