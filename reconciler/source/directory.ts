// A plain directory as a source (--dir). Somebody may be saving a file at this moment, so a state counts only when two
// looks in a row agree. Symbolic links are reported, never followed (openat2(2) is not needed: every file is opened
// with O_NOFOLLOW below folders that were listed as real directories).

import { createHash } from 'node:crypto';
import { constants, type Dirent } from 'node:fs';
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Clock } from '../port/clock.ts';
import { type Snapshot, type Source, SourceError, type SourceFile } from '../port/source.ts';
import { isManifest } from './git-tree.ts';
import { watchFolders } from './watch.ts';

export interface DirectoryOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Told when watching is impossible and only the interval is left. */
  readonly onWatchFailure?: (reason: string) => void;
  /** Manifests that may be in it; absent: very many. */
  readonly most?: number;
  /** Milliseconds between the two looks. */
  readonly settle?: number;
}

interface Seen {
  readonly path: string;
  readonly kind: SourceFile['kind'];
  readonly size: number;
  /** Changes whenever the content may have: inode, size, mtime and ctime in nanoseconds. */
  readonly stamp: string;
}

const SETTLE = 20;
const LOOKS = 50;
const FILE_LIMIT = 100_000;
const DEPTH_LIMIT = 64;
/** Larger files are listed but not hashed by content; the loader refuses them by size. */
const HASH_LIMIT = 4 * 1024 * 1024;

export async function openDirectorySource(options: DirectoryOptions): Promise<Source> {
  const root = resolve(options.path);
  const hashes = new Map<string, string>();
  let last: { readonly stamps: string; readonly snapshot: Snapshot } | undefined;

  const read = async (): Promise<Snapshot> => {
    let before = await look(root, options.most);
    if (last !== undefined && stampsOf(before) === last.stamps) return last.snapshot;
    for (let attempt = 0; attempt < LOOKS; attempt += 1) {
      const ids = await hashAll(root, before, hashes);
      await options.clock.sleep(options.settle ?? SETTLE);
      const after = await look(root, options.most);
      if (ids !== undefined && stampsOf(after) === stampsOf(before)) {
        last = { stamps: stampsOf(after), snapshot: snapshotOf(root, after, ids) };
        return last.snapshot;
      }
      before = after;
    }
    if (last !== undefined) return { ...last.snapshot, stale: `${root} does not stop changing` };
    throw new SourceError(`${root} does not stop changing`);
  };
  return {
    read,
    watch: (hint) =>
      watchFolders([{ path: root, depth: DEPTH_LIMIT, only: () => true }], hint, {
        ...(options.onWatchFailure && { onFailure: options.onWatchFailure }),
      }),
    close: async () => {},
  };
}

const stampsOf = (seen: readonly Seen[]): string => seen.map((file) => `${file.path}\0${file.stamp}`).join('\0\0');

async function look(root: string, most = FILE_LIMIT): Promise<Seen[]> {
  const found: Seen[] = [];
  const visit = async (folder: string, depth: number): Promise<void> => {
    if (depth > DEPTH_LIMIT) throw new SourceError(`${join(root, folder)}: folders are nested too deeply`);
    const entries = await list(join(root, folder), folder === '');
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== '.git') await visit(path, depth + 1);
      } else if (isManifest(entry.name)) {
        found.push(await see(root, path));
        if (found.length > most) throw new SourceError(`${root}: more than ${most} manifests`);
      }
    }
  };
  await visit('', 0);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function list(folder: string, isRoot: boolean): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // A folder that vanished between two looks is a change, the root's absence is not a wish to delete everything.
    if (code === 'ENOENT' && !isRoot) return [];
    if (code === 'ENOTDIR')
      throw new SourceError(
        `${folder}: not a directory`,
        'name the directory that holds the manifests; a kind: Config is named with --config FILE',
      );
    throw new SourceError(`${folder}: ${code === 'ENOENT' ? 'no such directory' : code}`);
  }
}

async function see(root: string, path: string): Promise<Seen> {
  const entry = await lstat(join(root, path), { bigint: true }).catch(() => undefined);
  if (entry === undefined) return { path, kind: 'other', size: 0, stamp: 'gone' };
  const kind = entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'symlink' : 'other';
  const stamp = `${entry.dev}:${entry.ino}:${entry.size}:${entry.mtimeNs}:${entry.ctimeNs}:${kind}`;
  return { path, kind, size: Number(entry.size), stamp };
}

/** sha256 by path, reusing those of files whose stamp is known; undefined when a file changed meanwhile. */
async function hashAll(
  root: string,
  files: readonly Seen[],
  known: Map<string, string>,
): Promise<ReadonlyMap<string, string> | undefined> {
  const ids = new Map<string, string>();
  const keys = new Set<string>();
  for (const file of files) {
    const key = `${file.path}\0${file.stamp}`;
    keys.add(key);
    let id = known.get(key);
    if (id === undefined) {
      if (file.stamp === 'gone') return undefined;
      const bytes = file.kind === 'file' && file.size <= HASH_LIMIT ? await readFile(root, file.path) : undefined;
      id = bytes === undefined ? sha256(Buffer.from(key)) : sha256(bytes);
      known.set(key, id);
    }
    ids.set(file.path, id);
  }
  for (const key of known.keys()) if (!keys.has(key)) known.delete(key);
  return ids;
}

function snapshotOf(root: string, files: readonly Seen[], ids: ReadonlyMap<string, string>): Snapshot {
  const digest = createHash('sha256');
  const listed = files.map((file): SourceFile => {
    const id = ids.get(file.path) ?? '';
    digest.update(`${file.path}\0${file.kind}\0${id}\0`);
    return { path: file.path, kind: file.kind, id, size: file.size, content: () => content(root, file, id) };
  });
  const id = digest.digest('hex');
  return { revision: { id, label: `${basename(root)}@${id.slice(0, 7)}` }, files: listed };
}

async function content(root: string, file: Seen, id: string): Promise<Uint8Array> {
  const bytes = file.kind === 'file' ? await readFile(root, file.path) : undefined;
  if (bytes === undefined || sha256(bytes) !== id) {
    throw new SourceError(`${join(root, file.path)} changed while it was read`);
  }
  return bytes;
}

async function readFile(root: string, path: string): Promise<Buffer | undefined> {
  let file: FileHandle | undefined;
  try {
    // O_NONBLOCK: a FIFO put there since the listing must not hang the loop.
    file = await open(join(root, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    return (await file.stat()).isFile() ? await file.readFile() : undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT' || code === 'ELOOP') return undefined;
    throw new SourceError(`${join(root, path)}: ${code}`);
  } finally {
    await file?.close();
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
