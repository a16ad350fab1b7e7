import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tryLockExclusive } from '../../drivers/kernel/flock.ts';
import { LockedError, RootError, takeLock } from '../../reconciler/run/lock.ts';
import { temporary } from '../source/repository.ts';

let folder: ReturnType<typeof temporary>;
beforeEach(() => {
  folder = temporary();
});
afterEach(() => folder.remove());

const take = (pid = 1) =>
  takeLock({ root: folder.path, tryLock: tryLockExclusive, pid, started: '2026-01-02T03:04:05Z' });

const state = (): 'free' | 'held' => {
  try {
    take()();
    return 'free';
  } catch {
    return 'held';
  }
};

describe('the lock of a root', () => {
  test('is held by one; the second is told who holds it', () => {
    const release = take(4711);
    expect(() => take()).toThrow(LockedError);
    expect(() => take()).toThrow(/pid 4711, started 2026-01-02T03:04:05Z/);
    release();
    take()();
  });

  test('falls when its holder is killed', async () => {
    const holder = spawn('/usr/bin/flock', [join(folder.path, 'lock'), '/bin/sleep', '60'], {
      stdio: 'ignore',
      detached: true,
    });
    const gone = once(holder, 'exit');
    await expect.poll(state).toBe('held');
    process.kill(-(holder.pid ?? 0), 'SIGKILL');
    await gone;
    await expect.poll(state).toBe('free');
  });

  test('makes the folders that lead to the root', () => {
    const root = join(folder.path, 'a/b/c');
    takeLock({ root, tryLock: tryLockExclusive, pid: 1, started: '' })();
    expect(existsSync(join(root, 'lock'))).toBe(true);
  });

  // Node's own recursive mkdir never returns from procfs.
  test.each(['/proc/x', '/proc/x/y', '/proc/version', '/proc/version/x'])('is refused at once in %s', (root) => {
    const work = () => takeLock({ root, tryLock: tryLockExclusive, pid: 1, started: '' });
    expect(work).toThrow(RootError);
    expect(work).toThrow(`${root} cannot be the root: `);
  });

  test('survives a stale text', () => {
    take(1)();
    take(2)();
  });
});
