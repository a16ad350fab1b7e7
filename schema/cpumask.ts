// CPU lists: "0-3,7" as in cpuset.cpus (Linux Documentation/admin-guide/cgroup-v2.rst), and "all".

import { fault, type Reading, shown } from './reading.ts';

/** OpenVZ's mask has 4096 bits (vzctl include/cpu.h). */
const maskBits = 4096;

/** A cpumask in canonical form: ascending, merged ranges; "all" stays "all". A number is one CPU. */
export function parseCpumask(value: unknown): Reading<string> {
  const hint = 'write CPU numbers and ranges such as 0-3,7, or all';
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return fault('VZR204', `a CPU list is expected, not ${shown(value)}`, hint);
  if (text === 'all') return { value: 'all' };
  if (text.length > 1024) return fault('VZR204', 'the CPU list is longer than 1024 characters', hint);
  const cpus: number[] = [];
  for (const part of text.split(',')) {
    const match = /^([0-9]{1,4})(?:-([0-9]{1,4}))?$/.exec(part);
    if (match === null) return fault('VZR204', `${shown(value)} is not a CPU list`, hint);
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    if (first > last) return fault('VZR204', `the range ${part} runs backwards`, `write ${last}-${first}`);
    if (last >= maskBits)
      return fault('VZR204', `CPU ${last} is beyond ${maskBits - 1}, the highest a mask can name`, hint);
    for (let cpu = first; cpu <= last; cpu += 1) cpus.push(cpu);
    // A long list of wide ranges would otherwise collect millions of numbers before it is merged.
    if (cpus.length > 4 * maskBits) cpus.splice(0, cpus.length, ...new Set(cpus));
  }
  return { value: formatCpus(cpus) };
}

/** The CPUs of a canonical list; not for "all", which has no list of its own. */
export function cpusOf(list: string): readonly number[] {
  const cpus: number[] = [];
  for (const part of list.split(',')) {
    const [first, last = first] = part.split('-').map(Number);
    for (let cpu = first ?? 0; cpu <= (last ?? -1); cpu += 1) cpus.push(cpu);
  }
  return cpus;
}

/** CPU numbers in the kernel's list format: ascending, ranges merged. No CPUs give "". */
export function formatCpus(cpus: Iterable<number>): string {
  const ranges: { first: number; last: number }[] = [];
  for (const cpu of [...new Set(cpus)].sort((a, b) => a - b)) {
    const range = ranges.at(-1);
    if (range !== undefined && cpu === range.last + 1) range.last = cpu;
    else ranges.push({ first: cpu, last: cpu });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}
