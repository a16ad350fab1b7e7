// mknodat(2): a device node below a directory that is held open.

import { constants } from 'node:fs';
import { packDevice } from './device-number.ts';
import { check } from './errno.ts';
import { libc } from './libc.ts';

const call = libc.func('int mknodat(int dirfd, const char *path, unsigned int mode, unsigned long dev)');

/** `name` has no slash; nothing that is there is followed or replaced. Mode 0 until somebody gives it one. Throws SyscallError. */
export function mknodat(dirfd: number, name: string, kind: 'c' | 'b', major: number, minor: number): void {
  const type = kind === 'c' ? constants.S_IFCHR : constants.S_IFBLK;
  check('mknodat', call(dirfd, name, type, packDevice(major, minor)), name);
}
