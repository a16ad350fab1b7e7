// Caches in the ready workflows of examples/ci: main fills one, pull requests begin with it, and what strangers put there is nothing.

import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  box,
  CacheService,
  type CiSite,
  ciSite,
  forgejo,
  github,
  gitlab,
  runGitlabJob,
  runJob,
} from '../helpers/ci.ts';

const KEY = '5b71f0c2'.repeat(8);
let site: CiSite;
beforeAll(async () => {
  site = await ciSite();
}, 180_000);
afterAll(() => site.remove());

let turn = 0;
const emptyService = (): CacheService => {
  const path = join(site.path, `caches-${++turn}`);
  mkdirSync(path);
  return new CacheService(path);
};
const change = { 'manifests/web.yaml': box('web', 101, 'node1', '128M') };
/** Without what is another in each run: how old a snapshot is, and the commit of a checkout. */
const timeless = (path: string): string =>
  readFileSync(path, 'utf8')
    .replace(/\d+ (seconds?|minutes?) ago/g, '')
    .replace(/change@[0-9a-f]{7}/g, '');

/** Spoils a manifest that nobody changed in a clone: who has to read it cannot plan. */
function spoil(checkout: string, file: string): void {
  const git = (args: readonly string[], input?: Buffer): string =>
    execFileSync('/usr/bin/git', ['-C', checkout, ...args], { encoding: 'utf8', ...(input && { input }) }).trim();
  const id = git(['rev-parse', `HEAD:${file}`]);
  const packs = join(checkout, '.git/objects/pack');
  for (const name of readdirSync(packs)) {
    renameSync(join(packs, name), join(checkout, name));
    if (name.endsWith('.pack')) git(['unpack-objects', '-q'], readFileSync(join(checkout, name)));
  }
  const object = join(checkout, '.git/objects', id.slice(0, 2), id.slice(2));
  rmSync(object);
  writeFileSync(object, 'spoiled');
}

/** What a stranger can write: well-formed, and sealed, but with a key of his own. */
function poison(caches: CacheService): void {
  for (const { folder } of caches.kept)
    for (const name of readdirSync(folder)) {
      const text = readFileSync(join(folder, name), 'utf8').slice(65).replaceAll('"n":"db"', '"n":"zz"');
      const seal = createHmac('sha256', 'm'.repeat(64)).update(`vzreconcile cache x ${name}\0`).update(text);
      writeFileSync(join(folder, name), `${seal.digest('hex')}\n${text}`);
    }
}

const refused = /^(warning: \S+\.json is not used: not sealed with this key by this version of the program\n)+$/;

describe.each([
  ['github', github],
  ['forgejo', forgejo],
] as const)('%s', (service, workflow) => {
  /** Without the steps that talk to the service. */
  const quiet = {
    ...workflow,
    jobs: Object.fromEntries(
      Object.entries(workflow.jobs).map(([name, job]) => [
        name,
        { ...job, steps: job.steps.filter(({ env }) => env?.['VZR_TOKEN'] === undefined) },
      ]),
    ),
  };
  async function job(
    name: 'validate' | 'plan',
    caches: CacheService,
    checkout: string,
    secrets: Readonly<Record<string, string>> = { 'secrets.VZR_CACHE_KEY': KEY },
  ) {
    const expressions = { 'github.sha': 'f00', 'github.event.pull_request.base.sha': 'f00', ...secrets };
    const scopes =
      name === 'plan' ? (['refs/pull/7/merge', 'refs/heads/main'] as const) : (['refs/heads/main'] as const);
    const variables = { RUNNER_TEMP: join(site.path, `temp-${++turn}`) };
    mkdirSync(variables.RUNNER_TEMP);
    const results = await runJob(quiet, name, { site, checkout, variables, expressions, caches, scopes });
    const comment = join(variables.RUNNER_TEMP, 'reports/comment.md');
    return { ...results, comment: existsSync(comment) ? timeless(comment) : '' };
  }

  test('a push fills it, a pull request reads only what it changed, and what was not sealed with the key is told and ignored', async () => {
    const caches = emptyService();
    const pushed = await job('validate', caches, site.checkOut({}));
    expect(pushed).toMatchObject({ Validate: { code: 0 }, 'Fill the cache': { code: 0, err: '' } });
    const key = `vzreconcile-${site.release['VZR_SHA256']}-f00`;
    expect(caches.kept).toMatchObject([{ scope: 'refs/heads/main', key }]);
    const cold = await job('plan', emptyService(), site.checkOut(change));
    expect(cold).toMatchObject({ Plan: { code: 0, err: '' } });
    const checkout = site.checkOut(change);
    spoil(checkout, 'manifests/db.yaml');
    const warm = await job('plan', caches, checkout);
    expect(warm).toMatchObject({ Plan: { code: 0, err: '' } });
    expect(warm.comment).toContain('128M');
    expect(warm.comment).toBe(cold.comment);
    expect(caches.kept).toHaveLength(1);
    // The secret is that of the repository: forks do without the cache, and need the file.
    expect(await job('plan', caches, checkout, {})).toMatchObject({ Plan: { code: 1 } });
    poison(caches);
    const poisoned = await job('plan', caches, site.checkOut(change));
    expect(poisoned).toMatchObject({ Plan: { code: 0, err: expect.stringMatching(refused) } });
    expect(poisoned.comment).toBe(cold.comment);
  }, 180_000);

  // The scripts are the same for all.
  if (service === 'github') {
    test('without a key nothing is kept', async () => {
      const caches = emptyService();
      const pushed = await job('validate', caches, site.checkOut({}), {});
      expect(Object.keys(pushed)).toEqual(['Install', 'Validate', 'comment']);
      expect(caches.kept).toEqual([]);
    }, 180_000);

    test('a push stays good when its plan is refused', async () => {
      const caches = emptyService();
      const checkout = site.checkOut({});
      writeFileSync(join(checkout, 'ci/snapshot-keys'), '');
      expect(await job('validate', caches, checkout)).toMatchObject({ 'Fill the cache': { code: 9 } });
      expect(caches.kept).toEqual([]);
    }, 180_000);
  }

  test('no pull request saves, and no job but the plan has the key', () => {
    const { plan, validate } = workflow.jobs;
    expect(plan?.steps.filter(({ uses }) => /cache(\/save)?@/.test(uses ?? ''))).toEqual([]);
    expect(validate?.if).toBe("github.event_name == 'push'");
    for (const { steps } of Object.values(workflow.jobs))
      for (const { name, env = {} } of steps)
        if (Object.values(env).some((value) => value.includes('secrets.VZR_CACHE_KEY')))
          expect(['Plan', 'Fill the cache']).toContain(name);
  });
});

describe('gitlab', () => {
  const merge = { CI_MERGE_REQUEST_IID: '7', CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' };
  async function job(name: 'fill-cache' | 'plan', caches: CacheService, checkout: string, key = KEY) {
    for (const extra of ['.base', '.snapshots']) site.origin.git('-C', checkout, 'clean', '-ffdxq', extra);
    const variables = { ...(name === 'plan' ? merge : { CI_COMMIT_BRANCH: 'main' }), VZR_CACHE_KEY: key };
    const { main } = await runGitlabJob(name, { site, checkout, variables, caches });
    const comment = join(checkout, 'reports/comment.md');
    return { ...main, comment: existsSync(comment) ? timeless(comment) : '' };
  }

  test('main fills it, a merge request reads only what it changed, and what strangers put there is told and ignored', async () => {
    const caches = emptyService();
    expect(await job('fill-cache', caches, site.checkOut({}))).toMatchObject({ code: 0, err: '' });
    expect(caches.kept).toMatchObject([{ key: `vzreconcile-${site.release['VZR_SHA256']}` }]);
    const cold = await job('plan', emptyService(), site.checkOut(change));
    const checkout = site.checkOut(change);
    spoil(checkout, 'manifests/db.yaml');
    expect(await job('plan', caches, checkout)).toMatchObject({ code: 0, err: '', comment: cold.comment });
    rmSync(join(checkout, '.cache'), { recursive: true });
    expect(await job('plan', emptyService(), checkout)).toMatchObject({ code: 1 });
    poison(caches);
    // In the tree of the merge request, and where the service keeps it.
    const [kept = { folder: '' }] = caches.kept;
    const brought = readdirSync(kept.folder).map((name) => [
      `.cache/${name}`,
      readFileSync(join(kept.folder, name), 'utf8'),
    ]);
    const own = await job('plan', emptyService(), site.checkOut({ ...change, ...Object.fromEntries(brought) }));
    expect(own).toMatchObject({ code: 0, err: expect.stringMatching(refused) });
    const poisoned = await job('plan', caches, site.checkOut(change));
    expect(poisoned).toMatchObject({ code: 0, err: expect.stringMatching(refused), comment: cold.comment });
    expect(caches.kept).toHaveLength(1);
  }, 180_000);

  test('merge requests only read, and the job that writes does not', () => {
    expect(gitlab['plan']?.cache).toMatchObject({ policy: 'pull' });
    expect(gitlab['fill-cache']?.cache).toMatchObject({ policy: 'push' });
    expect(gitlab['fill-cache']?.rules).toEqual([
      { if: '$VZR_CACHE_KEY && $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' },
    ]);
    expect(gitlab['fill-cache']?.allow_failure).toBe(true);
  });
});
