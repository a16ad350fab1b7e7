// Reading a small file of a container's tree from the host, and its terminals. Whatever the container put there can give a
// wrong content, never another file, a hang or an exhausted memory: openat2(2) with RESOLVE_IN_ROOT, regular files only, a size cap.

import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, statfsSync } from 'node:fs';
import { hasCode } from '../kernel/errno.ts';
import { openat2, RESOLVE } from '../kernel/openat2.ts';

/** A FIFO is not waited for, a terminal not acquired. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
/** NO_XDEV: a FUSE mount of the container could hold up whoever looks a name up in it. */
const STAY = RESOLVE.IN_ROOT | RESOLVE.NO_MAGICLINKS | RESOLVE.NO_XDEV;

/** statfs(2). */
const DEVPTS = 0x1cd1;

/** Numbers of the terminals in a container's devpts, behind `root` (a directory); none where it is something else. */
export function terminalsInside(root: string): readonly number[] {
  const dir = openSync(root, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    const flags = constants.O_RDONLY | constants.O_DIRECTORY;
    const fd = openat2(dir, 'dev/pts', flags, RESOLVE.IN_ROOT | RESOLVE.NO_MAGICLINKS);
    try {
      const path = `/proc/self/fd/${fd}`;
      if (statfsSync(path).type !== DEVPTS) return [];
      return readdirSync(path)
        .filter((name) => /^\d+$/.test(name))
        .map(Number);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES')) return [];
    throw error;
  } finally {
    closeSync(dir);
  }
}

/**
 * The first `limit` bytes of `path` as the container behind `root` (a directory) sees it; undefined when there is no such
 * regular file on the root file system. Throws system errors other than those.
 */
export function readInside(root: string, path: string, limit: number): Buffer | undefined {
  const dir = openSync(root, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    const fd = openat2(dir, path, FLAGS, STAY);
    try {
      if (!fstatSync(fd).isFile()) return undefined;
      const bytes = Buffer.alloc(limit);
      return bytes.subarray(0, readSync(fd, bytes, 0, limit, 0));
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP', 'EXDEV', 'EACCES', 'ENXIO')) return undefined;
    throw error;
  } finally {
    closeSync(dir);
  }
}
