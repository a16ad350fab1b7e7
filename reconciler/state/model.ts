// The two sides of a plan: what the manifests ask for and what the drivers report.

import type { HealthSpec } from '../../schema/health.ts';
import type { Origin } from '../../schema/problem.ts';
import type { Beancounter, UbcName } from '../../schema/ubc.ts';
import type { Bytes, Ctid } from '../../schema/units.ts';
import type { ContainerState, Labels, Marker } from './container.ts';
import type { NodeRollout } from './fleet.ts';
import type { Rules } from './rules.ts';

/** Where a template comes from. */
export type TemplateSource =
  | { readonly kind: 'busybox' }
  | { readonly kind: 'directory'; readonly name: string }
  | { readonly kind: 'tarball'; readonly location: string; readonly sha256: string }
  | { readonly kind: 'debian'; readonly suite: string; readonly packages: readonly string[] };

export interface TemplateSpec {
  readonly name: string;
  /** Content address: a file-name-safe digest of the source; two templates with one source share one unpacked tree. */
  readonly key: string;
  readonly source: TemplateSource;
  readonly origin?: Origin;
}

/** What a host has only so much of. */
export type Resource = 'ram' | 'ramSwap' | 'disk' | 'cpus' | 'processes';

/** What becomes of a field that somebody changed by hand. */
export type DriftMode = 'correct' | 'warn' | 'ignore';

/** How far a manifest is carried out; what is absent is as the node has it. */
export interface ReconcileSpec {
  readonly mode?: 'apply' | 'observe';
  readonly drift?: DriftMode;
  /** By the labels plans print. */
  readonly fields?: Readonly<Record<string, DriftMode>>;
  readonly onDelete?: 'delete' | 'orphan';
  /** Patterns of undeclared settings that are not told. */
  readonly ignoreUndeclared?: readonly string[];
}

/** In which order a new revision is applied; absent: everything at once. */
export interface RolloutSpec {
  /** Names, ctids, or labels as `key=value`: these first. */
  readonly canaries?: readonly string[];
  /** How many at a time after them. */
  readonly batch?: { readonly count: number } | { readonly percent: number };
  /** Seconds between two batches. */
  readonly pause?: number;
}

/** The Node manifest that applies to this host, defaults filled in. */
export interface NodeSpec {
  readonly pool: {
    readonly backend: 'auto' | 'btrfs' | 'image' | 'overlay';
    readonly path?: string;
    readonly size?: Bytes;
    /** Seconds for which soft limits of projects may be exceeded; absent: as the file system has it. */
    readonly quotatime?: number;
  };
  readonly uplink?: string;
  /** The one machine that may apply what is for this node; absent: any of this name. */
  readonly machine?: { readonly id: string; readonly origin: Origin };
  /** CIDR blocks the containers' addresses must come from; empty: any. */
  readonly addressPools: readonly string[];
  /** Sorted networks of each class, 1 to 15. */
  readonly networkClasses: Readonly<Record<number, readonly string[]>>;
  /** Factors of the host's capacity: 1 is all of it. Absent: not checked. */
  readonly overcommit: { readonly [Name in Resource]?: number };
  readonly protected: readonly Ctid[];
  /** For containers that do not say. */
  readonly reconcile?: ReconcileSpec;
  readonly rollout?: RolloutSpec;
}

export interface DesiredContainer {
  readonly ctid: Ctid;
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: ContainerState;
  readonly template: TemplateSpec;
  readonly reconcile?: ReconcileSpec;
  readonly health?: HealthSpec;
  /** Ctids it had before. */
  readonly movedFrom?: readonly Ctid[];
  /** Names of the containers it waits for. */
  readonly dependsOn?: readonly string[];
  /** Beancounters as they were written, by OpenVZ's names, in their own units. */
  readonly ubc?: Readonly<Partial<Record<UbcName, Beancounter>>>;
  /** The document. */
  readonly origin: Origin;
  /** JSON Pointer into `state`, /ubc or /dependsOn -> where the value was written; a default has none. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** JSON Pointer into `state` -> the author's spelling, when it differs from the canonical one. */
  readonly spelled: ReadonlyMap<string, string>;
}

export interface Desired {
  readonly node: string;
  readonly nodeSpec: NodeSpec;
  readonly containers: readonly DesiredContainer[];
  /** Keys of all templates the manifests describe, whether or not a container of this host uses them. */
  readonly templates?: readonly string[];
  /** Absent: manifests say nothing about plans. */
  readonly rules?: Rules;
  /** The rollouts that name this node; absent: none does. */
  readonly rollouts?: readonly NodeRollout[];
}

/** What a container uses of its limits, where the host can tell: bytes on disk, inodes, bytes of memory, processes. */
export interface Usage {
  readonly space?: number;
  readonly inodes?: number;
  readonly ram?: number;
  readonly processes?: number;
}

/** To and from the disks below the pool, since the container's groups were made: bytes, and how often. */
export interface Transfers {
  readonly read: number;
  readonly written: number;
  readonly reads: number;
  readonly writes: number;
}

/** A live setting that no manifest declares and that is not as a new container has it. */
export interface Undeclared {
  /** The kernel's name: memory.high. */
  readonly name: string;
  readonly value: string;
  readonly usual: string;
}

/** The value of an entry that stands for more of them than a driver reads. */
export const MORE = 'more than is read';

/** Of processes that waited: percent of the last 10, 60 and 300 seconds, microseconds in all. */
export interface Stall {
  readonly avg10: number;
  readonly avg60: number;
  readonly avg300: number;
  readonly total: number;
}

export const pressureKinds = ['cpu', 'memory', 'io'] as const;

/** Some of the processes waited, or (full) all that could have run. */
export type Pressure = {
  readonly [Kind in (typeof pressureKinds)[number]]?: { readonly some: Stall; readonly full?: Stall };
};

export interface ObservedContainer {
  readonly ctid: Ctid;
  readonly name: string;
  readonly state: ContainerState;
  readonly marker?: Marker;
  readonly usage?: Usage;
  readonly undeclared?: readonly Undeclared[];
  /** Host pid of the container's init while it runs. */
  readonly pid?: number;
}

export interface Observed {
  readonly containers: ReadonlyMap<Ctid, ObservedContainer>;
  /** Keys of the templates already unpacked in the pool. */
  readonly templates: ReadonlySet<string>;
}
