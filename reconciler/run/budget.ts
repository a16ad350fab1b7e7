// How much of manifests is looked at when anybody may have written them. What becomes of a text in memory depends on how many values
// are in it and not on its bytes, so what separates values is counted before it is parsed.

import { SourceError, type SourceFile } from '../port/source.ts';

/** Ten thousand manifests of a dozen lines have 250,000. */
const ALL = 400_000;
/** Of one file. */
const ONE = 120_000;

const SEPARATORS = new Set([...',:[{\n'].map((character) => character.charCodeAt(0)));

/** About as many as there are values in it. */
export function countValues(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (SEPARATORS.has(byte)) count += 1;
  return count;
}

/** Takes the values of one file after the other, beside those that are `spent`. The result throws SourceError when there are too many. */
export function makeBudget(spent = 0): (file: Pick<SourceFile, 'path'>, count: number) => void {
  let all = spent;
  return ({ path }, count) => {
    all += count;
    if (count > ONE) throw new SourceError(`${path}: more than ${ONE} values and lines`, 'write smaller files');
    if (all > ALL) throw new SourceError(`the manifests have more than ${ALL} values and lines`, 'see --path');
  };
}
