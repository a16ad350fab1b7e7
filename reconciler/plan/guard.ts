// What a plan may not do without being asked: lose data, delete in bulk, promise more than the host has.
// Codes: VZR501 deletion guard, VZR502 protected, VZR503 recreate without consent, VZR504 overcommit,
// VZR505 limit below what is used, VZR506 address still held (addresses.ts).

import { asBytes, formatSize } from '../../schema/units.ts';
import type { HostFacts } from '../port/host.ts';
import type { ContainerState } from '../state/container.ts';
import type { NodeSpec, Usage } from '../state/model.ts';
import { isRunning } from './diff.ts';
import { count } from './format.ts';
import type { Change, ContainerPlan, Refusal } from './plan.ts';

const sized = (bytes: number): string => formatSize(asBytes(bytes));

/** How many containers one plan may delete: a number, or a percentage of the observed ones (then at least one). */
export type MaxDeletes = { readonly count: number } | { readonly percent: number };

export const defaultMaxDeletes: MaxDeletes = { percent: 20 };

/** "3" or "20%"; undefined for anything else. */
export function parseMaxDeletes(text: string): MaxDeletes | undefined {
  const match = /^(\d{1,9})(%?)$/.exec(text);
  if (match === null) return undefined;
  const value = Number(match[1]);
  if (match[2] === '') return { count: value };
  return value <= 100 ? { percent: value } : undefined;
}

/** How many deletions are let through without consent. */
export function allowedDeletes(max: MaxDeletes, observed: number): number {
  return 'count' in max ? max.count : Math.max(1, Math.floor((observed * max.percent) / 100));
}

/** The deletion guard: a broken checkout must not be able to empty a host. Refused containers are not counted. */
export function deletionGuard(plans: readonly ContainerPlan[], observed: number, max: MaxDeletes): readonly Refusal[] {
  const deletes = plans.filter((plan) => plan.action === 'delete' && plan.refusals.length === 0).length;
  if (deletes === 0) return [];
  const allowed = allowedDeletes(max, observed);
  const every = deletes === observed;
  if (deletes <= allowed && !every) return [];
  const limit = 'count' in max ? `${max.count}` : `${max.percent}% (${allowed} of ${observed})`;
  const reason = every
    ? `the plan deletes every container on this host (${deletes})`
    : `the plan deletes ${deletes} of ${count(observed, 'container')}, more than --max-deletes ${limit}`;
  return [{ code: 'VZR501', reason, hint: 'if that is meant, run once with --yes' }];
}

/** Reasons not to lose this container's root file system. */
export function dataGuard(
  plan: Pick<ContainerPlan, 'ctid' | 'action' | 'changes' | 'origin'>,
  node: NodeSpec,
  yes: boolean,
): readonly Refusal[] {
  if (plan.action !== 'delete' && plan.action !== 'recreate') return [];
  const cause = plan.changes.find((change) => change.class === 'recreate');
  const origin = cause?.origin ?? plan.origin;
  const place = { ...(cause && { pointer: cause.pointer }), ...(origin && { origin }) };
  if (node.protected.includes(plan.ctid)) {
    const reason = `container ${plan.ctid} is protected, and ${plan.action === 'delete' ? 'deleting' : 'recreating'} it loses its data`;
    return [{ code: 'VZR502', reason, hint: "take it out of the node's protected list first", ...place }];
  }
  if (plan.action === 'delete' || yes) return [];
  const reason = 'another template means a new root file system: everything in the container is lost';
  return [{ code: 'VZR503', reason, hint: 'keep the template, or run once with --yes', ...place }];
}

/** Refuses disk limits below what is used, which the container could only answer with write errors. */
export function usageGuard(
  changes: readonly Change[],
  wants: ContainerState,
  usage: Usage | undefined,
): readonly Refusal[] {
  const limits = [
    {
      pointer: '/quota/space',
      label: 'diskspace',
      used: usage?.space,
      hard: wants.quota?.space.hard,
      show: sized,
    },
    {
      pointer: '/quota/inodes',
      label: 'diskinodes',
      used: usage?.inodes,
      hard: wants.quota?.inodes.hard,
      show: String,
    },
  ];
  return limits.flatMap(({ pointer, label, used, hard, show }): Refusal[] => {
    const change = changes.find((entry) => entry.pointer === pointer);
    if (change === undefined || used === undefined || typeof hard !== 'number' || hard >= used) return [];
    const reason = `${label} ${show(hard)} is below the ${show(used)} in use`;
    const hint = 'free space inside the container first, or choose a larger limit';
    return [{ code: 'VZR505', pointer, reason, hint, ...(change.origin && { origin: change.origin }) }];
  });
}

/** A memory limit below current use is lawful (the kernel swaps and reclaims) but rarely meant. */
export function usageWarnings(wants: ContainerState, changes: readonly Change[], usage: Usage | undefined) {
  const ram = wants.cgroup?.memory.ram;
  const changed = changes.some((change) => change.pointer === '/cgroup/memory/ram' && change.was !== undefined);
  if (!changed || usage?.ram === undefined || typeof ram !== 'number' || ram >= usage.ram) return [];
  return [`ram ${sized(ram)} is below the ${sized(usage.ram)} in use: the kernel will reclaim, swap or kill`];
}

interface Resource {
  readonly label: string;
  readonly factor: number | undefined;
  readonly host: number;
  readonly demand: (state: ContainerState) => number;
}

/** Refuses a plan that raises what is promised in sum beyond the node's overcommit factors. Unlimited counts as all. */
export function capacityGuard(plans: readonly ContainerPlan[], node: NodeSpec, facts: HostFacts): readonly Refusal[] {
  const { memoryBytes, swapBytes, diskBytes } = facts;
  const ram = (at: ContainerState) => (isRunning(at) ? bounded(at.cgroup?.memory.ram, memoryBytes) : 0);
  const swap = (at: ContainerState) => (isRunning(at) ? bounded(at.cgroup?.memory.swap, swapBytes) : 0);
  const resources: readonly Resource[] = [
    { label: 'ram', factor: node.overcommit.ram, host: memoryBytes, demand: ram },
    {
      label: 'ram + swap',
      factor: node.overcommit.ramSwap,
      host: memoryBytes + swapBytes,
      demand: (at) => ram(at) + swap(at),
    },
    {
      label: 'diskspace',
      factor: node.overcommit.disk,
      host: diskBytes,
      demand: (at) => bounded(at.quota?.space.hard, diskBytes),
    },
  ];
  return resources.flatMap((resource) => overcommitted(resource, plans));
}

const bounded = (value: number | 'max' | undefined, all: number): number => (value === 'max' ? all : (value ?? 0));

function overcommitted({ label, factor, host, demand }: Resource, plans: readonly ContainerPlan[]): Refusal[] {
  if (factor === undefined) return [];
  let before = 0;
  let after = 0;
  for (const plan of plans) {
    const held = demand(plan.was);
    before += held;
    after += plan.refusals.length > 0 ? held : demand(plan.wants);
  }
  const allowed = Math.floor(host * factor);
  if (after <= allowed || after <= before) return [];
  const sum = `${label} would be overcommitted: the containers are promised ${sized(after)} in all`;
  const reason = `${sum}, this host gives ${sized(allowed)} (${sized(host)} x ${factor})`;
  return [{ code: 'VZR504', reason, hint: "lower the limits, or raise the node's overcommit factor" }];
}
