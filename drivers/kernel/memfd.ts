// memfd_create(2) and file seals, fcntl(2): a program image nobody can change, not even through /proc/<pid>/exe.

import { writeSync } from 'node:fs';
import { check } from './errno.ts';
import { libc } from './libc.ts';

const memfdCreate = libc.func('int memfd_create(const char *name, unsigned int flags)');
const fcntl = libc.func('int fcntl(int fd, int command, long argument)');

const MFD_CLOEXEC = 1;
const MFD_ALLOW_SEALING = 2;
const F_ADD_SEALS = 1033;
/** seal, shrink, grow, write */
const ALL_SEALS = 0xf;

/** A sealed, executable memory file with these bytes; close-on-exec. The caller closes it. Throws SyscallError. */
export function sealedMemfd(name: string, bytes: Uint8Array): number {
  const fd = check('memfd_create', memfdCreate(name, MFD_CLOEXEC | MFD_ALLOW_SEALING), name);
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
  check('fcntl F_ADD_SEALS', fcntl(fd, F_ADD_SEALS, ALL_SEALS), name);
  return fd;
}
