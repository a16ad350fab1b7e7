// Limits by project quota on ext4 or XFS: space and inodes, soft and hard, exact and live. The kernel turns a soft limit
// into a hard one when it was exceeded for the grace time of the file system, which has one for all projects: it is the node's to
// choose. A writer sees EDQUOT on ext4 and ENOSPC on XFS, and df inside shows the limit. quotactl(2).

import { asBytes } from '../../schema/units.ts';
import { projectOf } from '../kernel/fsxattr.ts';
import { graceOf, limitProject, PRJQUOTA, readProject, setGrace, UNLIMITED } from '../kernel/quotactl.ts';
import type { QuotaBackend } from './backend.ts';
import { commonGrace, meant, seen } from './pairs.ts';
import { projectJudge } from './project-judge.ts';

/** The back end for private areas that are directories with a project. `quotatime` is the node's. */
export function projectQuota(quotatime?: number): QuotaBackend {
  return {
    mechanism: {
      ...{ space: 'project quota, blocks', inodes: 'project quota, inodes' },
      grace: 'project quota, grace time of the file system',
    },
    detail: 'space and inodes by project quota, soft and hard, live',
    judge: projectJudge(quotatime),
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
