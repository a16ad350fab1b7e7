// The program from a snapshot as CI runs it: no root, no git, no network, no native code.

import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SimulatedHost, simulatedHost } from '../../drivers/simulated/host.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import { type BrakesRecord, brakesInMemory, noBrakes } from '../../reconciler/run/brakes-file.ts';
import { makeLoad } from '../../reconciler/run/load.ts';
import { makeReconciler, planNow, type Reconciler, reconcile } from '../../reconciler/run/reconcile.ts';
import { knownSettings } from '../../reconciler/run/settings-file.ts';
import { publicText, takeSnapshot } from '../../reconciler/run/snapshot.ts';
import { openGitSource } from '../../reconciler/source/git.ts';
import { buildProgram, programMain, removeProgram } from '../helpers/program.ts';
import { makeRepository, type Repository, realClock, sourceOptions } from '../source/repository.ts';
import { trapProgram } from './trap.ts';

let folder: string;
let repo: Repository;
const key = generateKeyPairSync('ed25519').privateKey;
const at = (name: string): string => join(folder, name);

const tiny = `apiVersion: vzreconcile/v1alpha1
kind: Template
metadata: { name: tiny }
spec: { source: { busybox: {} } }
`;
const box = (name: string, ctid: number, more = ''): string => `apiVersion: vzreconcile/v1alpha1
kind: Container
metadata: { name: ${name}, ctid: ${ctid} }
spec: { template: tiny, diskspace: 64M, vswap: { ram: 64M, swap: 0 }${more} }
`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vzr-offline-'));
  chmodSync(folder, 0o755);
  buildProgram();
  writeFileSync(at('trap.cjs'), trapProgram);
  writeFileSync(at('canary'), '');
  chmodSync(at('canary'), 0o666);
  repo = makeRepository(at('repo'));
  repo.commit({
    'manifests/all.yaml': [tiny, box('a', 101, ', node: node1'), box('b', 102, ', node: node2'), box('c', 103)].join(
      '---\n',
    ),
  });
  repo.git('gc', '-q');
  for (const node of ['node1', 'node2']) {
    const host = simulatedHost({ facts: { node } });
    writeFileSync(
      at(`${node}.json`),
      await takeSnapshot({ host, brakes: noBrakes, key, program: '0', now: new Date() }),
    );
  }
  writeFileSync(at('keys'), `node1 ${publicText(key)}\nnode2 ${publicText(key)}\n`);
}, 60_000);
afterAll(() => {
  removeProgram();
  rmSync(folder, { recursive: true, force: true });
});

const offline = (...args: string[]) => run(programMain(), ...args);

/** As somebody without rights, in a network namespace with nothing in it, with no program in reach. */
function run(main: string, ...args: string[]) {
  const unshare = ['/usr/bin/unshare', '-n', '-U', '--map-user=1000', '--map-group=1000'];
  const [command = '', ...rest] = [
    ...unshare,
    process.execPath,
    '--require',
    at('trap.cjs'),
    main,
    '--dry-run',
    ...args,
  ];
  const env = { PATH: at('absent'), CANARY: at('canary'), HOME: at('absent') };
  const child = spawnSync(command, rest, { encoding: 'utf8', env, cwd: repo.path, timeout: 30_000 });
  expect(readFileSync(at('canary'), 'utf8')).toBe('');
  return { code: child.status, out: child.stdout, err: child.stderr };
}
const from = (...nodes: string[]): string[] => [
  ...['--against', nodes.map((node) => at(`${node}.json`)).join(','), '--snapshot-keys', at('keys')],
];

describe('a plan from one snapshot', () => {
  test('is made by nobody, without git, network or native code, and says what it is of', () => {
    const { code, out, err } = offline(...from('node1'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [head, empty, title, ...rest] = out.split('\n');
    expect(head).toMatch(
      /^snapshot of node1 as of \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ, \d+ seconds? ago, signed by \S{43}=$/,
    );
    expect(empty).toBe('');
    expect(title).toMatch(
      new RegExp(`^vzreconcile plan [0-9a-f]+ {2}main@${repo.git('rev-parse', '--short=7', 'HEAD')} {2}node1$`),
    );
    expect(rest.join('\n')).toContain('Container/a (101)');
    expect(rest.join('\n')).not.toContain('Container/b');
  });

  test('in JSON and Markdown names its source beside the plan', () => {
    const json = JSON.parse(offline(...from('node1'), '--output', 'json').out) as Record<string, unknown>;
    expect(json).toMatchObject({ node: 'node1', snapshot: { node: 'node1', signer: publicText(key), program: '0' } });
    expect(offline(...from('node1'), '--output', 'markdown').out).toMatch(/\n<sub>`node1 as of .*`<\/sub>\n$/);
  });

  test('of a plain directory, of a tag, and of a repository elsewhere', () => {
    repo.git('tag', '-f', 'v1');
    for (const place of [
      ['--dir', 'manifests'],
      ['--ref', 'v1'],
      ['--repo', join(repo.path, '.git')],
    ])
      expect(offline(...from('node1'), ...place)).toMatchObject({
        code: 0,
        out: expect.stringContaining('Container/a'),
      });
    expect(offline(...from('node1'), '--repo', 'https://git.example.net/x.git')).toMatchObject({
      code: 1,
      err: expect.stringContaining('uses no network'),
    });
  });

  test('is refused with a code of its own, also in JSON', () => {
    expect(offline('--against', at('node1.json'))).toMatchObject({
      code: 9,
      out: '',
      err: expect.stringContaining('(VZR533)'),
    });
    const { code, out } = offline('--against', at('node1.json'), '--output', 'json');
    expect(code).toBe(9);
    expect(JSON.parse(out)).toMatchObject({ problems: [{ code: 'VZR533', severity: 'error' }] });
    expect(offline(...from('node1'), '--node', 'node2')).toMatchObject({
      code: 9,
      err: expect.stringContaining('VZR537'),
    });
  });
});

describe('a commit that is quarantined on the node', () => {
  const asks = (ram: string) => [tiny, box('a', 101).replace('ram: 64M', `ram: ${ram}`)].join('---\n');
  const never = new AbortController().signal;
  let site: Repository;
  let here: SimulatedHost;
  let brakes: BrakesRecord;
  beforeAll(async () => {
    site = makeRepository(at('quarantined'));
    here = simulatedHost({ facts: { node: 'node1', cpus: 4 } });
    const good = site.commit({ 'manifests/all.yaml': asks('84M') });
    await pass();
    const revision = site.commit({ 'manifests/all.yaml': asks('90M') });
    await pass();
    const label = (id: string): string => `main@${id.slice(0, 7)}`;
    const bad = { revision, label: label(revision), since: '2026-11-26T15:00:00Z', reason: 'a (101) is unhealthy' };
    brakes = { ...noBrakes, good: { id: good, label: label(good) }, quarantine: [bad] };
  });
  /** The node, by what it would print itself. */
  async function nodeOver<T>(work: (reconciler: Reconciler) => Promise<T>): Promise<T> {
    const source = await openGitSource(sourceOptions('manifests', site.path));
    const load = makeLoad(source, { node: 'node1', cpus: 4 });
    try {
      return await work(
        await makeReconciler({
          ...{ host: here, load, earlier: load.earlier, clock: realClock, options: {}, parallel: 1 },
          ...{ brakes: brakesInMemory(brakes ?? noBrakes), remember: async () => {} },
        }),
      );
    } finally {
      await source.close();
    }
  }
  const pass = () => nodeOver((reconciler) => reconcile(reconciler, { stop: never, drain: never }));
  const live = () =>
    nodeOver(async (reconciler) => {
      const { plan } = await planNow(reconciler);
      return plan === undefined ? '' : renderText(plan);
    });
  async function snapshot(record = brakes): Promise<void> {
    const parts = { host: here, brakes: record, key, program: '0', now: new Date() };
    writeFileSync(at('quarantined.json'), await takeSnapshot(parts));
  }
  const told = (path: string, ...more: string[]) =>
    offline('--against', at('quarantined.json'), '--snapshot-keys', at('keys'), '--repo', path, ...more);
  const bodyOf = (out: string): string => out.slice(out.indexOf('\n\n') + 2);

  test('is not applied there: the plan is that of what the node has gone back to, as it prints it itself', async () => {
    await snapshot();
    const text = await live();
    expect(text).toMatch(/^vzreconcile plan .*\nquarantined main@.*: a \(101\) is unhealthy; back to main@/);
    const { code, out, err } = told(site.path);
    expect({ code, err, out: bodyOf(out) }).toEqual({ code: 0, err: '', out: text });
    expect(out).toContain('90M -> 84M live');
  });

  test('also with a cache, which keeps what it knows of the commit', async () => {
    writeFileSync(at('quarantine-key'), 'k'.repeat(40), { mode: 0o600 });
    const cached = ['--cache', at('quarantine-cache'), '--cache-key', at('quarantine-key')];
    await snapshot({ ...brakes, quarantine: [] });
    const before = told(site.path, ...cached);
    expect(before.out).toMatch(/\nNo changes\.\n$/);
    await snapshot();
    const text = await live();
    for (const _ of [1, 2]) expect(bodyOf(told(site.path, ...cached).out)).toBe(text);
    await snapshot({ ...brakes, quarantine: [] });
    expect(bodyOf(told(site.path, ...cached).out)).toBe(bodyOf(before.out));
  });

  test('cannot be planned where the clone has not what the node went back to', async () => {
    await snapshot();
    site.git('clone', '-q', '--depth', '1', `file://${site.path}`, at('shallow'));
    const { code, err } = told(at('shallow'));
    expect(code).toBe(1);
    expect(err).toMatch(/quarantined on node1, which has gone back to main@.*, and that is not in this repository\n/);
  });
});

test('several snapshots give a plan for each, a line over all, and the worst exit code', () => {
  const { code, out } = offline(...from('node1', 'node2'), '--detailed-exitcode');
  expect(code).toBe(2);
  expect(out.match(/^vzreconcile plan .*$/gm)).toHaveLength(2);
  expect(out).toMatch(/Container\/a[\s\S]*Container\/b/);
  expect(out.trimEnd().split('\n').at(-1)).toBe('2 nodes: 2 with changes, 0 unchanged.');
  const json = JSON.parse(offline(...from('node1', 'node2'), '--output', 'json').out) as { plans: { node: string }[] };
  expect(json).toMatchObject({ kind: 'Plans', summary: { nodes: 2, changed: 2, unchanged: 0, refused: 0 } });
  expect(json.plans.map(({ node }) => node)).toEqual(['node1', 'node2']);
});

test('the line over all counts a node on which settings alone change as one with changes, as the exit code does', async () => {
  const nodes = ['quiet1', 'quiet2'];
  const about = { brakes: noBrakes, settings: knownSettings([]), key, program: '0', now: new Date() };
  for (const node of nodes)
    writeFileSync(at(`${node}.json`), await takeSnapshot({ host: simulatedHost({ facts: { node } }), ...about }));
  writeFileSync(at('quiet.keys'), nodes.map((node) => `${node} ${publicText(key)}\n`).join(''));
  mkdirSync(at('quiet'));
  writeFileSync(
    at('quiet/house.yaml'),
    'apiVersion: vzreconcile/v1alpha1\nkind: Policy\nmetadata: { name: house }\nspec: { maxDeletes: 1 }\n',
  );
  const files = nodes.map((node) => at(`${node}.json`)).join(',');
  const args = ['--dir', at('quiet'), '--against', files, '--snapshot-keys', at('quiet.keys'), '--detailed-exitcode'];
  const { code, out, err } = offline(...args);
  expect({ code, err }).toEqual({ code: 2, err: '' });
  expect(out.match(/^No changes to containers\. 1 setting changed\.$/gm)).toHaveLength(2);
  expect(out.trimEnd().split('\n').at(-1)).toBe('2 nodes: 2 with changes, 0 unchanged.');
});

test('what is wrong with the manifests is said once, with its place', () => {
  writeFileSync(at('repo/manifests/all.yaml'), `${tiny}---\n${box('a', 101, ', nonsense: 1')}`);
  const { code, err } = offline(...from('node1', 'node2'), '--dir', 'manifests');
  expect(code).toBe(6);
  expect(err.match(/all\.yaml:\d+:\d+/g)).toHaveLength(1);
  repo.git('checkout', '-q', '.');
});

test('the trap works', () => {
  const script = "require('child_process').spawnSync('true')";
  spawnSync(process.execPath, ['--require', at('trap.cjs'), '-e', script], { env: { CANARY: at('canary') } });
  expect(existsSync(at('canary')) && readFileSync(at('canary'), 'utf8')).toBe('child_process.spawnSync\n');
  writeFileSync(at('canary'), '');
});

test('as the build leaves it, one script that is compiled, it says the same', () => {
  const dist = join(import.meta.dirname, '../../dist/reconciler/cli');
  expect(statSync(join(dist, 'offline-thread.compiled')).mtimeMs).toBeGreaterThanOrEqual(
    statSync(join(dist, 'offline-thread.js')).mtimeMs,
  );
  const [one, other] = [offline, (...args: string[]) => run(join(dist, 'vzreconcile.js'), ...args)].map((made) => {
    const { out, ...rest } = made(...from('node1'), '--output', 'markdown');
    return { ...rest, out: out.replace(/\d+ \w+ ago/, '') };
  });
  expect(other).toEqual(one);
});

describe('with a cache', () => {
  const withCache = (...args: string[]) =>
    offline(...from('node1', 'node2'), '--cache', at('cache'), '--cache-key', at('cache.key'), ...args);
  const plain = (...args: string[]) => offline(...from('node1', 'node2'), ...args);
  const timeless = ({ out, ...rest }: ReturnType<typeof offline>) => ({
    ...rest,
    out: out.replace(/\d+ (seconds?|minutes?) ago/g, '').replace(/"ageSeconds": \d+/g, ''),
  });
  beforeAll(() => {
    mkdirSync(at('cache'), { mode: 0o777 });
    writeFileSync(at('cache.key'), `${'k'.repeat(32)}\n`, { mode: 0o600 });
    // A file with containers alone: others are read each time.
    repo.commit({ 'manifests/e.yaml': box('e', 105) });
  });

  test('the first plan fills it, and the next says the same', () => {
    const before = timeless(withCache());
    const kept = readdirSync(at('cache'));
    expect(kept).toHaveLength(3);
    const times = (): number[] => kept.map((name) => statSync(join(at('cache'), name)).mtimeMs);
    const written = times();
    for (const format of ['text', 'json', 'markdown'])
      expect(timeless(withCache('--output', format))).toEqual(timeless(plain('--output', format)));
    expect(timeless(withCache())).toEqual(before);
    expect(times()).toEqual(written);
  });

  test('what changed since is planned, and its faults are told', () => {
    const label = repo.git('rev-parse', 'HEAD');
    repo.commit({ 'manifests/d.yaml': box('d', 104) });
    expect(timeless(withCache())).toEqual(timeless(plain()));
    expect(withCache().out).toContain('Container/d (104)');
    repo.commit({ 'manifests/f.yaml': box('e', 105) });
    expect(timeless(withCache())).toEqual(timeless(plain()));
    expect(withCache()).toMatchObject({ code: 6, err: expect.stringContaining('manifests/e.yaml:3:19') });
    repo.git('reset', '-q', '--hard', label);
  });

  test('nothing is believed that was not written with the key, and a file that cannot be written is a warning', () => {
    const good = timeless(plain());
    for (const name of readdirSync(at('cache'))) {
      const path = join(at('cache'), name);
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"n":"e"', '"n":"z"').replaceAll('64M', '65M'));
    }
    const refused = `warning: ${at('cache')}/tree.json is not used: not sealed with this key by this version of the program\n`;
    expect(timeless(withCache())).toEqual({ ...good, err: refused });
    expect(timeless(withCache())).toEqual(good);
    writeFileSync(at('cache.key'), 'l'.repeat(32), { mode: 0o600 });
    expect(timeless(withCache())).toEqual({ ...good, err: refused });
    truncateSync(at('cache/tree.json'), 16 * 1024 * 1024 + 1);
    const large = 'too large: at most 16 MiB are read, of all nodes together';
    expect(timeless(withCache())).toEqual({
      ...good,
      err: `warning: ${at('cache')}/tree.json is not used: ${large}\n`,
    });
    writeFileSync(at('file'), '');
    const { code, err } = offline(...from('node1'), '--cache', at('file'), '--cache-key', at('cache.key'));
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('warning: the cache cannot be written: ') });
  });

  test('takes a key that is one', () => {
    const wrong = (...args: string[]) => offline(...from('node1'), ...args);
    expect(wrong('--cache', at('cache'))).toMatchObject({ code: 1, err: expect.stringContaining('go together') });
    writeFileSync(at('short.key'), 'k', { mode: 0o600 });
    expect(wrong('--cache', at('cache'), '--cache-key', at('short.key'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('shorter than 32 characters'),
    });
    writeFileSync(at('open.key'), 'k'.repeat(32), { mode: 0o644 });
    expect(wrong('--cache', at('cache'), '--cache-key', at('open.key'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('can be read by group or others'),
    });
    expect(offline('--cache', at('cache'), '--cache-key', at('cache.key'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('--cache is for plans from snapshots'),
    });
  });
});
