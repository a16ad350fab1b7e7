// The directories of a container: vz/<ctid> in each hierarchy, with our marker on each. Made, recognised, removed here.
// A directory with such a name and without the marker belongs to somebody else: refused, never adopted, never removed.

import type { Clock } from '../../reconciler/port/clock.ts';
import { parseRule } from '../../schema/device.ts';
import type { Ctid } from '../../schema/units.ts';
import { hasCode } from '../kernel/error-code.ts';
import { type Hierarchy, type Layout, words } from './detect.ts';
import { GroupError } from './errors.ts';
import type { GroupFiles } from './files.ts';
import { completeDevices, observeDevices, writeDevices } from './v1/devices.ts';
import { v1 } from './v1.ts';
import { attachDevices } from './v2/devices.ts';
import type { Writer } from './writer.ts';

/** On each of a container's groups: ctid and root. trusted.*: no container can read or forge it. */
const marker = 'trusted.vzreconcile';
/** Its value on a vz that we made. */
const ownVz = 'vz';
/** On the identity's vz while groups are being made, naming our root: a crash between mkdir and marking must not orphan them. */
const intents = 'trusted.vzreconcile.making.';
const intent = (ctid: Ctid) => `${intents}${ctid}`;

/** Groups a container can nest and make; keeps removal bounded. Not delegated, so the container cannot raise them. */
const nesting = [
  ['cgroup.max.depth', '64'],
  ['cgroup.max.descendants', '16384'],
] as const;

const allControllers = ['cpu', 'cpuset', 'io', 'memory', 'pids'] as const;

const parentOf = (hierarchy: Hierarchy): string => `${hierarchy.mount}/vz`;
export const groupOf = (hierarchy: Hierarchy, ctid: Ctid): string => `${hierarchy.mount}/vz/${ctid}`;

const markOf = (files: GroupFiles, ctid: Ctid): string => `${ctid} ${files.owner}`;

/** True for a group that carries the marker of this root. */
export const isOurs = (files: GroupFiles, group: string, ctid: Ctid): boolean =>
  markOn(files, group) === markOf(files, ctid);

/** The marker of a group, whoever made it: ctid and root. */
export const markOn = (files: GroupFiles, group: string): string | undefined => files.getMark(group, marker);

/** The marked containers, by the identity hierarchy; those a crash left half made are among them. */
export const listOurs = (files: GroupFiles, layout: Layout): readonly Ctid[] =>
  numberedGroups(files, layout).filter((ctid) => isKnown(files, layout, ctid));

/** All whose names could be containers', whoever made them. */
export const numberedGroups = (files: GroupFiles, layout: Layout): readonly Ctid[] =>
  files
    .children(parentOf(layout.identity))
    .filter((name) => /^[1-9]\d{0,9}$/.test(name))
    .map((name) => Number(name) as Ctid);

/** True when the identity group of `ctid` is ours. */
export const isKnown = (files: GroupFiles, layout: Layout, ctid: Ctid): boolean =>
  isOurs(files, groupOf(layout.identity, ctid), ctid) ||
  isHalfMade(files, layout, groupOf(layout.identity, ctid), ctid);

/** The containers whose groups we began to make and did not finish: what their groups say is not to be relied on. */
export function listUnfinished(files: GroupFiles, layout: Layout): ReadonlySet<Ctid> {
  const begun = files.marks(parentOf(layout.identity)).filter((name) => name.startsWith(intents));
  const ctids = begun.map((name) => Number(name.slice(intents.length)) as Ctid);
  return new Set(ctids.filter((ctid) => isUnfinished(files, layout, ctid)));
}

const isUnfinished = (files: GroupFiles, layout: Layout, ctid: Ctid): boolean =>
  files.getMark(parentOf(layout.identity), intent(ctid)) === files.owner;

const isHalfMade = (files: GroupFiles, layout: Layout, group: string, ctid: Ctid): boolean =>
  isUnfinished(files, layout, ctid) &&
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
  const { hierarchies, identity } = layout;
  const missing = hierarchies.filter((hierarchy) => !files.has(groupOf(hierarchy, ctid)));
  for (const hierarchy of hierarchies) {
    if (!missing.includes(hierarchy)) claim(files, layout, groupOf(hierarchy, ctid), ctid);
  }
  for (const hierarchy of hierarchies) {
    if (hierarchy.version === 'v2' && !delegates(files, layout, hierarchy)) prepareParent(files, layout, hierarchy);
  }
  // Where nothing is, nothing was interrupted that is not done anew.
  const interrupted = missing.length < hierarchies.length && isUnfinished(files, layout, ctid);
  if (missing.length > 0) announce(to, layout, ctid);
  for (const hierarchy of hierarchies) {
    const isMissing = missing.includes(hierarchy);
    if (isMissing) make(to, layout, hierarchy, ctid);
    if (hierarchy.version === 'v2' && (isMissing || interrupted)) delegate(files, layout, hierarchy, { ctid, owner });
  }
  if (interrupted || missing.length > 0) files.removeMark(parentOf(identity), intent(ctid));
  return missing.map((hierarchy) => groupOf(hierarchy, ctid));
}

/** Throws ForeignObject for a group that is not ours; one that a crash left unmarked is marked. */
function claim(files: GroupFiles, layout: Layout, group: string, ctid: Ctid): void {
  if (isOurs(files, group, ctid)) return;
  if (!isHalfMade(files, layout, group, ctid)) throw foreign(group);
  files.setMark(group, marker, markOf(files, ctid));
}

function announce(to: Writer, layout: Layout, ctid: Ctid): void {
  const { files } = to;
  const making = parentOf(layout.identity);
  withParent(files, layout, layout.identity, () => files.setMark(making, intent(ctid), files.owner));
  to.remember(() => files.removeMark(making, intent(ctid)));
}

function make(to: Writer, layout: Layout, hierarchy: Hierarchy, ctid: Ctid): void {
  const { files } = to;
  const group = groupOf(hierarchy, ctid);
  if (!withParent(files, layout, hierarchy, () => files.makeDirectory(group))) throw foreign(group);
  to.made(group, () => removeGroup(files, group, to.clock));
  files.setMark(group, marker, markOf(files, ctid));
}

/** vz is nearly always there, so it is made when something in it could not be. */
function withParent<T>(files: GroupFiles, layout: Layout, hierarchy: Hierarchy, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  prepareParent(files, layout, hierarchy);
  return work();
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
  if (fresh.length === 0 || fresh.length === layout.hierarchies.length) return;
  const groups = layout.hierarchies.map((hierarchy) => groupOf(hierarchy, ctid));
  const older = groups.filter((group) => !fresh.includes(group));
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
function delegate(
  files: GroupFiles,
  layout: Layout,
  hierarchy: Hierarchy,
  { ctid, owner }: { readonly ctid: Ctid; readonly owner: number | undefined },
): void {
  const group = groupOf(hierarchy, ctid);
  for (const [file, value] of nesting) files.write(`${group}/${file}`, value);
  if (owner === undefined) return;
  files.give(group, owner);
  const absent = allControllers.filter((name) => layout.controllers[name] !== hierarchy);
  for (const file of layout.delegate) {
    if (!absent.some((name) => file.startsWith(`${name}.`))) files.give(`${group}/${file}`, owner);
  }
}

/** No process of the container opens other devices than the default ones and `more`. */
export function limitDevices(
  to: Writer,
  { controllers: { devices } }: Layout,
  ctid: Ctid,
  more: readonly string[],
): void {
  if (devices?.version === 'v2') attachDevices(to, groupOf(devices, ctid), more);
  if (devices?.version !== 'v1') return;
  const { files } = to;
  const group = groupOf(devices, ctid);
  const former = observeDevices(files, group) ?? [];
  if (former.join() === more.join()) return;
  if (files.getMark(parentOf(devices), marker) === ownVz) completeDevices(files, parentOf(devices), more);
  // What somebody else had allowed or taken away is not given back.
  const ours = former.filter((rule) => parseRule(rule) !== undefined);
  if (!to.isNew(group)) to.remember(() => (files.has(group) ? writeDevices(files, group, ours) : undefined));
  writeDevices(files, group, more);
}

/** The controllers that groups in this v2 hierarchy need. */
const wantedOf = ({ controllers }: Layout, hierarchy: Hierarchy): readonly string[] =>
  allControllers.filter((name) => controllers[name] === hierarchy);

/** Whether vz is there with all its controllers, which says the same of all above it. */
function delegates(files: GroupFiles, layout: Layout, hierarchy: Hierarchy): boolean {
  const wanted = wantedOf(layout, hierarchy);
  if (wanted.length === 0) return true;
  const enabled = words(files.tryRead(`${parentOf(hierarchy)}/cgroup.subtree_control`) ?? '');
  return wanted.every((name) => enabled.includes(name));
}

/** vz itself, shared by all containers of this host. */
function prepareParent(files: GroupFiles, layout: Layout, hierarchy: Hierarchy): void {
  const parent = parentOf(hierarchy);
  const { cpuset, devices } = layout.controllers;
  const isNew = files.makeDirectory(parent);
  if (isNew) files.setMark(parent, marker, ownVz);
  if (hierarchy.version === 'v2') {
    for (const group of [hierarchy.mount, parent]) enable(files, group, wantedOf(layout, hierarchy));
    return;
  }
  if (cpuset === hierarchy) v1.cpuset.prepareParent(files, hierarchy.mount, parent);
  if (devices === hierarchy && isNew) restrictVz(files, parent);
}

/** Saves writing the list for each container. */
function restrictVz(files: GroupFiles, parent: string): void {
  try {
    writeDevices(files, parent, []);
  } catch (error) {
    // Another root's vzreconcile has made a group in it meanwhile: then the list stays, and each group gets its own.
    if (!hasCode(error, 'EINVAL')) throw error;
  }
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
    if (isOurs(files, group, ctid) || isHalfMade(files, layout, group, ctid)) await removeGroup(files, group, time);
  }
  if (isUnfinished(files, layout, ctid)) files.removeMark(parentOf(layout.identity), intent(ctid));
}

/** Removes one group and those inside. Throws Stuck after 5 s of EBUSY. */
export async function removeGroup(files: GroupFiles, group: string, time: Clock): Promise<void> {
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
    if (files.getMark(parent, marker) === ownVz) files.removeEmpty(parent);
  }
}
