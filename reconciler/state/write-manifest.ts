// A container's state -> the smallest manifest that resolves to it. What resolves to the same when nothing is written is left
// out, and the resolver itself says what that is.

import { loadManifests } from '../../schema/load.ts';
import { asCtid, type Ctid } from '../../schema/units.ts';
import { writeManifests } from '../../schema/write.ts';
import type { ContainerState, Labels } from './container.ts';
import { resolveDesired } from './desired.ts';
import { type Spelling, type Subject, spellings } from './spelling.ts';

const apiVersion = 'vzreconcile/v1alpha1';

/** How a template boots and stops, by its name in the manifest. */
export interface TemplateTraits {
  readonly name: string;
  readonly init: readonly string[];
  readonly haltSignal: string;
}

export interface ToWrite extends Subject {
  readonly state: ContainerState;
  readonly template: TemplateTraits;
  readonly labels?: Labels | undefined;
}

/** A part of a state that no manifest says. */
export interface Unsaid {
  /** Of spec, with dots. */
  readonly field: string;
  readonly reason: string;
}

export interface WrittenManifest {
  readonly manifest: {
    readonly apiVersion: string;
    readonly kind: 'Container';
    readonly metadata: {
      readonly name: string;
      readonly ctid: Ctid;
      readonly labels?: Labels;
      readonly annotations?: Readonly<Record<string, string>>;
    };
    readonly spec: Readonly<Record<string, unknown>>;
  };
  readonly unsaid: readonly Unsaid[];
}

/** A value below spec. */
export type Entry = readonly [path: readonly string[], value: unknown];

/** Whose manifest it is. */
export interface Head {
  readonly name: string;
  readonly ctid: Ctid;
  readonly template: { readonly name: string };
  readonly labels?: Labels | undefined;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Same state, same manifest. What would not be valid is left out and named. */
export function writeManifest(container: ToWrite): WrittenManifest {
  const { state, template } = container;
  const unsaid: Unsaid[] = [];
  const entries: Entry[] = [];
  for (const row of spellings) {
    const written = row.write(state, container);
    if (written === undefined) continue;
    if ('unsayable' in written) unsaid.push({ field: row.path.join('.'), reason: written.unsayable });
    else if (written.usual !== true && !isBare(row, written.value, template)) entries.push([row.path, written.value]);
  }
  const { lifecycle } = state;
  if (lifecycle?.haltSignal && lifecycle.haltSignal !== template.haltSignal)
    unsaid.push({ field: 'template', reason: `its haltSignal is ${template.haltSignal}, not ${lifecycle.haltSignal}` });
  const refuse = ([path]: Entry, reason: string): void => void unsaid.push({ field: path.join('.'), reason });
  const sound = soundEntries(container, template, entries, refuse);
  return { manifest: manifestOf(container, sound), unsaid };
}

/** The template that resolves to these traits, whatever its source. */
const standIn = ({ name, init, haltSignal }: TemplateTraits): object => ({
  apiVersion,
  kind: 'Template',
  metadata: { name },
  spec: { source: { busybox: {} }, init, haltSignal },
});

/** The manifest with these values. Where there are no labels or annotations these are left out. */
export function manifestOf(
  { name, ctid, template, labels = {}, annotations = {} }: Head,
  entries: readonly Entry[],
): WrittenManifest['manifest'] {
  const spec: Record<string, unknown> = { template: template.name };
  for (const [path, value] of entries) put(spec, path, value);
  const some = Object.entries({ labels, annotations }).filter(([, words]) => Object.keys(words).length > 0);
  const metadata = { name, ctid, ...Object.fromEntries(some) };
  return { apiVersion, kind: 'Container', metadata, spec };
}

function put(target: Record<string, unknown>, [head = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) target[head] = value;
  else {
    target[head] ??= {};
    put(target[head] as Record<string, unknown>, rest, value);
  }
}

const bareCtid = asCtid(101);
const bareStates = new Map<string, ContainerState>();

/** The state of a container of which only the template is written. */
export function bareState(template: TemplateTraits): ContainerState {
  const key = JSON.stringify(template);
  const known = bareStates.get(key);
  if (known !== undefined) return known;
  const bare = { name: 'bare', ctid: bareCtid, template };
  const { manifests, problems } = load([standIn(template), manifestOf(bare, [])]);
  const [container] = resolveDesired(manifests, { node: '', cpus: 1 }).desired.containers;
  if (container === undefined) throw new Error(`a template that cannot be: ${problems[0]?.message}`);
  bareStates.set(key, container.state);
  return container.state;
}

const everywhere = { cpus: 'all', mems: 'all' };

function isBare(row: Spelling, value: unknown, template: TemplateTraits): boolean {
  const bare = row.write(bareState(template), { name: 'bare', ctid: bareCtid, everywhere });
  return bare !== undefined && 'value' in bare && JSON.stringify(bare.value) === JSON.stringify(value);
}

const load = (documents: readonly object[]) =>
  loadManifests([
    { path: 'written', bytes: new TextEncoder().encode(writeManifests(documents.map((value) => ({ value })))) },
  ]);

/** Those entries that are valid together; the others are refused. Entry by entry only where all of them are not. */
export function soundEntries(
  head: Head,
  template: TemplateTraits,
  entries: readonly Entry[],
  refuse: (entry: Entry, reason: string) => void,
): readonly Entry[] {
  const faultOf = (some: readonly Entry[]): string | undefined =>
    load([standIn(template), manifestOf(head, some)]).problems[0]?.message;
  if (faultOf(entries) === undefined) return entries;
  const sound: Entry[] = [];
  for (const entry of entries) {
    const fault = faultOf([...sound, entry]);
    if (fault === undefined) sound.push(entry);
    else refuse(entry, fault);
  }
  return sound;
}
