// A plan is data: what differs, what will be done about it, and what stands in the way. Renderings read it, apply plays it.

import type { Origin } from '../../schema/problem.ts';
import type { Ctid } from '../../schema/units.ts';
import type { ContainerState, DriverName, Marker } from '../state/container.ts';
import type { DesiredContainer, Resource, TemplateSpec, Undeclared } from '../state/model.ts';
import type { Approver } from './approver.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** live: applied without touching processes. restart: needs stop and start. recreate: loses the root file system. */
export type ChangeClass = 'live' | 'restart' | 'recreate';

/** One field that differs. */
export interface Change {
  readonly driver: DriverName;
  /** JSON Pointer within the container's state, e.g. /cgroup/memory/ram. */
  readonly pointer: string;
  readonly was?: Json;
  readonly wants?: Json;
  readonly class: ChangeClass;
  /** True when the manifests did not change: somebody changed the kernel by hand. */
  readonly drift: boolean;
  readonly origin?: Origin;
  /** The author's spelling of `wants`, for people. */
  readonly spelled?: string;
}

/** One call to one driver. Steps of one container run in order; a failed one undoes those before it. */
export interface Step {
  readonly driver: DriverName;
  /** create: bring into being. set: change in place. remove: take away. move: give another ctid (rootfs alone). */
  readonly verb: 'create' | 'set' | 'remove' | 'move';
  /** For set: the fields to write. */
  readonly changes: readonly Change[];
  /** The ctid the container had before: what is moved from there, or removed there. */
  readonly from?: Ctid;
}

/** Step `step` of container `ctid` must wait until step `after.step` of container `after.ctid` is done. */
export interface Dependency {
  readonly ctid: Ctid;
  readonly step: number;
  readonly after: { readonly ctid: Ctid; readonly step: number };
  /** What is said when that will not be done. */
  readonly unmet: string;
  /** Only about the order where both are done: the one can be done without the other. */
  readonly orderOnly?: true;
}

/** A reason why nothing is done to this container; raised before the first change. */
export interface Refusal {
  readonly code: string;
  readonly pointer?: string;
  readonly reason: string;
  readonly hint?: string;
  readonly origin?: Origin;
  /** Of the rule of a policy. */
  readonly rule?: Origin;
  /**
   * Nothing on this host keeps the limit, and the accepted state is without it: --allow-unenforced lets it pass. Its
   * name there is the field's label.
   */
  readonly unenforced?: boolean;
}

/** What differs and is left as it is, and why. */
export interface Hold {
  readonly by: 'suspended' | 'observe' | 'drift' | 'ignored' | 'orphan' | 'quarantine' | 'window';
  /** "suspended by alice since 2026-11-26T15:00:00Z: reason", "deferred to window nightly, opens 2026-11-27T02:00 Europe/Berlin". */
  readonly reason: string;
  /** When it ends by itself: milliseconds since 1970 UTC, and "2026-11-27T01:00:00Z". */
  readonly until?: { readonly at: number; readonly utc: string };
  /** Its name and labels are left as they were applied, too. */
  readonly identity?: true;
  /** What would be done to the container otherwise. */
  readonly action: Action;
  readonly changes: readonly Change[];
}

export interface DerivedValue {
  readonly parameter: string;
  /** In pages. */
  readonly value: number | 'max';
  /** The fields it comes from. */
  readonly from: string;
}

export type Action = 'none' | 'create' | 'start' | 'stop' | 'change' | 'restart' | 'recreate' | 'delete';

export interface ContainerPlan {
  readonly ctid: Ctid;
  readonly name: string;
  readonly action: Action;
  readonly changes: readonly Change[];
  readonly steps: readonly Step[];
  readonly refusals: readonly Refusal[];
  /** What was asked for and is not kept, by consent. */
  readonly unenforced?: readonly Refusal[];
  /** Guarantees OpenVZ would derive from ram and swap, told when these change: nothing keeps them. */
  readonly derived?: readonly DerivedValue[];
  /** What is held back; none of it is in `changes` or `steps`. */
  readonly holds?: readonly Hold[];
  /** Live settings that no manifest declares: told apart from drift, and left alone. */
  readonly undeclared?: readonly Undeclared[];
  /** What its start waits for and no plan can know: "db (201) is healthy". */
  readonly startsWhen?: readonly string[];
  /** Who said yes to what has to be approved. */
  readonly approvedBy?: readonly Approver[];
  /** "Ann <ann@example.net>": whose change it is, where that is not the author of the revision. For records, in no rendering. */
  readonly changedBy?: string;
  /** Who it is by its marker; absent: it has none. */
  readonly marked?: Pick<Marker, 'name' | 'labels' | 'rootId'>;
  /** Why it is restarted though no value of it asks for that: it is unhealthy. */
  readonly heals?: string;
  /** It is taken back from a bad revision, which has written the marker. */
  readonly returns?: true;
  /** What the marker remembers as applied, where that is not `wants`. */
  readonly remember?: ContainerState;
  /** Why the container outlives its manifest, for the marker. */
  readonly keep?: Marker['keep'];
  /** Human facts that do not stop the plan, e.g. "ram below current use". */
  readonly warnings: readonly string[];
  readonly origin?: Origin;
  /** Digest of what would be done to it (effect.ts), also while it is refused. Absent: nothing would be, or nobody could digest. */
  readonly effect?: string;
  /** Full sections as observed and as accepted by the drivers. */
  readonly was: ContainerState;
  readonly wants: ContainerState;
  readonly desired?: DesiredContainer;
}

/** What two revisions say differently, or one and the one of the last pass, and no step carries out. */
export interface Setting {
  /** Of the document: "Container", "Policy". */
  readonly kind: string;
  readonly name: string;
  /** Of a container. */
  readonly ctid?: Ctid;
  /** JSON Pointer within what the document says, /health/probe/port; '' where it comes or goes as a whole. */
  readonly pointer: string;
  readonly was?: Json;
  readonly wants?: Json;
  /** Of the value, of what is around it where it is no more, or of the earlier document where that is gone. */
  readonly origin?: Origin;
  /** Of the old value, in the earlier revision. */
  readonly wasOrigin?: Origin;
}

/** What all containers are promised of a resource. Unlimited counts as all there is. Bytes, processors or processes. */
export interface Commitment {
  readonly resource: Resource;
  readonly before: number;
  readonly after: number;
  /** After what waits for approval or a window is done as well; absent: that changes nothing. */
  readonly asked?: number;
  /** What the node has. */
  readonly host: number;
  /** How often that may be promised; absent: as often as one likes. */
  readonly factor?: number;
}

export interface Plan {
  readonly formatVersion: '1.0';
  readonly revision: string;
  readonly node: string;
  /** Digest of what would be done (effect.ts). It does not depend on consent. Absent: nobody could digest. */
  readonly effect?: string;
  /** What holds back the node as a whole, in words: a suspension, a quarantined revision. */
  readonly notes?: readonly string[];
  /** The node's place among others, for people: "rollout fleet: stage 2 of 3, after node1 (soak 10m)". */
  readonly stages?: readonly string[];
  /** Nothing on this node is written. */
  readonly frozen?: true;
  /** Templates that must be built or unpacked first. */
  readonly templates: readonly TemplateSpec[];
  /** Sorted by ctid; unchanged ones included with action none. */
  readonly containers: readonly ContainerPlan[];
  /** Plan-wide refusals: the deletion guard, overcommit. */
  readonly refusals: readonly Refusal[];
  /** Absent: none, or what was said before is not known. */
  readonly settings?: readonly Setting[];
  /** Absent: there was no host to ask what it has. */
  readonly capacity?: readonly Commitment[];
}
