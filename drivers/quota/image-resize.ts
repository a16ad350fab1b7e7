// Another size for an ext4 image: larger while it is mounted, any size on a copy while it is not. resize2fs(8) does the work and
// e2fsck(8) looks at it before and after, both as child processes. resize2fs 1.47.0 leaves a resize inode behind that is not valid.

import { open, stat } from 'node:fs/promises';
import { loopDevices, refreshLoopSize } from '../kernel/loop.ts';
import { ChildError, run } from '../kernel/spawn.ts';
import { syncFilesystem } from '../kernel/sync.ts';
import type { Rebuild } from './backend.ts';
import { BLOCK } from './image-judge.ts';

const E2FSCK = '/usr/sbin/e2fsck';
const RESIZE2FS = '/usr/sbin/resize2fs';

/** What resize2fs would shrink it to at most, which is also what it refuses to go below. */
export async function smallestSize(area: string): Promise<number> {
  await syncFilesystem(`${area}/mnt`);
  const output = await run(RESIZE2FS, ['-P', attached(area)]);
  const blocks = /: (\d+)\s*$/.exec(output)?.[1];
  if (blocks === undefined) throw new Error(`resize2fs -P says ${output.trim()}`);
  return Number(blocks) * BLOCK;
}

function attached(area: string): string {
  const image = `${area}/image`;
  const device = loopDevices().get(image);
  if (device === undefined) throw new Error(`${image} is not attached`);
  return device;
}

/** Makes it larger while processes write. */
export async function growMounted(area: string, size: number): Promise<void> {
  const image = `${area}/image`;
  const device = attached(area);
  // Never shorten the file: an earlier grow may have got further than its record says.
  if ((await stat(image)).size < size) await resizeFile(image, size);
  refreshLoopSize(device);
  await run(RESIZE2FS, [device, String(size / BLOCK)]);
}

/**
 * False when what was written since the plan looked does not fit any more: then the image stays as it is, for a container that
 * is down for a size it cannot have would stay down. The next plan refuses.
 */
export async function resizeCopy(area: string, size: number, { rebuild }: Rebuild): Promise<boolean> {
  let fits = true;
  const resize = async (image: string): Promise<void> => {
    if ((await stat(image)).size < size) await resizeFile(image, size);
    await checkFilesystem(image);
    try {
      await run(RESIZE2FS, [image, String(size / BLOCK)]);
    } catch (error) {
      fits = !(error instanceof ChildError && /smaller than minimum/.test(error.stderr));
      throw error;
    }
    await checkResized(image);
    await resizeFile(image, size);
  };
  try {
    await rebuild(area, resize);
  } catch (error) {
    if (fits) throw error;
  }
  return fits;
}

async function resizeFile(image: string, size: number): Promise<void> {
  const file = await open(image, 'r+');
  try {
    await file.truncate(size);
    // A file system that is larger than its file cannot be mounted.
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Which resize2fs asks for. Status 1: something was wrong and is right now. */
async function checkFilesystem(image: string): Promise<void> {
  await run(E2FSCK, ['-f', '-p', image]).catch((error: unknown) => {
    if (!(error instanceof ChildError && error.status === 1)) throw error;
  });
}

/** What follows from an invalid resize inode, which holds nothing but blocks kept for growing. */
const HARMLESS = /^(Resize inode not valid|Block bitmap differences|Free blocks count wrong|Fix)/;

/** Puts the resize inode right, and throws when anything else is wrong. */
async function checkResized(image: string): Promise<void> {
  let output = '';
  const onOutput = (piece: Buffer): void => {
    output += piece.toString('latin1');
  };
  await run(E2FSCK, ['-f', '-y', image], { onOutput }).catch((error: unknown) => {
    if (!(error instanceof ChildError && error.status === 1)) throw error;
  });
  const repairs = output.split('\n').filter((line) => /\? yes\s*$/.test(line));
  const harm = repairs.find((line) => !HARMLESS.test(line.trim()));
  if (harm !== undefined) throw new Error(`resize2fs has damaged the copy of ${image}, which is thrown away: ${harm}`);
}
