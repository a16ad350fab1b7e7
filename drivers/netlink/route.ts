// Routes of the main table: RTM_NEWROUTE, RTM_DELROUTE, RTM_GETROUTE (rtnetlink(7), linux/rtnetlink.h).

import { formatAddress } from '../../schema/address.ts';
import { AF_INET, AF_INET6, binary, type IndexedLink } from './address.ts';
import { decodeAttributes, MalformedNetlink, type Message, readU32 } from './codec.ts';
import { NLM_F_CREATE, NLM_F_EXCL, type Request } from './request.ts';

const RTM_NEWROUTE = 24;
const RTM_DELROUTE = 25;
const RTM_GETROUTE = 26;
const RTA_DST = 1;
const RTA_OIF = 4;
const RTA_GATEWAY = 5;
const RTA_TABLE = 15;
const RT_TABLE_MAIN = 254;
const RT_SCOPE_LINK = 253;
const RTN_UNICAST = 1;
const RTM_F_FIB_MATCH = 0x2000;
const RTPROT_BOOT = 3;

export type Family = 'ipv4' | 'ipv6';
export const familyOf = (address: string): Family => (address.includes(':') ? 'ipv6' : 'ipv4');
const number = { ipv4: AF_INET, ipv6: AF_INET6 } as const;
const unspecified = { ipv4: '0.0.0.0', ipv6: '::' } as const;

export interface Route {
  readonly family: Family;
  readonly destination: string;
  readonly prefix: number;
  readonly protocol: number;
  readonly table: number;
  /** RTN_UNICAST is 1, RTN_LOCAL 2, RTN_BROADCAST 3. */
  readonly type: number;
  /** Absent: several next hops, or none. */
  readonly link?: number;
  readonly gateway?: string;
}

/** `ip route add ADDRESS dev LINK proto PROTOCOL`: a host route. EEXIST when there is one of the same metric, whatever its link. */
export const addRoute = (link: IndexedLink, address: string, protocol: number): Request =>
  hostRoute('add', link, address, protocol);

/** ESRCH when there is none. */
export const deleteRoute = (link: IndexedLink, address: string, protocol: number): Request =>
  hostRoute('delete', link, address, protocol);

function hostRoute(verb: 'add' | 'delete', link: IndexedLink, address: string, protocol: number): Request {
  const { bytes, family, bits } = binary(address);
  return {
    type: verb === 'add' ? RTM_NEWROUTE : RTM_DELROUTE,
    flags: verb === 'add' ? NLM_F_CREATE | NLM_F_EXCL : 0,
    header: rtmsg({
      family,
      prefix: bits,
      table: RT_TABLE_MAIN,
      protocol,
      scope: family === AF_INET ? RT_SCOPE_LINK : 0,
      type: RTN_UNICAST,
    }),
    attributes: [
      { type: RTA_DST, value: bytes },
      { type: RTA_OIF, value: link.index },
    ],
    label: `${verb} route ${address}/${bits} dev ${link.name ?? link.index}`,
  };
}

/** `ip route add default dev LINK`, on-link: everything is reached through the other end of a point-to-point link. */
export function addDefaultRoute(link: IndexedLink, family: Family): Request {
  const scope = family === 'ipv4' ? RT_SCOPE_LINK : 0;
  return {
    type: RTM_NEWROUTE,
    flags: NLM_F_CREATE | NLM_F_EXCL,
    header: rtmsg({
      family: number[family],
      prefix: 0,
      table: RT_TABLE_MAIN,
      protocol: RTPROT_BOOT,
      scope,
      type: RTN_UNICAST,
    }),
    attributes: [{ type: RTA_OIF, value: link.index }],
    label: `add route default dev ${link.name ?? link.index} (${family})`,
  };
}

/**
 * Routes of the main table, of one protocol or (0) of all, of one link or of all. Needs strict checking (4.20) for the
 * filters to be obeyed.
 */
export const dumpRoutes = (family: Family, protocol = 0, link?: IndexedLink): Request => ({
  type: RTM_GETROUTE,
  header: rtmsg({ family: number[family], prefix: 0, table: RT_TABLE_MAIN, protocol, scope: 0, type: 0 }),
  attributes: link === undefined ? [] : [{ type: RTA_OIF, value: link.index }],
  label: `dump ${family} routes`,
});

/** Routes of all tables. */
export const dumpAllRoutes = (family: Family): Request => ({
  type: RTM_GETROUTE,
  header: rtmsg({ family: number[family], prefix: 0, table: 0, protocol: 0, scope: 0, type: 0 }),
  label: `dump ${family} routes of all tables`,
});

/** The table entry that packets to `address` from this host match; the errno of an unreachable one is the answer then. */
export function findRoute(address: string): Request {
  const { bytes, family, bits } = binary(address);
  return {
    type: RTM_GETROUTE,
    header: rtmsg({ family, prefix: bits, table: 0, protocol: 0, scope: 0, type: 0, flags: RTM_F_FIB_MATCH }),
    attributes: [{ type: RTA_DST, value: bytes }],
    label: `find route ${address}`,
  };
}

export function parseRoute({ type, body }: Message): Route {
  if (type !== RTM_NEWROUTE || body.length < 12) throw new MalformedNetlink(`message ${type} is not a route`);
  const attributes = decodeAttributes(body, 12);
  const family: Family = body[0] === AF_INET ? 'ipv4' : 'ipv6';
  const destination = attributes.get(RTA_DST);
  const link = readU32(attributes.get(RTA_OIF));
  const gateway = attributes.get(RTA_GATEWAY);
  return {
    family,
    destination: destination === undefined ? unspecified[family] : formatAddress([...destination]),
    prefix: body[1] ?? 0,
    table: readU32(attributes.get(RTA_TABLE)) ?? body[4] ?? 0,
    protocol: body[5] ?? 0,
    type: body[7] ?? 0,
    ...(link !== undefined && { link }),
    ...(gateway !== undefined && { gateway: formatAddress([...gateway]) }),
  };
}

interface RouteHeader {
  readonly family: number;
  readonly prefix: number;
  readonly table: number;
  readonly protocol: number;
  readonly scope: number;
  readonly type: number;
  readonly flags?: number;
}

/** struct rtmsg. */
const rtmsg = ({ family, prefix, table, protocol, scope, type, flags = 0 }: RouteHeader): number[] => [
  family | (prefix << 8),
  table | (protocol << 8) | (scope << 16) | (type << 24),
  flags,
];
