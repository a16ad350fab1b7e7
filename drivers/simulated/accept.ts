// What the simulated kernel makes of a wish: the same roundings and refusals as the real drivers.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Accepted } from '../../reconciler/port/driver.ts';
import type { CgroupState, ContainerState, DriverName, QuotaState } from '../../reconciler/state/container.ts';
import { cpusOf } from '../../schema/cpumask.ts';
import { asBytes, type Bytes, type Ctid, type Max, pageBytes } from '../../schema/units.ts';

export interface Abilities {
  readonly cpus: number;
  /** Whether the pretended back end knows soft limits. */
  readonly softLimits: boolean;
  /** Whether it fixes the number of inodes when a container is made. */
  readonly fixedInodes: boolean;
}

/** The section as it would be observed after applying. */
export function accept<K extends DriverName>(driver: K, wants: ContainerState, abilities: Abilities): Accepted<K> {
  const { quota, cgroup } = wants;
  let accepted: { wants: unknown; refusals: readonly Refusal[] } = { wants: wants[driver], refusals: [] };
  if (driver === 'quota' && quota) accepted = acceptQuota(quota, abilities);
  if (driver === 'cgroup' && cgroup) accepted = acceptCgroup(cgroup, abilities);
  return accepted as Accepted<K>;
}

function acceptQuota(
  quota: QuotaState,
  { softLimits }: Abilities,
): { wants: QuotaState; refusals: readonly Refusal[] } {
  if (softLimits) return { wants: quota, refusals: [] };
  const { space, inodes } = quota;
  const pairs = [
    { pointer: '/quota/space', label: 'diskspace', pair: space },
    { pointer: '/quota/inodes', label: 'diskinodes', pair: inodes },
  ];
  const refusals = pairs
    .filter(({ pair }) => pair.soft !== pair.hard)
    .map(({ pointer, label }) => ({
      code: 'VZR611',
      pointer,
      reason: `the simulated back end has no soft limits: ${label} must be one value`,
      hint: 'write one value instead of soft:hard',
      unenforced: true,
    }));
  const hard = { space: { ...space, soft: space.hard }, inodes: { ...inodes, soft: inodes.hard } };
  return { wants: { ...quota, ...hard }, refusals };
}

/** Inodes as on an ext4 image: their number is fixed when the file system is made. */
export function refuseChange(was: QuotaState, wants: QuotaState, { fixedInodes }: Abilities): readonly Refusal[] {
  if (!fixedInodes || (was.inodes.soft === wants.inodes.soft && was.inodes.hard === wants.inodes.hard)) return [];
  const reason = 'the simulated back end cannot change the number of inodes of a container: diskinodes stays as it is';
  return [{ code: 'VZR613', pointer: '/quota/inodes', reason, hint: 'take the change back' }];
}

/** The id is somebody else's. */
export function foreign(ctid: Ctid): Refusal {
  const hint = 'give the container another ctid, or remove the other one first';
  return { code: 'VZR614', pointer: '/cgroup', reason: `the ctid ${ctid} is in use on the simulated host`, hint };
}

function acceptCgroup(cgroup: CgroupState, { cpus }: Abilities): { wants: CgroupState; refusals: readonly Refusal[] } {
  const online = cpus === 1 ? '0' : `0-${cpus - 1}`;
  const mask = ['all', 'auto'].includes(cgroup.cpuset.cpus) ? online : cgroup.cpuset.cpus;
  // It has one memory node.
  const mems = cgroup.cpuset.mems === 'all' ? '0' : cgroup.cpuset.mems;
  const [cpu, node] = [Math.max(...cpusOf(mask)), Math.max(...cpusOf(mems))];
  const absent = (pointer: string, reason: string): Refusal => ({ code: 'VZR612', pointer, reason });
  return {
    wants: {
      ...cgroup,
      memory: { ram: wholePages(cgroup.memory.ram), swap: wholePages(cgroup.memory.swap) },
      guarantee: { ram: asBytes(Math.floor(cgroup.guarantee.ram / pageBytes) * pageBytes) },
      cpuset: { cpus: mask, mems },
    },
    refusals: [
      ...(cpu >= cpus ? [absent('/cgroup/cpuset/cpus', `CPU ${cpu} is not online (online: ${online})`)] : []),
      ...(node > 0 ? [absent('/cgroup/cpuset/mems', `there is no memory node ${node}, only 0`)] : []),
    ],
  };
}

/** page_counter_memparse() in the kernel: whole pages, rounded down. */
function wholePages(value: Bytes | Max): Bytes | Max {
  return value === 'max' ? value : asBytes(Math.floor(value / pageBytes) * pageBytes);
}
