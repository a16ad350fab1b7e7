// What a container that ended by itself left in its own groups: systemd divides them, and a group that hands controllers to
// others takes no process (cgroup-v2.rst, no internal process constraint), so the next init could not enter. Its limits stay.

import type { Clock } from '../../reconciler/port/clock.ts';
import type { Ctid } from '../../schema/units.ts';
import { type Layout, words } from './detect.ts';
import type { GroupFiles } from './files.ts';
import { groupOf, isOurs, removeGroup } from './groups.ts';

/** Removes the groups inside the container's and takes back what they were given. No process of it may be left. Throws Stuck. */
export async function clearGroups(files: GroupFiles, layout: Layout, ctid: Ctid, clock: Clock): Promise<void> {
  for (const hierarchy of layout.hierarchies) {
    const group = groupOf(hierarchy, ctid);
    if (!isOurs(files, group, ctid)) continue;
    for (const name of files.children(group)) await removeGroup(files, `${group}/${name}`, clock);
    if (hierarchy.version !== 'v2') continue;
    const given = words(files.tryRead(`${group}/cgroup.subtree_control`) ?? '');
    if (given.length > 0) files.write(`${group}/cgroup.subtree_control`, given.map((name) => `-${name}`).join(' '));
  }
}
