// A host: the drivers in dependency order, the markers, the template store and the events. The real one and the
// simulated one are made behind this interface; the reconciler knows no other.

import type { HealthProbe } from '../../schema/health.ts';
import type { Ctid } from '../../schema/units.ts';
import type { Json, Refusal } from '../plan/plan.ts';
import type { Marker } from '../state/container.ts';
import type { Observed, Pressure, TemplateSpec, Transfers, Undeclared, Usage } from '../state/model.ts';
import type { Driver, Probe } from './driver.ts';

/** What somebody inside a container asked of its kernel: reboot(2). */
export type Asked = 'reboot' | 'halt';

/** Events only say "look again"; `asked` tells an init that was asked to end from one that died, where that is known. */
export type HostEvent = {
  readonly kind: 'exited';
  readonly ctid: Ctid;
  readonly detail: string;
  readonly asked?: Asked;
};

/** More of something was asked for than a container may have. */
export interface Shortage {
  readonly ctid: Ctid;
  /** A beancounter. */
  readonly counter: string;
  /** How often since the look before, and since the container started. */
  readonly by: number;
  readonly failcnt: number;
}

/** Ids that only this program derives of the machine (machine-id(5)) and of its hardware; absent: it has none. */
export interface Machine {
  readonly id?: string;
  readonly hardware?: string;
}

/** What capacity checks and the header of a plan need. */
export interface HostFacts {
  readonly node: string;
  readonly kernel: string;
  readonly cgroup: 'v1' | 'hybrid' | 'v2' | 'simulated';
  readonly backend: string;
  readonly memoryBytes: number;
  readonly swapBytes: number;
  readonly diskBytes: number;
  readonly cpus: number;
  /** Most processes and threads at a time. */
  readonly processes: number;
  /** Absent: nobody looked. */
  readonly machine?: Machine;
}

export type HealthVerdict = { readonly healthy: true } | { readonly healthy: false; readonly reason: string };

export interface TemplateStore {
  present(): Promise<ReadonlySet<string>>;
  /** Problems that can be known before building: no such directory, no such file, missing tool. */
  check(spec: TemplateSpec): Promise<readonly Refusal[]>;
  /** What only the host itself can tell of it, one line each. Absent: nothing. */
  remarks?(spec: TemplateSpec): readonly string[];
  /** Builds or unpacks once; concurrent calls for one key share the work. */
  ensure(spec: TemplateSpec, signal: AbortSignal): Promise<void>;
  /** Removes unpacked templates that nothing uses. */
  prune(inUse: ReadonlySet<string>): Promise<readonly string[]>;
}

export interface MarkerStore {
  read(): Promise<ReadonlyMap<Ctid, Marker>>;
  /** The container's private area must exist. Its rootId stays what it is, whatever the marker says; one that has none gets it. */
  write(marker: Marker): Promise<void>;
}

export interface Host {
  /** In dependency order: rootfs, quota, cgroup, namespace, network, lifecycle. Removal runs backwards. */
  readonly drivers: readonly Driver[];
  readonly templates: TemplateStore;
  readonly markers: MarkerStore;
  probe(): Promise<readonly Probe[]>;
  facts(): Promise<HostFacts>;
  /** Host pids of running inits. */
  pids(): Promise<ReadonlyMap<Ctid, number>>;
  /** A name for each running init that no other init has, of this boot or another; absent where the host cannot tell. Never writes. */
  lives?(): Promise<ReadonlyMap<Ctid, string>>;
  /** What containers use of their limits; absent where the host cannot tell. Never writes. */
  usage?(): Promise<ReadonlyMap<Ctid, Usage>>;
  /**
   * Looks at the beancounters of running containers, and tells of which more was refused since the look before. What was
   * seen is kept with the containers, so another life of this program goes on from there.
   */
  shortages?(): Promise<readonly Shortage[]>;
  /** How short of what running containers are; absent for a container where the kernel does not say. Never writes. */
  pressure?(): Promise<ReadonlyMap<Ctid, Pressure>>;
  /** Seconds of processor time that running containers have had; absent for a container where the kernel does not say. Never writes. */
  cpuTime?(): Promise<ReadonlyMap<Ctid, number>>;
  /** What running containers have read and written; absent for a container where the kernel does not say. Never writes. */
  transfers?(): Promise<ReadonlyMap<Ctid, Transfers>>;
  /**
   * Asks a running container once whether it works, until `signal` aborts; whatever happens is a verdict. Absent: this host has
   * nothing to ask.
   */
  checkHealth?(ctid: Ctid, probe: HealthProbe, signal: AbortSignal): Promise<HealthVerdict>;
  /**
   * What the judgements of the drivers rest on, for plans that are made elsewhere: facts of the host, and of what containers hold now.
   * Holds no secrets. Never writes.
   */
  record?(observed: Observed): Promise<Json>;
  /** Settings of running containers that no manifest declares and that are not as they were made; absent: none can be. Never writes. */
  undeclared?(): Promise<ReadonlyMap<Ctid, readonly Undeclared[]>>;
  onEvent(listener: (event: HostEvent) => void): () => void;
  /** What has to be done again in every pass because processes come and go, and is no change of a container. */
  tend?(): Promise<void>;
  /**
   * Destroys what a crash or a failed removal left half made or half destroyed, on disk. Only between passes, by the
   * holder of the root: what is being made looks the same. Throws when something cannot be destroyed.
   */
  sweep?(): Promise<void>;
  /** Releases what this process holds; containers keep running. */
  close(): Promise<void>;
  /** Removes what vzreconcile keeps on the host beside containers (pool mounts, empty groups). Refuses while containers exist. */
  dismantle(): Promise<void>;
}
