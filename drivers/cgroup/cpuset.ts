// Which CPUs and memory nodes a container can have on this host. Pure over what readCpuset read.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { CgroupState } from '../../reconciler/state/container.ts';
import { formatCpuList, parseCpuList } from '../procfs/cpu-list.ts';
import type { GroupFiles } from './files.ts';
import { refusal } from './problems.ts';

type Cpuset = CgroupState['cpuset'];

export interface CpusetFacts {
  /** List format; what "all" means. */
  readonly all: Cpuset;
  /** The same, as numbers. */
  readonly present: { readonly cpus: ReadonlySet<number>; readonly mems: ReadonlySet<number> };
  /** The CPUs of each memory node, online or not given to us. */
  readonly cpusOf: ReadonlyMap<number, readonly number[]>;
}

/** `all`: what vz has. A kernel without NUMA has no list for its one node: that node has every CPU. */
export function readCpuset(files: GroupFiles, all: Cpuset): CpusetFacts {
  const cpus = parseCpuList(all.cpus, 'online CPUs');
  const cpusOf = parseCpuList(all.mems, 'memory nodes').map((node) => {
    const path = `/sys/devices/system/node/node${node}/cpulist`;
    const list = files.tryRead(path);
    return [node, list === undefined ? cpus : parseCpuList(list, path)] as const;
  });
  return cpusetFacts(all, new Map(cpusOf));
}

export const cpusetFacts = (all: Cpuset, cpusOf: CpusetFacts['cpusOf']): CpusetFacts => ({
  all,
  present: { cpus: new Set(parseCpuList(all.cpus, 'online CPUs')), mems: new Set(cpusOf.keys()) },
  cpusOf,
});

/** The section as observe will report it; says what is wrong with it to `refusals`. */
export function acceptCpuset(wants: Cpuset, facts: CpusetFacts, refusals: Refusal[]): Cpuset {
  const mems = acceptMems(wants.mems, facts, refusals);
  const cpus = wants.cpus === 'auto' ? cpusOfNodes(mems, facts, refusals) : acceptCpus(wants.cpus, facts, refusals);
  return { cpus, mems };
}

function acceptCpus(wished: string, { all, present }: CpusetFacts, refusals: Refusal[]): string {
  if (wished === 'all' || wished === all.cpus) return all.cpus;
  const list = numbersOf(wished);
  if (list.length === 0) {
    const reason = `"${wished}" is not a list of CPUs`;
    refusals.push(refusal('cpuListMalformed', '/cpuset/cpus', reason, 'write CPUs and ranges, as in 0-3,7, or all'));
    return wished;
  }
  const absent = list.filter((cpu) => !present.cpus.has(cpu));
  if (absent.length > 0) {
    const reason = `CPU ${formatCpuList(absent)} does not exist here or is offline`;
    refusals.push(refusal('cpuAbsent', '/cpuset/cpus', reason, `containers on this host can use ${all.cpus}`));
  }
  return formatCpuList(list);
}

function acceptMems(wished: string, { all, present }: CpusetFacts, refusals: Refusal[]): string {
  if (wished === 'all' || wished === all.mems) return all.mems;
  const list = numbersOf(wished);
  const absent = list.filter((node) => !present.mems.has(node));
  if (list.length === 0 || absent.length > 0) {
    const reason =
      list.length === 0
        ? `"${wished}" is not a list of memory nodes`
        : `memory node ${formatCpuList(absent)} does not exist here or has no memory`;
    refusals.push(refusal('nodeAbsent', '/cpuset/mems', reason, `containers on this host can use ${all.mems}`));
  }
  return list.length === 0 ? wished : formatCpuList(list);
}

/** vzctl's "auto": the union of the nodes' CPUs (src/lib/cpu.c), those of them that containers may use. */
function cpusOfNodes(mems: string, { all, present, cpusOf }: CpusetFacts, refusals: Refusal[]): string {
  const nodes = numbersOf(mems);
  const cpus = nodes.flatMap((node) => cpusOf.get(node) ?? []).filter((cpu) => present.cpus.has(cpu));
  if (cpus.length > 0) return formatCpuList(cpus);
  // Nodes that are not here have been refused already.
  if (nodes.some((node) => present.mems.has(node))) {
    const reason = `memory node ${mems} has no CPU that containers may use, so cpumask: auto names none`;
    refusals.push(refusal('nodeWithoutCpus', '/cpuset/cpus', reason, `write a CPU list: there are ${all.cpus}`));
  }
  return all.cpus;
}

/** None for what is not a list. */
function numbersOf(list: string): readonly number[] {
  try {
    return parseCpuList(list, 'list');
  } catch {
    return [];
  }
}
