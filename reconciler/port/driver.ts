// What the core asks of a driver. A driver owns one section of ContainerState and nothing else.

import type { Ctid } from '../../schema/units.ts';
import type { Refusal, Step } from '../plan/plan.ts';
import type { ContainerState, DriverName } from '../state/container.ts';
import type { TemplateSpec } from '../state/model.ts';

/** Which containers to look at; every driver also reports marked objects nobody asked for when the scope is 'all'. */
export type Scope = 'all' | readonly Ctid[];

/** One fact about this host, for doctor and for refusals. */
export interface Probe {
  readonly feature: string;
  readonly state: 'ok' | 'missing' | 'degraded';
  readonly detail: string;
  /** What to do about it, when state is not ok. */
  readonly hint?: string;
}

export interface Accepted<K extends DriverName> {
  /** What observe would report right after applying: rounded as the kernel rounds. */
  readonly wants: ContainerState[K];
  readonly refusals: readonly Refusal[];
}

/** What a step works on. */
export interface StepContext {
  readonly ctid: Ctid;
  readonly name: string;
  readonly step: Step;
  /** All sections, so that a driver can see the ids, paths and init it needs. */
  readonly was: ContainerState;
  readonly wants: ContainerState;
  readonly template?: TemplateSpec;
  readonly signal: AbortSignal;
}

/** Takes one step back. Safe to call once; errors are reported, not swallowed. */
export type Undo = () => Promise<void>;

/**
 * The part of a driver that says what can be had and what not. It rests on facts that can be recorded, so a plan made elsewhere asks
 * the same code as the host does.
 */
export interface Judge<K extends DriverName = DriverName> {
  readonly name: K;
  /** Pure after probe(): rounds the wished section as the kernel would, or says which field this host cannot enforce. */
  accept(wants: ContainerState): Accepted<K>;
  /** Why this host cannot turn one section into the other while the container exists. Pure after probe(). Absent: it can. */
  refuseChange?(was: NonNullable<ContainerState[K]>, wants: NonNullable<ContainerState[K]>): readonly Refusal[];
  /** Pointers of what this host can only change while the container does not run, beside the table's. Pure after probe(). Absent: none. */
  needsStop?(was: NonNullable<ContainerState[K]>, wants: NonNullable<ContainerState[K]>): readonly string[];
  /** Why one section cannot become the other with what is in the container now. Never writes. Absent: it can. */
  look?(
    ctid: Ctid,
    was: NonNullable<ContainerState[K]>,
    wants: NonNullable<ContainerState[K]>,
  ): Promise<readonly Refusal[]>;
  /**
   * Why this host cannot make the section of a container that has none now: somebody else has something of its name.
   * Asked in every pass until it is made. Never writes. Absent: it can.
   */
  refuseCreate?(ctid: Ctid, wants: NonNullable<ContainerState[K]>): readonly Refusal[];
  /** What of a change only the host itself could judge, one line each. Absent: nothing. */
  remarks?(was: ContainerState[K], wants: NonNullable<ContainerState[K]>): readonly string[];
}

export interface Driver<K extends DriverName = DriverName> extends Judge<K> {
  /** Facts about this host. Called once before anything else. */
  probe(): Promise<readonly Probe[]>;
  /** Never writes. Keys: containers that have this section. */
  observe(scope: Scope): Promise<ReadonlyMap<Ctid, NonNullable<ContainerState[K]>>>;
  /** Carries out one step; repeating it is safe. Throws on failure with the section as it was, or as a later pass can complete. */
  apply(context: StepContext): Promise<Undo>;
}
