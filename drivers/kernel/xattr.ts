// Extended attributes, xattr(7): how our objects carry their marker. trusted.* needs CAP_SYS_ADMIN in the initial user
// namespace, so a container can neither read nor forge it. Values are text; the kernel's limit is 64 KiB, ext4's a block.

import { constants } from 'node:os';
import { check, outcome, SyscallError } from './errno.ts';
import { libc } from './libc.ts';

const { ENODATA, ENODEV, ENOENT, ERANGE } = constants.errno;

const lget = libc.func('long lgetxattr(const char *path, const char *name, void *value, size_t size)');
const lset = libc.func('int lsetxattr(const char *path, const char *name, const char *value, size_t size, int flags)');
const llist = libc.func('long llistxattr(const char *path, void *list, size_t size)');
const lremove = libc.func('int lremovexattr(const char *path, const char *name)');

/** Holds the largest value there can be. */
const scratch = Buffer.alloc(65_536);
/** Bytes that hold every value of ours. The kernel clears what it is offered first: 2 us for all of it, measured. */
const usual = 4096;

const noValue: readonly number[] = [ENODATA];
/** ENODEV: a kernel object that is being taken away. */
const noFile: readonly number[] = [ENODATA, ENOENT, ENODEV];

function get(path: string, name: string, unless: readonly number[]): string | undefined {
  let size = outcome(lget(path, name, scratch, usual));
  if (size === -ERANGE) size = outcome(lget(path, name, scratch, scratch.length));
  if (size >= 0) return scratch.toString('utf8', 0, size);
  if (unless.includes(-size)) return undefined;
  throw new SyscallError('lgetxattr', -size, `${path} ${name}`);
}

/** The value of `name` on `path` (a symlink itself, not its target), undefined when it has none. Throws SyscallError. */
export const getXattr = (path: string, name: string): string | undefined => get(path, name, noValue);

/** Like getXattr, and undefined when there is no such file either. */
export const findXattr = (path: string, name: string): string | undefined => get(path, name, noFile);

/** The names of all attributes of `path` that this process may see; none when there is no such file. Throws SyscallError. */
export function listXattrs(path: string): readonly string[] {
  const size = outcome(llist(path, scratch, scratch.length));
  if (size < 0 && !noFile.includes(-size)) throw new SyscallError('llistxattr', -size, path);
  return scratch
    .toString('utf8', 0, Math.max(size, 0))
    .split('\0')
    .filter((name) => name !== '');
}

/** Creates or replaces `name` on `path` (a symlink itself, not its target). Throws SyscallError. */
export function setXattr(path: string, name: string, value: string): void {
  check('lsetxattr', lset(path, name, value, Buffer.byteLength(value), 0), `${path} ${name}`);
}

/** Takes `name` off `path`; true when it was there, false without it or without the file. Throws SyscallError. */
export function removeXattr(path: string, name: string): boolean {
  const result = outcome(lremove(path, name));
  if (result >= 0) return true;
  if (noFile.includes(-result)) return false;
  throw new SyscallError('lremovexattr', -result, `${path} ${name}`);
}
