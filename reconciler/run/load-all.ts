// The same manifests for several hosts, as makeLoad() loads them for one. What a run before this one has kept of a tree is used where
// nothing differs that it rests on: folders by their address, files by path and content, containers by those and all that they are
// resolved with. Where what was kept does not do, everything is read, so that the result is the same either way.

import { keptTogether, type Named, NotKept } from '../../schema/kept.ts';
import { folderOf } from '../../schema/layers.ts';
import { joinWithKept, keepFiles } from '../../schema/load.ts';
import type { Problem } from '../../schema/problem.ts';
import { type KnownFolder, type Snapshot, type Source, SourceError, type SourceFile } from '../port/source.ts';
import type { HostIdentity } from '../state/desired.ts';
import type { KeptContainer } from '../state/kept.ts';
import { countValues, makeBudget } from './budget.ts';
import type { Kept, ResolvedContainer } from './kept.ts';
import { layersIn, type Parts, partsOf, resting } from './kept-parts.ts';
import { type KeptEntry, type KeptFolder, type KeptTree, keepFolder } from './kept-tree.ts';
import { keyOf, type Loaded, parseAll, remarks, resolve } from './load.ts';

export interface LoadedForAll {
  readonly loads: readonly Loaded[];
  /** By node, the containers that were not resolved anew. */
  readonly known: ReadonlyMap<string, ReadonlyMap<number, KeptContainer>>;
  /** How many files were read, and how many of how many folders were looked into. */
  readonly read: number;
  readonly looked: { readonly folders: number; readonly of: number };
  /** What of all this may be kept for the next run; not asked for, it costs nothing. */
  keep(): ToKeep;
}

export interface ToKeep {
  readonly tree: KeptTree;
  readonly parts: Parts;
}

/** Throws SourceError. */
export async function loadForAll(
  source: Pick<Source, 'read'>,
  identities: readonly HostIdentity[],
  kept: Kept = { nodes: new Map() },
): Promise<LoadedForAll> {
  let attempt = kept;
  for (let left = 2; attempt.tree !== undefined && left > 0; left -= 1) {
    const snapshot = await source.read(knownIn(attempt, identities));
    try {
      return await loadWith(snapshot, identities, attempt);
    } catch (error) {
      // What is wrong with a tree is found in the order of its files.
      if (!(error instanceof NotKept || error instanceof SourceError)) throw error;
      if (!(error instanceof OtherParts)) break;
      attempt = error.kept;
    }
  }
  return loadWith(await source.read(), identities, { nodes: new Map() });
}

/** A part of what was kept rests on what is another now. */
class OtherParts extends NotKept {
  readonly kept: Kept;
  /** `kept`: the rest of it. */
  constructor(kept: Kept) {
    super('other Profiles, Defaults, Templates or another Node');
    this.kept = kept;
  }
}

/** Which folders need not be listed: those of whose containers for these nodes none is missing. */
function knownIn({ tree, nodes }: Kept, identities: readonly HostIdentity[]) {
  return (path: string): KnownFolder | undefined => {
    const folder = tree?.folders.get(path);
    if (folder === undefined) return undefined;
    const isWhole = identities.every(
      ({ node }) => folder.nodes?.includes(node) === false || nodes.get(node)?.folders.get(path)?.id === folder.id,
    );
    return isWhole ? folder : { ...folder, id: '' };
  };
}

async function loadWith(
  { revision, files, folders = [], approvals }: Snapshot,
  identities: readonly HostIdentity[],
  { tree, nodes }: Kept,
): Promise<LoadedForAll> {
  const own = ownContainers(identities, nodes);
  const { whole, single, unread } = sorted({ files, folders }, tree, own);
  const take = makeBudget(whole.reduce((sum, { values }) => sum + values, 0));
  for (const [path, , , , values] of single) take({ path }, values);
  const refused: Problem[] = [];
  const counts = new Map<string, number>();
  const parsed = await parseAll(unread, new Map(), refused, (file, bytes) => {
    const count = countValues(bytes);
    counts.set(file.path, count);
    take(file, count);
  });
  const parts = partsOf(parsed);
  const rest = resting({ tree, nodes }, parts, identities);
  if (rest !== undefined) throw new OtherParts(rest);
  const others = single.length === 0 ? [] : [{ ...keptTogether(single), files: () => single }];
  const joined = joinWithKept([...parsed.values()], [...whole, ...others], refused, own.asked());
  const listed = files.map(({ path }) => path);
  const paths = () => [...listed, ...whole.flatMap((one) => one.files().map(([path]) => path))].sort();
  const said = whole.length > 0 ? { files: paths } : remarks(revision, listed);
  const more = { revision, ...(approvals !== undefined && { approvals }) };
  const loads = identities.map((identity): Loaded => {
    // Of known ones there is little more than the name.
    const { manifests: _, ...resolved } = resolve(joined, identity, own.known.get(identity.node));
    return { ...resolved, ...said, ...more };
  });
  const keep = (): ToKeep => {
    const kept = new Map(single.map((entry) => [entry[0], entry]));
    const right = new Map(keepFiles([...parsed.values()]).map(([path, documents]) => [path, documents]));
    for (const { path, id, size } of unread) {
      const documents = right.get(path);
      if (documents !== undefined) kept.set(path, [path, documents, id, size, counts.get(path) ?? 0]);
    }
    return { tree: { layers: layersIn(parts), folders: keptFolders({ files, folders }, kept, tree) }, parts };
  };
  const looked = { folders: folders.length - whole.length, of: folders.length };
  return { loads, known: own.known, read: parsed.size, looked, keep };
}

interface Sorted {
  /** Folders that are known as a whole. */
  readonly whole: readonly KeptFolder[];
  /** Files of other folders that are known. */
  readonly single: readonly KeptEntry[];
  readonly unread: readonly SourceFile[];
}

type Listed = Required<Pick<Snapshot, 'files' | 'folders'>>;

function sorted({ files, folders }: Listed, tree: KeptTree | undefined, own: Own): Sorted {
  const whole = folders.flatMap(({ path, isKnown }) => (isKnown ? (tree?.folders.get(path) ?? []) : []));
  for (const folder of whole) own.takeAll(folder);
  const isWhole = new Set(whole.map(({ path }) => path));
  const single: KeptEntry[] = [];
  const unread: SourceFile[] = [];
  for (const file of files) {
    const folder = folderOf(file.path);
    // What is listed of a known folder is what is not kept of it.
    const entry = isWhole.has(folder) ? undefined : tree?.folders.get(folder)?.entry(file.path);
    const isSame = entry?.[2] === file.id && file.kind === 'file';
    if (entry !== undefined && isSame && own.take(entry)) single.push(entry);
    else unread.push(file);
  }
  return { whole, single, unread };
}

/** `kept`: by path, what can be kept of the files that were listed. */
function keptFolders(
  { files, folders }: Listed,
  kept: ReadonlyMap<string, KeptEntry>,
  before: KeptTree | undefined,
): ReadonlyMap<string, KeptFolder> {
  const listed = new Map<string, SourceFile[]>(folders.map(({ path }) => [path, []]));
  for (const file of files) {
    const folder = folderOf(file.path);
    listed.set(folder, [...(listed.get(folder) ?? []), file]);
  }
  const known = new Map(folders.map((folder) => [folder.path, folder]));
  return new Map(
    [...listed].map(([path, own]) => {
      const folder = known.get(path);
      const same = folder?.isKnown === true ? before?.folders.get(path) : undefined;
      if (same !== undefined) return [path, same];
      const right = own.flatMap((file): readonly KeptEntry[] => {
        const entry = kept.get(file.path);
        return entry === undefined ? [] : [entry];
      });
      const others = own.filter((file) => !kept.has(file.path));
      return [path, keepFolder(path, folder, others, right)];
    }),
  );
}

type Own = ReturnType<typeof ownContainers>;

/** Collects the containers of these nodes, out of thousands. */
function ownContainers(identities: readonly HostIdentity[], nodes: Kept['nodes']) {
  const known = new Map(identities.map(({ node }) => [node, new Map<number, KeptContainer>()]));
  const asked = new Map<number, Named>();
  const add = (node: string, path: string, { kept, desired }: ResolvedContainer): void => {
    known.get(node)?.set(kept.c, desired);
    asked.set(kept.c, [path, kept]);
  };
  return {
    known,
    asked: (): readonly Named[] => [...asked.values()],
    takeAll: ({ path, id }: KeptFolder): void => {
      for (const { node } of identities) {
        const folder = nodes.get(node)?.folders.get(path);
        if (folder?.id === id) for (const one of folder.containers) add(node, one.desired.origin.path, one);
      }
    },
    /** Those of a file; false, and none, where one was not kept as it was resolved. */
    take: ([path, documents, id]: KeptEntry): boolean => {
      const found: [string, ResolvedContainer][] = [];
      for (const { c, nodes: wanted } of documents)
        for (const { node } of identities) {
          if (wanted?.includes(node) === false) continue;
          const before = nodes.get(node)?.containers.get(c);
          if (before?.file !== keyOf({ path, id })) return false;
          found.push([node, before]);
        }
      for (const [node, one] of found) add(node, path, one);
      return true;
    },
  };
}
