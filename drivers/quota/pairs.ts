// Soft and hard limits as the kernel keeps them, quotactl(2), and as states have them.

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
