// What the network, the privileges and the devices of CTID.conf become in a manifest.

import { parseContainerAddress } from '../../schema/address.ts';
import { capabilityChanges, readCapability } from '../../schema/capability.ts';
import { readPci } from '../../schema/device.ts';
import { readFeature } from '../../schema/feature.ts';
import { parseMac } from '../../schema/netif.ts';
import { shown } from '../../schema/reading.ts';
import { deviceFeatures } from '../state/resolve-devices.ts';
import { addDevice, addRule } from './devices.ts';
import type { Draft, Place } from './draft.ts';
import type { Handler } from './openvz-parameters.ts';
import { wordsOf } from './openvz-values.ts';

/** vzctl passes over these (config.c, parse_ip()). */
const nowhere = ['0.0.0.0', '::', '::0'];

const addresses: Handler = (value, draft, place) => {
  const found: string[] = [];
  for (const word of wordsOf(value)) {
    const [address = '', mask] = word.split('/');
    if (nowhere.includes(address)) continue;
    const read = parseContainerAddress(address);
    if ('fault' in read) {
      draft.remark('bad', place, read.fault.message, read.fault.hint);
      continue;
    }
    const isWhole = mask === undefined || mask === (address.includes(':') ? '128' : '32') || mask === '255.255.255.255';
    if (!isWhole) draft.remark('changed', place, `${shown(word)} is ${address}: each address is routed by itself`);
    if (!found.includes(read.value)) found.push(read.value);
  }
  if (found.length > 0) draft.set(['ips'], found, place);
};

const INHERIT = 'inherit';

const list =
  (field: 'nameservers' | 'searchdomains'): Handler =>
  (value, draft, place) => {
    const words = [...new Set(wordsOf(value))];
    if (words.includes(INHERIT))
      draft.remark(
        'dropped',
        place,
        'a manifest means the same on every host',
        `list ${field}; without it the file inside is left alone`,
      );
    else if (words.length > 0) draft.set([field], words, place);
  };

interface Netif {
  name: string;
  mac?: string;
  bridge?: string;
  vlan?: number;
  macFilter?: boolean;
}

/** ifname=eth0,bridge=br0,mac=...;ifname=eth1: config.c, parse_netif_str(), and what Virtuozzo added. */
const netif: Handler = (value, draft, place) => {
  const netifs = value
    .split(';')
    .filter((text) => text.trim() !== '')
    .flatMap((text) => readNetif(text, draft, place) ?? []);
  if (netifs.length > 0) draft.set(['netifs'], netifs, place);
};

const INSIDE = 'the container sets its devices up itself';

function readNetif(text: string, draft: Draft, place: Place): Netif | undefined {
  const fields = text.split(',').map((part) => part.trim().split(/=(.*)/s));
  const name = fields.find(([key]) => key === 'ifname')?.[1];
  if (name === undefined) {
    draft.remark('bad', place, `${shown(text)} has no ifname`);
    return undefined;
  }
  const device: Netif = { name };
  for (const [key = '', value = ''] of fields) readNetifField(device, key, value, draft, place);
  return device;
}

function readNetifField(device: Netif, key: string, value: string, draft: Draft, place: Place): void {
  const { name } = device;
  switch (key) {
    case 'ifname':
    case '':
      return;
    case 'bridge':
      if (value !== '') device.bridge = value;
      return;
    case 'mac': {
      const mac = parseMac(value);
      if ('value' in mac) device.mac = mac.value;
      else draft.remark('bad', place, `${name}: ${mac.fault.message}`, mac.fault.hint);
      return;
    }
    case 'vlan':
    case 'vlan_id':
      if (/^[0-9]{1,4}$/.test(value)) device.vlan = Number(value);
      else draft.remark('bad', place, `${name}: ${shown(value)} is not a VLAN`);
      return;
    case 'mac_filter':
      if (value === 'off') device.macFilter = false;
      return;
    case 'host_ifname':
    case 'host_mac':
      draft.remark('dropped', place, `${name}: names and addresses of the host's ends are ours to give (${key})`);
      return;
    default:
      draft.remark('dropped', place, `${name}: ${INSIDE} (${shown(key).slice(1, -1)})`);
  }
}

const netdevs: Handler = (value, draft, place) => draft.set(['netdevs'], [...new Set(wordsOf(value))], place);

const netfilter: Handler = (value, draft, place) => {
  if (value === 'disabled' || value === 'full') draft.set(['netfilter'], value, place);
  else if (value === 'stateless' || value === 'stateful')
    draft.remark(
      'dropped',
      place,
      'no kernel takes only a part of the packet filter away: it is full',
      'or write netfilter: disabled',
    );
  else draft.remark('bad', place, `${shown(value)} is no level of the packet filter`, 'possible: disabled, full');
};

/** `name:on name:off`, with spaces or commas between. */
function switches(value: string, draft: Draft, place: Place): readonly (readonly [string, boolean])[] {
  return value
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const [, name, state] = /^([A-Za-z_]{1,40}):(on|off)$/i.exec(word) ?? [];
      if (name === undefined) draft.remark('bad', place, `${shown(word)} is neither name:on nor name:off`);
      return name === undefined ? [] : [[name.toLowerCase(), state?.toLowerCase() === 'on'] as const];
    });
}

const capability: Handler = (value, draft, place) => {
  for (const [name, isOn] of switches(value, draft, place)) {
    const read = readCapability(isOn, name);
    if ('fault' in read) draft.remark('dropped', place, read.fault.message, read.fault.hint);
    // What is as by default says nothing.
    else if (capabilityChanges({ [name]: isOn }).length > 0) draft.set(['capabilities', name], isOn, place);
  }
};

const features: Handler = (value, draft, place) => {
  for (const [name, isOn] of switches(value, draft, place)) {
    const read = readFeature(isOn, name);
    const known = deviceFeatures.some(([feature]) => feature === name);
    if (known && isOn) draft.set(['features', name], true, place);
    else if ('fault' in read) draft.remark('dropped', place, read.fault.message, read.fault.hint);
    else if (!known) draft.remark('dropped', place, `there is no feature ${name} here`);
  }
};

/** Nodes of /dev, NAME:rwq. */
const devnodes: Handler = (value, draft, place) => {
  for (const word of wordsOf(value)) {
    const at = word.lastIndexOf(':');
    const path = `/dev/${word.slice(0, Math.max(at, 0))}`;
    const access = accessOf(word.slice(at + 1), draft, place);
    if (access !== undefined) addDevice(path, path, draft, place, access);
  }
};

/** c:MAJOR:MINOR:rw. */
const devices: Handler = (value, draft, place) => {
  for (const word of wordsOf(value)) {
    const at = word.lastIndexOf(':');
    const access = accessOf(word.slice(at + 1), draft, place);
    if (access !== undefined) addRule(`${word.slice(0, Math.max(at, 0))}:${access}`, draft, place);
  }
};

/** undefined: none at all. */
function accessOf(letters: string, draft: Draft, place: Place): string | undefined {
  if (letters === 'none') return undefined;
  if (letters.includes('q')) draft.remark('dropped', place, 'access q (quotactl) is a rule of the OpenVZ kernel only');
  const access = [...'rw'].filter((letter) => letters.includes(letter)).join('');
  if (access === '' || !/^[rwq]+$/.test(letters)) draft.remark('bad', place, `the access ${shown(letters)} is none`);
  return access === '' ? undefined : access;
}

const pci: Handler = (value, draft, place) => {
  const found = wordsOf(value).filter((word) => {
    const read = readPci(word);
    if ('fault' in read) draft.remark('bad', place, read.fault.message, read.fault.hint);
    return 'value' in read;
  });
  if (found.length > 0) draft.set(['pci'], found, place);
};

/** Virtuozzo's DEVICE:CLASS:KBITS; one class alone is everything. */
const rate: Handler = (value, draft, place) => {
  const words = wordsOf(value);
  const [, number, kbits] = /^[^:\s]{1,15}:([0-9]{1,2}):([0-9]{1,9})$/.exec(words[0] ?? '') ?? [];
  if (words.length !== 1 || kbits === undefined)
    return draft.remark('dropped', place, 'rates of several devices and classes are not taken over', 'write spec.rate');
  draft.set(['rate'], `${Number(kbits)}Kbit`, place);
  draft.remark('changed', place, `class ${number} is taken for everything`, 'classes are networkClasses of the Node');
};

export const networkHandlers: Readonly<Record<string, Handler>> = {
  IP_ADDRESS: addresses,
  HOSTNAME: (value, draft, place) => draft.set(['hostname'], value, place),
  NAMESERVER: list('nameservers'),
  SEARCHDOMAIN: list('searchdomains'),
  NETIF: netif,
  NETDEV: netdevs,
  NETFILTER: netfilter,
  CAPABILITY: capability,
  FEATURES: features,
  DEVNODES: devnodes,
  DEVICES: devices,
  PCI: pci,
  RATE: rate,
};
