// How what a container may do in the network is kept, and what is there: for people who want to see the kernel.

import type { LimitFact } from '../../reconciler/port/tools.ts';
import type { NetworkState } from '../../reconciler/state/container.ts';

/** `seen`: undefined where the container does not run. */
export function networkFacts(rate: LimitFact, seen: NetworkState | undefined): readonly LimitFact[] {
  const { netifs = [], netdevs = [] } = seen ?? {};
  const others = [...netifs.map(({ name }) => name), ...netdevs];
  const leaks = rate.force === 'enforced' && others.length > 0;
  return [
    leaks ? { ...rate, force: 'approximated', note: `of venet; ${others.join(', ')} are not limited` } : rate,
    {
      pointer: '/network/netifs',
      mechanism: 'veth, bridge VLANs, BPF filter',
      value: netifs.map(({ name, mac }) => `${name} ${mac}`).join(', '),
      force: 'enforced',
    },
    {
      pointer: '/network/netdevs',
      mechanism: 'interfaces moved to its namespace',
      value: netdevs.join(', '),
      force: 'enforced',
    },
  ];
}
