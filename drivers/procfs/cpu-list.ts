// The list format of CPUs and memory nodes, cpuset(7): "0-3,7". Found in cpuset.cpus, /sys/devices/system/cpu/online, status.

import { ParseError } from './parse.ts';

/** Far above CONFIG_NR_CPUS of any kernel (8192); keeps "0-4000000000" from becoming an array. */
const highest = 65_535;

/** The numbers of a list, sorted, each once. An empty text is the empty list; a reversed range is a ParseError. */
export function parseCpuList(text: string, where: string): readonly number[] {
  const list = text.trim();
  const found = new Set<number>();
  if (list === '') return [];
  for (const part of list.split(',')) {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim());
    const first = Number(match?.[1]);
    const last = Number(match?.[2] ?? match?.[1]);
    if (!match || last < first || last > highest) throw new ParseError(where, 1, `"${part}" is not a CPU or a range`);
    for (let cpu = first; cpu <= last; cpu++) found.add(cpu);
  }
  return [...found].sort((a, b) => a - b);
}

/** As the kernel prints it (%*pbl): two neighbours already make a range. */
export function formatCpuList(cpus: readonly number[]): string {
  const sorted = [...new Set(cpus)].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let index = 0; index < sorted.length; index++) {
    const first = sorted[index] ?? 0;
    let last = first;
    while (sorted[index + 1] === last + 1) {
      last++;
      index++;
    }
    parts.push(first === last ? `${first}` : `${first}-${last}`);
  }
  return parts.join(',');
}
