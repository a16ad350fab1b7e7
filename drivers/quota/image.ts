// Limits by the size of the area's own ext4: space grows online (loop device, then resize2fs) and shrinks while the container
// is down, inodes are fixed when the file system is made. ENOSPC is what a writer sees, and df inside shows the limit.
// ext4(5), resize2fs(8).

import { lstatSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { QuotaState } from '../../reconciler/state/container.ts';
import { asBytes, type Max } from '../../schema/units.ts';
import { syncFilesystem } from '../kernel/sync.ts';
import { getXattr, setXattr } from '../kernel/xattr.ts';
import { parsePidStatus } from '../procfs/pid-status.ts';
import { readKernelText } from '../procfs/read.ts';
import type { QuotaBackend, Rebuild } from './backend.ts';
import { change, imageJudge, needsStop } from './image-judge.ts';
import { growMounted, resizeCopy, smallestSize } from './image-resize.ts';
import { kernelLacks, readUgids, writeUgids } from './image-ugids.ts';

/** Written by the rootfs driver when the file system is complete, and here when it has grown. */
const SIZE_XATTR = 'trusted.vzreconcile.image';

/** The back end for private areas that are ext4 images. `rebuild` is how the pool changes one that is down. */
export function imageQuota(rebuild: Rebuild): QuotaBackend {
  const mayResize = mayResizeOnline();
  return {
    mechanism: {
      ...{ space: 'size of an ext4 image', inodes: 'inode table of an ext4 image' },
      ...{
        grace: 'user and group quota, grace time',
        users: 'user quota of an ext4 image',
        groups: 'group quota of an ext4 image',
      },
    },
    detail: `space and inodes by ext4 image; grows ${mayResize ? 'live' : 'at a restart'}, shrinks at a restart`,
    judge: imageJudge({ mayResize, lacks: kernelLacks }),
    inside: (area) => ({ lacksRoom: () => rebuild.lacksRoom(area), smallest: () => smallestSize(area) }),
    read,
    write: (area, wants) => write(area, wants, { mayResize, rebuild }),
    lift: async () => {},
    usage,
  };
}

/** ext4 lets only CAP_SYS_RESOURCE (bit 24) resize a mounted file system: ext4_resize_begin, fs/ext4/resize.c. */
export function mayResizeOnline(): boolean {
  const { effective } = parsePidStatus(readKernelText('/proc/self/status'), '/proc/self/status').capabilities;
  return ((effective >> 24n) & 1n) === 1n;
}

async function read(area: string): Promise<QuotaState | undefined> {
  const text = getXattr(area, SIZE_XATTR);
  if (text === undefined) return undefined;
  const { space, inodes } = JSON.parse(text) as { space: number; inodes: number | Max };
  const bytes = asBytes(space);
  const mount = `${area}/mnt`;
  const ids = lstatSync(mount).dev === lstatSync(area).dev ? {} : readUgids(area);
  return { space: { soft: bytes, hard: bytes }, inodes: { soft: inodes, hard: inodes }, ...ids };
}

interface Means {
  readonly mayResize: boolean;
  readonly rebuild: Rebuild;
}

async function write(area: string, wants: QuotaState, { mayResize, rebuild }: Means): Promise<void> {
  const was = await read(area);
  if (was === undefined) throw new Error(`${area} has no image`);
  const [refusal] = change(was, wants);
  if (refusal !== undefined) throw new Error(refusal.reason);
  await resize(area, was, wants, { mayResize, rebuild });
  await writeUgids(area, wants, rebuild);
}

async function resize(area: string, was: QuotaState, wants: QuotaState, { mayResize, rebuild }: Means): Promise<void> {
  const size = wants.space.hard;
  if (size === 'max' || size === was.space.hard) return;
  if (!needsStop(was, wants, mayResize)) await growMounted(area, size);
  else if (!(await resizeCopy(area, size, rebuild))) return;
  // The record is on another file system, whose power cut must not find it ahead of what it tells of.
  await syncFilesystem(`${area}/mnt`);
  setXattr(area, SIZE_XATTR, JSON.stringify({ space: size, inodes: wants.inodes.hard }));
}

async function usage(area: string): Promise<{ space: number; inodes: number }> {
  const { blocks, bfree, bsize, files, ffree } = await statfs(`${area}/mnt`);
  return { space: (blocks - bfree) * bsize, inodes: files - ffree };
}
