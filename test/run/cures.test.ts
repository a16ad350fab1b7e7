// Restarts for health: their number and their distances.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_CURES, makeCures } from '../../reconciler/run/cures.ts';
import { asCtid } from '../../schema/units.ts';

const A = asCtid(101);
const turn = (now: 'healthy' | 'unhealthy') => ({ ctid: A, name: 'a', was: 'starting', now, message: '' }) as const;

test('without a minute of health there are never more than five in a row, at distances that double', () => {
  const step = fc.record({
    wait: fc.integer({ min: 0, max: 59_000 }),
    what: fc.constantFrom('ill', 'well', 'restart'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const cures = makeCures(() => 0);
      const at: number[] = [];
      let now = 0;
      let wellSince: number | undefined;
      for (const { wait, what } of steps) {
        now += wait;
        if (what === 'ill') {
          if (wellSince !== undefined && now - wellSince >= 60_000) return;
          wellSince = undefined;
          cures.turned(turn('unhealthy'), now);
        } else if (what === 'well') {
          wellSince ??= now;
          cures.turned(turn('healthy'), now);
        } else if ((cures.next(A) ?? Number.POSITIVE_INFINITY) <= now) {
          at.push(now);
          cures.started(A, true, now);
        }
      }
      expect(at.length).toBeLessThanOrEqual(MOST_CURES);
      for (const [i, time] of at.slice(1).entries()) expect(time - (at[i] ?? 0)).toBeGreaterThanOrEqual(1000 * 2 ** i);
    }),
  );
});

test('a minute of health, or a start for another reason, begins anew', () => {
  const cures = makeCures(() => 0);
  const wear = (): void => {
    for (let i = 0; i < MOST_CURES; i += 1) cures.started(A, true, i);
  };
  wear();
  expect([cures.next(A), cures.count(A)]).toEqual([undefined, 5]);
  cures.turned(turn('healthy'), 1000);
  cures.turned(turn('unhealthy'), 60_999);
  expect(cures.next(A)).toBeUndefined();
  cures.turned(turn('healthy'), 70_000);
  cures.turned(turn('unhealthy'), 130_000);
  expect([cures.next(A), cures.count(A)]).toEqual([0, 0]);
  wear();
  cures.started(A, false, 140_000);
  expect(cures.next(A)).toBe(0);
});
