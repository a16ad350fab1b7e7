// What project quotas can keep: all but a grace time of a container's own, because the file system has one. Pure.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';
import { asBytes, type Bytes, type Max } from '../../schema/units.ts';
import type { QuotaJudge } from './backend.ts';
import type { Pair } from './pairs.ts';

/** ext4 keeps limits in KiB, XFS in its blocks; whole blocks are the same on both. */
const BLOCK = 4096;
/** The directories of a root file system and what is made in it before init runs. */
const SMALLEST = 1 << 20;
const FEWEST = 16;

/** `quotatime` is the node's. */
export const projectJudge = (quotatime: number | undefined): QuotaJudge => ({
  hasUgids: false,
  accept: (wants) => withGrace(wants, quotatime),
  change: () => [],
});

/** A container can only say what the node says: the time is that of every container in the pool. */
function withGrace(quota: QuotaState, quotatime: number | undefined): ReturnType<QuotaJudge['accept']> {
  const { grace = quotatime, ...plain } = quota;
  const { wants, refusals } = accept(plain);
  if (grace === quotatime) return { wants: { ...wants, ...(grace !== undefined && { grace }) }, refusals };
  const says = quotatime === undefined ? 'names none' : `names ${quotatime}`;
  const refusal = {
    code: 'VZR667',
    pointer: '/quota/grace',
    reason: `quotatime: the pool's file system has one grace time for all containers, and the Node ${says}`,
    hint: `set pool.quotatime of the Node to ${grace}, or remove the line`,
    unenforced: true,
  };
  return {
    wants: { ...wants, ...(quotatime !== undefined && { grace: quotatime }) },
    refusals: [...refusals, refusal],
  };
}

function accept({ space, inodes }: QuotaState): ReturnType<QuotaJudge['accept']> {
  const refusals: Refusal[] = [];
  const tooSmall = least(space, SMALLEST);
  if (tooSmall !== undefined) {
    refusals.push({
      code: 'VZR654',
      pointer: `/quota/space/${tooSmall}`,
      reason: 'diskspace: less than 1 MiB leaves no room for a root file system',
      hint: 'raise spec.diskspace',
    });
  }
  const tooFew = least(inodes, FEWEST);
  if (tooFew !== undefined) {
    refusals.push({
      code: 'VZR656',
      pointer: `/quota/inodes/${tooFew}`,
      reason: `diskinodes: fewer than ${FEWEST} leave no room for a root file system`,
      hint: 'raise spec.diskinodes',
    });
  }
  return { wants: { space: { soft: rounded(space.soft), hard: rounded(space.hard) }, inodes }, refusals };
}

/** Which of the two is below `limit`. A soft limit of 0 would be none at all to the kernel. */
function least({ soft, hard }: Pair<number>, limit: number): 'soft' | 'hard' | undefined {
  if (hard !== 'max' && hard < limit) return 'hard';
  return soft !== 'max' && soft < limit ? 'soft' : undefined;
}

const rounded = (value: Bytes | Max): Bytes | Max =>
  value === 'max' ? value : asBytes(Math.ceil(value / BLOCK) * BLOCK);
