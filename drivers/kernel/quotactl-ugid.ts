// Quotas of users and groups on one file system, by quotactl_fd(2): which are on, who has one, and turning limits on where they
// are only counted. Ids are those on disk: the callers are in the initial user namespace.

import { hasCode } from './error-code.ts';
import { DQBLK_SIZE, type Limits, parseBlock, quotactl, quotaState } from './quotactl.ts';

const QUOTAON = 0x800002;
const GETNEXTQUOTA = 0x800009;
/** struct if_nextdqblk is struct if_dqblk with the id in its padding. */
const ID_AT = 68;
const LAST = 0xffff_fffe;

/** FS_QUOTA_[UG]DQ_ACCT and _ENFD, <linux/dqblk_xfs.h>, by type. */
const COUNTED = [1 << 0, 1 << 2] as const;
const ENFORCED = [1 << 1, 1 << 3] as const;

type Type = 0 | 1;

/** Whether use is counted, and whether limits hold. */
export function ugidState(directory: string, type: Type): { readonly counted: boolean; readonly enforced: boolean } {
  const flags = quotaState(directory);
  return { counted: (flags & COUNTED[type]) !== 0, enforced: (flags & ENFORCED[type]) !== 0 };
}

/** Everybody with a limit. Q_GETNEXTQUOTA, Linux 4.6. Throws SyscallError. */
export function limitsByUgid(directory: string, type: Type): ReadonlyMap<number, Limits> {
  const found = new Map<number, Limits>();
  for (let id = 0; id <= LAST; id += 1) {
    const block = Buffer.alloc(DQBLK_SIZE);
    try {
      quotactl(directory, type, GETNEXTQUOTA, id, block, 'Q_GETNEXTQUOTA');
    } catch (error) {
      // ENOENT, or ESRCH before Linux 4.9: nobody comes after.
      if (hasCode(error, 'ENOENT', 'ESRCH')) break;
      throw error;
    }
    id = block.readUInt32LE(ID_AT);
    const { space, inodes } = parseBlock(block);
    if ([space.soft, space.hard, inodes.soft, inodes.hard].some((value) => value !== 0))
      found.set(id, { space, inodes });
  }
  return found;
}

/** Makes limits hold where use is only counted. Throws SyscallError. */
export function enforceUgids(directory: string, type: Type): void {
  // With hidden quota files neither the format nor a path is looked at: quota_quotaon, fs/quota/quota.c.
  quotactl(directory, type, QUOTAON, 0, Buffer.alloc(8), 'Q_QUOTAON');
}
