// pidfd_open(2), pidfd_send_signal(2), pidfd_getfd(2): processes as descriptors, so that a reused pid is never hit. Linux 5.6.

import { closeSync } from 'node:fs';
import { constants } from 'node:os';
import { check, outcome } from './errno.ts';
import { hasCode } from './error-code.ts';
import { syscall } from './libc.ts';
import { syscallNumber } from './numbers.ts';

const NR = {
  open: syscallNumber('pidfd_open'),
  signal: syscallNumber('pidfd_send_signal'),
  getfd: syscallNumber('pidfd_getfd'),
} as const;

/** A descriptor of process `pid` (close-on-exec, as the kernel makes it); undefined when there is none. */
export function pidfdOpen(pid: number): number | undefined {
  try {
    return check('pidfd_open', syscall.i2(NR.open, pid, 0), String(pid));
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return undefined;
    throw error;
  }
}

/** Sends a signal by number; false when the process is gone. */
export function pidfdSignal(pidfd: number, signal: number): boolean {
  try {
    check('pidfd_send_signal', syscall.i4(NR.signal, pidfd, signal, 0, 0), `signal ${signal}`);
    return true;
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false;
    throw error;
  }
}

/** Duplicates a descriptor of another process; close-on-exec. Needs CAP_SYS_PTRACE. */
export function pidfdGetFd(pidfd: number, fd: number): number {
  return check('pidfd_getfd', syscall.i3(NR.getfd, pidfd, fd, 0), `fd ${fd}`);
}

/** PIDFD_SIGNAL_PROCESS_GROUP, Linux 6.9. */
const PROCESS_GROUP = 4;

/** Sends a signal by number to all of the process group that process `pid`, of this descriptor, leads. */
export function pidfdSignalGroup(pidfd: number, pid: number, signal: number): void {
  const sent = outcome(syscall.i4(NR.signal, pidfd, signal, 0, PROCESS_GROUP));
  if (sent !== -constants.errno.EINVAL) return;
  try {
    // Its number is nobody else's while it is there.
    if (pidfdSignal(pidfd, 0)) process.kill(-pid, signal);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

export const closePidfd = (pidfd: number): void => closeSync(pidfd);
