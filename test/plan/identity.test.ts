// Names and labels that a commit changes: rules hold for the container as it was applied and as it shall be.

import { describe, expect, test } from 'vitest';
import { makePlan, type PlanInput } from '../../reconciler/plan/make.ts';
import type { ContainerPlan, Plan } from '../../reconciler/plan/plan.ts';
import { holdSentences } from '../../reconciler/plan/render-holds.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import { askedOf } from '../../reconciler/plan/select.ts';
import { summarize } from '../../reconciler/plan/summary.ts';
import { calendarAt } from '../../reconciler/run/calendar.ts';
import { digest } from '../../reconciler/run/digest.ts';
import { markerOf } from '../../reconciler/run/markers.ts';
import type { Labels, Marker } from '../../reconciler/state/container.ts';
import type { DesiredContainer, ObservedContainer } from '../../reconciler/state/model.ts';
import type { PolicyRule, Selector, WindowSpec } from '../../reconciler/state/rules.ts';
import { debian, desire, init, observe, running, seen, wish } from './builders.ts';

const origin = { path: 'p.yaml', line: 3, col: 5 };
const noon = '2026-11-26T12:00:00Z';
const restarted = running(101, init('/x'));

/** What is there, marked with labels and more. */
function there(labels: Labels | undefined, more: Partial<Marker> = {}): ObservedContainer {
  const one = seen(101);
  if (one.marker === undefined) throw new Error('no marker');
  const marker = { ...one.marker, ...(labels && { labels }), ...more };
  return { ...one, name: marker.name, marker };
}

interface Rules {
  readonly rules?: readonly Partial<PolicyRule>[];
  readonly windows?: readonly Partial<WindowSpec>[];
}

function plan(
  containers: readonly DesiredContainer[],
  found: ObservedContainer,
  { rules = [], windows = [] }: Rules = {},
  time = noon,
  more: Partial<PlanInput> = {},
): Plan {
  const written = rules.map((rule) => ({ name: 'r', origin, verdict: 'forbid', ...rule }) as PolicyRule);
  const policies = [{ name: 'p', origin, limits: [], overcommit: {}, rules: written }];
  const open = windows.map(
    (window, index): WindowSpec => ({
      ...{ name: `w${index}`, origin, kind: 'allow', schedule: '0 2 * * *', duration: 7_200_000, timeZone: 'UTC' },
      ...{ classes: ['restart', 'delete'] },
      ...window,
    }),
  );
  return makePlan({
    desired: { ...desire(containers), rules: { policies, windows: open, approvals: [] } },
    observed: observe([found]),
    accepted: new Map(),
    options: { yes: true },
    calendar: calendarAt(Date.parse(time)),
    digest,
    revision: 'r',
    ...more,
  });
}

function only(made: Plan): ContainerPlan {
  const [one, other] = made.containers;
  if (one === undefined || other !== undefined) throw new Error('not one container');
  return one;
}

const db: Selector = { labels: { tier: 'db' } };
const codes = (made: Plan) => only(made).refusals.map(({ code }) => code);

describe('a label that changes alone', () => {
  const made = plan(
    [wish(101, running(101), { labels: { tier: 'web', site: 'b' } })],
    there({ tier: 'db', rack: '7' }),
  );

  test('is a change without steps, told and hashed', () => {
    expect(only(made)).toMatchObject({ action: 'change', steps: [], changes: [] });
    const words = 'labels: rack 7 -> (none), site (none) -> b, tier db -> web';
    expect(only(made).warnings).toEqual([words]);
    expect(renderText(made)).toContain(`warning: ${words}\n`);
    expect(JSON.parse(renderJson(made)).containers[0]).toMatchObject({ actions: ['update'], warnings: [words] });
    const other = plan([wish(101, running(101), { labels: { tier: 'web' } })], there({ tier: 'db', rack: '7' }));
    expect(only(other).effect).not.toBe(only(made).effect);
  });

  test('is in the marker afterwards, and nothing is left to do', () => {
    const marker = markerOf(only(made), 'r');
    expect(marker.labels).toEqual({ tier: 'web', site: 'b' });
    const again = plan([wish(101, running(101), { labels: { site: 'b', tier: 'web' } })], there(marker.labels));
    expect(only(again).action).toBe('none');
  });

  test('of a marker that knows none is no difference', () => {
    const old = plan([wish(101, running(101), { labels: { tier: 'db' } })], there(undefined));
    expect(only(old)).toMatchObject({ action: 'none', warnings: [] });
  });

  test('may be named like what every object has', () => {
    const odd = plan([wish(101, running(101), { labels: { constructor: 'x' } })], there({ valueOf: 'y' }));
    expect(only(odd).warnings).toEqual(['labels: constructor (none) -> x, valueOf y -> (none)']);
    const selector = { labels: { toString: '*' } };
    expect(codes(plan([wish(101, restarted)], there({}), { rules: [{ containers: selector }] }))).toEqual([]);
  });
});

describe('a policy', () => {
  const rules = [{ containers: db, actions: ['restart', 'delete'] as const }];

  test.each<[string, Labels, Labels, string[]]>([
    ['that both fit holds', { tier: 'db' }, { tier: 'db' }, ['VZR509']],
    ['is not escaped by a label that is dropped', { tier: 'db' }, {}, ['VZR509']],
    ['nor by one that is changed', { tier: 'db' }, { tier: 'web' }, ['VZR509']],
    ['holds for what has just got the label', {}, { tier: 'db' }, ['VZR509']],
    ['is nothing to others', { tier: 'web' }, { tier: 'web' }, []],
  ])('%s', (_name, was, labels, expected) => {
    expect(codes(plan([wish(101, restarted, { labels })], there(was), { rules }))).toEqual(expected);
  });

  test('that names containers is not escaped by a new name', () => {
    const named = [{ containers: { names: ['db-*'] }, actions: ['restart'] as const }];
    const found = there({}, { name: 'db-1' });
    expect(codes(plan([wish(101, restarted, { name: 'web' })], found, { rules: named }))).toEqual(['VZR509']);
  });

  test('wants it approved that a container leaves it, so that two commits do not what one may not', () => {
    const made = plan([wish(101)], there({ tier: 'db' }), { rules });
    const { effect = '', refusals, steps } = only(made);
    expect(steps).toEqual([]);
    expect(refusals).toMatchObject([
      {
        code: 'VZR510',
        reason: 'policy p, rule r wants it approved that the container leaves it by its name or labels',
        hint: `approve ${effect.slice(0, 32)} by spec.containers of an Approval below approvals/`,
        rule: origin,
      },
    ]);
    expect(codes(plan([wish(101)], there({ tier: 'web' }), { rules }))).toEqual([]);
    const warned = plan([wish(101)], there({ tier: 'db' }), { rules: [{ ...rules[0], verdict: 'warn' }] });
    expect(only(warned).warnings).toEqual(['labels: tier db -> (none)', 'policy p, rule r is left']);
  });

  test('keeps nobody from going back from a bad revision for the labels that this one has given', () => {
    const found = there({ tier: 'db' }, { revision: 'bad' });
    const wanted = [wish(101, restarted)];
    const back = (revision: string) =>
      codes(
        plan(wanted, found, { rules }, noon, {
          brakes: { suspensions: [], quarantine: { revision, label: 'main@2', since: noon, reason: 'ill' } },
        }),
      );
    expect([back('bad'), back('other'), codes(plan(wanted, found, { rules }))]).toEqual([[], ['VZR509'], ['VZR509']]);
  });

  test('judges what is deleted by what was applied, and what nobody knows by everything', () => {
    expect(codes(plan([], there({ tier: 'db' }), { rules }))).toEqual(['VZR509']);
    expect(codes(plan([], there({ tier: 'web' }), { rules }))).toEqual([]);
    expect(codes(plan([], there(undefined), { rules }))).toEqual(['VZR509']);
  });
});

describe('a window', () => {
  const holds = (made: Plan) => only(made).holds?.map(({ reason }) => reason) ?? [];

  test('by label opens what is deleted by the labels that were applied', () => {
    const windows = [{ containers: db }];
    expect(holds(plan([], there({ tier: 'db' }), { windows }))).toEqual([
      'deferred to window w0, opens 2026-11-27T02:00 UTC',
    ]);
    expect(holds(plan([], there({ tier: 'db' }), { windows }, '2026-11-27T02:30:00Z'))).toEqual([]);
    expect(holds(plan([], there({ tier: 'web' }), { windows }))).toEqual([]);
  });

  test('that denies is not escaped by a label that is dropped, and the label stays remembered until it is done', () => {
    const windows = [{ kind: 'deny' as const, schedule: '0 12 * * *', containers: db }];
    const made = plan([wish(101, restarted, { name: 'x' })], there({ tier: 'db' }), { windows });
    expect(holds(made)).toEqual(['deferred by window w0 until 2026-11-26T14:00 UTC']);
    expect(markerOf(only(made), 'r')).toMatchObject({ name: 'web-101', labels: { tier: 'db' } });
  });

  describe('of the old labels', () => {
    const web = { labels: { tier: 'web' } };
    const relabelled = [wish(101, running(101), web)];
    const both = [wish(101, restarted, web)];
    const found = there({ tier: 'db' });

    test('holds back that they change, or the next commit would escape it', () => {
      const windows = [{ containers: db }];
      const made = plan(relabelled, found, { windows });
      expect(only(made)).toMatchObject({ action: 'none', steps: [] });
      expect(renderText(made)).toContain('name and labels (deferred to window w0, opens 2026-11-27T02:00 UTC)\n');
      expect(renderText(made)).toContain('Plan: 0 to create, 1 to change,');
      expect(holdSentences(only(made))).toEqual(['name and labels: deferred to window w0, opens 2026-11-27T02:00 UTC']);
      expect(markerOf(only(made), 'r').labels).toEqual({ tier: 'db' });
      const inside = only(plan(relabelled, found, { windows }, '2026-11-27T02:30:00Z'));
      expect(inside).toMatchObject({ action: 'change' });
      expect(markerOf(inside, 'r').labels).toEqual({ tier: 'web' });
      // A window that holds for both holds back nothing of who it is, nor does one of live changes then.
      expect(only(plan(relabelled, found, { windows: [{}] })).holds).toBeUndefined();
      expect(only(plan(relabelled, found, { windows: [{ classes: ['live'] }] })).holds).toHaveLength(1);
      // What gets a window in which more is allowed leaves the one it has.
      const wider = [{ containers: db }, { containers: web, schedule: '0 12 * * *' }];
      const gains = wish(101, running(101), { labels: { tier: 'db', more: 'x' } });
      const more = [wider[0] ?? {}, { ...wider[1], containers: { labels: { more: 'x' } } }];
      expect(only(plan([gains], found, { windows: more })).holds).toHaveLength(1);
    });

    test('need not be open at once with one of the new labels: first they change, then the rest is done', () => {
      const windows = [{ containers: db }, { containers: web, schedule: '0 12 * * *' }];
      const made = plan(both, found, { windows });
      expect(holds(made)).toEqual([
        'deferred to window w1, opens 2026-11-27T12:00 UTC',
        'deferred to window w0, opens 2026-11-27T02:00 UTC',
      ]);
      expect(renderText(made)).toMatch(
        /= Container.*restart \(deferred to window w1, .* UTC\), name and labels \(deferred to window w0, .* UTC\)\n/,
      );
      expect(summarize(made)).toMatchObject({ restart: 1, change: 0 });
      const night = only(plan(both, found, { windows }, '2026-11-27T02:30:00Z'));
      expect(night).toMatchObject({ action: 'change', steps: [], changes: [], holds: [{ action: 'restart' }] });
      const marker = markerOf(night, 'r');
      expect(marker).toMatchObject({ labels: { tier: 'web' }, applied: found.state });
      const day = only(plan(both, { ...found, marker }, { windows }, '2026-11-27T12:30:00Z'));
      expect(day.action).toBe('restart');
      expect(day).not.toHaveProperty('holds');
    });

    test('lets the rest be done when the new ones allow it too, though they change later', () => {
      const deletes = { containers: db, classes: ['delete' as const], schedule: '0 4 * * *' };
      const made = only(plan(both, found, { windows: [deletes, { classes: ['restart'] }] }, '2026-11-27T02:30:00Z'));
      expect(made).toMatchObject({ action: 'restart', holds: [{ identity: true, action: 'change', changes: [] }] });
      expect(askedOf(made)).toBe('restart');
      expect(markerOf(made, 'r')).toMatchObject({ labels: { tier: 'db' }, applied: restarted });
    });

    test('that has to be open together with another, and never is, is told', () => {
      const windows = [
        { containers: db, classes: ['restart' as const] },
        { containers: db, classes: ['delete' as const], schedule: '0 11 * * *' },
      ];
      const apart =
        /^deferred: VZR518: windows w0 \(opens 2026-11-27T02:00 UTC\) and w1 \(open until 2026-11-26T13:00 UTC\) are not open at once before 20\S+ UTC; /;
      expect(holds(plan(relabelled, found, { windows }))).toEqual([expect.stringMatching(apart)]);
      expect(holds(plan(relabelled, found, { windows }))[0]).toMatch(/; let them overlap once$/);
      // What was approved is done as a whole.
      const rules = [{ verdict: 'requireApproval' as const, actions: ['restart' as const] }];
      const whole = [windows[0] ?? {}, { containers: web, schedule: '0 11 * * *' }];
      const hash = only(plan(both, found, { rules })).effect ?? '';
      const tags = [{ name: 't', hashes: [hash], expires: '2999-01-01', signer: 'alice' }];
      const stuck = plan(both, found, { rules, windows: whole }, noon, { tags });
      expect(holds(stuck)[0]).toMatch(/^deferred: VZR518: windows w1 .* and w0 .* are not open at once before /);
      expect(holds(stuck)[0]).toMatch(/; change its name or labels in a commit of its own first$/);
      expect(markerOf(only(stuck), 'r').labels).toEqual({ tier: 'db' });
    });
  });
});

describe('the root', () => {
  const rootId = 'a'.repeat(32);
  const template = wish(101, running(101, { rootfs: { template: debian.key } }));

  test('is part of the effect of what loses it, and of nothing else', () => {
    for (const [containers, isPart] of [
      [[], true],
      [[template], true],
      [[wish(101, restarted)], false],
    ] as const) {
      const effects = [rootId, 'b'.repeat(32), undefined].map(
        (id) => only(plan(containers, there({}, id === undefined ? {} : { rootId: id }))).effect,
      );
      expect(new Set(effects).size).toBe(isPart ? 3 : 1);
    }
  });
});
