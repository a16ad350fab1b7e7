// A host in memory behind the same port as the real one: for `--simulate`, for tests of everything above the drivers
// and for failures on order. It runs on any system, without root, and passes the same contract suite.

import { driverOrder, withValue } from '../../reconciler/plan/fields.ts';
import type { Json } from '../../reconciler/plan/plan.ts';
import type { Driver, Probe } from '../../reconciler/port/driver.ts';
import type { Asked, Host, HostFacts, MarkerStore, TemplateStore } from '../../reconciler/port/host.ts';
import type { ContainerState, Marker } from '../../reconciler/state/container.ts';
import type { Undeclared, Usage } from '../../reconciler/state/model.ts';
import type { Ctid } from '../../schema/units.ts';
import { makeDriver } from './drivers.ts';
import { type Calls, type Fault, type Gate, makeGate } from './faults.ts';
import { checkSimulated, type SimulatedRecord } from './judge.ts';
import {
  dropSection,
  emptyWorld,
  type Illness,
  killInit,
  killUnreleased,
  newRootId,
  observedSection,
  putSection,
  reboot,
  SimulatedError,
  type World,
} from './world.ts';

export interface SimulatedOptions {
  readonly facts?: Partial<HostFacts>;
  /** Whether diskspace and diskinodes may be soft:hard. Default: no, as on btrfs and image back ends. */
  readonly softLimits?: boolean;
  /** Whether a container's diskinodes can never change, as on the image back end. Default: no. */
  readonly fixedInodes?: boolean;
  /** Names of templates that check() refuses, as if their source were missing. */
  readonly brokenTemplates?: readonly string[];
  readonly faults?: readonly Fault[];
}

/** What people and bad luck do behind the reconciler's back. */
interface Hands {
  killInit(ctid: Ctid): void;
  /** Somebody inside calls reboot(2). */
  askInit(ctid: Ctid, asked: Asked): void;
  /** Changes one field by hand, e.g. '/cgroup/pids/max'. */
  set(ctid: Ctid, pointer: string, value: Json): void;
  /** Removes a container's cgroups, for which its processes have to die. */
  deleteCgroup(ctid: Ctid): void;
  /** Something of somebody else's under this id. */
  plantForeign(ctid: Ctid): void;
  isForeign(ctid: Ctid): boolean;
  removeForeign(ctid: Ctid): void;
  use(ctid: Ctid, usage: Usage): void;
  /** Writes what no manifest can say. */
  scribble(ctid: Ctid, ...settings: readonly Undeclared[]): void;
  /** What is wrong with a container while it is as it is; undefined: nothing. */
  ail(ctid: Ctid, illness: Illness): void;
  rebootHost(): void;
  /** All sections of a container, as the drivers report them. */
  state(ctid: Ctid): ContainerState;
}

export interface SimulatedHost extends Host {
  readonly hands: Hands;
  /** Shared by all lives of the reconciler. */
  readonly calls: Calls;
  /** The same machine for a restarted reconciler, after a crash or not. Unreleased inits die. */
  restarted(): SimulatedHost;
}

const defaults: HostFacts = {
  node: 'simulated',
  kernel: 'simulated',
  cgroup: 'simulated',
  backend: 'simulated',
  memoryBytes: 16 * 1024 ** 3,
  swapBytes: 4 * 1024 ** 3,
  diskBytes: 200 * 1024 ** 3,
  cpus: 4,
  processes: 32_768,
};

/** A new, empty host. */
export function simulatedHost(options: SimulatedOptions = {}): SimulatedHost {
  return liveHost(emptyWorld(), { changes: 0, byName: new Map() }, options);
}

function liveHost(world: World, calls: Calls, options: SimulatedOptions): SimulatedHost {
  const facts: HostFacts = { ...defaults, ...options.facts };
  const gate = makeGate(options.faults ?? [], calls);
  const abilities = {
    cpus: facts.cpus,
    softLimits: options.softLimits ?? false,
    fixedInodes: options.fixedInodes ?? false,
  };
  const drivers = driverOrder.map((name): Driver => makeDriver(name, world, gate, abilities));
  return {
    drivers,
    templates: templateStore(world, gate, options.brokenTemplates ?? []),
    markers: markerStore(world, gate),
    probe: async () => (await Promise.all(drivers.map((driver) => driver.probe()))).flat() satisfies Probe[],
    facts: async () => facts,
    pids: async () => {
      gate.read('host.pids');
      return new Map([...world.guests].flatMap(([ctid, { pid }]) => (pid === undefined ? [] : [[ctid, pid] as const])));
    },
    lives: async () =>
      new Map(
        [...world.guests].flatMap(([ctid, { pid }]) => (pid === undefined ? [] : [[ctid, `life ${pid}`] as const])),
      ),
    usage: async () => {
      gate.read('host.usage');
      return new Map(world.usage);
    },
    undeclared: async () => {
      gate.read('host.undeclared');
      return new Map(world.undeclared);
    },
    checkHealth: async (ctid, probe) => {
      gate.read('host.checkHealth');
      if (world.guests.get(ctid)?.state.lifecycle === undefined) return { healthy: false, reason: 'it is not running' };
      const reason = world.ill.get(ctid)?.(world.guests.get(ctid)?.state ?? {}, probe);
      return reason === undefined ? { healthy: true } : { healthy: false, reason };
    },
    record: async () => {
      const { brokenTemplates = [] } = options;
      const record: SimulatedRecord = { kind: 'simulated', abilities, foreign: [...world.foreign], brokenTemplates };
      return record as unknown as Json;
    },
    onEvent: (listener) => {
      world.listeners.add(listener);
      return () => world.listeners.delete(listener);
    },
    close: async () => {},
    dismantle: async () => {
      if (world.guests.size > 0) throw new SimulatedError('dismantle', 'EBUSY', `${world.guests.size} containers`);
      world.templates.clear();
    },
    hands: makeHands(world),
    calls,
    restarted: () => {
      killUnreleased(world);
      world.listeners.clear();
      return liveHost(world, calls, options);
    },
  };
}

function templateStore(world: World, gate: Gate, broken: readonly string[]): TemplateStore {
  const fail = (code: string) => new SimulatedError('template', code, 'store');
  return {
    present: async () => {
      gate.read('templates.present');
      return new Set(world.templates);
    },
    check: async (spec) => checkSimulated(spec, broken),
    ensure: async (spec, signal) => {
      signal.throwIfAborted();
      gate.change('templates.ensure', fail, () => {
        if (broken.includes(spec.name)) throw fail('ENOENT');
        world.templates.add(spec.key);
      });
    },
    prune: async (inUse) =>
      gate.change('templates.prune', fail, () => {
        const mounted = new Set([...world.guests.values()].map(({ state }) => state.rootfs?.template));
        const idle = [...world.templates].filter((key) => !inUse.has(key) && !mounted.has(key));
        for (const key of idle) world.templates.delete(key);
        return idle;
      }),
  };
}

function markerStore(world: World, gate: Gate): MarkerStore {
  return {
    read: async () => {
      gate.read('markers.read');
      const found = new Map<Ctid, Marker>();
      for (const [ctid, { marker }] of world.guests) if (marker) found.set(ctid, marker);
      return found;
    },
    write: async (marker) => {
      const fail = (code: string) => new SimulatedError('setxattr', code, String(marker.ctid));
      gate.change('markers.write', fail, () => {
        const guest = world.guests.get(marker.ctid);
        if (guest?.state.rootfs === undefined) throw fail('ENOENT');
        guest.marker = { ...marker, rootId: guest.marker?.rootId ?? newRootId(world) };
      });
    },
  };
}

function makeHands(world: World): Hands {
  return {
    killInit: (ctid) => killInit(world, ctid, 'init was killed by SIGKILL'),
    askInit: (ctid, asked) => killInit(world, ctid, `init ended by ${asked}`, asked),
    set: (ctid, pointer, value) => {
      const section = pointer.split('/')[1] as keyof ContainerState;
      const state = withValue(world.guests.get(ctid)?.state ?? {}, pointer, value);
      putSection(world, ctid, section, state[section] as object);
    },
    deleteCgroup: (ctid) => {
      if (world.guests.get(ctid)?.state.lifecycle) killInit(world, ctid, 'its cgroup was removed');
      dropSection(world, ctid, 'namespace');
      dropSection(world, ctid, 'cgroup');
    },
    plantForeign: (ctid) => world.foreign.add(ctid),
    isForeign: (ctid) => world.foreign.has(ctid),
    removeForeign: (ctid) => world.foreign.delete(ctid),
    scribble: (ctid, ...settings) => world.undeclared.set(ctid, settings),
    ail: (ctid, illness) => world.ill.set(ctid, illness),
    use: (ctid, usage) => world.usage.set(ctid, usage),
    rebootHost: () => reboot(world),
    state: (ctid) => {
      const guest = world.guests.get(ctid);
      if (guest === undefined) return {};
      const sections = driverOrder.map((name) => [name, observedSection(guest, name)] as const);
      return Object.fromEntries(sections.filter(([, section]) => section !== undefined));
    },
  };
}
