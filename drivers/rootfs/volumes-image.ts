// The image back end, the ploop of today: each private area is a sparse ext4 file (image) mounted on mnt/ through a loop
// device. Space and inodes are what the file system has; second-level quotas work in it. mkfs and mount are child processes.

import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename } from 'node:fs/promises';
import { words } from '../../schema/words.ts';
import { unmount } from '../kernel/mount.ts';
import { run } from '../kernel/spawn.ts';
import { setXattr } from '../kernel/xattr.ts';
import { compactImage, isMounted, lacksRoom, mountArea, rebuildImage, setMount } from './image-mount.ts';
import { chooseMount, mountOf } from './image-options.ts';
import { removeTree } from './remove-tree.ts';
import type { Volumes } from './volumes.ts';

const MKFS_EXT4 = '/usr/sbin/mkfs.ext4';
/** What the quota driver reads back: {"space": bytes, "inodes": number or "max"}, written when the file system is complete. */
const SIZE_XATTR = 'trusted.vzreconcile.image';
/** Second-level quotas: hidden files that the journal covers. */
const QUOTAS = ',quotatype=usrquota:grpquota';
/** OpenVZ's ploop has one inode per 16 KiB. */
const BYTES_PER_INODE = 16_384;

/** Volumes of a plain directory; `home` is where the private areas are. */
export function imageVolumes(home: string): Volumes {
  const broken = new Map<string, string>();
  return {
    makeArea,
    renameArea: (parent, from, to) => rename(`${parent}/${from}`, `${parent}/${to}`),
    destroyArea: async (parent, name) => {
      const area = `${parent}/${name}`;
      if (isMounted(area)) await unmount(`${area}/mnt`);
      await removeTree(parent, name);
    },
    layers: (area) => {
      if (!isMounted(area))
        throw new Error(`${area}/image is not mounted: ${broken.get(area) ?? 'unmounted by somebody'}`);
      return { upper: `${area}/mnt/upper`, work: `${area}/mnt/work` };
    },
    attachAreas: () => attachAreas(home, broken),
    mounts: { read: mountOf, set: setMount },
    rebuild: rebuildImage,
    lacksRoom,
    compact: compactImage,
    makeTree: (parent, name) => mkdir(`${parent}/${name}`, { mode: 0o700 }).then(() => {}),
    sealTree: async () => {},
    destroyTree: removeTree,
  };
}

async function makeArea(
  parent: string,
  name: string,
  { quota, mount }: Parameters<Volumes['makeArea']>[2],
): Promise<void> {
  const area = `${parent}/${name}`;
  const space = quota?.space.hard;
  const inodes = quota?.inodes.hard ?? 'max';
  if (space === undefined || space === 'max') throw new Error(`${area}: an image needs a size (diskspace)`);
  await mkdir(area, { mode: 0o700 });
  const image = `${area}/image`;
  const file = await open(image, 'wx', 0o600);
  try {
    await file.truncate(space);
  } finally {
    await file.close();
  }
  const count = inodes === 'max' ? ['-i', String(BYTES_PER_INODE)] : ['-N', String(inodes)];
  // Inode tables are zeroed by the kernel later; nothing is reserved for root: the limit is the container's own.
  await run(MKFS_EXT4, [
    '-q',
    '-F',
    '-m',
    '0',
    '-b',
    '4096',
    ...count,
    ...(quota?.ugids ? ['-O', 'quota'] : []),
    '-E',
    `lazy_itable_init=1,nodiscard${quota?.ugids ? QUOTAS : ''}`,
    image,
  ]);
  await mkdir(`${area}/mnt`, { mode: 0o700 });
  if (mount !== undefined) chooseMount(area, mount);
  await mountArea(area);
  setXattr(area, SIZE_XATTR, JSON.stringify({ space, inodes }));
}

async function attachAreas(home: string, broken: Map<string, string>): Promise<void> {
  if (!existsSync(home)) return;
  for (const name of await readdir(home)) {
    const area = `${home}/${name}`;
    if (!/^\d+$/.test(name) || !existsSync(`${area}/image`) || isMounted(area)) continue;
    try {
      await mountArea(area);
      broken.delete(area);
    } catch (error) {
      // One damaged image must not keep the others down; its container cannot start, and says why.
      broken.set(area, words(error));
    }
  }
}
