// The directories of a container: vz/<ctid> in each hierarchy, with our marker on each. Made, recognised, removed here.
// A directory with such a name and without the marker belongs to somebody else: refused, never adopted, never removed.

import type { Clock } from '../../reconciler/port/clock.ts';
import type { Ctid } from '../../schema/units.ts';
import { hasCode } from '../kernel/errno.ts';
import { type Hierarchy, type Layout, words } from './detect.ts';
import { GroupError } from './errors.ts';
import type { GroupFiles } from './files.ts';
import { restrictDevices } from './v1/devices.ts';
import { v1 } from './v1.ts';
import type { Writer } from './writer.ts';

/** On each of a container's groups: ctid and root. trusted.*: no container can read or forge it. */
const marker = 'trusted.vzreconcile';
/** On the identity's vz while groups are being made: a crash between mkdir and marking must not orphan them. */
const intent = (ctid: Ctid) => `trusted.vzreconcile.making.${ctid}`;

/** Groups a container can nest and make; keeps removal bounded. Not delegated, so the container cannot raise them. */
const nesting = { 'cgroup.max.depth': '64', 'cgroup.max.descendants': '16384' } as const;

const parentOf = (hierarchy: Hierarchy): string => `${hierarchy.mount}/vz`;
export const groupOf = (hierarchy: Hierarchy, ctid: Ctid): string => `${hierarchy.mount}/vz/${ctid}`;

const markOf = (files: GroupFiles, ctid: Ctid): string => `${ctid} ${files.owner}`;

/** True for a group that carries the marker of this root. */
export const isOurs = (files: GroupFiles, group: string, ctid: Ctid): boolean =>
  markOn(files, group) === markOf(files, ctid);

/** The marker of a group, whoever made it: ctid and root. */
export const markOn = (files: GroupFiles, group: string): string | undefined => files.getMark(group, marker);

/** The marked containers, by the identity hierarchy; those a crash left half made are among them. */
export function listOurs(files: GroupFiles, layout: Layout): readonly Ctid[] {
  const names = files.children(parentOf(layout.identity)).filter((name) => /^[1-9]\d{0,9}$/.test(name));
  return (names.map(Number) as Ctid[]).filter((ctid) => isKnown(files, layout, ctid));
}

/** True when the identity group of `ctid` is ours. */
export const isKnown = (files: GroupFiles, layout: Layout, ctid: Ctid): boolean =>
  isOurs(files, groupOf(layout.identity, ctid), ctid) ||
  isHalfMade(files, layout, groupOf(layout.identity, ctid), ctid);

const isHalfMade = (files: GroupFiles, layout: Layout, group: string, ctid: Ctid): boolean =>
  files.getMark(parentOf(layout.identity), intent(ctid)) !== undefined &&
  files.getMark(group, marker) === undefined &&
  files.tryRead(`${group}/cgroup.procs`) === '' &&
  files.children(group).length === 0;

/**
 * Makes what is missing of a container's groups, idempotently, and returns the new ones. Processes of the container that are in
 * its other groups are moved into a new one, so that a group deleted by hand limits them again.
 * Throws ForeignObject before anything is made; Busy or Unsupported when v2 cannot delegate the controllers.
 */
export function makeGroups(to: Writer, layout: Layout, ctid: Ctid, owner: number | undefined): readonly string[] {
  const { files } = to;
  const groups = layout.hierarchies.map((hierarchy) => ({ hierarchy, group: groupOf(hierarchy, ctid) }));
  const missing = groups.filter(({ group }) => files.tryRead(`${group}/cgroup.procs`) === undefined);
  for (const one of groups) {
    if (missing.includes(one) || isOurs(files, one.group, ctid)) continue;
    if (isHalfMade(files, layout, one.group, ctid)) files.setMark(one.group, marker, markOf(files, ctid));
    else throw foreign(one.group);
  }
  for (const hierarchy of layout.hierarchies) prepareParent(files, layout, hierarchy);
  const making = parentOf(layout.identity);
  const interrupted = files.getMark(making, intent(ctid)) !== undefined;
  if (missing.length > 0) {
    files.setMark(making, intent(ctid), '1');
    to.remember(() => files.removeMark(making, intent(ctid)));
  }
  for (const one of groups) {
    const { hierarchy, group } = one;
    if (missing.includes(one)) make(to, group, ctid);
    else if (!interrupted) continue;
    if (hierarchy.version === 'v2') delegate(files, layout, group, owner);
  }
  const { devices } = layout.controllers;
  if (devices?.version === 'v1') restrictDevices(files, groupOf(devices, ctid));
  if (interrupted || missing.length > 0) files.removeMark(making, intent(ctid));
  return missing.map(({ group }) => group);
}

function make(to: Writer, group: string, ctid: Ctid): void {
  if (!to.files.makeDirectory(group)) throw foreign(group);
  to.made(group, () => removeGroup(to.files, group, to.clock));
  to.files.setMark(group, marker, markOf(to.files, ctid));
}

const foreign = (group: string): GroupError =>
  new GroupError(
    'ForeignObject',
    group,
    'a group of this name exists and was not made by the vzreconcile of this root',
    'remove it, or give the container another ctid',
  );

/** Moves the container's processes into groups that have just been made. After the limits are written: v1 cpusets start empty. */
export function rejoin(files: GroupFiles, layout: Layout, ctid: Ctid, fresh: readonly string[]): void {
  const groups = layout.hierarchies.map((hierarchy) => groupOf(hierarchy, ctid));
  const older = groups.filter((group) => !fresh.includes(group));
  if (fresh.length === 0 || older.length === 0) return;
  for (const pid of new Set(older.flatMap((group) => files.pids(group)))) {
    for (const group of fresh) {
      try {
        files.write(`${group}/cgroup.procs`, String(pid));
      } catch (error) {
        if (!hasCode(error, 'ESRCH')) throw error;
      }
    }
  }
}

/** The container's root may make groups of its own inside, but not change the limits on this one (cgroup-v2.rst, delegation). */
function delegate(files: GroupFiles, layout: Layout, group: string, owner: number | undefined): void {
  for (const [file, value] of Object.entries(nesting)) files.write(`${group}/${file}`, value);
  if (owner === undefined) return;
  files.give(group, owner);
  for (const file of layout.delegate) files.give(`${group}/${file}`, owner);
}

/** vz itself, shared by all containers of this host. */
function prepareParent(files: GroupFiles, layout: Layout, hierarchy: Hierarchy): void {
  const parent = parentOf(hierarchy);
  if (files.makeDirectory(parent)) files.setMark(parent, marker, 'vz');
  if (layout.controllers.cpuset === hierarchy && hierarchy.version === 'v1') {
    v1.cpuset.prepareParent(files, hierarchy.mount, parent);
  }
  if (hierarchy.version === 'v1') return;
  const wanted = (['cpu', 'cpuset', 'memory', 'pids'] as const).filter(
    (name) => layout.controllers[name] === hierarchy,
  );
  for (const group of [hierarchy.mount, parent]) enable(files, group, wanted);
}

/** Switches controllers on for the groups inside `group`. */
function enable(files: GroupFiles, group: string, wanted: readonly string[]): void {
  if (wanted.length === 0) return;
  const file = `${group}/cgroup.subtree_control`;
  const missing = wanted.filter((name) => !words(files.read(file)).includes(name));
  if (missing.length === 0) return;
  try {
    files.write(file, missing.map((name) => `+${name}`).join(' '));
  } catch (error) {
    if (hasCode(error, 'EBUSY', 'EOPNOTSUPP')) {
      const reason = `cannot delegate ${missing.join(', ')}: processes sit in this group itself (no internal processes rule)`;
      throw new GroupError(
        'Busy',
        group,
        reason,
        'run where this is the root of the hierarchy, or move those processes',
      );
    }
    if (!hasCode(error, 'ENOENT', 'EINVAL')) throw error;
    throw new GroupError('Unsupported', group, `cannot delegate ${missing.join(', ')}: not in cgroup.controllers`);
  }
  const lost = wanted.filter((name) => !words(files.read(file)).includes(name));
  if (lost.length > 0) throw new GroupError('KernelKept', file, `${lost.join(', ')} did not stay enabled`);
}

/** Milliseconds between attempts, and in all: R45, processes that were just killed leave their group a little later. */
const backoff = { first: 1, most: 200, total: 5000 } as const;

/** Removes the container's groups and those it made inside, the identity last. Throws Stuck after 5 s of EBUSY. */
export async function removeGroups(files: GroupFiles, layout: Layout, ctid: Ctid, time: Clock): Promise<void> {
  for (const hierarchy of [...layout.hierarchies].reverse()) {
    const group = groupOf(hierarchy, ctid);
    const halfMade = isHalfMade(files, layout, group, ctid);
    if (halfMade || isOurs(files, group, ctid)) await removeGroup(files, group, time);
  }
  if (files.tryRead(`${parentOf(layout.identity)}/cgroup.procs`) === undefined) return;
  files.removeMark(parentOf(layout.identity), intent(ctid));
}

async function removeGroup(files: GroupFiles, group: string, time: Clock): Promise<void> {
  const end = time.now() + backoff.total;
  for (let pause: number = backoff.first; ; pause = Math.min(pause * 2, backoff.most)) {
    try {
      return files.removeTree(group);
    } catch (error) {
      if (!hasCode(error, 'EBUSY', 'ENOTEMPTY')) throw error;
    }
    if (time.now() + pause > end) {
      const left = files.pids(group);
      const who = left.length > 0 ? `processes ${left.slice(0, 10).join(', ')} are still in it` : 'it is still busy';
      throw new GroupError('Stuck', group, `cannot be removed: ${who}`, 'look at their state: D waits for the kernel');
    }
    await time.sleep(pause);
  }
}

/** Removes vz itself where it is empty and ours. */
export function removeParents(files: GroupFiles, layout: Layout): void {
  for (const hierarchy of layout.hierarchies) {
    const parent = parentOf(hierarchy);
    if (files.getMark(parent, marker) !== 'vz' || files.children(parent).length > 0) continue;
    try {
      files.removeTree(parent);
    } catch (error) {
      if (!hasCode(error, 'EBUSY')) throw error;
    }
  }
}
