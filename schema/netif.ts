// Ethernet devices of a container beside venet (spec.netifs), OpenVZ's NETIF.

import { readOnOff } from './on-off.ts';
import { below, type Fault, fault, type Reading, shown } from './reading.ts';
import { fieldHint } from './suggest.ts';

export interface Netif {
  readonly name: string;
  /** Absent: one that follows from name and ctid. */
  readonly mac?: string;
  readonly bridge?: string;
  readonly vlan?: number;
  readonly macFilter: boolean;
}

/** Interface names have at most 15 bytes (IFNAMSIZ). */
const names = /^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$/;
/** In every network namespace, or names of all of them in /proc/sys/net. */
const reserved: readonly string[] = ['lo', 'venet0', 'all', 'default'];
const keys: readonly string[] = ['name', 'mac', 'bridge', 'vlan', 'macFilter'];

/** The device's name inside. */
function readName(value: unknown): Reading<string> {
  const hint = 'write a name such as eth0';
  if (typeof value !== 'string') return fault('VZR223', `a name is expected, not ${shown(value)}`, hint);
  if (value.length > 15) return fault('VZR223', `the name ${shown(value)} is longer than 15 characters`, hint);
  if (!names.test(value)) return fault('VZR223', `${shown(value)} is not the name of a network device`, hint);
  return reserved.includes(value) ? fault('VZR223', `the name ${value} is taken in every container`, hint) : { value };
}

/** A unicast address in lower case. */
export function parseMac(value: unknown): Reading<string> {
  const hint = 'write six pairs of digits such as 00:18:51:0a:0b:0c, or leave it out';
  const text = typeof value === 'string' && value.length === 17 ? value.toLowerCase() : '';
  if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(text))
    return fault('VZR223', `${shown(value)} is not a MAC address`, hint);
  if (text === '00:00:00:00:00:00' || Number.parseInt(text.slice(0, 2), 16) % 2 === 1)
    return fault('VZR223', `${text} is not the address of one device`, hint);
  return { value: text };
}

/** The list in order of names. */
export function readNetifs(value: unknown): Reading<readonly Netif[]> {
  const netifs = new Map<string, Netif>();
  // Of another type: the schema says so.
  for (const [i, entry] of (Array.isArray(value) ? value : []).entries()) {
    const netif = readNetif(entry);
    if ('fault' in netif) return below(i, netif);
    const { name } = netif.value;
    if (netifs.has(name))
      return below(i, below('name', fault('VZR223', `there are two ${name}`, 'change one of the two')));
    netifs.set(name, netif.value);
  }
  return { value: [...netifs.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function readNetif(entry: unknown): Reading<Netif> {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    return fault('VZR223', `a device is a mapping, not ${shown(entry)}`, 'write it like {name: eth0, bridge: br0}');
  const stranger = Object.keys(entry).find((key) => !keys.includes(key));
  if (stranger !== undefined) return unknownKey(stranger);
  const { name: writtenName, mac: writtenMac, bridge, vlan, macFilter = true } = entry as Record<string, unknown>;
  if (writtenName === undefined) return fault('VZR102', 'the device has no name', 'add a line such as name: eth0');
  const name = readName(writtenName);
  if ('fault' in name) return below('name', name);
  const mac = writtenMac === undefined ? undefined : parseMac(writtenMac);
  if (mac !== undefined && 'fault' in mac) return below('mac', mac);
  if (bridge !== undefined && (typeof bridge !== 'string' || !names.test(bridge)))
    return below('bridge', fault('VZR223', `${shown(bridge)} is not the name of a bridge`, 'write one such as br0'));
  if (vlan !== undefined && !isVlan(vlan))
    return below('vlan', fault('VZR223', `${shown(vlan)} is not a VLAN`, 'VLANs are numbered 1 to 4094'));
  if (vlan !== undefined && bridge === undefined)
    return below('vlan', fault('VZR223', 'a VLAN without a bridge', 'name the bridge that keeps VLANs apart'));
  const filter = readOnOff(macFilter, 'macFilter', 'VZR223');
  if ('fault' in filter) return below('macFilter', filter);
  return {
    value: {
      name: name.value,
      ...(mac !== undefined && { mac: mac.value }),
      ...(typeof bridge === 'string' && { bridge }),
      ...(isVlan(vlan) && { vlan }),
      macFilter: filter.value,
    },
  };
}

const isVlan = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 4094;

function unknownKey(name: string): { readonly fault: Fault } {
  const found = fault('VZR101', `unknown field ${shown(name)} in a device`, fieldHint(name, keys));
  return below(name, { fault: { ...found.fault, atKey: true } });
}

/** OpenVZ's vendor part (SW_OUI) and a hash (FNV-1a) of name and ctid: the same in every pass and on every host. */
export function defaultMac(name: string, ctid: number): string {
  let hash = 0x811c9dc5;
  for (const character of `${name}:${ctid}`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  const folded = ((hash >>> 24) ^ hash) & 0xffffff;
  const bytes = [folded >> 16, (folded >> 8) & 255, folded & 255].map((byte) => byte.toString(16).padStart(2, '0'));
  return `00:18:51:${bytes.join(':')}`;
}

/** OpenVZ's list (vzctl src/lib/config.c), and the host's ends of containers' links. */
const kept = /^(lo|(venet|veth|vz|ifb|tun|tap).*)$/;

/** Interfaces of the host for the container (spec.netdevs), OpenVZ's NETDEV. */
export function readNetdevs(value: unknown): Reading<readonly string[]> {
  const found: string[] = [];
  // Of another type: the schema says so.
  for (const [i, name] of (Array.isArray(value) ? value : []).entries()) {
    if (typeof name !== 'string' || !names.test(name))
      return below(i, fault('VZR224', `${shown(name)} is not the name of a network device`, 'write one such as eth1'));
    if (kept.test(name))
      return below(i, fault('VZR224', `${name} never leaves the host`, 'name a device such as eth1'));
    if (found.includes(name)) return below(i, fault('VZR224', `${name} is there twice`, 'remove one of the two'));
    found.push(name);
  }
  return { value: found };
}
