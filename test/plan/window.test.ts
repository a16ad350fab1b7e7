import { describe, expect, test } from 'vitest';
import { makePlan, type PlanInput, runnable } from '../../reconciler/plan/make.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { renderMarkdown } from '../../reconciler/plan/render-markdown.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import { calendarAt } from '../../reconciler/run/calendar.ts';
import { digest } from '../../reconciler/run/digest.ts';
import type { ApprovalSpec, WindowSpec } from '../../reconciler/state/rules.ts';
import { debian, desire, GiB, init, memory, observe, reportOf, running, seen, stopped, wish } from './builders.ts';

const origin = { path: 'w.yaml', line: 1, col: 1 };
const nightly: WindowSpec = {
  ...{ name: 'nightly', origin, kind: 'allow', schedule: '0 2 * * *', duration: 2 * 3_600_000 },
  ...{ timeZone: 'Europe/Berlin', classes: ['restart', 'recreate', 'delete', 'stop'] },
};
const window = (part: Partial<WindowSpec>): WindowSpec => ({ ...nightly, ...part });
const freeze = window({
  name: 'freeze',
  kind: 'deny',
  schedule: '0 12 26 11 *',
  duration: 24 * 3_600_000,
  timeZone: 'UTC',
});
const noon = '2026-11-26T12:00:00Z';
const night = '2026-11-27T01:30:00Z';

/** 101 live, 102 live and restart, 103 recreate and live, 104 delete, 105 create, 106 stop, 107 nothing. */
function plan(
  windows: readonly WindowSpec[],
  time = noon,
  more: Partial<PlanInput> = {},
  approvals: readonly ApprovalSpec[] = [],
): Plan {
  return makePlan({
    desired: {
      ...desire([
        wish(101, running(101, memory(2 * GiB))),
        wish(102, running(102, { ...memory(2 * GiB), ...init('/x') }), { labels: { tier: 'db' } }),
        wish(103, running(103, { ...memory(GiB), rootfs: { template: debian.key } })),
        wish(105),
        wish(106, stopped(106)),
        wish(107),
      ]),
      rules: { policies: [], windows, approvals },
    },
    observed: observe([101, 102, 103, 104, 106, 107].map((ctid) => seen(ctid))),
    accepted: new Map(),
    options: { yes: true },
    calendar: calendarAt(Date.parse(time)),
    digest,
    revision: 'r',
    ...more,
  });
}

const done = (made: Plan) => Object.fromEntries(runnable(made).map(({ ctid, action }) => [ctid, action]));
const all = { 101: 'change', 102: 'restart', 103: 'recreate', 104: 'delete', 105: 'create', 106: 'stop' };

describe('what windows speak of', () => {
  test('is done while one is open, and put off while none is; the rest is done at any time', () => {
    expect(done(plan([]))).toEqual(all);
    expect(done(plan([nightly], night))).toEqual(all);
    expect(done(plan([nightly]))).toEqual({ 101: 'change', 102: 'change', 103: 'change', 105: 'create' });
    expect(done(plan([window({ classes: ['live', 'create'] })]))).toEqual({
      102: 'restart',
      103: 'recreate',
      104: 'delete',
      106: 'stop',
    });
  });

  test('is not done while one denies it, whatever allows it', () => {
    expect(done(plan([freeze], night))).toEqual(done(plan([nightly])));
    expect(done(plan([freeze, nightly], night))).toEqual(done(plan([nightly])));
    expect(done(plan([freeze, nightly], '2026-11-28T01:30:00Z'))).toEqual(all);
    expect(done(plan([freeze], '2026-11-28T12:00:00Z'))).toEqual(all);
  });

  test('is of the containers they name', () => {
    expect(done(plan([window({ containers: { labels: { tier: 'db' } } })]))).toEqual({
      ...all,
      102: 'change',
      104: undefined,
    });
    expect(done(plan([window({ containers: { names: ['web-103'] } })]))).toEqual({ ...all, 103: 'change' });
  });
});

describe('what is put off', () => {
  test('leaves the live changes of a container to be done', () => {
    const [, two, three] = plan([nightly]).containers;
    expect(two).toMatchObject({
      action: 'change',
      changes: [{ pointer: '/cgroup/memory/ram' }],
      steps: [{ driver: 'cgroup', verb: 'set' }],
    });
    expect(two?.wants).toEqual({ ...running(102), ...memory(2 * GiB) });
    expect(two?.holds).toMatchObject([{ by: 'window', action: 'restart', changes: [{ pointer: '/lifecycle/init' }] }]);
    expect(three?.changes.map(({ pointer }) => pointer)).toEqual(['/cgroup/memory/ram']);
    // Not when live changes wait as well.
    expect(done(plan([nightly, window({ name: 'day', schedule: '0 8 * * *', classes: ['live'] })]))).toEqual({
      105: 'create',
    });
  });

  test('says what it waits for, in the time zone of the window', () => {
    const text = renderText(plan([nightly]));
    expect(text).toContain(
      '  ~ Container/web-102 (102)       live, restart (deferred to window nightly, opens 2026-11-27T02:00 Europe/Berlin)\n',
    );
    expect(text).toContain(
      '  = Container/web-106 (106)       stop (deferred to window nightly, opens 2026-11-27T02:00 Europe/Berlin)\n',
    );
    expect(text).toContain('    = init          /sbin/init -> /x restart  ct/web-102.yaml:16:10\n');
    expect(renderMarkdown(reportOf(plan([nightly])))).toMatch(
      /### Held changes: left as they are meanwhile\n\n.*\n.*\n\| `web-102` \(102\) \| init \| `\/sbin\/init` \| `\/x` \| \*\*restart\*\* \| `ct\/web-102.yaml:16:10` \|/,
    );
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      'Plan: 1 to create, 2 to change, 1 to restart, 1 to recreate, 1 to delete. 1 unchanged.',
    );
    const [, two] = JSON.parse(renderJson(plan([nightly]))).containers;
    expect(two.holds[0]).toMatchObject({ by: 'window', until: '2026-11-27T01:00:00Z', actions: ['stop', 'start'] });
    expect(renderText(plan([freeze, nightly]))).toContain(
      '(deferred to window nightly, opens 2026-11-28T02:00 Europe/Berlin)',
    );
    expect(renderText(plan([freeze]))).toContain('(deferred by window freeze until 2026-11-27T12:00 UTC)');
    expect(renderText(plan([window({ schedule: '0 0 30 2 *' })]))).toContain(
      '(deferred: no window opens again (nightly))',
    );
  });

  test('is reckoned no further than is of use, however often windows open', () => {
    const minutely = window({ kind: 'deny', schedule: '* * * * *', duration: 60_000, classes: ['create'] });
    const [hold] = plan([minutely]).containers[4]?.holds ?? [];
    expect(hold).toMatchObject({
      reason: expect.stringMatching(/^deferred by window nightly at least until 2026-11-26T1\d:5\d /),
      until: { utc: expect.stringMatching(/^2026-11-26T12:5\d:00Z$/) },
    });
    expect(renderText(plan([{ ...minutely, duration: 400 * 86_400_000 }]))).toContain(
      '(deferred by window nightly for more than a year)',
    );
  });

  test('by label holds what has no manifest any more, and only one by name opens it', () => {
    const byLabel: WindowSpec = {
      ...nightly,
      name: 'databases',
      classes: ['delete'],
      containers: { labels: { tier: 'db' } },
    };
    const byName: WindowSpec = { ...nightly, classes: ['delete'], containers: { names: ['web-104'] } };
    const holds = (windows: readonly WindowSpec[]) =>
      plan(windows, night).containers.find(({ ctid }) => ctid === 104)?.holds ?? [];
    expect(plan([byLabel], night).containers.find(({ ctid }) => ctid === 104)).toMatchObject({
      action: 'none',
      steps: [],
    });
    expect(holds([byLabel])).toMatchObject([
      { reason: 'deferred: without a manifest it has no labels by which a window could open (databases)' },
    ]);
    expect(holds([byLabel, byName])).toEqual([]);
    expect(holds([{ ...byLabel, kind: 'deny' }])).toMatchObject([{ by: 'window', action: 'delete' }]);
  });

  test('has the same effect as ever', () => {
    expect(plan([nightly]).effect).toBe(plan([]).effect);
    const effects = (made: Plan) => made.containers.map(({ effect }) => effect);
    expect(effects(plan([nightly]))).toEqual(effects(plan([])));
  });

  test('is put off as a whole where it was approved, so that its hash stays', () => {
    const unasked = plan([nightly], noon, { options: { maxDeletes: { count: 9 } } });
    expect(unasked.containers[2]?.refusals.map(({ code }) => code)).toEqual(['VZR503']);
    const containers = [unasked.containers[2]?.effect ?? ''];
    const approvals = [{ ...{ name: 'a', containers }, origin: nightly.origin, expires: '2999-01-01T00:00:00Z' }];
    const made = plan([nightly], noon, { options: { maxDeletes: { count: 9 } } }, approvals);
    expect(made.containers[2]).toMatchObject({
      action: 'none',
      refusals: [],
      holds: [{ by: 'window', action: 'recreate' }],
    });
    expect(done(plan([nightly], night, { options: { maxDeletes: { count: 9 } } }, approvals))[103]).toBe('recreate');
  });
});
