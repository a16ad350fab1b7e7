// The namespace driver: a container's init, paused in its own namespaces with its root mounted, and the names it goes by.
// namespaces(7), user_namespaces(7), uts_namespaces(7). What it starts with is compiled in drivers/launcher.

import { existsSync, readFileSync } from 'node:fs';
import type { Driver, Probe, StepContext, Undo } from '../../reconciler/port/driver.ts';
import type { LimitFact } from '../../reconciler/port/tools.ts';
import type { NamespaceState } from '../../reconciler/state/container.ts';
import { containerDefaults } from '../../reconciler/state/defaults.ts';
import type { Ctid } from '../../schema/units.ts';
import { words } from '../../schema/words.ts';
import { type Machine, machineAt } from '../devices/machine.ts';
import { modeOf, resolveDevices } from '../devices/resolve.ts';
import { hasCode } from '../kernel/errno.ts';
import { hostnameOf } from '../kernel/uts.ts';
import type { Player } from '../launcher/client.ts';
import type { ContainerFile } from '../launcher/init-tape.ts';
import { type Processes, readGiver, type Wish } from '../launcher/processes.ts';
import type { Giver } from '../launcher/profile/limits.ts';
import type { RootSpec } from '../launcher/root-tape.ts';
import type { RunRecord } from '../launcher/run-record.ts';
import { tryTape } from '../launcher/small-tapes.ts';
import { readKernelText } from '../procfs/read.ts';
import { readInside } from '../safefs/read.ts';
import { type ModeOf, makeNodes, presentNodes, removeNodes } from './device-nodes.ts';
import { privilegeFacts } from './facts.ts';
import { HOST_FILES, type IdFiles, type IdRange, readTakenIds, refuseIds } from './host-ids.ts';
import { hostLimits } from './host-limits.ts';
import { observePrivileges, profileOf, refusePrivileges } from './privileges.ts';
import { formatResolvConf, parseResolvConf } from './resolv-conf.ts';
import { acceptUbc, bringUbc, observeUbc, refuseRaise, ubcFacts } from './ubc.ts';

export interface NamespaceOptions {
  readonly processes: Processes;
  /** Where the root file system driver keeps a container's layers. */
  readonly rootOf: (ctid: Ctid, template: string) => RootSpec;
  /** Host pids of a container's processes. */
  readonly pids: (ctid: Ctid) => readonly number[];
  /** Host ids that vzreconcile itself uses beside containers'. */
  readonly reserved?: readonly IdRange[];
  /** Where the host's ids are written; its own files unless a test says otherwise. */
  readonly idFiles?: IdFiles;
  /** The devices that can be given; this machine's when absent. */
  readonly devices?: Machine;
}

const RESOLV_CONF = '/etc/resolv.conf';
/** Bytes; a resolver reads three nameservers and six domains. */
const RESOLV_CONF_LIMIT = 16_384;
const DEFAULT_INIT = ['/sbin/init'];

export interface NamespaceDriver extends Driver<'namespace'> {
  /** How its limits, and what it may do, are kept. */
  limits(ctid: Ctid): readonly LimitFact[];
}

export function namespaceDriver(options: NamespaceOptions): NamespaceDriver {
  const { processes, devices = machineAt() } = options;
  const giver = readGiver();
  let taken: readonly IdRange[] = [];
  return {
    name: 'namespace',
    probe: async () => {
      taken = [...(options.reserved ?? []), ...readTakenIds(options.idFiles ?? HOST_FILES)];
      return probeHost(options);
    },
    accept: ({ namespace }) => {
      if (namespace === undefined) return { wants: namespace, refusals: [] };
      const ubc = acceptUbc(namespace.ubc ?? containerDefaults.ubc, giver, readSetting('kernel/pty/max') ?? 0);
      // A device that cannot be given is refused once, by the driver of the device list.
      const { nodes } = resolveDevices(namespace.devices ?? [], devices);
      return {
        wants: { ...namespace, devices: nodes, ubc: ubc.wants },
        refusals: [...refuseIds(namespace.idmap.base, taken), ...refusePrivileges(namespace), ...ubc.refusals],
      };
    },
    refuseChange: ({ ubc: was }, { ubc: wants }) => (was && wants ? refuseRaise(was, wants, giver) : []),
    observe: async (scope) => {
      const found = processes.list(scope).flatMap((record): [Ctid, NamespaceState][] => {
        const section = observeOne(record, giver);
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
      }
    },
    limits: (ctid) => {
      const record = processes.running(ctid);
      const read = (file: string): string => (record === undefined ? '' : readOr(`/proc/${record.pid}/${file}`));
      return [...ubcFacts(read('limits'), read('mountinfo')), ...privilegeFacts(record)];
    },
  };
}

/** undefined when init ended while it was looked at. */
function observeOne({ pid, profile, devices = [], ubc }: RunRecord, giver: Giver): NamespaceState | undefined {
  try {
    const [inside, base, count] = readFileSync(`/proc/${pid}/uid_map`, 'latin1').trim().split(/\s+/).map(Number);
    if (inside !== 0 || base === undefined || count === undefined) return undefined;
    const text = readInside(`/proc/${pid}/root`, RESOLV_CONF, RESOLV_CONF_LIMIT)?.toString('latin1') ?? '';
    const started = ubc ?? acceptUbc(containerDefaults.ubc, giver, Number.POSITIVE_INFINITY).wants;
    const [limits, mounts] = ['limits', 'mountinfo'].map((file) => readKernelText(`/proc/${pid}/${file}`));
    return {
      idmap: { base },
      hostname: hostnameOf(pid),
      ...parseResolvConf(text),
      ...observePrivileges(pid, profile),
      devices: presentNodes({ pid }, devices),
      ubc: observeUbc(started, limits ?? '', mounts ?? ''),
    };
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH', 'EACCES')) return undefined;
    throw error;
  }
}

async function create(options: NamespaceOptions & { readonly devices: Machine }, context: StepContext): Promise<Undo> {
  const { ctid, wants } = context;
  const { processes } = options;
  const wish = launchWish(options, context);
  if (processes.running(ctid) !== undefined) return async () => {};
  const { pid } = await processes.prepare(ctid, wish);
  try {
    makeNodes({ pid, base: wish.base }, wants.namespace?.devices ?? [], modesOf(options.devices));
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
    ubc: namespace.ubc,
    init: wants.lifecycle?.init.length ? wants.lifecycle.init : DEFAULT_INIT,
  };
}

function startFiles(wants: NamespaceState): readonly ContainerFile[] {
  const hosts = `127.0.0.1\tlocalhost\n127.0.1.1\t${wants.hostname}\n::1\tlocalhost ip6-localhost ip6-loopback\n`;
  return [
    hostnameFile(wants.hostname),
    { name: 'hosts', content: hosts, replace: false },
    ...resolverFiles(wants, { nameservers: [], searchdomains: [] }),
  ];
}

const hostnameFile = (hostname: string): ContainerFile => ({
  name: 'hostname',
  content: `${hostname}\n`,
  replace: true,
});

/** Nothing when neither field is managed; a field that is not managed keeps what it has. */
function resolverFiles(
  wants: Partial<NamespaceState>,
  was: Pick<NamespaceState, 'nameservers' | 'searchdomains'>,
): ContainerFile[] {
  if (wants.nameservers === undefined && wants.searchdomains === undefined) return [];
  const nameservers = wants.nameservers ?? was.nameservers ?? [];
  const searchdomains = wants.searchdomains ?? was.searchdomains ?? [];
  return [{ name: 'resolv.conf', content: formatResolvConf({ nameservers, searchdomains }), replace: true }];
}

const modesOf =
  (machine: Machine): ModeOf =>
  (kind, major, minor) =>
    modeOf(machine, kind, major, minor);

interface Setting extends Pick<NamespaceOptions, 'processes' | 'pids'> {
  readonly machine: Machine;
  readonly giver: Giver;
}

async function set(
  { processes, pids, machine, giver }: Setting,
  { ctid, name, step, wants }: StepContext,
): Promise<Undo> {
  const record = processes.running(ctid);
  const was = record && observeOne(record, giver);
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
    await write(pick(to));
  };
  await bring(wants.namespace);
  return () => bring(was);
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

async function probeHost({ processes }: NamespaceOptions): Promise<readonly Probe[]> {
  const player = await processes.player().catch((error: unknown) => words(error));
  return [await probeNamespaces(player), ...hostLimits(readSetting), probePlayer(player)];
}

/** Tried, because no file says it: a chroot, a filter or a container around us refuse what the kernel could do. */
async function probeNamespaces(player: Player | string): Promise<Probe> {
  const feature = 'namespaces';
  const missing = ['user', 'pid', 'net', 'ipc', 'uts', 'mnt', 'cgroup'].filter(
    (kind) => !existsSync(`/proc/self/ns/${kind}`),
  );
  if (missing.length > 0)
    return { feature, state: 'missing', detail: `the kernel has no ${missing.join(', ')} namespace` };
  try {
    if (typeof player !== 'string') await player.play(tryTape).reports;
    return { feature, state: 'ok', detail: 'user, pid, net, ipc, uts, mnt, cgroup' };
  } catch (error) {
    const hint = hasCode(error, 'ENOSPC')
      ? 'sysctl user.max_user_namespaces, user.max_net_namespaces'
      : 'not possible in a chroot, nor in a container that forbids user namespaces: run it on the host itself';
    return { feature, state: 'missing', detail: words(error), hint };
  }
}

/** Empty when the process has ended meanwhile. */
function readOr(path: string): string {
  try {
    return readKernelText(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ESRCH')) return '';
    throw error;
  }
}

function readSetting(name: string): number | undefined {
  const path = `/proc/sys/${name}`;
  return existsSync(path) ? Number(readKernelText(path)) : undefined;
}

function probePlayer(player: Player | string): Probe {
  const feature = 'launch player';
  return typeof player === 'string'
    ? { feature, state: 'missing', detail: player, hint: 'npm run build (needs a C compiler)' }
    : { feature, state: 'ok', detail: `running as ${player.pid}` };
}
