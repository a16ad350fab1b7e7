// What the cgroup driver accepts and refuses. The host asks it of its kernel, a plan made elsewhere of what the host has recorded.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Judge } from '../../reconciler/port/driver.ts';
import type { CgroupState } from '../../reconciler/state/container.ts';
import type { Ctid } from '../../schema/units.ts';
import type { DeviceView } from '../devices/view.ts';
import { acceptLimits, type GroupFacts } from './accept.ts';
import { type CpusetFacts, cpusetFacts } from './cpuset.ts';
import { type Foreign, refuseForeign } from './foreign.ts';
import { refuseShrink } from './overuse.ts';
import { refusal } from './problems.ts';

export interface GroupView {
  /** Undefined on a host without any hierarchy: no container can exist there. */
  facts(): GroupFacts | undefined;
  foreign(ctid: Ctid): Foreign | undefined;
  /** Bytes that only swap can take from it. */
  held(ctid: Ctid): number | undefined;
}

export const noHierarchy = {
  feature: 'cgroup',
  state: 'missing',
  detail: 'no cgroup hierarchy is mounted',
  hint: 'mount -t cgroup2 cgroup2 /sys/fs/cgroup',
} as const;

export const cgroupJudge = (view: GroupView): Judge<'cgroup'> & { refuseCreate(ctid: Ctid): readonly Refusal[] } => ({
  name: 'cgroup',
  accept: ({ cgroup }) => {
    if (!cgroup) return { wants: undefined, refusals: [] };
    const facts = view.facts();
    if (facts) return acceptLimits(cgroup, facts);
    return { wants: cgroup, refusals: [refusal('noHierarchy', '', noHierarchy.detail, noHierarchy.hint)] };
  },
  refuseCreate: (ctid) => (view.facts() ? refuseForeign(ctid, view.foreign(ctid)) : []),
  look: async (ctid, was, wants) => refuseShrink(() => view.held(ctid), was, wants),
});

export interface CgroupRecord {
  readonly facts?: Omit<GroupFacts, 'devices' | 'cpuset'> & {
    readonly cpuset: {
      readonly all: CgroupState['cpuset'];
      readonly cpusOf: readonly (readonly [number, readonly number[]])[];
    };
  };
  readonly foreign: Readonly<Record<string, Foreign>>;
  readonly held: Readonly<Record<string, number>>;
}

export function recordedFacts({ devices: _, cpuset, ...facts }: GroupFacts): NonNullable<CgroupRecord['facts']> {
  return { ...facts, cpuset: { all: cpuset.all, cpusOf: [...cpuset.cpusOf] } };
}

export function viewOfCgroupRecord({ facts, foreign, held }: CgroupRecord, devices: DeviceView): GroupView {
  const cpuset: CpusetFacts | undefined = facts && cpusetFacts(facts.cpuset.all, new Map(facts.cpuset.cpusOf));
  const known = facts && cpuset && { ...facts, cpuset, devices };
  return { facts: () => known, foreign: (ctid) => foreign[ctid], held: (ctid) => held[ctid] };
}
