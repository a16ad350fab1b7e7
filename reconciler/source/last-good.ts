// <root>/state/source.json: the revision last accepted from a source, for the rewind check and for an unreachable
// remote. Losing the file loses only that.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from './atomic-file.ts';

export interface LastGood {
  /** Of this source. */
  load(): Promise<string | undefined>;
  /** Of whatever source was followed last: what came before it has been accepted, by whatever name it was followed. */
  latest(): Promise<string | undefined>;
  save(revision: string): Promise<void>;
}

/** `key` names the source (address and ref): another one has no past here. */
export function lastGoodFile(root: string, key: string): LastGood {
  const path = join(root, 'state', 'source.json');
  let known: string | undefined;
  const read = async (): Promise<{ readonly source?: unknown; readonly revision?: string }> => {
    try {
      const record: unknown = JSON.parse(await readFile(path, 'utf8'));
      return isRecord(record) && typeof record['revision'] === 'string' ? record : {};
    } catch {
      // Absent or torn by a crash of an older kernel's file system: there is no past.
      return {};
    }
  };
  return {
    load: async () => {
      if (known !== undefined) return known;
      const { source, revision } = await read();
      if (source === key) known = revision;
      return known;
    },
    latest: async () => known ?? (await read()).revision,
    save: async (revision) => {
      if (revision === known) return;
      await writeAtomically(path, `${JSON.stringify({ version: 1, source: key, revision })}\n`);
      known = revision;
    },
  };
}

/** A past that lives as long as the process: for --simulate, --dry-run and tests. */
export function lastGoodInMemory(initial?: string, latest?: string): LastGood {
  let known = initial;
  return {
    load: async () => known,
    latest: async () => known ?? latest,
    save: async (revision) => {
      known = revision;
    },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
