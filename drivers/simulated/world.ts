// The kernel of the simulated host: containers in memory and what happens to them by themselves, such as a network
// namespace that goes when its last process does. It survives a crash of the reconciler; only a reboot ends processes.

import type { Asked, HostEvent } from '../../reconciler/port/host.ts';
import type { ContainerState, LifecycleState, Marker } from '../../reconciler/state/container.ts';
import type { Undeclared, Usage } from '../../reconciler/state/model.ts';
import type { HealthProbe } from '../../schema/health.ts';
import type { Ctid } from '../../schema/units.ts';

/** What a failed simulated call throws; same shape and wording as the SyscallError of the real drivers. */
export class SimulatedError extends Error {
  override readonly name = 'SimulatedError';
  readonly call: string;
  readonly code: string;
  readonly subject: string;
  constructor(call: string, code: string, subject: string) {
    super(`${call} ${subject}: ${code}`);
    this.call = call;
    this.code = code;
    this.subject = subject;
  }
}

export type Section = keyof ContainerState;

/** One container. `state.lifecycle` exists only while its init runs; the rest of a stopped one is what is on disk. */
export interface Guest {
  state: ContainerState;
  marker?: Marker | undefined;
  pid?: number | undefined;
}

/** Why a container in this state does not pass this probe; undefined: it does. */
export type Illness = (state: ContainerState, probe: HealthProbe) => string | undefined;

export interface World {
  readonly guests: Map<Ctid, Guest>;
  /** Who has an address now. */
  readonly addresses: Map<string, Ctid>;
  /** Ids under which somebody else keeps something without our marker. */
  readonly foreign: Set<Ctid>;
  readonly usage: Map<Ctid, Usage>;
  readonly ill: Map<Ctid, Illness>;
  readonly undeclared: Map<Ctid, readonly Undeclared[]>;
  readonly templates: Set<string>;
  readonly listeners: Set<(event: HostEvent) => void>;
  lastPid: number;
  roots: number;
}

export function emptyWorld(): World {
  return {
    guests: new Map(),
    addresses: new Map(),
    foreign: new Set(),
    usage: new Map(),
    ill: new Map(),
    undeclared: new Map(),
    templates: new Set(),
    listeners: new Set(),
    lastPid: 1000,
    roots: 0,
  };
}

/** Names a root file system that is made: the same in worlds with the same history. */
export function newRootId(world: World): string {
  world.roots += 1;
  return world.roots.toString(16).padStart(32, '0');
}

/** Nothing on the host remembers how a stopped container was started or would be halted. */
const stopped: LifecycleState = { state: 'stopped', init: [], haltSignal: '', stopTimeout: 0 };

/** The section as a driver reports it. */
export function observedSection<K extends Section>(guest: Guest, section: K): ContainerState[K] {
  if (section !== 'lifecycle' || guest.state.lifecycle || !guest.state.rootfs) return guest.state[section];
  return stopped as ContainerState[K];
}

/** Puts a section in place. Throws EADDRINUSE, before anything changed, when an address is on another container. */
export function putSection(world: World, ctid: Ctid, section: Section, value: object): void {
  const guest = world.guests.get(ctid) ?? { state: {} };
  const state: ContainerState = { ...guest.state, [section]: value };
  if (section === 'network') claim(world, ctid, guest.state.network?.addresses ?? [], state.network?.addresses ?? []);
  guest.state = state;
  if (section === 'lifecycle' && guest.pid === undefined) guest.pid = world.lastPid += 1;
  world.guests.set(ctid, guest);
}

/** Gives the files of a stopped container another ctid. Throws EBUSY where something of it runs. */
export function moveGuest(world: World, from: Ctid, to: Ctid): void {
  const guest = world.guests.get(from);
  if (guest?.state.rootfs === undefined) throw new SimulatedError('rename', 'ENOENT', `private area of ${from}`);
  if (guest.state.namespace !== undefined) throw new SimulatedError('rename', 'EBUSY', `private area of ${from}`);
  if (world.guests.has(to)) throw new SimulatedError('rename', 'EEXIST', `private area of ${to}`);
  world.guests.delete(from);
  world.guests.set(to, { ...guest, ...(guest.marker && { marker: { ...guest.marker, ctid: to } }) });
  const used = world.usage.get(from);
  if (used !== undefined) world.usage.set(to, used);
  world.usage.delete(from);
}

/** Takes a section away, with what cannot exist without it. Throws EBUSY where the kernel would. */
export function dropSection(world: World, ctid: Ctid, section: Section): void {
  const guest = world.guests.get(ctid);
  if (guest?.state[section] === undefined) return;
  const isBusy = guest.state.namespace !== undefined && (section === 'cgroup' || section === 'rootfs');
  if (isBusy) throw new SimulatedError('rmdir', 'EBUSY', `${section} of ${ctid}`);
  // Init is the first process of every namespace: none of them outlives it, and the veth goes with its namespace.
  const gone: readonly Section[] = section === 'lifecycle' || section === 'namespace' ? processSections : [section];
  if (gone.includes('network')) claim(world, ctid, guest.state.network?.addresses ?? [], []);
  if (gone.includes('lifecycle')) guest.pid = undefined;
  if (section === 'rootfs') {
    guest.marker = undefined;
    world.usage.delete(ctid);
  }
  // The limits of a private area go with it.
  guest.state = without(guest.state, section === 'rootfs' ? ['rootfs', 'quota'] : gone);
  if (Object.keys(guest.state).length === 0) world.guests.delete(ctid);
}

/** The init dies, or ends because somebody inside asked for it; listeners hear of it. */
export function killInit(world: World, ctid: Ctid, detail: string, asked?: Asked): void {
  if (world.guests.get(ctid)?.state.lifecycle === undefined) {
    throw new SimulatedError('kill', 'ESRCH', `init of ${ctid}`);
  }
  dropSection(world, ctid, 'lifecycle');
  for (const listener of world.listeners) listener({ kind: 'exited', ctid, detail, ...(asked && { asked }) });
}

/** The host restarts: what is on disk stays, everything else is gone. */
export function reboot(world: World): void {
  for (const ctid of [...world.guests.keys()]) {
    dropSection(world, ctid, 'namespace');
    dropSection(world, ctid, 'cgroup');
  }
}

/** Inits that were never released hang on the process that started them, and die with it. */
export function killUnreleased(world: World): void {
  for (const [ctid, { state }] of [...world.guests]) if (!state.lifecycle) dropSection(world, ctid, 'namespace');
}

const processSections: readonly Section[] = ['lifecycle', 'network', 'namespace'];

function claim(world: World, ctid: Ctid, before: readonly string[], after: readonly string[]): void {
  const taken = after.find((address) => (world.addresses.get(address) ?? ctid) !== ctid);
  if (taken !== undefined) throw new SimulatedError('route add', 'EADDRINUSE', `${taken} for ${ctid}`);
  for (const address of before) world.addresses.delete(address);
  for (const address of after) world.addresses.set(address, ctid);
}

function without(state: ContainerState, sections: readonly Section[]): ContainerState {
  return Object.fromEntries(Object.entries(state).filter(([section]) => !sections.includes(section as Section)));
}
