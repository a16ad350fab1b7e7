// What the network driver accepts and refuses, on the host and from its record.

import type { Judge } from '../../reconciler/port/driver.ts';
import type { NetifState } from '../../reconciler/state/container.ts';
import type { DeviceView } from '../devices/view.ts';
import { type Abilities, acceptNetwork, type HostNetwork, refuseBridges } from './accept.ts';
import { type HostLink, type LentInterface, type LinkView, refuseNetdevs } from './judge-netdevs.ts';
import { addPciNetdevs } from './pci.ts';

export interface NetworkView extends LinkView {
  abilities(): Abilities;
  /** As it was last looked at. */
  host(): HostNetwork;
  readonly devices: Pick<DeviceView, 'pci'>;
}

type NetworkJudge = Required<Pick<Judge<'network'>, 'accept' | 'refuseCreate' | 'refuseChange'>>;

export const networkJudge = (view: NetworkView): Judge<'network'> & NetworkJudge => ({
  name: 'network',
  accept: (wants) => {
    const { netdevs, refusals } = addPciNetdevs(wants.network?.netdevs ?? [], wants.cgroup?.devices ?? [], {
      devices: view.devices,
      lent: (address) => view.loans().flatMap(({ pci, name }) => (pci === address ? [name] : [])),
      refuse: (names) => refuseNetdevs(view, undefined, names),
    });
    const network = wants.network && { ...wants.network, ...(wants.network.netdevs && { netdevs }) };
    const accepted = acceptNetwork({ ...wants, ...(network && { network }) }, view.abilities(), view.host());
    return { wants: accepted.wants, refusals: [...accepted.refusals, ...refusals] };
  },
  refuseCreate: (ctid, wants) => [
    ...refuseBridges(wants.netifs ?? [], view.host().bridges),
    ...refuseNetdevs(view, ctid, wants.netdevs ?? []),
  ],
  refuseChange: (was, wants) => [
    ...refuseBridges(changed(was.netifs ?? [], wants.netifs ?? []), view.host().bridges),
    ...refuseNetdevs(view, undefined, without(wants.netdevs, was.netdevs)),
  ],
});

const without = (all: readonly string[] = [], some: readonly string[] = []): readonly string[] =>
  all.filter((one) => !some.includes(one));

/** Those that are new or other than they were: what is there already needs no bridge found for it. */
const changed = (was: readonly NetifState[], wants: readonly NetifState[]): readonly NetifState[] => {
  const before = new Set(was.map((netif) => JSON.stringify([netif.name, netif.bridge, netif.vlan])));
  return wants.filter((netif) => !before.has(JSON.stringify([netif.name, netif.bridge, netif.vlan])));
};

export interface NetworkRecord {
  readonly obstacle?: string;
  readonly ipv6: boolean;
  /** null: rates can be kept. Absent: nobody has tried. */
  readonly shaping?: string | null;
  readonly addresses: readonly string[];
  readonly bridges: Readonly<Record<string, HostNetwork['bridges'] extends ReadonlyMap<string, infer B> ? B : never>>;
  readonly links: Readonly<Record<string, HostLink>>;
  readonly loans: readonly LentInterface[];
}

/** `uplink` is that of the manifests. */
export function networkJudgeOf(
  record: NetworkRecord,
  devices: DeviceView,
  uplink: string | undefined,
): Judge<'network'> {
  const view = viewOf(record, devices, uplink);
  return {
    ...networkJudge(view),
    remarks: (was, { rate = [] }) =>
      rate.length > 0 && record.shaping === undefined && JSON.stringify(was?.rate) !== JSON.stringify(rate)
        ? ['rate: whether the kernel can shape traffic, only the node can tell']
        : [],
  };
}

function viewOf(record: NetworkRecord, devices: DeviceView, uplink: string | undefined): NetworkView {
  const { obstacle, ipv6, shaping, addresses, bridges, links, loans } = record;
  const host = { addresses: new Set(addresses), bridges: new Map(Object.entries(bridges)) };
  const all = new Map(Object.entries(links));
  return {
    abilities: () => ({
      obstacle,
      ipv6,
      shaping: () => shaping ?? undefined,
    }),
    host: () => host,
    devices,
    links: () => all,
    loans: () => loans,
    uplink: () => uplink,
  };
}
