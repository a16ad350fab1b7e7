// What a container may do beside the default profile: capabilities(7) of init as /proc/<pid>/status tells them, and what its
// run record says of its system call filter, which the kernel shows to nobody who does not stop the process, ptrace(2).

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { NamespaceState } from '../../reconciler/state/container.ts';
import { changesOf } from '../launcher/profile/capabilities.ts';
import { DEFAULT_PROFILE, type Profile } from '../launcher/profile/profile.ts';
import { readKernelText } from '../procfs/read.ts';

/** Throws ENOENT or ESRCH when the process is gone. */
export const observePrivileges = (pid: number, profile: Profile): Profile => ({
  ...profile,
  capabilities: changesOf(boundingOf(pid), profile.capabilities),
});

function boundingOf(pid: number): bigint {
  const [, digits] = /^CapBnd:\t([0-9a-f]+)$/m.exec(readKernelText(`/proc/${pid}/status`)) ?? [];
  if (digits === undefined) throw new Error(`/proc/${pid}/status: no bounding set`);
  return BigInt(`0x${digits}`);
}

export const profileOf = ({ features, capabilities, netfilter }: NamespaceState): Profile => ({
  features: features ?? DEFAULT_PROFILE.features,
  capabilities: capabilities ?? DEFAULT_PROFILE.capabilities,
  netfilter: netfilter ?? DEFAULT_PROFILE.netfilter,
});

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
