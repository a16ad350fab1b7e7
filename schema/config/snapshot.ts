// `spec.snapshot` and `spec.fleet` of the local configuration: the grammars of its values.

import type { Field } from '../fields.ts';
import { below, fault, isMapping, type Reading, shown } from '../reading.ts';
import { parseTime } from '../units.ts';
import { readAddress } from './address.ts';
import { readFilePath } from './file-path.ts';
import { readRemote } from './source.ts';

/** Milliseconds between two snapshots: a minute is the least, because each asks everything. */
function readEvery(value: unknown): Reading<number> {
  const time = typeof value === 'string' ? parseTime(value) : undefined;
  if (time !== undefined && time >= 60_000) return { value: time };
  return fault('VZR348', `${shown(value)} is not a time of at least 1m`, 'for example 15m or 1h');
}

/** Who reports later than that is not believed in between. */
function readFleet(value: unknown): Reading<unknown> {
  if (!isMapping(value)) return { value };
  const { directory, branch, every = '15m', maxAge = '1h' } = value;
  const [often, old] = [readEvery(every), readEvery(maxAge)];
  if ('fault' in often) return below('every', often);
  if ('fault' in old) return below('maxAge', old);
  if (old.value <= often.value)
    return below(
      'maxAge',
      fault('VZR575', 'reports are too old before the next one is made', 'let it be longer than every'),
    );
  if (directory === undefined && branch === undefined)
    return fault('VZR575', 'there is no way to hear of other nodes', 'name a directory or a branch');
  return { value };
}

const readBranch = (value: unknown): Reading<unknown> => (isMapping(value) ? readRemote(value) : { value });

const readUrl = readAddress('VZR349', 'https://ci.example.net/snapshots/node1');

export const snapshotFields: readonly Field[] = [
  { path: ['spec', 'snapshot', 'every'], read: readEvery },
  { path: ['spec', 'snapshot', 'http', 'url'], read: readUrl },
  { path: ['spec', 'snapshot', 'branch'], read: readBranch },
  { path: ['spec', 'fleet'], read: readFleet },
  { path: ['spec', 'fleet', 'branch'], read: readBranch },
  { path: ['spec', 'fleet', 'keys'], read: readFilePath },
];
