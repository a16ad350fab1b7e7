// The ready workflows of examples/ci as their services would run them: every step in a checkout of a scratch repository, with the
// service's variables. What only a service can do is done here in its place: checkouts, conditions, expressions, and caches.

import { spawn } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parse } from 'yaml';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { keptSettings } from '../../reconciler/plan/settings.ts';
import { noBrakes } from '../../reconciler/run/brakes-file.ts';
import { knownSettings } from '../../reconciler/run/settings-file.ts';
import { publicText, takeSnapshot } from '../../reconciler/run/snapshot.ts';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import { loadManifests } from '../../schema/load.ts';
import { bytesOf } from '../schema/marked.ts';
import { makeRepository, type Repository, temporary } from '../source/repository.ts';

const examples = join(import.meta.dirname, '../../examples/ci');
const program = join(import.meta.dirname, '../../dist/reconciler/cli/vzreconcile.js');
export const TOKEN = 'ghs_secret-of-the-job';

type Words = Readonly<Record<string, string>>;

export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Words;
  readonly 'continue-on-error'?: boolean;
}
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: object;
  readonly env: Words;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly permissions?: object; readonly if?: string; readonly env?: Words; readonly steps: readonly Step[] }
    >
  >;
}
export interface GitlabCache {
  readonly key: string;
  readonly paths: readonly string[];
  readonly policy: 'pull' | 'push' | 'pull-push';
  readonly unprotect?: boolean;
  readonly when?: 'always' | 'on_success';
}
export interface GitlabJob {
  readonly script: readonly string[];
  readonly after_script?: readonly string[];
  readonly variables?: Words;
  readonly cache?: GitlabCache;
  readonly allow_failure?: boolean;
  readonly artifacts?: { readonly when: string; readonly reports: Words };
  readonly rules: readonly { readonly if: string }[];
}

const read = <T>(path: string): T => parse(readFileSync(join(examples, path), 'utf8')) as T;
export const github = read<Workflow>('github/.github/workflows/vzreconcile.yml');
export const forgejo = read<Workflow>('forgejo/.forgejo/workflows/vzreconcile.yml');
export const gitlab = read<Readonly<Record<string, GitlabJob>> & { default: { before_script: readonly string[] } }>(
  'gitlab/.gitlab-ci.yml',
);

export const box = (name: string, ctid: number, node: string, ram = '64M') => `apiVersion: vzreconcile/v1alpha1
kind: Container
metadata: { name: ${name}, ctid: ${ctid} }
spec: { template: tiny, node: ${node}, vswap: { ram: ${ram}, swap: 0 } }
`;
const tiny = `apiVersion: vzreconcile/v1alpha1
kind: Template
metadata: { name: tiny }
spec: { source: { busybox: {} } }
`;

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CiSite {
  readonly path: string;
  readonly origin: Repository;
  /** What the workflows name as release. */
  readonly release: Words;
  /** What the checkout steps of a pull request from a branch with this change leave behind. */
  checkOut(change: Words): string;
  /** As the services run a step: bash, ending at the first command that fails. */
  run(cwd: string, script: string, env: Words): Promise<Result>;
  remove(): void;
}

/** A repository with two containers on two nodes, whose snapshots lie on a branch, and a server of the release. */
export async function ciSite(): Promise<CiSite> {
  const folder = temporary();
  const run: CiSite['run'] = (cwd, script, env) =>
    runStep(cwd, script, { HOME: folder.path, npm_config_offline: 'true', ...env });
  const { release, close } = await serveRelease(folder.path, run);
  const origin = await fillOrigin(join(folder.path, 'origin'));
  let turn = 0;
  return {
    ...{ path: folder.path, origin, release, run },
    checkOut(change) {
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
    },
    remove() {
      close();
      folder.remove();
    },
  };
}

const policy = `apiVersion: vzreconcile/v1alpha1
kind: Policy
metadata: { name: house }
spec: { rules: [{ name: big, match: { fields: [ram], above: 4G }, then: requireApproval }] }
`;

async function fillOrigin(path: string): Promise<Repository> {
  const origin = makeRepository(path);
  const key = generateKeyPairSync('ed25519').privateKey;
  mkdirSync(join(origin.path, 'ci'));
  for (const name of readdirSync(examples).filter((one) => one.endsWith('.sh')))
    cpSync(join(examples, name), join(origin.path, 'ci', name));
  const files = {
    'manifests/t.yaml': tiny,
    'manifests/web.yaml': box('web', 101, 'node1'),
    'manifests/db.yaml': box('db', 102, 'node2'),
    'manifests/policy.yaml': policy,
  };
  origin.commit({ 'ci/snapshot-keys': `node1 ${publicText(key)}\nnode2 ${publicText(key)}\n`, ...files });
  const { manifests } = loadManifests(
    Object.entries(files).map(([name, text]) => ({ path: name, bytes: bytesOf(text) })),
  );
  origin.git('checkout', '-q', '--orphan', 'snapshots');
  origin.git('rm', '-rfq', '.');
  for (const node of ['node1', 'node2']) {
    const host = simulatedHost({ facts: { node } });
    // As after a pass of main.
    const settings = knownSettings(keptSettings(resolveDesired(manifests, { node, cpus: 4 }).desired));
    const text = await takeSnapshot({ host, settings, brakes: noBrakes, key, program: '0', now: new Date() });
    writeFileSync(join(origin.path, `${node}.json`), text);
  }
  origin.commit();
  origin.git('checkout', '-q', 'main');
  return origin;
}

/** A release as npm packs it, whose program is the one that was built here. */
async function serveRelease(path: string, run: CiSite['run']): Promise<{ readonly release: Words; close(): void }> {
  const files = join(path, 'release/package');
  mkdirSync(files, { recursive: true });
  writeFileSync(join(files, 'package.json'), '{"name":"vzreconcile","version":"0.1.0","bin":"run.sh"}');
  writeFileSync(join(files, 'run.sh'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, { mode: 0o755 });
  const archive = join(path, 'vzreconcile-0.1.0.tgz');
  const packed = await run('/', `tar -czf '${archive}' -C '${join(files, '..')}' package`, {});
  if (packed.code !== 0) throw new Error(packed.err);
  const bytes = readFileSync(archive);
  const server = createServer((_request, response) => void response.end(bytes));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const release = {
    VZR_URL: `http://127.0.0.1:${port}/vzreconcile-0.1.0.tgz`,
    VZR_SHA256: createHash('sha256').update(bytes).digest('hex'),
  };
  return { release, close: () => void server.close() };
}

function runStep(cwd: string, script: string, env: Words): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn('/bin/bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '', ...env },
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

/** One that a service keeps: once saved under its key it stays as it is (actions/cache); GitLab's is replaced. */
interface KeptCache {
  readonly scope: string;
  readonly key: string;
  readonly folder: string;
}

/** Folders between jobs, as services keep them: each job writes in one scope, and reads in those it is given, the nearest first. */
export class CacheService {
  readonly kept: KeptCache[] = [];
  private readonly path: string;
  constructor(path: string) {
    this.path = path;
  }

  save(scope: string, key: string, from: string): void {
    if (!existsSync(from) || this.kept.some((one) => one.scope === scope && one.key === key)) return;
    const folder = join(this.path, `kept-${this.kept.length}`);
    cpSync(from, folder, { recursive: true });
    this.kept.push({ scope, key, folder });
  }

  restore(scopes: readonly string[], keys: { readonly key: string; readonly prefix?: string }, to: string): void {
    for (const scope of scopes) {
      const there = this.kept.filter((one) => one.scope === scope);
      const { key, prefix } = keys;
      const begun = prefix === undefined ? undefined : there.findLast((one) => one.key.startsWith(prefix));
      const found = there.find((one) => one.key === key) ?? begun;
      if (found === undefined) continue;
      cpSync(found.folder, to, { recursive: true });
      return;
    }
  }
}

export interface JobRun {
  readonly site: CiSite;
  readonly checkout: string;
  /** The service's variables. */
  readonly variables: Words;
  /** What ${{ }} can name: github.event.number, secrets.VZR_CACHE_KEY. What is secret and not given is empty, as in jobs of forks. */
  readonly expressions?: Words;
  readonly caches?: CacheService;
  /** Where the job saves, and what else it may restore from. */
  readonly scopes?: readonly [string, ...string[]];
}

/** The job's steps, one after the other, by their names; a step whose condition says so runs also after one that failed. */
export async function runJob({ env, jobs }: Workflow, job: string, given: JobRun): Promise<Record<string, Result>> {
  const { site, checkout, variables, expressions = {}, caches, scopes = [''] } = given;
  const known: Words = {
    ...{ 'github.token': TOKEN, 'runner.temp': variables['RUNNER_TEMP'] ?? '' },
    ...{ 'github.repository': 'team/site', 'github.event.pull_request.head.repo.full_name': 'team/site' },
    ...Object.fromEntries(Object.entries({ ...env, ...site.release }).map(([name, value]) => [`env.${name}`, value])),
    ...expressions,
  };
  const { steps = [], env: ofJob = {} } = jobs[job] ?? {};
  const own = Object.fromEntries(Object.entries(ofJob).map(([name, value]) => [name, filledIn(value, known)]));
  const inStep = {
    ...known,
    ...Object.fromEntries(Object.entries(own).map(([name, value]) => [`env.${name}`, value])),
  };
  const results: Record<string, Result> = {};
  let failed = false;
  for (const step of steps) {
    if (failed && !step.if?.includes('!cancelled()')) continue;
    if (step.if !== undefined && !isTrue(step.if, inStep)) continue;
    const told = (name: string): string => filledIn(String(step.with?.[name] ?? ''), inStep);
    if (step.uses?.startsWith('actions/cache/save@')) caches?.save(scopes[0], told('key'), told('path'));
    if (step.uses?.startsWith('actions/cache/restore@'))
      caches?.restore(scopes, { key: told('key'), prefix: told('restore-keys') }, told('path'));
    if (step.run === undefined) continue;
    const ofStep = Object.entries(step.env ?? {}).map(([name, value]) => [name, filledIn(value, inStep)] as const);
    const all = { ...env, ...site.release, ...variables, ...own, ...Object.fromEntries(ofStep) };
    const result = await site.run(checkout, step.run, all);
    results[step.name ?? ''] = result;
    failed ||= result.code !== 0 && step['continue-on-error'] !== true;
  }
  return results;
}

const filledIn = (text: string, known: Words): string =>
  text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => String(valueIn(expression, known)));

const isTrue = (condition: string, known: Words): boolean =>
  condition
    .replace(/^\$\{\{ (.*) \}\}$/, '$1')
    .split(' && ')
    .every((one) => one === '!cancelled()' || valueIn(one, known) === true);

/** A name, a word in quotes, or a comparison of two. */
function valueIn(expression: string, known: Words): string | boolean {
  const [, left, operator, right] = /^(\S+) ([!=]=) (\S+)$/.exec(expression) ?? [];
  if (left !== undefined && right !== undefined)
    return (valueIn(left, known) === valueIn(right, known)) === (operator === '==');
  if (expression.startsWith("'")) return expression.slice(1, -1);
  const value = known[expression] ?? (expression.startsWith('secrets.') ? '' : undefined);
  if (value === undefined) throw new Error(`no ${expression}`);
  return value;
}

/** A GitLab job: its scripts are joined, after_script runs in a shell of its own, whatever happened. */
export async function runGitlabJob(
  name: string,
  { site, checkout, variables, caches }: Omit<JobRun, 'scopes' | 'expressions'>,
): Promise<{ readonly main: Result; readonly after: Result | undefined }> {
  const { script = [], after_script: after = [], variables: own = {}, cache } = gitlab[name] ?? {};
  const env: Record<string, string> = { CI_PROJECT_DIR: checkout, ...site.release, ...variables };
  const spelled = (text: string): string => text.replace(/\$(\w+)/g, (_, word: string) => env[word] ?? '');
  for (const [word, value] of Object.entries(own)) env[word] = spelled(value);
  // Merge requests come from branches that nobody protects.
  const scope = cache?.unprotect === true || env['CI_MERGE_REQUEST_IID'] !== undefined ? 'unprotected' : 'protected';
  const key = spelled(cache?.key ?? '');
  const [path = ''] = cache?.paths ?? [];
  if (cache?.policy.includes('pull')) caches?.restore([scope], { key }, join(checkout, path));
  const main = await site.run(checkout, [...gitlab.default.before_script, ...script].join('\n'), env);
  const isSaved = cache?.policy.includes('push') && (main.code === 0 || cache.when === 'always');
  if (isSaved) caches?.save(scope, key, join(checkout, path));
  return { main, after: after.length === 0 ? undefined : await site.run(checkout, after.join('\n'), env) };
}
