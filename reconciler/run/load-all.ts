// The same manifests for several hosts, as makeLoad() loads them for one. What a run before this one has kept of a tree is used where
// nothing differs that it rests on: files by path and content, containers by those and all that they are resolved with. Where what
// was kept does not do, everything is read, so that the result is the same either way.

import { type KeptDocument, type KeptFile, NotKept } from '../../schema/kept.ts';
import { isLayered, joinWithKept, keepFiles, type ParsedFile } from '../../schema/load.ts';
import type { Problem } from '../../schema/problem.ts';
import { isMapping } from '../../schema/reading.ts';
import type { Snapshot, Source, SourceFile } from '../port/source.ts';
import type { HostIdentity } from '../state/desired.ts';
import type { KeptContainer } from '../state/kept.ts';
import { countValues, makeBudget } from './budget.ts';
import { digest } from './digest.ts';
import { keyOf, type Loaded, parseAll, remarks, resolve } from './load.ts';

/** Files of a tree with nothing but right Containers in them. JSON. */
export interface KeptTree {
  /** Digest of the files with the Profiles and Defaults they were judged with. */
  readonly layers: string;
  readonly files: readonly KeptEntry[];
}

/** `values`: what countValues() says of the file. */
type KeptEntry = readonly [path: string, id: string, size: number, values: number, kept: readonly KeptDocument[]];

/** Containers as they were resolved for one node, by ctid. */
export interface KeptResolved {
  /** Digest of what they were resolved with beside their own files. */
  readonly base: string;
  readonly containers: ReadonlyMap<number, { readonly file: string; readonly desired: KeptContainer }>;
}

/** What a run before has kept. */
export interface Kept {
  readonly tree?: KeptTree | undefined;
  /** By node. */
  readonly nodes: ReadonlyMap<string, KeptResolved>;
}

export interface LoadedForAll {
  readonly loads: readonly Loaded[];
  /** By node, the containers that were not resolved anew. */
  readonly known: ReadonlyMap<string, ReadonlyMap<number, KeptContainer>>;
  /** How many files were read. */
  readonly read: number;
  /** What of all this may be kept for the next run; not asked for, it costs nothing. */
  keep(): ToKeep;
}

export interface ToKeep {
  readonly tree: KeptTree;
  /** By path, the keys of the files in the tree. */
  readonly keys: ReadonlyMap<string, string>;
  /** As KeptResolved has it. */
  baseOf(identity: HostIdentity): string;
}

/** Throws SourceError. */
export async function loadForAll(
  source: Pick<Source, 'read'>,
  identities: readonly HostIdentity[],
  kept: Kept = { nodes: new Map() },
): Promise<LoadedForAll> {
  const snapshot = await source.read();
  const { tree, nodes } = kept;
  const attempts: readonly Kept[] = [
    ...(tree !== undefined && nodes.size > 0 ? [kept] : []),
    ...(tree !== undefined ? [{ tree, nodes: new Map() }] : []),
  ];
  for (const attempt of attempts) {
    try {
      return await loadWith(snapshot, identities, attempt);
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
    }
  }
  return loadWith(snapshot, identities, { nodes: new Map() });
}

async function loadWith(
  { revision, files, approvals }: Snapshot,
  identities: readonly HostIdentity[],
  { tree, nodes }: Kept,
): Promise<LoadedForAll> {
  const take = makeBudget();
  const entries = new Map((tree?.files ?? []).map((entry) => [entry[0], entry]));
  const known = new Map<string, KeptEntry>();
  const unread: SourceFile[] = [];
  for (const file of files) {
    const entry = entries.get(file.path);
    if (entry?.[1] === file.id && file.kind === 'file' && isResolved(entry, identities, nodes)) {
      known.set(file.path, entry);
      take(file, entry[3]);
    } else unread.push(file);
  }
  const refused: Problem[] = [];
  const counts = new Map<string, number>();
  const parsed = await parseAll(unread, new Map(), refused, (file, bytes) => {
    const count = countValues(bytes);
    counts.set(file.path, count);
    take(file, count);
  });
  const layers = digestOf(parsed, isLayered);
  const base = digestOf(parsed, isBase);
  const baseOf = ({ cpus }: HostIdentity): string => `${base} ${cpus}`;
  if (known.size > 0 && layers !== tree?.layers) throw new NotKept('other layers');
  const restored = new Map(identities.map((identity) => [identity.node, ofNode(identity, known, nodes, baseOf)]));
  const kept = [...known.values()].map(([path, , , , documents]): KeptFile => ({ path, kept: documents }));
  const isAsked = (one: KeptDocument): boolean => identities.some(({ node }) => belongsTo(one, node));
  const joined = joinWithKept([...parsed.values()], kept, refused, isAsked);
  const { files: paths, ...said } = remarks({ revision, files });
  const more = { revision, ...(approvals !== undefined && { approvals }) };
  const loads = identities.map((identity): Loaded => {
    // Of known ones there is little more than the name.
    const { manifests: _, ...resolved } = resolve(joined, identity, restored.get(identity.node));
    return { ...resolved, ...said, ...(paths && { files: paths }), ...more };
  });
  const keep = (): ToKeep => {
    const right = new Map(keepFiles([...parsed.values()]).map((file) => [file.path, file.kept]));
    const all = files.flatMap((file): readonly KeptEntry[] => {
      const [before, made] = [known.get(file.path), right.get(file.path)];
      if (before !== undefined) return [before];
      return made === undefined ? [] : [[file.path, file.id, file.size, counts.get(file.path) ?? 0, made]];
    });
    const keys = new Map(all.map(([path, id]) => [path, keyOf({ path, id })]));
    return { tree: { layers, files: all }, keys, baseOf };
  };
  return { loads, known: restored, read: parsed.size, keep };
}

const belongsTo = ({ nodes }: KeptDocument, node: string): boolean => nodes === undefined || nodes.includes(node);

/** Whether each of its containers is of another node, or was kept as it was resolved. */
function isResolved(
  [path, id, , , kept]: KeptEntry,
  identities: readonly HostIdentity[],
  nodes: Kept['nodes'],
): boolean {
  return kept.every((one) =>
    identities.every(
      ({ node }) => !belongsTo(one, node) || nodes.get(node)?.containers.get(one.c)?.file === keyOf({ path, id }),
    ),
  );
}

/** The containers of a node in known files. Throws NotKept where they were resolved with something else. */
function ofNode(
  identity: HostIdentity,
  known: ReadonlyMap<string, KeptEntry>,
  nodes: Kept['nodes'],
  baseOf: (identity: HostIdentity) => string,
): ReadonlyMap<number, KeptContainer> {
  const before = nodes.get(identity.node);
  const found = [...(before?.containers ?? [])].flatMap(([ctid, { file, desired }]) => {
    const [path, id] = known.get(desired.origin.path) ?? [];
    return path !== undefined && id !== undefined && keyOf({ path, id }) === file ? [[ctid, desired] as const] : [];
  });
  if (found.length > 0 && before?.base !== baseOf(identity)) throw new NotKept('other templates or another Node');
  return new Map(found);
}

const digestOf = (files: ReadonlyMap<string, ParsedFile>, isMeant: (file: ParsedFile) => boolean): string => {
  const keys = [...files].flatMap(([key, file]) => (isMeant(file) ? [key] : []));
  return digest(keys.sort().join('\0\0'));
};

/** Whether something in it has a part in what containers are resolved to. */
const isBase = (file: ParsedFile): boolean =>
  isLayered(file) ||
  file.documents.some(({ value }) => isMapping(value) && (value['kind'] === 'Template' || value['kind'] === 'Node'));
