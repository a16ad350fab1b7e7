// Which wished addresses this host can give, decided before the first change; pure.
// VZR640 no veth or filter, VZR641 IPv6 is off, VZR642 the host's own address, VZR643 too many addresses,
// VZR644 no traffic control.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Accepted } from '../../reconciler/port/driver.ts';
import type { ContainerState } from '../../reconciler/state/container.ts';
import { compareAddresses } from '../../schema/address.ts';
import type { Abilities } from './probe.ts';
import { fitsFilter } from './source-filter.ts';

/** `hostAddresses`: those on the host's interfaces when it was last looked at. */
export function acceptNetwork(
  wants: ContainerState,
  { obstacle, ipv6, shaping }: Abilities,
  hostAddresses: ReadonlySet<string>,
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
    if (hostAddresses.has(address)) {
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
  const { rate } = wants.network;
  const unshapable = rate === undefined || rate.length === 0 ? undefined : shaping();
  if (unshapable !== undefined) {
    const reason = `this host cannot limit the rate of a container (${unshapable})`;
    const hint = 'load the modules: modprobe -a sch_htb sch_ingress ifb act_mirred cls_u32 cls_bpf';
    refusals.push({ code: 'VZR644', pointer: '/network/rate', reason, hint });
  }
  return { wants: { addresses, ...(rate !== undefined && { rate }) }, refusals };
}
