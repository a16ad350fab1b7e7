// The groups of containers as the launcher meets them: which there are, and how a process gets in without its clone.

import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { asCtid, type Ctid } from '../../schema/units.ts';
import { hasCode } from '../kernel/errno.ts';
import type { CgroupSpec } from './init-tape.ts';

/** Groups that are entered by writing alone. */
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
