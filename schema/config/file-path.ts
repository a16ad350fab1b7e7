// A file that the configuration names.

import { fault, type Reading, shown } from '../reading.ts';

/** Some of these paths become words of a command, so all are of characters that mean nothing to any. */
export function readFilePath(value: unknown): Reading<string> {
  if (typeof value !== 'string') return { value: '' };
  if (/^\/[A-Za-z0-9._/@+,=:-]+$/.test(value)) return { value };
  const hint = 'a path begins with /, and has letters, digits and . _ / @ + , = : -';
  return fault('VZR354', `${shown(value)} is not the path of a file`, hint);
}
