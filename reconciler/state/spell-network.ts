// How a manifest writes the network of a container.

import { defaultMac } from '../../schema/netif.ts';
import { formatRate, parseRate } from '../../schema/rate.ts';
import type { Max } from '../../schema/units.ts';
import type { NetifState, RateState } from './container.ts';
import type { Spelling, Subject, Written } from './spelling.ts';

export const networkSpellings: readonly Spelling[] = [
  {
    path: ['ips'],
    pointers: ['/network/addresses'],
    write: ({ network }) => network && { value: network.addresses },
  },
  { path: ['rate'], pointers: ['/network/rate'], write: ({ network }) => network?.rate && writeRate(network.rate) },
  {
    path: ['netifs'],
    pointers: ['/network/netifs'],
    write: ({ network }, subject) => network?.netifs && writeNetifs(network.netifs, subject),
  },
  {
    path: ['netdevs'],
    pointers: ['/network/netdevs'],
    write: ({ network }) => network?.netdevs && { value: network.netdevs },
  },
  {
    path: ['nameservers'],
    pointers: ['/namespace/nameservers'],
    write: ({ namespace }) => list(namespace?.nameservers),
  },
  {
    path: ['searchdomains'],
    pointers: ['/namespace/searchdomains'],
    write: ({ namespace }) => list(namespace?.searchdomains),
  },
];

/** A file that names none is left alone. */
const list = (value: readonly string[] | undefined): Written | undefined =>
  value && { value, usual: value.length === 0 };

/** Exact: the usual spelling where it reads as the same number. */
function bits(rate: number | Max): string {
  if (rate === 'max') return 'unlimited';
  const usual = formatRate(rate);
  const back = parseRate(usual);
  return 'value' in back && back.value === rate ? usual : `${rate}bit`;
}

function writeRate(rates: readonly RateState[] | 'mixed'): Written {
  if (rates === 'mixed') return { unsayable: 'somebody made the traffic shaping what no rate says' };
  const [only] = rates;
  if (only === undefined) return { value: 'unlimited' };
  if (rates.length === 1 && only.class === undefined && only.incoming === 'max') return { value: bits(only.outgoing) };
  const entries = rates.map(({ class: number, outgoing, incoming }) => ({
    ...(number !== undefined && { class: number }),
    ...((outgoing !== 'max' || incoming === 'max') && { outgoing: bits(outgoing) }),
    ...(incoming !== 'max' && { incoming: bits(incoming) }),
  }));
  return { value: rates.length === 1 && only.class === undefined ? entries[0] : entries };
}

function writeNetifs(netifs: readonly NetifState[], { ctid }: Subject): Written {
  const mixed = netifs.find(({ vlan, macFilter }) => vlan === 'mixed' || macFilter === 'mixed');
  if (mixed !== undefined)
    return { unsayable: `somebody made the VLAN or filter of ${mixed.name} what no entry of netifs says` };
  return {
    value: netifs.map(({ name, mac, bridge, vlan, macFilter }) => ({
      name,
      ...(mac !== defaultMac(name, ctid) && { mac }),
      ...(bridge !== undefined && { bridge }),
      ...(vlan !== undefined && { vlan }),
      ...(macFilter === false && { macFilter }),
    })),
  };
}
