// How a pool gets on disk and into the mount table: a file with a btrfs in it behind one loop device, or a directory
// bind-mounted on itself. Either way the host's view is nosuid and nodev: a set-uid file made in a container is no danger.

import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { btrfsUuid, enableQuota, quotaMode } from '../kernel/btrfs.ts';
import { attachLoop, loopDevices } from '../kernel/loop.ts';
import { mount } from '../kernel/mount.ts';
import { run } from '../kernel/spawn.ts';
import { type Mount, parseMountinfo } from '../procfs/mountinfo.ts';
import { readKernelText } from '../procfs/read.ts';

const MKFS_BTRFS = '/usr/sbin/mkfs.btrfs';
export const OPTIONS = 'nosuid,nodev,noatime';
const MIB = 1 << 20;
/** The part of the free space a pool file may grow to when the node does not say. It is sparse: nothing is taken in advance. */
const DEFAULT_SHARE = 0.8;

export type BackendName = 'btrfs' | 'image' | 'overlay';
/** native: a directory of the file system below; loop: a file system of our own in a file. */
export type PoolForm = 'native' | 'loop';

export interface PoolSite {
  readonly root: string;
  readonly path: string;
  readonly image: string;
  readonly backend: BackendName;
  readonly form: PoolForm;
}

export const poolExists = (site: PoolSite): boolean =>
  site.form === 'loop' ? existsSync(site.image) : existsSync(site.path);

/** Makes what is missing on disk. The pool file gets its name when its file system is complete. */
export async function makePool(site: PoolSite, size: number | undefined): Promise<void> {
  await mkdir(site.path, { mode: 0o700, recursive: true });
  // Mounted without a name its file was removed by somebody; a new one beside it would be taken for it later.
  if (site.form === 'native' || existsSync(site.image) || isMountPoint(site.path)) return;
  const unfinished = `${site.image}.new`;
  await rm(unfinished, { force: true });
  const bytes = size ?? (await defaultSize(site.root));
  const file = await open(unfinished, 'wx', 0o600);
  try {
    await file.truncate(Math.floor(bytes / MIB) * MIB);
  } finally {
    await file.close();
  }
  // One copy of metadata: a second one in the same file protects against nothing.
  await run(MKFS_BTRFS, ['-q', '-m', 'single', '-L', 'vzreconcile', unfinished]);
  await sync(unfinished);
  await rename(unfinished, site.image);
  // What containers sync in it is worth nothing without its name.
  await sync(site.root);
}

async function sync(path: string): Promise<void> {
  await using file = await open(path, 'r');
  await file.sync();
}

async function defaultSize(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize * DEFAULT_SHARE;
}

/** Mounts the pool unless it is mounted; attaches its file unless it is attached; turns quotas on unless they are. */
export async function attachPool(site: PoolSite): Promise<void> {
  const mounted = isMountPoint(site.path);
  if (!mounted) {
    await mkdir(site.path, { mode: 0o700, recursive: true });
    if (site.form === 'native') await mount(site.path, site.path, 'bind', OPTIONS);
    else await mountImage(site.image, site.path, 'btrfs');
  }
  if (site.backend === 'btrfs' && quotaMode(btrfsUuid(site.path)) === 'off') enableQuota(site.path);
}

/** Mounts the file system in `image` on `target`, reusing the loop device that already has it. */
export async function mountImage(image: string, target: string, type: 'btrfs' | 'ext4', more = ''): Promise<void> {
  const options = more === '' ? OPTIONS : `${OPTIONS},${more}`;
  const attached = loopDevices().get(image);
  if (attached !== undefined) return mount(attached, target, type, options);
  // Held open until the mount has it: autoclear would detach it in between.
  using device = attachLoop(image);
  await mount(device.path, target, type, options);
}

/** The nearest directory that exists decides what the pool is, or will be, on. */
export function nearestExisting(path: string): string {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf('/')) || '/') if (existsSync(at)) return at;
}

const MOUNTINFO = '/proc/self/mountinfo';

/** The mounts this process sees. */
export const ownMounts = (): readonly Mount[] => parseMountinfo(readKernelText(MOUNTINFO), MOUNTINFO);

/** What is mounted on `path`. Mount points are latin1 text, one character per byte of the path. */
export const mountOn = (path: string): Mount | undefined =>
  ownMounts().find(({ mountPoint }) => mountPoint === Buffer.from(path, 'utf8').toString('latin1'));

export const isMountPoint = (path: string): boolean => mountOn(path) !== undefined;
