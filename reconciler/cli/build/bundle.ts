// Build step, run by node after the others: the thread that plans from snapshots in one file instead of hundreds, and what V8 has
// compiled of it when it has made two plans. Without the latter it only starts more slowly.

import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { noBrakes } from '../../run/brakes-file.ts';
import { publicText, takeSnapshot } from '../../run/snapshot.ts';
import type { planOffline } from '../commands/offline-plan.ts';
import { knownNode } from '../known-node.ts';
import { compiledFile, runScript, scriptFile, threadScript } from '../offline-script.ts';
import { readOptions } from '../options.ts';
import { processOutput } from '../output.ts';
import { openHost } from '../wire.ts';

rmSync(compiledFile, { force: true });
const bundle = await rolldown({
  input: join(import.meta.dirname, '..', 'offline-thread.js'),
  platform: 'node',
  external: ['koffi'],
  // That some parts are imported when they are needed is for other commands.
  checks: { ineffectiveDynamicImport: false },
});
await bundle.write({ file: scriptFile, format: 'cjs', minify: true, codeSplitting: false });
await bundle.close();

const folder = mkdtempSync(join(tmpdir(), 'vzreconcile-build-'));
try {
  await warm();
} catch (error) {
  process.stdout.write(`plans from snapshots will start more slowly: ${error}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function warm(): Promise<void> {
  const script = threadScript();
  if (script === undefined) throw new Error('there is no script');
  const { planOffline: plan } = runScript(script) as { readonly planOffline: typeof planOffline };
  const at = (...names: string[]): string => join(folder, ...names);
  const git = (...args: string[]): unknown =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: folder });
  // The sample tree. dist/reconciler/cli/build -> the repository.
  cpSync(join(import.meta.dirname, '../../../../manifests'), at('manifests'), { recursive: true });
  git('init', '-q');
  const where = { repo: folder, ref: 'HEAD', path: 'manifests', root: at('root'), node: 'node1' };
  const common = { ...where, interval: '30s', maxAge: '24h', output: 'text', logLevel: 'info' };
  const simulated = readOptions({ ...common, against: 'live', simulate: true });
  const key = generateKeyPairSync('ed25519').privateKey;
  const host = await openHost(simulated, await knownNode(simulated));
  writeFileSync(at('a.json'), await takeSnapshot({ host, brakes: noBrakes, key, program: '0', now: new Date() }));
  writeFileSync(at('keys'), `node1 ${publicText(key)}\n`);
  writeFileSync(at('cache.key'), 'k'.repeat(32), { mode: 0o600 });
  const from = { against: at('a.json'), snapshotKeys: at('keys'), cache: at('cache'), cacheKey: at('cache.key') };
  const options = readOptions({ ...common, ...from, dryRun: true });
  const silent = { ...processOutput(), out: () => {}, err: () => {} };
  for (const text of ['# a\n', '# b\n']) {
    appendFileSync(at('manifests', 'containers', 'web.yaml'), text);
    git('add', '-A');
    git('commit', '-q', '-m', text);
    const code = await plan(options, silent, '');
    if (code !== 0) throw new Error(`a plan ended with ${code}`);
  }
  writeFileSync(compiledFile, script.createCachedData());
}
