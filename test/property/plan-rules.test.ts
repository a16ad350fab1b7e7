// Laws of policies and windows, over random pairs of revisions.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SimulatedHost, simulatedHost } from '../../drivers/simulated/host.ts';
import { existing } from '../../reconciler/plan/diff.ts';
import { fields } from '../../reconciler/plan/fields.ts';
import { makePlan, runnable } from '../../reconciler/plan/make.ts';
import type { Step } from '../../reconciler/plan/plan.ts';
import { calendarAt } from '../../reconciler/run/calendar.ts';
import { digest } from '../../reconciler/run/digest.ts';
import type { DesiredContainer } from '../../reconciler/state/model.ts';
import type { ActionClass, PolicyRule, Rules, WindowSpec } from '../../reconciler/state/rules.ts';
import { look, planFor, play } from '../contract/player.ts';
import { busybox, debian, desire, observe, seen } from '../plan/builders.ts';
import { wishes } from './plan-arbitraries.ts';

const origin = { path: 'p.yaml', line: 1, col: 1 };
const actionClasses: readonly ActionClass[] = ['create', 'start', 'stop', 'live', 'restart', 'recreate', 'delete'];
const containers = fc.constantFrom(
  {},
  { names: ['web-10*'] },
  { names: ['web-101', 'web-103'] },
  { labels: { tier: 'x' } },
);

const rule: fc.Arbitrary<PolicyRule> = fc
  .record(
    {
      verdict: fc.constantFrom('forbid' as const, 'requireApproval' as const, 'warn' as const),
      actions: fc.subarray([...actionClasses], { minLength: 1 }),
      classes: fc.subarray(['live' as const, 'restart' as const, 'recreate' as const], { minLength: 1 }),
      fields: fc.subarray([...fields.map(({ label }) => label), '*', '/cgroup/*'], { minLength: 1, maxLength: 3 }),
      above: fc.constantFrom(0, 100, 2 ** 24),
      containers,
    },
    { requiredKeys: ['verdict'] },
  )
  .map((part) => ({ name: 'r', origin, ...part }));

const policies = fc
  .array(rule, { minLength: 1, maxLength: 4 })
  .map((rules) => [{ name: 'p', origin, limits: [], overcommit: {}, rules }]);

/** Open from 02:00 to 04:00 UTC. */
const window: fc.Arbitrary<WindowSpec> = fc
  .record({ classes: fc.subarray([...actionClasses], { minLength: 1 }), containers })
  // By label none ever opens what has no manifest any more.
  .filter((part) => !('labels' in part.containers && part.classes.includes('delete')))
  .map((part) => ({
    name: 'w',
    origin,
    kind: 'allow',
    schedule: '0 2 * * *',
    duration: 7_200_000,
    timeZone: 'UTC',
    ...part,
  }));

const noon = calendarAt(Date.parse('2026-11-26T12:00:00Z'));
const night = calendarAt(Date.parse('2026-11-27T02:30:00Z'));

function between(before: readonly DesiredContainer[], after: readonly DesiredContainer[], rules?: Rules) {
  const there = before.map(({ ctid, state }) => seen(ctid, existing(state)));
  const desired = { ...desire(after), ...(rules !== undefined && { rules }) };
  const observed = observe(there, [busybox.key, debian.key]);
  return makePlan({
    desired,
    observed,
    accepted: new Map(),
    options: { yes: true },
    calendar: noon,
    digest,
    revision: 'r',
  });
}

/** Whether addresses are given and taken in one step or in two depends on who else takes part. */
const called = (steps: readonly Step[]): readonly string[] =>
  steps.map(({ driver, verb }) => `${driver}.${verb}`).filter((name, index, all) => name !== all[index - 1]);

test('a policy takes containers out of a plan, and changes nothing of the others', () => {
  let [refused, left] = [0, 0];
  fc.assert(
    fc.property(wishes, wishes, policies, (before, after, list) => {
      const free = between(before, after);
      const held = between(before, after, { policies: list, windows: [], approvals: [] });
      expect(held.containers.map(({ effect }) => effect)).toEqual(free.containers.map(({ effect }) => effect));
      for (const [index, one] of held.containers.entries()) {
        const same = free.containers[index];
        if (one.refusals.length > 0) {
          refused += 1;
          expect(one.steps).toEqual([]);
          continue;
        }
        left += 1;
        const { warnings: _, steps, ...said } = one;
        expect({ ...said, warnings: same?.warnings, steps: same?.steps }).toEqual(same);
        expect(called(steps)).toEqual(called(same?.steps ?? []));
      }
      const warns = list.every(({ rules }) => rules.every(({ verdict }) => verdict === 'warn'));
      if (warns) expect(held.effect).toBe(free.effect);
    }),
  );
  expect(Math.min(refused, left)).toBeGreaterThan(10);
});

const end = async (host: SimulatedHost): Promise<string> => {
  const states = [...(await look(host)).containers.values()].map(
    ({ ctid, name, state }) => [ctid, name, state] as const,
  );
  return JSON.stringify(states.sort(([left], [right]) => left - right));
};

test('what is put off and what is left come to the whole plan', async () => {
  let deferred = 0;
  await fc.assert(
    fc.asyncProperty(
      wishes,
      wishes,
      fc.array(window, { minLength: 1, maxLength: 2 }),
      async (before, after, windows) => {
        const [whole, parts] = [simulatedHost(), simulatedHost()];
        for (const host of [whole, parts]) await play(host, await planFor(host, desire(before)));
        const plan = await planFor(whole, desire(after));
        await play(whole, plan);
        const desired = { ...desire(after), rules: { policies: [], windows, approvals: [] } };
        const first = await planFor(parts, desired, { yes: true, calendar: noon });
        await play(parts, first);
        // What is put off stays so, and nothing of it is done twice.
        expect(runnable(await planFor(parts, desired, { yes: true, calendar: noon }))).toEqual([]);
        if (first.containers.some(({ holds }) => holds !== undefined)) deferred += 1;
        expect(first.effect).toBe(plan.effect);
        await play(parts, await planFor(parts, desired, { yes: true, calendar: night }));
        expect(await end(parts)).toBe(await end(whole));
      },
    ),
    { numRuns: 60 },
  );
  expect(deferred).toBeGreaterThan(15);
});
