// Whether a ctid is free on this host: roots share the names of groups, and only one of them can have a container of that id.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Ctid } from '../../schema/units.ts';
import type { Layout } from './detect.ts';
import type { GroupFiles } from './files.ts';
import { groupOf, markOn, numberedGroups } from './groups.ts';
import { refusal } from './problems.ts';

/** A group that is not ours. */
export interface Foreign {
  readonly group: string;
  /** Of the vzreconcile that made it; absent: somebody else did. */
  readonly root?: string;
}

/** What has the id of a container that has no groups of ours. One look at the identity group. */
export function findForeign(files: GroupFiles, layout: Layout, ctid: Ctid): Foreign | undefined {
  const group = groupOf(layout.identity, ctid);
  if (!files.has(group)) return undefined;
  const [, root] = /^\d+ (.*)$/s.exec(markOn(files, group) ?? '') ?? [];
  // Made by another process of this root since it was looked at.
  if (root === files.owner) return undefined;
  return { group, ...(root !== undefined && { root }) };
}

/** All of them. */
export const listForeign = (files: GroupFiles, layout: Layout): Readonly<Record<string, Foreign>> =>
  Object.fromEntries(
    numberedGroups(files, layout).flatMap((ctid) => {
      const found = findForeign(files, layout, ctid);
      return found === undefined ? [] : [[ctid, found] as const];
    }),
  );

/** Why the groups of a container that has none of ours cannot be made. */
export function refuseForeign(ctid: Ctid, found: Foreign | undefined): readonly Refusal[] {
  if (found === undefined) return [];
  const { group, root } = found;
  const free = 'give the container another ctid, or remove the other one first';
  if (root !== undefined) {
    return [refusal('foreignGroup', '', `the ctid ${ctid} is in use on this host, under the root ${root}`, free)];
  }
  return [refusal('foreignGroup', '', `there is a group ${group} that was not made by vzreconcile`, free)];
}
