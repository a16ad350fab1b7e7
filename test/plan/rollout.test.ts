// Batches of a rollout: nobody before those it depends on, nobody without those it cannot be done without.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { needsOf } from '../../reconciler/plan/dependencies.ts';
import { makePlan } from '../../reconciler/plan/make.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import { batchesOf } from '../../reconciler/plan/rollout.ts';
import type { DesiredContainer, ObservedContainer, RolloutSpec } from '../../reconciler/state/model.ts';
import { desire, init, observe, running, seen, wish } from './builders.ts';

const plan = (wishes: readonly DesiredContainer[], there: readonly ObservedContainer[] = []): Plan =>
  makePlan({
    desired: desire(wishes),
    observed: observe(there),
    accepted: new Map(),
    options: { yes: true },
    revision: 'r',
  });

const batches = (made: Plan, spec: RolloutSpec) =>
  batchesOf(made, new Set(), spec).map((batch) => batch.map(({ ctid }) => ctid));

const one = { batch: { count: 1 } } as const;
const on = (ctid: number, ...others: number[]) =>
  wish(ctid, running(ctid), others.length === 0 ? {} : { dependsOn: others.map((other) => `web-${other}`) });

test('dependencies come first, others stay in the order of their ctids', () => {
  expect(batches(plan([on(101, 103), on(102), on(103, 104), on(104)]), one)).toEqual([[104], [103], [101], [102]]);
});

test('a canary brings along what has to start before it', () => {
  const spec = { ...one, canaries: ['web-101'] };
  expect(batches(plan([on(101, 103), on(102), on(103, 104), on(104)]), spec)).toEqual([[101, 103, 104], [102]]);
});

test('what runs is not brought along, also when both restart', () => {
  const old = [101, 102].map((ctid) => seen(ctid, running(ctid, init('/old'))));
  const spec = { ...one, canaries: ['web-102'] };
  expect(batches(plan([on(101), on(102)], old), spec)).toEqual([[102], [101]]);
  expect(batches(plan([on(101, 102), on(102)], old), one)).toEqual([[102], [101]]);
});

test('addresses that go round stay together', () => {
  const at = (ctid: number, ...addresses: string[]) => running(ctid, { network: { addresses } });
  const there = [seen(101, at(101, 'a')), seen(102, at(102)), seen(103, at(103, 'b'))];
  const wishes = [wish(101, at(101, 'b')), wish(102, at(102, 'c')), wish(103, at(103, 'a'))];
  expect(batches(plan(wishes, there), one)).toEqual([[101, 103], [102]]);
});

test('every container is in one batch, with or behind all it needs', () => {
  const edges = fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { selector: String });
  fc.assert(
    fc.property(
      edges,
      fc.subarray([101, 102, 103, 104, 105]),
      fc.integer({ min: 1, max: 4 }),
      (pairs, first, count) => {
        const wishes = Array.from({ length: 8 }, (_, i) =>
          on(101 + i, ...pairs.flatMap(([from, to]) => (from === i && to > i ? [101 + to] : []))),
        );
        const made = plan(wishes);
        const found = batches(made, { canaries: first.map((ctid) => `web-${ctid}`), batch: { count } });
        const all = found.flat();
        expect([...all].sort()).toEqual(wishes.map(({ ctid }) => ctid));
        const batchOf = new Map(found.flatMap((batch, i) => batch.map((ctid) => [ctid, i] as const)));
        for (const [ctid, needs] of needsOf(made.containers))
          for (const other of needs) expect(batchOf.get(other)).toBeLessThanOrEqual(batchOf.get(ctid) ?? -1);
      },
    ),
  );
});
