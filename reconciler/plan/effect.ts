// What a plan would do, as canonical text: node, container, action, steps, every value with what it was. Neither consent nor
// anything a reviewer could not see the effect of is in it: revision, places, spelling, warnings, usage, capacity. So one text
// is one effect, and the digest of it is what a person approves and a saved plan is held to.
//
// Of secrets the new ones are in it, as the manifest has them, though nobody is shown them: what looks like a secret may be a command.
// The old ones are not, because a plan from a snapshot does not know them.

import { HIDDEN } from '../../schema/sysctl.ts';
import type { Ctid } from '../../schema/units.ts';
import { canonical } from '../state/canonical.ts';
import type { ContainerState, DriverName } from '../state/container.ts';
import { maskedPointers, maskValue } from '../state/snapshot.ts';
import { fieldOf, fields, withValue } from './fields.ts';
import { relabelled } from './identity.ts';
import { stepName } from './order.ts';
import type { Change, ContainerPlan, Json, Plan } from './plan.ts';

/** sha256 of a text in UTF-8, as 64 hexadecimal digits. Passed in: hashing belongs to the shell. */
export type Digest = (text: string) => string;

/** As much of a hash as people read. */
export const shortHash = (hash: string): string => hash.slice(0, 12);

/** As much of it as an approval needs: 12 digits can be met by somebody who chooses the values of an effect. */
export const approvalHash = (hash: string): string => hash.slice(0, 32);

/** What was asked for one container, whether or not it is refused: an approval names the effect before it is let through. */
function containerEffect(
  node: string,
  container: Pick<ContainerPlan, 'ctid' | 'name' | 'action' | 'changes' | 'steps' | 'wants' | 'desired' | 'marked'>,
): string {
  const { ctid, name, action, changes, steps, wants, desired } = container;
  const made = steps.filter(({ verb }) => verb === 'create').map(({ driver }) => driver);
  return canonical({
    node,
    ctid,
    name,
    action,
    steps: steps.map(stepName),
    changes: changes.map((change) => changeEffect(change, desired?.state)),
    made: Object.fromEntries(made.map((driver) => [driver, sectionOf(unmasked(wants, desired?.state), driver)])),
    ...identityEffect(container),
  });
}

/** What rules will know the container by, where that changes; and which root is lost, so that a yes is to the loss of no other. */
function identityEffect(
  container: Pick<ContainerPlan, 'action' | 'desired' | 'marked'>,
): Readonly<Record<string, Json>> {
  const { action, desired, marked } = container;
  const changed = relabelled(container);
  const first = action === 'create' && marked?.labels === undefined ? desired?.labels : undefined;
  const isLost = action === 'delete' || action === 'recreate';
  return {
    ...(changed !== undefined && { labels: [changed.was, changed.wants] }),
    ...(first !== undefined && Object.keys(first).length > 0 && { labels: [first] }),
    ...(isLost && marked?.rootId !== undefined && { root: marked.rootId }),
  };
}

/** Containers in which something would be done, each by the digest of its own text. */
function planEffect(node: string, effects: readonly { readonly ctid: number; readonly effect: string }[]): string {
  const sorted = [...effects].sort((left, right) => left.ctid - right.ctid);
  return canonical({ node, containers: sorted.map(({ ctid, effect }) => [ctid, effect]) });
}

/** The digests of what drafts would do, each reckoned when it is first asked for: few plans need one to be carried out. */
export interface Effects {
  /** Undefined where nothing would be done, and where nobody can digest. */
  of(ctid: Ctid): string | undefined;
  /** Of the plan as a whole. */
  whole(): string | undefined;
}

/** `isOpen`: whether a container counts for the plan as a whole. */
export function effectsOf(
  node: string,
  drafts: readonly ContainerPlan[],
  isOpen: (draft: ContainerPlan) => boolean,
  digest: Digest | undefined,
): Effects {
  if (digest === undefined) return { of: () => undefined, whole: () => undefined };
  const known = new Map<Ctid, string>();
  let byId: ReadonlyMap<Ctid, ContainerPlan> | undefined;
  let all: string | undefined;
  const of = (ctid: Ctid): string | undefined => {
    byId ??= new Map(drafts.map((draft) => [draft.ctid, draft]));
    const draft = byId.get(ctid);
    if (draft === undefined || draft.action === 'none') return undefined;
    const hash = known.get(ctid) ?? digest(containerEffect(node, draft));
    known.set(ctid, hash);
    return hash;
  };
  const whole = (): string => {
    if (all !== undefined) return all;
    const counted = drafts.flatMap((draft) => {
      const effect = isOpen(draft) ? of(draft.ctid) : undefined;
      return effect === undefined ? [] : [{ ctid: draft.ctid, effect }];
    });
    all = digest(planEffect(node, counted));
    return all;
  };
  return { of, whole };
}

/** The same plan with its hashes. */
export function withEffects(plan: Plan, effects: Effects): Plan {
  const effect = effects.whole();
  const containers = plan.containers.map((container) => {
    const own = effects.of(container.ctid);
    return own === undefined ? container : { ...container, effect: own };
  });
  return { ...plan, ...(effect !== undefined && { effect }), containers };
}

function changeEffect({ pointer, was, wants, class: kind }: Change, desired: ContainerState = {}): Json {
  const value = (at: Json | undefined): Json => (at === undefined ? [] : [ordered(pointer, at)]);
  if (!isMasked(pointer)) return [pointer, kind, value(was), value(wants)];
  const plain = wants === undefined ? undefined : (plainValue(pointer, desired) ?? wants);
  return [pointer, kind, value(was === undefined ? was : maskValue(pointer, was, () => HIDDEN)), value(plain)];
}

const isMasked = (pointer: string): boolean => (maskedPointers as readonly string[]).includes(pointer);

const plainValue = (pointer: string, state: ContainerState): Json | undefined => fieldOf(pointer).get(state);

/** The state with the manifest's secrets. */
function unmasked(state: ContainerState, desired: ContainerState = {}): ContainerState {
  let at = state;
  for (const pointer of maskedPointers) {
    const plain = plainValue(pointer, desired);
    if (plain !== undefined && plainValue(pointer, state) !== undefined) at = withValue(at, pointer, plain);
  }
  return at;
}

function sectionOf(state: ContainerState, driver: DriverName): Json {
  let at: ContainerState = { [driver]: state[driver] };
  for (const { pointer, get } of sets) {
    const value = get(at);
    if (value !== undefined) at = withValue(at, pointer, ordered(pointer, value));
  }
  return (at[driver] ?? null) as Json;
}

const sets = fields.filter(({ comparison }) => comparison === 'set');
const setPointers = new Set(sets.map(({ pointer }) => pointer));

/** The members of a set in one order. */
function ordered(pointer: string, value: Json): Json {
  if (!setPointers.has(pointer) || !Array.isArray(value)) return value;
  return [...new Set(value.map((item: Json) => canonical(item)))].sort();
}
