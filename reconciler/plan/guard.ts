// What a plan may not do without being asked: lose data, delete in bulk; and what it says of limits below what is used.
// Codes: VZR501 deletion guard, VZR502 protected, VZR503 recreate without consent, VZR504 overcommit (capacity.ts),
// VZR506 address still held (addresses.ts), VZR507 a limit above the host's (host-guard.ts), VZR508 --fail-on (fail-on.ts).

import { asBytes, formatSize } from '../../schema/units.ts';
import type { ContainerState } from '../state/container.ts';
import type { NodeSpec, Usage } from '../state/model.ts';
import type { Amount } from '../state/rules.ts';
import type { Consent } from './consent.ts';
import { fieldOf } from './fields.ts';
import { count } from './format.ts';
import type { Change, ContainerPlan, Refusal } from './plan.ts';

const sized = (bytes: number): string => formatSize(asBytes(bytes));

/** Refusals that only wait for somebody to say yes are what a plan is for; the others cannot be applied as they are. */
export const awaitsConsent = ({ code }: Refusal): boolean => consentCodes.has(code);

const consentCodes = new Set(['VZR501', 'VZR503', 'VZR510', 'VZR511']);

/** Refusals by rules that people made for plans. */
export const isPolicy = ({ code }: Refusal): boolean => policyCodes.has(code);

const policyCodes = new Set(['VZR508', 'VZR509', 'VZR511']);

/** How many containers one plan may delete. */
export type MaxDeletes = Amount;

export const defaultMaxDeletes: MaxDeletes = { percent: 20 };

/** "3" or "20%"; undefined for anything else. */
export function parseMaxDeletes(text: string): MaxDeletes | undefined {
  const match = /^(\d{1,9})(%?)$/.exec(text);
  if (match === null) return undefined;
  const value = Number(match[1]);
  if (match[2] === '') return { count: value };
  return value <= 100 ? { percent: value } : undefined;
}

/** How many containers an amount lets through of those that are there. */
export function mostOf(amount: Amount, observed: number): number {
  return 'count' in amount ? amount.count : Math.max(1, Math.floor((observed * amount.percent) / 100));
}

/** "3", "20% (2 of 10)". */
export const amountWords = (amount: Amount, observed: number): string =>
  'count' in amount ? `${amount.count}` : `${amount.percent}% (${mostOf(amount, observed)} of ${observed})`;

/**
 * The deletion guard: a broken checkout must not be able to empty a host. Refused containers are not counted, and approved ones
 * only for whether there would be any left.
 */
export function deletionGuard(
  plans: readonly ContainerPlan[],
  observed: number,
  max: MaxDeletes,
  { approves, approvePlan }: Pick<Consent, 'approves' | 'approvePlan'>,
): readonly Refusal[] {
  const going = plans.filter((plan) => plan.action === 'delete' && plan.refusals.length === 0);
  const deletes = going.filter((plan) => !approves(plan)).length;
  if (deletes === 0) return [];
  const every = going.length === observed;
  if (deletes <= mostOf(max, observed) && !every) return [];
  const reason = every
    ? `the plan deletes every container on this host (${going.length})`
    : `the plan deletes ${deletes} of ${count(observed, 'container')}, more than --max-deletes ${amountWords(max, observed)}`;
  return [{ code: 'VZR501', reason, hint: `if that is meant, run once with --yes, or ${approvePlan()}` }];
}

type Losing = Pick<ContainerPlan, 'ctid' | 'action' | 'changes' | 'origin'>;

/** What nobody's consent opens. */
export function protectedGuard(plan: Losing, node: NodeSpec): readonly Refusal[] {
  if (plan.action !== 'delete' && plan.action !== 'recreate') return [];
  if (!node.protected.includes(plan.ctid)) return [];
  const reason = `container ${plan.ctid} is protected, and ${plan.action === 'delete' ? 'deleting' : 'recreating'} it loses its data`;
  return [{ code: 'VZR502', reason, hint: "take it out of the node's protected list first", ...placeOf(plan) }];
}

/** What somebody has to say yes to: the container's root file system is lost. */
export function recreateGuard(plan: Losing): readonly Refusal[] {
  if (plan.action !== 'recreate') return [];
  const cause = causeOf(plan);
  const what = cause === undefined ? 'template' : fieldOf(cause.pointer).label;
  const reason = `another ${what} means a new root file system: everything in the container is lost`;
  return [{ code: 'VZR503', reason, hint: `keep the ${what}, or run once with --yes`, ...placeOf(plan) }];
}

const causeOf = ({ changes }: Losing): Change | undefined => changes.find((change) => change.class === 'recreate');

function placeOf(plan: Losing): Pick<Refusal, 'pointer' | 'origin'> {
  const cause = causeOf(plan);
  const origin = cause?.origin ?? plan.origin;
  return { ...(cause && { pointer: cause.pointer }), ...(origin && { origin }) };
}

interface Use {
  readonly pointer: string;
  readonly label: string;
  readonly limit: number | 'max' | undefined;
  readonly used: number | undefined;
  readonly show: (value: number) => string;
  /** What comes of it. */
  readonly effect: string;
}

const usesOf = ({ cgroup, quota }: ContainerState, usage: Usage): readonly Use[] => [
  {
    ...{ pointer: '/cgroup/memory/ram', label: 'ram', limit: cgroup?.memory.ram, used: usage.ram, show: sized },
    effect: 'in use: the kernel will reclaim and swap',
  },
  {
    ...{ pointer: '/cgroup/pids/max', label: 'numproc', limit: cgroup?.pids.max, used: usage.processes, show: String },
    effect: 'that run: they stay, and no new ones start',
  },
  {
    ...{ pointer: '/quota/space', label: 'diskspace', limit: quota?.space.hard, used: usage.space, show: sized },
    effect: 'in use: nothing is lost, and nothing more can be written',
  },
  {
    ...{ pointer: '/quota/inodes', label: 'diskinodes', limit: quota?.inodes.hard, used: usage.inodes, show: String },
    effect: 'in use: none is lost, and no new ones can be made',
  },
];

/** Limits below current use that are lawful, as in OpenVZ, and rarely meant. What would kill or lose data drivers refuse (VZR344, VZR658). */
export function usageWarnings(wants: ContainerState, changes: readonly Change[], usage: Usage | undefined) {
  if (usage === undefined) return [];
  return usesOf(wants, usage).flatMap(({ pointer, label, limit, used, show, effect }) => {
    const isNew = changes.some((change) => change.pointer === pointer && change.was !== undefined);
    if (!isNew || typeof limit !== 'number' || used === undefined || limit >= used) return [];
    return [`${label} ${show(limit)} is below the ${show(used)} ${effect}`];
  });
}

/** What a rate does not reach. */
export function rateWarnings({ network }: ContainerState, changes: readonly Change[]): readonly string[] {
  const { rate = [], netifs = [], netdevs = [] } = network ?? {};
  const others = [...netifs.map(({ name }) => name), ...netdevs];
  if (others.length === 0 || rate.length === 0) return [];
  if (!changes.some(({ pointer }) => /^\/network\/(rate|netifs|netdevs)$/.test(pointer))) return [];
  return [`rate is of venet: ${others.join(', ')} ${others.length === 1 ? 'is' : 'are'} not limited`];
}
