// What the containers of a node are promised in sum, before and after a plan, beside what the node has: the commitment of
// vzmemcheck (OpenVZ, src/validate.c), for which VSwap leaves ram and ram + swap, and for disk, processors and processes alike.
// Code: VZR504, a plan that promises more than the node's overcommit factors allow.

import { asBytes, formatSize } from '../../schema/units.ts';
import type { HostFacts } from '../port/host.ts';
import type { ContainerState } from '../state/container.ts';
import type { NodeSpec, Resource } from '../state/model.ts';
import type { PolicySpec } from '../state/rules.ts';
import { isRunning } from './diff.ts';
import { awaitsConsent } from './guard.ts';
import type { Commitment, ContainerPlan, Refusal } from './plan.ts';

interface Measure {
  readonly label: string;
  /** Exact, as in a manifest. */
  readonly format: (value: number) => string;
  /** To two digits or so, for a table. */
  readonly round: (value: number) => string;
  readonly host: (facts: HostFacts) => number;
  readonly demand: (state: ContainerState, facts: HostFacts) => number;
}

const size = { format: (bytes: number): string => formatSize(asBytes(bytes)), round: roughSize };
const number = { format: String, round: String };

/** The largest unit that leaves a whole part, and a tenth of it below 100. */
export function roughSize(bytes: number): string {
  const units = ['', 'K', 'M', 'G', 'T'] as const;
  const index = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** index;
  return `${value < 100 ? Math.round(value * 10) / 10 : Math.round(value)}${units[index]}`;
}

const bounded = (value: number | 'max' | undefined, all: number): number => (value === 'max' ? all : (value ?? 0));
const ram = (at: ContainerState, { memoryBytes }: HostFacts): number => bounded(at.cgroup?.memory.ram, memoryBytes);
const swap = (at: ContainerState, { swapBytes }: HostFacts): number => bounded(at.cgroup?.memory.swap, swapBytes);

/** Processors a mask binds a container to; one that may use all of them is bound to none. */
function pinned(at: ContainerState, { cpus }: HostFacts): number {
  const ranges = (at.cgroup?.cpuset.cpus ?? '').split(',').filter((range) => /^\d/.test(range));
  const count = ranges.reduce((sum, range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return sum + last - first + 1;
  }, 0);
  return count < cpus ? count : 0;
}

/** In the order people read them. */
export const measures: Readonly<Record<Resource, Measure>> = {
  ram: { label: 'ram', ...size, host: (facts) => facts.memoryBytes, demand: ram },
  ramSwap: {
    label: 'ram + swap',
    ...size,
    host: (facts) => facts.memoryBytes + facts.swapBytes,
    demand: (at, facts) => ram(at, facts) + swap(at, facts),
  },
  disk: {
    label: 'diskspace',
    ...size,
    host: (facts) => facts.diskBytes,
    demand: (at, facts) => bounded(at.quota?.space.hard, facts.diskBytes),
  },
  cpus: { label: 'pinned cpus', ...number, host: (facts) => facts.cpus, demand: pinned },
  processes: {
    label: 'processes',
    ...number,
    host: (facts) => facts.processes,
    demand: (at, { processes }) => bounded(at.cgroup?.pids.max, processes),
  },
};

export const resources = Object.keys(measures) as readonly Resource[];

/** The lowest factor of the node and all policies. */
export function overcommitOf(node: NodeSpec, policies: readonly PolicySpec[]): NodeSpec['overcommit'] {
  const factors = (resource: Resource): number[] =>
    [node, ...policies].flatMap(({ overcommit }) => overcommit[resource] ?? []);
  const said = resources.map((resource) => [resource, factors(resource)] as const).filter(([, all]) => all.length > 0);
  return Object.fromEntries(said.map(([resource, all]) => [resource, Math.min(...all)]));
}

/** Refused containers stay as they are. `drafts`: the same containers before anything was put off. */
export function commitmentsOf(
  plans: readonly ContainerPlan[],
  drafts: readonly ContainerPlan[],
  overcommit: NodeSpec['overcommit'],
  facts: HostFacts,
): readonly Commitment[] {
  const drafted = new Map(drafts.map(({ ctid, wants }) => [ctid, wants]));
  return resources.map((resource) => {
    const { host, demand } = measures[resource];
    const of = (state: ContainerState): number => (resource === 'disk' || isRunning(state) ? demand(state, facts) : 0);
    const factor = overcommit[resource];
    let before = 0;
    let after = 0;
    let asked = 0;
    for (const { ctid, was, wants, refusals } of plans) {
      const held = of(was);
      const next = refusals.length > 0 ? held : of(wants);
      const draft = drafted.get(ctid) ?? wants;
      before += held;
      after += next;
      asked += draft === wants && refusals.length === 0 ? next : refusals.every(awaitsConsent) ? of(draft) : held;
    }
    return {
      ...{ resource, before, after, host: host(facts) },
      ...(asked !== after && { asked }),
      ...(factor !== undefined && { factor }),
    };
  });
}

/** Refuses a plan that raises what is promised in sum beyond the node's overcommit factors. */
export function capacityGuard(commitments: readonly Commitment[]): readonly Refusal[] {
  return commitments.flatMap((commitment): readonly Refusal[] => {
    const reason = overcommitted(commitment, commitment.after);
    if (reason === undefined) return [];
    return [
      { code: 'VZR504', reason, hint: 'lower the limits, or raise the overcommit factor of the node or the policy' },
    ];
  });
}

/** What would be refused once everything that waits for approval or a window is let through. */
export function capacityNotes(commitments: readonly Commitment[]): readonly string[] {
  return commitments.flatMap((commitment) => {
    const { after, asked = after } = commitment;
    if (asked === after || overcommitted(commitment, after) !== undefined) return [];
    const reason = overcommitted(commitment, asked);
    return reason === undefined ? [] : [`VZR504 will refuse what waits for approval or a window: ${reason}`];
  });
}

function overcommitted({ resource, before, host, factor }: Commitment, promised: number): string | undefined {
  if (factor === undefined) return undefined;
  const { label, format, round } = measures[resource];
  const allowed = Math.floor(host * factor);
  if (promised <= allowed || promised <= before) return undefined;
  // Rounded, unless that hides what the sentence is about.
  const shown = round(promised) === round(allowed) ? format : round;
  const sum = `${label} would be overcommitted: the containers are promised ${shown(promised)} in all`;
  return `${sum}, this host gives ${shown(allowed)} (${shown(host)} x ${factor})`;
}
