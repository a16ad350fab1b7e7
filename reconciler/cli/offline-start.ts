// Starts the thread that makes plans from snapshots, with bounded memory, because anybody may have written the manifests.

import { Worker } from 'node:worker_threads';

/** MiB: with what the program is without it, at most 240 in all. A small young generation takes half as long again (measured). */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 48 };

let started: Worker | undefined;

/** The one thread, which waits for what it shall do. */
export function offlineThread(): Worker {
  started ??= new Worker(new URL('./offline-load.js', import.meta.url), { resourceLimits: LIMITS });
  return started;
}

/** Whether the words of a command line look like a plan from snapshots. */
export const looksOffline = (words: readonly string[]): boolean =>
  words.includes('--dry-run') && words.some((word, i) => isAgainst(word, words[i - 1]));

const isAgainst = (word: string, before: string | undefined): boolean =>
  word.endsWith('.json') && (before === '--against' || word.startsWith('--against='));
