// Whether a read would wait: poll(2).

import { check } from './errno.ts';
import { libc } from './libc.ts';

const poll = libc.func('int poll(void *fds, unsigned long count, int timeout)');
const POLLIN = 1;

/** True when there is something to read on `fd` at this moment. Throws SyscallError. */
export function isReadable(fd: number): boolean {
  // struct pollfd
  const entry = Buffer.alloc(8);
  entry.writeInt32LE(fd, 0);
  entry.writeInt16LE(POLLIN, 4);
  check('poll', poll(entry, 1, 0), `descriptor ${fd}`);
  return (entry.readInt16LE(6) & POLLIN) !== 0;
}
