// Entering namespaces from Node: setns(2). Only the calling thread moves, so the work must be synchronous, and a
// thread that cannot come home would do all later work in a container's namespace: that ends the process.

import { closeSync, openSync } from 'node:fs';
import { check } from './errno.ts';
import { libc } from './libc.ts';

const setns = libc.func('int setns(int fd, int type)');
const unshare = libc.func('int unshare(int flags)');
const CLONE = { uts: 0x04000000, ipc: 0x08000000, net: 0x40000000 } as const;
const CLONE_NEWNET = CLONE.net;

/** Those that a thread of many may enter: user and mount namespaces it may not. */
export type ThreadNamespace = keyof typeof CLONE;

/** Not a promise: work that outlives the call would run at home. */
type Synchronous<T> = T extends PromiseLike<unknown> ? never : T;

let home: number | undefined;
const homes = new Map<ThreadNamespace, number>();

/** Runs `work` in the network namespace behind `fd` (an open /proc/PID/ns/net); what it opens there stays there. */
export function withNetns<T>(fd: number, work: () => Synchronous<T>): Synchronous<T> {
  // Opened once per thread; /proc/self would be the main thread's.
  home ??= openSync('/proc/thread-self/ns/net', 'r');
  check('setns', setns(fd, CLONE_NEWNET), 'network namespace');
  try {
    return work();
  } finally {
    if (setns(home, CLONE_NEWNET) !== 0) process.abort();
  }
}

/** Runs `work` in an empty network namespace that dies afterwards: a place to try things. */
export function inNewNetns<T>(work: () => Synchronous<T>): Synchronous<T> {
  home ??= openSync('/proc/thread-self/ns/net', 'r');
  check('unshare', unshare(CLONE_NEWNET), 'network namespace');
  try {
    return work();
  } finally {
    if (setns(home, CLONE_NEWNET) !== 0) process.abort();
  }
}

/**
 * Runs `work` in namespaces of process `pid`, and what it reads below /proc/sys is theirs. Throws ENOENT or ESRCH when the process
 * is gone.
 */
export function inNamespacesOf<T>(
  pid: number,
  kinds: readonly ThreadNamespace[],
  work: () => Synchronous<T>,
): Synchronous<T> {
  const [kind, ...rest] = kinds;
  if (kind === undefined) return work();
  const back = homes.get(kind) ?? openSync(`/proc/thread-self/ns/${kind}`, 'r');
  homes.set(kind, back);
  const fd = openSync(`/proc/${pid}/ns/${kind}`, 'r');
  try {
    check('setns', setns(fd, CLONE[kind]), `${kind} namespace of ${pid}`);
    try {
      return inNamespacesOf(pid, rest, work);
    } finally {
      if (setns(back, CLONE[kind]) !== 0) process.abort();
    }
  } finally {
    closeSync(fd);
  }
}

/** Opens a namespace file, close-on-exec. Close it with closeNamespace. */
export const openNamespace = (path: string): number => openSync(path, 'r');
export const closeNamespace = (fd: number): void => closeSync(fd);
