// What a container may do beside the default profile: capabilities(7) of init as /proc/<pid>/status tells them, and what its
// run record says of its system call filter, which the kernel shows to nobody who does not stop the process, ptrace(2).

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
