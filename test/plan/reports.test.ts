// Reports for CI systems: what they say, and what foreign text in them cannot do.

import { describe, expect, test } from 'vitest';
import { makePlan } from '../../reconciler/plan/make.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import { inert, outputsOf, renderGithub } from '../../reconciler/plan/render-github.ts';
import { renderGitlab, renderGitlabPlan } from '../../reconciler/plan/render-gitlab.ts';
import { renderJunit } from '../../reconciler/plan/render-junit.ts';
import { renderMarkdown } from '../../reconciler/plan/render-markdown.ts';
import { renderSarif } from '../../reconciler/plan/render-sarif.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import type { Report } from '../../reconciler/plan/report.ts';
import { digest } from '../../reconciler/run/digest.ts';
import type { Problem } from '../../schema/problem.ts';
import { asCtid } from '../../schema/units.ts';
import { commandsIn } from '../helpers/actions.ts';
import { parseSarif } from '../helpers/sarif.ts';
import { type Element, parseXml } from '../helpers/xml.ts';
import { debian, desire, GiB, memory, observe, reportOf, running, seen, wish } from './builders.ts';

const problem = (line: number, more: Partial<Problem> = {}): Problem => ({
  code: 'VZR101',
  severity: 'error',
  origin: { path: 'ct/web.yaml', line, col: 3 },
  endCol: 8,
  message: 'unknown field "vswp"',
  hint: 'did you mean vswap?',
  ...more,
});

/** One of each: refused, waiting for consent, changed, new, unchanged. */
function plan(node = 'node7'): Plan {
  const desired = desire([
    wish(101, running(101, memory(2 * GiB))),
    wish(102, running(102, { rootfs: { template: debian.key } })),
    wish(103),
    wish(104),
    wish(105, running(105, memory(GiB))),
  ]);
  const refusal = {
    code: 'VZR507',
    pointer: '/cgroup/memory/ram',
    reason: 'more ram than there is',
    hint: 'write less',
  };
  return makePlan({
    desired: { ...desired, node },
    observed: observe([seen(101), seen(102), seen(104), seen(105)]),
    accepted: new Map([[asCtid(101), { wants: running(101, memory(2 * GiB)), refusals: [refusal] }]]),
    digest,
    revision: 'main@3f2a9c1',
  });
}

const github = (report: Report): string => renderGithub(report, report.plans.map((one) => renderText(one)).join('\n'));
const rules = new Map([['VZR507', 'a limit above what the host has']]);
const sarif = (report: Report) => parseSarif(renderSarif(report, { version: '1.2.3', rules, digest }));
const gitlab = (report: Report) => JSON.parse(renderGitlab(report, digest));
const cases = (report: Report): Readonly<Record<string, Element>> =>
  Object.fromEntries(
    parseXml(renderJunit(report)).children.flatMap(({ children }) =>
      children
        .filter(({ name }) => name === 'testcase')
        .map((one) => [`${one.attributes['classname']}: ${one.attributes['name']}`, one] as const),
    ),
  );

describe('GitHub', () => {
  test('annotates the line of the field, with the code as the title', () => {
    const commands = commandsIn(github(reportOf(plan())));
    expect(commands.filter(({ name }) => name === 'error')).toEqual([
      {
        name: 'error',
        properties: { file: 'ct/web-101.yaml', line: '9', col: '10', title: 'VZR507' },
        data: 'web-101 (101): more ram than there is\nwrite less',
      },
    ]);
    expect(commands.filter(({ name }) => name === 'warning')).toMatchObject([{ properties: { title: 'VZR503' } }]);
    expect(commands.filter(({ name }) => name === 'notice')).toMatchObject([
      { properties: { title: 'web-103 (103)', line: '1' }, data: 'create' },
      { properties: { title: 'web-105 (105)', line: '9' }, data: 'live\nram 256M -> 1G' },
    ]);
    expect(commands.map(({ name }) => name).slice(0, 2)).toEqual(['group', 'endgroup']);
  });

  test('marks the columns of a problem', () => {
    const report = { ...reportOf(), problems: [problem(4)] };
    expect(commandsIn(github(report))).toEqual([
      {
        name: 'error',
        properties: { file: 'ct/web.yaml', line: '4', col: '3', endColumn: '8', title: 'VZR101' },
        data: 'unknown field "vswp"\ndid you mean vswap?',
      },
    ]);
  });

  test.each([
    [10, 10, undefined],
    [11, 10, '2 more errors'],
    [500, 10, '491 more errors'],
  ])('%i errors are %i annotations', (count, shown, rest) => {
    const warnings = Array.from({ length: count }, (_, index) => `warning ${index}`);
    const report = {
      ...reportOf(),
      problems: Array.from({ length: count }, (_, index) => problem(index + 1)),
      warnings,
    };
    const of = (kind: string) => commandsIn(github(report)).filter(({ name }) => name === kind);
    expect(of('error').length).toBe(shown);
    expect(of('warning').length).toBe(shown);
    if (rest !== undefined) expect(of('error').at(-1)?.data).toContain(rest);
  });

  test('escapes what would end a property or the message', () => {
    const origin = { path: 'ct/50%,a:b,line=1.yaml', line: 1, col: 1 };
    const [error] = commandsIn(
      github({ ...reportOf(), problems: [problem(1, { origin, message: '100%0A::error::x' })] }),
    );
    expect(error).toMatchObject({
      properties: { file: origin.path },
      data: expect.stringContaining('100%0A::error::x'),
    });
  });

  test('no text of others is a command', () => {
    const evil = '::add-mask::x\n  ::error::x\n\t::set-env name=PATH::x\n##[add-mask]x and ##[error]y';
    expect(commandsIn(evil).length).toBe(4);
    expect(commandsIn(inert(evil))).toEqual([]);
    expect(inert('a::b [##] ::')).toBe('a::b [##] ::');
  });

  test('gives later steps numbers', () => {
    const outputs = Object.fromEntries(outputsOf(reportOf(plan('a'), plan('b'))));
    expect(outputs).toMatchObject({
      changes: 'true',
      to_create: '2',
      to_change: '4',
      to_recreate: '2',
      to_delete: '0',
    });
    expect(outputs['class']).toBe('destroy');
    expect(outputs['plan_hash']).toMatch(/^[0-9a-f]{64},[0-9a-f]{64}$/);
    expect(Object.fromEntries(outputsOf(reportOf()))).toMatchObject({ changes: 'false', class: 'none', plan_hash: '' });
  });
});

describe('GitLab', () => {
  test('is told path, line, rule and severity', () => {
    expect(gitlab({ ...reportOf(plan()), problems: [problem(4)], stale: 'the remote is away' })).toEqual(
      [
        ['stale', 'critical', '.', 1],
        ['VZR101', 'critical', 'ct/web.yaml', 4],
        ['VZR507', 'critical', 'ct/web-101.yaml', 9],
        ['VZR503', 'minor', 'ct/web-102.yaml', 6],
      ].map(([check_name, severity, path, begin]) => ({
        ...{ check_name, severity, location: { path, lines: { begin } } },
        ...{ description: expect.stringMatching(/.../), fingerprint: expect.stringMatching(/^[0-9a-f]{16}:1$/) },
      })),
    );
  });

  test('counts a recreate as one more and one less', () => {
    expect(JSON.parse(renderGitlabPlan(reportOf(plan())))).toEqual({ create: 2, update: 2, delete: 1 });
    expect(JSON.parse(renderGitlabPlan(reportOf()))).toEqual({ create: 0, update: 0, delete: 0 });
  });
});

describe('SARIF', () => {
  test('is what the standard says, with the rules that are used', () => {
    const run = sarif({ ...reportOf(plan()), problems: [problem(4)] });
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(['VZR101', 'VZR503', 'VZR507']);
    expect(run).toMatchObject({
      automationDetails: { id: 'vzreconcile/node7/' },
      results: [
        { ruleId: 'VZR101', locations: [{ physicalLocation: { region: { startLine: 4, endLine: 4, endColumn: 8 } } }] },
        { ruleId: 'VZR507', level: 'error' },
        { ruleId: 'VZR503', level: 'warning' },
      ],
    });
  });

  test('a place outside of the repository is a file URI, and every path is escaped', () => {
    const at = (path: string) =>
      sarif({ ...reportOf(), problems: [problem(1, { origin: { path, line: 1, col: 1 } })] }).results[0]?.locations[0]
        ?.physicalLocation.artifactLocation;
    expect(at('/srv/ct/web.yaml')).toEqual({ uri: 'file:///srv/ct/web.yaml' });
    expect(at('ct/a b#?%{ü}.yaml')?.uri).toBe('ct/a%20b%23%3F%25%7B%C3%BC%7D.yaml');
    expect(at('ct/\ud800.yaml')?.uri).toBe('ct/%5Cud800.yaml');
  });
});

test('a refusal by a policy names the rule in every format', () => {
  const [container] = plan().containers;
  const rule = { path: 'policies/prod.yaml', line: 7, col: 5 };
  const refusals = [{ code: 'VZR508', reason: 'no restarts of databases', rule }];
  const denied = { ...plan(), containers: container === undefined ? [] : [{ ...container, refusals }] };
  for (const text of [github, renderMarkdown, renderJunit, (one: Report) => renderGitlab(one, digest)].map((render) =>
    render(reportOf(denied)),
  ))
    expect(text).toContain('policies/prod.yaml:7:5');
});

describe('fingerprints', () => {
  const ids = (report: Report): string[] =>
    gitlab(report).map(({ fingerprint }: { fingerprint: string }) => fingerprint);

  test('stay when lines and numbers move, and are the same for GitLab and SARIF', () => {
    const first = { ...reportOf(), problems: [problem(4, { message: 'ram 64M is below the 100M in use' })] };
    const second = { ...reportOf(), problems: [problem(9, { message: 'ram 64M is below the 101.5M in use' })] };
    expect(ids(second)).toEqual(ids(first));
    expect(sarif(first).results.map((one) => one.partialFingerprints.primaryLocationLineHash)).toEqual(ids(first));
  });

  test('tell two of a kind apart, and different ones', () => {
    const report = { ...reportOf(), problems: [problem(4), problem(5), problem(6, { code: 'VZR102' })] };
    const [one, two, other] = ids(report);
    expect(one?.replace(/:1$/, ':2')).toBe(two);
    expect(other?.slice(0, 16)).not.toBe(one?.slice(0, 16));
    const [left, right] = [ids(reportOf(plan('a'))), ids(reportOf(plan('b')))];
    expect(left.filter((id) => right.includes(id))).toEqual([]);
  });
});

describe('JUnit', () => {
  test('has a case for each manifest and each container', () => {
    const report = { ...reportOf(plan()), problems: [problem(4)], files: () => ['ct/web.yaml', 'ct/fine.yaml'] };
    const found = cases(report);
    expect(Object.keys(found)).toEqual([
      'manifests: ct/fine.yaml',
      'manifests: ct/web.yaml',
      ...[101, 102, 103, 104, 105].map((ctid) => `node7: web-${ctid} (${ctid})`),
    ]);
    const resultOf = (name: string) => found[name]?.children.map((child) => child.name);
    expect(resultOf('manifests: ct/fine.yaml')).toEqual([]);
    expect(resultOf('manifests: ct/web.yaml')).toEqual(['failure']);
    expect(resultOf('node7: web-101 (101)')).toEqual(['failure']);
    expect(resultOf('node7: web-102 (102)')).toEqual(['skipped']);
    expect(resultOf('node7: web-104 (104)')).toEqual([]);
    expect(parseXml(renderJunit(report)).attributes).toMatchObject({ tests: '7', failures: '2', skipped: '1' });
    expect(found['manifests: ct/web.yaml']?.children[0]?.text).toBe(
      'ct/web.yaml:4:3: error VZR101: unknown field "vswp"\n  did you mean vswap?',
    );
  });

  test('has a failure for what was begun and is not as planned', () => {
    const report = { ...reportOf(plan()), failures: [{ ctid: 105, reason: 'change failed: cgroup.set: EINVAL' }] };
    expect(cases(report)['node7: web-105 (105)']?.children[0]?.attributes).toMatchObject({
      type: 'failed',
      message: 'failed change failed: cgroup.set: EINVAL',
    });
  });

  test('names what is about the whole plan', () => {
    const emptied = makePlan({
      desired: desire([]),
      observed: observe([seen(101)]),
      accepted: new Map(),
      revision: 'r',
    });
    expect(Object.keys(cases(reportOf(emptied)))).toEqual(['node7: the whole plan', 'node7: web-101 (101)']);
  });
});
