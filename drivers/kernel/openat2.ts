// openat2(2): path lookup that cannot leave where it was told to stay. Linux 5.6; there is no fallback, by design.

import { check } from './errno.ts';
import { hasCode } from './error-code.ts';
import { libc } from './libc.ts';
import { syscallNumber } from './numbers.ts';

const call = libc.func('long syscall(long number, long dirfd, const char *path, const void *how, size_t size)');
const NUMBER = syscallNumber('openat2');

/** RESOLVE_* of <linux/openat2.h>. */
export const RESOLVE = { NO_XDEV: 1, NO_MAGICLINKS: 2, NO_SYMLINKS: 4, BENEATH: 8, IN_ROOT: 16 } as const;
const O_CLOEXEC = 0o2000000;
/** A rename elsewhere in the tree makes the kernel give up a ".." lookup with EAGAIN. */
const TRIES = 128;

/** Opens `path` below `dirfd`; close-on-exec. The caller closes it. Throws SyscallError (EXDEV, ELOOP when it would stray). */
export function openat2(dirfd: number, path: string, flags: number, resolve: number): number {
  const how = Buffer.alloc(24);
  how.writeUInt32LE(flags | O_CLOEXEC, 0);
  how.writeUInt32LE(resolve, 16);
  for (let left = TRIES; ; left--) {
    try {
      return check('openat2', Number(call(NUMBER, dirfd, path, how, how.length)), path);
    } catch (error) {
      if (left === 0 || !hasCode(error, 'EAGAIN')) throw error;
    }
  }
}
