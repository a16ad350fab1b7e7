import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContainerPlan } from '../../reconciler/plan/plan.ts';
import { delay, makeBackoff } from '../../reconciler/run/backoff.ts';
import { asCtid } from '../../schema/units.ts';

const ctid = asCtid(60_530);
const plan = (action: ContainerPlan['action']): ContainerPlan => ({
  ctid,
  name: 'x',
  action,
  changes: [],
  steps: [],
  refusals: [],
  warnings: [],
  was: {},
  wants: {},
});

describe('the delay before a retry', () => {
  test('is between one second and five and a half minutes and never shrinks with failures', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, random) => {
          const ms = delay(failures, random);
          expect(ms).toBeGreaterThanOrEqual(1000);
          expect(ms).toBeLessThanOrEqual(330_000);
          expect(delay(failures + 1, random)).toBeGreaterThanOrEqual(ms);
        },
      ),
    );
  });
});

describe('a container that never comes up', () => {
  test('is tried at most once a second, whatever the pace of the passes', () => {
    const pace = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 200 });
    const kinds = fc.array(fc.boolean(), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(pace, kinds, (steps, dies) => {
        const backoff = makeBackoff(() => 0);
        let now = 0;
        let tries = 0;
        for (const step of steps) {
          now += step;
          if (backoff.holds(plan('start'), 'r', now)) continue;
          // Either it cannot be started, or it starts and dies before the next pass.
          const started = dies[tries % dies.length] ?? false;
          tries += 1;
          const common = { ctid, name: 'x', action: 'start', ms: 1 } as const;
          backoff.record(
            started ? { ...common, result: 'done', started } : { ...common, result: 'failed', error: 'e' },
            'r',
            now,
          );
        }
        expect(tries).toBeLessThanOrEqual(1 + now / 1000);
      }),
    );
  });

  test('is tried at once when the revision changes', () => {
    const backoff = makeBackoff(() => 0);
    backoff.record({ ctid, name: 'x', action: 'create', result: 'failed', ms: 1 }, 'r1', 0);
    expect(backoff.holds(plan('create'), 'r1', 1)).toBe(true);
    expect(backoff.holds(plan('create'), 'r2', 1)).toBe(false);
  });
});
