import { describe, expect, test } from 'vitest';
import { type MaxDeletes, parseMaxDeletes } from '../../reconciler/plan/guard.ts';
import { makePlan, runnable } from '../../reconciler/plan/make.ts';
import { asCtid } from '../../schema/units.ts';
import { desire, node, observe, seen, wish } from './builders.ts';

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

/** Of `there` containers, the last `gone` have lost their manifest. */
function shrink(there: number, gone: number, options: { maxDeletes?: MaxDeletes; yes?: boolean } = {}) {
  const all = range(101, there);
  return makePlan({
    desired: desire(all.slice(0, there - gone).map((ctid) => wish(ctid))),
    observed: observe(all.map((ctid) => seen(ctid))),
    accepted: new Map(),
    options,
    revision: 'main@1',
  });
}

describe('the deletion guard', () => {
  const cases: readonly [number, number, MaxDeletes | undefined, boolean][] = [
    [10, 2, undefined, true],
    [10, 3, undefined, false],
    [9, 1, undefined, true],
    [9, 2, undefined, false],
    [2, 1, undefined, true],
    [1, 1, undefined, false],
    [10, 3, { count: 3 }, true],
    [10, 4, { count: 3 }, false],
    [10, 1, { count: 0 }, false],
    [10, 10, { percent: 100 }, false],
    [10, 9, { percent: 100 }, true],
    [10, 1, { percent: 0 }, true],
  ];
  test.each(cases)('of %i containers, deleting %i with %o passes: %s', (there, gone, maxDeletes, passes) => {
    const plan = shrink(there, gone, maxDeletes === undefined ? {} : { maxDeletes });
    expect(plan.refusals.map(({ code }) => code)).toEqual(passes ? [] : ['VZR501']);
    expect(runnable(plan)).toHaveLength(passes ? gone : 0);
    expect(runnable(shrink(there, gone, { yes: true }))).toHaveLength(gone);
  });

  test('a protected container does not count as deleted', () => {
    const nodeSpec = { ...node, protected: [asCtid(101), asCtid(102)] };
    const observed = observe([101, 102, 103].map((ctid) => seen(ctid)));
    const plan = makePlan({ desired: desire([], nodeSpec), observed, accepted: new Map(), revision: 'main@1' });
    expect(plan.refusals).toEqual([]);
    expect(runnable(plan).map(({ ctid }) => ctid)).toEqual([103]);
  });

  test('--max-deletes is a number or a percentage', () => {
    expect(['3', '20%', '0', '100%', '101%', '-1', '1.5', '', '5 %', 'all'].map(parseMaxDeletes)).toEqual([
      { count: 3 },
      { percent: 20 },
      { count: 0 },
      { percent: 100 },
      ...Array.from({ length: 6 }, () => undefined),
    ]);
  });
});
