// How long a Window stays open.

import { fault, type Reading, shown } from './reading.ts';

const DAY = 86_400;

/** Seconds, from a minute to a year: `2h`, `90m`, `1h30m`, `14d`. */
export function readOpenFor(value: unknown): Reading<number> {
  const hint = 'write a duration such as 2h, 90m or 14d';
  const match = typeof value === 'string' ? /^(?:(\d{1,3})d)?(?:(\d{1,4})h)?(?:(\d{1,6})m)?$/.exec(value) : null;
  if (match === null || value === '') return fault('VZR513', `${shown(value)} is not a duration of a window`, hint);
  const [days = 0, hours = 0, minutes = 0] = match.slice(1).map((text) => Number(text ?? 0));
  const seconds = days * DAY + hours * 3600 + minutes * 60;
  if (seconds === 0 || seconds > 366 * DAY)
    return fault('VZR513', `a window cannot be open for ${shown(value)}`, 'the shortest is 1m, the longest 366d');
  return { value: seconds };
}
