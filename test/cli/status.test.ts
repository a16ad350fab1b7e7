// What `status` prints for people, from values.

import { describe, expect, test } from 'vitest';
import { outdated, renderStatus, withTold } from '../../reconciler/cli/commands/status.ts';
import type { StatusRecord } from '../../reconciler/run/status-file.ts';
import type { ObservedContainer } from '../../reconciler/state/model.ts';
import { asCtid } from '../../schema/units.ts';

const web: ObservedContainer = {
  ctid: asCtid(60_541),
  name: 'web',
  pid: 4711,
  state: {
    network: { addresses: ['10.0.0.1', '10.0.0.2'] },
    lifecycle: { state: 'running', init: ['/sbin/init'], haltSignal: 'SIGUSR2', stopTimeout: 60 },
  },
  marker: { version: 1, ctid: asCtid(60_541), name: 'web', applied: {}, revision: 'abc123' },
};
const last: StatusRecord = {
  version: 1,
  pid: 12,
  at: '2026-01-02T03:04:05.000Z',
  label: 'main@abc123',
  errors: ['x.yaml:1: VZR007: a | b'],
  conditions: [{ type: 'Ready', status: 'False', reason: 'InvalidManifests', message: 'a | b', since: 'then' }],
  containers: [
    {
      ctid: 60_541,
      name: 'web',
      conditions: [{ type: 'Ready', status: 'False', reason: 'ReconciliationFailed', message: 'no', since: 'then' }],
    },
  ],
  refused: [{ ctid: 60_542, name: 'db', reason: 'VZR333: no <b>CPU</b> `9`' }],
  waiting: [],
};

test('a record that is older than what runs is said to be', () => {
  const seen = (...containers: ObservedContainer[]) => ({
    ...{ containers: new Map(containers.map((one) => [one.ctid, one])), templates: new Set<string>() },
  });
  const record = (markedRevision?: string): StatusRecord => ({
    ...last,
    containers: [{ ctid: 60_541, name: 'web', conditions: [], ...(markedRevision && { markedRevision }) }],
  });
  expect(outdated(record('abc122'), seen(web))).toEqual([
    'changed after this was written: web (now abc123); a pass is under way, or could not be recorded',
  ]);
  expect(outdated(record('abc123'), seen(web))).toEqual([]);
  // Of a version that did not record it, of nothing, and of what is gone.
  expect(
    [outdated(record(), seen(web)), outdated(undefined, seen(web)), outdated(record('abc122'), seen())].flat(),
  ).toEqual([]);
});

describe('as Markdown', () => {
  test('containers are rows of a table, and foreign text stays in its cell', () => {
    expect(renderStatus('markdown', [web], last, false).split('\n')).toEqual([
      '| CTID | NAME | STATE | READY | PID | RAM | ADDRESSES | PRESSURE | NOTE |',
      '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
      '| `60541` | `web` | `running` | `False` | `4711` | `-` | `10.0.0.1 10.0.0.2` | `-` |  |',
      '| `60542` | `db` | `missing` | `-` | `-` | `-` | `-` | `-` | `` refused: VZR333: no <b>CPU</b> `9` `` |',
      '',
      '`Last pass: 2026-01-02T03:04:05.000Z  main@abc123  (pid 12)`',
      '',
      '- `Ready False since then  InvalidManifests: a \\| b`',
      '- `error: x.yaml:1: VZR007: a \\| b`',
      '',
    ]);
  });

  test('one container is a heading line, its remarks and a fence', () => {
    const text = renderStatus('markdown', [web], last, true);
    expect(text).toMatch(
      /^`web \(60541\) {2}running {2}pid 4711`\n\n- `Ready False since then {2}ReconciliationFailed: no`\n- `revision abc123`\n\n```json\n\{\n[\s\S]*\n\}\n```\n$/,
    );
  });

  test('no container is a sentence', () => {
    expect(renderStatus('markdown', [], undefined, false)).toBe('No containers.\n\nNo pass is recorded.\n');
  });
});

test('as text the same stands in columns', () => {
  expect(renderStatus('text', [web], last, false)).toBe(
    [
      'CTID   NAME  STATE    READY  PID   RAM  ADDRESSES          PRESSURE  NOTE',
      '60541  web   running  False  4711  -    10.0.0.1 10.0.0.2  -',
      '60542  db    missing  -      -     -    -                  -         refused: VZR333: no <b>CPU</b> `9`',
      '',
      'Last pass: 2026-01-02T03:04:05.000Z  main@abc123  (pid 12)',
      '  Ready False since then  InvalidManifests: a | b',
      '  error: x.yaml:1: VZR007: a | b',
      '',
    ].join('\n'),
  );
  expect(renderStatus('text', [web], last, true)).toMatch(
    /^web \(60541\) {2}running {2}pid 4711\n {2}Ready False since then {2}ReconciliationFailed: no\n {2}revision abc123\n {2}\{\n/,
  );
});

test('how short of what a container is stands there in percent of the last ten seconds', () => {
  const stall = (avg10: number) => ({ avg10, avg60: 2, avg300: 0, total: 123_456 });
  const pressure = { cpu: { some: stall(12.4) }, memory: { some: stall(0.3) }, io: { some: stall(3.6) } };
  const text = renderStatus('text', [{ ...web, pressure }], undefined, false);
  expect(text).toMatch(/10\.0\.0\.2 {2}cpu 12% io 4%$/m);
  const all = renderStatus('text', [{ ...web, pressure }], undefined, true);
  expect(all).toContain('pressure over 10 s: cpu 12% io 4%; 60 s: cpu 2% memory 2% io 2%; 300 s: none\n');
});

test('of one container it is told what no manifest declares, but for what those of the last pass ignore', () => {
  const setting = (name: string, value: string) => ({ name, value, usual: 'none' });
  const undeclared = [
    { name: 'memory.high', value: '33554432', usual: 'max' },
    setting('device docker0', 'bridge'),
    setting('rule 100 (ipv4)', 'from 10.9.0.0/16 lookup 42'),
  ];
  const node = {
    pool: { backend: 'auto' },
    addressPools: [],
    networkClasses: {},
    overcommit: {},
    protected: [],
  } as const;
  const ours = { ctid: 60_541, name: 'web', ignoreUndeclared: ['device docker*'], conditions: [] };
  const told = withTold(
    { ...web, undeclared },
    { ...node, reconcile: { ignoreUndeclared: ['rule *'] } },
    { ...last, containers: [ours] },
  );
  expect(told.undeclared).toEqual(undeclared.slice(0, 1));
  expect(renderStatus('text', [told], last, true)).toContain(
    '\n  ? memory.high   33554432  undeclared, reported only (usual: max)\n  {\n',
  );
  expect(renderStatus('markdown', [told], last, true)).toContain('\n- `? memory.high   33554432  undeclared');
  expect(withTold({ ...web, undeclared }, node, undefined).undeclared).toHaveLength(3);
  expect(withTold(web, node, last)).not.toHaveProperty('undeclared');
});

test('a container that failed and waits for another one is one row', () => {
  const ready = {
    type: 'Ready',
    status: 'False',
    reason: 'DependencyNotReady',
    message: 'waits for db',
    since: 'then',
  };
  const away = { ctid: 60_543, name: 'app' };
  const twice = {
    ...last,
    waiting: [{ ...away, failures: 2, retryAt: 'soon', reason: 'no' }],
    containers: [{ ...away, conditions: [ready] }],
  } as StatusRecord;
  expect(renderStatus('text', [web], twice, false).match(/^60543 /gm)).toHaveLength(1);
});
