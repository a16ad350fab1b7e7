// Whether a ctid is free on this host: roots share the names of groups, and only one of them can have a container of that id.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Ctid } from '../../schema/units.ts';
import type { Layout } from './detect.ts';
import type { GroupFiles } from './files.ts';
import { groupOf, markOn } from './groups.ts';
import { refusal } from './problems.ts';

/** Why the groups of a container that has none of ours cannot be made. One look at the identity group. */
export function refuseForeign(files: GroupFiles, layout: Layout, ctid: Ctid): readonly Refusal[] {
  const group = groupOf(layout.identity, ctid);
  if (!files.has(group)) return [];
  const [, root] = /^\d+ (.*)$/s.exec(markOn(files, group) ?? '') ?? [];
  // Made by another process of this root since it was looked at.
  if (root === files.owner) return [];
  const free = 'give the container another ctid, or remove the other one first';
  if (root !== undefined) {
    return [refusal('foreignGroup', '', `the ctid ${ctid} is in use on this host, under the root ${root}`, free)];
  }
  return [refusal('foreignGroup', '', `there is a group ${group} that was not made by vzreconcile`, free)];
}
