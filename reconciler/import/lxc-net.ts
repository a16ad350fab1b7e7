// The networks of LXC's configuration (lxc.net.N.*): devices on bridges are netifs, routed ones venet, physical ones netdevs.

import { parseContainerAddress } from '../../schema/address.ts';
import type { LxcLine } from '../../schema/lxc-conf.ts';
import { parseMac } from '../../schema/netif.ts';
import { shown } from '../../schema/reading.ts';
import { type Draft, named, type Place } from './draft.ts';

const INSIDE = 'the container sets its devices up itself';

/** All lines of one network; a type that is written again begins it anew. */
interface Net {
  readonly number: number;
  readonly lines: LxcLine[];
}

export const placeOf = ({ key, value, range, source }: LxcLine): Place => ({
  text: `${key} = ${value}`,
  range,
  source,
});

/** Of what is not taken over nobody knows whether it is a secret. */
const onlyKey = (line: LxcLine): Place => named(placeOf(line), line.key);

export function takeNets(lines: readonly LxcLine[], draft: Draft): void {
  let nets: Net[] = [];
  for (const line of lines) {
    if (line.key === 'lxc.net' && line.value === '') nets = [];
    const [, number, key] = /^lxc\.net\.([0-9]{1,3})\.(.+)$/.exec(line.key) ?? [];
    if (number === undefined || key === undefined || line.value === '') continue;
    const known = nets.find((net) => net.number === Number(number));
    if (known === undefined) nets.push({ number: Number(number), lines: [line] });
    else known.lines.push(line);
  }
  for (const net of nets) takeNet(net, draft);
}

function takeNet({ number, lines }: Net, draft: Draft): void {
  const valuesOf = (wanted: string): readonly LxcLine[] =>
    lines.filter(({ key }) => key === `lxc.net.${number}.${wanted}`);
  const value = (wanted: string): string | undefined => valuesOf(wanted).at(-1)?.value;
  const [first] = lines;
  if (first === undefined) return;
  const type = valuesOf('type').at(-1);
  const place = placeOf(type ?? first);
  switch (type?.value) {
    case 'veth':
      if (value('veth.mode') === 'router') takeRouted(number, lines, draft);
      else takeBridged(number, lines, value, draft);
      return;
    case 'phys':
      if (value('link') !== undefined) addTo('netdevs', value('link'), draft, place);
      for (const line of others(number, lines, ['type', 'link', 'flags']))
        draft.remark('dropped', onlyKey(line), INSIDE);
      return;
    case 'empty':
      return;
    default:
      draft.remark(
        'dropped',
        place,
        `there is no network of type ${shown(type?.value)} here`,
        'write netifs, netdevs or ips',
      );
      for (const line of others(number, lines, ['type'])) draft.remark('dropped', onlyKey(line), 'of that network');
  }
}

const others = (number: number, lines: readonly LxcLine[], known: readonly string[]): readonly LxcLine[] =>
  lines.filter(({ key }) => !known.includes(key.slice(`lxc.net.${number}.`.length)));

function addTo(field: 'netdevs' | 'netifs' | 'ips', item: unknown, draft: Draft, place: Place): void {
  draft.set([field], [...((draft.get([field]) as readonly unknown[] | undefined) ?? []), item], place);
}

/** In router mode the host has a route for each address, which is what venet does. */
function takeRouted(number: number, lines: readonly LxcLine[], draft: Draft): void {
  const known = [
    'type',
    'flags',
    'veth.mode',
    'link',
    'ipv4.address',
    'ipv6.address',
    'ipv4.gateway',
    'ipv6.gateway',
    'l2proxy',
  ];
  for (const line of lines) {
    const key = line.key.slice(`lxc.net.${number}.`.length);
    if (key === 'ipv4.address' || key === 'ipv6.address') addAddress(line.value, draft, placeOf(line));
    else if (!known.includes(key)) draft.remark('dropped', onlyKey(line), 'venet has no such setting');
  }
}

export function addAddress(written: string, draft: Draft, place: Place): void {
  const [address = ''] = written.split(/[/\s]/);
  const read = parseContainerAddress(address);
  if ('fault' in read) draft.remark('bad', place, read.fault.message, read.fault.hint);
  else addTo('ips', read.value, draft, place);
}

function takeBridged(
  number: number,
  lines: readonly LxcLine[],
  value: (wanted: string) => string | undefined,
  draft: Draft,
): void {
  const [first] = lines;
  if (first === undefined) return;
  const mac = parseMac(value('hwaddr'));
  const [bridge, vlan] = [value('link'), value('veth.vlan.id')];
  const netif = {
    name: value('name') ?? `eth${number}`,
    ...('value' in mac && { mac: mac.value }),
    ...(bridge !== undefined && { bridge }),
    ...(vlan !== undefined && /^[0-9]{1,4}$/.test(vlan) && { vlan: Number(vlan) }),
  };
  addTo('netifs', netif, draft, placeOf(first));
  for (const line of lines) {
    const key = line.key.slice(`lxc.net.${number}.`.length);
    if (key === 'hwaddr' && 'fault' in mac) draft.remark('bad', placeOf(line), mac.fault.message, mac.fault.hint);
    else if (key === 'veth.vlan.id' && !('vlan' in netif))
      draft.remark('dropped', placeOf(line), 'no VLAN that a bridge has');
    else if (!['type', 'flags', 'name', 'link', 'hwaddr', 'veth.vlan.id', 'veth.mode'].includes(key))
      draft.remark('dropped', onlyKey(line), INSIDE);
  }
}
