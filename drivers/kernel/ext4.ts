// The super block of an ext4, fs/ext4/ext4.h: what its features say without mounting it.

import { closeSync, openSync, readSync } from 'node:fs';

const SUPER_BLOCK_AT = 1024;
const RO_COMPAT_AT = 0x64;
/** Hidden, journaled quota files: s_usr_quota_inum and its siblings. */
export const FEATURE_QUOTA = 0x100;
export const FEATURE_PROJECT = 0x2000;

/** s_feature_ro_compat of the file system on a device or in a file. Throws what open(2) and read(2) say. */
export function roCompatFeatures(path: string): number {
  const fd = openSync(path, 'r');
  try {
    const word = Buffer.alloc(4);
    readSync(fd, word, 0, 4, SUPER_BLOCK_AT + RO_COMPAT_AT);
    return word.readUInt32LE();
  } finally {
    closeSync(fd);
  }
}
