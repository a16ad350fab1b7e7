// The ready workflows of examples/ci, run as their services would (helpers/ci.ts), against the service's API on loopback. Artifacts
// are looked at in the file.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commandsIn } from '../helpers/actions.ts';
import {
  box,
  type CiSite,
  ciSite,
  forgejo,
  github,
  gitlab,
  runGitlabJob,
  runJob,
  TOKEN,
  type Workflow,
} from '../helpers/ci.ts';
import { type CommentsApi, commentsApi } from '../helpers/comments-api.ts';
import { parseSarif } from '../helpers/sarif.ts';
import { parseXml } from '../helpers/xml.ts';

let site: CiSite;
beforeAll(async () => {
  site = await ciSite();
}, 180_000);
afterAll(() => site.remove());

const ids = { repository: 'team/site', number: '7' };
let api: CommentsApi;
let checkout: string;

const checkOut = (change: Readonly<Record<string, string>>): string => site.checkOut(change);
const steps = (workflow: Workflow, job: string, variables: Readonly<Record<string, string>>) =>
  runJob(workflow, job, { site, checkout, variables, expressions: { 'github.event.number': ids.number } });

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
    const all = Object.values(workflow.jobs).flatMap((job) => job.steps);
    for (const { uses, run: script, with: given } of all) {
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z/-]+@[0-9a-f]{40}$/);
      if (uses?.includes('checkout')) expect(given).toMatchObject({ 'persist-credentials': false });
      expect(script ?? '').not.toContain('${{');
    }
    // Of the change nothing is run and no key believed.
    for (const { run: script = '' } of workflow.jobs['plan']?.steps ?? [])
      expect(script).not.toMatch(/(?<!\.base\/)\bci\/[a-z-]/);
    // Those who can write from a fork's change would be given its code to run.
    expect(all.filter(({ env }) => env?.['VZR_TOKEN'] !== undefined).map((step) => step.if ?? '')).toSatisfy(
      (found: string[]) =>
        found.length > 0 && found.every((one) => one.includes('head.repo.full_name == github.repository')),
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
    const first = await steps(workflow, 'plan', variables());
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
    const second = await steps(workflow, 'plan', variables());
    expect(second['Comment']).toMatchObject({ code: 0, out: expect.stringMatching(/^comment \d+ updated\n$/) });
    expect(api.comments.length).toBe(151);
    expect(made?.body).toContain('## vzreconcile: 2 nodes: 3 created');
    expect(api.comments[49]?.body).toBe(forged);
    const calls = api.requests.filter((line) => !line.startsWith('GET') && !line.includes('code-scanning'));
    expect(calls).toEqual(['POST /repos/team/site/issues/7/comments', 'PATCH /repos/team/site/issues/comments/9000']);
  }, 180_000);

  // The scripts are the same for all.
  if (service === 'github')
    test('says that a policy would go, where the comment begins', async () => {
      checkout = checkOut({ 'manifests/policy.yaml': '# nothing is held back here\n' });
      expect((await steps(workflow, 'plan', variables()))['Plan']?.code).toBe(0);
      const [before = '', after] = (api.comments.at(-1)?.body ?? '').split('### `node1`');
      expect(before).toContain('> - `node1`: `Policy/house` `removed`\n> - `node2`: `Policy/house` `removed`\n');
      expect(after).toContain('| `Policy/house` |');
      expect(after).toMatch(/ Policy\/house +removed +manifests\/policy.yaml:1:1\n/);
    }, 60_000);

  test('tells of invalid manifests in the same comment, and fails', async () => {
    checkout = checkOut({});
    await steps(workflow, 'plan', variables());
    checkout = checkOut({ 'manifests/web.yaml': box('web', 101, 'node1').replace('vswap', 'vswp') });
    const results = await steps(workflow, 'plan', variables());
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
      const results = await steps(workflow, 'plan', { ...variables(), GITHUB_REPOSITORY: 'team/other' });
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
    expect((await steps(workflow, 'validate', variables()))['Validate']).toMatchObject({ code: 0 });
    checkout = checkOut({ 'manifests/web.yaml': 'a: [' });
    expect((await steps(workflow, 'validate', variables()))['Validate']?.code).toBe(6);
  }, 180_000);

  if (service === 'github')
    test('installs no other release than the one it names', async () => {
      checkout = checkOut({});
      const results = await steps(workflow, 'validate', { ...variables(), VZR_SHA256: '0'.repeat(64) });
      expect(results).toMatchObject({ Install: { code: 1, err: expect.stringContaining('did NOT match') } });
      expect(existsSync(join(checkout, 'temp/vzreconcile/bin'))).toBe(false);
    }, 60_000);
});

describe('gitlab', () => {
  beforeEach(async () => {
    api = await commentsApi({ repository: '42', number: '7', token: TOKEN, user: 'project_42_bot' });
  });

  function job(name: string, more: Readonly<Record<string, string>> = {}) {
    const variables = {
      ...{ CI_API_V4_URL: api.url, CI_PROJECT_ID: '42', CI_MERGE_REQUEST_IID: '7' },
      ...{ CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main', VZR_TOKEN: TOKEN, ...more },
    };
    return runGitlabJob(name, { site, checkout, variables });
  }
  /** As the runner clones: the branches come by its scripts. */
  function clone(change: Readonly<Record<string, string>>): string {
    const path = checkOut(change);
    for (const extra of ['.base', '.snapshots']) site.origin.git('-C', path, 'clean', '-ffdxq', extra);
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
    expect(parseXml(report('junit')).attributes).toMatchObject({ tests: '6', failures: '0' });
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
