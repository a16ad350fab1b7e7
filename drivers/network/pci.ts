// Network interfaces of PCI devices (spec.pci): lent as those are that a manifest names itself (spec.netdevs).

import type { Refusal } from '../../reconciler/plan/plan.ts';
import { pciAddress } from '../devices/pci.ts';
import type { DeviceView } from '../devices/view.ts';

export interface PciNetdevs {
  /** Those of the manifest and of the devices, sorted. */
  readonly netdevs: readonly string[];
  readonly refusals: readonly Refusal[];
}

export interface PciHost {
  readonly devices: Pick<DeviceView, 'pci'>;
  /** Names of the interfaces of a function that are with containers. */
  readonly lent: (address: string) => readonly string[];
  /** Why interfaces that are on the host cannot leave it. */
  readonly refuse: (names: readonly string[]) => readonly Refusal[];
}

/** `wishes` as schema/device.ts reads them; all but PCI devices are others' business. */
export function addPciNetdevs(named: readonly string[], wishes: readonly string[], host: PciHost): PciNetdevs {
  const all = new Set(named);
  const refusals: Refusal[] = [];
  for (const [index, wish] of wishes.entries()) {
    const address = pciAddress(wish);
    const found = address === undefined ? undefined : host.devices.pci(address);
    if (address === undefined || found?.isNetwork !== true) continue;
    const pointer = `/network/netdevs/pci/${index}`;
    const names = [...found.interfaces, ...host.lent(address)];
    const twice = names.find((name) => all.has(name));
    if (names.length === 0) {
      const reason = `the network interface of the PCI device ${address} is not with the host`;
      refusals.push({ code: 'VZR638', pointer, reason, hint: 'bring it back from the network namespace it is in' });
    } else if (twice !== undefined) {
      const reason = `the PCI device ${address} is the interface ${twice}, which the container has already`;
      refusals.push({ code: 'VZR639', pointer, reason, hint: 'name it once, in pci or in netdevs' });
    } else {
      const kept = host.refuse(found.interfaces);
      refusals.push(...kept.map((refusal) => ({ ...refusal, pointer })));
      if (kept.length === 0) for (const name of names) all.add(name);
    }
  }
  return { netdevs: [...all].sort(), refusals };
}
