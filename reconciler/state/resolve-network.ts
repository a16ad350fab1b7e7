// The network section of a container's desired state.

import { compareAddresses, parseContainerAddress } from '../../schema/address.ts';
import { markAt, originOf } from '../../schema/mark.ts';
import { defaultMac, readNetifs } from '../../schema/netif.ts';
import { readRate } from '../../schema/rate.ts';
import { expectValue } from '../../schema/reading.ts';
import type { NetifState, NetworkState, RateState } from './container.ts';
import { containerDefaults } from './defaults.ts';
import { type Ledger, noted } from './ledger.ts';
import type { NodeSpec } from './model.ts';

export const networkOf = (ledger: Ledger, classes: NodeSpec['networkClasses']): NetworkState => ({
  addresses: addressesOf(ledger),
  rate: rateOf(ledger, classes),
  netifs: netifsOf(ledger),
  netdevs: netdevsOf(ledger),
});

function addressesOf(ledger: Ledger): readonly string[] {
  const { ips } = ledger.manifest.value.spec;
  const canonical = (ips ?? []).map((address) => expectValue(parseContainerAddress(address))).sort(compareAddresses);
  return noted(ledger, '/network/addresses', ['spec', 'ips'], ips, canonical);
}

function rateOf(ledger: Ledger, classes: NodeSpec['networkClasses']): readonly RateState[] {
  const { rate: written } = ledger.manifest.value.spec;
  located(ledger, '/network/rate', 'rate', written);
  return expectValue(readRate(written ?? containerDefaults.rate)).map((rate): RateState => {
    // A class that the node does not describe is a problem of the revision.
    return rate.class === undefined ? rate : { ...rate, networks: classes[rate.class] ?? [] };
  });
}

function netifsOf(ledger: Ledger): readonly NetifState[] {
  const { metadata, spec } = ledger.manifest.value;
  located(ledger, '/network/netifs', 'netifs', spec.netifs);
  const netifs = expectValue(readNetifs(spec.netifs ?? containerDefaults.netifs));
  return netifs.map((netif) => ({ mac: defaultMac(netif.name, metadata.ctid), ...netif }));
}

function netdevsOf(ledger: Ledger): readonly string[] {
  const { netdevs } = ledger.manifest.value.spec;
  const sorted = [...(netdevs ?? containerDefaults.netdevs)].sort();
  return noted(ledger, '/network/netdevs', ['spec', 'netdevs'], netdevs, sorted);
}

/** Notes where a value is, whose own spelling would tell a reader less than ours. */
function located(
  { manifest: { source, mark }, origins }: Ledger,
  pointer: string,
  name: string,
  written: unknown,
): void {
  if (written !== undefined) origins.set(pointer, originOf(source, markAt(mark, ['spec', name])));
}
