// Hints that something changed, through chokidar (inotify(7)). A hint may be missing or false; the interval covers what
// is missed, so a full inotify table costs latency and nothing else.

import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FSWatcher, watch as Watch } from 'chokidar';
import { words } from '../../schema/words.ts';

export interface WatchedFolder {
  readonly path: string;
  /** Levels of folders below `path`; 0 is the folder's own entries. */
  readonly depth: number;
  /** Which entry names matter. */
  readonly only: (name: string) => boolean;
}

export interface WatchOptions {
  /** Milliseconds of quiet before a hint. */
  readonly quiet?: number;
  /** Told once when watching failed (ENOSPC, EMFILE) and has ended. */
  readonly onFailure?: (reason: string) => void;
}

const QUIET = 10;
/** A hint is never held back longer than this by a stream of events. */
const LONGEST = 100;

/** Calls `hint` after changes. Folders that do not exist are left out. Returns the function that ends it. */
export async function watchFolders(
  folders: readonly WatchedFolder[],
  hint: () => void,
  options: WatchOptions = {},
): Promise<() => Promise<void>> {
  const present: WatchedFolder[] = [];
  for (const folder of folders) {
    if ((await stat(folder.path).catch(() => undefined))?.isDirectory()) present.push(folder);
  }
  const debounced = debounce(hint, options.quiet ?? QUIET);
  // Only the loop watches.
  const chokidar = await import('chokidar');
  const watchers = present.map((folder) => start(chokidar.watch, folder, debounced.call));
  const close = async (): Promise<void> => {
    debounced.cancel();
    await Promise.all(watchers.map((watcher) => watcher.close()));
  };
  let failed = false;
  const fail = (error: unknown): void => {
    if (failed) return;
    failed = true;
    options.onFailure?.(words(error));
    void close();
  };
  const ready = (watcher: FSWatcher): Promise<void> =>
    new Promise((resolve) => {
      watcher.once('ready', () => resolve());
      watcher.on('error', (error) => {
        fail(error);
        resolve();
      });
    });
  await Promise.all(watchers.map(ready));
  return close;
}

function start(watch: typeof Watch, folder: WatchedFolder, call: () => void): FSWatcher {
  const watcher = watch(folder.path, {
    depth: folder.depth,
    ignoreInitial: true,
    followSymlinks: false,
    atomic: false,
    // Folders only: a folder's inotify watch already reports its entries, and one watch per manifest would use up
    // the user's limit. 'raw' passes those reports on at once, before chokidar lists the folder again.
    ignored: (path, stats) => path !== folder.path && (folder.depth === 0 || stats?.isDirectory() === false),
  });
  watcher.on('raw', (_event, name, details: unknown) => {
    const entry = typeof name === 'string' ? name : watchedPath(details);
    if (entry === '' || folder.only(basename(entry))) call();
  });
  watcher.on('addDir', call);
  watcher.on('unlinkDir', call);
  return watcher;
}

function watchedPath(details: unknown): string {
  const path = (details as { watchedPath?: unknown } | undefined)?.watchedPath;
  return typeof path === 'string' ? path : '';
}

function debounce(call: () => void, quiet: number): { call(): void; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  let first = 0;
  const fire = (): void => {
    timer = undefined;
    call();
  };
  return {
    call: () => {
      const now = performance.now();
      if (timer === undefined) first = now;
      clearTimeout(timer);
      timer = setTimeout(fire, Math.max(0, Math.min(quiet, first + LONGEST - now)));
    },
    cancel: () => clearTimeout(timer),
  };
}
