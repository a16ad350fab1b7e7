// memguarantee: a size, percent of ram, or Virtuozzo's "auto", which for a container is nothing (libvzctl src/vcmm.c).

import { type Fault, fault, type Reading, shown } from './reading.ts';
import { asBytes, type Bytes, type Max, parseSize } from './units.ts';
import { memoryOf } from './vswap.ts';

export type MemGuarantee = 'auto' | { readonly percent: number } | { readonly bytes: Bytes };

export function readMemGuarantee(value: unknown): Reading<MemGuarantee> {
  if (value === 'auto') return { value };
  const percent = typeof value === 'string' ? /^([0-9]{1,3})%$/.exec(value)?.[1] : undefined;
  if (percent !== undefined) {
    return Number(percent) <= 100
      ? { value: { percent: Number(percent) } }
      : fault('VZR237', `${shown(value)} is more than all of ram`, 'write at most "100%"');
  }
  const size = parseSize(value);
  return 'fault' in size ? size : { value: { bytes: size.value } };
}

/** Bytes of `ram`; a fault where that is less, or where there is nothing to take percent of. */
export function guaranteed(guarantee: MemGuarantee, ram: Bytes | Max): Reading<Bytes> {
  if (guarantee === 'auto') return { value: asBytes(0) };
  if ('bytes' in guarantee) {
    return ram === 'max' || guarantee.bytes <= ram
      ? { value: guarantee.bytes }
      : fault('VZR238', 'more memory is guaranteed than the container may use', 'write at most its ram');
  }
  return ram === 'max'
    ? fault('VZR238', 'memguarantee is percent of ram, and ram is unlimited', 'write a size, or set vswap.ram')
    : { value: asBytes(Math.floor((ram * guarantee.percent) / 100)) };
}

/** What is wrong with a container's memguarantee beside its ram; nothing where either is no value at all. */
export function findOverGuarantee(spec: Readonly<Record<string, unknown>>): Fault | undefined {
  const guarantee = readMemGuarantee(spec['memguarantee']);
  const ram = memoryOf(spec, 'ram');
  if ('fault' in guarantee || 'fault' in ram) return undefined;
  const bytes = guaranteed(guarantee.value, ram.value);
  return 'fault' in bytes ? bytes.fault : undefined;
}
