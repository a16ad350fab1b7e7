import { describe, expect, test } from 'vitest';
import { calendarAt, timingFault } from '../../reconciler/run/calendar.ts';
import type { WindowSpec } from '../../reconciler/state/rules.ts';

const HOUR = 3_600_000;
const origin = { path: 'w.yaml', line: 1, col: 1 };
const window = (schedule: string, hours: number, timeZone = 'Europe/Berlin'): WindowSpec => ({
  ...{ name: 'w', origin, kind: 'allow', schedule, duration: hours * HOUR, timeZone, classes: ['restart'] },
});
const at = (text: string): number => Date.parse(text);
const calendar = calendarAt(0);
const opens = (one: WindowSpec, text: string): string =>
  calendar.utc(calendar.nextOpening(one, at(text)) ?? Number.NaN);
const until = (one: WindowSpec, text: string): string | undefined => {
  const end = calendar.openUntil(one, at(text));
  return end === undefined ? undefined : calendar.utc(end);
};

describe('a window', () => {
  const nightly = window('0 2 * * *', 2);

  test('is open from its opening for its duration, the end left out', () => {
    expect(until(nightly, '2026-11-27T00:59:59.999Z')).toBeUndefined();
    expect(until(nightly, '2026-11-27T01:00:00Z')).toBe('2026-11-27T03:00:00Z');
    expect(until(nightly, '2026-11-27T02:59:59.999Z')).toBe('2026-11-27T03:00:00Z');
    expect(until(nightly, '2026-11-27T03:00:00Z')).toBeUndefined();
    expect(opens(nightly, '2026-11-26T12:00:00Z')).toBe('2026-11-27T01:00:00Z');
  });

  test('of many openings that overlap is open as long as the last', () => {
    expect(until(window('0 * * * *', 3, 'UTC'), '2026-11-27T01:30:00Z')).toBe('2026-11-27T04:00:00Z');
    expect(until(window('0 0 20 12 *', 24 * 14, 'UTC'), '2027-01-02T23:00:00Z')).toBe('2027-01-03T00:00:00Z');
  });

  test('opens after the gap where clocks go forward, and once where they go back', () => {
    // 29 March 2026: 02:00 CET is 03:00 CEST. 25 October 2026: 03:00 CEST is 02:00 CET.
    for (const [text, first, second] of [
      ['2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z', '2026-03-30T00:00:00Z'],
      ['2026-10-24T12:00:00Z', '2026-10-25T00:00:00Z', '2026-10-26T01:00:00Z'],
    ] as const) {
      expect(opens(nightly, text)).toBe(first);
      expect(opens(nightly, first)).toBe(second);
      expect(until(nightly, first)).toBe(calendar.utc(at(first) + 2 * HOUR));
      expect(until(nightly, calendar.utc(at(first) + 2 * HOUR))).toBeUndefined();
    }
  });

  test('that never opens again says so', () => {
    expect(calendar.nextOpening(window('0 0 30 2 *', 1), 0)).toBeUndefined();
  });
});

test('times are told in the zone of the window', () => {
  expect(calendar.local(at('2026-11-27T01:00:00Z'), 'Europe/Berlin')).toBe('2026-11-27T02:00 Europe/Berlin');
  expect(calendar.local(at('2026-07-01T00:00:00Z'), 'America/New_York')).toBe('2026-06-30T20:00 America/New_York');
  expect(calendar.utc(at('2026-11-27T01:00:00.123Z'))).toBe('2026-11-27T01:00:00Z');
});

test.each([
  ['0 2 * * *', 'Europe/Berlin', undefined],
  ['0 2 * *', 'UTC', 'schedule'],
  ['61 * * * *', 'UTC', 'schedule'],
  ['* * * * * *', 'UTC', 'schedule'],
  ['0 0 30 2 *', 'UTC', 'schedule'],
  ['0 2 * * *', 'Europe/Nowhere', 'timeZone'],
])('%s in %s is wrong in %s', (schedule, timeZone, field) => {
  expect(timingFault({ schedule, timeZone })?.field).toBe(field);
});
