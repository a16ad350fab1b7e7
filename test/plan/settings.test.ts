// What a plan between two revisions tells of what changes without a step, from documents to the words of each format.

import { expect, test } from 'vitest';
import { makePlan } from '../../reconciler/plan/make.ts';
import type { Plan, Setting } from '../../reconciler/plan/plan.ts';
import { outputsOf, renderGithub } from '../../reconciler/plan/render-github.ts';
import { renderGitlab } from '../../reconciler/plan/render-gitlab.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { renderMarkdown } from '../../reconciler/plan/render-markdown.ts';
import { renderSarif } from '../../reconciler/plan/render-sarif.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import {
  keptSettings,
  type Said,
  type Stated,
  settingsBetween,
  settingsSince,
} from '../../reconciler/plan/settings.ts';
import { place, settingWords } from '../../reconciler/plan/wording.ts';
import { digest } from '../../reconciler/run/digest.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import { loadManifests } from '../../schema/load.ts';
import { commandsIn } from '../helpers/actions.ts';
import { parseSarif } from '../helpers/sarif.ts';
import { bytesOf } from '../schema/marked.ts';
import { desire, observe, reportOf, seen, wish } from './builders.ts';

const head = (kind: string, name: string) =>
  `apiVersion: vzreconcile/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\n`;
const template = `${head('Template', 'tiny')}spec: {source: {busybox: {}}}\n`;
const container = (name: string, ctid: number, more = '', metadata = '') =>
  `apiVersion: vzreconcile/v1alpha1\nkind: Container\nmetadata: {name: ${name}, ctid: ${ctid}${metadata}}\nspec: {template: tiny${more}}\n`;
const web = (more: string, metadata = '') => container('web', 101, more, metadata);
const policy = (verdict: string, limit = 'maxDeletes: 1') => `${head('Policy', 'house')}spec:
  ${limit}
  rules:
    - name: databases
      match: {actions: [restart]}
      then: ${verdict}
    - name: big
      match: {fields: [ram], above: 4G}
      then: warn
`;
const window = (duration: string) =>
  `${head('Window', 'nightly')}spec: {kind: allow, schedule: 0 2 * * *, duration: ${duration}, classes: [restart]}\n`;
const approval = `${head('Approval', 'yes')}spec: {plan: ${'5b71f0c2'.repeat(4)}, expires: 2026-12-01T00:00:00Z}\n`;

function desired(...texts: readonly string[]): Stated {
  const files = [template, container('db', 102), ...texts].map((text, index) => ({
    path: text.includes('kind: Approval') ? `approvals/${index}.yaml` : `${index}.yaml`,
    bytes: bytesOf(text),
  }));
  const { manifests, problems } = loadManifests(files);
  expect(problems).toEqual([]);
  return { manifests, desired: resolveDesired(manifests, { node: 'node7', cpus: 4 }).desired };
}

const line = (setting: Setting): string => {
  const { of, label, value } = settingWords(setting);
  return [of, label, value, place(setting.origin)].join(' | ');
};
const told = (before: readonly string[], after: readonly string[]): readonly string[] =>
  settingsBetween(desired(...before), desired(...after)).map(line);

const unplaced = ({ origin: _, wasOrigin: __, ...setting }: Setting): object => setting;

/** As it comes back from a file. */
const kept = (...texts: readonly string[]): readonly Said[] =>
  JSON.parse(JSON.stringify(keptSettings(desired(...texts).desired))) as readonly Said[];

const node = (more: string) => `${head('Node', 'node7')}spec: {${more}}\n`;

test.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
  [
    'a probe',
    [web(', health: {tcp: {port: 80}}')],
    [web(', health: {http: {port: 80}, interval: 9}')],
    [
      'Container/web (101) | health/interval | 5 -> 9 | 2.yaml:4:61',
      'Container/web (101) | health/probe/kind | tcp -> http | 2.yaml:4:39',
      'Container/web (101) | health/probe/path | (none) -> / | 2.yaml:4:33',
    ],
  ],
  [
    'the modes of a container',
    [web(', reconcile: {mode: apply, onDelete: orphan}')],
    [web(', reconcile: {mode: observe, onDelete: delete}')],
    [
      'Container/web (101) | reconcile/mode | apply -> observe | 2.yaml:4:42',
      'Container/web (101) | reconcile/onDelete | orphan -> delete | 2.yaml:4:61',
    ],
  ],
  [
    'what it waits for and who consents',
    [web(', dependsOn: [db]')],
    [web('', ', annotations: {vzreconcile/approve: abc, team: x}')],
    [
      'Container/web (101) | annotations | (none) -> {"vzreconcile/approve":"abc"} | 2.yaml:3:47',
      'Container/web (101) | dependsOn | ["db"] -> (none) | 2.yaml:1:1',
    ],
  ],
  [
    'a node',
    [node('protected: [101, 102], rollout: {canaries: [web]}'), web('')],
    [node('protected: [102], rollout: {canaries: [web, db]}'), web('')],
    [
      'Node/node7 | protected | [101,102] -> [102] | 2.yaml:4:19',
      'Node/node7 | rollout/canaries | ["web"] -> ["web","db"] | 2.yaml:4:46',
    ],
  ],
  [
    'a policy',
    [policy('forbid')],
    [policy('warn', 'maxRestarts: 2')],
    [
      'Policy/house | limits/delete | {"count":1} -> (none) | 2.yaml:1:1',
      'Policy/house | limits/restart | (none) -> {"count":2} | 2.yaml:5:16',
      'Policy/house | rules/databases/verdict | forbid -> warn | 2.yaml:9:13',
    ],
  ],
  [
    'whole documents',
    [policy('forbid'), window('1h')],
    [window('2h'), approval],
    [
      'Approval/yes |  | added | approvals/3.yaml:1:1',
      'Policy/house |  | removed | 2.yaml:1:1',
      'Window/nightly | duration | 3600000 -> 7200000 | 2.yaml:4:52',
    ],
  ],
  [
    'nothing for who comes or goes',
    [web(', health: {tcp: {port: 80}}')],
    [container('new', 103, ', dependsOn: [db]')],
    [],
  ],
  [
    'nothing where only places differ',
    [web(', dependsOn: [db]'), policy('warn')],
    [policy('warn'), web(', dependsOn: [db]')],
    [],
  ],
])('%s', (_, before, after, lines) => {
  expect(told(before, after)).toEqual(lines);
  expect(settingsSince(kept(...before), desired(...after).desired).map(unplaced)).toEqual(
    settingsBetween(desired(...before), desired(...after)).map(unplaced),
  );
  expect(settingsSince(kept(...before), desired(...before).desired)).toEqual([]);
  expect(settingsBetween(desired(...before), desired(...before))).toEqual([]);
});

test('follows a container that moves to another ctid', () => {
  const moved = container('web', 103, ', dependsOn: [db]', ', movedFrom: [101]');
  expect(told([web('')], [moved])).toEqual(['Container/web (103) | dependsOn | (none) -> ["db"] | 2.yaml:4:35']);
});

test('names the profile that set a value, and what is around a value that is gone', () => {
  const profile = (health: string) => `${head('Profile', 'web')}spec:\n  health:\n${health}`;
  const used = web(', profiles: [web]');
  const before = profile('    tcp: {port: 80}\n    interval: 9s\n');
  const after = profile('    tcp: {port: 81}\n');
  expect(told([used, before], [used, after])).toEqual([
    'Container/web (101) | health/interval | 9 -> 5 | 3.yaml:5:3',
    'Container/web (101) | health/probe/port | 80 -> 81 | 3.yaml:6:17',
  ]);
});

test.each<readonly [string, string, string, readonly string[]]>([
  [
    'a machine',
    node('machineId: 0123456789abcdef0123456789abcdef'),
    node('machineId: fedcba9876543210fedcba9876543210'),
    ['machine/id | 4:19'],
  ],
  [
    'a label',
    web(', reconcile: {fields: {ram: warn}}'),
    web(', reconcile: {fields: {ram: ignore}}'),
    ['reconcile/fields/ram | 4:50'],
  ],
  [
    'a rule',
    policy('forbid'),
    policy('forbid').replace('4G', '5G').replace('[restart]', '[stop]'),
    ['rules/big/above | 11:37', 'rules/databases/actions | 8:24'],
  ],
  [
    'stages',
    `${head('Rollout', 'all')}spec: {stages: [{nodes: [node7]}]}\n`,
    `${head('Rollout', 'all')}spec: {stages: [{nodes: [node7], soak: 5m}]}\n`,
    ['stages | 4:16'],
  ],
])('knows where it is written: %s', (_, before, after, places) => {
  const found = settingsBetween(desired(before), desired(after));
  expect(found.map(({ pointer, origin }) => `${pointer.slice(1)} | ${origin?.line}:${origin?.col}`)).toEqual(places);
});

test('shows no secret of a probe, and that it is another one', () => {
  const probe = (secret: string) =>
    `, health: {exec: {command: [/bin/check, --password, ${secret}, "token=${secret}"]}}`;
  const settings = settingsBetween(desired(web(probe('hunter2'))), desired(web(probe('hunter3'))));
  const path = (secret: string) => `, health: {http: {port: 80, path: "/up?token=${secret}"}}`;
  const paths = settingsBetween(desired(web(path('hunter2'))), desired(web(path('hunter3'))));
  expect(JSON.stringify([settings, paths])).not.toContain('hunter');
  const known = kept(web(probe('hunter2')), container('b', 104, path('hunter2')));
  expect(JSON.stringify(known)).not.toContain('hunter');
  // Which one it was is not kept.
  const next = desired(web(probe('hunter3')), container('b', 104, path('hunter3')));
  expect(settingsSince(known, next.desired)).toEqual([]);
  expect(settings.map(line)[0]).toContain('token=(secret)"], another one');
  expect(paths.map(line)[0]).toContain('/up?token=(secret) -> /up?token=(secret), another one');
});

const planned = (settings: readonly Setting[], plan: Partial<Plan> = {}): Plan => ({
  ...makePlan({
    desired: desire([wish(101)]),
    observed: observe([seen(101)]),
    accepted: new Map(),
    revision: 'main@3f2a9c1',
  }),
  ...plan,
  settings,
});

test('no format says that nothing changes where a brake is taken away', () => {
  const settings = settingsBetween(
    desired(policy('forbid'), web(', health: {tcp: {port: 80}}')),
    desired(web(', health: {tcp: {port: 81}}')),
  );
  const plan = planned(settings);
  expect(renderText(plan)).toBe(`vzreconcile plan  main@3f2a9c1  node7

Settings (no step, from the next pass on):
  Container/web (101)  health/probe/port  80 -> 81  2.yaml:4:45
  Policy/house                            removed   2.yaml:1:1

No changes to containers. 2 settings changed.
`);
  const markdown = renderMarkdown(reportOf(plan));
  expect(markdown).toContain('## vzreconcile: `node7`: no changes to containers, 2 settings changed\n');
  expect(markdown).toContain('| `Policy/house` |  | `removed` | `2.yaml:1:1` |\n');
  expect(JSON.parse(renderJson(plan)).settings).toMatchObject([
    {
      ...{ kind: 'Container', name: 'web', ctid: 101, pointer: '/health/probe/port', was: 80, wants: 81 },
      ...{ origin: { path: '2.yaml', line: 4, col: 45 }, wasOrigin: { path: '3.yaml', line: 4, col: 45 } },
    },
    { kind: 'Policy', name: 'house', pointer: '', was: { limits: { delete: { count: 1 } } } },
  ]);
  // Of several nodes too, which are quiet otherwise.
  expect(renderMarkdown(reportOf(plan, planned([])))).toContain('2 nodes, 1 with changes, 1 without');
  expect(renderText(planned([]))).toContain('\nNo changes.\n');
});

test('the formats for CI list them as what is nothing to mend, at the line of each', () => {
  const plan = planned(
    settingsBetween(
      desired(policy('forbid'), web(', health: {tcp: {port: 80}}')),
      desired(policy('warn'), web(', health: {tcp: {port: 81}}')),
    ),
  );
  const report = reportOf(plan);
  const annotations = commandsIn(renderGithub(report, renderText(plan))).filter(({ name }) => name === 'notice');
  expect(annotations).toEqual([
    {
      name: 'notice',
      properties: { file: '3.yaml', line: '4', col: '45', title: 'Container/web (101)' },
      data: 'health/probe/port 80 -> 81',
    },
    {
      name: 'notice',
      properties: { file: '2.yaml', line: '9', col: '13', title: 'Policy/house' },
      data: 'rules/databases/verdict forbid -> warn',
    },
  ]);
  expect(Object.fromEntries(outputsOf(report))).toMatchObject({ changes: 'true', class: 'changes', to_change: '0' });
  expect(JSON.parse(renderJson(plan)).summary).toMatchObject({ change: 0, class: 'changes' });
  const { results } = parseSarif(renderSarif(report, { version: '1.2.3', rules: new Map(), digest }));
  expect(results).toMatchObject([
    { ruleId: 'setting', level: 'note', message: { text: 'Container/web (101): health/probe/port 80 -> 81' } },
    { ruleId: 'setting', level: 'note', message: { text: 'Policy/house: rules/databases/verdict forbid -> warn' } },
  ]);
  expect(results[1]?.locations[0]?.physicalLocation).toMatchObject({ region: { startLine: 9, startColumn: 13 } });
  expect(JSON.parse(renderGitlab(report, digest))).toMatchObject([
    { check_name: 'setting', severity: 'info', location: { path: '3.yaml', lines: { begin: 4 } } },
    { check_name: 'setting', severity: 'info', location: { path: '2.yaml', lines: { begin: 9 } } },
  ]);
});

test('what holds changes back stands where a comment begins, and what only adds to it does not', () => {
  const banner = (before: readonly string[], after: readonly string[]): string => {
    const text = renderMarkdown(reportOf(planned(settingsBetween(desired(...before), desired(...after)))));
    return text.split('No changes')[0] ?? '';
  };
  const strict = [policy('forbid'), window('1h'), node('protected: [101, 102]'), web('')];
  expect(banner(strict, [policy('warn'), node('protected: [102]'), web('')])).toMatch(
    /> \[!WARNING\]\n> \*\*What holds changes back is another.\*\*\n(> - .*\n){3}\n$/,
  );
  const gone = banner(strict, [web('')]);
  expect(gone).toContain('> - `Policy/house` `removed`\n> - `Window/nightly` `removed`\n');
  expect(gone).toContain('> - `Node/node7` `protected` `[101,102] -> []`\n');
  expect(banner([web('')], strict)).toContain('> - `Window/nightly` `added`\n');
  expect(banner([web('')], strict)).not.toContain('Policy');
  expect(banner([policy('forbid')], [policy('forbid'), web('')])).not.toContain('WARNING');
});
