// Deltas of packs: gitformat-pack(5). An object is made from another by copying of it and by what the delta brings along.

import { SourceError } from '../port/source.ts';

/**
 * Bytes of an object that others are made from, and of all that one chain of deltas holds at once: buffers are outside of what a
 * thread's heap is held to. What they are read from is as much again at most.
 */
export const BASE_LIMIT = 32 << 20;

export const damaged = (what: string): SourceError => new SourceError(`a pack is damaged: ${what}`, 'see git fsck');

type Room = ReturnType<typeof makeRoom>;

/** For what is held at once. */
export function makeRoom() {
  let left = BASE_LIMIT;
  return {
    take: (bytes: Buffer): Buffer => {
      left -= bytes.length;
      if (left < 0) throw new SourceError(`an object takes more than ${BASE_LIMIT} bytes to be made`);
      return bytes;
    },
    give: (bytes: Buffer): void => {
      left += bytes.length;
    },
  };
}

/** The last delta of the chain is applied first. Empties the chain: what was applied is not held any longer. */
export function applyAll(base: Buffer, chain: Buffer[], limit: number, room: Room): Buffer {
  let bytes = base;
  for (let delta = chain.pop(); delta !== undefined; delta = chain.pop()) {
    const made = room.take(applyDelta(bytes, delta, chain.length === 0 ? limit : BASE_LIMIT));
    room.give(bytes);
    room.give(delta);
    bytes = made;
  }
  return bytes;
}

export function deltaSizes(delta: Buffer): { readonly base: number; readonly size: number; readonly at: number } {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = delta[at];
      if (byte === undefined || scale > 2 ** 49) throw damaged('a delta does not end');
      at += 1;
      value += (byte & 0x7f) * scale;
      if ((byte & 0x80) === 0) return value;
    }
  };
  const [base, size] = [varint(), varint()];
  return { base, size, at };
}

function applyDelta(base: Buffer, delta: Buffer, limit: number): Buffer {
  const { base: length, size, at: begin } = deltaSizes(delta);
  if (length !== base.length) throw damaged('a delta is of another object');
  if (size > limit) throw new SourceError(`an object has ${size} bytes, more than ${limit}`);
  const made = Buffer.allocUnsafe(size);
  let [at, to] = [begin, 0];
  const field = (bits: number, count: number): number => {
    let value = 0;
    for (let i = 0; i < count; i += 1)
      if ((bits & (1 << i)) !== 0) {
        value += (delta[at] ?? 0) * 256 ** i;
        at += 1;
      }
    return value;
  };
  while (at < delta.length) {
    const code = delta[at] ?? 0;
    at += 1;
    const isCopy = (code & 0x80) !== 0;
    const from = isCopy ? field(code, 4) : at;
    const count = isCopy ? field(code >> 4, 3) || 0x10000 : code;
    const source = isCopy ? base : delta;
    if (code === 0 || from + count > source.length || to + count > size) throw damaged('a delta reaches too far');
    source.copy(made, to, from, from + count);
    if (!isCopy) at += count;
    to += count;
  }
  if (to !== size) throw damaged('a delta makes less than it says');
  return made;
}
