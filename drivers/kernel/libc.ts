// The C library, loaded once. Only this folder imports koffi; each sibling file wraps the calls of one man page.

import koffi from 'koffi';

export const libc = koffi.load('libc.so.6');

/** syscall(2) with integer and buffer arguments, for calls the library has no wrapper for. Numbers: numbers.ts. */
export const syscall = {
  i1: libc.func('long syscall(long n, long a)'),
  i2: libc.func('long syscall(long n, long a, long b)'),
  i3: libc.func('long syscall(long n, long a, long b, long c)'),
  i4: libc.func('long syscall(long n, long a, long b, long c, long d)'),
} as const;
