// The cgroup driver: the section `cgroup` of ContainerState, and what others need to know about a container's groups.
// The kernel is the only state; what is kept here are facts about the host that probe() and observe() refresh.

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { Clock } from '../../reconciler/port/clock.ts';
import type { Driver, Scope, StepContext, Undo } from '../../reconciler/port/driver.ts';
import type { Counter, LimitFact } from '../../reconciler/port/tools.ts';
import type { CgroupState } from '../../reconciler/state/container.ts';
import type { Pressure, Transfers, Undeclared } from '../../reconciler/state/model.ts';
import type { Ctid } from '../../schema/units.ts';
import { machineAt } from '../devices/machine.ts';
import { type DeviceView, viewOf } from '../devices/view.ts';
import { hasCode } from '../kernel/error-code.ts';
import { parsePageSize } from '../procfs/auxv.ts';
import type { GroupFacts } from './accept.ts';
import { clearGroups } from './clear.ts';
import { groupCounters } from './counters.ts';
import { readCpuTime } from './cpu-time.ts';
import { type CpusetFacts, readCpuset } from './cpuset.ts';
import { type Layout, readLayout } from './detect.ts';
import { type GroupFiles, kernelFiles } from './files.ts';
import { findForeign, listForeign } from './foreign.ts';
import {
  groupOf,
  isKnown,
  listOurs,
  listUnfinished,
  makeGroups,
  rejoin,
  removeGroups,
  removeParents,
} from './groups.ts';
import { settleGuarantees } from './guarantee.ts';
import { type CgroupRecord, cgroupJudge, noHierarchy, recordedFacts } from './judge.ts';
import { applyLimits, isLost, lost, observeLimits, parentCpuset } from './limits.ts';
import { limitFacts } from './mechanisms.ts';
import { heldBy } from './overuse.ts';
import { readPressure } from './pressure.ts';
import { probeGroups } from './probe.ts';
import { type Processes, processes } from './processes.ts';
import { readTransfers } from './transfers.ts';
import { undeclaredIn } from './undeclared.ts';
import { versionOf } from './versions.ts';
import { queueNames, readWeighing } from './weight.ts';
import { writer } from './writer.ts';

export interface CgroupOptions {
  readonly clock: Clock;
  /** The cgroup file system; the kernel's when absent. */
  readonly files?: GroupFiles;
  /** Where the hierarchies are; read from mountinfo when absent. */
  readonly layout?: () => Layout;
  /** The disks below the pool, "major:minor", whose use is limited; none when absent. */
  readonly disks?: () => readonly string[];
  /** The devices that can be given; this machine's when absent. */
  readonly devices?: DeviceView;
  /** These and what is above them up to the pool, each with a scheduler of its own; none when absent. */
  readonly queues?: () => readonly string[];
}

export interface GroupDirs {
  /** Carries the run record; the one group every container has. */
  readonly identity: string;
  /** Every group an init or an exec'd process joins, the identity included. */
  readonly join: readonly string[];
}

export interface CgroupDriver extends Driver<'cgroup'>, Processes {
  refuseCreate(ctid: Ctid): readonly Refusal[];
  /** What its judge rests on, the devices left out. */
  record(): CgroupRecord;
  /** Pure: the paths, whether they exist or not. */
  dirsOf(ctid: Ctid): GroupDirs;
  /** Makes the groups ready for another init: see clear.ts. */
  clear(ctid: Ctid): Promise<void>;
  kind(): Layout['kind'];
  /** Bytes of memory and number of processes in use; a field is absent when the host cannot tell. */
  usage(ctid: Ctid): { readonly ram?: number; readonly pids?: number };
  /** How short of what its processes are; undefined where the kernel does not say, and always on cgroup v1 alone. */
  pressure(ctid: Ctid): Pressure | undefined;
  /** Seconds of processor time; undefined where the kernel does not say. */
  cpuTime(ctid: Ctid): number | undefined;
  /** What it has read and written; undefined where the kernel does not say. */
  transfers(ctid: Ctid): Transfers | undefined;
  /** What somebody wrote into its groups that no manifest can say. */
  undeclared(ctid: Ctid): readonly Undeclared[];
  /** What the kernel counts for its groups, as beancounters. */
  counters(ctid: Ctid): Readonly<Record<string, Counter>>;
  /** Bytes. */
  pageSize(): number;
  /** How each limit is kept. */
  limits(ctid: Ctid): readonly LimitFact[];
  /** Removes vz where it is ours and empty. */
  dismantle(): void;
}

export function cgroupDriver(options: CgroupOptions): CgroupDriver {
  const { clock, files = kernelFiles, disks = () => [], queues = () => [], devices = viewOf(machineAt()) } = options;
  const lookUp = options.layout ?? (() => readLayout(files));
  let facts: GroupFacts | undefined;
  const known = (): GroupFacts => {
    facts ??= {
      ...readFacts(files, lookUp(), { disks: disks(), devices }),
      ...readChanging(files, lookUp(), queues()),
    };
    return facts;
  };
  const layout = (): Layout => known().layout;

  return {
    ...processes(files, layout, clock),
    probe: async () => {
      facts = undefined;
      const host = orUndefined(known);
      return host ? probeGroups(files, host) : [noHierarchy];
    },
    ...cgroupJudge({
      facts: () => orUndefined(known),
      foreign: (ctid) => findForeign(files, layout(), ctid),
      held: (ctid) => heldBy(files, layout(), ctid),
    }),
    record: () => recordAll(files, orUndefined(known)),
    observe: async (scope) => {
      if (!orUndefined(known)) return new Map();
      facts = { ...known(), ...readChanging(files, layout(), queues()) };
      return observeAll(files, facts, scope);
    },
    apply: (context) => applyStep(files, known(), clock, context),
    dirsOf: (ctid) => {
      const join = layout().hierarchies.map((hierarchy) => groupOf(hierarchy, ctid));
      return { identity: groupOf(layout().identity, ctid), join };
    },
    clear: (ctid) => clearGroups(files, layout(), ctid, clock),
    kind: () => layout().kind,
    usage: (ctid) => {
      const { memory, pids } = layout().controllers;
      const ram = memory && versionOf(memory).memory.usage(files, groupOf(memory, ctid));
      const count = pids && versionOf(pids).pids.usage(files, groupOf(pids, ctid));
      return { ...(ram !== undefined && { ram }), ...(count !== undefined && { pids: count }) };
    },
    pressure: (ctid) => readPressure(files, groupOf(layout().identity, ctid)),
    cpuTime: (ctid) => readCpuTime(files, layout(), ctid),
    transfers: (ctid) => readTransfers(files, known(), ctid),
    undeclared: (ctid) => undeclaredIn(files, layout(), ctid),
    counters: (ctid) => groupCounters(files, known(), ctid),
    pageSize: () => known().pageSize,
    limits: (ctid) => limitFacts(files, known(), ctid),
    dismantle: () => removeParents(files, layout()),
  };
}

function recordAll(files: GroupFiles, facts: GroupFacts | undefined): CgroupRecord {
  if (facts === undefined) return { foreign: {}, held: {} };
  const { layout } = facts;
  const held = listOurs(files, layout).flatMap((ctid) => {
    const bytes = heldBy(files, layout, ctid);
    return bytes === undefined ? [] : [[ctid, bytes] as const];
  });
  return { facts: recordedFacts(facts), foreign: listForeign(files, layout), held: Object.fromEntries(held) };
}

/** Undefined on a host without any hierarchy: no container can exist there. */
function orUndefined<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (hasCode(error, 'Unsupported')) return undefined;
    throw error;
  }
}

const cpusetOf = (files: GroupFiles, layout: Layout): CpusetFacts => readCpuset(files, parentCpuset(files, layout));

/** CPUs come and go while the host runs, and disks get another scheduler. */
function readChanging(
  files: GroupFiles,
  layout: Layout,
  queues: readonly string[],
): Pick<GroupFacts, 'cpuset' | 'weighing' | 'weighable'> {
  const weighing = readWeighing(files, layout.controllers.io, queues);
  return { cpuset: cpusetOf(files, layout), weighing, weighable: queueNames(files, weighing) };
}

function readFacts(
  files: GroupFiles,
  layout: Layout,
  machine: Pick<GroupFacts, 'disks' | 'devices'>,
): Omit<GroupFacts, keyof ReturnType<typeof readChanging>> {
  const { memory } = layout.controllers;
  const auxv = '/proc/self/auxv';
  return {
    layout,
    ...machine,
    pageSize: parsePageSize(files.readRaw(auxv), auxv),
    swap: memory ? versionOf(memory).memory.limitsSwap(files, memory.mount) : false,
  };
}

function observeAll(files: GroupFiles, facts: GroupFacts, scope: Scope): ReadonlyMap<Ctid, CgroupState> {
  const { layout } = facts;
  const found = new Map<Ctid, CgroupState>();
  const unfinished = listUnfinished(files, layout);
  for (const ctid of scope === 'all' ? listOurs(files, layout) : scope) {
    if (scope !== 'all' && !isKnown(files, layout, ctid)) continue;
    const state = unfinished.has(ctid) ? lost : observeLimits(files, facts, ctid);
    // It may have been removed between the listing and the reading: then it has no section, rather than a lost one.
    if (!isLost(state) || isKnown(files, layout, ctid)) found.set(ctid, state);
  }
  return found;
}

function observeOne(files: GroupFiles, facts: GroupFacts, ctid: Ctid): CgroupState | undefined {
  if (!isKnown(files, facts.layout, ctid)) return undefined;
  return observeLimits(files, { ...facts, cpuset: cpusetOf(files, facts.layout) }, ctid);
}

async function applyStep(files: GroupFiles, facts: GroupFacts, clock: Clock, context: StepContext): Promise<Undo> {
  const { ctid, step, was, wants, signal } = context;
  const patient: Clock = { now: clock.now, sleep: (ms) => clock.sleep(ms, signal) };
  if (step.verb === 'remove') {
    const before = was.cgroup ?? observeOne(files, facts, ctid);
    await removeGroups(files, facts.layout, ctid, patient);
    settleGuarantees(files, facts.layout.controllers.memory, ctid);
    const base = was.namespace?.idmap.base;
    return async () => {
      if (before) await bringAbout(files, facts, clock, { ctid, limits: before, base });
    };
  }
  if (!wants.cgroup) throw new Error(`cgroup ${step.verb} of ${ctid} without a cgroup section`);
  return bringAbout(files, facts, patient, { ctid, limits: wants.cgroup, base: wants.namespace?.idmap.base });
}

interface Wish {
  readonly ctid: Ctid;
  readonly limits: CgroupState;
  readonly base: number | undefined;
}

/** Makes the groups and limits true, or puts everything back and throws. */
async function bringAbout(
  files: GroupFiles,
  facts: GroupFacts,
  clock: Clock,
  { ctid, limits, base }: Wish,
): Promise<Undo> {
  const to = writer(files, clock);
  const { layout } = facts;
  const undo = async (): Promise<void> => {
    await to.undo();
    settleGuarantees(files, layout.controllers.memory, ctid);
  };
  try {
    const fresh = makeGroups(to, layout, ctid, base);
    await applyLimits(to, facts, ctid, limits);
    rejoin(files, layout, ctid, fresh);
    return undo;
  } catch (error) {
    await undoAfter(undo, error);
    throw error;
  }
}

async function undoAfter(undo: Undo, cause: unknown): Promise<void> {
  try {
    await undo();
  } catch (error) {
    throw new AggregateError([cause, error], 'a cgroup change failed, and so did taking it back');
  }
}
