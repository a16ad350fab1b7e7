// How the groups of a container are entered: by the clone, or by a write. statfs(2), cgroups(7).

import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CgroupSpec } from './init-tape.ts';

const CGROUP2_MAGIC = 0x63677270;

/** Directories by their file system: the unified one is entered by the clone, version 1 ones by a write. */
export function cgroupSpec(dirs: { readonly identity: string; readonly join: readonly string[] }): CgroupSpec {
  const all = [...new Set([dirs.identity, ...dirs.join])];
  // By the hierarchy's root: a tape can be explained before the groups exist.
  const unified = all.find((dir) => statfsSync(dirname(dirname(dir))).type === CGROUP2_MAGIC);
  const join = all.filter((dir) => dir !== unified).map((dir) => `${dir}/tasks`);
  return unified === undefined ? { join } : { join, unified, shown: unified };
}
