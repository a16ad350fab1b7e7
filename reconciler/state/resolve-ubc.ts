// Beancounters of a Container document: those that are limits of a driver, and all of them as they were asked for.

import { expectValue } from '../../schema/reading.ts';
import { type Beancounter, keptHalf, pagesToBytes, readBeancounter, type UbcName, ubcUnits } from '../../schema/ubc.ts';
import { asBytes, type Bytes, formatSize, type Max, wholePages } from '../../schema/units.ts';
import type { CgroupState, UbcState } from './container.ts';
import { containerDefaults } from './defaults.ts';
import { type Ledger, noted } from './ledger.ts';

/** A beancounter as it was written; undefined where it was not. */
function beancounterOf({ manifest }: Ledger, name: UbcName): Beancounter | undefined {
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

/** The half of a beancounter that counts, noted as the value of `pointer`; undefined where none was written. */
export function keptOf<T extends number | Max>(
  ledger: Ledger,
  name: UbcName,
  pointer: string,
  convert: (kept: number | Max) => T,
): T | undefined {
  const asked = beancounterOf(ledger, name);
  if (asked === undefined) return undefined;
  const written = ledger.manifest.value.spec.ubc?.[name];
  const half = keptHalf(name);
  const value = noted(ledger, pointer, ['spec', 'ubc', name], written, convert(asked[half]));
  const isPages = ubcUnits[name] === 'pages';
  if (asked.barrier !== asked.limit) {
    const text = isPages ? formatSize(pagesToBytes(asked[half])) : formatCount(asked[half]);
    ledger.spelled.set(pointer, `${written} (kept at ${text})`);
  } else if (isPages && /[0-9]$/.test(String(written))) {
    // Beside sizes a number of pages would be taken for one.
    ledger.spelled.delete(pointer);
  }
  return value;
}

const formatCount = (count: number | Max): string => (count === 'max' ? 'unlimited' : String(count));

/** Of one that cannot be unlimited. */
function finite(value: number | Max): number {
  if (value === 'max') throw new Error('checked before, yet unlimited');
  return value;
}

export function ubcOf(ledger: Ledger, memory: CgroupState['memory']): UbcState {
  const { ubc } = containerDefaults;
  const kept = <T extends number | Max>(name: keyof UbcState, convert: (value: number | Max) => T): T | undefined =>
    keptOf(ledger, name, `/namespace/ubc/${name}`, convert);
  const pages = (name: keyof UbcState): Bytes | Max | undefined => kept(name, pagesToBytes);
  return {
    numpty: kept('numpty', finite) ?? ubc.numpty,
    numfile: kept('numfile', finite) ?? ubc.numfile,
    numsiginfo: kept('numsiginfo', (value) => value) ?? ubc.numsiginfo,
    lockedpages: pages('lockedpages') ?? ubc.lockedpages,
    privvmpages: pages('privvmpages') ?? overcommitted(ledger, memory),
    shmpages: pages('shmpages') ?? ubc.shmpages,
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
