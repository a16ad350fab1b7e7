// The codes of fields this host cannot enforce, VZR330 to VZR349, VZR622 and VZR628, and the refusals made of them.

import type { Refusal } from '../../reconciler/plan/plan.ts';

export const problems = {
  noController: 'VZR330',
  noSwapAccounting: 'VZR331',
  swapWithoutRam: 'VZR332',
  cpuAbsent: 'VZR333',
  cpuListMalformed: 'VZR334',
  ramTooSmall: 'VZR335',
  noProcesses: 'VZR336',
  noHierarchy: 'VZR337',
  foreignGroup: 'VZR338',
  noDisk: 'VZR339',
  nodeAbsent: 'VZR340',
  nodeWithoutCpus: 'VZR341',
  notWeighed: 'VZR342',
  noGuarantee: 'VZR343',
  inUse: 'VZR344',
  noDeviceList: 'VZR628',
  noSocketCounting: 'VZR622',
} as const;

/** One line per code for the documentation. */
export const problemTexts: Readonly<Record<(typeof problems)[keyof typeof problems], string>> = {
  VZR330: 'the kernel has no such cgroup controller, or it is disabled',
  VZR331: 'the kernel does not account swap per cgroup',
  VZR332: 'cgroup v1 limits swap only together with ram',
  VZR333: 'the CPU list names CPUs this host does not have',
  VZR334: 'the CPU list is empty or malformed',
  VZR335: 'the ram limit is below one page',
  VZR336: 'the process limit leaves no room for init',
  VZR337: 'no cgroup hierarchy is mounted',
  VZR338: 'the ctid is in use under another root, or its group was made by somebody else',
  VZR339: 'the pool is in memory or on a network: there is no disk whose use could be limited',
  VZR340: 'the node list names memory nodes this host does not have, or is malformed',
  VZR341: 'the memory nodes have no CPUs for cpumask: auto',
  VZR342: 'no disk below the pool is scheduled by weight, so ioprio would change nothing',
  VZR343: 'cgroup v1 cannot guarantee memory',
  VZR344: 'ram and swap together are below what is used and cannot be reclaimed',
  VZR628: 'there is no device list for control groups',
  VZR622: 'there is no cgroup2 that takes BPF programs, which count sockets',
};

/** Those after which the accepted section is without the limit. */
const droppable: ReadonlySet<keyof typeof problems> = new Set([
  ...(['noController', 'noSwapAccounting', 'noDisk', 'notWeighed', 'noGuarantee', 'noSocketCounting'] as const),
]);

export const refusal = (problem: keyof typeof problems, pointer: string, reason: string, hint: string): Refusal => ({
  code: problems[problem],
  pointer: `/cgroup${pointer}`,
  reason,
  hint,
  ...(droppable.has(problem) && { unenforced: true }),
});
