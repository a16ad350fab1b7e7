// One reconciler per root: <root>/lock, held by flock(2) so that it falls with its holder. The text inside is for the
// message of the second one only.

import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { words } from '../../schema/words.ts';

/** Another reconciler holds the root. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/** The root is no place for files. */
export class RootError extends Error {
  override readonly name = 'RootError';
  readonly hint = 'name another folder with --root';
}

export interface LockOptions {
  readonly root: string;
  /** flock(LOCK_EX | LOCK_NB), given by wire.ts. */
  readonly tryLock: (fd: number, subject: string) => boolean;
  readonly pid: number;
  /** When the holder started, for people. */
  readonly started: string;
}

/**
 * Makes the root where it is missing and takes its lock. Returns the function that releases it. Throws LockedError naming
 * the holder, RootError when nothing can be written there.
 */
export function takeLock(options: LockOptions): () => void {
  const path = join(options.root, 'lock');
  const fd = openLock(options.root, path);
  try {
    if (!options.tryLock(fd, path)) {
      const holder = readFileSync(path, 'utf8').trim();
      throw new LockedError(`${options.root} is managed by another vzreconcile${holder === '' ? '' : ` (${holder})`}`);
    }
    ftruncateSync(fd);
    fchmodSync(fd, 0o644);
    writeSync(fd, `pid ${options.pid}, started ${options.started}\n`, 0);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  return () => {
    ftruncateSync(fd);
    closeSync(fd);
  };
}

function openLock(root: string, path: string): number {
  try {
    makeFolder(root);
    // O_NOFOLLOW: the root belongs to us, but a link there would make us truncate what it points to.
    return openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o644);
  } catch (error) {
    throw new RootError(`${root} cannot be the root: ${words(error)}`);
  }
}

/** Level by level: Node's recursive mkdir tries for ever where a parent is there and takes no folder (procfs). */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else was faster.
    if (!existsSync(path)) throw error;
  }
}
