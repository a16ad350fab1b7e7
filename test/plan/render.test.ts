import { describe, expect, test } from 'vitest';
import { makePlan } from '../../reconciler/plan/make.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import { renderGithub } from '../../reconciler/plan/render-github.ts';
import { renderGitlab } from '../../reconciler/plan/render-gitlab.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { renderJunit } from '../../reconciler/plan/render-junit.ts';
import { commentLimit, renderMarkdown as renderReport } from '../../reconciler/plan/render-markdown.ts';
import { renderSarif } from '../../reconciler/plan/render-sarif.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import { exitClass, summarize } from '../../reconciler/plan/summary.ts';
import { digest } from '../../reconciler/run/digest.ts';
import { asCtid } from '../../schema/units.ts';
import {
  debian,
  desire,
  GiB,
  hostFacts,
  init,
  MiB,
  memory,
  node,
  observe,
  pids,
  reportOf,
  running,
  seen,
  stopped,
  wish,
} from './builders.ts';

const renderMarkdown = (plan: Plan): string => renderReport(reportOf(plan));

const spelled = new Map([['/cgroup/memory/ram', '2GiB']]);
const soft = { space: { soft: 2 * GiB, hard: 2.5 * GiB }, inodes: { soft: 'max', hard: 'max' } } as never;

/** One of everything. */
const mixed = (options = { yes: true }): Plan =>
  makePlan({
    desired: desire([
      wish(101, running(101, { ...memory(2 * GiB), quota: soft }), { spelled }),
      wish(102),
      wish(103, running(103, init('/bin/busybox', 'init', 'a b'))),
      wish(104, running(104, { rootfs: { template: debian.key } })),
      wish(106, running(106, { network: { addresses: ['10.9.0.106', 'fd00::6a'] } })),
      wish(107),
      wish(108, stopped(108)),
      wish(109, running(109, memory(64 * MiB))),
    ]),
    observed: observe([
      seen(101),
      seen(102),
      seen(103),
      seen(104),
      seen(105),
      seen(107, running(107, pids(7)), { applied: running(107) }),
      seen(108),
      seen(109, running(109), { usage: { ram: 100 * MiB } }),
      ...[111, 112, 113].map((ctid) => seen(ctid)),
    ]),
    accepted: new Map(),
    options,
    digest,
    revision: 'main@3f2a9c1',
  });

const nothing = makePlan({
  desired: desire([wish(101), wish(102), wish(103)]),
  observed: observe([seen(101), seen(102), seen(103)]),
  accepted: new Map(),
  digest,
  revision: 'main@3f2a9c1',
});

/** Everything that comes from outside tries to get out of its place. */
const evil = (): Plan => {
  const name = 'a`b``c\u001b[31m|\n## x <script>\u202e-->';
  const origin = { path: 'ct/\u001b]0;x\u0007```.yaml', line: 1, col: 2 };
  const wanted = running(101, { namespace: { idmap: { base: 1 }, hostname: '```\n</details>\u2066' } });
  return makePlan({
    desired: {
      ...desire([wish(101, wanted, { name, origins: new Map([['/namespace', origin]]) })]),
      node: 'n-->\u001b',
    },
    observed: observe([seen(101, running(101), { name: 'was\u0000' }), seen(102, running(102), { name })]),
    accepted: new Map([
      [asCtid(101), { wants: wanted, refusals: [{ code: 'VZR1', reason: 'no `\n\u009b2J', hint: '\r' }] }],
    ]),
    revision: 'main@\u001b',
  });
};

const sarif = { version: '0.1.0', rules: new Map(), digest };

const at = (name: string) => `${import.meta.dirname}/../fixtures/plans/${name}`;

describe('golden files', () => {
  const plans = { mixed: mixed(), refused: mixed({ yes: false }), nothing, evil: evil() };
  test.each(Object.entries(plans))('the %s plan renders as recorded', async (name, plan) => {
    await expect(renderText(plan)).toMatchFileSnapshot(at(`${name}.txt`));
    await expect(renderJson(plan)).toMatchFileSnapshot(at(`${name}.json`));
    await expect(renderMarkdown(plan)).toMatchFileSnapshot(at(`${name}.md`));
    const report = reportOf(plan);
    await expect(renderGithub(report, renderText(plan))).toMatchFileSnapshot(at(`${name}.github.txt`));
    await expect(renderGitlab(report, digest)).toMatchFileSnapshot(at(`${name}.gitlab.json`));
    await expect(renderSarif(report, sarif)).toMatchFileSnapshot(at(`${name}.sarif.json`));
    await expect(renderJunit(report)).toMatchFileSnapshot(at(`${name}.junit.xml`));
  });
});

describe('text', () => {
  test('ends with the summary line', () => {
    const last = (plan: Plan) => renderText(plan).trimEnd().split('\n').at(-1);
    expect(last(nothing)).toBe('No changes.');
    expect(last(mixed())).toBe(
      'Plan: 1 to create, 4 to change, 1 to restart, 1 to recreate, 4 to delete. 1 unchanged.',
    );
    expect(last(mixed({ yes: false }))).toBe(last(mixed()));
  });

  test('says what is disturbed and how full memory gets, before the last line', () => {
    const plan = makePlan({
      desired: desire([wish(101, running(101, memory(2 * GiB))), wish(102, running(102, init('/x')))]),
      observed: observe([seen(101), seen(102)]),
      accepted: new Map(),
      facts: { ...hostFacts, memoryBytes: 4 * GiB },
      revision: 'r',
    });
    expect(renderText(plan).split('\n').at(-3)).toBe('Disruption: 1 live, 1 restart, 0 recreate; RAM 13 % -> 56 %');
    expect(renderMarkdown(plan)).toContain('\nDisruption: 1 live, 1 restart, 0 recreate; RAM 13 % -> 56 %.\n');
    expect(JSON.parse(renderJson(plan)).disruption).toMatchObject({
      live: 1,
      restart: 1,
      ram: { before: 13, after: 56 },
    });
    expect(renderText(nothing)).not.toContain('Disruption');
  });

  test('shows no token among the words of init', () => {
    const more = { spelled: new Map([['/lifecycle/init', '/sbin/init --token=hunter2']]) };
    const plan = makePlan({
      desired: desire([wish(101, running(101, init('/sbin/init', '--token=hunter2')), more)]),
      observed: observe([seen(101, running(101, init('/sbin/init', '--db=https://u:hunter1@db.example.net')))]),
      accepted: new Map(),
      revision: 'r',
    });
    for (const text of [renderText(plan), renderMarkdown(plan)]) {
      expect(text).toContain('--token=(secret)');
      expect(text).not.toContain('hunter');
    }
    expect(plan.containers[0]?.wants.lifecycle?.init).toEqual(['/sbin/init', '--token=hunter2']);
  });

  test('has colour only when asked for', () => {
    const stripped = renderText(mixed(), { color: true }).replaceAll(/[^ -~\n]\[\d+m/g, '');
    expect(stripped).toBe(renderText(mixed()));
    expect(renderText(mixed())).not.toContain('\u001b');
  });

  test('shows a reason even where nothing is to be done', () => {
    const refusal = { code: 'VZR611', pointer: '/quota/space', reason: 'no soft limits', hint: 'write one value' };
    const accepted = new Map([[asCtid(101), { wants: running(101), refusals: [refusal] }]]);
    const plan = makePlan({ desired: desire([wish(101)]), observed: observe([seen(101)]), accepted, revision: 'r' });
    expect(renderText(plan)).toContain(
      'refused: VZR611 no soft limits  ct/web-101.yaml:12:10\n         hint: write one value\n',
    );
  });
});

describe('what foreign text cannot do', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point.
  const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

  test('no renderer lets a control character through', () => {
    expect(renderText(evil())).not.toMatch(control);
    expect(renderMarkdown(evil())).not.toMatch(control);
    expect(renderJunit(reportOf(evil()))).not.toMatch(control);
    expect(renderGithub(reportOf(evil()), renderText(evil()))).not.toMatch(control);
    // In JSON the C1 and bidirectional controls are data, and no terminal is meant to read it.
    expect(renderJson(evil()).includes('\u001b')).toBe(false);
    expect(JSON.parse(renderJson(evil())).containers[1].name).toContain('\u001b[31m');
  });

  test('Markdown keeps it in its span, fence and comment', () => {
    const lines = renderMarkdown(evil()).split('\n');
    expect(lines[0]).toBe(
      '<!-- vzreconcile {"formatVersion":"1.0","nodes":["n\\u002d\\u002d\\u003e\\u001b"],"plans":[null],"truncated":false} -->',
    );
    const open = lines.findIndex((line) => /^`{3,}text$/.test(line));
    const ticks = (lines[open] ?? '').replace('text', '');
    const inside = lines.slice(open + 1, lines.indexOf(ticks, open + 1)).join('\n');
    expect(inside.includes(ticks)).toBe(false);
    expect(inside).toContain('`');
    for (const line of lines.slice(0, open))
      if (!line.startsWith('<')) expect(line.replace(/(`+).*?\1/g, '')).not.toContain('<');
  });
});

describe('Markdown', () => {
  const many = (count: number): Plan => {
    const ctids = Array.from({ length: count }, (_, index) => 1000 + index);
    return makePlan({
      desired: desire(ctids.slice(count / 2).map((ctid) => wish(ctid, running(ctid, memory(GiB))))),
      observed: observe(ctids.map((ctid) => seen(ctid))),
      accepted: new Map(),
      options: { yes: true },
      revision: 'main@3f2a9c1',
    });
  };

  test.each([100, 1000, 10_000])(
    'a plan over %i containers fits into a comment and says what it leaves out',
    (count) => {
      const text = renderMarkdown(many(count));
      expect(text.length).toBeLessThanOrEqual(commentLimit);
      expect(text.includes('Truncated')).toBe(count > 100);
      expect(text).toContain('**Loss of data.**');
      expect((text.match(/^`{3,}/gm) ?? []).length % 2).toBe(0);
    },
  );

  test('a quiet plan has neither banner nor fold', () => {
    expect(renderMarkdown(nothing)).not.toMatch(/details|CAUTION|Truncated/);
  });
});

test('the exit class is that of the worst action', () => {
  const was = observe([101, 102, 103, 104, 105, 106].map((ctid) => seen(ctid)));
  const classOf = (...states: ReturnType<typeof running>[]) => {
    const rest = [104, 105, 106].map((ctid) => wish(ctid));
    const desired = desire([...states.map((state, index) => wish(101 + index, state)), ...rest], node);
    return exitClass(summarize(makePlan({ desired, observed: was, accepted: new Map(), revision: 'r' })));
  };
  const same = [running(101), running(102), running(103)] as const;
  expect(classOf(...same)).toBe('none');
  expect(classOf(running(101, pids(5)), same[1], same[2])).toBe('changes');
  expect(classOf(stopped(101), same[1], same[2])).toBe('changes');
  expect(classOf(running(101, pids(5)), running(102, init('/x')), same[2])).toBe('restart');
  expect(classOf(same[0], running(102, init('/x')), running(103, { rootfs: { template: debian.key } }))).toBe(
    'destroy',
  );
  expect(classOf(same[0], same[1])).toBe('destroy');
});
