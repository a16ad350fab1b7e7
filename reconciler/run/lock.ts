// One reconciler per root: <root>/lock, held by flock(2) so that it falls with its holder. The text inside is for the
// message of the second one only.

import { closeSync, constants, fchmodSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Another reconciler holds the root. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

export interface LockOptions {
  readonly root: string;
  /** flock(LOCK_EX | LOCK_NB), given by wire.ts. */
  readonly tryLock: (fd: number, subject: string) => boolean;
  readonly pid: number;
  /** When the holder started, for people. */
  readonly started: string;
}

/** Takes the lock or throws LockedError naming the holder. Returns the function that releases it. */
export function takeLock(options: LockOptions): () => void {
  mkdirSync(options.root, { recursive: true });
  const path = join(options.root, 'lock');
  // O_NOFOLLOW: the root belongs to us, but a link there would make us truncate what it points to.
  const fd = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o644);
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
