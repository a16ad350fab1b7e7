// Shared memory of a container: what System V segments may take together (kernel.shmall of its ipc namespace, proc_sys_kernel(5))
// and what its /dev/shm holds (size= of tmpfs(5)). Each is bounded by shmpages; no kernel bounds their sum.

import type { UbcState } from '../../reconciler/state/container.ts';
import { type Bytes, formatSize, type Max, pageBytes } from '../../schema/units.ts';
import type { Processes } from '../launcher/processes.ts';
import type { RunRecord } from '../launcher/run-record.ts';
import { firstMount, parseMountinfo } from '../procfs/mountinfo.ts';
import { readMountinfo } from '../procfs/read.ts';
import { tmpfsUseInside } from '../safefs/read.ts';
import { readSysctls } from './sysctls.ts';

const SHMALL = 'kernel.shmall';
/** What a new ipc namespace has: SHMALL, include/uapi/linux/shm.h. */
const UNLIMITED = '18446744073692774399';
/** What a new tmpfs has: shmem_default_max_blocks(). */
const USUAL = '50%';

/** As it was asked for, where the kernel says so. Without a limit nothing is read: what root inside sets itself is its own affair. */
export function observeShm(started: UbcState['shmpages'], pid: number, mountinfo: string): UbcState['shmpages'] {
  if (started === undefined || started === 'max') return 'max';
  const { size, shmall } = limitsOf(pid, mountinfo);
  return size === shmall ? size : 'mixed';
}

/** Its own; root inside may mount something else over it, a file system of the host that it was given as well. */
const ownShm = (mountinfo: string): ReturnType<typeof firstMount> =>
  firstMount(parseMountinfo(mountinfo, 'mountinfo'), '/dev/shm');

/** Bytes of both; NaN for one that is not there. */
function limitsOf(pid: number, mountinfo: string): { readonly size: Bytes; readonly shmall: Bytes } {
  const option = ownShm(mountinfo)?.mount.superOptions.find((text) => text.startsWith('size='));
  const size = Number.parseInt(option?.slice('size='.length) ?? '', 10) * 1024;
  const shmall = Number(readSysctls(pid, [SHMALL])[SHMALL]) * pageBytes;
  return { size: size as Bytes, shmall: shmall as Bytes };
}

/** What explain says of them. */
export function shmFact(pid: number, mountinfo: string): string {
  const { size, shmall } = limitsOf(pid, mountinfo);
  return `/dev/shm ${Number.isNaN(size) ? 'half of ram' : formatSize(size)}, ${SHMALL} ${shmall / pageBytes}`;
}

/** Sets both. Throws TapeError, and an Error for a kernel that does not do it. */
export async function limitShm(
  processes: Processes,
  init: Pick<RunRecord, 'name' | 'pid'>,
  limit: Bytes | Max,
): Promise<void> {
  const own = ownShm(readMountinfo(init.pid));
  if (own === undefined || !own.visible) throw new Error('/dev/shm is not there, or covered by another mount');
  await processes.limitShm(init, limit === 'max' ? USUAL : String(limit), own.mount.device);
  const value = limit === 'max' ? UNLIMITED : String(limit / pageBytes);
  await processes.adjust(init, [{ path: SHMALL.replaceAll('.', '/'), value, ipc: true }]);
  const { [SHMALL]: found } = readSysctls(init.pid, [SHMALL]);
  if (found !== value) throw new Error(`${SHMALL} is ${found} after ${value} was written`);
}

/** Bytes in its /dev/shm. What lies over it may be slow to answer, and is not what shrinks. */
export const shmUse = (pid: number): Bytes =>
  (ownShm(readMountinfo(pid))?.visible ? tmpfsUseInside(`/proc/${pid}/root`, 'dev/shm') : 0) as Bytes;
