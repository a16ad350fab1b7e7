// memory.low, Documentation/admin-guide/cgroup-v2.rst: what is reclaimed from a container last. Not memory.min, which the kernel
// keeps even when it has to kill somebody else for it. What all containers are guaranteed has to be guaranteed to vz as well:
// no group protects more than the one above it.
// cgroup v1 has nothing like it: its soft limit takes from those that have one before it takes from those that have none.

import type { CgroupState } from '../../reconciler/state/container.ts';
import { asBytes, type Ctid } from '../../schema/units.ts';
import type { Hierarchy } from './detect.ts';
import type { GroupFiles } from './files.ts';
import { parseMax } from './values.ts';
import type { Writer } from './writer.ts';

const low = (files: GroupFiles, group: string): number => {
  const value = parseMax(files.tryRead(`${group}/memory.low`) ?? '0');
  return value === 'max' ? Number.MAX_SAFE_INTEGER : value;
};

const above = (group: string): string => group.slice(0, group.lastIndexOf('/'));

/** What holds: less than the group's own where vz has less. */
export function observeGuarantee(files: GroupFiles, place: Hierarchy, group: string): CgroupState['guarantee'] {
  if (place.version === 'v1') return { ram: asBytes(0) };
  const own = low(files, group);
  return { ram: asBytes(own === 0 ? 0 : Math.min(own, low(files, above(group)))) };
}

/** Throws FileError or KernelKept. Whoever takes it back calls settleGuarantees then. */
export function applyGuarantee(writer: Writer, place: Hierarchy, group: string, wants: CgroupState['guarantee']): void {
  const { files } = writer;
  if (place.version === 'v1' || (writer.isNew(group) && wants.ram === 0)) return;
  if (!writer.isNew(group) && observeGuarantee(files, place, group).ram === wants.ram) return;
  const was = low(files, group);
  // vz guarantees the sum at every moment: with less, each of the others would have less than it was promised.
  if (wants.ram > was) settle(files, place, wants.ram - was);
  writer.set(group, 'memory.low', String(wants.ram), { initial: '0' });
  if (wants.ram < was) writer.remember(() => settle(files, place, was - low(files, group)));
  settle(files, place);
}

/** After the group of a container has gone, or has what it had before. */
export function settleGuarantees(files: GroupFiles, place: Hierarchy | undefined, ctid: Ctid): void {
  if (place?.version !== 'v2') return;
  const vz = `${place.mount}/vz`;
  if (low(files, vz) > 0 || low(files, `${vz}/${ctid}`) > 0) settle(files, place);
}

/**
 * Gives vz what the groups in it are guaranteed together, and `more` for one that is about to get it: what is left over would
 * go to those that were promised nothing.
 */
function settle(files: GroupFiles, { mount }: Hierarchy, more = 0): void {
  const vz = `${mount}/vz`;
  const sum = files.children(vz).reduce((total, name) => total + low(files, `${vz}/${name}`), more);
  const wanted = sum >= Number.MAX_SAFE_INTEGER ? 'max' : String(sum);
  if (files.tryRead(`${vz}/memory.low`) !== wanted) files.write(`${vz}/memory.low`, wanted);
}
