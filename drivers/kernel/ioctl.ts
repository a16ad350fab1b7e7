// ioctl(2) with the three shapes of argument in use: none, an integer, a buffer the kernel reads and writes.

import { check } from './errno.ts';
import { libc } from './libc.ts';

const withBuffer = libc.func('int ioctl(int fd, unsigned long request, void *argument)');
const withNumber = libc.func('int ioctl(int fd, unsigned long request, long argument)');

/** Runs one ioctl on `fd`; `call` and `subject` only name it in errors. Returns its result. Throws SyscallError. */
export function ioctl(fd: number, request: number, argument: Buffer | number, call: string, subject: string): number {
  return typeof argument === 'number'
    ? check(call, withNumber(fd, request, argument), subject)
    : check(call, withBuffer(fd, request, argument), subject);
}
