// A repository read without git: refs, loose objects and packs (gitrepository-layout(5), gitformat-loose(5)). For plans that may
// start no program; nothing outside of the git directory is opened, alternates and reftables are not known.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, inflateSync } from 'node:zlib';
import { SourceError } from '../port/source.ts';
import type { LocalRepository } from './git-local.ts';
import type { ObjectContents, Objects } from './git-objects.ts';
import { inflate, openPacks, type RawObject } from './git-packs.ts';

/** Compressed bytes that have the header in them. */
const HEAD = 128;
const TAG_LIMIT = 1 << 20;
/** Of refs that name others, and of tags of tags. */
const DEPTH = 8;

export function openFileObjects({ gitDir, commonDir }: LocalRepository): Objects {
  const config = text(join(commonDir, 'config')) ?? '';
  const idBytes = /^\s*objectformat\s*=\s*sha256\s*$/im.test(config) ? 32 : 20;
  const packs = openPacks(join(commonDir, 'objects', 'pack'), idBytes);
  const isId = (word: string): boolean => word.length === idBytes * 2 && /^[0-9a-f]+$/.test(word);
  const loose = (id: string): Buffer | undefined => bytesOf(join(commonDir, 'objects', id.slice(0, 2), id.slice(2)));
  const refs = { gitDir, commonDir, isId };

  const read = (id: string, limit: number): RawObject | undefined => {
    const packed = packs.read(id, limit);
    if (packed !== undefined) return packed;
    const bytes = loose(id);
    if (bytes !== undefined) return openLoose(id, bytes, limit);
    return packs.renew() ? packs.read(id, limit) : undefined;
  };
  const commitOf = (name: string): string | undefined => {
    let id = resolveRef(name, refs);
    for (let depth = 0; id !== undefined && depth < DEPTH; depth += 1) {
      const found = read(id, TAG_LIMIT);
      if (found?.type === 'commit') return id;
      if (found?.type !== 'tag') return undefined;
      id = /^object ([0-9a-f]+)$/m.exec(found.bytes.toString('latin1'))?.[1];
    }
    return undefined;
  };
  const idOf = (name: string): string | undefined => {
    const [, commitish] = /^(.*)\^\{commit\}$/s.exec(name) ?? [];
    return commitish === undefined ? (isId(name) ? name : undefined) : commitOf(commitish);
  };
  const info: Objects['info'] = async (name) => {
    const id = idOf(name);
    if (id === undefined) return undefined;
    const packed = packs.info(id);
    if (packed !== undefined) return { id, ...packed };
    const bytes = loose(id);
    if (bytes === undefined) {
      const moved = packs.renew() ? packs.info(id) : undefined;
      return moved && { id, ...moved };
    }
    const { type, size } = looseHeader(id, bytes);
    return { id, type, size };
  };
  return {
    info,
    seek: info,
    contents: async (name, limit): Promise<ObjectContents | undefined> => {
      const id = idOf(name);
      const found = id === undefined ? undefined : read(id, limit);
      return found && id !== undefined
        ? { id, type: found.type, size: found.bytes.length, bytes: found.bytes }
        : undefined;
    },
    renew: () => {},
    close: () => packs.close(),
  };
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw new SourceError(`${path}: ${code}`);
  }
}

const text = (path: string): string | undefined => bytesOf(path)?.toString('utf8');

function looseHeader(
  id: string,
  bytes: Buffer,
): { readonly type: string; readonly size: number; readonly length: number } {
  const head = attempt(() =>
    inflateSync(bytes.subarray(0, HEAD), { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1', 0, HEAD),
  );
  const [all = '', type, size] = /^([a-z]+) (\d{1,15})\0/.exec(head ?? '') ?? [];
  if (type === undefined) throw new SourceError(`object ${id.slice(0, 12)} is damaged`, 'see git fsck');
  return { type, size: Number(size), length: all.length };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function openLoose(id: string, bytes: Buffer, limit: number): RawObject {
  const { type, size, length } = looseHeader(id, bytes);
  if (size > limit) throw new SourceError(`object ${id.slice(0, 12)} has ${size} bytes, more than ${limit}`);
  const all = inflate(bytes, size + length);
  if (all.length !== size + length) throw new SourceError(`object ${id.slice(0, 12)} is damaged`, 'see git fsck');
  return { type, bytes: all.subarray(length) };
}

interface Refs extends LocalRepository {
  readonly isId: (word: string) => boolean;
}

/** gitrevisions(7), without what is written behind a name. */
function resolveRef(name: string, refs: Refs): string | undefined {
  if (refs.isId(name)) return name;
  if (/[~^@]/.test(name) && name !== 'HEAD')
    throw new SourceError(`${name} takes git to find out`, 'name a branch, a tag or a whole commit id');
  const packed = new Map<string, string>();
  for (const line of (text(join(refs.commonDir, 'packed-refs')) ?? '').split('\n')) {
    const [id = '', ref] = line.split(' ');
    if (ref !== undefined && refs.isId(id)) packed.set(ref, id);
  }
  for (const prefix of ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/']) {
    const id = follow(`${prefix}${name}`, refs, packed);
    if (id !== undefined) return id;
  }
  return follow(`refs/remotes/${name}/HEAD`, refs, packed);
}

function follow(
  ref: string,
  { gitDir, commonDir, isId }: Refs,
  packed: ReadonlyMap<string, string>,
): string | undefined {
  let at = ref;
  for (let depth = 0; depth < DEPTH; depth += 1) {
    // HEAD is each work tree's own, refs/ is shared; other files are no refs.
    if (at !== 'HEAD' && !at.startsWith('refs/')) return undefined;
    if (at.split('/').some((part) => part === '..' || part === '')) return undefined;
    const content = text(join(at === 'HEAD' ? gitDir : commonDir, at))?.trim();
    if (content === undefined) return packed.get(at);
    if (content === 'ref: refs/heads/.invalid')
      throw new SourceError('the refs of this repository are in a reftable, which takes git to read', 'use --dir');
    const [, next] = /^ref: (\S+)$/.exec(content) ?? [];
    if (next === undefined) return isId(content) ? content : undefined;
    at = next;
  }
  return undefined;
}
