// Memory as a manifest writes it, under the names of VSwap or of its beancounters, and what vmOvercommit makes of it.

import { type Fault, fault, type Reading } from './reading.ts';
import { leastPages, pagesToBytes, readBeancounter } from './ubc.ts';
import { asBytes, type Bytes, formatSize, type Max, pageBytes, parseSize } from './units.ts';

const mib = 1024 * 1024;

/** Where nothing is written: ram is that of OpenVZ's vswap-256m sample, what people there start from; swap as there. */
export const usualMemory = { ram: asBytes(256 * mib), swap: asBytes(512 * mib) };

const pagesOf = { ram: 'physpages', swap: 'swappages' } as const;

/** vswap.ram or .swap of a spec that may be anything. */
export function memoryOf(
  { vswap, ubc }: Readonly<Record<string, unknown>>,
  part: keyof typeof usualMemory,
): Reading<Bytes | Max> {
  const [size, pages] = [member(vswap, part), member(ubc, pagesOf[part])];
  if (size !== undefined) return parseSize(size, { unlimited: true });
  if (pages === undefined) return { value: usualMemory[part] };
  const counter = readBeancounter(pagesOf[part], pages);
  return 'fault' in counter ? counter : { value: pagesToBytes(counter.value.limit) };
}

/** Why vmOvercommit derives no privvmpages that anybody could live with; undefined: it does, or it is not there. */
export function findIdleOvercommit(spec: Readonly<Record<string, unknown>>): Fault | undefined {
  const { vmOvercommit: factor, ubc } = spec;
  if (typeof factor !== 'number' || !(factor > 0)) return undefined;
  if (member(ubc, 'privvmpages') !== undefined)
    return fault('VZR248', 'vmOvercommit derives privvmpages, which spec.ubc says itself', 'keep one of the two').fault;
  let bytes = 0;
  for (const part of ['ram', 'swap'] as const) {
    const size = memoryOf(spec, part);
    if ('fault' in size) return undefined;
    if (size.value === 'max')
      return fault(
        'VZR248',
        `vmOvercommit is times ram and swap, and ${part} is unlimited`,
        `limit spec.vswap.${part}, or remove vmOvercommit`,
      ).fault;
    bytes += size.value * factor;
  }
  const least = leastPages * pageBytes;
  return bytes >= least
    ? undefined
    : fault(
        'VZR219',
        `vmOvercommit ${factor} lets a process allocate less than the ${formatSize(asBytes(least))} an init needs`,
        'write more; 1 is ram and swap',
      ).fault;
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
