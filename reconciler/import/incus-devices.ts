// What the devices of an Incus instance become in a manifest: disks, network interfaces, nodes of /dev.

import { parseMac } from '../../schema/netif.ts';
import { addDevice } from './devices.ts';
import { type Draft, named, type Place } from './draft.ts';
import { sizeOf } from './incus-keys.ts';
import { addMount } from './lxc-keys.ts';
import { addAddress } from './lxc-net.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** The place of the device, or of one of its keys. */
type PlaceOf = (key?: string) => Place;

interface Device {
  readonly name: string;
  readonly keys: Mapping;
  readonly config: Mapping;
  readonly draft: Draft;
  readonly place: PlaceOf;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

export function takeDevice(name: string, keys: Mapping, config: Mapping, draft: Draft, place: PlaceOf): void {
  const device = { name, keys, config, draft, place };
  switch (keys['type']) {
    case 'disk':
      takeDisk(device);
      return;
    case 'nic':
      takeNic(device);
      return;
    case 'unix-char':
    case 'unix-block':
      takeNode(device);
      return;
    case 'none':
      return;
    default:
      draft.remark('dropped', place(), `no device of type ${String(keys['type'])} can be written`);
  }
}

/** Names each key that is not `known`, without its value: it may be a password. */
function others({ name, keys, draft, place }: Device, known: readonly string[], reason: string): void {
  for (const key of Object.keys(keys))
    if (!['type', ...known].includes(key)) draft.remark('dropped', named(place(key), `device ${name}, ${key}`), reason);
}

function takeDisk(device: Device): void {
  const { keys, draft, place } = device;
  const [path, source, pool] = [text(keys['path']), text(keys['source']), text(keys['pool'])];
  if (path === '/') {
    const size = text(keys['size']);
    const read = size === undefined ? undefined : sizeOf(size);
    if (read !== undefined) draft.set(['diskspace'], read, place('size'));
    else if (size !== undefined) draft.remark('bad', place('size'), 'not a size');
    others(device, ['path', 'pool', 'size'], 'the pool of the node keeps it');
    return;
  }
  if (pool !== undefined || source === undefined || path === undefined) {
    draft.remark('dropped', place(), 'only directories of the host can be mounted', 'write mounts');
    return;
  }
  const readOnly = keys['readonly'] === 'true' || keys['readonly'] === true ? { readOnly: true } : {};
  addMount({ type: 'bind', source, target: path.startsWith('/') ? path : `/${path}`, ...readOnly }, draft, place());
  others(device, ['path', 'source', 'readonly'], 'a mount has no such setting');
}

function takeNic(device: Device): void {
  const { name, keys, config, draft, place } = device;
  const parent = text(keys['parent']) ?? text(keys['network']);
  const nictype = text(keys['nictype']) ?? (keys['network'] === undefined ? undefined : 'bridged');
  if (nictype === 'routed') {
    for (const family of ['ipv4.address', 'ipv6.address'])
      for (const address of text(keys[family])?.split(/[\s,]+/) ?? [])
        if (address !== '') addAddress(address, draft, place(family));
    others(device, ['nictype', 'name', 'ipv4.address', 'ipv6.address', 'parent'], 'venet has no such setting');
    return;
  }
  if (nictype === 'physical' && parent !== undefined) {
    draft.set(['netdevs'], [...((draft.get(['netdevs']) as readonly unknown[] | undefined) ?? []), parent], place());
    others(device, ['nictype', 'parent', 'network', 'name'], 'the container sets its devices up itself');
    return;
  }
  if (nictype !== 'bridged') {
    draft.remark(
      'dropped',
      place(),
      `there is no network interface of type ${nictype ?? 'unknown'} here`,
      'write netifs, netdevs or ips',
    );
    return;
  }
  const mac = parseMac(text(keys['hwaddr']) ?? text(config[`volatile.${name}.hwaddr`]));
  const vlan = text(keys['vlan']);
  const netif = {
    name: text(keys['name']) ?? name,
    ...('value' in mac && { mac: mac.value }),
    ...(parent !== undefined && { bridge: parent }),
    ...(vlan !== undefined && /^[0-9]{1,4}$/.test(vlan) && { vlan: Number(vlan) }),
  };
  draft.set(['netifs'], [...((draft.get(['netifs']) as readonly unknown[] | undefined) ?? []), netif], place());
  const known = ['nictype', 'name', 'parent', 'network', 'hwaddr', 'vlan', 'security.mac_filtering'];
  others(device, known, 'the container sets its devices up itself');
  if (vlan !== undefined && !('vlan' in netif)) draft.remark('dropped', place('vlan'), 'no VLAN that a bridge has');
}

function takeNode(device: Device): void {
  const { keys, draft, place } = device;
  const inside = text(keys['path']) ?? text(keys['source']);
  const outside = text(keys['source']) ?? text(keys['path']);
  if (inside === undefined || outside === undefined) {
    draft.remark('dropped', place(), 'only nodes that the host has can be given', 'write devices');
    return;
  }
  addDevice(outside, inside, draft, place());
  others(device, ['path', 'source', 'required'], 'a device has the rights it has on the host');
}
