// Trees as git keeps them ("<mode> <name>\0<id>" entries), and the manifests below a folder of a commit.

import { type KnownFolder, SourceError, type SourceFile, type SourceFolder } from '../port/source.ts';
import type { Commit } from './git-commit.ts';
import type { ObjectContents, Objects } from './git-objects.ts';

export interface TreeFile {
  readonly path: string;
  readonly kind: SourceFile['kind'];
  readonly id: string;
  readonly size: number;
}

const TREE_LIMIT = 64 * 1024 * 1024;
const FILE_LIMIT = 100_000;
/** Entries of all kinds: folders that contain each other's contents many times over must end somewhere. */
const ENTRY_LIMIT = 1_000_000;
const DEPTH_LIMIT = 64;

interface Entry {
  readonly mode: number;
  readonly name: string;
  readonly id: string;
}

const [TYPE, FOLDER, FILE, SYMLINK] = [0o170000, 0o040000, 0o100000, 0o120000];

/** The entries of one tree object. Bytes of a name that are not UTF-8 become U+FFFD. */
export function parseTree({ id, bytes }: Pick<ObjectContents, 'id' | 'bytes'>): Entry[] {
  const entries: Entry[] = [];
  const idBytes = id.length / 2;
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const zero = bytes.indexOf(0, space);
    const next = zero + 1 + idBytes;
    const mode = Number.parseInt(bytes.toString('latin1', at, space), 8);
    if (space === -1 || zero === -1 || next > bytes.length || Number.isNaN(mode))
      throw new SourceError(`the tree ${id.slice(0, 12)} is damaged`);
    entries.push({ mode, name: bytes.toString('utf8', space + 1, zero), id: bytes.toString('hex', zero + 1, next) });
    at = next;
  }
  return entries;
}

/** What is kept of one listing for the next: most trees and files of a commit are those of the commit before. */
export interface Listing {
  readonly files: readonly TreeFile[];
  readonly folders: readonly SourceFolder[];
  readonly trees: ReadonlyMap<string, Promise<readonly Entry[]>>;
  readonly sizes: ReadonlyMap<string, number>;
}

/** The size where it is known. */
type Found = Omit<TreeFile, 'size'> & { readonly size?: number | undefined };

export interface ListOptions {
  /** Manifests that may be in it, known ones too. */
  readonly most?: number | undefined;
  /** As Source.read() has it. */
  readonly known?: ((path: string) => KnownFolder | undefined) | undefined;
}

/**
 * The manifests below a folder ('' is the root) of a commit, sorted by path: files and symlinks named .yaml or .yml, and every
 * submodule, because a submodule below the manifests hides files from us and silence would look like deletion.
 */
export async function listManifests(
  commit: Pick<Commit, 'tree'>,
  folder: string,
  objects: Objects,
  before?: Pick<Listing, 'trees' | 'sizes'>,
  { most = FILE_LIMIT, known = () => undefined }: ListOptions = {},
): Promise<Listing> {
  const trees = new Map<string, Promise<readonly Entry[]>>();
  const entriesOf = (id: string): Promise<readonly Entry[]> => {
    const entries = trees.get(id) ?? before?.trees.get(id) ?? readTree(id, objects);
    trees.set(id, entries);
    return entries;
  };
  const { found, folders } = await walk(commit.tree, folder === '' ? [] : folder.split('/'), {
    entriesOf,
    most,
    known,
  });
  const sizes = new Map<string, number>();
  const unknown: string[] = [];
  for (const { id, kind, size = before?.sizes.get(id) } of found) {
    // A submodule's commit is somewhere else.
    if (kind === 'other') continue;
    if (size === undefined) unknown.push(id);
    else sizes.set(id, size);
  }
  const look = async (id: string): Promise<void> => {
    const info = await objects.info(id);
    if (info === undefined) throw missing(id);
    sizes.set(id, info.size);
  };
  await Promise.all(unknown.map(look));
  const files = found.map(({ path, kind, id }) => ({ path, kind, id, size: sizes.get(id) ?? 0 }));
  return { files, folders, trees, sizes };
}

interface Walk {
  readonly entriesOf: (id: string) => Promise<readonly Entry[]>;
  readonly most: number;
  readonly known: (path: string) => KnownFolder | undefined;
}

interface Walked {
  readonly found: readonly Found[];
  readonly folders: readonly SourceFolder[];
}

/** Along `steps` to a folder, and from there into everything; the folders of one depth are asked for together. */
async function walk(root: string, steps: readonly string[], { entriesOf, most, known }: Walk): Promise<Walked> {
  const found: Found[] = [];
  const walked: SourceFolder[] = [];
  let folders = [{ path: '', id: root }];
  let [entries, unlisted] = [0, 0];
  for (let depth = 0; folders.length > 0; depth += 1) {
    if (depth > DEPTH_LIMIT) throw new SourceError(`${folders[0]?.path}: folders are nested too deeply`, 'see --path');
    const below: typeof folders = [];
    const step = steps[depth];
    const lookInto = async ({ path, id }: (typeof folders)[number]): Promise<Looked> => {
      const before = step === undefined ? known(path) : undefined;
      if (before?.id === id) {
        const { entries: all, folders: deeper, others, count } = before;
        return { path, id, entries: all, folders: deeper, isKnown: true, found: others, count };
      }
      return lookedInto({ path, id, tree: await entriesOf(id), step, sizes: before?.sizes() });
    };
    for (const looked of await Promise.all(folders.map(lookInto))) {
      const { found: here, count, ...folder } = looked;
      entries += folder.entries;
      unlisted += count;
      if (entries > ENTRY_LIMIT) throw new SourceError(`more than ${ENTRY_LIMIT} files and folders`, 'see --path');
      for (const one of here) found.push(one);
      for (const [name, id] of folder.folders) below.push({ path: inside(folder.path, name), id });
      if (step === undefined) walked.push(folder);
    }
    if (found.length + unlisted > most) throw new SourceError(`more than ${most} manifests`, 'see --path');
    folders = below;
  }
  return { found: found.sort((a, b) => (a.path < b.path ? -1 : 1)), folders: walked };
}

interface Looked extends SourceFolder {
  readonly found: readonly Found[];
  /** Manifests that are known and not listed. */
  readonly count: number;
}

interface ToLookInto {
  readonly path: string;
  readonly id: string;
  readonly tree: readonly Entry[];
  /** The one name that is looked for; absent: everything is. */
  readonly step: string | undefined;
  readonly sizes: ReadonlyMap<string, number> | undefined;
}

function lookedInto({ path, id, tree, step, sizes }: ToLookInto): Looked {
  const found: Found[] = [];
  const folders: [string, string][] = [];
  for (const { mode, name, id: of } of tree) {
    if (step !== undefined && name !== step) continue;
    const kind = kindOf(mode);
    if ((mode & TYPE) === FOLDER) folders.push([name, of]);
    else if (kind === 'other' || (step === undefined && isManifest(name)))
      found.push({ path: inside(path, name), kind, id: of, size: sizes?.get(of) });
  }
  return { path, id, entries: tree.length, folders, isKnown: false, found, count: 0 };
}

const inside = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

async function readTree(id: string, objects: Objects): Promise<readonly Entry[]> {
  const found = await objects.contents(id, TREE_LIMIT);
  if (found?.type !== 'tree') throw missing(id);
  return parseTree(found);
}

const missing = (id: string): SourceError =>
  new SourceError(`object ${id.slice(0, 12)} is missing in the repository`, 'see git fsck');

export const isManifest = (path: string): boolean => /\.ya?ml$/.test(path);

function kindOf(mode: number): SourceFile['kind'] {
  const type = mode & TYPE;
  if (type === FILE) return 'file';
  return type === SYMLINK ? 'symlink' : 'other';
}
