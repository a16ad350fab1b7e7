// Limits by qgroup: what the area's subvolume may refer to, in bytes. Exact and live; btrfs counts no inodes and knows no
// grace, so those are refused. EDQUOT is what a writer sees.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';
import { asBytes } from '../../schema/units.ts';
import { btrfsUuid, limitSubvolume, qgroupLimit, qgroupUse, subvolumeId } from '../kernel/btrfs.ts';
import type { QuotaBackend } from './backend.ts';
import { refuseGrace } from './pairs.ts';

const HINT = 'use the image back end (Node spec.pool.backend: image)';
/** An empty area holds 16 KiB of metadata; below this a root file system cannot even be mounted. */
const SMALLEST = 1 << 20;

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
    accept: ({ grace, space, ...wants }) => ({
      wants: { ...wants, space: { soft: space.hard, hard: space.hard }, inodes: { soft: 'max', hard: 'max' } },
      refusals: [...refuse({ ...wants, space }), ...refuseGrace(grace, 'the btrfs back end')],
    }),
    change: () => [],
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

function refuse({ space, inodes }: QuotaState): readonly Refusal[] {
  const refusals: Refusal[] = [];
  if (space.soft !== space.hard) {
    refusals.push({
      code: 'VZR652',
      pointer: '/quota/space/soft',
      reason: 'diskspace: the btrfs back end cannot enforce a soft limit that differs from the hard one',
      hint: 'give diskspace one value',
      unenforced: true,
    });
  }
  if (inodes.hard !== 'max' || inodes.soft !== 'max') {
    const pointer = inodes.hard === 'max' ? '/quota/inodes/soft' : '/quota/inodes/hard';
    refusals.push({
      code: 'VZR653',
      pointer,
      reason: 'diskinodes: the btrfs back end cannot limit inodes',
      hint: HINT,
      unenforced: true,
    });
  }
  if (space.hard !== 'max' && space.hard < SMALLEST) {
    refusals.push({
      code: 'VZR654',
      pointer: '/quota/space/hard',
      reason: 'diskspace: less than 1 MiB leaves no room for a root file system',
    });
  }
  return refusals;
}
