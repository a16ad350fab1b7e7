// Whether ids of a directory can be mapped: open_tree(2) and mount_setattr(2) on a mount that is thrown away. A file system says so
// itself (FS_ALLOW_IDMAP), and no file lists which ones do. Linux 5.12.

import { closeSync } from 'node:fs';
import { outcome } from './errno.ts';
import { errnoName } from './error-code.ts';
import { libc } from './libc.ts';
import { syscallNumber } from './numbers.ts';

const openTree = libc.func('long syscall(long number, long dirfd, const char *path, long flags)');
const setAttributes = libc.func(
  'long syscall(long number, long dirfd, const char *path, long flags, const void *attributes, size_t size)',
);

const AT_FDCWD = -100;
/** OPEN_TREE_CLONE, OPEN_TREE_CLOEXEC, AT_SYMLINK_NOFOLLOW. */
const CLONE = 1 + 0x80000 + 0x100;
const AT_EMPTY_PATH = 0x1000;
const MOUNT_ATTR_IDMAP = 0x100000;

/** Why ids below `path` cannot be mapped to those of the user namespace `userns`, as an errno's name; undefined when they can. */
export function refusesIdmap(path: string, userns: number): string | undefined {
  const tree = outcome(Number(openTree(syscallNumber('open_tree'), AT_FDCWD, path, CLONE)));
  if (tree < 0) return errnoName(-tree);
  try {
    const attributes = Buffer.alloc(32);
    attributes.writeUInt32LE(MOUNT_ATTR_IDMAP, 0);
    attributes.writeUInt32LE(userns, 24);
    const number = syscallNumber('mount_setattr');
    const result = outcome(Number(setAttributes(number, tree, '', AT_EMPTY_PATH, attributes, attributes.length)));
    return result < 0 ? errnoName(-result) : undefined;
  } finally {
    closeSync(tree);
  }
}
