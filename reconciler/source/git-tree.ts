// Reads what `git ls-tree -r -z --long` and `git cat-file --batch` print. Pure.

import { SourceError, type SourceFile } from '../port/source.ts';

export interface TreeEntry {
  readonly path: string;
  readonly kind: SourceFile['kind'];
  readonly id: string;
  readonly size: number;
}

const ENTRY = /^(\d{6}) (\w+) ([0-9a-f]{40,64}) +(-|\d+)\t([\s\S]+)$/;

/**
 * The manifests of a listing: files and symlinks named .yaml or .yml, and every submodule, because a submodule below
 * the manifests hides files from us and silence would look like deletion. Sorted as git sorts: by bytes.
 */
export function parseTree(listing: string): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (const record of listing.split('\0')) {
    if (record === '') continue;
    const match = ENTRY.exec(record);
    if (match === null) throw new SourceError(`git ls-tree printed ${JSON.stringify(record.slice(0, 80))}`);
    const [, mode = '', , id = '', size = '', path = ''] = match;
    const kind = kindOf(mode);
    if (kind !== 'other' && !isManifest(path)) continue;
    entries.push({ path, kind, id, size: size === '-' ? 0 : Number(size) });
  }
  return entries;
}

export const isManifest = (path: string): boolean => /\.ya?ml$/.test(path);

function kindOf(mode: string): SourceFile['kind'] {
  // 100664 is a mode of early git that old repositories still contain.
  if (mode === '100644' || mode === '100755' || mode === '100664') return 'file';
  return mode === '120000' ? 'symlink' : 'other';
}

/** Splits the output of cat-file --batch: "<id> blob <size>\n<bytes>\n" for each request, or "<id> missing\n". */
export function parseBatch(output: Buffer): Map<string, Uint8Array> {
  const blobs = new Map<string, Uint8Array>();
  let at = 0;
  while (at < output.length) {
    const newline = output.indexOf(10, at);
    if (newline < 0) throw new SourceError('git cat-file ended within a header');
    const header = output.toString('latin1', at, newline);
    const [id = '', type, size] = header.split(' ');
    if (type !== 'blob')
      throw new SourceError(`object ${id.slice(0, 12)} is ${type ?? 'unreadable'} in the repository`);
    const begin = newline + 1;
    const end = begin + Number(size);
    if (end >= output.length) throw new SourceError(`git cat-file ended within object ${id.slice(0, 12)}`);
    // A copy, so that one cached blob does not hold the whole batch in memory.
    blobs.set(id, new Uint8Array(output.subarray(begin, end)));
    at = end + 1;
  }
  return blobs;
}
