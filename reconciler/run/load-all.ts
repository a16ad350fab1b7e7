// The same manifests for several hosts, as makeLoad() loads them for one. What a run before this one has kept of a tree is used where
// nothing differs that it rests on: files by path and content, containers by those and all that they are resolved with. Where what
// was kept does not do, everything is read, so that the result is the same either way.

import { type KeptDocument, NotKept } from '../../schema/kept.ts';
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
  /** By path, as sources have them. */
  readonly files: readonly KeptEntry[];
}

/** `values`: what countValues() says of the file. */
type KeptEntry = readonly [path: string, kept: readonly KeptDocument[], id: string, size: number, values: number];

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
  const entries = tree?.files ?? [];
  const known: KeptEntry[] = [];
  const own = ownContainers(identities, nodes);
  const unread: SourceFile[] = [];
  let next = 0;
  for (const file of files) {
    while ((entries[next]?.[0] ?? file.path) < file.path) next += 1;
    const entry = entries[next];
    const isSame = entry?.[0] === file.path && entry[2] === file.id && file.kind === 'file';
    const found = isSame ? own.find(entry) : undefined;
    if (entry !== undefined && found !== undefined) {
      known.push(entry);
      for (const one of found) own.take(one, file.path);
      take(file, entry[4]);
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
  if (known.length > 0 && layers !== tree?.layers) throw new NotKept('other layers');
  for (const identity of identities) {
    const isUsed = own.known.get(identity.node)?.size !== 0;
    if (isUsed && nodes.get(identity.node)?.base !== baseOf(identity))
      throw new NotKept('other templates or another Node');
  }
  const joined = joinWithKept([...parsed.values()], known, refused, own.asked);
  const { files: paths, ...said } = remarks({ revision, files });
  const more = { revision, ...(approvals !== undefined && { approvals }) };
  const loads = identities.map((identity): Loaded => {
    // Of known ones there is little more than the name.
    const { manifests: _, ...resolved } = resolve(joined, identity, own.known.get(identity.node));
    return { ...resolved, ...said, ...(paths && { files: paths }), ...more };
  });
  const keep = (): ToKeep => {
    const right = new Map(keepFiles([...parsed.values()]).map(([path, kept]) => [path, kept]));
    const before = new Map(known.map((entry) => [entry[0], entry]));
    const all = files.flatMap(({ path, id, size }): readonly KeptEntry[] => {
      const [entry, made] = [before.get(path), right.get(path)];
      if (entry !== undefined) return [entry];
      return made === undefined ? [] : [[path, made, id, size, counts.get(path) ?? 0]];
    });
    const keys = new Map(all.map(([path, , id]) => [path, keyOf({ path, id })]));
    return { tree: { layers, files: all }, keys, baseOf };
  };
  return { loads, known: own.known, read: parsed.size, keep };
}

interface Own {
  readonly node: string;
  readonly kept: KeptDocument;
  readonly desired: KeptContainer;
}

/** Collects the containers of these nodes, out of thousands. */
function ownContainers(identities: readonly HostIdentity[], nodes: Kept['nodes']) {
  const known = new Map(identities.map(({ node }) => [node, new Map<number, KeptContainer>()]));
  const asked = new Map<KeptDocument, string>();
  /** Those in a file; undefined where one was not kept as it was resolved. */
  const find = ([path, kept, id]: KeptEntry): readonly Own[] | undefined => {
    let found: Own[] | undefined;
    for (const one of kept) {
      for (const { node } of identities) {
        if (one.nodes?.includes(node) === false) continue;
        const before = nodes.get(node)?.containers.get(one.c);
        if (before?.file !== keyOf({ path, id })) return undefined;
        found ??= [];
        found.push({ node, kept: one, desired: before.desired });
      }
    }
    return found ?? none;
  };
  const take = ({ node, kept, desired }: Own, path: string): void => {
    known.get(node)?.set(kept.c, desired);
    asked.set(kept, path);
  };
  return {
    ...{ find, take, known },
    get asked() {
      return [...asked].map(([kept, path]) => [path, kept] as const);
    },
  };
}

const none: readonly never[] = [];

const digestOf = (files: ReadonlyMap<string, ParsedFile>, isMeant: (file: ParsedFile) => boolean): string => {
  const keys = [...files].flatMap(([key, file]) => (isMeant(file) ? [key] : []));
  return digest(keys.sort().join('\0\0'));
};

/** Whether something in it has a part in what containers are resolved to. */
const isBase = (file: ParsedFile): boolean =>
  isLayered(file) ||
  file.documents.some(({ value }) => isMapping(value) && (value['kind'] === 'Template' || value['kind'] === 'Node'));
