// Beancounters of a Container document: those that are limits of a driver, and all of them as they were asked for.

import { expectValue } from '../../schema/reading.ts';
import { type Beancounter, pagesToBytes, readBeancounter, type UbcName } from '../../schema/ubc.ts';
import { asBytes, type Bytes, formatSize, type Max, wholePages } from '../../schema/units.ts';
import type { CgroupState, UbcState } from './container.ts';
import { containerDefaults } from './defaults.ts';
import { type Ledger, noted } from './ledger.ts';

/** A beancounter as it was written; undefined where it was not. */
export function beancounterOf({ manifest }: Ledger, name: UbcName): Beancounter | undefined {
  const written = manifest.value.spec.ubc?.[name];
  return written === undefined ? undefined : expectValue(readBeancounter(name, written));
}

/** Every one that was written, its place noted below /ubc. */
export function askedBeancounters(ledger: Ledger): Readonly<Partial<Record<UbcName, Beancounter>>> | undefined {
  const { ubc } = ledger.manifest.value.spec;
  if (ubc === undefined) return undefined;
  const names = Object.keys(ubc) as UbcName[];
  for (const name of names) noted(ledger, `/ubc/${name}`, ['spec', 'ubc', name], ubc[name], ubc[name]);
  return Object.fromEntries(names.map((name) => [name, beancounterOf(ledger, name)]));
}

/**
 * The half of a beancounter that ordinary requests are refused at: the barrier (UB_HARD, kernel/bc/beancounter.c), noted as
 * the value of `pointer`.
 */
export function barrierOf<T extends number | Max>(
  ledger: Ledger,
  name: UbcName,
  pointer: string,
  convert: (barrier: number | Max) => T,
): T | undefined {
  const asked = beancounterOf(ledger, name);
  if (asked === undefined) return undefined;
  const written = ledger.manifest.value.spec.ubc?.[name];
  return noted(ledger, pointer, ['spec', 'ubc', name], written, convert(asked.barrier));
}

export function ubcOf(ledger: Ledger, memory: CgroupState['memory']): UbcState {
  const { ubc } = containerDefaults;
  const count = <T extends number | Max>(name: UbcName & keyof UbcState, most: T): number | T =>
    barrierOf(ledger, name, `/namespace/ubc/${name}`, (barrier) => (barrier === 'max' ? most : barrier)) ?? most;
  const pages = (name: UbcName & keyof UbcState): Bytes | Max | undefined =>
    barrierOf(ledger, name, `/namespace/ubc/${name}`, pagesToBytes);
  return {
    numpty: count('numpty', ubc.numpty),
    numfile: count('numfile', ubc.numfile),
    numsiginfo: count('numsiginfo', ubc.numsiginfo),
    lockedpages: pages('lockedpages') ?? ubc.lockedpages,
    privvmpages: pages('privvmpages') ?? overcommitted(ledger, memory),
  };
}

/** vzctl's rule for VSwap (fill_vswap_ub(), src/lib/ub.c): privvmpages = (ram + swap) * vm_overcommit. */
function overcommitted(ledger: Ledger, { ram, swap }: CgroupState['memory']): Bytes | Max {
  const { vmOvercommit } = ledger.manifest.value.spec;
  const factor = vmOvercommit ?? containerDefaults.vmOvercommit;
  if (factor === 0 || ram === 'max' || swap === 'max') return containerDefaults.ubc.privvmpages;
  const pointer = '/namespace/ubc/privvmpages';
  const size = wholePages(asBytes(Math.ceil((ram + swap) * factor)));
  noted(ledger, pointer, ['spec', 'vmOvercommit'], vmOvercommit, size);
  ledger.spelled.set(pointer, `${formatSize(size)} (derived from vswap.ram + vswap.swap, vmOvercommit: ${factor})`);
  return size;
}
