// <root>/state/settings.json: what the revision of the last pass said that no step carries out, so that a dry run, here or from a
// snapshot, tells what a newer one says differently. Losing the file loses only that, until the next pass.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keptSettings, type Said } from '../plan/settings.ts';
import { writeAtomically } from '../source/atomic-file.ts';
import type { Desired } from '../state/model.ts';

export interface SettingsStore {
  /** Undefined: there was no pass yet, or what it left is lost. */
  read(): Promise<readonly Said[] | undefined>;
  /** These are in force from here on. Writes nothing while they stay the same. */
  write(desired: Desired): Promise<void>;
}

export function settingsFile(root: string): SettingsStore {
  const path = join(root, 'state', 'settings.json');
  let last: Desired | undefined;
  return {
    read: async () => parsed((await readFile(path, 'utf8').catch(() => '')) || 'null'),
    write: async (desired) => {
      // Most passes are of the very revision of the one before.
      if (desired === last) return;
      const rows = keptSettings(desired).map((one) => JSON.stringify(one));
      const text = `{"version":1,"settings":[\n${rows.join(',\n')}\n]}\n`;
      if ((await readFile(path, 'utf8').catch(() => undefined)) !== text) await writeAtomically(path, text);
      last = desired;
    },
  };
}

/** What is known and stays: of a snapshot, for instance. */
export const knownSettings = (settings: readonly Said[] | undefined): SettingsStore => ({
  read: async () => settings,
  write: async () => {},
});

function parsed(text: string): readonly Said[] | undefined {
  try {
    const value = JSON.parse(text) as { readonly version?: unknown; readonly settings?: unknown } | null;
    return value?.version === 1 && Array.isArray(value.settings) ? (value.settings as readonly Said[]) : undefined;
  } catch {
    return undefined;
  }
}
