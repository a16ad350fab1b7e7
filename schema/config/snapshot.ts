// `spec.snapshot` and `spec.fleet` of the local configuration: the grammars of its values.

import type { Field } from '../fields.ts';
import { fault, type Reading, shown } from '../reading.ts';
import { parseTime } from '../units.ts';
import { readAddress } from './address.ts';
import { readFilePath } from './file-path.ts';

/** Milliseconds between two snapshots: a minute is the least, because each asks everything. */
function readEvery(value: unknown): Reading<number> {
  const time = typeof value === 'string' ? parseTime(value) : undefined;
  if (time !== undefined && time >= 60_000) return { value: time };
  return fault('VZR348', `${shown(value)} is not a time of at least 1m`, 'for example 15m or 1h');
}

const readUrl = readAddress('VZR349', 'https://ci.example.net/snapshots/node1');

export const snapshotFields: readonly Field[] = [
  { path: ['spec', 'snapshot', 'every'], read: readEvery },
  { path: ['spec', 'snapshot', 'http', 'url'], read: readUrl },
  { path: ['spec', 'fleet', 'every'], read: readEvery },
  { path: ['spec', 'fleet', 'maxAge'], read: readEvery },
  { path: ['spec', 'fleet', 'keys'], read: readFilePath },
];
