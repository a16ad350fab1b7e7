// A plan as a document: what was reviewed, kept with the revision it is of and the live state it was made against, and what
// of either has moved when it is made again.

import type { Revision } from '../port/source.ts';
import { canonical } from '../state/canonical.ts';
import type { ContainerState } from '../state/container.ts';
import { type Mask, maskState, maskValue } from '../state/snapshot.ts';
import { type Digest, shortHash } from './effect.ts';
import { fields, same } from './fields.ts';
import { visible } from './format.ts';
import type { MaxDeletes } from './guard.ts';
import { stepName } from './order.ts';
import type { Action, Change, ContainerPlan, Json, Plan } from './plan.ts';

/** Readers ignore keys they do not know; minor format versions only add keys. */
export interface SavedPlan {
  readonly formatVersion: '1.0';
  readonly kind: 'SavedPlan';
  readonly madeBy: { readonly user: string; readonly host: string; readonly at: string };
  readonly node: string;
  readonly revision: Revision;
  /** What was consented to when it was made; it is planned with the same again. */
  readonly consent: Consent;
  readonly effect: string;
  /** Digest of the live state of all containers of the node. */
  readonly fingerprint: string;
  readonly containers: readonly SavedContainer[];
}

export interface Consent {
  readonly yes: boolean;
  readonly maxDeletes?: MaxDeletes;
  readonly allowUnenforced?: readonly string[];
}

interface SavedContainer {
  readonly ctid: number;
  readonly name: string;
  readonly action: Action;
  readonly effect?: string;
  readonly changes: readonly Pick<Change, 'pointer' | 'was' | 'wants' | 'class'>[];
  readonly steps: readonly string[];
  readonly refusals: readonly string[];
  /** All of it, so that what moves can be named. */
  readonly was: ContainerState;
}

/** The document of a plan that has an effect. */
export function savedPlan(
  plan: Plan & { readonly effect: string },
  about: Pick<SavedPlan, 'madeBy' | 'revision' | 'consent'>,
  digest: Digest,
): SavedPlan {
  const { madeBy, revision, consent } = about;
  const mask = maskWith(plan.effect, digest);
  return {
    ...{ formatVersion: '1.0', kind: 'SavedPlan', madeBy, node: plan.node, revision, consent },
    effect: plan.effect,
    fingerprint: fingerprint(plan, digest),
    containers: plan.containers.map((container) => savedContainer(container, mask)),
  };
}

function savedContainer(
  { ctid, name, action, effect, changes, steps, refusals, was }: ContainerPlan,
  mask: Mask,
): SavedContainer {
  return {
    ...{ ctid, name, action },
    ...(effect !== undefined && { effect }),
    changes: changes.map(({ pointer, was: from, wants, class: kind }) => ({
      pointer,
      ...(from !== undefined && { was: maskValue(pointer, from, mask) }),
      ...(wants !== undefined && { wants: maskValue(pointer, wants, mask) }),
      class: kind,
    })),
    steps: steps.map(stepName),
    refusals: refusals.map(({ code, reason }) => `${code}: ${reason}`),
    was: maskState(was, mask),
  };
}

/** In the place of a secret, as in snapshots; the effect is the salt. */
const maskWith =
  (effect: string, digest: Digest): Mask =>
  (name, value) =>
    `secret:${digest([effect, name, value].join('\0')).slice(0, 16)}`;

/** Digest of what the plan found on the node, whatever is to be done about it. */
export function fingerprint({ containers }: Pick<Plan, 'containers'>, digest: Digest): string {
  const there = containers.filter(({ was }) => Object.keys(was).length > 0);
  return digest(canonical(there.map(({ ctid, was }) => [ctid, was as Json])));
}

/** What a plan made again from the same revision does not share with the document, one line each; none: it is the same plan. */
export function moved(saved: SavedPlan, plan: Plan, digest: Digest): readonly string[] {
  const lines: string[] = [];
  const before = new Map(saved.containers.map((container) => [container.ctid, container]));
  const mask = maskWith(saved.effect, digest);
  const made = plan.containers.map((container) => savedContainer(container, mask));
  const after = new Map(made.map((container) => [container.ctid, container]));
  for (const ctid of [...new Set([...before.keys(), ...after.keys()])].sort((left, right) => left - right)) {
    const [planned, now] = [before.get(ctid), after.get(ctid)];
    const who = `${visible(planned?.name ?? now?.name ?? '')} (${ctid})`;
    const isSame = doing(planned) === doing(now);
    const isHeld = isRefused(now) || (isRefused(planned) && planned?.steps?.length === 0);
    const live = differences(planned?.was ?? {}, now?.was ?? {});
    lines.push(...live.map((line) => `${who}: ${line}`));
    if (live.length > 0) continue;
    if (planned?.effect !== now?.effect)
      lines.push(`${who}: planned ${doing(planned)}, now ${doing(now)}${isSame ? ' with another effect' : ''}`);
    else if (read(planned, isHeld) !== read(now, isHeld))
      lines.push(`${who}: the document says something else than what its hash ${shortHash(saved.effect)} is of`);
  }
  if (lines.length > 0) return lines;
  if (saved.fingerprint !== fingerprint(plan, digest)) return ['the live state is not that of the document'];
  return saved.effect === plan.effect ? [] : ['the effect is not that of the document'];
}

/** What a later plan would do that the document does not say, one line each; none: it is what is left of the same plan. */
export function beyond(saved: SavedPlan, { revision, containers }: Plan): readonly string[] {
  const said = new Map(saved.containers.map(({ ctid, effect }) => [ctid, effect]));
  const isSame = revision === saved.revision.label;
  return containers.flatMap(({ ctid, name, action, effect }) =>
    action === 'none' || (isSame && effect !== undefined && effect === said.get(ctid))
      ? []
      : [`${visible(name)} (${ctid}): ${action}`],
  );
}

const doing = (one: { readonly action: string } | undefined): string =>
  one === undefined || one.action === 'none' ? 'nothing' : one.action;

/** Whether a value of a document can be read as a state; it may come from anybody. */
export function isState(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  try {
    for (const { get, format } of fields) {
      const found = get(value);
      if (found !== undefined) format(found);
    }
    return true;
  } catch {
    return false;
  }
}

function differences(planned: ContainerState, live: ContainerState): readonly string[] {
  const [isThere, isLeft] = [planned, live].map((state) => Object.keys(state).length > 0);
  if (isThere !== isLeft) return [isLeft ? 'planned as absent, exists' : 'planned as existing, is gone'];
  const found = fields.flatMap(({ get, comparison, format, label }) => {
    const [from, to] = [get(planned), get(live)];
    if (from === to || (from !== undefined && to !== undefined && same(comparison, from, to))) return [];
    const said = (value: Json | undefined): string => (value === undefined ? '(none)' : visible(format(value)));
    return [`${label}: planned ${said(from)}, live ${said(to)}`];
  });
  if (found.length > 0 || canonical(planned as Json) === canonical(live as Json)) return found;
  return ['the live state is another one'];
}

const isRefused = (container: SavedContainer | undefined): boolean =>
  Array.isArray(container?.refusals) && container.refusals.length > 0;

/**
 * What a reviewer reads of one container. What waits for an approval is printed without its steps, which its hash names all the same;
 * steps that are printed have to be those of the hash, whatever else the document says.
 */
function read(container: SavedContainer | undefined, withoutSteps: boolean): string {
  if (container === undefined) return '';
  const { ctid, name, action, changes, steps } = container;
  return JSON.stringify([ctid, name, action, canonical(changes as Json), withoutSteps ? [] : steps]);
}
