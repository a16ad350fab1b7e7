// How long the processes of a container waited for something they were short of, from its cgroup2 group, which has these
// files with or without controllers.

import { type Pressure, pressureKinds } from '../../reconciler/state/model.ts';
import { hasCode } from '../kernel/error-code.ts';
import { parsePressure } from '../procfs/pressure.ts';
import type { GroupFiles } from './files.ts';

/** Undefined where the kernel does not keep it, and without the group. Throws FileError, ParseError. */
export function readPressure(files: GroupFiles, group: string): Pressure | undefined {
  const all = pressureKinds.map((kind) => {
    const path = `${group}/${kind}.pressure`;
    const text = tryRead(files, path);
    return [kind, text === undefined ? undefined : parsePressure(text, path)] as const;
  });
  const known = all.filter(([, one]) => one !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

function tryRead(files: GroupFiles, path: string): string | undefined {
  try {
    return files.tryRead(path);
  } catch (error) {
    // Switched off for this group (cgroup.pressure) or for the machine.
    if (hasCode(error, 'EOPNOTSUPP')) return undefined;
    throw error;
  }
}
