// Which documents stand behind a container: the Defaults of the folders its file is in, outer ones first, then its Profiles in
// their order. And the container as a whole document, which is judged like one that says everything itself.

import { type Mark, markAt, markedIn, originOf, problemAt, type Range } from './mark.ts';
import { mergeLast, mergeOver, type Part, withoutNulls } from './merge.ts';
import type { Problem } from './problem.ts';
import { shown } from './reading.ts';
import { nearest } from './suggest.ts';
import type { Document } from './validate.ts';

/** A Profile or the Defaults of a folder. */
interface Layer {
  readonly document: Document;
  /** Its spec, whose places say in which text they are. */
  readonly spec: Part;
}

/** All documents of a tree that others build on. */
export interface Layers {
  readonly profiles: ReadonlyMap<string, Layer>;
  /** By folder, '' for the outermost. */
  readonly defaults: ReadonlyMap<string, Layer>;
  /** Of Defaults that are not the only ones of their folder. */
  readonly problems: readonly Problem[];
}

type Mapping = Readonly<Record<string, unknown>>;

const mapping = (value: unknown): Mapping | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : undefined;

const kindOf = ({ value }: Document): unknown => mapping(value)?.['kind'];

/** Takes documents in path order. The same Profiles and Defaults give the same object. Of two of one name the first is taken; the other is a problem of its own. */
export function layersOf(documents: readonly Document[]): Layers {
  const sharing = documents.filter((document) => kindOf(document) === 'Profile' || kindOf(document) === 'Defaults');
  const isSame = sharing.length === last.sharing.length && sharing.every((document, i) => document === last.sharing[i]);
  if (!isSame) last = { sharing, layers: collect(sharing) };
  return last.layers;
}

/** Those of the last call: most revisions leave them as they are. */
let last: { readonly sharing: readonly Document[]; readonly layers: Layers } = {
  sharing: [],
  layers: { profiles: new Map(), defaults: new Map(), problems: [] },
};

function collect(documents: readonly Document[]): Layers {
  const profiles = new Map<string, Layer>();
  const defaults = new Map<string, Layer>();
  const problems: Problem[] = [];
  for (const document of documents) {
    const kind = kindOf(document);
    const name = mapping(mapping(document.value)?.['metadata'])?.['name'];
    const [known, key] = kind === 'Profile' ? [profiles, name] : [defaults, folderOf(document.source.path)];
    if (typeof key !== 'string') continue;
    const there = known.get(key);
    if (there === undefined) known.set(key, layerOf(document));
    else if (kind === 'Defaults') problems.push(secondDefaults(document, there));
  }
  return { profiles, defaults, problems };
}

function secondDefaults(document: Document, { document: { source, mark } }: Layer): Problem {
  const { path, line } = originOf(source, mark);
  return problemAt(document.source, markAt(document.mark, ['kind']), {
    code: 'VZR252',
    message: `this folder has its defaults already: ${path}:${line}`,
    hint: 'keep them in one document',
  });
}

const known = new WeakMap<Document, Layer>();

/** The same document gives the same layer. */
function layerOf(document: Document): Layer {
  const before = known.get(document);
  if (before !== undefined) return before;
  const spec = mapping(mapping(document.value)?.['spec']) ?? {};
  const layer = { document, spec: { value: spec, mark: markedIn(document.source, markAt(document.mark, ['spec'])) } };
  known.set(document, layer);
  return layer;
}

/** The folder of a file; "" is the outermost. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** A document with everything its layers set. */
export interface Whole {
  /** The document itself where there are no layers; absent where they set more than may be set. */
  readonly document?: Document;
  /** Profiles that are named and do not exist. */
  readonly problems: readonly Problem[];
}

/** How many values layers may still set. A small tree could otherwise be made into more than any machine holds. */
export interface Budget {
  left: number;
}

/** In all containers together: a hundred in each of ten thousand. */
export const sharedBudget = 1_000_000;

interface Memo {
  readonly of: Layers;
  readonly layers: readonly Layer[];
  readonly problems: readonly Problem[];
  whole?: Document | undefined;
}

// Most documents, and what is behind them, are the very objects of the revision before.
const memory = new WeakMap<Document, Memo>();

/** The same document and the same layers give the same object. Takes what the layers set from the budget. */
export function wholeOf(document: Document, all: Layers, budget: Budget): Whole {
  if (kindOf(document) !== 'Container') return { document, problems: [] };
  const memo = memoOf(document, all);
  const { layers, problems } = memo;
  const size = sharedBy(layers)?.size ?? 0;
  if (size > budget.left) {
    const isFirst = budget.left >= 0;
    budget.left = -1;
    return { problems: isFirst ? [...problems, tooMuch(document)] : problems };
  }
  budget.left -= size;
  memo.whole ??= build(document, layers);
  return { document: memo.whole, problems };
}

function memoOf(document: Document, all: Layers): Memo {
  const before = memory.get(document);
  if (before?.of === all) return before;
  const { layers, problems } = layersBehind(document, all);
  const isSame = before?.layers.length === layers.length && layers.every((layer, i) => layer === before.layers[i]);
  const memo = { of: all, layers, problems, whole: isSame ? before.whole : undefined };
  memory.set(document, memo);
  return memo;
}

function tooMuch({ source, mark }: Document): Problem {
  return problemAt(source, markAt(mark, ['spec', 'profiles']), {
    code: 'VZR259',
    message: `profiles and defaults set more than ${sharedBudget} values in all containers together`,
    hint: 'take long lists and mappings out of what many containers share',
  });
}

function layersBehind(
  document: Document,
  { profiles, defaults }: Layers,
): { readonly layers: readonly Layer[]; readonly problems: readonly Problem[] } {
  const folders = defaults.size === 0 ? [] : foldersAround(document.source.path);
  const layers = folders.flatMap((folder) => defaults.get(folder) ?? []);
  const problems: Problem[] = [];
  for (const { name, mark } of profileNames(document)) {
    const layer = profiles.get(name);
    if (layer === undefined) problems.push(unknownProfile(document, name, mark, [...profiles.keys()]));
    else layers.push(layer);
  }
  return { layers, problems };
}

/** The folders a file is in, outermost first. */
export function foldersAround(path: string): readonly string[] {
  const steps = path.split('/').slice(0, -1);
  return ['', ...steps.map((_, i) => steps.slice(0, i + 1).join('/')).filter((folder) => folder !== '')];
}

/** The profiles a container names, with their places. */
function profileNames({ value, mark }: Document): readonly { readonly name: string; readonly mark: Mark }[] {
  const names = mapping(mapping(value)?.['spec'])?.['profiles'];
  if (!Array.isArray(names)) return [];
  return names.flatMap((name, i) =>
    typeof name === 'string' ? [{ name, mark: markAt(mark, ['spec', 'profiles', i]) }] : [],
  );
}

function unknownProfile({ source }: Document, name: string, at: Range, all: readonly string[]): Problem {
  const near = nearest(name, all);
  const possible = [...all].sort().slice(0, 10).join(', ');
  const list = all.length === 0 ? 'there is no Profile document at all' : `possible: ${possible}`;
  return problemAt(source, at, {
    code: 'VZR253',
    message: `there is no profile ${shown(name)}`,
    hint: near === undefined ? list : `did you mean ${near}?`,
  });
}

function build(document: Document, layers: readonly Layer[]): Document {
  const { value, mark } = document;
  const own = mapping(mapping(value)?.['spec']);
  const under = sharedBy(layers);
  if (under === undefined || own === undefined) return document;
  const spec = mergeLast(under.bare, { value: own, mark: markAt(mark, ['spec']) });
  const fields = new Map(mark.fields).set('spec', spec.mark);
  return {
    ...document,
    value: { ...(value as Mapping), spec: spec.value },
    mark: { ...mark, fields },
    sound: document.sound && under.sound,
  };
}

/** Layers merged in order. */
interface Shared {
  readonly spec: Part;
  /** Without what takes something away: nothing is below. */
  readonly bare: Part;
  /** How many values that is. */
  readonly size: number;
  readonly sound: boolean;
  /** By the layer on top of these. */
  readonly next: WeakMap<Layer, Shared>;
}

/** By the first layer. Many containers have the same ones. */
const shared = new WeakMap<Layer, Shared>();

function sharedBy(layers: readonly Layer[]): Shared | undefined {
  let under: Shared | undefined;
  for (const layer of layers) {
    const known = under?.next ?? shared;
    const there = known.get(layer);
    const made = there ?? laidOver(under, layer);
    if (there === undefined) known.set(layer, made);
    under = made;
  }
  return under;
}

function laidOver(under: Shared | undefined, layer: Layer): Shared {
  const spec = under === undefined ? layer.spec : mergeOver(under.spec, layer.spec);
  const sound = (under?.sound ?? true) && layer.document.sound;
  const bare = withoutNulls(spec);
  return { spec, bare, size: sizeOf(bare.value), sound, next: new WeakMap() };
}

/** Mappings and lists count as one more than what is in them. */
const sizeOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, inner) => sum + sizeOf(inner), 1)
    : 1;
