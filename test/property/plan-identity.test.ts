// No commit escapes a rule by what it says of who a container is, whatever the rules and the labels.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makePlan } from '../../reconciler/plan/make.ts';
import type { ContainerPlan } from '../../reconciler/plan/plan.ts';
import { calendarAt } from '../../reconciler/run/calendar.ts';
import { digest } from '../../reconciler/run/digest.ts';
import type { Rules, Selector, WindowSpec } from '../../reconciler/state/rules.ts';
import { desire, init, observe, running, seen, wish } from '../plan/builders.ts';

const origin = { path: 'p.yaml', line: 1, col: 1 };
const value = fc.constantFrom('db', 'web', 'd', '');
const labels = fc.dictionary(fc.constantFrom('tier', 'site', 'constructor'), value, { maxKeys: 3 });
const who = fc.record({ name: fc.constantFrom('db-1', 'db-2', 'web'), labels });
const selector: fc.Arbitrary<Selector> = fc.record(
  {
    names: fc.subarray(['db-*', 'web', '*-1'], { minLength: 1 }),
    labels: fc.dictionary(fc.constantFrom('tier', 'site'), fc.constantFrom('*', 'd*', 'web'), { maxKeys: 2 }),
  },
  { requiredKeys: [] },
);
const window: fc.Arbitrary<Pick<WindowSpec, 'kind' | 'schedule' | 'containers'>> = fc.record({
  kind: fc.constantFrom('allow' as const, 'deny' as const),
  schedule: fc.constantFrom('0 2 * * *', '0 3 * * *', '0 12 * * *'),
  containers: selector,
});
const hour = fc.constantFrom(2, 3, 4, 12, 18).map((hours) => Date.parse('2026-11-26T00:10:00Z') + hours * 3_600_000);
type Who = { readonly name: string; readonly labels: Readonly<Record<string, string>> };

/** The restart of a container that was one and shall be the other. */
function restart(was: Who, wanted: Who, rules: Partial<Rules>, at = 0): ContainerPlan {
  const one = seen(101, running(101), { name: was.name });
  const marker = { version: 1, ctid: one.ctid, ...was, applied: one.state } as const;
  const made = makePlan({
    desired: {
      ...desire([wish(101, running(101, init('/x')), wanted)]),
      rules: { policies: [], windows: [], approvals: [], ...rules },
    },
    observed: observe([{ ...one, marker }]),
    accepted: new Map(),
    calendar: calendarAt(at),
    digest,
    revision: 'r',
  });
  return made.containers[0] as ContainerPlan;
}

test('what a policy says of a container as it was applied or as it shall be, it says of the commit that makes one the other', () => {
  let [forbidden, free] = [0, 0];
  fc.assert(
    fc.property(who, who, selector, (was, wanted, containers) => {
      const rule = { name: 'r', origin, verdict: 'forbid' as const, actions: ['restart' as const], containers };
      const policies = [{ name: 'p', origin, limits: [], overcommit: {}, rules: [rule] }];
      const isHeld = (from: Who, to: Who): boolean => restart(from, to, { policies }).refusals.length > 0;
      const expected = isHeld(was, was) || isHeld(wanted, wanted);
      if (expected) forbidden += 1;
      else free += 1;
      expect(isHeld(was, wanted)).toBe(expected);
    }),
  );
  expect(Math.min(forbidden, free)).toBeGreaterThan(10);
});

test('what waits for a window as it was applied or as it shall be, waits while the commit makes one the other', () => {
  let [waited, done] = [0, 0];
  fc.assert(
    fc.property(who, who, fc.array(window, { maxLength: 4 }), hour, (was, wanted, some, at) => {
      const windows = some.map(
        (part, index): WindowSpec => ({
          ...{ name: `w${index}`, origin, duration: 5_400_000, timeZone: 'UTC', classes: ['restart'] },
          ...part,
        }),
      );
      const waits = (from: Who, to: Who): boolean => restart(from, to, { windows }, at).holds !== undefined;
      const expected = waits(was, was) || waits(wanted, wanted);
      if (expected) waited += 1;
      else done += 1;
      expect(waits(was, wanted)).toBe(expected);
    }),
  );
  expect(Math.min(waited, done)).toBeGreaterThan(10);
});
