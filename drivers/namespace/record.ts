// What the judge of namespaces rests on, as of now.

import type { Ctid } from '../../schema/units.ts';
import { limitLines } from '../launcher/profile/limits.ts';
import { readKernelText } from '../procfs/read.ts';
import type { NamespaceRecord, NamespaceView } from './judge.ts';
import { openSysctls } from './sysctls.ts';

export function recordNamespaces(
  { shared, running }: { readonly shared: readonly string[]; readonly running: readonly Ctid[] },
  { giver, oomGiver, taken, most, mounts, shmUse: useOf }: NamespaceView,
  netns: number | undefined,
): NamespaceRecord {
  const { numpty, numfile } = most();
  const shm = running.flatMap((ctid) => {
    const used = useOf(ctid);
    return used === undefined ? [] : [[ctid, used] as const];
  });
  const directories = shared.flatMap((path) => {
    const found = mounts.directory(path);
    return found === 'unknown' ? [] : [[path, found] as const];
  });
  return {
    limits: limitLines(giver.own),
    mayRaise: giver.mayRaise,
    oomLeast: oomGiver.least,
    taken: taken(),
    most: { numpty, ...(Number.isFinite(numfile) && { numfile }) },
    sysctls: openSysctls(netns),
    own: mounts.own,
    directories: Object.fromEntries(directories),
    // Asking for what is not there would load its module.
    ...(/\tnfs4$/m.test(readKernelText('/proc/filesystems')) && { hasNfs: true as const }),
    shm: Object.fromEntries(shm),
  };
}
