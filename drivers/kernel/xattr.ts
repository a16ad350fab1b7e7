// Extended attributes, xattr(7): how our objects carry their marker. trusted.* needs CAP_SYS_ADMIN in the initial user
// namespace, so a container can neither read nor forge it. Values are text; the kernel's limit is 64 KiB, ext4's a block.

import { constants } from 'node:os';
import { check, checkUnless } from './errno.ts';
import { libc } from './libc.ts';

const { ENODATA } = constants.errno;

const lget = libc.func('long lgetxattr(const char *path, const char *name, void *value, size_t size)');
const lset = libc.func('int lsetxattr(const char *path, const char *name, const void *value, size_t size, int flags)');
const lremove = libc.func('int lremovexattr(const char *path, const char *name)');

/** One read of this size holds every value we write; a larger foreign one is an ERANGE error. */
const scratch = Buffer.alloc(65_536);

/** The value of `name` on `path` (a symlink itself, not its target), undefined when it has none. Throws SyscallError. */
export function getXattr(path: string, name: string): string | undefined {
  const size = checkUnless(ENODATA, 'lgetxattr', lget(path, name, scratch, scratch.length), `${path} ${name}`);
  return size === undefined ? undefined : scratch.toString('utf8', 0, size);
}

/** Creates or replaces `name` on `path` (a symlink itself, not its target). Throws SyscallError. */
export function setXattr(path: string, name: string, value: string): void {
  const bytes = Buffer.from(value, 'utf8');
  check('lsetxattr', lset(path, name, bytes, bytes.length, 0), `${path} ${name}`);
}

/** Takes `name` off `path`; true when it was there. Throws SyscallError. */
export function removeXattr(path: string, name: string): boolean {
  return checkUnless(ENODATA, 'lremovexattr', lremove(path, name), `${path} ${name}`) !== undefined;
}
