// One ext4 image in and out of the mount table. Who mounts or changes it holds flock(2) on its area's directory: another process
// of ours that opens the pool meanwhile (status, exec) would mount what is being rewritten. mount(8), loop(4).

import { existsSync, lstatSync, statfsSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MountState } from '../../reconciler/state/container.ts';
import { words } from '../../schema/words.ts';
import { tryLockExclusive } from '../kernel/flock.ts';
import { loopDevices } from '../kernel/loop.ts';
import { remount, unmount } from '../kernel/mount.ts';
import { run } from '../kernel/spawn.ts';
import { syncFilesystem } from '../kernel/sync.ts';
import { chooseMount, mountOf, mountText, optionText } from './image-options.ts';
import { mountImage, OPTIONS } from './pool-mount.ts';

const CP = '/usr/bin/cp';
const FSTRIM = '/usr/sbin/fstrim';
/** Milliseconds that the last processes of a container, or another process of ours, may take to let go of an image. */
const PATIENCE = 2000;
const PAUSE = 20;
const SECTOR = 512;

/** True when another file system is on mnt/. */
export function isMounted(area: string): boolean {
  const inside = lstatSync(`${area}/mnt`, { throwIfNoEntry: false });
  return inside !== undefined && inside.dev !== lstatSync(area).dev;
}

/** Mounts the image of an area unless it is. The layers are made where they lack: a power cut may leave the area without. */
export async function mountArea(area: string): Promise<void> {
  await locked(area, () => mountLocked(area));
}

async function mountLocked(area: string): Promise<void> {
  if (!isMounted(area)) await mountImage(`${area}/image`, `${area}/mnt`, 'ext4', mountText(area));
  for (const layer of ['upper', 'work']) await mkdir(`${area}/mnt/${layer}`, { mode: 0o755, recursive: true });
}

async function locked<T>(area: string, work: () => Promise<T>): Promise<T> {
  await using folder = await open(area, 'r');
  await waitUntil(() => tryLockExclusive(folder.fd, area), `${area}/image is in use by another process`);
  return await work();
}

async function waitUntil(ready: () => boolean | Promise<boolean>, complaint: string): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!(await ready())) {
    if (performance.now() > end) throw new Error(complaint);
    await sleep(PAUSE);
  }
}

/** Mounts it with these options, now and later. What only a mount can set needs the container to be down. */
export async function setMount(area: string, wants: MountState): Promise<void> {
  await locked(area, async () => {
    const was = mountOf(area);
    chooseMount(area, wants);
    if (was?.data === wants.data) await remount(`${area}/mnt`, `${OPTIONS},${optionText(wants)}`);
    else {
      await detach(area);
      await mountLocked(area);
    }
  });
}

/**
 * Changes the file system of an area that no container uses: `change` works on a copy, which takes the image's place when
 * it is complete, so that a crash in the middle leaves the old one. Mounts it again whatever comes of it.
 */
export async function rebuildImage(area: string, change: (image: string) => Promise<void>): Promise<void> {
  const image = `${area}/image`;
  const copy = `${area}/image.new`;
  await locked(area, async () => {
    await detach(area);
    try {
      await rm(copy, { force: true });
      await run(CP, ['--reflink=auto', '--sparse=always', '--preserve=mode', image, copy]);
      await change(copy);
      await syncFilesystem(copy);
      await rename(copy, image);
    } finally {
      await rm(copy, { force: true });
      await mountLocked(area);
    }
  });
}

/** A copy of the mount in another namespace would go on writing to the file: only a device that is gone is proof. */
async function detach(area: string): Promise<void> {
  if (isMounted(area)) {
    let reason = '';
    const isOff = (): Promise<boolean> =>
      unmount(`${area}/mnt`).then(
        () => true,
        (error: unknown) => {
          reason = words(error);
          return false;
        },
      );
    await waitUntil(isOff, `${area}/mnt cannot be unmounted`).catch((error: unknown) => {
      throw new Error(`${words(error)}: ${reason}`);
    });
  }
  const isGone = (): boolean => !loopDevices().has(`${area}/image`);
  await waitUntil(isGone, `${area}/image is still mounted in another mount namespace`).catch(async (error: unknown) => {
    await mountLocked(area);
    throw error;
  });
}

/** Why there is no room for the copy that a rebuild works on; undefined when there is. */
export function lacksRoom(area: string): string | undefined {
  const needed = allocated(area);
  const { bavail, bsize } = statfsSync(area);
  const free = bavail * bsize;
  return free >= needed ? undefined : `the copy needs ${needed} bytes, the pool has ${free}`;
}

const allocated = (area: string): number => statSync(`${area}/image`).blocks * SECTOR;

/** Bytes the image takes of the pool, before and after. */
interface Compacted {
  readonly before: number;
  readonly after: number;
}

/** Punches holes into the image where its file system has nothing, while it is in use. fstrim(8), FITRIM. Throws ChildError. */
export async function compactImage(area: string): Promise<Compacted> {
  if (!existsSync(`${area}/image`) || !isMounted(area)) throw new Error(`${area}/image is not mounted`);
  const before = allocated(area);
  // What was deleted is free when its transaction is on disk.
  await syncFilesystem(`${area}/mnt`);
  await run(FSTRIM, [`${area}/mnt`]);
  await syncFilesystem(area);
  return { before, after: allocated(area) };
}
