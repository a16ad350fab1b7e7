// The limits of one container across its hierarchies: read as CgroupState, written from it.

import type { CgroupState } from '../../reconciler/state/container.ts';
import { asBytes, type Ctid } from '../../schema/units.ts';
import type { Hierarchy, Layout } from './detect.ts';
import type { GroupFiles } from './files.ts';
import { groupOf, isOurs, limitDevices } from './groups.ts';
import { applyGuarantee, observeGuarantee } from './guarantee.ts';
import type { Program } from './programs.ts';
import { limitSockets, observeSockets, REFUSES } from './sockets.ts';
import { unlimited } from './unlimited.ts';
import { observeDevices } from './v1/devices.ts';
import { observeProgram } from './v2/devices.ts';
import { below } from './values.ts';
import type { Version } from './version.ts';
import { versionOf } from './versions.ts';
import { applyPriority, observePriority, type Weighing } from './weight.ts';
import type { Writer } from './writer.ts';

/**
 * What is reported for a section whose group was deleted by hand or never finished. accept() never wants any of these, so
 * the plan sees a difference in every field and the repair makes the group again.
 */
export const lost: Required<CgroupState> = {
  memory: { ram: asBytes(0), swap: asBytes(0) },
  guarantee: { ram: asBytes(-1) },
  cpu: { units: 0, limit: 0 },
  cpuset: { cpus: '', mems: '' },
  io: { bytes: 0, operations: 0, priority: 'other' },
  pids: { max: 0 },
  devices: ['lost'],
  sockets: { tcp: 0, other: 0 },
};

/** Where limits are: the hierarchies, all CPUs and memory nodes there are, the disks below the pool, and how they weigh. */
export interface Place {
  readonly layout: Layout;
  readonly cpuset: { readonly all: CgroupState['cpuset'] };
  readonly disks: readonly string[];
  readonly weighing: Weighing;
}

/** True when a group of the container is gone, or was while it was looked at. */
export const isLost = (state: CgroupState): boolean =>
  (Object.keys(lost) as (keyof CgroupState)[]).some((section) => state[section] === lost[section]);

/** The lists that "all" stands for: what vz has, else the host. */
export function parentCpuset(files: GroupFiles, layout: Layout): CgroupState['cpuset'] {
  const place = layout.controllers.cpuset;
  const own = place && versionOf(place).cpuset.ofParent(files, place.mount, `${place.mount}/vz`);
  return {
    cpus: own?.cpus ?? files.tryRead('/sys/devices/system/cpu/online') ?? '',
    // Without CONFIG_NUMA all memory is on one node.
    mems: own?.mems ?? files.tryRead('/sys/devices/system/node/has_memory') ?? '0',
  };
}

/**
 * The limits in force on the groups of a container whose identity group is ours. Another one without our marker is not
 * looked at: it counts as lost.
 */
export function observeLimits(
  files: GroupFiles,
  { layout, cpuset: { all }, disks, weighing }: Place,
  ctid: Ctid,
): CgroupState {
  const { memory, cpu, cpuset, io, pids, devices } = layout.controllers;
  const none = unlimited(all);
  const in_ = <T>(place: Hierarchy, read: (group: string) => T | undefined): T | undefined => {
    const group = groupOf(place, ctid);
    return place === layout.identity || isOurs(files, group, ctid) ? read(group) : undefined;
  };
  const programs = programsIn(files, layout, ctid);
  return {
    memory: memory
      ? (in_(memory, (group) => versionOf(memory).memory.observe(files, group)) ?? lost.memory)
      : none.memory,
    guarantee: memory
      ? (in_(memory, (group) => observeGuarantee(files, memory, group)) ?? lost.guarantee)
      : none.guarantee,
    cpu: cpu ? (in_(cpu, (group) => versionOf(cpu).cpu.observe(files, group)) ?? lost.cpu) : none.cpu,
    cpuset: cpuset
      ? (in_(cpuset, (group) => versionOf(cpuset).cpuset.observe(files, group, all)) ?? lost.cpuset)
      : none.cpuset,
    io: io ? (in_(io, (group) => observeIo(files, group, versionOf(io), { disks, weighing })) ?? lost.io) : none.io,
    pids: pids ? (in_(pids, (group) => versionOf(pids).pids.observe(files, group)) ?? lost.pids) : none.pids,
    // Its mark is not asked for: a group that somebody else made here allows what his parent does, which shows.
    sockets: layout.sockets ? observeSockets(files, groupOf(layout.sockets, ctid), programs.sockets) : none.sockets,
    devices: devices ? (devicesIn(files, devices, ctid, programs.devices) ?? lost.devices) : none.devices,
  };
}

function observeIo(
  files: GroupFiles,
  group: string,
  version: Version,
  { disks, weighing }: Pick<Place, 'disks' | 'weighing'>,
): CgroupState['io'] | undefined {
  const throttles = version.io.observe(files, group, disks);
  const priority = observePriority(files, group, weighing);
  return throttles === undefined || priority === undefined ? undefined : { ...throttles, priority };
}

interface Programs {
  readonly sockets?: readonly Program[];
  readonly devices?: readonly Program[];
}

/** Those that may be on a container's group of v2, which is one for all of them: asked for together. */
function programsIn({ programs }: GroupFiles, { sockets, controllers }: Layout, ctid: Ctid): Programs {
  if (sockets === undefined) return {};
  const group = groupOf(sockets, ctid);
  if (controllers.devices !== sockets) return { sockets: programs.on(group, REFUSES) };
  const [refusing = [], device = []] = programs.onEach(group, [REFUSES, 'device']);
  return { sockets: refusing, devices: device };
}

function devicesIn(
  files: GroupFiles,
  place: Hierarchy,
  ctid: Ctid,
  found: readonly Program[] | undefined,
): readonly string[] | undefined {
  const group = groupOf(place, ctid);
  if (place.version === 'v1') return observeDevices(files, group);
  return observeProgram(files, group, found ?? files.programs.on(group, 'device'));
}

/**
 * Writes what differs to groups that are known to be ours; sections that are lowered go first, so that the container never
 * has more than it had or gets.
 */
export async function applyLimits(
  to: Writer,
  { layout, disks, weighing }: Place,
  ctid: Ctid,
  wants: CgroupState,
): Promise<void> {
  const { memory, cpu, cpuset, io, pids } = layout.controllers;
  const { files } = to;
  /** The section in force; undefined when nothing is limited yet. */
  const was = <T>(place: Hierarchy | undefined, read: (version: Version, group: string) => T): T | undefined => {
    if (place === undefined) return undefined;
    const group = groupOf(place, ctid);
    return to.isNew(group) ? undefined : read(versionOf(place), group);
  };
  const { max = 'max' } = was(pids, (version, group) => version.pids.observe(files, group)) ?? {};
  const { limit = 'max' } = was(cpu, (version, group) => version.cpu.observe(files, group)) ?? {};
  const { ram = 'max' } = was(memory, (version, group) => version.memory.observe(files, group)) ?? {};
  const sections = [
    {
      lowers: true,
      write: () =>
        layout.sockets &&
        limitSockets(to, groupOf(layout.sockets, ctid), wants.sockets ?? unlimited(wants.cpuset).sockets),
    },
    {
      lowers: true,
      write: () => limitDevices(to, layout, ctid, wants.devices ?? []),
    },
    {
      // A fresh cpuset of v1 takes no process before it has CPUs.
      lowers: true,
      write: () => cpuset && versionOf(cpuset).cpuset.apply(to, groupOf(cpuset, ctid), wants.cpuset),
    },
    {
      lowers: below(wants.pids.max, max),
      write: () => pids && versionOf(pids).pids.apply(to, groupOf(pids, ctid), wants.pids),
    },
    {
      lowers: below(wants.cpu.limit, limit),
      write: () => cpu && versionOf(cpu).cpu.apply(to, groupOf(cpu, ctid), wants.cpu),
    },
    {
      // Reads and writes of several disks: the order matters to nobody for the moment it takes.
      lowers: true,
      write: () => io && versionOf(io).io.apply(to, groupOf(io, ctid), wants.io, disks),
    },
    {
      // A share of what is contended, not a limit.
      lowers: false,
      write: () => io && applyPriority(to, groupOf(io, ctid), wants.io.priority, weighing),
    },
    {
      lowers: below(wants.memory.ram, ram),
      write: () => memory && versionOf(memory).memory.apply(to, groupOf(memory, ctid), wants.memory),
    },
    {
      lowers: false,
      write: () => memory && applyGuarantee(to, memory, groupOf(memory, ctid), wants.guarantee),
    },
  ];
  for (const section of sections) if (section.lowers) await section.write();
  for (const section of sections) if (!section.lowers) await section.write();
}
