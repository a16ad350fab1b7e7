// Policies, windows and approvals: from their documents to the rules of a node, and what is wrong with them where.

import { describe, expect, test } from 'vitest';
import { checkRules } from '../../reconciler/run/check-rules.ts';
import { matcher } from '../../reconciler/source/path-rules.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import { loadManifests } from '../../schema/load.ts';
import { bytesOf } from '../schema/marked.ts';

const head = (kind: string, name = 'one') =>
  `apiVersion: vzreconcile/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\n`;

const policy = `${head('Policy', 'production')}spec:
  maxDeletes: 1
  maxRestarts: "25%"
  overcommit: {ram: 0.9}
  rules:
    - name: databases
      match: {actions: [restart, recreate], containers: {labels: {tier: db}}}
      then: requireApproval
      message: by their team
    - name: big
      match: {fields: [ram, "/cgroup/cpu/*"], above: 4G, nodes: ["web-*"]}
      then: warn
`;
const window = `${head('Window', 'nightly')}spec:
  nodes: ["node*"]
  kind: allow
  schedule: 0 2 * * 1-5
  duration: 1h30m
  timeZone: Europe/Berlin
  classes: [restart]
`;
const approval = `${head('Approval', 'yes')}spec:
  plan: ${'5b71f0c2'.repeat(4)}
  containers: [${'a'.repeat(64)}]
  reason: agreed
  expires: 2026-12-01T00:00:00Z
`;

const pathOf = (text: string, i: number): string =>
  text.includes('kind: Approval') ? `site/approvals/${i}.yaml` : `${i}.yaml`;

function load(...texts: string[]) {
  return loadAll(texts.map((text, i) => ({ path: pathOf(text, i), bytes: bytesOf(text) })));
}

function loadAll(files: Parameters<typeof loadManifests>[0]) {
  const { manifests, problems } = loadManifests(files);
  return { manifests, problems: [...problems, ...checkRules(manifests)] };
}

const rulesOf = (node: string, ...texts: string[]) => {
  const { manifests, problems } = load(...texts);
  expect(problems).toEqual([]);
  return resolveDesired(manifests, { node, cpus: 4 }).desired.rules;
};

test('documents become the rules of a node', () => {
  const at = (line: number, col: number) => ({ path: '0.yaml', line, col });
  expect(rulesOf('node1', policy, window, approval)).toEqual({
    policies: [
      {
        name: 'production',
        origin: at(1, 1),
        limits: [
          { action: 'delete', most: { count: 1 }, origin: at(5, 15) },
          { action: 'restart', most: { percent: 25 }, origin: at(6, 16) },
        ],
        overcommit: { ram: 0.9 },
        rules: [
          {
            name: 'databases',
            origin: at(9, 7),
            verdict: 'requireApproval',
            message: 'by their team',
            actions: ['restart', 'recreate'],
            containers: { labels: { tier: 'db' } },
          },
        ],
      },
    ],
    windows: [
      {
        name: 'nightly',
        origin: { path: '1.yaml', line: 1, col: 1 },
        kind: 'allow',
        schedule: '0 2 * * 1-5',
        duration: 5_400_000,
        timeZone: 'Europe/Berlin',
        classes: ['restart'],
      },
    ],
    approvals: [
      {
        name: 'yes',
        origin: { path: 'site/approvals/2.yaml', line: 1, col: 1 },
        plan: '5b71f0c2'.repeat(4),
        containers: ['a'.repeat(64)],
        expires: '2026-12-01T00:00:00Z',
      },
    ],
  });
  const [web] = rulesOf('web-1', policy, window)?.policies ?? [];
  expect(web?.rules[1]).toMatchObject({ name: 'big', fields: ['ram', '/cgroup/cpu/*'], above: 4 * 1024 ** 3 });
  expect(rulesOf('web-1', window)).toBeUndefined();
  expect(rulesOf('node1')).toBeUndefined();
});

describe('what is wrong has a place', () => {
  test.each([
    [[policy, policy], 'VZR301 1.yaml:3:18'],
    [[policy.replace('[ram,', '[rma,')], 'VZR512 0.yaml:14:24'],
    [[policy.replace('[ram,', '[rate,')], 'VZR516 0.yaml:14:24'],
    [[policy.replace('[ram,', '["cpu*",')], 'VZR516 0.yaml:14:24'],
    [[policy.replace('[ram,', '[/quota/users,')], 'VZR516 0.yaml:14:24'],
    [[policy.replace('"25%"', '25%5')], 'VZR514 0.yaml:6:16'],
    [[policy.replace('above: 4G', 'above: much')], 'VZR514 0.yaml:14:54'],
    [[policy.replace('fields: [ram, "/cgroup/cpu/*"], ', '')], 'VZR514 0.yaml:14:22'],
    [[policy.replace('then: warn', 'then: shout')], 'VZR104 0.yaml:15:13'],
    [[policy.replace('actions: [restart,', 'actions: [reboot,')], 'VZR104 0.yaml:10:25'],
    [[window.replace('1h30m', '90')], 'VZR513 0.yaml:8:13'],
    [[window.replace('0 2 * * 1-5', '0 25 * * 1-5')], 'VZR513 0.yaml:7:13'],
    [[window.replace('Europe/Berlin', 'Europe/Bärlin')], 'VZR106 0.yaml:9:13'],
    [[window.replace('Europe/Berlin', 'Europe/Burlin')], 'VZR513 0.yaml:9:13'],
    [[window.replace('  classes: [restart]\n', '')], 'VZR102 0.yaml:4:1'],
    [[approval.replace(/ {2}expires: .*\n/, '')], 'VZR102 site/approvals/0.yaml:4:1'],
    [[`${head('Approval')}spec: {expires: "2026-12-01T00:00:00Z"}\n`], 'VZR515 site/approvals/0.yaml:4:1'],
    [[approval.replace('plan: 5', 'plan: ')], 'VZR106 site/approvals/0.yaml:5:9'],
    [[approval.replace('2026-12-01T00:00:00Z', 'tomorrow')], 'VZR106 site/approvals/0.yaml:8:12'],
  ])('%#', (texts, expected) => {
    const { problems } = load(...texts);
    expect(problems.map(({ code, origin: { path, line, col } }) => `${code} ${path}:${line}:${col}`)).toEqual([
      expected,
    ]);
    for (const { hint } of problems) expect(hint).toBeDefined();
  });

  test('also where an approval names nothing because a field is misspelt', () => {
    const { problems } = load(`${head('Approval')}spec:\n  container: [${'a'.repeat(64)}]\n`);
    expect(problems.map(({ code, origin: { line }, hint }) => `${code} ${line} ${hint}`)).toEqual([
      expect.stringMatching(/^VZR102 4 add a line such as expires: /),
      'VZR515 4 add containers: [HASH] or plan: HASH',
      'VZR101 5 did you mean containers?',
    ]);
  });
});

test('fields that are no numbers can be in a rule that compares nothing', () => {
  expect(load(policy.replace('[ram, "/cgroup/cpu/*"], above: 4G', '[rate, "cpu*"]')).problems).toEqual([]);
});

test.each([
  'approvals/a.yaml',
  'manifests/web/approvals/2026/a.yaml',
  'a.yaml',
  'approvals.yaml',
  'my-approvals/a.yaml',
])('an approval in %s', (path) => {
  const { problems } = loadAll([{ path, bytes: bytesOf(approval) }]);
  const isIn = path.split('/').slice(0, -1).includes('approvals');
  expect(problems.map(({ code, origin: { line, col } }) => `${code} ${line}:${col}`)).toEqual(
    isIn ? [] : ['VZR517 2:7'],
  );
  // The rule of the documents that limits who signs them is about the same files.
  expect(matcher('**/approvals/**')(path)).toBe(isIn);
});
