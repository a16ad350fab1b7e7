// The namespace driver: a container's init, paused in its own namespaces with its root mounted, and the names it goes by.
// namespaces(7), user_namespaces(7), uts_namespaces(7). What it starts with is compiled in drivers/launcher.

import type { Driver, StepContext, Undo } from '../../reconciler/port/driver.ts';
import type { LimitFact } from '../../reconciler/port/tools.ts';
import type { NamespaceState } from '../../reconciler/state/container.ts';
import type { Ctid, Max } from '../../schema/units.ts';
import { type Machine, machineAt } from '../devices/machine.ts';
import { modeOf } from '../devices/resolve.ts';
import { viewOf } from '../devices/view.ts';
import { knowsFileSystem } from '../kernel/file-system.ts';
import { readGiver } from '../launcher/giver.ts';
import type { Processes } from '../launcher/processes.ts';
import type { Giver } from '../launcher/profile/limits.ts';
import type { RootSpec } from '../launcher/root-tape.ts';
import type { RunRecord } from '../launcher/run-record.ts';
import type { Wish } from '../launcher/starts.ts';
import { readIfThere, readMountinfo } from '../procfs/read.ts';
import { type ModeOf, makeNodes, removeNodes } from './device-nodes.ts';
import { hostnameFile, resolverFiles, startFiles } from './etc-files.ts';
import { mountFact, privilegeFacts } from './facts.ts';
import { HOST_FILES, type IdFiles, readTakenIds } from './host-ids.ts';
import { type NamespaceRecord, type NamespaceView, namespaceJudge, rulesOf } from './judge.ts';
import type { IdRange } from './judge-ids.ts';
import type { OomGiver } from './judge-oom.ts';
import { baseOf, hostMost, observeOne, readSetting } from './observe.ts';
import { adjustOom, oomFact, readOomGiver, tendOom } from './oom.ts';
import { profileOf } from './privileges.ts';
import { probeHost } from './probe.ts';
import { recordNamespaces } from './record.ts';
import { addMounts, nothing } from './remote-mounts.ts';
import { lookAtDirectory } from './shared-directory.ts';
import { limitShm, shmUse } from './shm.ts';
import { changeSysctls, closedSysctls, readSysctls, writeSysctls } from './sysctls.ts';
import type { Trial } from './trial.ts';
import { bringUbc, ubcBounds, ubcFacts } from './ubc.ts';

export interface NamespaceOptions {
  readonly processes: Processes;
  /** Where the root file system driver keeps a container's layers. */
  readonly rootOf: (ctid: Ctid, template: string) => RootSpec;
  /** Host pids of a container's processes, all that there may be. */
  readonly pids: (ctid: Ctid) => readonly number[];
  /** The same as one hierarchy lists them, for looks in each pass. */
  readonly members: (ctid: Ctid) => readonly number[];
  /** Host ids that vzreconcile itself uses beside containers'. */
  readonly reserved?: readonly IdRange[];
  /** Where the host's ids are written; its own files unless a test says otherwise. */
  readonly idFiles?: IdFiles;
  /** Directories where containers are kept: none of them is shared. */
  readonly own?: readonly string[];
  /** The devices that can be given; this machine's when absent. */
  readonly devices?: Machine;
}

const DEFAULT_INIT = ['/sbin/init'];

export interface NamespaceDriver extends Driver<'namespace'> {
  /** What its judge rests on, devices left out; `shared` are directories of the host that containers have. */
  record(shared: readonly string[], running: readonly Ctid[]): NamespaceRecord;
  /** How its limits, and what it may do, are kept. */
  limits(ctid: Ctid): readonly LimitFact[];
  /** The beancounters a running container is held to. */
  bounds(ctid: Ctid, pageSize: number): Readonly<Record<string, number | Max>>;
  /** Gives processes that came since the last time what the OOM rules of their containers say. */
  tend(): void;
  /** Closes what it tries things in. */
  [Symbol.dispose](): void;
}

export function namespaceDriver(options: NamespaceOptions): NamespaceDriver {
  const { processes, devices = machineAt() } = options;
  const giver = readGiver();
  const oomGiver = readOomGiver(giver.mayRaise);
  let taken: readonly IdRange[] = [];
  let trial: Trial | undefined;
  const view: NamespaceView = {
    giver,
    oomGiver,
    devices: viewOf(devices),
    taken: () => taken,
    most: hostMost,
    closedSysctls: (names) => closedSysctls(names, trial?.net),
    mounts: {
      own: options.own ?? [],
      directory: (path) => lookAtDirectory(path, trial?.user),
      hasNfs: () => knowsFileSystem('nfs4'),
    },
    shmUse: (ctid) => {
      const pid = processes.running(ctid)?.pid;
      return pid === undefined ? undefined : shmUse(pid);
    },
  };
  return {
    ...namespaceJudge(view),
    probe: async () => {
      taken = [...(options.reserved ?? []), ...readTakenIds(options.idFiles ?? HOST_FILES)];
      trial?.[Symbol.dispose]();
      const found = await probeHost(processes, readSetting);
      trial = found.trial;
      return found.probes;
    },
    record: (shared, running) => recordNamespaces({ shared, running }, view, trial?.net),
    observe: async (scope) => {
      const found = processes.list(scope).flatMap((record): [Ctid, NamespaceState][] => {
        const section = observeOne(record, giver, options);
        return section === undefined ? [] : [[record.ctid, section]];
      });
      return new Map(found);
    },
    apply: async (context) => {
      switch (context.step.verb) {
        case 'create':
          return create({ ...options, devices }, context);
        case 'set':
          return set({ ...options, giver, machine: devices }, context);
        case 'remove':
          return remove(processes, context);
        case 'move':
          throw new Error('only files move');
      }
    },
    ...reportsOf(options, giver, oomGiver),
    [Symbol.dispose]: () => trial?.[Symbol.dispose](),
  };
}

/** What it says and does beside reconciling. */
const reportsOf = (
  options: NamespaceOptions,
  giver: Giver,
  oomGiver: OomGiver,
): Pick<NamespaceDriver, 'limits' | 'tend' | 'bounds'> => ({
  limits: (ctid) => {
    const record = options.processes.running(ctid);
    const read = (file: string): string => (record === undefined ? '' : readIfThere(`/proc/${record.pid}/${file}`));
    const oom = oomFact(record?.oomAdjust ?? [], record === undefined ? [] : options.pids(ctid), oomGiver);
    const mounts = record === undefined ? '' : readMountinfo(record.pid);
    return [
      ...ubcFacts(record, read('limits'), mounts),
      ...privilegeFacts(record),
      mountFact(record?.mounts, mounts),
      oom,
    ];
  },
  tend: () => {
    for (const { ctid, pid, oomAdjust = [] } of options.processes.list('all'))
      if (oomAdjust.length > 0) tendOom(oomAdjust, { pids: options.pids(ctid), base: baseOf(pid) ?? 0 });
  },
  bounds: (ctid, pageSize) => {
    const record = options.processes.running(ctid);
    const ubc = record && observeOne(record, giver, options)?.ubc;
    return ubc === undefined ? {} : ubcBounds(ubc, pageSize);
  },
});

async function create(options: NamespaceOptions & { readonly devices: Machine }, context: StepContext): Promise<Undo> {
  const { ctid, wants } = context;
  const { processes } = options;
  const wish = launchWish(options, context);
  if (processes.running(ctid) !== undefined) return async () => {};
  const { pid } = await processes.prepare(ctid, wish);
  try {
    const { devices = [], sysctls = {} } = wants.namespace ?? {};
    makeNodes({ pid, base: wish.base }, devices, modesOf(options.devices));
    processes.note(ctid, readSysctls(pid, Object.keys(sysctls)));
    await writeSysctls(processes, { name: wish.name, pid }, sysctls);
    const { shmpages = 'max' } = wish.ubc ?? {};
    if (typeof shmpages === 'number') await limitShm(processes, { name: wish.name, pid }, shmpages);
  } catch (error) {
    await processes.forget(ctid);
    throw error;
  }
  return () => processes.forget(ctid);
}

/** What the launcher is asked for, from a container's accepted state. Throws when it has no root file system. */
export function launchWish(
  { rootOf }: Pick<NamespaceOptions, 'rootOf'>,
  { ctid, name, wants }: Pick<StepContext, 'ctid' | 'name' | 'wants'>,
): Wish {
  const { namespace, rootfs } = wants;
  if (namespace === undefined || rootfs === undefined)
    throw new Error(`container ${name}: namespaces need a root file system`);
  return {
    name: `container ${name}`,
    base: namespace.idmap.base,
    hostname: namespace.hostname,
    root: rootOf(ctid, rootfs.template),
    files: startFiles(namespace),
    profile: profileOf(namespace),
    mounts: namespace.mounts ?? [],
    ubc: namespace.ubc,
    oomAdjust: rulesOf(namespace.oomAdjust),
    quotas: wants.quota?.ugids ?? false,
    init: wants.lifecycle?.init.length ? wants.lifecycle.init : DEFAULT_INIT,
  };
}

const modesOf =
  (machine: Machine): ModeOf =>
  (kind, major, minor) =>
    modeOf(machine, kind, major, minor);

interface Setting extends Pick<NamespaceOptions, 'processes' | 'pids' | 'members'> {
  readonly machine: Machine;
  readonly giver: Giver;
}

async function set(
  { processes, pids, members, machine, giver }: Setting,
  { ctid, name, step, wants }: StepContext,
): Promise<Undo> {
  const record = processes.running(ctid);
  const was = record && observeOne(record, giver, { pids, members });
  if (record === undefined || was === undefined || wants.namespace === undefined)
    throw new Error(`container ${name} is not running`);
  const touched = new Set(step.changes.map((change) => change.pointer));
  if (touched.has('/namespace/idmap/base')) throw new Error(`container ${name}: its ids cannot change while it runs`);
  const pick = (from: NamespaceState): Partial<NamespaceState> => ({
    ...(touched.has('/namespace/hostname') && { hostname: from.hostname }),
    ...(touched.has('/namespace/nameservers') && { nameservers: from.nameservers ?? [] }),
    ...(touched.has('/namespace/searchdomains') && { searchdomains: from.searchdomains ?? [] }),
  });
  const write = async (fields: Partial<NamespaceState>): Promise<void> => {
    const { hostname } = fields;
    const files = [...(hostname === undefined ? [] : [hostnameFile(hostname)]), ...resolverFiles(fields, was)];
    if (files.length > 0 || hostname !== undefined)
      await processes.rename(record, { files, ...(hostname !== undefined && { hostname }) });
  };
  const bring = async (to: NamespaceState): Promise<void> => {
    if (touched.has('/namespace/devices'))
      bringNodes(processes, record, { base: was.idmap.base, machine }, to.devices ?? []);
    if (to.ubc !== undefined) await bringUbc({ processes, pids, base: was.idmap.base }, ctid, to.ubc, touched);
    if (touched.has('/namespace/oomAdjust'))
      adjustOom(processes, record, () => ({ pids: pids(ctid), base: was.idmap.base }), rulesOf(to.oomAdjust));
    await write(pick(to));
  };
  await bring(wants.namespace);
  const undoMounts = touched.has('/namespace/mounts')
    ? await addMounts(processes, record, was, wants.namespace)
    : nothing;
  const undoSysctls = touched.has('/namespace/sysctls')
    ? await changeSysctls(processes, record, wants.namespace.sysctls ?? {})
    : nothing;
  return async () => {
    await undoSysctls();
    await undoMounts();
    await bring(was);
  };
}

/** The record says which nodes are ours before one is there and until it is gone, so that a crash leaves none behind. */
function bringNodes(
  processes: Processes,
  { ctid, pid }: RunRecord,
  { base, machine }: { readonly base: number; readonly machine: Machine },
  wants: readonly string[],
): void {
  const now = processes.running(ctid);
  if (now === undefined) return;
  const gone = (now.devices ?? []).filter((node) => !wants.includes(node));
  processes.rewrite({ ...now, devices: [...gone, ...wants] });
  removeNodes({ pid }, gone);
  makeNodes({ pid, base }, wants, modesOf(machine));
  processes.rewrite({ ...now, devices: wants });
}

/** The namespaces live as long as a process in them: by now init has been stopped, or was only prepared. */
async function remove(processes: Processes, { ctid, name }: StepContext): Promise<Undo> {
  if (processes.running(ctid) !== undefined) throw new Error(`container ${name} is still running`);
  await processes.forget(ctid);
  // What ended cannot be brought back; a later pass starts it anew.
  return async () => {};
}
