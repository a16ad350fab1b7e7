// Extended attributes, xattr(7): how our objects carry their marker. trusted.* needs CAP_SYS_ADMIN in the initial user
// namespace, so a container can neither read nor forge it. Values are text; the kernel's limit is 64 KiB, ext4's a block.

import { check, hasCode } from './errno.ts';
import { libc } from './libc.ts';

const lget = libc.func('long lgetxattr(const char *path, const char *name, void *value, size_t size)');
const lset = libc.func('int lsetxattr(const char *path, const char *name, const void *value, size_t size, int flags)');
const lremove = libc.func('int lremovexattr(const char *path, const char *name)');

/** One read of this size holds every value we write; a larger foreign one is an ERANGE error. */
const scratch = Buffer.alloc(65_536);

/** The value of `name` on `path` (a symlink itself, not its target), undefined when it has none. Throws SyscallError. */
export function getXattr(path: string, name: string): string | undefined {
  try {
    const size = check('lgetxattr', lget(path, name, scratch, scratch.length), `${path} ${name}`);
    return scratch.toString('utf8', 0, size);
  } catch (error) {
    if (hasCode(error, 'ENODATA')) return undefined;
    throw error;
  }
}

/** Creates or replaces `name` on `path` (a symlink itself, not its target). Throws SyscallError. */
export function setXattr(path: string, name: string, value: string): void {
  const bytes = Buffer.from(value, 'utf8');
  check('lsetxattr', lset(path, name, bytes, bytes.length, 0), `${path} ${name}`);
}

/** Takes `name` off `path`; true when it was there. Throws SyscallError. */
export function removeXattr(path: string, name: string): boolean {
  try {
    check('lremovexattr', lremove(path, name), `${path} ${name}`);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENODATA')) return false;
    throw error;
  }
}
