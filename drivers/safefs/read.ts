// Reading a small file of a container's tree from the host, and its terminals. Whatever the container put there can give a
// wrong content, never another file, a hang or an exhausted memory: openat2(2) with RESOLVE_IN_ROOT, regular files only, a size cap.

import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, statfsSync } from 'node:fs';
import { hasCode } from '../kernel/error-code.ts';
import { openat2, RESOLVE } from '../kernel/openat2.ts';

/** A FIFO is not waited for, a terminal not acquired. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
/** NO_XDEV: a FUSE mount of the container could hold up whoever looks a name up in it. */
const STAY = RESOLVE.IN_ROOT | RESOLVE.NO_MAGICLINKS | RESOLVE.NO_XDEV;

/** statfs(2). */
const DEVPTS = 0x1cd1;
const TMPFS = 0x01021994;

/** Absent, in another way than was expected, or behind something that nobody should wait for. */
const ABSENT = ['ENOENT', 'ESRCH', 'ENOTDIR', 'ELOOP', 'EXDEV', 'EACCES', 'ENXIO'] as const;

/** What `use` makes of `path` as the container behind `root` (a directory) sees it; undefined where that is absent. */
function inside<T>(
  root: string,
  path: string,
  { flags, resolve }: { readonly flags: number; readonly resolve: number },
  use: (fd: number) => T,
): T | undefined {
  try {
    const dir = openSync(root, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      const fd = openat2(dir, path, flags, resolve);
      try {
        return use(fd);
      } finally {
        closeSync(fd);
      }
    } finally {
      closeSync(dir);
    }
  } catch (error) {
    if (hasCode(error, ...ABSENT)) return undefined;
    throw error;
  }
}

const DIRECTORY = {
  flags: constants.O_RDONLY | constants.O_DIRECTORY,
  resolve: RESOLVE.IN_ROOT | RESOLVE.NO_MAGICLINKS | RESOLVE.NO_SYMLINKS,
};

/** Numbers of the terminals in a container's devpts, behind `root` (a directory); none where it is something else. */
export const terminalsInside = (root: string): readonly number[] =>
  inside(root, 'dev/pts', DIRECTORY, (fd) => {
    const path = `/proc/self/fd/${fd}`;
    if (statfsSync(path).type !== DEVPTS) return [];
    return readdirSync(path)
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  }) ?? [];

/** Bytes that a tmpfs on `path` holds; 0 where it is something else. */
export const tmpfsUseInside = (root: string, path: string): number =>
  inside(root, path, DIRECTORY, (fd) => {
    const { type, blocks, bfree, bsize } = statfsSync(`/proc/self/fd/${fd}`);
    return type === TMPFS ? (blocks - bfree) * bsize : 0;
  }) ?? 0;

/**
 * The first `limit` bytes of `path` as the container behind `root` (a directory) sees it; undefined when there is no such
 * regular file on the root file system. Throws system errors other than those.
 */
export const readInside = (root: string, path: string, limit: number): Buffer | undefined =>
  inside(root, path, { flags: FLAGS, resolve: STAY }, (fd) => {
    if (!fstatSync(fd).isFile()) return undefined;
    const bytes = Buffer.alloc(limit);
    return bytes.subarray(0, readSync(fd, bytes, 0, limit, 0));
  });
