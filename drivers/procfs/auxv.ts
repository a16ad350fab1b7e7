// /proc/<pid>/auxv, getauxval(3): pairs of native words. Only the page size is taken from it.

import { ParseError } from './parse.ts';

const AT_PAGESZ = 6n;

/** Bytes per page of this kernel (4096 on x64; 4096, 16384 or 65536 on arm64). Both of our architectures are little-endian. */
export function parsePageSize(text: string, where: string): number {
  const words = Buffer.from(text, 'latin1');
  for (let at = 0; at + 16 <= words.length; at += 16) {
    if (words.readBigUInt64LE(at) === AT_PAGESZ) return Number(words.readBigUInt64LE(at + 8));
  }
  throw new ParseError(where, 1, 'no AT_PAGESZ entry');
}
