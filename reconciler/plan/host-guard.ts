// Limits above what the host has can never bite: who writes one means another host, or another unit. Only what is written and
// new is looked at; defaults are for hosts of any size, and a host that lost memory does not lose its containers.
// Code: VZR507.

import type { HostFacts } from '../port/host.ts';
import type { ContainerState } from '../state/container.ts';
import type { DesiredContainer, Resource } from '../state/model.ts';
import { measures } from './capacity.ts';
import { fieldOf } from './fields.ts';
import type { Change, Refusal } from './plan.ts';

interface Bound {
  readonly pointer: string;
  readonly wish: (wants: ContainerState) => number | 'max' | undefined;
  readonly most: (facts: HostFacts) => number;
  readonly show: (value: number) => string;
  readonly has: string;
}

const fromMeasure = (resource: Resource): Pick<Bound, 'most' | 'show'> => {
  const { host, format } = measures[resource];
  return { most: host, show: format };
};

const bounds: readonly Bound[] = [
  { pointer: '/cgroup/memory/ram', wish: ({ cgroup }) => cgroup?.memory.ram, ...fromMeasure('ram'), has: 'of memory' },
  {
    pointer: '/cgroup/cpu/limit',
    wish: ({ cgroup }) => cgroup?.cpu.limit,
    most: ({ cpus }) => cpus * 100,
    show: (percent) => `${percent}%`,
    has: 'of processor time',
  },
  {
    pointer: '/cgroup/pids/max',
    wish: ({ cgroup }) => cgroup?.pids.max,
    ...fromMeasure('processes'),
    has: 'processes',
  },
  {
    pointer: '/quota/space',
    wish: ({ quota }) => quota?.space.hard,
    ...fromMeasure('disk'),
    has: 'of disk space in the pool',
  },
];

interface Sides {
  readonly was: ContainerState;
  readonly wants: ContainerState;
  readonly changes: readonly Change[];
}

const isChanged = (changes: readonly Change[], pointer: string): boolean =>
  changes.some((change) => change.pointer === pointer);

/** Limits of one container that this host cannot fill. */
export function hostGuard(
  desired: DesiredContainer,
  { was, wants, changes }: Sides,
  facts: HostFacts,
): readonly Refusal[] {
  return bounds.flatMap(({ pointer, wish, most, show, has }): Refusal[] => {
    const [value, had, origin] = [wish(wants), wish(was), desired.origins.get(pointer)];
    if (typeof value !== 'number' || value <= most(facts) || origin === undefined) return [];
    // A step down from more is no mistake.
    if (!isChanged(changes, pointer) || (typeof had === 'number' && had > value)) return [];
    const label = desired.spelled.get(pointer) ?? show(value);
    const reason = `${fieldOf(pointer).label} ${label} is above the ${show(most(facts))} ${has} that this host has`;
    return [{ code: 'VZR507', pointer, reason, hint: `write at most ${show(most(facts))}, or unlimited`, origin }];
  });
}

/** Swap can be added to a host that runs, so a limit above it is only told of. */
export function hostWarnings(
  { origins }: DesiredContainer,
  { wants, changes }: Sides,
  { swapBytes }: HostFacts,
): readonly string[] {
  const [pointer, swap] = ['/cgroup/memory/swap', wants.cgroup?.memory.swap];
  if (typeof swap !== 'number' || swap <= swapBytes || !origins.has(pointer) || !isChanged(changes, pointer)) return [];
  const has = swapBytes === 0 ? 'this host has no swap' : `this host has ${measures.ram.format(swapBytes)}`;
  return [`swap ${measures.ram.format(swap)}: ${has}`];
}
