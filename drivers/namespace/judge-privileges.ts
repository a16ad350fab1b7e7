// What of the packet filter can be kept from a container.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { NamespaceState } from '../../reconciler/state/container.ts';

/**
 * A rule that asks for connection tracking differs from one that does not in the contents of a netlink message, or of the
 * blob of a socket option, and no filter of system calls can look there.
 */
export function refusePrivileges({ netfilter }: NamespaceState): readonly Refusal[] {
  if (netfilter !== 'stateless' && netfilter !== 'stateful') return [];
  const kept = netfilter === 'stateless' ? 'connection tracking and NAT' : 'NAT';
  const reason = `this kernel gives a container all of its packet filter or nothing: ${kept} cannot be kept from it`;
  const hint = 'write full, which has them, or disabled';
  return [{ code: 'VZR670', pointer: '/namespace/netfilter', reason, hint }];
}
