// What holds changes back: suspensions, observe-only, drift that is only shown or left alone, containers that outlive their
// manifest, a quarantined revision. What is held is compared and told like everything else; it is in no step.

import type { Ctid } from '../../schema/units.ts';
import type { Machine } from '../port/host.ts';
import type { Revision } from '../port/source.ts';
import type { ContainerState, Marker } from '../state/container.ts';
import type { DesiredContainer, DriftMode, NodeSpec, ObservedContainer } from '../state/model.ts';
import { actionFor, diff, type Sides } from './diff.ts';
import { fieldOf, withValue } from './fields.ts';
import { heldWords, type Held as Turned } from './fleet.ts';
import { stepsFor } from './order.ts';
import type { Action, Change, Hold, Step } from './plan.ts';

/** Somebody asked for a pause. Without ctid it is about every container, without field about everything. */
export interface Suspension {
  readonly ctid?: Ctid;
  /** Of the container when it was suspended, for people. */
  readonly name?: string;
  /** A label of the table of fields. */
  readonly field?: string;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly until?: string;
  readonly reason?: string;
}

/** A revision that was applied and did not work. */
export interface Quarantine {
  /** Full commit id. */
  readonly revision: string;
  /** For people: "main@3f2a9c1". */
  readonly label: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** "web (101) is unhealthy: tcp 127.0.0.1:80: ECONNREFUSED". */
  readonly reason: string;
  /** What the node went back to, for people; absent when there was nothing to go back to. */
  readonly back?: string;
  /** What was on trial, and the digest of what is asked for of it. */
  readonly changed?: readonly Ctid[];
  readonly effect?: string;
  /** The one that is followed, which asks for the same; absent: it is the bad one itself. Never written. */
  readonly same?: Revision;
}

/** What is in force while a plan is made. */
export interface Brakes {
  readonly suspensions: readonly Suspension[];
  /** Of the revision that would be followed, were it not bad. */
  readonly quarantine?: Quarantine;
  /** Revisions that were on trial since the last good one: what they made is lost on the way back like what the bad one made. */
  readonly tried?: readonly string[];
  /** The machine that applied something here first. */
  readonly machine?: Machine;
  /** Of the revision whose turn has not come, that another is applied for, or none. */
  readonly held?: Turned;
}

/** "suspended by alice since 2026-11-26T15:00:00Z until ..: reason". */
export function suspensionWords({ by, since, until, reason }: Suspension): string {
  const end = until === undefined ? '' : ` until ${until}`;
  return `suspended by ${by} since ${since}${end}${reason === undefined ? '' : `: ${reason}`}`;
}

/** "ram of web (101)". */
export function subjectOf({ name, ctid, field }: Suspension): string {
  const who = ctid === undefined ? 'this node' : `${name ?? ctid} (${ctid})`;
  return field === undefined ? who : `${field} of ${ctid === undefined ? 'every container' : who}`;
}

/** "quarantined main@3f2a9c1 since ..: reason; back to main@1a2b3c4". */
export function quarantineWords({ label, since, reason, back, same }: Quarantine): string {
  const again = same && `; ${same.label} asks for the same, and is tried by vzreconcile resume --quarantine`;
  const there =
    back === undefined
      ? 'there is no earlier revision to go back to: it is good once all of it is healthy, and tried anew by vzreconcile resume --quarantine'
      : `back to ${back}`;
  return `quarantined ${label} since ${since}: ${reason}; ${there}${again ?? ''}`;
}

/** Why nothing on this node is written, in words; undefined when that is not so. */
export function frozenBy({ suspensions }: Brakes, { reconcile }: NodeSpec): string | undefined {
  const whole = suspensions.find(({ ctid, field }) => ctid === undefined && field === undefined);
  if (whole !== undefined) return suspensionWords(whole);
  return reconcile?.mode === 'observe' ? 'observed only (spec.reconcile.mode of the Node)' : undefined;
}

/** What a plan tells above everything else. */
export function notesOf(brakes: Brakes, node: NodeSpec): readonly string[] {
  const frozen = frozenBy(brakes, node);
  return [
    ...(brakes.quarantine === undefined ? [] : [quarantineWords(brakes.quarantine)]),
    ...(brakes.held === undefined ? [] : [heldWords(brakes.held)]),
    ...(frozen === undefined ? [] : [frozen]),
  ];
}

/** What a container outlives its manifest for, as its marker remembers it; undefined: it does not. */
export function keepOf({ reconcile }: Pick<DesiredContainer, 'reconcile'>): Marker['keep'] {
  if (reconcile?.onDelete === 'orphan') return 'orphan';
  return reconcile?.mode === 'observe' ? 'observe' : undefined;
}

type Why = Pick<Hold, 'by' | 'reason'>;

/** Why nothing at all is done to a container that has a manifest. */
export function heldWhole(desired: DesiredContainer, brakes: Brakes, node: NodeSpec): Why | undefined {
  const paused = suspended(desired.ctid, brakes);
  if (paused !== undefined) return paused;
  const frozen = frozenBy(brakes, node);
  if (frozen !== undefined) return { by: 'observe', reason: frozen };
  return desired.reconcile?.mode === 'observe'
    ? { by: 'observe', reason: 'observed only (spec.reconcile.mode)' }
    : undefined;
}

/** Why a container whose manifest is gone stays. */
export function heldDelete(seen: ObservedContainer, brakes: Brakes, node: NodeSpec): Why | undefined {
  const { ctid, marker } = seen;
  const paused = suspended(ctid, brakes);
  if (paused !== undefined) return paused;
  const frozen = frozenBy(brakes, node);
  if (frozen !== undefined) return { by: 'observe', reason: frozen };
  if (marker?.keep === 'orphan')
    return { by: 'orphan', reason: 'orphaned: its manifest is gone, and said onDelete: orphan' };
  if (marker?.keep === 'observe')
    return { by: 'orphan', reason: 'orphaned: its manifest is gone, and said mode: observe' };
  if (node.reconcile?.onDelete === 'orphan')
    return { by: 'orphan', reason: 'orphaned: its manifest is gone, and the Node says onDelete: orphan' };
  const { quarantine } = brakes;
  return quarantine !== undefined && isReturn(marker?.revision, brakes)
    ? { by: 'quarantine', reason: `made by the quarantined ${quarantine.label}: going back would lose its data` }
    : undefined;
}

/** Whether a container is taken back to what it was before a bad revision, which `applied` may be. */
export const isReturn = (applied: string | undefined, { quarantine, tried = [] }: Brakes): boolean =>
  quarantine !== undefined && applied !== undefined && (applied === quarantine.revision || tried.includes(applied));

/** Why one is not. */
export function heldReturn(action: Action, applied: string | undefined, brakes: Brakes): Why | undefined {
  const { quarantine } = brakes;
  return action === 'recreate' && quarantine !== undefined && isReturn(applied, brakes)
    ? { by: 'quarantine', reason: `recreated by the quarantined ${quarantine.label}: going back would lose its data` }
    : undefined;
}

function suspended(id: Ctid, { suspensions }: Brakes): Why | undefined {
  const found = suspensions.find(({ ctid, field }) => field === undefined && (ctid === undefined || ctid === id));
  return found && { by: 'suspended', reason: suspensionWords(found) };
}

/** What becomes of a container with fields that are held. */
export interface Braked {
  readonly action: Action;
  readonly changes: readonly Change[];
  readonly steps: readonly Step[];
  /** Held fields as they are. */
  readonly wants: ContainerState;
  /** What the marker has to remember: held fields as they were last applied. */
  readonly remember?: ContainerState;
  readonly holds: readonly Hold[];
  /** Nothing at all is done to the container. */
  readonly whole?: true;
}

export interface Holding {
  readonly brakes: Brakes;
  readonly node: NodeSpec;
  readonly desired: DesiredContainer;
}

/** The transition of a container that is not held as a whole, its held fields taken out. */
export function brake(sides: Sides, holding: Holding): Braked {
  const all = diff(sides);
  const held = all.flatMap((change) => {
    // What does not exist yet has nothing that could be left as it is.
    const why = change.was === undefined ? undefined : whyHeld(change, holding);
    return why === undefined ? [] : [{ change, why }];
  });
  const state = held.find(({ change }) => change.pointer === '/lifecycle/state');
  // Half of a start or a stop is no state to leave a container in.
  if (state !== undefined)
    return standing(
      sides,
      holdsOf(
        all.map((change) => ({ change, why: state.why })),
        actionFor(sides, all),
      ),
    );
  const isHeld = new Set(held.map(({ change }) => change));
  const changes = all.filter((change) => !isHeld.has(change));
  const kept = written(sides.wants, held, ({ was }) => was);
  const action = actionFor({ ...sides, wants: kept }, changes);
  const transition = { action, was: sides.was, wants: kept, changes, from: sides.from };
  const steps = stepsFor(transition);
  if (held.length === 0) return { ...transition, steps, holds: [] };
  const made = new Set(steps.filter(({ verb }) => verb === 'create').map(({ driver }) => driver));
  // A section that is made anew is made of what was last applied: what somebody wrote into the old one went with it.
  const last = ({ pointer, wants }: Change): Change['wants'] =>
    (sides.applied && fieldOf(pointer).get(sides.applied)) ?? wants;
  const wants = written(
    kept,
    held.filter(({ change }) => made.has(change.driver)),
    last,
  );
  const remember = written(wants, held, (change) => last(change) ?? change.was);
  return { action, changes, steps, wants, remember, holds: holdsOf(held, actionFor(sides, all)) };
}

/** A container to which nothing is done. */
export const standing = ({ was, applied }: Sides, holds: readonly Hold[]): Braked => ({
  ...{ action: 'none', changes: [], steps: [], wants: was, holds, whole: true },
  ...(applied !== undefined && { remember: applied }),
});

interface Held {
  readonly change: Change;
  readonly why: Why;
}

function written(
  state: ContainerState,
  held: readonly Held[],
  pick: (change: Change) => Change['wants'],
): ContainerState {
  return held.reduce((at, { change }) => {
    const value = pick(change);
    return value === undefined ? at : withValue(at, change.pointer, value);
  }, state);
}

function whyHeld({ pointer, drift }: Change, { brakes, node, desired }: Holding): Why | undefined {
  const { label } = fieldOf(pointer);
  const paused = brakes.suspensions.find(
    ({ ctid, field }) => field === label && (ctid === undefined || ctid === desired.ctid),
  );
  if (paused !== undefined) return { by: 'suspended', reason: suspensionWords(paused) };
  const mode = drift ? driftMode(label, desired, node) : 'correct';
  if (mode === 'warn') return { by: 'drift', reason: 'changed by hand, only shown (drift: warn)' };
  return mode === 'ignore' ? { by: 'ignored', reason: 'changed by hand, left alone (drift: ignore)' } : undefined;
}

/** The nearest word counts: the container's field, the container, the node's field, the node. */
function driftMode(label: string, { reconcile }: Pick<DesiredContainer, 'reconcile'>, node: NodeSpec): DriftMode {
  return (
    reconcile?.fields?.[label] ??
    reconcile?.drift ??
    node.reconcile?.fields?.[label] ??
    node.reconcile?.drift ??
    'correct'
  );
}

/** One hold for each reason, in the order of the fields. What is ignored is held and not told. */
function holdsOf(held: readonly Held[], action: Action): readonly Hold[] {
  const groups = new Map<string, Hold & { readonly changes: Change[] }>();
  for (const { change, why } of held) {
    if (why.by === 'ignored') continue;
    const group = groups.get(why.reason) ?? { ...why, action, changes: [] };
    group.changes.push(change);
    groups.set(why.reason, group);
  }
  return [...groups.values()];
}
