// Reading kernel text, apart from parsing it. The size of such files in stat is 0: they are read until nothing comes.

import { closeSync, openSync, readSync } from 'node:fs';
import { hasCode } from '../kernel/error-code.ts';

/** Reads are synchronous, so one buffer serves all. */
const buffer = Buffer.allocUnsafe(65_536);

/** The text of a kernel file, one character per byte. Throws Node's system error (ENOENT, ESRCH, EACCES). */
export function readKernelText(path: string): string {
  const fd = openSync(path, 'r');
  try {
    let text = '';
    for (;;) {
      const length = readSync(fd, buffer, 0, buffer.length, null);
      if (length === 0) return text;
      text += buffer.toString('latin1', 0, length);
    }
  } finally {
    closeSync(fd);
  }
}

/** The same; empty where the file, or the process it tells of, is gone. */
export function readIfThere(path: string): string {
  try {
    return readKernelText(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH')) return '';
    throw error;
  }
}

/**
 * The mountinfo of a process; empty when it is gone. One that has ended and was not waited for has no mount namespace any more,
 * which opening it tells as EINVAL (mounts_open_common(), fs/proc_namespace.c).
 */
export function readMountinfo(pid: number): string {
  try {
    return readIfThere(`/proc/${pid}/mountinfo`);
  } catch (error) {
    if (hasCode(error, 'EINVAL')) return '';
    throw error;
  }
}
