// Writing limits so that they can be trusted and taken back: each write is read back and its former text remembered.

import type { Clock } from '../../reconciler/port/clock.ts';
import type { Undo } from '../../reconciler/port/driver.ts';
import { GroupError } from './errors.ts';
import type { GroupFiles } from './files.ts';

export interface Writer {
  readonly files: GroupFiles;
  /** Writes unless the file says so already. `same` decides whether a text means `data`. Throws FileError or KernelKept. */
  set(path: string, data: string, same?: (text: string) => boolean): void;
  /** Like set, off the event loop. */
  setSlow(path: string, data: string, same?: (text: string) => boolean): Promise<void>;
  readonly clock: Clock;
  /** A group that is new: undo removes it, and does not first write its former limits, which are none. */
  made(group: string, undo: () => Promise<void>): void;
  /** Remembers something else to undo. */
  remember(undo: () => void | Promise<void>): void;
  /** Takes everything back, last first, past errors; those are thrown together at the end. */
  undo: Undo;
}

export function writer(files: GroupFiles, clock: Clock): Writer {
  const steps: (() => void | Promise<void>)[] = [];
  const fresh: string[] = [];
  const rememberText = (path: string, write: () => void | Promise<void>): void => {
    if (fresh.some((group) => path.startsWith(`${group}/`))) return;
    steps.push(async () => {
      // A group that is gone has no limits to restore.
      if (files.tryRead(path) !== undefined) await write();
    });
  };
  const check = (path: string, data: string, same: (text: string) => boolean): void => {
    const kept = files.read(path);
    if (!same(kept)) throw new GroupError('KernelKept', path, `"${data}" was written, but it reads "${kept}"`);
  };
  return {
    files,
    clock,
    set: (path, data, same = (text) => text === data) => {
      const former = files.read(path);
      if (same(former)) return;
      rememberText(path, () => files.write(path, former));
      files.write(path, data);
      check(path, data, same);
    },
    setSlow: async (path, data, same = (text) => text === data) => {
      const former = files.read(path);
      if (same(former)) return;
      rememberText(path, () => files.writeSlow(path, former));
      await files.writeSlow(path, data);
      check(path, data, same);
    },
    made: (group, undo) => {
      fresh.push(group);
      steps.push(undo);
    },
    remember: (undo) => {
      steps.push(undo);
    },
    undo: async () => {
      const failures: unknown[] = [];
      for (const step of steps.splice(0).reverse()) {
        try {
          await step();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length === 1) throw failures[0];
      if (failures.length > 1) throw new AggregateError(failures, 'undo of cgroup changes failed');
    },
  };
}
