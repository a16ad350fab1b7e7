// flock(2): advisory locks that the kernel drops when the holder dies, however it dies.

import { check } from './errno.ts';
import { hasCode } from './error-code.ts';
import { libc } from './libc.ts';

const flock = libc.func('int flock(int fd, int operation)');

const LOCK_EX = 2;
const LOCK_NB = 4;

/**
 * Takes the exclusive lock of the open file `fd` without waiting. False when another open file description holds it.
 * The lock lives until every duplicate of `fd` is closed.
 */
export function tryLockExclusive(fd: number, subject: string): boolean {
  try {
    check('flock', flock(fd, LOCK_EX | LOCK_NB), subject);
    return true;
  } catch (error) {
    if (hasCode(error, 'EWOULDBLOCK', 'EAGAIN')) return false;
    throw error;
  }
}
