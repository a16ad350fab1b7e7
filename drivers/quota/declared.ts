// Whose a limit is: ids the manifest has named are its own to set and to lift, every other id belongs to the container's root, who
// sets limits by quotactl(2). Beside the image, where nothing of the container gets: declared.json, replaced by rename(2).

import { existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';

const KINDS = ['users', 'groups'] as const;

export type Declared = Readonly<Record<(typeof KINDS)[number], readonly string[]>>;

const fileOf = (area: string): string => `${area}/declared.json`;

/** undefined where nobody has written it down: then all limits are the manifest's, as they were before containers could set any. */
export function readDeclared(area: string): Declared | undefined {
  const file = fileOf(area);
  if (!existsSync(file)) return undefined;
  return asDeclared(JSON.parse(readFileSync(file, 'utf8')));
}

function asDeclared(value: Partial<Declared> | null): Declared {
  const of = (kind: (typeof KINDS)[number]): readonly string[] => (value?.[kind] ?? []).map(String);
  return { users: of('users'), groups: of('groups') };
}

export async function writeDeclared(area: string, declared: Declared): Promise<void> {
  const file = fileOf(area);
  await using unfinished = await open(`${file}.new`, 'w', 0o600);
  await unfinished.writeFile(JSON.stringify(declared));
  await unfinished.sync();
  await rename(`${file}.new`, file);
}
