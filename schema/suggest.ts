// What is said of a field that does not exist: OpenVZ's meaning of it first, then the nearest of the words that are allowed.

import { hintOf, plain } from './openvz-words.ts';

/** The allowed word nearest to what was written, if it is near enough to be a slip of the hand; ties go to the first. */
export function nearest(written: string, allowed: readonly string[]): string | undefined {
  if (written.length > 64) return undefined;
  const word = written.toLowerCase();
  // A third of the letters, at most two and a bit: the threshold other configuration tools arrived at by trial.
  const limit = Math.max(1, Math.min(2, Math.floor(word.length / 3) + 1));
  let best: { word: string; distance: number } | undefined;
  for (const candidate of allowed) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word, candidate.toLowerCase());
    // Of more than half a word anything could be made.
    const isNear = distance <= limit && 2 * distance <= word.length && distance < candidate.length;
    if (isNear && (best === undefined || distance < best.distance)) {
      best = { word: candidate, distance };
    }
  }
  return best?.word;
}

/** Optimal string alignment distance: insert, delete, replace, swap two neighbours. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Fields of a container's mappings alone: beside them OpenVZ's words are known. */
const ofContainers = ['template', 'ctid', 'swap', 'physpages', 'nesting', 'macFilter'];

/** A hint for a field that does not exist where it was written. */
export function fieldHint(written: string, allowed: readonly string[]): string {
  if (written === '<<') return 'merge keys are not supported; write the fields out';
  const same = allowed.find((name) => plain(name) === plain(written));
  if (same !== undefined) return `did you mean ${same}?`;
  if (ofContainers.some((name) => allowed.includes(name))) {
    const known = hintOf(written, allowed.includes('macFilter'));
    if (known !== undefined) return known;
  }
  const near = nearest(written, allowed);
  if (near !== undefined) return `did you mean ${near}?`;
  return allowed.length === 0 ? 'nothing may stand here' : `possible here: ${allowed.join(', ')}`;
}
