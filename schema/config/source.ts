// `spec.source` of the local configuration: the grammars of its values.

import type { Source } from '../config.generated.ts';
import type { Field } from '../fields.ts';
import { below, fault, type Reading, shown } from '../reading.ts';
import { parseTime } from '../units.ts';

/** Milliseconds between two looks, at least 100. */
export function readInterval(value: unknown): Reading<number> {
  const time = typeof value === 'string' ? parseTime(value) : undefined;
  if (time !== undefined && time >= 100) return { value: time };
  return fault('VZR346', `${shown(value)} is not a time of at least 100ms`, 'for example 30s or 5m');
}

/** What is wrong with the address is said in full when it is opened; here only what depends on where one stands. */
function readUrl(value: unknown): Reading<string> {
  if (typeof value !== 'string') return fault('VZR103', `an address is text, not ${shown(value)}`, 'put it in quotes');
  if (/^(?:https:\/\/|ssh:\/\/|file:\/\/\/|\/)|^[^/:]+:(?!\/)/.test(value)) return { value };
  return fault(
    'VZR345',
    `${shown(value)} is not the address of a repository`,
    'https://, ssh://, user@host:path, file:/// or a path that begins with /',
  );
}

function readRemotes(value: unknown): Reading<readonly unknown[]> {
  if (!Array.isArray(value)) return { value: [] };
  for (const [i, remote] of value.entries()) {
    const url: unknown = (remote as { url?: unknown } | null)?.url;
    const reading: Reading<string> = url === undefined ? { value: '' } : readUrl(url);
    if ('fault' in reading) return below(i, below('url', reading));
  }
  return { value };
}

const choices = ['branch', 'tag', 'commit'];

function readRef(value: unknown): Reading<unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { value };
  const given = choices.filter((name) => Object.hasOwn(value, name));
  if (given.length === 1) return { value };
  return fault('VZR108', `spec.source.ref needs exactly one of ${choices.join(', ')}`, 'keep one');
}

export const sourceFields: readonly Field[] = [
  { path: ['spec', 'source', 'interval'], read: readInterval },
  { path: ['spec', 'source', 'remotes'], read: readRemotes },
  { path: ['spec', 'source', 'ref'], read: readRef },
];

/** A ref as --ref writes it. */
export function refText(ref: NonNullable<Source['ref']>): string {
  if (ref.branch !== undefined) return `refs/heads/${ref.branch}`;
  return ref.tag === undefined ? (ref.commit ?? 'HEAD') : `refs/tags/${ref.tag}`;
}
