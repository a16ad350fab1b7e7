// A plan from a snapshot: 10,000 manifests of 20 nodes, one of them changed. The program as CI starts it, from a packed clone: without
// a cache, filling one, and with one that was filled before that change.

import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { systemClock } from '../../reconciler/cli/clock.ts';
import { noBrakes } from '../../reconciler/run/brakes-file.ts';
import { makeLoad } from '../../reconciler/run/load.ts';
import { makeReconciler, reconcile } from '../../reconciler/run/reconcile.ts';
import { publicText, takeSnapshot } from '../../reconciler/run/snapshot.ts';
import { openDirectorySource } from '../../reconciler/source/directory.ts';

const [CONTAINERS, NODES, RUNS] = [10_000, 20, 7];
const CHANGED = '1 to change, 0 to restart, 0 to recreate, 0 to delete. 499 unchanged.';
const folder = mkdtempSync(join(tmpdir(), 'vzr-bench-offline-'));
const at = (...names: string[]): string => join(folder, ...names);
const git = (...args: string[]): string =>
  execFileSync('/usr/bin/git', ['-c', 'gc.auto=0', '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
    cwd: at('repo'),
    encoding: 'utf8',
  });

const head = 'apiVersion: vzreconcile/v1alpha1\nkind: ';
const text = (i: number, ram: string): string =>
  `${head}Container\nmetadata:\n  name: ct${200 + i}\n  ctid: ${200 + i}\nspec:\n  node: node${i % NODES}\n  template: tiny\n` +
  `  vswap: { ram: ${ram}, swap: 0 }\n  numproc: 128\n  diskspace: 1G\n`;

try {
  for (let i = 0; i < 100; i += 1) mkdirSync(at('repo', 'manifests', `d${i}`), { recursive: true });
  writeFileSync(
    at('repo', 'manifests', 'tiny.yaml'),
    `${head}Template\nmetadata: { name: tiny }\nspec: { source: { busybox: {} } }\n`,
  );
  for (let i = 0; i < CONTAINERS; i += 1)
    writeFileSync(at('repo', 'manifests', `d${i % 100}`, `ct${i}.yaml`), text(i, '256M'));
  cpSync(at('repo'), at('before'), { recursive: true });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'x');
  writeFileSync(at('repo', 'manifests', 'd0', 'ct0.yaml'), text(0, '300M'));
  git('commit', '-q', '-a', '-m', 'y');
  git('gc', '-q');

  const facts = { node: 'node0', cpus: 8, memoryBytes: 2 ** 44, diskBytes: 2 ** 46, processes: 2 ** 24 };
  const host = simulatedHost({ facts });
  const source = await openDirectorySource({ path: at('before', 'manifests'), clock: systemClock });
  const load = makeLoad(source, { node: 'node0', cpus: 8 });
  const parts = { host, load, clock: systemClock, options: { yes: true }, parallel: 8, remember: async () => {} };
  const never = new AbortController().signal;
  await reconcile(await makeReconciler(parts), { stop: never, drain: never });
  const key = generateKeyPairSync('ed25519').privateKey;
  writeFileSync(at('node0.json'), await takeSnapshot({ host, key, brakes: noBrakes, program: '0', now: new Date() }));
  writeFileSync(at('keys'), `node0 ${publicText(key)}\n`);

  const main = new URL('../../reconciler/cli/vzreconcile.js', import.meta.url).pathname;
  const plan = ['--dry-run', '--against', at('node0.json'), '--snapshot-keys', at('keys')];
  writeFileSync(at('cache.key'), 'k'.repeat(32), { mode: 0o600 });
  const cached = [...plan, '--cache', at('cache'), '--cache-key', at('cache.key')];
  /** Milliseconds, and what it said but for its age. */
  const run = (args: readonly string[], said: string): readonly [number, string] => {
    const begun = performance.now();
    const child = spawnSync(process.execPath, [main, ...args], { cwd: at('repo'), encoding: 'utf8' });
    const took = Math.round(performance.now() - begun);
    const { status, stdout, stderr } = child;
    if (status !== 0 || !stdout.includes(said)) throw new Error(stdout + stderr);
    return [took, stdout.replace(/\d+ \w+ ago/, '')];
  };
  const tell = (what: string, times: readonly number[]): void => {
    const sorted = [...times].sort((one, other) => one - other);
    process.stdout.write(`${what}: ${sorted[RUNS >> 1]} ms (${sorted.join(', ')})\n`);
  };
  const repeat = (what: string, work: () => number): void => tell(what, Array.from({ length: RUNS }, work));
  git('checkout', '-q', 'HEAD~1');
  run(cached, 'No changes.');
  git('checkout', '-q', 'main');
  const [, without] = run(plan, CHANGED);
  repeat(`offline plan of ${CONTAINERS} manifests, one changed`, () => run(plan, CHANGED)[0]);
  repeat('with a cache from before the change', () => {
    const [took, said] = run(cached, CHANGED);
    if (said !== without) throw new Error(`the cache makes it another plan:\n${said}`);
    return took;
  });
  repeat('filling a cache', () => {
    rmSync(at('cache'), { recursive: true });
    return run(cached, CHANGED)[0];
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
