// The groups of containers as the launcher meets them: which there are, and how they are entered, by the clone or by a write.
// statfs(2), cgroups(7).

import { readdirSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { asCtid, type Ctid } from '../../schema/units.ts';
import { hasCode } from '../kernel/error-code.ts';
import type { CgroupSpec } from './launch-spec.ts';

const CGROUP2_MAGIC = 0x63677270;

/** Directories by their file system: the unified one is entered by the clone, version 1 ones by a write. */
export function cgroupSpec(dirs: { readonly identity: string; readonly join: readonly string[] }): CgroupSpec {
  const all = [...new Set([dirs.identity, ...dirs.join])];
  // By the hierarchy's root: a tape can be explained before the groups exist.
  const unified = all.find((dir) => statfsSync(dirname(dirname(dir))).type === CGROUP2_MAGIC);
  const join = all.filter((dir) => dir !== unified).map((dir) => `${dir}/tasks`);
  return unified === undefined ? { join } : { join, unified, shown: unified };
}

/** The same, entered by writing alone. */
export const byWriting = ({ unified, join, ...rest }: CgroupSpec): CgroupSpec => ({
  ...rest,
  join: [...join, `${unified}/cgroup.procs`],
});

/** Containers that have groups, whoever made them: only those with a valid record count. */
export function ctidsIn(dirsOf: (ctid: Ctid) => { readonly identity: string }): readonly Ctid[] {
  try {
    return readdirSync(dirname(dirsOf(asCtid(101)).identity))
      .filter((name) => /^[1-9][0-9]*$/.test(name))
      .map((name) => asCtid(Number(name)));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
