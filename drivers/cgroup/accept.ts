// Which limits this host can enforce, and as what it will report them. Pure over the facts that probe() read.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { CgroupState } from '../../reconciler/state/container.ts';
import { asBytes } from '../../schema/units.ts';
import { resolveDevices } from '../devices/resolve.ts';
import type { DeviceView } from '../devices/view.ts';
import { acceptCpuset, type CpusetFacts } from './cpuset.ts';
import type { Layout } from './detect.ts';
import { refusal } from './problems.ts';
import { unlimited } from './unlimited.ts';
import { mostPids, usualPriority } from './values.ts';
import { versionOf } from './versions.ts';
import type { Weighing } from './weight.ts';

export interface GroupFacts {
  readonly layout: Layout;
  /** Bytes. */
  readonly pageSize: number;
  readonly cpuset: CpusetFacts;
  /** Whether swap can be limited. */
  readonly swap: boolean;
  /** The disks below the pool, "major:minor"; none where it is on no disk. */
  readonly disks: readonly string[];
  /** The devices that this host has. */
  readonly devices: DeviceView;
  readonly weighing: Weighing;
  /** Names of the disks that could weigh. */
  readonly weighable: readonly string[];
}

type Finding = { readonly wants: CgroupState; readonly refusals: readonly Refusal[] };

/** The section as observe will report it, and a refusal for each field that this host cannot enforce. */
export function acceptLimits(wants: CgroupState, facts: GroupFacts): Finding {
  const refusals: Refusal[] = [];
  const none = unlimited(facts.cpuset.all);
  const { controllers } = facts.layout;
  const missing = (controller: 'memory' | 'cpu' | 'cpuset' | 'io' | 'pids', pointer: string): void => {
    const hint = `enable it: kernel parameter cgroup_disable, CONFIG option, or cgroup.controllers at the mount`;
    refusals.push(refusal('noController', pointer, `this host has no ${controller} cgroup controller`, hint));
  };
  const cpuset = acceptCpuset(wants.cpuset, facts.cpuset, refusals);
  if (!controllers.memory && wants.memory.ram !== 'max') missing('memory', '/memory/ram');
  if (!controllers.memory && wants.memory.swap !== 'max') missing('memory', '/memory/swap');
  if (!controllers.memory && wants.guarantee.ram > 0) missing('memory', '/guarantee/ram');
  if (!controllers.cpu && wants.cpu.units !== none.cpu.units) missing('cpu', '/cpu/units');
  if (!controllers.cpu && wants.cpu.limit !== 'max') missing('cpu', '/cpu/limit');
  if (!controllers.cpuset && cpuset.cpus !== none.cpuset.cpus) missing('cpuset', '/cpuset/cpus');
  if (!controllers.cpuset && cpuset.mems !== none.cpuset.mems) missing('cpuset', '/cpuset/mems');
  if (!controllers.io && wants.io.bytes !== 'max') missing('io', '/io/bytes');
  if (!controllers.io && wants.io.operations !== 'max') missing('io', '/io/operations');
  if (!controllers.io && wants.io.priority !== usualPriority) missing('io', '/io/priority');
  if (!controllers.pids && wants.pids.max !== 'max') missing('pids', '/pids/max');
  return {
    wants: {
      memory: controllers.memory ? acceptMemory(wants.memory, facts, refusals) : none.memory,
      guarantee: controllers.memory ? acceptGuarantee(wants.guarantee, facts, refusals) : none.guarantee,
      cpu: controllers.cpu ? versionOf(controllers.cpu).cpu.canonical(wants.cpu) : none.cpu,
      cpuset: controllers.cpuset ? cpuset : none.cpuset,
      io: controllers.io ? acceptIo(wants.io, facts, refusals) : none.io,
      pids: controllers.pids ? acceptPids(wants.pids, refusals) : none.pids,
      sockets: acceptSockets(wants.sockets, facts, refusals),
      devices: acceptDevices(wants.devices ?? [], facts, refusals),
    },
    refusals,
  };
}

function acceptMemory(wants: CgroupState['memory'], facts: GroupFacts, refusals: Refusal[]): CgroupState['memory'] {
  const place = facts.layout.controllers.memory;
  if (!place) return wants;
  const version = versionOf(place).memory;
  if (wants.ram !== 'max' && wants.ram < facts.pageSize) {
    const reason = `a ram limit of ${wants.ram} bytes is less than one page (${facts.pageSize} bytes)`;
    refusals.push(refusal('ramTooSmall', '/memory/ram', reason, 'write a size with its unit, as in 512M'));
  }
  if (wants.swap !== 'max' && !facts.swap) {
    const reason = 'this kernel does not account swap per cgroup, so swap cannot be limited';
    const hint = 'boot with swapaccount=1 (CONFIG_SWAP is needed), or set swap to max';
    refusals.push(refusal('noSwapAccounting', '/memory/swap', reason, hint));
  } else if (wants.swap !== 'max' && wants.ram === 'max' && version.swapNeedsRam) {
    const reason = 'cgroup v1 limits the sum of ram and swap, so swap cannot be limited without a ram limit';
    refusals.push(refusal('swapWithoutRam', '/memory/swap', reason, 'set ram as well, or boot with cgroup v2'));
  }
  const canonical = version.canonical(wants, facts.pageSize);
  return facts.swap ? canonical : { ...canonical, swap: 'max' };
}

function acceptGuarantee(
  { ram }: CgroupState['guarantee'],
  { layout, pageSize }: GroupFacts,
  refusals: Refusal[],
): CgroupState['guarantee'] {
  if (layout.controllers.memory?.version !== 'v1') return { ram: asBytes(Math.floor(ram / pageSize) * pageSize) };
  if (ram > 0) {
    const reason = 'cgroup v1 cannot guarantee memory: its soft limit takes from those first that have one';
    refusals.push(refusal('noGuarantee', '/guarantee/ram', reason, 'boot with cgroup v2, or write memguarantee: auto'));
  }
  return { ram: asBytes(0) };
}

function acceptIo(wants: CgroupState['io'], facts: GroupFacts, refusals: Refusal[]): CgroupState['io'] {
  const priority = acceptPriority(wants.priority, facts, refusals);
  if (facts.disks.length > 0) return { ...wants, priority };
  for (const [kind, label] of [
    ['bytes', 'iolimit'],
    ['operations', 'iopslimit'],
  ] as const) {
    if (wants[kind] === 'max') continue;
    const reason = `the pool lies on no disk of this host, so ${label} has nothing to limit`;
    refusals.push(
      refusal('noDisk', `/io/${kind}`, reason, 'put the pool on a local disk (spec.pool.path of the Node)'),
    );
  }
  return { bytes: 'max', operations: 'max', priority };
}

/** A weight where nobody weighs would be a promise without effect. */
function acceptPriority(
  wished: CgroupState['io']['priority'],
  { weighing, weighable }: GroupFacts,
  refusals: Refusal[],
): CgroupState['io']['priority'] {
  if (weighing.names.length > 0 || wished === usualPriority) return wished;
  const reason = 'no disk below the pool schedules by weight, so ioprio would change nothing';
  const [disk] = weighable;
  const hint = disk === undefined ? 'put the pool on a local disk' : `echo bfq > /sys/block/${disk}/queue/scheduler`;
  refusals.push(refusal('notWeighed', '/io/priority', reason, hint));
  return usualPriority;
}

function acceptPids({ max }: CgroupState['pids'], refusals: Refusal[]): CgroupState['pids'] {
  if (max === 'max') return { max };
  if (max < 1) {
    const reason = `a limit of ${max} processes leaves no room for init`;
    refusals.push(refusal('noProcesses', '/pids/max', reason, 'allow at least one process, or write unlimited'));
  }
  return { max: Math.min(max, mostPids) };
}

function acceptDevices(wishes: readonly string[], facts: GroupFacts, refusals: Refusal[]): readonly string[] {
  if (wishes.length === 0) return wishes;
  if (facts.layout.controllers.devices === undefined) {
    const reason =
      'this host has no device list for control groups, so a device cannot be given to one container alone';
    const hint = 'mount it: mount -t cgroup -o devices cgroup /sys/fs/cgroup/devices';
    refusals.push(refusal('noDeviceList', '/devices/0', reason, hint));
    return [];
  }
  const found = resolveDevices(wishes, facts.devices);
  for (const { index, ...rest } of found.refusals) refusals.push({ pointer: `/cgroup/devices/${index}`, ...rest });
  return found.rules;
}

function acceptSockets(
  wants: CgroupState['sockets'] = { tcp: 'max', other: 'max' },
  { layout }: GroupFacts,
  refusals: Refusal[],
): NonNullable<CgroupState['sockets']> {
  if (layout.sockets) return wants;
  for (const kind of ['tcp', 'other'] as const) {
    if (wants[kind] === 'max') continue;
    const reason = 'this host cannot count the sockets of a control group';
    const hint = 'mount cgroup2, which needs no controllers, on a kernel with CONFIG_CGROUP_BPF (5.12 or later)';
    refusals.push(refusal('noSocketCounting', `/sockets/${kind}`, reason, hint));
  }
  return { tcp: 'max', other: 'max' };
}
