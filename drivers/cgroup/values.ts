// Conversions between a manifest's units and the kernel's. Pure. Formulas: OpenVZ's, see reference/openvz.md section 5.

import { asBytes, type Bytes, type Max } from '../../schema/units.ts';

/** Microseconds; the kernel's default on both versions. */
export const cpuPeriod = 100_000;

/** The kernel refuses a smaller quota (min_cfs_quota_period, 1 ms). Microseconds. */
const smallestQuota = 1000;

/** MIN_SHARES and MAX_SHARES of kernel/sched/sched.h: the kernel clamps to them in silence. */
const sharesRange = [2, 262_144] as const;
const weightRange = [1, 10_000] as const;

/** PID_MAX_LIMIT on 64 bits: a larger pids.max is EINVAL and would mean no more than this one. */
export const mostPids = 4_194_304;

const clamp = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, value));

/** 1000 units are 1024 shares, the default of both. */
export const unitsToShares = (units: number): number => clamp(Math.round((units * 1024) / 1000), sharesRange);
export const sharesToUnits = (shares: number): number => Math.round((shares * 1000) / 1024);

/** 1000 units are weight 100, the default of both. Units below 10 and above 100000 are the nearest weight there is. */
export const unitsToWeight = (units: number): number => clamp(Math.round(units / 10), weightRange);
export const weightToUnits = (weight: number): number => weight * 10;

/** Percent of one CPU to microseconds per period. */
export const limitToQuota = (percent: number): number =>
  Math.max(smallestQuota, Math.round((percent * cpuPeriod) / 100));
export const quotaToLimit = (quota: number, period: number): number => (quota * 100) / period;

/** Kernel weights of ioprio 0 to 7 (OpenVZ kernel/bc/io_prio.c, where 500 is usual; the usual weight here is 100). */
const priorityTable = [320, 365, 410, 460, 500, 550, 600, 640] as const;

/** OpenVZ's default: what a group has that nobody weighed. */
export const usualPriority = 4;
export const priorityToWeight = (priority: number): number => Math.round((priorityTable[priority] ?? 500) / 5);
/** Undefined for a weight that is no priority's. */
export function weightToPriority(weight: number): number | undefined {
  const priority = priorityTable.findIndex((_, index) => priorityToWeight(index) === weight);
  return priority === -1 ? undefined : priority;
}

/** With one memory node there is nothing to choose, and most machines have one: its file is not asked. */
export const isOneNode = (mems: string): boolean => /^\d+$/.test(mems);

/** What page_counter keeps of a limit: whole pages, rounded down. */
export const wholePages = (bytes: Bytes | Max, pageSize: number): Bytes | Max =>
  bytes === 'max' ? 'max' : asBytes(Math.floor(bytes / pageSize) * pageSize);

/** A number of a kernel file, or 'max' for the word and for v1's PAGE_COUNTER_MAX (8 EiB less a page). */
export function parseMax(text: string): number | Max {
  const value = text === 'max' ? Number.POSITIVE_INFINITY : Number(text);
  return value > Number.MAX_SAFE_INTEGER ? 'max' : value;
}

export const parseBytes = (text: string): Bytes | Max => {
  const value = parseMax(text);
  return value === 'max' ? value : asBytes(value);
};

/** Order of two limits, 'max' being the largest. */
export const below = (one: number | Max, other: number | Max): boolean =>
  one !== 'max' && (other === 'max' || one < other);

export const plus = (one: Bytes | Max, other: Bytes | Max): Bytes | Max =>
  one === 'max' || other === 'max' ? 'max' : asBytes(one + other);
