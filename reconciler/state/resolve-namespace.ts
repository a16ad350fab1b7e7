// The part of a Container document that the namespaces keep -> NamespaceState: names, features, privileges.

import { parseAddress } from '../../schema/address.ts';
import { capabilityChanges } from '../../schema/capability.ts';
import { markAt, originOf } from '../../schema/mark.ts';
import { type MountWish, readMount } from '../../schema/mount.ts';
import { isOn } from '../../schema/on-off.ts';
import { readOomAdjust } from '../../schema/oom.ts';
import { expectValue } from '../../schema/reading.ts';
import { readSysctl } from '../../schema/sysctl.ts';
import { type CgroupState, type Feature, featureNames, type NamespaceState } from './container.ts';
import { containerDefaults } from './defaults.ts';
import { type Ledger, noted } from './ledger.ts';
import { devicesOf } from './resolve-devices.ts';
import { ubcOf } from './resolve-ubc.ts';

/** What the namespaces of a container shall be; `memory` is what its group allows. */
export function namespaceOf(ledger: Ledger, memory: CgroupState['memory']): NamespaceState {
  const { metadata, spec } = ledger.manifest.value;
  const { hostname = metadata.name, nameservers, searchdomains } = spec;
  // The schema lets a larger ctid pass only with a base.
  const base = spec.idmap?.base ?? metadata.ctid * 65_536;
  const canonical = (list: readonly string[]): readonly string[] =>
    list.map((address) => expectValue(parseAddress(address)));
  return {
    idmap: { base: noted(ledger, '/namespace/idmap/base', ['spec', 'idmap', 'base'], spec.idmap?.base, base) },
    hostname: noted(ledger, '/namespace/hostname', ['spec', 'hostname'], spec.hostname, hostname),
    ...(nameservers === undefined
      ? {}
      : {
          nameservers: noted(
            ledger,
            '/namespace/nameservers',
            ['spec', 'nameservers'],
            nameservers,
            canonical(nameservers),
          ),
        }),
    ...(searchdomains === undefined
      ? {}
      : {
          searchdomains: noted(
            ledger,
            '/namespace/searchdomains',
            ['spec', 'searchdomains'],
            searchdomains,
            searchdomains,
          ),
        }),
    features: featuresOf(ledger),
    devices: devicesOf(ledger),
    capabilities: capabilitiesOf(ledger),
    netfilter: noted(
      ledger,
      '/namespace/netfilter',
      ['spec', 'netfilter'],
      spec.netfilter,
      spec.netfilter ?? containerDefaults.netfilter,
    ),
    ubc: ubcOf(ledger, memory),
    sysctls: sysctlsOf(ledger),
    mounts: mountsOf(ledger),
    oomAdjust: oomAdjustOf(ledger),
  };
}

function featuresOf(ledger: Ledger): readonly Feature[] {
  const { features } = ledger.manifest.value.spec;
  const on = featureNames.filter((name) => isOn(features?.[name]));
  if (features !== undefined) noted(ledger, '/namespace/features', ['spec', 'features'], on, on);
  return on;
}

function capabilitiesOf(ledger: Ledger): NonNullable<NamespaceState['capabilities']> {
  const { capabilities } = ledger.manifest.value.spec;
  const changes = capabilityChanges(capabilities ?? {});
  if (capabilities !== undefined) noted(ledger, '/namespace/capabilities', ['spec', 'capabilities'], changes, changes);
  return changes;
}

function sysctlsOf(ledger: Ledger): NonNullable<NamespaceState['sysctls']> {
  const { sysctls } = ledger.manifest.value.spec;
  const entries = Object.entries(sysctls ?? {}).map(([name, written]) => {
    const value = expectValue(readSysctl(written, name));
    noted(ledger, `/namespace/sysctls/${name}`, ['spec', 'sysctls', name], value, value);
    return [name, value] as const;
  });
  if (sysctls !== undefined) noted(ledger, '/namespace/sysctls', ['spec', 'sysctls'], entries, entries);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function mountsOf({ manifest, origins }: Ledger): readonly MountWish[] {
  const { source, mark, value } = manifest;
  const { mounts } = value.spec;
  if (mounts !== undefined) origins.set('/namespace/mounts', originOf(source, markAt(mark, ['spec', 'mounts'])));
  const wishes = (mounts ?? []).flatMap((written, index) => {
    const wish = expectValue(readMount(written));
    if (wish === undefined) return [];
    origins.set(`/namespace/mounts${wish.target}`, originOf(source, markAt(mark, ['spec', 'mounts', index])));
    return [wish];
  });
  return wishes.sort((one, other) => (one.target < other.target ? -1 : 1));
}

function oomAdjustOf(ledger: Ledger): NonNullable<NamespaceState['oomAdjust']> {
  const { oomAdjust } = ledger.manifest.value.spec;
  if (oomAdjust === undefined) return containerDefaults.oomAdjust;
  const rules = expectValue(readOomAdjust(oomAdjust));
  return noted(ledger, '/namespace/oomAdjust', ['spec', 'oomAdjust'], rules, rules);
}
