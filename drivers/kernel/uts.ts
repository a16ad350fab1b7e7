// Reading another process' host name: setns(2) into its UTS namespace and gethostname(2), on the calling thread only.
// Setting it goes through the launch player, which becomes container root first.

import { closeSync, openSync } from 'node:fs';
import { hostname } from 'node:os';
import { check } from './errno.ts';
import { libc } from './libc.ts';

const setns = libc.func('int setns(int fd, int type)');
const CLONE_NEWUTS = 0x04000000;

let home: number | undefined;

/** The host name process `pid` sees. Synchronous; a thread that cannot come home ends the process. Throws SyscallError, ENOENT. */
export function hostnameOf(pid: number): string {
  home ??= openSync('/proc/thread-self/ns/uts', 'r');
  const fd = openSync(`/proc/${pid}/ns/uts`, 'r');
  try {
    check('setns', setns(fd, CLONE_NEWUTS), `UTS namespace of ${pid}`);
    try {
      return hostname();
    } finally {
      if (setns(home, CLONE_NEWUTS) !== 0) process.abort();
    }
  } finally {
    closeSync(fd);
  }
}
