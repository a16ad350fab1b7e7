// Nodes among others: the stages in which they take a revision, and what they report of themselves.

import type { Origin } from '../../schema/problem.ts';

export interface FleetStage {
  /** Sorted; those of earlier stages left out. */
  readonly nodes: readonly string[];
  /** Seconds for which each of them has to be healthy. */
  readonly soak: number;
  /** How many of them at a time, in their order; absent: all. */
  readonly maxUnavailable?: number;
}

/** A Rollout document that names this node. */
export interface NodeRollout {
  readonly name: string;
  readonly origin: Origin;
  readonly stages: readonly FleetStage[];
  /** Index of the stage of this node. */
  readonly at: number;
  /** Seconds after which waiting is called stopped. */
  readonly timeout: number;
  /** Nodes that the others neither wait for nor listen to; absent: none. */
  readonly skip?: readonly string[];
}

/** trying: it is being applied, is on trial, or is not as it should be. bad: it was condemned, or is not valid. */
export type FleetVerdict = 'trying' | 'healthy' | 'bad';

/** What a node says of the revision it follows. Times are its own clock's: ISO 8601, UTC, whole seconds. */
export interface NodeReport {
  readonly formatVersion: '1.0';
  readonly kind: 'NodeReport';
  readonly node: string;
  /** Full commit id, and for people. */
  readonly revision: string;
  readonly label: string;
  readonly verdict: FleetVerdict;
  /** Since when the verdict holds without a break. */
  readonly since: string;
  /** When it was said: until then it held. */
  readonly time: string;
  readonly reason?: string;
  /** Revisions that it has left, healthy to the end for as long as others wanted; the newest last. Absent: none. */
  readonly soaked?: readonly Soaked[];
}

/** What Kargo calls a completed soak. */
export interface Soaked {
  /** Full commit id. */
  readonly revision: string;
  /** Seconds for which it was healthy without a break. */
  readonly lasted: number;
}

/** A report that was believed, or why there is none. */
export type Heard = Believed | { readonly none: string };

export interface Believed {
  readonly report: NodeReport;
  /** Seconds from its since to its time. */
  readonly lasted: number;
  /** By revision, the seconds for which it was healthy before it was left; of this report and of earlier ones. */
  readonly soaked?: ReadonlyMap<string, number>;
}
