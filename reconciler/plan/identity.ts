// Who a container is to rules: by its name and labels, those of its manifest and those that were applied. Both count, so that no
// commit takes a container out of a rule and at once does what the rule is about.

import type { Labels } from '../state/container.ts';
import type { DesiredContainer, ObservedContainer } from '../state/model.ts';
import type { ContainerPlan } from './plan.ts';

/** A container as one of the two knows it. */
export interface Side {
  readonly name: string;
  /** Absent: nobody knows them any more. */
  readonly labels?: Labels | undefined;
}

type Known = Pick<ContainerPlan, 'name' | 'desired' | 'marked' | 'returns'>;

/**
 * What its manifest says, where it has one, and what was applied, where that is remembered and differs. At least one. What a bad
 * revision made of it keeps nobody from going back.
 */
export function sidesOf({ name, desired, marked, returns }: Known): readonly Side[] {
  if (desired === undefined) return [{ name: marked?.name ?? name, labels: marked?.labels }];
  const wanted = { name, labels: desired.labels };
  if (marked === undefined || returns) return [wanted];
  const applied = { name: marked.name, labels: marked.labels ?? desired.labels };
  const isSame = applied.name === wanted.name && sameLabels(applied.labels, wanted.labels);
  return isSame ? [wanted] : [wanted, applied];
}

/** Labels before and after, where a manifest changes those that were applied. */
export function relabelled({
  desired,
  marked,
}: Pick<Known, 'desired' | 'marked'>): { readonly was: Labels; readonly wants: Labels } | undefined {
  if (desired === undefined || marked?.labels === undefined) return undefined;
  return sameLabels(marked.labels, desired.labels) ? undefined : { was: marked.labels, wants: desired.labels };
}

/** What of who it is a manifest changes, one line each. It is kept in the marker alone, which is written after the last step. */
export function identityChanges(seen: ObservedContainer | undefined, desired: DesiredContainer): readonly string[] {
  if (seen === undefined) return [];
  const labels = relabelled({ desired, ...(seen.marker && { marked: seen.marker }) });
  return [
    ...(seen.name === desired.name ? [] : [`renamed: ${seen.name} -> ${desired.name}`]),
    ...(labels === undefined ? [] : [`labels: ${labelChanges(labels.was, labels.wants)}`]),
  ];
}

/**
 * Who it is once the plan is carried out, for the marker. It stays who it was while its windows do not let it become another: what
 * comes later is still judged by that.
 */
export function identityAfter({ name, desired, marked, holds = [] }: Known & Pick<ContainerPlan, 'holds'>): Side {
  if (marked !== undefined && holds.some(({ identity }) => identity === true)) return marked;
  return { name, labels: desired?.labels };
}

function labelChanges(was: Labels, wants: Labels): string {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(wants)])].sort();
  const changes = keys.map((key) => ({ key, from: labelOf(was, key), to: labelOf(wants, key) }));
  const changed = changes.filter(({ from, to }) => from !== to);
  return changed.map(({ key, from = '(none)', to = '(none)' }) => `${key} ${from} -> ${to}`).join(', ');
}

/** A key may be any word, also that of a property which every object has. */
export const labelOf = (labels: Labels, key: string): string | undefined =>
  Object.hasOwn(labels, key) ? labels[key] : undefined;

function sameLabels(one: Labels, other: Labels): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === labelOf(other, key));
}
