// Limits by project quota on ext4 or XFS: space and inodes, soft and hard, exact and live. The kernel turns a soft limit
// into a hard one when it was exceeded for the grace time of the file system, which has one for all projects: it is the node's to
// choose. A writer sees EDQUOT on ext4 and ENOSPC on XFS, and df inside shows the limit. quotactl(2).

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';
import { asBytes, type Bytes, type Max } from '../../schema/units.ts';
import { projectOf } from '../kernel/fsxattr.ts';
import {
  graceOf,
  limitProject,
  PRJQUOTA,
  type ProjectLimits,
  readProject,
  setGrace,
  UNLIMITED,
} from '../kernel/quotactl.ts';
import type { QuotaBackend } from './backend.ts';
import { commonGrace, meant, type Pair, seen } from './pairs.ts';

/** ext4 keeps limits in KiB, XFS in its blocks; whole blocks are the same on both. */
const BLOCK = 4096;
/** The directories of a root file system and what is made in it before init runs. */
const SMALLEST = 1 << 20;
const FEWEST = 16;

/** The back end for private areas that are directories with a project. `quotatime` is the node's. */
export function projectQuota(quotatime?: number): QuotaBackend {
  return {
    mechanism: {
      ...{ space: 'project quota, blocks', inodes: 'project quota, inodes' },
      grace: 'project quota, grace time of the file system',
    },
    detail: 'space and inodes by project quota, soft and hard, live',
    accept: (wants) => withGrace(wants, quotatime),
    change: () => [],
    read: async (area) => {
      const id = projectOf(area);
      const project = id === 0 ? undefined : readProject(area, id);
      if (project === undefined) return undefined;
      const grace = commonGrace(graceOf(area, PRJQUOTA));
      return {
        ...{ space: seen(project.space, asBytes), inodes: seen(project.inodes, (count) => count) },
        ...(grace !== undefined && { grace }),
      };
    },
    write: async (area, { space, inodes, grace }) => {
      if (grace !== undefined && grace !== commonGrace(graceOf(area, PRJQUOTA))) setGrace(area, PRJQUOTA, grace);
      limitProject(area, ownProject(area), { space: meant(space), inodes: meant(inodes) });
    },
    lift: async (area) => limitProject(area, ownProject(area), UNLIMITED),
    usage: async (area) => readProject(area, ownProject(area))?.used ?? { space: 0 },
  };
}

/** Project 0 is everything on the file system that has none: never ours to limit. */
function ownProject(area: string): number {
  const id = projectOf(area);
  if (id === 0) throw new Error(`${area} has no quota project any more; recreate the container`);
  return id;
}

/** A container can only say what the node says: the time is that of every container in the pool. */
function withGrace(quota: QuotaState, quotatime: number | undefined): ReturnType<QuotaBackend['accept']> {
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

function accept({ space, inodes }: QuotaState): ReturnType<QuotaBackend['accept']> {
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
function least({ soft, hard }: Pair<number>, limit: number): keyof ProjectLimits | undefined {
  if (hard !== 'max' && hard < limit) return 'hard';
  return soft !== 'max' && soft < limit ? 'soft' : undefined;
}

const rounded = (value: Bytes | Max): Bytes | Max =>
  value === 'max' ? value : asBytes(Math.ceil(value / BLOCK) * BLOCK);
