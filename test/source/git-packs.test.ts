// Packs that git would never make: what one object takes to be made is bounded, whatever its chain of deltas.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SourceError } from '../../reconciler/port/source.ts';
import { openPacks, type Packs } from '../../reconciler/source/git-packs.ts';
import { makeRepository, temporary } from './repository.ts';

const MiB = 1 << 20;
let folder: ReturnType<typeof temporary>;
let packs: Packs | undefined;

beforeEach(() => {
  folder = temporary();
});
afterEach(() => {
  packs?.close();
  folder.remove();
});

const idOf = (bytes: Buffer): Buffer => createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest();

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left & 0x7f) | 0x80);
  }
}

/** Type and size of an entry: four bits of the size beside the type. */
function headOf(type: number, size: number): Buffer {
  const first = (type << 4) | (size & 15);
  return size < 16 ? Buffer.from([first]) : Buffer.concat([Buffer.from([first | 0x80]), varint(size >>> 4)]);
}

/** An object as a delta that takes nothing of its base. */
function deltaOf(base: Buffer, made: Buffer): Buffer {
  const parts = [varint(base.length), varint(made.length)];
  for (let at = 0; at < made.length; at += 127) {
    const part = made.subarray(at, at + 127);
    parts.push(Buffer.from([part.length]), part);
  }
  return Buffer.concat(parts);
}

/** A blob of one byte and deltas of a MiB, each of the one before; the id of the last. */
function pack(deltas: number): string {
  const objects = [Buffer.from('x'), ...Array.from({ length: deltas }, (_, i) => Buffer.alloc(MiB, i))];
  const entries = objects.map((object, i) => {
    const base = objects[i - 1];
    if (base === undefined) return Buffer.concat([headOf(3, object.length), deflateSync(object)]);
    const delta = deltaOf(base, object);
    return Buffer.concat([headOf(7, delta.length), idOf(base), deflateSync(delta)]);
  });
  const head = Buffer.from('PACK\0\0\0\x02\0\0\0\0', 'latin1');
  head.writeUInt32BE(objects.length, 8);
  const content = Buffer.concat([head, ...entries]);
  const repo = makeRepository(join(folder.path, 'repo'));
  execFileSync('/usr/bin/git', ['index-pack', '--stdin'], {
    cwd: repo.path,
    input: Buffer.concat([content, createHash('sha1').update(content).digest()]),
  });
  packs = openPacks(join(repo.path, '.git/objects/pack'), 20);
  return idOf(objects.at(-1) ?? Buffer.alloc(0)).toString('hex');
}

test('a chain of large deltas is read', () => {
  const id = pack(10);
  expect(packs?.read(id, 2 * MiB)?.bytes.equals(Buffer.alloc(MiB, 9))).toBe(true);
});

test('one that would take more memory than a plan may have is refused', () => {
  const id = pack(40);
  expect(() => packs?.read(id, 2 * MiB)).toThrow(
    new SourceError('an object takes more than 33554432 bytes to be made'),
  );
});
