import { describe, expect, test } from 'vitest';
import { type Failure, failures } from '../../reconciler/plan/fail-on.ts';
import { makePlan, runnable } from '../../reconciler/plan/make.ts';
import { debian, desire, init, observe, pids, running, seen, stopped, wish } from './builders.ts';

/** One of each, and 101 with nothing to do. */
const plan = (failOn: readonly Failure[], yes = true) =>
  makePlan({
    desired: desire([
      wish(101),
      wish(102),
      wish(103),
      wish(104, stopped(104)),
      wish(105, running(105, pids(5))),
      wish(106, running(106, init('/x'))),
      wish(107, running(107, { rootfs: { template: debian.key } })),
      wish(109),
    ]),
    observed: observe([
      ...[101, 104, 105, 106, 107, 108].map((ctid) => seen(ctid)),
      seen(103, stopped(103)),
      seen(109, running(109, pids(7)), { applied: running(109) }),
    ]),
    accepted: new Map(),
    options: { yes, maxDeletes: { count: 5 }, failOn: new Set(failOn) },
    revision: 'r',
  });

describe('--fail-on', () => {
  test.each([
    ['create', 'web-102 (102)'],
    ['start', 'web-103 (103)'],
    ['stop', 'web-104 (104)'],
    ['live', 'web-105 (105), web-109 (109)'],
    ['restart', 'web-106 (106)'],
    ['recreate', 'web-107 (107)'],
    ['delete', 'web-108 (108)'],
    ['drift', 'web-109 (109)'],
  ] as const)('%s refuses the whole plan, and names the containers', (failure, names) => {
    const made = plan([failure]);
    expect(made.refusals).toEqual([{ code: 'VZR508', reason: `--fail-on ${failure}: ${names}` }]);
    expect(runnable(made)).toEqual([]);
  });

  test('knows all that a plan does, says each, and nothing of what is not there', () => {
    expect(plan(failures).refusals.length).toBe(failures.length);
    expect(runnable(plan([])).length).toBe(8);
    const quiet = makePlan({
      desired: desire([wish(101)]),
      observed: observe([seen(101)]),
      accepted: new Map(),
      options: { failOn: new Set(failures) },
      revision: 'r',
    });
    expect(quiet.refusals).toEqual([]);
  });

  test('counts what waits for consent: it is what was asked for', () => {
    expect(plan(['recreate'], false).refusals.map(({ code }) => code)).toContain('VZR508');
  });
});
