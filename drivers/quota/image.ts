// Limits by the size of the area's own ext4: space grows online (loop device, then resize2fs) and shrinks while the container
// is down, inodes are fixed when the file system is made. ENOSPC is what a writer sees, and df inside shows the limit.
// ext4(5), resize2fs(8).

import { lstatSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';
import { asBytes, type Bytes, formatSize, type Max } from '../../schema/units.ts';
import { syncFilesystem } from '../kernel/sync.ts';
import { getXattr, setXattr } from '../kernel/xattr.ts';
import { parsePidStatus } from '../procfs/pid-status.ts';
import { readKernelText } from '../procfs/read.ts';
import type { QuotaBackend, Rebuild } from './backend.ts';
import { BLOCK, growMounted, resizeCopy, smallestSize } from './image-resize.ts';
import { acceptUgids, readUgids, writeUgids } from './image-ugids.ts';

/** Written by the rootfs driver when the file system is complete, and here when it has grown. */
const SIZE_XATTR = 'trusted.vzreconcile.image';
/** The smallest ext4 with a journal. */
const SMALLEST = 16 * 1024 * 1024;

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
    accept,
    change,
    needsStop: (was, wants) => (needsStop(was, wants, mayResize) ? ['/quota/space'] : []),
    look: async (area, was, wants) =>
      needsStop(was, wants, mayResize) || was.ugids !== wants.ugids ? look(area, was, wants, rebuild) : [],
    read,
    write: (area, wants) => write(area, wants, { mayResize, rebuild }),
    lift: async () => {},
    usage,
  };
}

function accept(wants: QuotaState): ReturnType<QuotaBackend['accept']> {
  const { space, inodes } = wants;
  const refusals: Refusal[] = [];
  const refuse = (code: string, pointer: string, reason: string, hint: string): unknown =>
    refusals.push({ code, pointer, reason, hint });
  if (space.hard === 'max') {
    refuse('VZR655', '/quota/space/hard', 'diskspace: an image needs a size', 'set spec.diskspace');
  } else if (space.hard < SMALLEST) {
    refuse('VZR654', '/quota/space/hard', 'diskspace: an ext4 image needs at least 16 MiB', 'raise spec.diskspace');
  }
  for (const [field, { soft, hard }] of [['space', space] as const, ['inodes', inodes] as const]) {
    if (soft === hard) continue;
    const reason = `disk${field}: the image back end cannot enforce a soft limit that differs from the hard one`;
    const hint = `give disk${field} one value`;
    refusals.push({ code: 'VZR652', pointer: `/quota/${field}/soft`, reason, hint, unenforced: true });
  }
  if (inodes.hard !== 'max' && space.hard !== 'max' && (inodes.hard < 16 || inodes.hard > space.hard / BLOCK)) {
    const most = Math.floor(space.hard / BLOCK);
    refuse(
      'VZR656',
      '/quota/inodes/hard',
      `diskinodes: an image of this size has 16 to ${most} inodes`,
      'change diskinodes',
    );
  }
  const rounded = (value: Bytes | Max): Bytes | Max =>
    value === 'max' ? value : asBytes(Math.ceil(value / BLOCK) * BLOCK);
  const ids = acceptUgids(wants);
  return {
    wants: {
      space: { soft: rounded(space.hard), hard: rounded(space.hard) },
      inodes: { soft: inodes.hard, hard: inodes.hard },
      ...ids.wants,
    },
    refusals: [...refusals, ...ids.refusals],
  };
}

/** ext4 lets only CAP_SYS_RESOURCE (bit 24) resize a mounted file system: ext4_resize_begin, fs/ext4/resize.c. */
export function mayResizeOnline(): boolean {
  const { effective } = parsePidStatus(readKernelText('/proc/self/status'), '/proc/self/status').capabilities;
  return ((effective >> 24n) & 1n) === 1n;
}

/** ext4 cannot shrink while it is mounted, and grows then only for who may resize. */
function needsStop(was: QuotaState, wants: QuotaState, mayResize: boolean): boolean {
  const [from, to] = [was.space.hard, wants.space.hard];
  return from !== 'max' && to !== 'max' && (to < from || (to > from && !mayResize));
}

function change(was: QuotaState, wants: QuotaState): readonly Refusal[] {
  if (was.inodes.hard === wants.inodes.hard) return [];
  return [
    {
      code: 'VZR657',
      pointer: '/quota/inodes/hard',
      reason: 'diskinodes: the number of inodes of an image is fixed when it is made',
      hint: 'recreate the container, or take the change back',
    },
  ];
}

/** Whether what is in the image fits, and its copy into the pool: asked before the container is stopped for it. */
async function look(
  area: string,
  was: QuotaState,
  wants: QuotaState,
  { lacksRoom }: Rebuild,
): Promise<readonly Refusal[]> {
  const pointer = '/quota/space/hard';
  const lack = lacksRoom(area);
  if (lack !== undefined) {
    const reason = `an image is changed on a copy: ${lack}`;
    return [{ code: 'VZR663', pointer, reason, hint: 'free space in the pool, or run vzreconcile compact' }];
  }
  const [from, to] = [was.space.hard, wants.space.hard];
  if (from === 'max' || to === 'max' || to >= from) return [];
  const smallest = await smallestSize(area);
  if (to >= smallest) return [];
  const reason = `diskspace: what is in the image needs ${formatSize(asBytes(smallest))}`;
  return [{ code: 'VZR658', pointer, reason, hint: 'free space inside the container first, or choose a larger limit' }];
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
