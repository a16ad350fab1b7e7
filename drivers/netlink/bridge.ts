// VLANs of a bridge's ports: RTM_NEWVLAN, RTM_DELVLAN, RTM_GETVLAN (linux/if_bridge.h, 5.6).

import type { IndexedLink } from './address.ts';
import { attributeList, decodeAttributes, MalformedNetlink, type Message } from './codec.ts';
import type { Request } from './request.ts';

const RTM_NEWVLAN = 112;
const RTM_DELVLAN = 113;
const RTM_GETVLAN = 114;
const BRIDGE_VLANDB_ENTRY = 1;
const BRIDGE_VLANDB_ENTRY_INFO = 1;
const BRIDGE_VLANDB_ENTRY_RANGE = 2;
const PVID = 2;
const UNTAGGED = 4;
const AF_BRIDGE = 7;

export interface PortVlan {
  readonly vid: number;
  /** Frames without a tag are taken for it, and its own leave without one. */
  readonly untagged: boolean;
}

/** struct br_vlan_msg. */
const vlanMessage = ({ index }: IndexedLink): number[] => [AF_BRIDGE, index];

const entry = (vid: number, flags: number) => [
  // struct bridge_vlan_info: flags, vid.
  { type: BRIDGE_VLANDB_ENTRY, value: [{ type: BRIDGE_VLANDB_ENTRY_INFO, value: flags | (vid << 16) }] },
];

/** `bridge vlan add dev LINK vid VID pvid untagged`; the bridge must filter VLANs for it to mean anything. */
export const addAccessVlan = (link: IndexedLink, vid: number): Request => ({
  type: RTM_NEWVLAN,
  header: vlanMessage(link),
  attributes: entry(vid, PVID | UNTAGGED),
  label: `add vlan ${vid} dev ${link.name ?? link.index}`,
});

/** ENOENT when the port is not in it. */
export const deleteVlan = (link: IndexedLink, vid: number): Request => ({
  type: RTM_DELVLAN,
  header: vlanMessage(link),
  attributes: entry(vid, 0),
  label: `delete vlan ${vid} dev ${link.name ?? link.index}`,
});

export const dumpVlans = (link: IndexedLink): Request => ({
  type: RTM_GETVLAN,
  header: vlanMessage(link),
  label: `dump vlans dev ${link.name ?? link.index}`,
});

export function parseVlans({ type, body }: Message): PortVlan[] {
  if (type !== RTM_NEWVLAN || body.length < 8) throw new MalformedNetlink(`message ${type} is not of vlans`);
  return attributeList(body, 8).flatMap(([kind, value]) => {
    const parts = kind === BRIDGE_VLANDB_ENTRY ? decodeAttributes(value) : undefined;
    const info = parts?.get(BRIDGE_VLANDB_ENTRY_INFO);
    if (info === undefined || info.length < 4) return [];
    const flags = info.readUInt16LE(0);
    const first = info.readUInt16LE(2);
    // A row of equal ones is told as its ends.
    const last = parts?.get(BRIDGE_VLANDB_ENTRY_RANGE)?.readUInt16LE(0) ?? first;
    const untagged = (flags & PVID) !== 0 && (flags & UNTAGGED) !== 0;
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => ({ vid: first + i, untagged }));
  });
}
