// Whether the kernel has a type of file system: fsopen(2), which loads its module, and changes nothing else.

import { closeSync } from 'node:fs';
import { outcome } from './errno.ts';
import { libc } from './libc.ts';
import { syscallNumber } from './numbers.ts';

const fsopen = libc.func('long syscall(long number, const char *type, long flags)');
const FSOPEN_CLOEXEC = 1;

export function knowsFileSystem(type: string): boolean {
  const fd = outcome(Number(fsopen(syscallNumber('fsopen'), type, FSOPEN_CLOEXEC)));
  if (fd < 0) return false;
  closeSync(fd);
  return true;
}
