// Which wished addresses this host can give, decided before the first change; pure.
// VZR640 no veth or filter, VZR641 IPv6 is off, VZR642 the host's own address, VZR643 too many addresses,
// VZR648 and VZR649 are of netdevs.ts, VZR644 no traffic control, VZR645 no such bridge, VZR646 a bridge without VLANs, VZR647 no veth or filter.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Accepted } from '../../reconciler/port/driver.ts';
import type { ContainerState, NetifState } from '../../reconciler/state/container.ts';
import { compareAddresses } from '../../schema/address.ts';
import type { Link } from '../netlink/link.ts';
import { fitsFilter } from './source-filter.ts';

/** What a host can do. */
export interface Abilities {
  /** Why a container cannot be attached at all, undefined when it can. */
  readonly obstacle: string | undefined;
  readonly ipv6: boolean;
  /**
   * Why rates cannot be kept, undefined when they can. Tried when first asked, for loading ifb puts two links into the
   * host's network.
   */
  readonly shaping: () => string | undefined;
}

export type Bridges = ReadonlyMap<string, NonNullable<Link['bridge']>>;

/** What was on the host when it was last looked at. */
export interface HostNetwork {
  readonly addresses: ReadonlySet<string>;
  readonly bridges: Bridges;
}

export function acceptNetwork(
  wants: ContainerState,
  { obstacle, ipv6, shaping }: Abilities,
  host: HostNetwork,
): Accepted<'network'> {
  if (wants.network === undefined) return { wants: undefined, refusals: [] };
  const addresses = [...new Set(wants.network.addresses)].sort(compareAddresses);
  const refusals: Refusal[] = [];
  const pointer = '/network/addresses';
  if (addresses.length > 0 && obstacle !== undefined) {
    const reason = `this host cannot keep a container to its own addresses (${obstacle})`;
    refusals.push({ code: 'VZR640', pointer, reason, hint: 'vzreconcile doctor says what is missing' });
  }
  for (const [i, address] of wants.network.addresses.entries()) {
    if (address.includes(':') && !ipv6) {
      refusals.push({
        code: 'VZR641',
        pointer: `${pointer}/${i}`,
        reason: `address ${address}: IPv6 is disabled on this host`,
      });
    }
    if (host.addresses.has(address)) {
      const hint = 'each address has one owner; give the container another one';
      refusals.push({
        code: 'VZR642',
        pointer: `${pointer}/${i}`,
        reason: `address ${address} belongs to this host`,
        hint,
      });
    }
  }
  if (!fitsFilter(addresses)) {
    refusals.push({
      code: 'VZR643',
      pointer,
      reason: `${addresses.length} addresses are more than one filter can check`,
    });
  }
  const { rate, netdevs } = wants.network;
  const unshapable = rate === undefined || rate.length === 0 ? undefined : shaping();
  if (unshapable !== undefined) {
    const reason = `this host cannot limit the rate of a container (${unshapable})`;
    const hint = 'load the modules: modprobe -a sch_htb sch_ingress ifb act_mirred cls_u32 cls_bpf';
    refusals.push({ code: 'VZR644', pointer: '/network/rate', reason, hint, unenforced: true });
  }
  const netifs = wants.network.netifs?.map((netif) => acceptNetif(netif, host));
  if (netifs !== undefined && netifs.length > 0 && obstacle !== undefined) {
    const reason = `this host cannot give a container a device and keep it to its address (${obstacle})`;
    refusals.push({
      code: 'VZR647',
      pointer: '/network/netifs',
      reason,
      hint: 'vzreconcile doctor says what is missing',
    });
  }
  const more = {
    ...(rate !== undefined && { rate: unshapable === undefined ? rate : [] }),
    ...(netifs !== undefined && { netifs }),
    ...(netdevs !== undefined && { netdevs }),
  };
  return { wants: { addresses, ...more }, refusals };
}

/** The VLAN that a bridge gives its ports anyway is not told apart from none. */
function acceptNetif(netif: NetifState, { bridges }: HostNetwork): NetifState {
  const { vlan, ...rest } = netif;
  const isDefault = vlan !== undefined && bridges.get(netif.bridge ?? '')?.defaultVlan === vlan;
  return isDefault ? rest : netif;
}

/** Bridges come and go, so this is asked in every pass. */
export function refuseBridges(netifs: readonly NetifState[], bridges: Bridges): readonly Refusal[] {
  const pointer = '/network/netifs';
  return netifs.flatMap(({ name, bridge, vlan }): Refusal[] => {
    if (bridge === undefined) return [];
    const there = bridges.get(bridge);
    if (there === undefined) {
      const hint = `make it: ip link add ${bridge} type bridge`;
      return [{ code: 'VZR645', pointer, reason: `${name}: this host has no bridge ${bridge}`, hint }];
    }
    if (vlan === undefined || there.vlanFiltering) return [];
    const reason = `${name}: bridge ${bridge} does not keep VLANs apart, so the container could be in every one`;
    const hint = `ip link set ${bridge} type bridge vlan_filtering 1`;
    return [{ code: 'VZR646', pointer, reason, hint }];
  });
}
