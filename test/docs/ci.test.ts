// The ready workflows of examples/ci, run as their services would: every step in a checkout of a scratch repository, with the
// service's variables, against its API on loopback. What only the service can do (checkout, artifacts) is done here in its
// place or looked at in the file.

import { spawn } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { noBrakes } from '../../reconciler/run/brakes-file.ts';
import { publicText, takeSnapshot } from '../../reconciler/run/snapshot.ts';
import { commandsIn } from '../helpers/actions.ts';
import { type CommentsApi, commentsApi } from '../helpers/comments-api.ts';
import { parseSarif } from '../helpers/sarif.ts';
import { parseXml } from '../helpers/xml.ts';
import { makeRepository, type Repository, temporary } from '../source/repository.ts';

const examples = join(import.meta.dirname, '../../examples/ci');
const program = join(import.meta.dirname, '../../dist/reconciler/cli/vzreconcile.js');
const TOKEN = 'ghs_secret-of-the-job';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: object;
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly permissions?: object; readonly if?: string; readonly steps: readonly Step[] }>
  >;
}
interface GitlabJob {
  readonly script: readonly string[];
  readonly after_script?: readonly string[];
  readonly artifacts?: { readonly when: string; readonly reports: Readonly<Record<string, string>> };
  readonly rules: readonly { readonly if: string }[];
}

const read = <T>(path: string): T => parse(readFileSync(join(examples, path), 'utf8')) as T;
const github = read<Workflow>('github/.github/workflows/vzreconcile.yml');
const forgejo = read<Workflow>('forgejo/.forgejo/workflows/vzreconcile.yml');
const gitlab = read<Readonly<Record<string, GitlabJob>> & { default: { before_script: readonly string[] } }>(
  'gitlab/.gitlab-ci.yml',
);

const box = (name: string, ctid: number, node: string, ram = '64M') => `apiVersion: vzreconcile/v1alpha1
kind: Container
metadata: { name: ${name}, ctid: ${ctid} }
spec: { template: tiny, node: ${node}, vswap: { ram: ${ram}, swap: 0 } }
`;
const tiny = `apiVersion: vzreconcile/v1alpha1
kind: Template
metadata: { name: tiny }
spec: { source: { busybox: {} } }
`;

let folder: ReturnType<typeof temporary>;
let origin: Repository;
let releases: Server;
let release: { readonly VZR_URL: string; readonly VZR_SHA256: string };

beforeAll(async () => {
  folder = temporary();
  await serveRelease();
  origin = makeRepository(join(folder.path, 'origin'));
  const key = generateKeyPairSync('ed25519').privateKey;
  mkdirSync(join(origin.path, 'ci'));
  for (const name of readdirSync(examples).filter((one) => one.endsWith('.sh')))
    cpSync(join(examples, name), join(origin.path, 'ci', name));
  origin.commit({
    'ci/snapshot-keys': `node1 ${publicText(key)}\nnode2 ${publicText(key)}\n`,
    'manifests/t.yaml': tiny,
    'manifests/web.yaml': box('web', 101, 'node1'),
    'manifests/db.yaml': box('db', 102, 'node2'),
  });
  origin.git('checkout', '-q', '--orphan', 'snapshots');
  origin.git('rm', '-rfq', '.');
  for (const node of ['node1', 'node2']) {
    const host = simulatedHost({ facts: { node } });
    const text = await takeSnapshot({ host, brakes: noBrakes, key, program: '0', now: new Date() });
    writeFileSync(join(origin.path, `${node}.json`), text);
  }
  origin.commit();
  origin.git('checkout', '-q', 'main');
}, 180_000);
afterAll(() => {
  releases.close();
  folder.remove();
});

/** A release as npm packs it, whose program is the one that was built here. */
async function serveRelease(): Promise<void> {
  const files = join(folder.path, 'release/package');
  mkdirSync(files, { recursive: true });
  writeFileSync(join(files, 'package.json'), '{"name":"vzreconcile","version":"0.1.0","bin":"run.sh"}');
  writeFileSync(join(files, 'run.sh'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, { mode: 0o755 });
  const archive = join(folder.path, 'vzreconcile-0.1.0.tgz');
  expect((await run('/', `tar -czf '${archive}' -C '${join(files, '..')}' package`, {})).code).toBe(0);
  const bytes = readFileSync(archive);
  releases = createServer((_request, response) => void response.end(bytes));
  await new Promise<void>((resolve) => releases.listen(0, '127.0.0.1', resolve));
  const { port } = releases.address() as AddressInfo;
  release = {
    VZR_URL: `http://127.0.0.1:${port}/vzreconcile-0.1.0.tgz`,
    VZR_SHA256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** As the services run a step: bash, ending at the first command that fails. */
function run(cwd: string, script: string, env: Readonly<Record<string, string>>) {
  return new Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>((resolve) => {
    const child = spawn('/bin/bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder.path, npm_config_offline: 'true', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const ids = { repository: 'team/site', number: '7' };
let api: CommentsApi;
let checkout: string;
let turn = 0;

/** What the checkout steps of a pull request from `change` leave behind. */
function checkOut(change: Readonly<Record<string, string>>): string {
  const path = join(folder.path, `checkout-${++turn}`);
  origin.git('checkout', '-q', '-B', 'change', 'main');
  origin.commit(change);
  origin.git('checkout', '-q', 'main');
  for (const [branch, at] of [
    ['change', path],
    ['main', join(path, '.base')],
    ['snapshots', join(path, '.snapshots')],
  ] as const)
    origin.git('clone', '-q', '--depth', '1', '--branch', branch, `file://${origin.path}`, at);
  return path;
}

/** The job's steps, one after the other; steps with a condition run also after one that failed. */
async function runJob({ env, jobs }: Workflow, job: string, service: Readonly<Record<string, string>>) {
  const expressions: Readonly<Record<string, string>> = {
    'github.token': TOKEN,
    'github.event.number': ids.number,
  };
  const results: Record<string, Awaited<ReturnType<typeof run>>> = {};
  let failed = false;
  for (const step of jobs[job]?.steps ?? []) {
    if (step.run === undefined || (failed && !step.if?.includes('!cancelled()'))) continue;
    const own = Object.entries(step.env ?? {}).map(([name, value]) => {
      const [, expression] = /^\$\{\{ (.*) \}\}$/.exec(value) ?? [];
      if (expression !== undefined && expressions[expression] === undefined) throw new Error(`no ${expression}`);
      return [name, expression === undefined ? value : (expressions[expression] ?? '')] as const;
    });
    const result = await run(checkout, step.run, { ...env, ...release, ...service, ...Object.fromEntries(own) });
    results[step.name ?? ''] = result;
    failed ||= result.code !== 0;
  }
  return results;
}

afterEach(() => api.close());

describe.each([
  ['github', github, 'github-actions[bot]'],
  ['forgejo', forgejo, 'forgejo-actions'],
] as const)('%s', (service, workflow, user) => {
  beforeEach(async () => {
    api = await commentsApi({ ...ids, token: TOKEN, user });
  });

  const variables = () => ({
    ...{
      GITHUB_API_URL: api.url,
      GITHUB_REPOSITORY: ids.repository,
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_SHA: 'f00',
    },
    ...{ GITHUB_STEP_SUMMARY: join(checkout, 'summary.md'), GITHUB_OUTPUT: join(checkout, 'output') },
    RUNNER_TEMP: join(checkout, 'temp'),
  });

  test('has the shape of a workflow, names every right, pins every action and puts no expression into a script', () => {
    expect(Object.keys(workflow.on)).toEqual(['push', 'pull_request']);
    expect(Object.keys(workflow.jobs)).toEqual(['validate', 'plan']);
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
    for (const { uses, run: script, with: given } of steps) {
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
      if (uses?.includes('checkout')) expect(given).toMatchObject({ 'persist-credentials': false });
      expect(script ?? '').not.toContain('${{');
    }
    // Of the change nothing is run and no key believed.
    for (const { run: script = '' } of workflow.jobs['plan']?.steps ?? [])
      expect(script).not.toMatch(/(?<!\.base\/)\bci\/[a-z-]/);
    // Those who can write from a fork's change would be given its code to run.
    expect(steps.filter(({ env }) => env?.['VZR_TOKEN'] !== undefined).map((step) => step.if ?? '')).toSatisfy(
      (all: string[]) => all.length > 0 && all.every((one) => one.includes('head.repo.full_name == github.repository')),
    );
    if (service === 'github') {
      expect(workflow.permissions).toEqual({});
      expect(workflow.jobs['validate']?.permissions).toEqual({ contents: 'read' });
      expect(workflow.jobs['plan']?.permissions).toEqual({
        ...{ contents: 'read', 'pull-requests': 'write', 'security-events': 'write' },
      });
    }
  });

  test('makes one comment, updates it, and leaves those of others alone', async () => {
    const forged =
      '<!-- vzreconcile {"formatVersion":"1.0","nodes":["node1","node2"],"plans":[null,null]} -->\nNo changes.';
    for (let id = 1; id <= 150; id += 1)
      api.comments.push({ id, author: 'mallory', body: id === 50 ? forged : `${id}` });
    checkout = checkOut({ 'manifests/web.yaml': box('web', 101, 'node1', '128M') });
    const first = await runJob(workflow, 'plan', variables());
    for (const [name, { code, err }] of Object.entries(first)) expect([name, code, err]).toEqual([name, 0, '']);
    expect(api.comments.length).toBe(151);
    const made = api.comments.at(-1);
    expect(made?.author).toBe(user);
    expect(made?.body).toMatch(/^<!-- vzreconcile .*"nodes":\["node1","node2"\]/);
    expect(made?.body).toContain('## vzreconcile: 2 nodes: 2 created');
    checkout = checkOut({
      'manifests/web.yaml': box('web', 101, 'node1'),
      'manifests/new.yaml': box('new', 103, 'node2'),
    });
    const second = await runJob(workflow, 'plan', variables());
    expect(second['Comment']).toMatchObject({ code: 0, out: expect.stringMatching(/^comment \d+ updated\n$/) });
    expect(api.comments.length).toBe(151);
    expect(made?.body).toContain('## vzreconcile: 2 nodes: 3 created');
    expect(api.comments[49]?.body).toBe(forged);
    const calls = api.requests.filter((line) => !line.startsWith('GET') && !line.includes('code-scanning'));
    expect(calls).toEqual(['POST /repos/team/site/issues/7/comments', 'PATCH /repos/team/site/issues/comments/9000']);
  }, 180_000);

  test('tells of invalid manifests in the same comment, and fails', async () => {
    checkout = checkOut({});
    await runJob(workflow, 'plan', variables());
    checkout = checkOut({ 'manifests/web.yaml': box('web', 101, 'node1').replace('vswap', 'vswp') });
    const results = await runJob(workflow, 'plan', variables());
    expect(results['Plan']?.code).toBe(6);
    expect(results['Comment']?.out).toMatch(/updated\n$/);
    expect(api.comments.map(({ body }) => body)).toEqual([expect.stringContaining('1 error, nothing would be done')]);
    if (service !== 'github') return;
    const annotations = commandsIn(results['Plan']?.out ?? '');
    expect(annotations).toMatchObject([{ name: 'error', properties: { file: 'manifests/web.yaml', line: '4' } }]);
    const upload = api.uploads.at(-1);
    expect(upload).toMatchObject({ commit_sha: 'f00', ref: 'refs/pull/7/merge' });
    expect(parseSarif(upload?.sarif ?? '').results).toMatchObject([{ ruleId: 'VZR101' }]);
    expect(readFileSync(join(checkout, 'summary.md'), 'utf8')).toContain('nothing would be done');
  }, 180_000);

  // The scripts are the same for all.
  if (service === 'github')
    test('says what the service answered when it takes no comment', async () => {
      checkout = checkOut({});
      const results = await runJob(workflow, 'plan', { ...variables(), GITHUB_REPOSITORY: 'team/other' });
      expect(results['Plan']?.code).toBe(0);
      expect(results['Comment']).toMatchObject({
        code: 1,
        err: expect.stringContaining('Not Found: GET /repos/team/other'),
      });
      const texts = Object.values(results).flatMap(({ out, err }) => [out, err]);
      expect(texts.filter((text) => text.includes(TOKEN))).toEqual([]);
    }, 60_000);

  test('checks what is pushed', async () => {
    checkout = checkOut({});
    expect((await runJob(workflow, 'validate', variables()))['Validate']).toMatchObject({ code: 0 });
    checkout = checkOut({ 'manifests/web.yaml': 'a: [' });
    expect((await runJob(workflow, 'validate', variables()))['Validate']?.code).toBe(6);
  }, 180_000);

  if (service === 'github')
    test('installs no other release than the one it names', async () => {
      checkout = checkOut({});
      const results = await runJob(workflow, 'validate', { ...variables(), VZR_SHA256: '0'.repeat(64) });
      expect(results).toMatchObject({ Install: { code: 1, err: expect.stringContaining('did NOT match') } });
      expect(existsSync(join(checkout, 'temp/vzreconcile/bin'))).toBe(false);
    }, 60_000);
});

describe('gitlab', () => {
  beforeEach(async () => {
    api = await commentsApi({ repository: '42', number: '7', token: TOKEN, user: 'project_42_bot' });
  });

  /** A job's scripts are joined; after_script runs in a shell of its own, whatever happened. */
  async function job(name: string, env: Readonly<Record<string, string>> = {}) {
    const { script = [], after_script: after = [] } = gitlab[name] ?? {};
    const service = {
      ...{ CI_API_V4_URL: api.url, CI_PROJECT_ID: '42', CI_MERGE_REQUEST_IID: '7', CI_PROJECT_DIR: checkout },
      ...{ CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main', VZR_TOKEN: TOKEN, ...release, ...env },
    };
    const main = await run(checkout, [...gitlab.default.before_script, ...script].join('\n'), service);
    return { main, after: after.length === 0 ? undefined : await run(checkout, after.join('\n'), service) };
  }
  /** As the runner clones: the branches come by its scripts. */
  function clone(change: Readonly<Record<string, string>>): string {
    const path = checkOut(change);
    for (const extra of ['.base', '.snapshots']) origin.git('-C', path, 'clean', '-ffdxq', extra);
    return path;
  }

  test('runs nothing and believes no key of the merge request', () => {
    const { before_script: before } = gitlab.default;
    const lines = [...before, ...(gitlab['plan']?.script ?? []), ...(gitlab['plan']?.after_script ?? [])].join('\n');
    expect(lines).not.toMatch(/(?<!\.base\/)\bci\/[a-z-]/);
    expect(before[0]).toBe('rm -rf .base .snapshots .vzreconcile');
  });

  test('runs for merge requests and pushes apart, and keeps its reports when it fails', () => {
    expect(gitlab['plan']?.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
    expect(Object.keys(gitlab['plan']?.artifacts?.reports ?? {})).toEqual(['codequality', 'terraform', 'junit']);
    for (const name of ['plan', 'validate']) expect(gitlab[name]?.artifacts?.when).toBe('always');
  });

  test('fills widget, code quality and tests, and keeps one note', async () => {
    checkout = clone({ 'manifests/web.yaml': box('web', 101, 'node1', '128M') });
    const first = await job('plan');
    expect(first.main).toMatchObject({ code: 0, err: '' });
    expect(first.after).toMatchObject({ code: 0, out: 'comment 9000 made\n' });
    const reports = gitlab['plan']?.artifacts?.reports ?? {};
    const report = (kind: string): string => readFileSync(join(checkout, reports[kind] ?? ''), 'utf8');
    expect(JSON.parse(report('terraform'))).toEqual({ create: 2, update: 0, delete: 0 });
    expect(JSON.parse(report('codequality'))).toEqual([]);
    expect(parseXml(report('junit')).attributes).toMatchObject({ tests: '5', failures: '0' });
    checkout = clone({ 'manifests/web.yaml': box('web', 101, 'node1').replace('vswap', 'vswp') });
    const second = await job('plan');
    expect(second.main.code).toBe(6);
    expect(second.after?.out).toBe('comment 9000 updated\n');
    expect(JSON.parse(report('codequality'))).toMatchObject([
      { check_name: 'VZR101', location: { lines: { begin: 4 } } },
    ]);
    expect(api.comments.map(({ body }) => body)).toEqual([expect.stringContaining('nothing would be done')]);
    expect(api.requests.filter((line) => !line.startsWith('GET'))).toEqual([
      'POST /projects/42/merge_requests/7/notes',
      'PUT /projects/42/merge_requests/7/notes/9000',
    ]);
  }, 180_000);

  test('does without a note where there is no token', async () => {
    checkout = clone({});
    const { main, after } = await job('plan', { VZR_TOKEN: '' });
    expect([main.code, after?.code, api.requests]).toEqual([0, 0, []]);
  }, 180_000);

  test('checks what is pushed', async () => {
    checkout = clone({ 'manifests/web.yaml': 'a: [' });
    expect((await job('validate')).main.code).toBe(6);
    const reports = gitlab['validate']?.artifacts?.reports ?? {};
    expect(JSON.parse(readFileSync(join(checkout, reports['codequality'] ?? ''), 'utf8')).length).toBe(1);
  }, 180_000);
});
