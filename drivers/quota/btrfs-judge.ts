// What limits by qgroup can keep: btrfs counts no inodes and knows no grace, so those are refused. Pure.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';
import type { QuotaJudge } from './backend.ts';
import { refuseGrace } from './pairs.ts';

const HINT = 'use the image back end (Node spec.pool.backend: image)';
/** An empty area holds 16 KiB of metadata; below this a root file system cannot even be mounted. */
const SMALLEST = 1 << 20;

export const btrfsJudge: QuotaJudge = {
  hasUgids: false,
  accept: ({ grace, space, ...wants }) => ({
    wants: { ...wants, space: { soft: space.hard, hard: space.hard }, inodes: { soft: 'max', hard: 'max' } },
    refusals: [...refuse({ ...wants, space }), ...refuseGrace(grace, 'the btrfs back end')],
  }),
  change: () => [],
};

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
