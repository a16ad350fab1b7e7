// The values OpenVZ derives from VSwap, by the formulas of vzctl src/lib/ub.c (fill_vswap_ub).

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { derivedFromVswap } from '../../reconciler/state/vswap.ts';
import { asBytes } from '../../schema/units.ts';

test('vswap-256m: guarantees and locked pages', () => {
  const mib = 1024 * 1024;
  expect(derivedFromVswap({ ram: asBytes(256 * mib), swap: asBytes(512 * mib) })).toEqual({
    lockedpages: { barrier: 65_536, limit: 65_536, from: 'vswap.ram' },
    oomguarpages: { barrier: 65_536, limit: 'max', from: 'vswap.ram' },
    vmguarpages: { barrier: 196_608, limit: 'max', from: 'vswap.ram + vswap.swap' },
  });
});

test('in whole pages, never less than the bytes; unlimited stays unlimited', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 30), fc.nat(2 ** 30), (ram, swap) => {
      const { lockedpages, vmguarpages } = derivedFromVswap({ ram: asBytes(ram), swap: asBytes(swap) });
      for (const [pages, bytes] of [
        [lockedpages.barrier, ram],
        [vmguarpages.barrier, ram + swap],
      ] as const) {
        expect(Number(pages) * 4096).toBeGreaterThanOrEqual(bytes);
        expect(Number(pages) * 4096 - bytes).toBeLessThan(4096);
      }
    }),
  );
  expect(derivedFromVswap({ ram: 'max', swap: asBytes(0) }).vmguarpages.barrier).toBe('max');
});
