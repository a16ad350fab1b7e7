// Writing limits so that they can be trusted and taken back: each write is read back and its former text remembered.

import type { Clock } from '../../reconciler/port/clock.ts';
import type { Undo } from '../../reconciler/port/driver.ts';
import { GroupError } from './errors.ts';
import type { GroupFiles } from './files.ts';

/** How the text of a file is compared with what was written, and what is known of it. */
interface Text {
  /** What the kernel puts there in every new group: one that was made through this writer is not asked. */
  readonly initial?: string;
  /** What an empty text stands for, where it cannot be written again: a group with processes keeps a list (ENOSPC). */
  readonly empty?: string | undefined;
  /** Whether a text means `data`; equality when absent. */
  readonly same?: (text: string) => boolean;
}

export interface Writer {
  readonly files: GroupFiles;
  readonly clock: Clock;
  /** Writes `data` to a file of `group`, unless it says so already. Throws FileError or KernelKept. */
  set(group: string, file: string, data: string, text?: Text): void;
  /** Like set, off the event loop. */
  setSlow(group: string, file: string, data: string): Promise<void>;
  /** A group that is new: undo removes it, and does not first write its former limits, which are none. */
  made(group: string, undo: () => Promise<void>): void;
  /** True for a group that was made through this writer: nothing is limited in it, no process is in it. */
  isNew(group: string): boolean;
  /** Remembers something else to undo. */
  remember(undo: () => void | Promise<void>): void;
  /** Takes everything back, last first, past errors; those are thrown together at the end. */
  undo: Undo;
}

export function writer(files: GroupFiles, clock: Clock): Writer {
  const steps: (() => void | Promise<void>)[] = [];
  const fresh: string[] = [];
  const isNew = (group: string): boolean => fresh.includes(group);
  const rememberText = (group: string, path: string, write: () => void | Promise<void>): void => {
    if (isNew(group)) return;
    steps.push(async () => {
      // A group that is gone has no limits to restore.
      if (files.has(path)) await write();
    });
  };
  return {
    files,
    clock,
    set: (group, file, data, { initial, empty, same } = anyText) => {
      const path = `${group}/${file}`;
      const former = initial !== undefined && isNew(group) ? initial : files.read(path);
      if (means(former, data, same)) return;
      rememberText(group, path, () => files.write(path, former || (empty ?? '')));
      check(path, data, files.exchange(path, data), same);
    },
    setSlow: async (group, file, data) => {
      const path = `${group}/${file}`;
      const former = files.read(path);
      if (former === data) return;
      rememberText(group, path, () => files.writeSlow(path, former));
      await files.writeSlow(path, data);
      check(path, data, files.read(path));
    },
    made: (group, undo) => {
      fresh.push(group);
      steps.push(undo);
    },
    isNew,
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

const anyText: Text = {};

const means = (text: string, data: string, same: Text['same']): boolean =>
  same === undefined ? text === data : text === data || same(text);

function check(path: string, data: string, kept: string, same?: Text['same']): void {
  if (means(kept, data, same)) return;
  throw new GroupError('KernelKept', path, `"${data}" was written, but it reads "${kept}"`);
}
