// What OpenVZ derives from VSwap for beancounters nobody set: fill_vswap_ub(), vzctl src/lib/ub.c.

import type { Beancounter } from '../../schema/ubc.ts';
import { type Max, pageBytes } from '../../schema/units.ts';
import type { CgroupState } from './container.ts';

export interface Derived extends Beancounter {
  /** The fields it comes from. */
  readonly from: string;
}

/** In pages. privvmpages is derived where it is kept: resolve-ubc.ts. */
export function derivedFromVswap({ ram, swap }: CgroupState['memory']): {
  readonly [Name in 'lockedpages' | 'oomguarpages' | 'vmguarpages']: Derived;
} {
  const pages = (bytes: number | Max): number | Max => (bytes === 'max' ? bytes : Math.ceil(bytes / pageBytes));
  const both = ram === 'max' || swap === 'max' ? 'max' : ram + swap;
  return {
    lockedpages: { barrier: pages(ram), limit: pages(ram), from: 'vswap.ram' },
    oomguarpages: { barrier: pages(ram), limit: 'max', from: 'vswap.ram' },
    vmguarpages: { barrier: pages(both), limit: 'max', from: 'vswap.ram + vswap.swap' },
  };
}
