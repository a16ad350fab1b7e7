// Logs as qemu writes them: a sector for each entry's header, then its data.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Fate, type Settled, settle } from './write-log.ts';

const SECTOR = 512;
const FLUSH = 1n;
const FUA = 2n;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vzr-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function entry(sector: number, text: string, flags = 0n): Buffer {
  const header = Buffer.alloc(SECTOR);
  header.writeBigUInt64LE(BigInt(sector), 0);
  header.writeBigUInt64LE(BigInt(text.length), 8);
  header.writeBigUInt64LE(flags, 16);
  return Buffer.concat([header, ...[...text].map((letter) => Buffer.alloc(SECTOR, letter))]);
}
const flush = (): Buffer => entry(0, '', FLUSH);

/** The disk as a letter per sector, four of them, after these entries. */
function play(fate: Fate, entries: readonly Buffer[], random: () => number = () => 0): readonly [string, Settled] {
  const [disk, log] = [join(folder, 'disk'), join(folder, 'log')];
  writeFileSync(disk, Buffer.alloc(4 * SECTOR, '-'));
  writeFileSync(log, Buffer.concat([Buffer.alloc(SECTOR, 's'), ...entries]));
  const settled = settle(disk, log, fate, random);
  const bytes = readFileSync(disk);
  return [[0, 1, 2, 3].map((sector) => String.fromCharCode(bytes[sector * SECTOR] ?? 0)).join(''), settled];
}

const usual = [entry(0, 'ab'), flush(), entry(2, 'c'), entry(0, 'x')];

test('all writes survive, in their order', () => {
  expect(play('all', usual)).toEqual(['xbc-', { writes: 3, unflushed: 2, lost: 0 }]);
});

test('only what was flushed survives', () => {
  expect(play('flushed', usual)).toEqual(['ab--', { writes: 3, unflushed: 2, lost: 2 }]);
  expect(play('flushed', [entry(0, 'ab')])).toEqual(['----', { writes: 1, unflushed: 1, lost: 1 }]);
  expect(play('flushed', [...usual, flush()])).toEqual(['xbc-', { writes: 3, unflushed: 0, lost: 0 }]);
});

test('of what was not flushed a part survives, a later write without an earlier one', () => {
  const chances = [0.1, 0.9];
  expect(play('some', usual, () => chances.shift() ?? 0)).toEqual(['xb--', { writes: 3, unflushed: 2, lost: 1 }]);
});

test('a write that was forced to the disk needs no flush', () => {
  expect(play('flushed', [entry(1, 'f', FUA), entry(2, 'c')])).toEqual(['-f--', { writes: 2, unflushed: 1, lost: 1 }]);
});

test('what qemu was writing when it was killed counts for nothing', () => {
  const torn = entry(0, 'zz').subarray(0, 2 * SECTOR);
  expect(play('all', [...usual, torn])[0]).toBe('xbc-');
  expect(play('all', [...usual, Buffer.alloc(3 * SECTOR)])[0]).toBe('xbc-');
});
