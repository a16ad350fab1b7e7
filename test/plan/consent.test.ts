import { describe, expect, test } from 'vitest';
import { makePlan, type PlanInput, runnable } from '../../reconciler/plan/make.ts';
import type { ContainerPlan, Plan } from '../../reconciler/plan/plan.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { renderMarkdown } from '../../reconciler/plan/render-markdown.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import { calendarAt } from '../../reconciler/run/calendar.ts';
import { digest } from '../../reconciler/run/digest.ts';
import type { ApprovalSpec, PolicySpec, TagApproval, WindowSpec } from '../../reconciler/state/rules.ts';
import { debian, desire, init, observe, pids, reportOf, running, seen, wish } from './builders.ts';

const origin = { path: 'approvals/a.yaml', line: 1, col: 1 };
const approval = (part: Partial<ApprovalSpec>): ApprovalSpec => ({
  ...{ name: 'a', origin, containers: [], expires: '2999-01-01T00:00:00Z' },
  ...part,
});
const now = Date.parse('2026-11-26T12:00:00Z');

/** 101 is recreated, 102 to 105 are deleted, 106 stays. */
function plan(approvals: readonly ApprovalSpec[], more: Partial<PlanInput> = {}, annotations = {}): Plan {
  const wanted = [wish(101, running(101, { rootfs: { template: debian.key } }), { annotations }), wish(106)];
  return makePlan({
    desired: { ...desire(wanted), rules: { policies: [], windows: [], approvals } },
    observed: observe([101, 102, 103, 104, 105, 106].map((ctid) => seen(ctid))),
    accepted: new Map(),
    calendar: calendarAt(now),
    digest,
    revision: 'r',
    ...more,
  });
}

const bare = plan([]);
const effectOf = (ctid: number, made = bare): string => made.containers.find((one) => one.ctid === ctid)?.effect ?? '';
const isOpen = (made: Plan): boolean => runnable(made).some(({ ctid }) => ctid === 101);
const first = (made: Plan): ContainerPlan | undefined => made.containers[0];
/** Without what 102 to 105 come to. */
const lax = { options: { maxDeletes: { count: 5 } } };

describe('an approval of a container', () => {
  test('lets through the effect it names, however it is given', () => {
    expect(isOpen(plan([], lax))).toBe(false);
    for (const hash of [effectOf(101), effectOf(101).slice(0, 32), effectOf(101).slice(0, 50)]) {
      expect(isOpen(plan([approval({ containers: ['f'.repeat(32), hash] })], lax))).toBe(true);
      expect(isOpen(plan([], lax, { 'vzreconcile/approve': hash }))).toBe(true);
      expect(isOpen(plan([], lax, { 'vzreconcile/approve': `${'f'.repeat(32)}, ${hash}` }))).toBe(true);
    }
  });

  test('is none when it names too little, another effect, or everything', () => {
    for (const hash of [
      '',
      effectOf(101).slice(0, 31),
      `${effectOf(101)}0`,
      effectOf(102),
      '*',
      'true',
      '0'.repeat(64),
    ]) {
      expect(isOpen(plan([approval({ containers: [hash] })], lax)), hash).toBe(false);
      expect(isOpen(plan([], lax, { 'vzreconcile/approve': hash })), hash).toBe(false);
    }
  });

  test('is of one effect: another value, state or node needs another one', () => {
    const approvals = [approval({ containers: [effectOf(101)] })];
    const other = (wanted = running(101, { rootfs: { template: debian.key } }), more: Partial<PlanInput> = {}) => {
      const desired = { ...desire([wish(101, wanted), wish(106)]), rules: { policies: [], windows: [], approvals } };
      return isOpen(plan([], { ...lax, desired, ...more }));
    };
    expect(other()).toBe(true);
    expect(other(running(101, { rootfs: { template: debian.key }, ...init('/bin/sh') }))).toBe(false);
    const node8 = {
      ...desire([wish(101, running(101, { rootfs: { template: debian.key } })), wish(106)]),
      node: 'node8',
    };
    expect(other(undefined, { desired: { ...node8, rules: { policies: [], windows: [], approvals } } })).toBe(false);
  });

  test('does nothing once it is over, or where nobody knows the time', () => {
    const until = (expires: string) => [approval({ name: 'old', containers: [effectOf(101)], expires })];
    expect(isOpen(plan(until('2026-11-26T12:00:01Z'), lax))).toBe(true);
    expect(isOpen(plan(until('2026-11-26T12:00:00Z'), lax))).toBe(false);
    const { calendar: _, ...timeless } = { ...lax, calendar: undefined };
    const made = makePlan({
      desired: {
        ...desire([wish(101, running(101, { rootfs: { template: debian.key } })), wish(106)]),
        rules: { policies: [], windows: [], approvals: until('2999-01-01T00:00:00Z') },
      },
      observed: observe([seen(101), seen(106)]),
      accepted: new Map(),
      digest,
      revision: 'r',
      ...timeless,
    });
    expect(isOpen(made)).toBe(false);
    const hintOf = (approvals: readonly ApprovalSpec[]) => first(plan(approvals, lax))?.refusals[0]?.hint;
    expect(hintOf(until('2026-11-01T00:00:00Z'))).toContain('; old expired 2026-11-01T00:00:00Z');
    const others = [approval({ name: 'other', containers: [effectOf(102)], expires: '2026-11-01T00:00:00Z' })];
    expect(hintOf(others)).not.toContain('other');
    const many = Array.from({ length: 9 }, (_, index) =>
      approval({ name: `t${index}`, containers: [effectOf(101)], expires: '2026-11-01T00:00:00Z' }),
    );
    expect(hintOf(many)?.match(/t\d expired/g)).toHaveLength(5);
  });

  test('that is of another effect is told where one is needed', () => {
    const hint = first(plan([], lax, { 'vzreconcile/approve': effectOf(102) }))?.refusals[0]?.hint;
    expect(hint).toContain(
      `approve ${effectOf(101).slice(0, 32)} by the annotation vzreconcile/approve or spec.containers of an Approval below approvals/`,
    );
    expect(hint).toContain(`the annotation's ${effectOf(102)} is of another effect`);
    const done = plan([], {}, { 'vzreconcile/approve': effectOf(101) });
    expect(first(done)?.refusals).toEqual([]);
  });

  test('takes a deletion out of those that --max-deletes counts, and never lets the last container go', () => {
    const codes = (containers: readonly string[], more = {}) =>
      plan([approval({ containers })], more).refusals.map(({ code }) => code);
    expect(codes([])).toEqual(['VZR501']);
    expect(codes([effectOf(102)])).toEqual(['VZR501']);
    expect(codes([102, 103, 104].map((ctid) => effectOf(ctid)))).toEqual([]);
    const desired = {
      ...desire([]),
      rules: {
        policies: [],
        windows: [],
        approvals: [approval({ containers: [102, 103, 104, 105].map((ctid) => effectOf(ctid)) })],
      },
    };
    expect(plan([], { desired }).refusals.map(({ reason }) => reason)).toEqual([
      'the plan deletes every container on this host (6)',
    ]);
  });
});

describe('an approval of a plan', () => {
  test('lets through all of it and no other plan', () => {
    const approvals = [approval({ plan: bare.effect?.slice(0, 32) ?? '' })];
    const made = plan(approvals);
    expect(made.refusals).toEqual([]);
    expect(runnable(made).map(({ ctid }) => ctid)).toEqual([101, 102, 103, 104, 105]);
    const more = plan([], {
      desired: {
        ...desire([wish(101, running(101, { rootfs: { template: debian.key } })), wish(106), wish(107)]),
        rules: { policies: [], windows: [], approvals },
      },
    });
    expect(more.refusals.map(({ code }) => code)).toEqual(['VZR501']);
    expect(isOpen(plan([approval({ containers: [bare.effect ?? ''] })], lax))).toBe(false);
  });

  test('opens no protected container', () => {
    const { nodeSpec } = desire([]);
    const desired = {
      ...desire([wish(101), wish(106)], { ...nodeSpec, protected: [102 as never] }),
      rules: { policies: [], windows: [], approvals: [] },
    };
    const effect = plan([], { desired }).effect ?? '';
    const made = plan([], {
      desired: {
        ...desired,
        rules: { ...desired.rules, approvals: [approval({ plan: effect, containers: [effectOf(102)] })] },
      },
    });
    expect(made.containers[1]?.refusals.map(({ code }) => code)).toEqual(['VZR502']);
    expect(runnable(made).map(({ ctid }) => ctid)).toEqual([103, 104, 105]);
  });
});

describe('who approved', () => {
  const by = (made: Plan) =>
    made.containers.map(({ approvedBy }) => approvedBy?.map(({ way, name }) => `${way} ${name}`));
  const none = undefined;

  test('is said of what was asked about and of what is deleted, and of nothing else', () => {
    const file = [approval({ name: 'yes', containers: [101, 102, 106].map((ctid) => effectOf(ctid)) })];
    expect(by(plan(file, lax))).toEqual([['file yes'], ['file yes'], none, none, none, none]);
    expect(first(plan(file, lax))?.approvedBy).toEqual([
      { way: 'file', name: 'yes', hash: effectOf(101), expires: '2999-01-01T00:00:00Z', path: 'approvals/a.yaml' },
    ]);
    expect(by(plan([], lax, { 'vzreconcile/approve': effectOf(101) }))[0]).toEqual(['annotation web-101']);
    const tag = { name: 't', hashes: [effectOf(101)], expires: '2999-01-01', signer: 'alice', key: 'SHA256:a' };
    const tagged = plan(file, { ...lax, tags: [tag, { ...tag, name: 'unsigned', fault: 'is not signed' }] });
    expect(by(tagged)[0]).toEqual(['file yes', 'tag t']);
    expect(first(tagged)?.approvedBy?.[1]).toMatchObject({ signer: 'alice', key: 'SHA256:a', hash: effectOf(101) });
    // --yes is another answer.
    expect(by(plan(file, { options: { ...lax.options, yes: true } }))).toEqual([none, none, none, none, none, none]);
    expect(by(plan([approval({ containers: [effectOf(102)] })]))[0]).toBeUndefined();
  });

  test('of a plan as a whole is said of all that it does', () => {
    const whole = [approval({ name: 'all', plan: bare.effect ?? '' })];
    const made = plan(whole);
    expect(by(made)).toEqual([...Array(5).fill(['file all']), none]);
    expect(renderText(made)).toMatch(/ {2}delete.*\n {6}approved by Approval all\n/);
    expect(renderMarkdown(reportOf(made))).toContain('- `approved by Approval all`: ');
    const { containers } = JSON.parse(renderJson(made)) as { containers: { approvedBy?: object[] }[] };
    expect(containers[4]?.approvedBy).toEqual([
      { way: 'file', name: 'all', hash: bare.effect, expires: '2999-01-01T00:00:00Z', path: 'approvals/a.yaml' },
    ]);
    expect(containers[5]).not.toHaveProperty('approvedBy');
  });

  test('of a plan as a whole is not said of what nobody had to approve', () => {
    // 101 is recreated, 106 is changed as it runs, 107 is restarted.
    const changed = running(106, pids(77));
    const wanted = [
      wish(101, running(101, { rootfs: { template: debian.key } })),
      wish(106, changed),
      wish(107, running(107, init('/bin/sh'))),
    ];
    const observed = observe([101, 106, 107].map((ctid) => seen(ctid)));
    const made = (approvals: readonly ApprovalSpec[], policies: readonly PolicySpec[] = []) =>
      plan([], { desired: { ...desire(wanted), rules: { policies, windows: [], approvals } }, observed });
    const whole = [approval({ name: 'all', plan: made([]).effect ?? '' })];
    expect(made(whole).containers.map(({ action }) => action)).toEqual(['recreate', 'change', 'restart']);
    expect(by(made(whole))).toEqual([['file all'], none, none]);
    // Only the plan's approval opens a limit.
    const limits = [{ action: 'restart' as const, most: { count: 0 }, origin }];
    const policy: PolicySpec = { name: 'few', origin, rules: [], overcommit: {}, limits };
    expect(made([], [policy]).refusals.map(({ code }) => code)).toEqual(['VZR511']);
    expect(by(made(whole, [policy]))).toEqual([['file all'], none, ['file all']]);
  });
});

describe('an approval of what waits for a window', () => {
  const origin = { path: 'w.yaml', line: 1, col: 1 };
  const nightly: WindowSpec = {
    ...{ name: 'nightly', origin, kind: 'allow', schedule: '0 2 * * *', duration: 3_600_000, timeZone: 'UTC' },
    classes: ['recreate', 'delete'],
  };
  const waiting = (approvals: readonly ApprovalSpec[], more: Partial<PlanInput> = {}, annotations = {}) => {
    const wanted = [wish(101, running(101, { rootfs: { template: debian.key } }), { annotations }), wish(106)];
    const rules = { policies: [], windows: [nightly], approvals };
    return plan([], { ...lax, desired: { ...desire(wanted), rules }, ...more });
  };
  const until = (expires: string, containers = [effectOf(101)]) => [approval({ containers, expires })];
  const warned = (made: Plan) => made.containers.flatMap(({ warnings }) => warnings);

  test('that is over when it opens is warned of', () => {
    const words = (end: string) =>
      `VZR519: its approval is over on ${end}, and before 2026-11-27T02:00:00Z no window opens: approve it for longer`;
    const early = waiting(until('2026-11-27T02:00:00Z'));
    expect(warned(early)).toEqual([words('2026-11-27T02:00:00Z')]);
    expect(renderText(early)).toContain(
      `recreate ct/web-101.yaml:6:10\n      warning: ${words('2026-11-27T02:00:00Z')}\n`,
    );
    expect(warned(waiting(until('2026-11-27T02:00:01Z')))).toEqual([]);
    expect(warned(waiting(until('2026-11-27T01:00:00Z', [effectOf(102)])))).toEqual([words('2026-11-27T01:00:00Z')]);
    // The one that lasts longest counts, and an annotation lasts.
    const [one, other] = ['2026-11-27T01:00:00Z', '2026-11-27T09:00:00Z'].map((end) => until(end)) as [[], []];
    expect(warned(waiting([...one, ...other]))).toEqual([]);
    expect(warned(waiting([...other, ...one]))).toEqual([]);
    expect(warned(waiting(one, {}, { 'vzreconcile/approve': effectOf(101) }))).toEqual([]);
    const night = calendarAt(Date.parse('2026-11-27T02:30:00Z'));
    expect(warned(waiting(until('2026-11-27T02:31:00Z'), { calendar: night }))).toEqual([]);
  });

  test('is asked for with the time at which it has to count', () => {
    const hint = (made: Plan) => first(made)?.refusals[0]?.hint;
    const words = '; it has to be approved on 2026-11-27T02:00:00Z, when a window opens for it';
    expect(hint(waiting([]))).toContain(words);
    const tags = [{ name: 'approve/a', hashes: [effectOf(101)], fault: 'is not signed' }];
    expect(hint(waiting([], { tags }))).toContain(`${words}; tag approve/a is not signed`);
    expect(hint(plan([], lax))).not.toContain('window');
  });
});

describe('ways of approval', () => {
  const hash = effectOf(101);
  const restricted = (approvals: NonNullable<PlanInput['options']>['approvals']) =>
    ({ options: { ...lax.options, approvals } }) as Partial<PlanInput>;
  const tag: TagApproval = {
    ...{ name: 'approve/a', hashes: [hash], expires: '2999-01-01T00:00:00Z', signer: 'alice' },
  };
  const hint = (made: Plan): string | undefined => first(made)?.refusals[0]?.hint;

  test('count as the node takes them', () => {
    const file = [approval({ containers: [hash] })];
    const annotation = { 'vzreconcile/approve': hash };
    expect(isOpen(plan(file, restricted({ files: false })))).toBe(false);
    expect(isOpen(plan(file, restricted({ files: true, annotations: false })))).toBe(true);
    expect(isOpen(plan([], restricted({ annotations: false }), annotation))).toBe(false);
    expect(isOpen(plan([], restricted({ files: false }), annotation))).toBe(true);
    expect(hint(plan([], restricted({ annotations: false }), annotation))).toMatch(
      /by spec\.containers of an Approval below approvals\/; or keep .*; annotations do not approve on this node$/,
    );
  });

  test('a tag approves a container or the whole plan, while it is signed and not over', () => {
    const with_ = (one: TagApproval) => plan([], { ...restricted({ files: false, tags: true }), tags: [one] });
    expect(isOpen(with_(tag))).toBe(true);
    expect(isOpen(with_({ ...tag, hashes: [hash.slice(0, 32)] }))).toBe(true);
    expect(with_({ ...tag, hashes: [bare.effect ?? ''] }).refusals).toEqual([]);
    const { signer: _, ...nobody } = tag;
    for (const one of [
      { ...nobody, fault: 'is not signed' },
      nobody,
      { ...tag, fault: 'is not signed' },
      { ...tag, expires: '2026-11-26T12:00:00Z' },
      { ...tag, hashes: [hash.slice(0, 31)] },
      { ...tag, hashes: [effectOf(102)] },
    ])
      expect(isOpen(with_(one)), JSON.stringify(one)).toBe(false);
    expect(isOpen(plan([], { ...lax, tags: [tag], calendar: undefined } as never))).toBe(false);
  });

  test('of tags that do not count only those are told that were meant for it, and not too many', () => {
    const stray = Array.from(
      { length: 9 },
      (_, index): TagApproval => ({
        ...{ name: `approve/${index}/${hash.slice(0, 12)}`, hashes: [], fault: 'is not signed' },
      }),
    );
    const other = { ...tag, name: 'approve/other', hashes: ['f'.repeat(32)], fault: 'is not signed' };
    const said = hint(plan([], { ...restricted({ tags: true }), tags: [other, ...stray] })) ?? '';
    expect(said.match(/is not signed/g)).toHaveLength(5);
    expect(said).not.toContain('other');
    const lines = renderText(plan([], { ...restricted({ tags: true }), tags: [other, ...stray] })).split('\n');
    const at = lines.findIndex((line) => line.includes('hint: approve'));
    expect(lines[at]).not.toContain('tag approve');
    for (const [index, { name }] of stray.slice(0, 5).entries())
      expect(lines[at + 1 + index]?.trim()).toBe(`tag ${name} is not signed`);
    const short = [{ ...tag, name: 'approve/x', hashes: ['f'.repeat(32), hash.slice(0, 12)] }];
    expect(hint(plan([], { ...restricted({ tags: true }), tags: short }))).toContain(
      `tag approve/x names ${hash.slice(0, 12)}, and an approval takes 32 digits or more of a hash`,
    );
  });
});
