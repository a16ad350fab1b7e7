// Limits by the size of the area's own ext4: space grows online (loop device, then resize2fs), inodes are fixed when the
// file system is made. ENOSPC is what a writer sees, and df inside shows the limit. ext4(5), resize2fs(8).

import { open, stat, statfs } from 'node:fs/promises';
import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';
import type { Max } from '../../schema/units.ts';
import { asBytes, type Bytes } from '../../schema/units.ts';
import { loopDevices, refreshLoopSize } from '../kernel/loop.ts';
import { run } from '../kernel/spawn.ts';
import { syncFilesystem } from '../kernel/sync.ts';
import { getXattr, setXattr } from '../kernel/xattr.ts';
import { parsePidStatus } from '../procfs/pid-status.ts';
import { readKernelText } from '../procfs/read.ts';
import type { QuotaBackend } from './backend.ts';

const RESIZE2FS = '/usr/sbin/resize2fs';
/** Written by the rootfs driver when the file system is complete, and here when it has grown. */
const SIZE_XATTR = 'trusted.vzreconcile.image';
const BLOCK = 4096;
/** The smallest ext4 with a journal. */
const SMALLEST = 16 * 1024 * 1024;

/** The back end for private areas that are ext4 images. */
export function imageQuota(): QuotaBackend {
  const mayResize = mayResizeOnline();
  return {
    mechanism: { space: 'size of an ext4 image', inodes: 'inode table of an ext4 image' },
    detail: 'space and inodes by ext4 image; grows live',
    accept,
    change: (was, wants) => change(was, wants, mayResize),
    read,
    write: (area, wants) => write(area, wants, mayResize),
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
  if (space.soft !== space.hard || inodes.soft !== inodes.hard) {
    const field = space.soft === space.hard ? 'inodes' : 'space';
    const reason = `disk${field}: the image back end cannot enforce a soft limit that differs from the hard one`;
    refuse('VZR652', `/quota/${field}/soft`, reason, `give disk${field} one value`);
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
  return { wants: { space: { soft: rounded(space.soft), hard: rounded(space.hard) }, inodes }, refusals };
}

/** ext4 lets only CAP_SYS_RESOURCE (bit 24) resize a mounted file system: ext4_resize_begin, fs/ext4/resize.c. */
export function mayResizeOnline(): boolean {
  const { effective } = parsePidStatus(readKernelText('/proc/self/status'), '/proc/self/status').capabilities;
  return ((effective >> 24n) & 1n) === 1n;
}

function change(was: QuotaState, wants: QuotaState, mayResize: boolean): readonly Refusal[] {
  const refusals: Refusal[] = [];
  if (!mayResize && was.space.hard !== 'max' && wants.space.hard !== 'max' && wants.space.hard > was.space.hard) {
    refusals.push({
      code: 'VZR660',
      pointer: '/quota/space/hard',
      reason: 'diskspace: growing a mounted image needs CAP_SYS_RESOURCE, which this process lacks',
      hint: 'run vzreconcile with all capabilities of root',
    });
  }
  if (was.inodes.hard !== wants.inodes.hard) {
    refusals.push({
      code: 'VZR657',
      pointer: '/quota/inodes/hard',
      reason: 'diskinodes: the number of inodes of an image is fixed when it is made',
      hint: 'recreate the container, or take the change back',
    });
  }
  if (was.space.hard !== 'max' && wants.space.hard !== 'max' && wants.space.hard < was.space.hard) {
    refusals.push({
      code: 'VZR658',
      pointer: '/quota/space/hard',
      reason: 'diskspace: an image cannot shrink while it is mounted',
      hint: 'recreate the container, or take the change back',
    });
  }
  return refusals;
}

async function read(area: string): Promise<QuotaState | undefined> {
  const text = getXattr(area, SIZE_XATTR);
  if (text === undefined) return undefined;
  const { space, inodes } = JSON.parse(text) as { space: number; inodes: number | Max };
  const bytes = asBytes(space);
  return { space: { soft: bytes, hard: bytes }, inodes: { soft: inodes, hard: inodes } };
}

async function write(area: string, wants: QuotaState, mayResize: boolean): Promise<void> {
  const was = await read(area);
  if (was === undefined) throw new Error(`${area} has no image`);
  const [refusal] = change(was, wants, mayResize);
  if (refusal !== undefined) throw new Error(refusal.reason);
  const size = wants.space.hard;
  if (size === 'max' || size === was.space.hard) return;
  const image = `${area}/image`;
  const device = loopDevices().get(image);
  if (device === undefined) throw new Error(`${image} is not attached`);
  // Never shorten the file: an earlier grow may have got further than its record says.
  if ((await stat(image)).size < size) await extend(image, size);
  refreshLoopSize(device);
  await run(RESIZE2FS, [device, String(size / BLOCK)]);
  // The record is on another file system, whose power cut must not find it ahead of what it tells of.
  await syncFilesystem(`${area}/mnt`);
  setXattr(area, SIZE_XATTR, JSON.stringify({ space: size, inodes: wants.inodes.hard }));
}

async function extend(image: string, size: number): Promise<void> {
  const file = await open(image, 'r+');
  try {
    await file.truncate(size);
    // A file system that is larger than its file cannot be mounted.
    await file.sync();
  } finally {
    await file.close();
  }
}

async function usage(area: string): Promise<{ space: number; inodes: number }> {
  const { blocks, bfree, bsize, files, ffree } = await statfs(`${area}/mnt`);
  return { space: (blocks - bfree) * bsize, inodes: files - ffree };
}
