// Reports as CI jobs get them: --output, --report, and the files of GitHub Actions.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commandsIn } from '../helpers/actions.ts';
import { parseSarif } from '../helpers/sarif.ts';
import { parseXml } from '../helpers/xml.ts';
import { makeRepository, type Repository, temporary } from '../source/repository.ts';
import { run, template, container as withSpec } from './command.ts';

const container = (name: string, ctid: number, extra = '') =>
  withSpec(name, ctid, `  vswap: {ram: 512M, swap: 0}\n${extra}`);

let folder: ReturnType<typeof temporary>;
let repo: Repository;
let first: string;

beforeAll(() => {
  folder = temporary();
  repo = makeRepository(join(folder.path, 'repo'));
  first = repo.commit({
    'manifests/t.yaml': template,
    'manifests/web.yaml': container('web', 60_541),
    'manifests/db.yaml': container('db', 60_542, '  cpumask: "9"\n'),
  });
});
afterAll(() => folder.remove());
beforeEach(() => {
  repo.git('reset', '-q', '--hard', first);
});

const file = (name: string): string => join(folder.path, name);
const text = (name: string): string => readFileSync(file(name), 'utf8');
const vz = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  run(['--node', 'node7', '--simulate', ...args], repo.path, env);
const invalid = () =>
  repo.commit({ 'manifests/web.yaml': container('web', 60_541).replace('vswap', 'vswp') }).slice(0, 7);

describe('a dry run', () => {
  test('gives one plan in every format at once, the exit code that of the plan', () => {
    const names = ['json', 'markdown', 'github', 'gitlab', 'gitlab-plan', 'sarif', 'junit', 'text'];
    const { code, out } = vz(['--dry-run', ...names.map((name) => `--report=${name}=${file(`all-${name}`)}`)]);
    expect([code, out]).toEqual([1, text('all-text')]);
    for (const name of names) expect(vz(['--dry-run', '-o', name]).out, name).toBe(text(`all-${name}`));
    expect(JSON.parse(text('all-gitlab-plan'))).toEqual({ create: 2, update: 0, delete: 0 });
    expect(parseXml(text('all-junit')).attributes).toMatchObject({ tests: '5', failures: '1' });
    expect(parseSarif(text('all-sarif'))).toMatchObject({
      results: [
        { ruleId: 'VZR612', locations: [{ physicalLocation: { artifactLocation: { uri: 'manifests/db.yaml' } } }] },
      ],
    });
    // The help of a rule is that of the table.
    expect(text('all-sarif')).toContain('no such CPU or memory node');
  });

  test('of invalid manifests reports them in every format', () => {
    const revision = invalid();
    const names = ['json', 'markdown', 'github', 'gitlab', 'sarif', 'junit'];
    const { code, out, err } = vz(['--dry-run', ...names.map((name) => `--report=${name}=${file(`bad-${name}`)}`)]);
    expect([code, out]).toEqual([6, '']);
    expect(err).toMatch(/^manifests\/web\.yaml:6:3: error VZR101/);
    expect(JSON.parse(text('bad-json')).problems).toMatchObject([{ code: 'VZR101', line: 6 }]);
    expect(JSON.parse(text('bad-gitlab'))).toMatchObject([{ location: { lines: { begin: 6 } } }]);
    expect(parseSarif(text('bad-sarif')).results).toMatchObject([{ ruleId: 'VZR101' }]);
    expect(parseXml(text('bad-junit')).children[0]?.children.map(({ children }) => children.length)).toEqual([0, 0, 1]);
    expect(text('bad-markdown')).toContain(`main@${revision}`);
    expect(commandsIn(text('bad-github'))).toMatchObject([{ name: 'error', properties: { line: '6' } }]);
  });

  test('tells GitHub Actions, whose files are added to', () => {
    const env = { GITHUB_STEP_SUMMARY: file('summary'), GITHUB_OUTPUT: file('output') };
    writeFileSync(env.GITHUB_OUTPUT, 'before=1\n');
    writeFileSync(env.GITHUB_STEP_SUMMARY, 'before\n');
    const { out } = vz(['--dry-run', '-o', 'github'], env);
    expect(commandsIn(out)).toMatchObject([
      { name: 'group', data: expect.stringContaining('node7') },
      { name: 'endgroup' },
      { name: 'error', properties: { file: 'manifests/db.yaml', title: 'VZR612' } },
      { name: 'notice', properties: { file: 'manifests/web.yaml' } },
    ]);
    expect(text('summary')).toMatch(/^before\n<!-- vzreconcile /);
    expect(text('output')).toMatch(/^before=1\nchanges=true\nto_create=2\nto_change=0\n/);
    expect(text('output')).toMatch(/^plan_hash=[0-9a-f]{64}$/m);
    // Only who asks for it.
    vz(['--dry-run', '-o', 'text'], env);
    expect(text('summary').match(/vzreconcile \{/g)?.length).toBe(1);
  });

  test('says nothing that the runner takes for a command where a path looks like one', () => {
    repo.commit({ 'manifests/##[add-mask]x.yaml': 'a: [' });
    const { code, out, err } = vz(['--dry-run', '-o', 'github']);
    expect(code).toBe(6);
    expect(commandsIn(err)).toEqual([]);
    expect(commandsIn(out).map(({ name }) => name)).toEqual(['error']);
  });
});

test('one pass reports at its end what could not be done', () => {
  const { code, out } = vz(['--once', `--report=junit=${file('once.xml')}`]);
  expect([code, out]).toEqual([1, expect.stringMatching(/\nApply incomplete: 1 created, .* 1 refused\.\n$/)]);
  expect(parseXml(text('once.xml')).attributes).toMatchObject({ failures: '1' });
  const document = vz(['--once', '-o', 'junit']);
  expect(parseXml(document.out).attributes).toMatchObject({ failures: '1' });
  const github = vz(['--once', '-o', 'github']);
  expect(github.out).toMatch(/\nweb \(60541\): created in .*\nApply incomplete: .*\n::endgroup::\n/);
});

test('validate reports problems, and that there are none', () => {
  expect(JSON.parse(vz(['validate', '-o', 'gitlab']).out)).toEqual([]);
  expect(parseXml(vz(['validate', '-o', 'junit']).out).attributes).toMatchObject({ tests: '3', failures: '0' });
  invalid();
  const { code, out } = vz(['validate', '-o', 'github']);
  expect(code).toBe(6);
  expect(commandsIn(out)).toMatchObject([{ name: 'error', properties: { file: 'manifests/web.yaml', line: '6' } }]);
  expect(out).toContain('did you mean vswap?');
});

describe('mistakes', () => {
  test.each([
    [['--dry-run', '--report', 'junit'], /--report "junit": not a format and a file\nhint: for example/],
    [['--dry-run', '--report', 'junit='], /not a format and a file/],
    [['--dry-run', '--report', 'jnit=x'], /no such format\nhint: did you mean junit\?/],
    [['status', '--report', 'json=x'], /--report is for plans and problems/],
    [['status', '-o', 'sarif'], /status prints nothing as sarif\nhint: possible: --output text, json, markdown/],
    [['-o', 'junit'], /the loop prints nothing as junit/],
    [['validate', '--report=markdown=x'], /validate prints nothing as markdown/],
    [['validate', '-o', 'gitlab-plan'], /validate prints nothing as gitlab-plan/],
    [['--dry-run', '--report', 'json=/dev/null/x'], /--report json: \/dev\/null is no folder\n/],
    [['validate', '--report', 'json=x/y'], /--report json: x: there is no such folder\nhint: name a file/],
  ])('%j', (args, message) => {
    const { code, err } = vz(args);
    expect([code, err]).toEqual([1, expect.stringMatching(message)]);
    expect(existsSync(join(repo.path, 'x'))).toBe(false);
  });

  test('so is one that a snapshot is written to', () => {
    const { code, err } = vz(['snapshot', '--simulate', '--root', join(repo.path, '../root'), '--out', 'x/y']);
    expect([code, err]).toEqual([
      1,
      'error: --out: x: there is no such folder\nhint: name a file that can be written\n',
    ]);
  });

  test('an output file of GitHub Actions that cannot be written is one', () => {
    const { code, err } = vz(['--dry-run', '-o', 'github'], { GITHUB_OUTPUT: '/dev/null/x' });
    expect([code, err]).toEqual([1, expect.stringMatching(/error: GITHUB_OUTPUT: \//)]);
  });
});
