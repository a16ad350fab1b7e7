import { describe, expect, test } from 'vitest';
import { fields } from '../../reconciler/plan/fields.ts';
import { makePlan, type PlanInput, runnable } from '../../reconciler/plan/make.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import { comparable } from '../../reconciler/plan/policy.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import { calendarAt } from '../../reconciler/run/calendar.ts';
import { digest } from '../../reconciler/run/digest.ts';
import type { PolicyRule, PolicySpec } from '../../reconciler/state/rules.ts';
import { asCtid } from '../../schema/units.ts';
import {
  debian,
  desire,
  GiB,
  hostFacts,
  init,
  memory,
  node,
  observe,
  running,
  seen,
  stopped,
  wish,
} from './builders.ts';

const at = (line: number) => ({ path: 'policy.yaml', line, col: 5 });

const policy = (part: Partial<PolicySpec>): PolicySpec => ({
  ...{ name: 'house', origin: at(1), limits: [], overcommit: {}, rules: [] },
  ...part,
});

const rule = (part: Partial<PolicyRule>): PolicyRule => ({ name: 'r', origin: at(9), verdict: 'forbid', ...part });

const db = { labels: { tier: 'db' } };

/** 101 live, 102 restart, 103 recreate, 104 delete, 105 create, 106 stop; those with even numbers are databases. */
function plan(policies: readonly PolicySpec[], more: Partial<PlanInput> = {}): Plan {
  return makePlan({
    desired: {
      ...desire([
        wish(101, running(101, memory(2 * GiB))),
        wish(102, running(102, init('/x')), db),
        wish(103, running(103, { rootfs: { template: debian.key } })),
        wish(105),
        wish(106, stopped(106), db),
        wish(107),
      ]),
      rules: { policies, windows: [], approvals: [] },
    },
    observed: observe([101, 102, 103, 104, 106, 107].map((ctid) => seen(ctid))),
    accepted: new Map(),
    options: { yes: true },
    digest,
    revision: 'r',
    ...more,
  });
}

const refused = (made: Plan) => made.containers.filter(({ refusals }) => refusals.length > 0).map(({ ctid }) => ctid);

describe('a rule', () => {
  test.each([
    ['of everything', {}, [101, 102, 103, 104, 105, 106]],
    ['of actions', { actions: ['restart', 'delete'] }, [102, 104]],
    ['of live changes', { actions: ['live'] }, [101]],
    ['of classes', { classes: ['recreate'] }, [103]],
    ['of names', { containers: { names: ['web-10[13]', 'web-1*5'] } }, [105]],
    ['of labels, and of what has lost them', { containers: { labels: { tier: 'd*' } } }, [102, 104, 106]],
    ['of a field by its name', { fields: ['ram'] }, [101, 105]],
    ['of fields by a glob', { fields: ['cpu*', 'init'] }, [102, 105]],
    ['of a field by its pointer', { fields: ['/rootfs/*'] }, [103, 105]],
    ['of values above', { fields: ['ram'], above: GiB }, [101]],
    ['of values below', { fields: ['ram'], below: GiB }, [105]],
    ['of values that are no numbers', { fields: ['hostname'], above: 0 }, []],
    ['of several things at once', { actions: ['restart', 'live'], containers: { labels: { tier: 'db' } } }, [102]],
  ] as const)('%s', (_name, match, ctids) => {
    const made = plan([policy({ rules: [rule(match as Partial<PolicyRule>)] })]);
    expect(refused(made)).toEqual(ctids);
    expect(runnable(made).map(({ ctid }) => ctid)).toEqual(
      [101, 102, 103, 104, 105, 106].filter((one) => !refused(made).includes(asCtid(one))),
    );
  });

  test('compares what is a number, unlimited or a pair of these', () => {
    const ubc = { numpty: 1, numfile: 1, numsiginfo: 'max', lockedpages: 1, privvmpages: 1, shmpages: 1 } as never;
    const state = running(101, { namespace: { ...running(101).namespace, ubc } as never });
    const isNumber = (value: unknown): boolean =>
      typeof value === 'number' || value === 'max' || (typeof value === 'object' && isNumber(Object(value).hard));
    const given = fields.filter((field) => field.get(state) !== undefined);
    expect(given.length).toBeGreaterThan(20);
    for (const field of given)
      expect([field.label, comparable.has(field.pointer)]).toEqual([field.label, isNumber(field.get(state))]);
    const known = new Set(fields.map(({ pointer }) => pointer));
    expect([...comparable].filter((pointer) => !known.has(pointer))).toEqual([]);
  });

  test('unlimited is above everything, and of a pair the hard limit counts', () => {
    const wants = [
      wish(101, running(101, memory('max'))),
      wish(
        102,
        running(102, { quota: { space: { soft: GiB, hard: 3 * GiB }, inodes: { soft: 'max', hard: 'max' } } as never }),
      ),
    ];
    const rules = [rule({ fields: ['ram', 'diskspace'], above: 2 * GiB })];
    const desired = { ...desire(wants), rules: { policies: [policy({ rules })], windows: [], approvals: [] } };
    expect(refused(plan([], { desired, observed: observe([seen(101), seen(102)]) }))).toEqual([101, 102]);
  });

  test('says why, with the places of the field and of the rule', () => {
    const rules = [rule({ name: 'big', fields: ['ram'], above: GiB, message: 'ask first' })];
    const [refusal] = plan([policy({ rules })]).containers[0]?.refusals ?? [];
    expect(refusal).toEqual({
      code: 'VZR509',
      reason: 'policy house, rule big forbids this live: ask first',
      pointer: '/cgroup/memory/ram',
      origin: { path: 'ct/web-101.yaml', line: 9, col: 10 },
      rule: at(9),
    });
    const text = renderText(plan([policy({ rules })]));
    expect(text).toContain(
      'VZR509 policy house, rule big forbids this live: ask first (policy.yaml:9:5)  ct/web-101.yaml:9:10\n',
    );
    expect(JSON.parse(renderJson(plan([policy({ rules })]))).containers[0].refusals[0].rule).toEqual(at(9));
  });

  test('only warns where it says so', () => {
    const made = plan([
      policy({ rules: [rule({ verdict: 'warn', actions: ['restart'], message: 'at night, please' })] }),
    ]);
    expect(refused(made)).toEqual([]);
    expect(made.containers[1]?.warnings).toEqual(['policy house, rule r: at night, please']);
  });

  test('holds a container until somebody approves, and --yes is not that', () => {
    const made = plan([policy({ rules: [rule({ verdict: 'requireApproval', actions: ['restart'] })] })]);
    expect(refused(made)).toEqual([102]);
    const { effect = '', refusals } = made.containers[1] ?? {};
    expect(refusals?.[0]).toMatchObject({
      code: 'VZR510',
      hint: `approve ${effect.slice(0, 32)} by spec.containers of an Approval below approvals/`,
    });
    const approvals = [{ name: 'a', origin: at(1), containers: [effect], expires: '2999-01-01T00:00:00Z' }];
    const again = (annotations: Readonly<Record<string, string>>, documents: typeof approvals) =>
      plan([], {
        calendar: calendarAt(0),
        desired: {
          ...desire([wish(102, running(102, init('/x')), { ...db, annotations })]),
          rules: {
            ...{ windows: [], approvals: documents },
            policies: [policy({ rules: [rule({ verdict: 'requireApproval', actions: ['restart'] })] })],
          },
        },
        observed: observe([seen(102)]),
      });
    expect(refused(again({}, approvals))).toEqual([]);
    // Whoever writes the container would approve himself.
    expect(refused(again({ 'vzreconcile/approve': effect }, []))).toEqual([102]);
    expect(renderText(made)).toContain(`restart - needs approval ${effect.slice(0, 32)}\n`);
  });
});

describe('limits', () => {
  const limit = (action: 'delete' | 'recreate' | 'restart', most: PolicySpec['limits'][number]['most']) =>
    plan([policy({ limits: [{ action, most, origin: at(4) }] })]).refusals;

  test('bound what one plan touches', () => {
    expect(limit('restart', { count: 1 })).toEqual([]);
    const hash = plan([]).effect?.slice(0, 32);
    expect(limit('restart', { count: 0 })).toEqual([
      {
        code: 'VZR511',
        reason: 'policy house: the plan restarts 1 container, more than 0',
        hint: `make it in several steps, or approve the plan, ${hash}, by spec.plan of an Approval below approvals/`,
        origin: at(4),
      },
    ]);
    expect(limit('delete', { percent: 10 })).toEqual([]);
    expect(limit('recreate', { count: 0 })[0]?.reason).toBe(
      'policy house: the plan recreates 1 container, more than 0',
    );
  });

  test('overcommit is the lowest factor of all', () => {
    const made = (nodeFactor: number, factor: number) =>
      plan([], {
        desired: {
          ...desire([wish(101, running(101, memory(3 * GiB)))], { ...node, overcommit: { ram: nodeFactor } }),
          rules: {
            ...{ windows: [], approvals: [] },
            policies: [policy({ overcommit: { ram: factor } }), policy({ name: 'z', overcommit: { ram: 9, disk: 9 } })],
          },
        },
        observed: observe([seen(101)]),
        facts: { ...hostFacts, memoryBytes: 4 * GiB },
      }).refusals.map(({ code }) => code);
    expect(made(1, 1)).toEqual([]);
    expect(made(1, 0.5)).toEqual(['VZR504']);
    expect(made(0.5, 1)).toEqual(['VZR504']);
  });
});

test('a policy changes no effect', () => {
  const rules = [
    rule({ verdict: 'warn' }),
    rule({ name: 'q', verdict: 'requireApproval', actions: ['restart', 'recreate'] }),
  ];
  const limits = [{ action: 'delete', most: { count: 0 }, origin: at(4) }] as const;
  expect(plan([policy({ rules, limits })]).effect).toBe(plan([]).effect);
  expect(plan([policy({ rules: [rule({ actions: ['restart'] })] })]).effect).not.toBe(plan([]).effect);
  const effects = (made: Plan) => made.containers.map(({ effect }) => effect);
  expect(effects(plan([policy({ rules: [rule({})] })]))).toEqual(effects(plan([])));
});
