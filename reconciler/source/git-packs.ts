// Packs read without git: gitformat-pack(5), index version 2. For plans that may start no program. What is damaged, or larger than
// asked for, is an error; nothing is inflated beyond the size that its header tells.

import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { SourceError } from '../port/source.ts';
import { applyAll, BASE_LIMIT, damaged, deltaSizes, makeRoom } from './git-delta.ts';

export interface RawObject {
  readonly type: string;
  readonly bytes: Buffer;
}

export interface Packs {
  /** Undefined where no pack has it. `limit`: bytes. */
  read(id: string, limit: number): RawObject | undefined;
  /** Opens those that came since, and says whether there are any: `git gc` moves objects from file to file. */
  renew(): boolean;
  info(id: string): { readonly type: string; readonly size: number } | undefined;
  close(): void;
}

const TYPES = ['', 'commit', 'tree', 'blob', 'tag'];
const [OFS_DELTA, REF_DELTA] = [6, 7];
const MAGIC = 0xff744f63;
/** Bytes read at once: objects that are asked for one after the other lie near each other. */
const WINDOW = 1 << 20;
/** Bytes of the objects that are kept. */
const KEPT_LIMIT = 24 << 20;
/** Bytes of a small delta, and how many are kept. */
const SMALL = 512;
const MOST_SMALL = 20_000;
/** Git makes none deeper than 4095. */
const DEPTH = 4096;

interface Pack {
  readonly offsetOf: (id: Buffer) => number | undefined;
  readonly at: (offset: number, length: number) => Buffer;
  readonly close: () => void;
}

interface Entry {
  readonly kind: number;
  /** Of its data: an object, or what makes one of another. */
  readonly size: number;
  readonly data: number;
  readonly base?: number | Buffer;
}

/** `folder`: objects/pack. `idBytes`: 20, or 32 with SHA-256. */
export function openPacks(folder: string, idBytes: number): Packs {
  const opened = new Map<string, Pack>();
  const renew = (): boolean => {
    const before = opened.size;
    for (const name of listed(folder).filter((one) => /^pack-[0-9a-f]+\.idx$/.test(one))) {
      const pack = opened.has(name) ? undefined : unlessGone(() => openPack(join(folder, name.slice(0, -4)), idBytes));
      if (pack !== undefined) opened.set(name, pack);
    }
    return opened.size > before;
  };
  renew();
  const find = (id: string): { readonly pack: Pack; readonly offset: number } | undefined => {
    const key = Buffer.from(id, 'hex');
    for (const pack of opened.values()) {
      const offset = pack.offsetOf(key);
      if (offset !== undefined) return { pack, offset };
    }
    return undefined;
  };
  const reader = makeReader(idBytes, (id) => find(id.toString('hex')));
  return {
    read: (id, limit) => {
      const found = find(id);
      return found && reader.read(found.pack, found.offset, limit);
    },
    info: (id) => {
      const found = find(id);
      return found && reader.info(found.pack, found.offset);
    },
    renew,
    close: () => {
      for (const pack of opened.values()) pack.close();
    },
  };
}

function listed(folder: string): readonly string[] {
  return unlessGone(() => readdirSync(folder).sort()) ?? [];
}

function unlessGone<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function openPack(path: string, idBytes: number): Pack {
  const index = readFileSync(`${path}.idx`);
  if (index.length < 8 + 1024 || index.readUInt32BE(0) !== MAGIC || index.readUInt32BE(4) !== 2)
    throw damaged(`${path}.idx is no index of version 2`);
  const count = index.readUInt32BE(8 + 255 * 4);
  const names = 8 + 1024;
  const offsets = names + count * (idBytes + 4);
  const large = offsets + count * 4;
  if (large > index.length) throw damaged(`${path}.idx is too short`);
  const fd = openSync(`${path}.pack`, 'r');
  const { size } = fstatSync(fd);
  let held = { from: 0, bytes: Buffer.alloc(0) };
  return {
    offsetOf: (id) => {
      const first = id[0] ?? 0;
      let low = first === 0 ? 0 : index.readUInt32BE(8 + (first - 1) * 4);
      let high = index.readUInt32BE(8 + first * 4);
      while (low < high) {
        const middle = (low + high) >>> 1;
        const at = names + middle * idBytes;
        const order = index.compare(id, 0, idBytes, at, at + idBytes);
        if (order === 0) return offsetAt(index, offsets + middle * 4, large);
        if (order < 0) low = middle + 1;
        else high = middle;
      }
      return undefined;
    },
    at: (offset, length) => {
      const end = Math.min(offset + length, size);
      if (offset < 0 || offset >= size) throw damaged(`${path}.pack is too short`);
      if (offset < held.from || end > held.from + held.bytes.length) {
        const bytes = Buffer.allocUnsafe(Math.min(Math.max(WINDOW, end - offset), size - offset));
        held = { from: offset, bytes: bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, offset)) };
      }
      return held.bytes.subarray(offset - held.from, end - held.from);
    },
    close: () => closeSync(fd),
  };
}

function offsetAt(index: Buffer, at: number, large: number): number {
  const offset = index.readUInt32BE(at);
  if (offset < 0x8000_0000) return offset;
  return Number(index.readBigUInt64BE(large + (offset - 0x8000_0000) * 8));
}

type Place = { readonly pack: Pack; readonly offset: number };

function makeReader(idBytes: number, find: (id: Buffer) => Place | undefined) {
  /** By pack and offset, the oldest first. */
  const kept = new Map<Pack, Map<number, RawObject>>();
  let keptBytes = 0;
  const keep = (pack: Pack, offset: number, object: RawObject): void => {
    if (keptBytes + object.bytes.length > KEPT_LIMIT) {
      kept.clear();
      keptBytes = 0;
    }
    const own = kept.get(pack) ?? new Map<number, RawObject>();
    own.set(offset, object);
    kept.set(pack, own);
    keptBytes += object.bytes.length;
  };
  /** Small deltas whose size was asked for: their contents are asked for next. */
  const deltas = new Map<number, { readonly pack: Pack; readonly data: Buffer }>();
  const deltaAt = (pack: Pack, offset: number, entry: Entry, limit: number): Buffer => {
    const known = deltas.get(offset);
    if (known?.pack === pack) {
      deltas.delete(offset);
      return known.data;
    }
    return inflateAt(pack, entry, limit);
  };
  const placeOf = (pack: Pack, base: number | Buffer): Place => {
    if (typeof base === 'number') return { pack, offset: base };
    const found = find(base);
    if (found === undefined) throw damaged(`the base ${base.toString('hex').slice(0, 12)} of a delta is missing`);
    return found;
  };
  const read = (pack: Pack, offset: number, limit: number): RawObject => {
    const chain: Buffer[] = [];
    let place: Place = { pack, offset };
    let object: RawObject | undefined;
    const room = makeRoom();
    while (object === undefined) {
      const before = kept.get(place.pack)?.get(place.offset);
      if (before !== undefined && chain.length > 0) {
        object = before;
        room.take(object.bytes);
        break;
      }
      const entry = entryAt(place.pack, place.offset, idBytes);
      const most = chain.length === 0 && entry.base === undefined ? limit : BASE_LIMIT;
      const data = room.take(
        entry.base === undefined ? inflateAt(place.pack, entry, most) : deltaAt(place.pack, place.offset, entry, most),
      );
      if (entry.base === undefined) {
        object = { type: TYPES[entry.kind] ?? '', bytes: data };
        if (chain.length > 0) keep(place.pack, place.offset, object);
      } else {
        chain.push(data);
        if (chain.length > DEPTH) throw damaged('deltas are nested too deeply');
        place = placeOf(place.pack, entry.base);
      }
    }
    return { type: object.type, bytes: applyAll(object.bytes, chain, limit, room) };
  };
  return {
    read,
    info: (pack: Pack, offset: number) => {
      const entry = entryAt(pack, offset, idBytes);
      if (entry.base === undefined) return { type: TYPES[entry.kind] ?? '', size: entry.size };
      const data = inflateAt(pack, entry, BASE_LIMIT);
      if (data.length <= SMALL && deltas.size < MOST_SMALL) deltas.set(offset, { pack, data });
      const { size } = deltaSizes(data);
      let [place, below] = [{ pack, offset }, entry];
      for (let depth = 0; below.base !== undefined; depth += 1) {
        if (depth > DEPTH) throw damaged('deltas are nested too deeply');
        place = placeOf(place.pack, below.base);
        below = entryAt(place.pack, place.offset, idBytes);
      }
      return { type: TYPES[below.kind] ?? '', size };
    },
  };
}

/** The most bytes that a header takes: type and size, and where the base is. */
const HEADER = 64;

function entryAt(pack: Pack, offset: number, idBytes: number): Entry {
  const head = pack.at(offset, HEADER);
  let at = 0;
  const next = (): number => {
    const byte = head[at];
    at += 1;
    if (byte === undefined || at > HEADER - idBytes) throw damaged('a header does not end');
    return byte;
  };
  let byte = next();
  const kind = (byte >> 4) & 7;
  let size = byte & 15;
  for (let scale = 16; (byte & 0x80) !== 0; scale *= 128) {
    byte = next();
    size += (byte & 0x7f) * scale;
  }
  if (kind === OFS_DELTA) {
    byte = next();
    let back = byte & 0x7f;
    while ((byte & 0x80) !== 0) {
      byte = next();
      back = (back + 1) * 128 + (byte & 0x7f);
    }
    if (back <= 0 || back > offset) throw damaged('a delta has no base');
    return { kind, size, data: offset + at, base: offset - back };
  }
  if (kind === REF_DELTA) {
    const base = Buffer.from(head.subarray(at, at + idBytes));
    return { kind, size, data: offset + at + idBytes, base };
  }
  if ((TYPES[kind] ?? '') === '') throw damaged(`an object of type ${kind}`);
  return { kind, size, data: offset + at };
}

function inflateAt(pack: Pack, { data, size }: Entry, limit: number): Buffer {
  if (size > limit) throw new SourceError(`an object has ${size} bytes, more than ${limit}`);
  if (size === 0) return Buffer.alloc(0);
  // deflate makes nothing much larger than it was.
  const bytes = inflate(pack.at(data, size + (size >> 8) + 64), size);
  if (bytes.length !== size) throw damaged('an object is not as long as it says');
  return bytes;
}

export function inflate(bytes: Uint8Array, most: number): Buffer {
  try {
    // As large as what comes out: zlib would take 16 KiB for each of thousands of small objects.
    return inflateSync(bytes, { maxOutputLength: Math.max(1, most), chunkSize: Math.max(64, most) });
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : String(error));
  }
}
