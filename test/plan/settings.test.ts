// What a plan between two revisions tells of what changes without a step, from documents to the words of each format.

import { expect, test } from 'vitest';
import { makePlan } from '../../reconciler/plan/make.ts';
import type { Plan, Setting } from '../../reconciler/plan/plan.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { renderMarkdown } from '../../reconciler/plan/render-markdown.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import { settingsBetween } from '../../reconciler/plan/settings.ts';
import { place, settingWords } from '../../reconciler/plan/wording.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import type { Desired } from '../../reconciler/state/model.ts';
import { loadManifests } from '../../schema/load.ts';
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

function desired(...texts: readonly string[]): Desired {
  const files = [template, container('db', 102), ...texts].map((text, index) => ({
    path: text.includes('kind: Approval') ? `approvals/${index}.yaml` : `${index}.yaml`,
    bytes: bytesOf(text),
  }));
  const { manifests, problems } = loadManifests(files);
  expect(problems).toEqual([]);
  return resolveDesired(manifests, { node: 'node7', cpus: 4 }).desired;
}

const line = (setting: Setting): string => {
  const { of, label, value } = settingWords(setting);
  return [of, label, value, place(setting.origin)].join(' | ');
};
const told = (before: readonly string[], after: readonly string[]): readonly string[] =>
  settingsBetween(desired(...before), desired(...after)).map(line);

const node = (more: string) => `${head('Node', 'node7')}spec: {${more}}\n`;

test.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
  [
    'a probe',
    [web(', health: {tcp: {port: 80}}')],
    [web(', health: {http: {port: 80}, interval: 9}')],
    [
      'Container/web (101) | health/interval | 5 -> 9 | 2.yaml:1:1',
      'Container/web (101) | health/probe/kind | tcp -> http | 2.yaml:1:1',
      'Container/web (101) | health/probe/path | (none) -> / | 2.yaml:1:1',
    ],
  ],
  [
    'the modes of a container',
    [web(', reconcile: {mode: apply, onDelete: orphan}')],
    [web(', reconcile: {mode: observe, onDelete: delete}')],
    [
      'Container/web (101) | reconcile/mode | apply -> observe | 2.yaml:1:1',
      'Container/web (101) | reconcile/onDelete | orphan -> delete | 2.yaml:1:1',
    ],
  ],
  [
    'what it waits for and who consents',
    [web(', dependsOn: [db]')],
    [web('', ', annotations: {vzreconcile/approve: abc, team: x}')],
    [
      'Container/web (101) | annotations | (none) -> {"vzreconcile/approve":"abc"} | 2.yaml:1:1',
      'Container/web (101) | dependsOn | ["db"] -> (none) | 2.yaml:1:1',
    ],
  ],
  [
    'a node',
    [node('protected: [101, 102], rollout: {canaries: [web]}'), web('')],
    [node('protected: [102], rollout: {canaries: [web, db]}'), web('')],
    ['Node/node7 | protected | [101,102] -> [102] | ', 'Node/node7 | rollout/canaries | ["web"] -> ["web","db"] | '],
  ],
  [
    'a policy',
    [policy('forbid')],
    [policy('warn', 'maxRestarts: 2')],
    [
      'Policy/house | limits | [{"action":"delete","most":{"count":1}}] -> [{"action":"restart","most":{"count":2}}] | 2.yaml:1:1',
      'Policy/house | rules/databases/verdict | forbid -> warn | 2.yaml:1:1',
    ],
  ],
  [
    'whole documents',
    [policy('forbid'), window('1h')],
    [window('2h'), approval],
    [
      'Approval/yes |  | added | approvals/3.yaml:1:1',
      'Policy/house |  | removed | 2.yaml:1:1',
      'Window/nightly | duration | 3600000 -> 7200000 | 2.yaml:1:1',
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
  expect(settingsBetween(desired(...before), desired(...before))).toEqual([]);
});

test('follows a container that moves to another ctid', () => {
  const moved = container('web', 103, ', dependsOn: [db]', ', movedFrom: [101]');
  expect(told([web('')], [moved])).toEqual(['Container/web (103) | dependsOn | (none) -> ["db"] | 2.yaml:1:1']);
});

test('shows no secret of a probe, and that it is another one', () => {
  const probe = (secret: string) =>
    `, health: {exec: {command: [/bin/check, --password, ${secret}, "token=${secret}"]}}`;
  const settings = settingsBetween(desired(web(probe('hunter2'))), desired(web(probe('hunter3'))));
  const path = (secret: string) => `, health: {http: {port: 80, path: "/up?token=${secret}"}}`;
  const paths = settingsBetween(desired(web(path('hunter2'))), desired(web(path('hunter3'))));
  expect(JSON.stringify([settings, paths])).not.toContain('hunter');
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
  Container/web (101)  health/probe/port  80 -> 81  2.yaml:1:1
  Policy/house                            removed   2.yaml:1:1

No changes to containers. 2 settings changed.
`);
  const markdown = renderMarkdown(reportOf(plan));
  expect(markdown).toContain('## vzreconcile: `node7`: no changes to containers, 2 settings changed\n');
  expect(markdown).toContain('| `Policy/house` |  | `removed` | `2.yaml:1:1` |\n');
  expect(JSON.parse(renderJson(plan)).settings).toMatchObject([
    { kind: 'Container', name: 'web', ctid: 101, pointer: '/health/probe/port', was: 80, wants: 81 },
    { kind: 'Policy', name: 'house', pointer: '', was: { limits: [expect.anything()] } },
  ]);
  // Of several nodes too, which are quiet otherwise.
  expect(renderMarkdown(reportOf(plan, planned([])))).toContain('2 nodes, 1 with changes, 1 without');
  expect(renderText(planned([]))).toContain('\nNo changes.\n');
});
