// Trees as git keeps them ("<mode> <name>\0<id>" entries), and the manifests below a folder of a commit.

import { SourceError, type SourceFile } from '../port/source.ts';
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
  readonly trees: ReadonlyMap<string, Promise<readonly Entry[]>>;
  readonly sizes: ReadonlyMap<string, number>;
}

interface Found {
  readonly path: string;
  readonly mode: number;
  readonly id: string;
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
  most = FILE_LIMIT,
): Promise<Listing> {
  const trees = new Map<string, Promise<readonly Entry[]>>();
  const entriesOf = (id: string): Promise<readonly Entry[]> => {
    const entries = trees.get(id) ?? before?.trees.get(id) ?? readTree(id, objects);
    trees.set(id, entries);
    return entries;
  };
  const found = await walk(commit.tree, folder === '' ? [] : folder.split('/'), entriesOf, most);
  const sizes = new Map<string, number>();
  const unknown: string[] = [];
  for (const { id, mode } of found) {
    // A submodule's commit is somewhere else.
    if (kindOf(mode) === 'other') continue;
    const size = before?.sizes.get(id);
    if (size === undefined) unknown.push(id);
    else sizes.set(id, size);
  }
  const look = async (id: string): Promise<void> => {
    const info = await objects.info(id);
    if (info === undefined) throw missing(id);
    sizes.set(id, info.size);
  };
  await Promise.all(unknown.map(look));
  const files = found.map(({ mode, path, id }) => ({ path, kind: kindOf(mode), id, size: sizes.get(id) ?? 0 }));
  return { files, trees, sizes };
}

/** Along `steps` to a folder, and from there into everything; the folders of one depth are asked for together. */
async function walk(
  root: string,
  steps: readonly string[],
  entriesOf: (id: string) => Promise<readonly Entry[]>,
  most: number,
): Promise<Found[]> {
  const found: Found[] = [];
  let folders = [{ path: '', id: root }];
  let entries = 0;
  for (let depth = 0; folders.length > 0; depth += 1) {
    if (depth > DEPTH_LIMIT) throw new SourceError(`${folders[0]?.path}: folders are nested too deeply`, 'see --path');
    const below: typeof folders = [];
    const step = steps[depth];
    for (const [i, tree] of (await Promise.all(folders.map(({ id }) => entriesOf(id)))).entries()) {
      const prefix = depth === 0 ? '' : `${folders[i]?.path}/`;
      entries += tree.length;
      if (entries > ENTRY_LIMIT) throw new SourceError(`more than ${ENTRY_LIMIT} files and folders`, 'see --path');
      for (const { mode, name, id } of tree) {
        if (step !== undefined && name !== step) continue;
        if ((mode & TYPE) === FOLDER) below.push({ path: prefix + name, id });
        else if (kindOf(mode) === 'other' || (step === undefined && isManifest(name)))
          found.push({ path: prefix + name, mode, id });
      }
    }
    if (found.length > most) throw new SourceError(`more than ${most} manifests`, 'see --path');
    folders = below;
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

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
