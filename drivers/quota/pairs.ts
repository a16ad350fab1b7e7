// Soft and hard limits as the kernel keeps them, quotactl(2), and as states have them.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Max } from '../../schema/units.ts';
import type { ProjectLimits } from '../kernel/quotactl.ts';

export type Pair<T> = { readonly soft: T | Max; readonly hard: T | Max };

/** 0 is no limit, and a soft limit without one of its own is the hard one. */
export function seen<T>({ soft, hard }: ProjectLimits, as: (value: number) => T): Pair<T> {
  const upper = hard === 0 ? 'max' : as(hard);
  return { soft: soft === 0 ? upper : as(soft), hard: upper };
}

export function meant({ soft, hard }: Pair<number>): ProjectLimits {
  return { soft: soft === hard || soft === 'max' ? 0 : soft, hard: hard === 'max' ? 0 : hard };
}

/** The grace time where that of space and that of inodes are the same one; else it is none we know of. */
export const commonGrace = (
  grace: { readonly space: number; readonly inodes: number } | undefined,
): number | undefined => (grace?.space === grace?.inodes ? grace?.space : undefined);

/** Where soft limits are the hard ones there is nothing to exceed: no time is what there is, OpenVZ's default. */
export function refuseGrace(grace: number | undefined, who: string): readonly Refusal[] {
  if (grace === undefined || grace === 0) return [];
  const reason = `quotatime: ${who} has no soft limits that could be exceeded for ${grace} seconds`;
  const hint = 'remove the line, or write 0';
  return [{ code: 'VZR668', pointer: '/quota/grace', reason, hint, unenforced: true }];
}
