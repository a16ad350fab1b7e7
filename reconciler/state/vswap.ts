// What OpenVZ derives from VSwap for beancounters nobody set: fill_vswap_ub(), vzctl src/lib/ub.c.

import type { Beancounter } from '../../schema/ubc.ts';
import { type Max, pageBytes } from '../../schema/units.ts';
import type { CgroupState } from './container.ts';

export interface Derived extends Beancounter {
  /** The fields it comes from. */
  readonly from: string;
}

/**
 * In pages. privvmpages is derived where it is kept: resolve-ubc.ts. lockedpages, which OpenVZ derives from ram too, is not:
 * with more ram it would have to be raised in processes that run, which takes CAP_SYS_RESOURCE or a restart. It is a
 * default, and ram bounds what all processes lock together.
 */
export function derivedFromVswap({ ram, swap }: CgroupState['memory']): {
  readonly [Name in 'oomguarpages' | 'vmguarpages']?: Derived;
} {
  // Then it is no VSwap (is_vswap_config(), the same file).
  if (ram === 'max') return {};
  const pages = (bytes: number | Max): number | Max => (bytes === 'max' ? bytes : Math.ceil(bytes / pageBytes));
  return {
    oomguarpages: { barrier: pages(ram), limit: 'max', from: 'vswap.ram' },
    vmguarpages: { barrier: pages(swap === 'max' ? swap : ram + swap), limit: 'max', from: 'vswap.ram + vswap.swap' },
  };
}
