// Lists of CPUs and of memory nodes: "0-3,7" as in cpuset.cpus and cpuset.mems (Linux Documentation/admin-guide/cgroup-v2.rst),
// and the words of vzctl: "all", and for CPUs "auto", those of the memory nodes (src/lib/cpu.c).

import { fault, type Reading, shown } from './reading.ts';

interface Grammar {
  readonly code: string;
  /** One of what is listed, and the list. */
  readonly item: string;
  readonly list: string;
  readonly words: readonly string[];
  /** How many there can be. */
  readonly bits: number;
  readonly hint: string;
}

const cpuGrammar: Grammar = {
  code: 'VZR204',
  item: 'CPU',
  list: 'CPU list',
  words: ['all', 'auto'],
  // OpenVZ's mask has 4096 bits (vzctl include/cpu.h).
  bits: 4096,
  hint: 'write CPU numbers and ranges such as 0-3,7, or all',
};

const nodeGrammar: Grammar = {
  code: 'VZR235',
  item: 'memory node',
  list: 'list of memory nodes',
  words: ['all'],
  // MAX_NUMNODES of the largest configuration (NODES_SHIFT 10, include/linux/numa.h).
  bits: 1024,
  hint: 'write node numbers and ranges such as 0,1, or all',
};

/** A cpumask in canonical form: ascending, merged ranges; "all" and "auto" stay words. A number is one CPU. */
export const parseCpumask = (value: unknown): Reading<string> => parseList(value, cpuGrammar);

/** A nodemask in canonical form; "all" stays a word. */
export const parseNodemask = (value: unknown): Reading<string> => parseList(value, nodeGrammar);

function parseList(value: unknown, { code, item, list, words, bits, hint }: Grammar): Reading<string> {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return fault(code, `a ${list} is expected, not ${shown(value)}`, hint);
  if (words.includes(text)) return { value: text };
  if (text.length > 1024) return fault(code, `the ${list} is longer than 1024 characters`, hint);
  const found: number[] = [];
  for (const part of text.split(',')) {
    const match = /^([0-9]{1,4})(?:-([0-9]{1,4}))?$/.exec(part);
    if (match === null) return fault(code, `${shown(value)} is not a ${list}`, hint);
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    if (first > last) return fault(code, `the range ${part} runs backwards`, `write ${last}-${first}`);
    if (last >= bits) return fault(code, `${item} ${last} is beyond ${bits - 1}, the highest a mask can name`, hint);
    for (let one = first; one <= last; one += 1) found.push(one);
    // A long list of wide ranges would otherwise collect millions of numbers before it is merged.
    if (found.length > 4 * bits) found.splice(0, found.length, ...new Set(found));
  }
  return { value: formatCpus(found) };
}

/** The CPUs of a canonical list; not for a word, which has no list of its own. */
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
