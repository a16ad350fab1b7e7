// `spec.snapshot` of the local configuration: the grammars of its values.

import type { Field } from '../fields.ts';
import { fault, type Reading, shown } from '../reading.ts';
import { parseTime } from '../units.ts';

/** Milliseconds between two snapshots: a minute is the least, because each asks everything. */
function readEvery(value: unknown): Reading<number> {
  const time = typeof value === 'string' ? parseTime(value) : undefined;
  if (time !== undefined && time >= 60_000) return { value: time };
  return fault('VZR348', `${shown(value)} is not a time of at least 1m`, 'for example 15m or 1h');
}

/** A token, and what a node has, do not go over a network in the clear. */
function readUrl(value: unknown): Reading<string> {
  if (typeof value !== 'string') return fault('VZR103', `an address is text, not ${shown(value)}`, 'put it in quotes');
  if (/^https:\/\/[^/@\s]+(\/\S*)?$/.test(value)) return { value };
  if (/^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:\d+)?(\/\S*)?$/.test(value)) return { value };
  return fault(
    'VZR349',
    `${shown(value)} is not an https address`,
    'https://ci.example.net/snapshots/node1, without user and password',
  );
}

export const snapshotFields: readonly Field[] = [
  { path: ['spec', 'snapshot', 'every'], read: readEvery },
  { path: ['spec', 'snapshot', 'http', 'url'], read: readUrl },
];
