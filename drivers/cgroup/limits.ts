// The limits of one container across its hierarchies: read as CgroupState, written from it.

import type { CgroupState } from '../../reconciler/state/container.ts';
import { asBytes, type Ctid } from '../../schema/units.ts';
import type { Hierarchy, Layout } from './detect.ts';
import type { GroupFiles } from './files.ts';
import { groupOf, isOurs } from './groups.ts';
import { v1 } from './v1.ts';
import { v2 } from './v2.ts';
import { below } from './values.ts';
import type { Version } from './version.ts';
import type { Writer } from './writer.ts';

const versions: Readonly<Record<Hierarchy['version'], Version>> = { v1, v2 };

export const versionOf = (hierarchy: Hierarchy): Version => versions[hierarchy.version];

/**
 * What is reported for a section whose group was deleted by hand. accept() never wants any of these, so the plan sees a
 * difference in every field and the repair makes the group again.
 */
const lost: CgroupState = {
  memory: { ram: asBytes(0), swap: asBytes(0) },
  cpu: { units: 0, limit: 0 },
  cpuset: { cpus: '' },
  pids: { max: 0 },
};

/** What is true where the host has no such controller. `cpus`: all there are. */
export const unlimited = (cpus: string): CgroupState => ({
  memory: { ram: 'max', swap: 'max' },
  cpu: { units: 1000, limit: 'max' },
  cpuset: { cpus },
  pids: { max: 'max' },
});

/** The list that "all" stands for: what vz has, else the host. */
export function parentCpus(files: GroupFiles, layout: Layout): string {
  const place = layout.controllers.cpuset;
  const own = place && versionOf(place).cpuset.parentCpus(files, place.mount, `${place.mount}/vz`);
  return own ?? files.tryRead('/sys/devices/system/cpu/online') ?? '';
}

/** The limits in force on a container's groups. A group without our marker is not looked at: it counts as lost. */
export function observeLimits(files: GroupFiles, layout: Layout, ctid: Ctid, cpus: string): CgroupState {
  const { memory, cpu, cpuset, pids } = layout.controllers;
  const none = unlimited(cpus);
  const in_ = <T>(place: Hierarchy, read: (group: string) => T | undefined): T | undefined => {
    const group = groupOf(place, ctid);
    return isOurs(files, group, ctid) ? read(group) : undefined;
  };
  return {
    memory: memory
      ? (in_(memory, (group) => versionOf(memory).memory.observe(files, group)) ?? lost.memory)
      : none.memory,
    cpu: cpu ? (in_(cpu, (group) => versionOf(cpu).cpu.observe(files, group)) ?? lost.cpu) : none.cpu,
    cpuset: cpuset
      ? (in_(cpuset, (group) => versionOf(cpuset).cpuset.observe(files, group)) ?? lost.cpuset)
      : none.cpuset,
    pids: pids ? (in_(pids, (group) => versionOf(pids).pids.observe(files, group)) ?? lost.pids) : none.pids,
  };
}

/** Writes what differs; sections that are lowered go first, so that the container never has more than it had or gets. */
export async function applyLimits(to: Writer, layout: Layout, ctid: Ctid, wants: CgroupState): Promise<void> {
  const { memory, cpu, cpuset, pids } = layout.controllers;
  const cpus = parentCpus(to.files, layout);
  const was = observeLimits(to.files, layout, ctid, cpus);
  const list = wants.cpuset.cpus === 'all' ? cpus : wants.cpuset.cpus;
  const sections = [
    {
      // A fresh cpuset of v1 takes no process before it has CPUs.
      lowers: true,
      write: () => cpuset && versionOf(cpuset).cpuset.apply(to, groupOf(cpuset, ctid), { cpus: list }),
    },
    {
      lowers: below(wants.pids.max, was.pids.max),
      write: () => pids && versionOf(pids).pids.apply(to, groupOf(pids, ctid), wants.pids),
    },
    {
      lowers: below(wants.cpu.limit, was.cpu.limit),
      write: () => cpu && versionOf(cpu).cpu.apply(to, groupOf(cpu, ctid), wants.cpu),
    },
    {
      lowers: below(wants.memory.ram, was.memory.ram),
      write: () => memory && versionOf(memory).memory.apply(to, groupOf(memory, ctid), wants.memory),
    },
  ];
  for (const section of sections.filter((one) => one.lowers)) await section.write();
  for (const section of sections.filter((one) => !one.lowers)) await section.write();
}
