// Limits by qgroup: what the area's subvolume may refer to, in bytes. Exact and live; btrfs counts no inodes and knows no
// grace, so those are refused. EDQUOT is what a writer sees.

import { asBytes } from '../../schema/units.ts';
import { btrfsUuid, limitSubvolume, qgroupLimit, qgroupUse, subvolumeId } from '../kernel/btrfs.ts';
import type { QuotaBackend } from './backend.ts';
import { btrfsJudge } from './btrfs-judge.ts';

/** The back end for private areas that are subvolumes. */
export function btrfsQuota(): QuotaBackend {
  // One file system for all areas; read at first use because the pool may not be made yet.
  let known: string | undefined;
  const uuidOf = (area: string): string => {
    known ??= btrfsUuid(area);
    return known;
  };
  return {
    mechanism: { space: 'btrfs qgroup' },
    detail: 'space by btrfs qgroup; no inode limit, no soft limit',
    judge: btrfsJudge,
    read: async (area) => {
      const limit = qgroupLimit(uuidOf(area), subvolumeId(area));
      if (limit === undefined) return undefined;
      const space = limit === 'max' ? limit : asBytes(limit);
      return { space: { soft: space, hard: space }, inodes: { soft: 'max', hard: 'max' } };
    },
    write: async (area, { space }) => limitSubvolume(area, space.hard),
    lift: async (area) => limitSubvolume(area, 'max'),
    usage: async (area) => ({ space: qgroupUse(uuidOf(area), subvolumeId(area)) ?? 0 }),
  };
}
