// Mounts of the network that a running container gets: the one change of mounts that takes no start.

import type { Undo } from '../../reconciler/port/driver.ts';
import type { NamespaceState } from '../../reconciler/state/container.ts';
import { newMounts } from '../../schema/mount.ts';
import type { Processes } from '../launcher/processes.ts';
import type { RunRecord } from '../launcher/run-record.ts';

export const nothing: Undo = async () => {};

/** Those of the network that are missing: all others take a start. The record says that they are ours before they are there. */
export async function addMounts(
  processes: Processes,
  { ctid }: RunRecord,
  was: NamespaceState,
  { mounts: wants = [] }: NamespaceState,
): Promise<Undo> {
  const added = newMounts(was.mounts ?? [], wants).filter((mount) => mount.type === 'nfs');
  const now = processes.running(ctid);
  if (now === undefined || added.length === 0) return nothing;
  processes.rewrite({ ...now, mounts: wants });
  await processes.addMounts(now, added);
  return async () => {
    await processes.removeMounts(now, added);
    processes.rewrite({ ...(processes.running(ctid) ?? now), mounts: now.mounts ?? [] });
  };
}
