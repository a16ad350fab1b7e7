import { describe, expect, test } from 'vitest';
import { type MaxDeletes, parseMaxDeletes } from '../../reconciler/plan/guard.ts';
import { makePlan, runnable } from '../../reconciler/plan/make.ts';
import type { HostFacts } from '../../reconciler/port/host.ts';
import type { NodeSpec } from '../../reconciler/state/model.ts';
import { asCtid } from '../../schema/units.ts';
import { desire, GiB, memory, node, observe, running, seen, wish } from './builders.ts';

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

describe('overcommit', () => {
  const facts: HostFacts = {
    node: 'node7',
    kernel: '6.1',
    cgroup: 'v2',
    backend: 'btrfs',
    memoryBytes: 8 * GiB,
    swapBytes: 2 * GiB,
    diskBytes: 100 * GiB,
    cpus: 4,
  };
  const check = (overcommit: NodeSpec['overcommit'], was: number | 'max' | undefined, ...wants: (number | 'max')[]) =>
    makePlan({
      desired: desire(
        wants.map((ram, index) => wish(101 + index, running(101 + index, memory(ram, GiB)))),
        { ...node, overcommit },
      ),
      observed: observe(was === undefined ? [] : [seen(101, running(101, memory(was, GiB)))]),
      accepted: new Map(),
      facts,
      revision: 'main@1',
    }).refusals;

  test('is not checked without a factor', () => {
    expect(check({}, undefined, 100 * GiB)).toEqual([]);
  });

  test('is refused with the numbers', () => {
    const refusals = check({ ram: 1.5 }, undefined, 8 * GiB, 5 * GiB);
    expect(refusals.map(({ code, reason }) => `${code} ${reason}`)).toEqual([
      'VZR504 ram would be overcommitted: the containers are promised 13G in all, this host gives 12G (8G x 1.5)',
    ]);
  });

  test('may use all of what the factor allows', () => {
    expect(check({ ram: 1.5, ramSwap: 1.4, disk: 0.02 }, undefined, 8 * GiB, 4 * GiB)).toEqual([]);
  });

  test('counts what a refused container has, not what it asks for', () => {
    const refused = { wants: running(101, memory(64 * GiB)), refusals: [{ code: 'VZR611', reason: 'no' }] };
    const plan = makePlan({
      desired: desire([wish(101), wish(102, running(102, memory(6 * GiB)))], { ...node, overcommit: { ram: 1 } }),
      observed: observe([seen(101, running(101, memory(GiB)))]),
      accepted: new Map([[asCtid(101), refused]]),
      facts,
      revision: 'main@1',
    });
    expect(plan.refusals).toEqual([]);
  });

  test('counts swap and disk against factors of their own', () => {
    expect(check({ ramSwap: 1 }, undefined, 9 * GiB, GiB)).toHaveLength(1);
    expect(check({ disk: 0.01 }, undefined, GiB, GiB)).toHaveLength(1);
  });

  test('counts unlimited memory as all of it', () => {
    expect(check({ ram: 1 }, undefined, 'max')).toEqual([]);
    expect(check({ ram: 1 }, undefined, 'max', GiB)).toHaveLength(1);
  });

  test('that is there already may become less, so that a host can be brought back within bounds', () => {
    expect(check({ ram: 1 }, 20 * GiB, 10 * GiB)).toEqual([]);
    expect(check({ ram: 1 }, 10 * GiB, 11 * GiB)).toHaveLength(1);
  });
});
