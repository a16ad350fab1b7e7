// Laws of the planner, over random pairs of revisions.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SimulatedCrash } from '../../drivers/simulated/faults.ts';
import { type SimulatedHost, simulatedHost } from '../../drivers/simulated/host.ts';
import { dependenciesOf } from '../../reconciler/plan/dependencies.ts';
import { existing } from '../../reconciler/plan/diff.ts';
import { driverOrder } from '../../reconciler/plan/fields.ts';
import { type MaxDeletes, mostOf } from '../../reconciler/plan/guard.ts';
import { makePlan, runnable } from '../../reconciler/plan/make.ts';
import { patchBetween, patched, target } from '../../reconciler/plan/patch.ts';
import type { ContainerPlan, Plan } from '../../reconciler/plan/plan.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { renderMarkdown } from '../../reconciler/plan/render-markdown.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import type { DesiredContainer, ObservedContainer } from '../../reconciler/state/model.ts';
import { accept, look, planFor, play } from '../contract/player.ts';
import { busybox, debian, desire, node, observe, reportOf, running, seen, wish } from '../plan/builders.ts';
import { ctids, turns, wishes } from './plan-arbitraries.ts';

/** A plan between two revisions, without a host. */
function between(before: readonly DesiredContainer[], after: readonly DesiredContainer[], yes = true): Plan {
  const there = before.map(({ ctid, state }): ObservedContainer => seen(ctid, existing(state)));
  const observed = observe(there, [busybox.key, debian.key]);
  return makePlan({ desired: desire(after), observed, accepted: new Map(), options: { yes }, revision: 'r' });
}

async function settle(host: SimulatedHost, wanted: readonly DesiredContainer[], pick?: (ready: number) => number) {
  const plan = await planFor(host, desire(wanted));
  await play(host, plan, pick);
  return plan;
}

/** Nothing left to do, and everything as the drivers accepted it. */
async function expectSettled(host: SimulatedHost, wanted: readonly DesiredContainer[]): Promise<void> {
  expect(runnable(await planFor(host, desire(wanted)))).toEqual([]);
  const { containers } = await look(host);
  expect([...containers.keys()].sort()).toEqual(wanted.map(({ ctid }) => ctid));
  for (const { ctid, state } of wanted) {
    const { lifecycle, ...sections } = existing(accept(host, state).wants);
    const { lifecycle: now, ...seenSections } = containers.get(ctid)?.state ?? {};
    // Fields nobody manages keep what an earlier revision wrote.
    expect(seenSections).toMatchObject(sections);
    expect(now?.state ?? 'stopped').toBe(lifecycle?.state);
  }
}

describe('a plan', () => {
  test('from a state to itself is empty', () => {
    fc.assert(
      fc.property(wishes, (wanted) => {
        const plan = between(wanted, wanted);
        expect(plan.containers.filter(({ action }) => action !== 'none')).toEqual([]);
        expect(plan.containers.flatMap(({ steps, changes }) => [...steps, ...changes])).toEqual([]);
        expect(plan.templates).toEqual([]);
      }),
    );
  });

  test('is the same value and prints the same bytes each time', () => {
    fc.assert(
      fc.property(wishes, wishes, fc.boolean(), (before, after, yes) => {
        const [first, second] = [between(before, after, yes), between(before, [...after].reverse(), yes)];
        expect(second).toEqual(first);
        for (const render of [renderText, renderJson, (plan: Plan) => renderMarkdown(reportOf(plan))])
          expect(render(second)).toBe(render(first));
      }),
    );
  });

  test('carries a patch that leads from what was to what will be, and applies to nothing else', () => {
    fc.assert(
      fc.property(wishes, wishes, (before, after) => {
        for (const plan of between(before, after).containers) {
          const patch = patchBetween(plan.was, target(plan));
          expect(patched(plan.was, patch)).toEqual(target(plan));
          const guard = patch.findIndex(({ op }) => op === 'test');
          if (guard !== -1) expect(() => patched({}, patch)).toThrow();
        }
      }),
    );
  });

  test('never takes away what a later step needs', () => {
    const needs = {
      rootfs: [],
      quota: ['rootfs'],
      cgroup: [],
      namespace: ['rootfs', 'cgroup'],
      network: ['namespace'],
      lifecycle: ['namespace'],
    };
    fc.assert(
      fc.property(wishes, wishes, (before, after) => {
        for (const { was, steps } of between(before, after).containers) {
          const there = new Set<string>(driverOrder.filter((driver) => was[driver] !== undefined));
          for (const { driver, verb } of steps) {
            if (verb === 'remove') {
              expect(there.delete(driver)).toBe(true);
              for (const left of there)
                if (left !== 'lifecycle') expect(needs[left as keyof typeof needs]).not.toContain(driver);
            } else {
              for (const need of needs[driver]) expect(there).toContain(need);
              if (verb === 'set') expect(there).toContain(driver);
              there.add(driver);
            }
          }
        }
      }),
    );
  });

  test('never waits in a circle', () => {
    fc.assert(
      fc.property(wishes, wishes, turns, (before, after, pick) => {
        const containers = runnable(between(before, after));
        const waits = dependenciesOf(containers);
        const done = new Map(containers.map(({ ctid }) => [ctid, 0]));
        const unfinished = (plan: ContainerPlan) => (done.get(plan.ctid) ?? 0) < plan.steps.length;
        while (containers.some(unfinished)) {
          const ready = containers
            .filter(unfinished)
            .filter(({ ctid }) =>
              waits.every(
                (wait) =>
                  wait.ctid !== ctid ||
                  wait.step !== done.get(ctid) ||
                  (done.get(wait.after.ctid) ?? 0) > wait.after.step,
              ),
            );
          expect(ready).not.toEqual([]);
          const next = ready[pick(ready.length)];
          if (next) done.set(next.ctid, (done.get(next.ctid) ?? 0) + 1);
        }
      }),
    );
  });
});

describe('applying a plan', () => {
  // The simulated host refuses an address that is on another container, so that every order of turns that gets
  // through is proof that no address was ever on two.
  test('leads to the wanted state whoever takes turns, after which there is nothing to do', async () => {
    await fc.assert(
      fc.asyncProperty(wishes, wishes, turns, async (before, after, pick) => {
        const host = simulatedHost();
        await settle(host, before, pick);
        await expectSettled(host, before);
        await settle(host, after, pick);
        await expectSettled(host, after);
      }),
      { numRuns: 200 },
    );
  });

  test('is completed by the next pass when the reconciler dies or a call fails anywhere', async () => {
    const fault = fc.oneof(
      fc.record({ at: fc.integer({ min: 1, max: 60 }), kind: fc.constant('errno' as const), code: fc.constant('EIO') }),
      fc.record({
        at: fc.integer({ min: 1, max: 60 }),
        kind: fc.constant('crash' as const),
        when: fc.constantFrom('before' as const, 'after' as const),
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        wishes,
        wishes,
        turns,
        fc.array(fault, { maxLength: 3 }),
        async (before, after, pick, faults) => {
          let host = simulatedHost({ faults });
          for (const wanted of [before, after]) {
            for (let life = 0; life <= faults.length; life += 1) {
              try {
                await settle(host, wanted, pick);
                break;
              } catch (error) {
                if (error instanceof SimulatedCrash) host = host.restarted();
                else if (!(error instanceof Error) || !error.message.includes('EIO')) throw error;
              }
            }
            await expectSettled(host, wanted);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('undoes what hands did', async () => {
    await fc.assert(
      fc.asyncProperty(wishes, fc.constantFrom(...ctids), fc.nat({ max: 3 }), async (wanted, ctid, deed) => {
        const host = simulatedHost();
        await settle(host, wanted);
        if (host.hands.state(ctid).lifecycle?.state !== 'running') return;
        if (deed === 0) host.hands.killInit(ctid);
        if (deed === 1) host.hands.deleteCgroup(ctid);
        if (deed === 2) host.hands.rebootHost();
        if (deed === 3) host.hands.set(ctid, '/cgroup/pids/max', 77);
        const plan = await settle(host, wanted);
        const changes = runnable(plan).flatMap((container) => container.changes);
        expect(changes.length).toBeGreaterThan(0);
        expect(changes.every(({ drift }) => drift)).toBe(true);
        await expectSettled(host, wanted);
      }),
    );
  });
});

test('the deletion guard never lets more through than is allowed', () => {
  const limit: fc.Arbitrary<MaxDeletes> = fc.oneof(
    fc.nat({ max: 50 }).map((count) => ({ count })),
    fc.nat({ max: 100 }).map((percent) => ({ percent })),
  );
  fc.assert(
    fc.property(fc.nat({ max: 40 }), fc.nat({ max: 40 }), limit, (kept, gone, maxDeletes) => {
      const all = Array.from({ length: kept + gone }, (_, index) => 101 + index);
      const plan = makePlan({
        desired: desire(
          all.slice(gone).map((ctid) => wish(ctid, running(ctid))),
          node,
        ),
        observed: observe(all.map((ctid) => seen(ctid))),
        accepted: new Map(),
        options: { maxDeletes },
        revision: 'r',
      });
      const deleted = runnable(plan).filter(({ action }) => action === 'delete').length;
      expect(deleted).toBeLessThanOrEqual(mostOf(maxDeletes, all.length));
      if (all.length > 0) expect(deleted).toBeLessThan(all.length);
      expect(plan.refusals.length > 0).toBe(gone > 0 && (gone > mostOf(maxDeletes, all.length) || kept === 0));
    }),
  );
});
