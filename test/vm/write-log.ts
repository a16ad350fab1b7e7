// What a disk holds after a power cut. qemu's blklogwrites driver logs every write and flush of a guest in the format of
// Linux's dm-log-writes; a disk keeps what was written before the last flush, and of the rest what it likes, in any order.

import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';

/** Everything the disk was given survives, only what was flushed, or of the rest a part. */
export const FATES = ['all', 'flushed', 'some'] as const;
export type Fate = (typeof FATES)[number];

export interface Settled {
  readonly writes: number;
  /** Writes that no flush had followed. */
  readonly unflushed: number;
  readonly lost: number;
}

const SECTOR = 512;
const FLUSH = 1n;
const FUA = 2n;
const DISCARD = 4n;

interface Entry {
  /** Bytes into the disk and into the log. */
  readonly at: number;
  readonly from: number;
  readonly length: number;
  readonly flags: bigint;
}

/** Carries over to `disk` (as it was when the guest began) the logged writes that survive. `random` gives 0 to 1. */
export function settle(disk: string, log: string, fate: Fate, random: () => number): Settled {
  const [to, from] = [openSync(disk, 'r+'), openSync(log, 'r')];
  try {
    const entries = readEntries(from);
    const flushed = entries.findLastIndex(({ flags }) => (flags & FLUSH) !== 0n);
    let [writes, unflushed, lost] = [0, 0, 0];
    for (const [index, entry] of entries.entries()) {
      if (entry.length === 0) continue;
      writes += 1;
      if (index > flushed && (entry.flags & FUA) === 0n) {
        unflushed += 1;
        if (fate === 'flushed' || (fate === 'some' && random() < 0.5)) {
          lost += 1;
          continue;
        }
      }
      const data = Buffer.alloc(entry.length);
      readSync(from, data, 0, entry.length, entry.from);
      writeSync(to, data, 0, entry.length, entry.at);
    }
    return { writes, unflushed, lost };
  } finally {
    closeSync(to);
    closeSync(from);
  }
}

/** Up to the one qemu was writing when it was killed: nobody was told that it is done. */
function readEntries(log: number): readonly Entry[] {
  const entries: Entry[] = [];
  const { size } = fstatSync(log);
  const header = Buffer.alloc(32);
  for (let at = SECTOR; at + SECTOR <= size; ) {
    readSync(log, header, 0, header.length, at);
    const flags = header.readBigUInt64LE(16);
    const length = (flags & DISCARD) === 0n ? Number(header.readBigUInt64LE(8)) * SECTOR : 0;
    const from = at + SECTOR;
    if ((length === 0 && flags === 0n) || from + length > size) break;
    entries.push({ at: Number(header.readBigUInt64LE(0)) * SECTOR, from, length, flags });
    at = from + length;
  }
  return entries;
}
