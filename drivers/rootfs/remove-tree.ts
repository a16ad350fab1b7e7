// Deletes a directory tree that a container may have shaped, without ever following a symlink, entering a mount or
// recursing: directories are renamed up into the top one and emptied there, so depth costs neither stack nor path length.
// Everything goes through directory descriptors (/proc/self/fd/N/name), openat(2) with O_NOFOLLOW.

import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, readdir, readFile, rename, rmdir, unlink } from 'node:fs/promises';

/** Something in the tree is a mount point or cannot be removed; nothing outside the tree was touched. */
export class TreeError extends Error {
  override readonly name = 'TreeError';
}

/** Removes `name` in the directory `parent`, a file or a whole tree. ENOENT is no error. Throws TreeError. */
export async function removeTree(parent: string, name: string): Promise<void> {
  await using home = await openDirectory(parent);
  const top = await openEntry(home, name, `${parent}/${name}`);
  if (top === undefined) return;
  await using directory = top;
  if ((await mountId(directory)) !== (await mountId(home))) throw new TreeError(`${parent}/${name} is a mount point`);
  await emptyTree(directory, `${parent}/${name}`);
  await remove(rmdir(at(home, name)), `${parent}/${name}`);
}

/** Opens a directory, or unlinks what is none and gives undefined. */
async function openEntry(home: FileHandle, name: string, subject: string): Promise<FileHandle | undefined> {
  try {
    return await openDirectory(at(home, name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code !== 'ENOTDIR' && code !== 'ELOOP') throw error;
    await remove(unlink(at(home, name)), subject);
    return undefined;
  }
}

async function emptyTree(top: FileHandle, subject: string): Promise<void> {
  const mount = await mountId(top);
  // Random, so that no name in the tree can be in the way.
  const prefix = randomBytes(12).toString('hex');
  let moved = 0;
  const queue: string[] = [];
  const empty = async (directory: FileHandle, isTop: boolean): Promise<void> => {
    for (const entry of await readdir(at(directory), { withFileTypes: true, encoding: 'buffer' })) {
      const path = Buffer.concat([Buffer.from(`${at(directory)}/`), entry.name as unknown as Buffer]);
      if (!entry.isDirectory()) {
        await remove(unlink(path), subject);
      } else if (!(await rmdirEmpty(path, subject))) {
        const name = `${prefix}-${moved++}`;
        await remove(rename(path, at(top, name)), subject);
        queue.push(name);
      }
    }
    if (isTop) return;
  };
  await empty(top, true);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    {
      await using directory = await openDirectory(at(top, name));
      if ((await mountId(directory)) !== mount) throw new TreeError(`${subject}: a mount appeared in it`);
      await empty(directory, false);
    }
    await remove(rmdir(at(top, name)), subject);
  }
}

const at = (directory: FileHandle, name?: string): string =>
  name === undefined ? `/proc/self/fd/${directory.fd}` : `/proc/self/fd/${directory.fd}/${name}`;

const openDirectory = (path: string): Promise<FileHandle> =>
  open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);

/** Which mount a descriptor is on: device numbers cannot tell a bind mount of the same file system, this can. */
async function mountId(directory: FileHandle): Promise<string> {
  const info = await readFile(`/proc/self/fdinfo/${directory.fd}`, 'utf8');
  return /^mnt_id:\s*(\d+)/m.exec(info)?.[1] ?? '';
}

async function rmdirEmpty(path: Buffer, subject: string): Promise<boolean> {
  try {
    await rmdir(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTEMPTY') return false;
    throw explain(error, subject);
  }
}

async function remove(work: Promise<void>, subject: string): Promise<void> {
  try {
    await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw explain(error, subject);
  }
}

/** EBUSY means a mount point: the kernel refuses to unlink, rename or remove it. */
function explain(error: unknown, subject: string): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EBUSY') return new TreeError(`${subject}: something is mounted in it`);
  return new TreeError(`${subject}: ${message}`);
}
