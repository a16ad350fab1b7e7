// Ways of approval as a node's configuration takes them: child processes over a host in memory, real tags and keys.

import { spawn, spawnSync } from 'node:child_process';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { noBrakes } from '../../reconciler/run/brakes-file.ts';
import { publicText, takeSnapshot } from '../../reconciler/run/snapshot.ts';
import { makeRepository, type Repository, temporary } from '../source/repository.ts';
import { missing, signersOfFile } from '../source/signers.ts';

const main = join(import.meta.dirname, '../../dist/reconciler/cli/vzreconcile.js');
const key = generateKeyPairSync('ed25519').privateKey;
const people = signersOfFile();
let folder: ReturnType<typeof temporary>;
let repo: Repository;

const manifests = `apiVersion: vzreconcile/v1alpha1
kind: Template
metadata: {name: tiny}
spec:
  source: {busybox: {}}
---
apiVersion: vzreconcile/v1alpha1
kind: Container
metadata: {name: web, ctid: 60541}
spec: {template: tiny, vswap: {ram: 64M, swap: 0}}
---
apiVersion: vzreconcile/v1alpha1
kind: Policy
metadata: {name: house}
spec:
  rules: [{name: new, match: {actions: [create]}, then: requireApproval}]
`;

beforeAll(() => {
  if (missing !== undefined) return;
  folder = temporary();
  writeFileSync(join(folder.path, 'allowed'), people().allowed({ alice: 'alice', bob: 'bob' }));
});
afterAll(() => folder?.remove());
beforeEach((context) => {
  if (missing !== undefined) context.skip(`needs ${missing}`);
  repo = makeRepository(join(folder.path, `repo-${Math.random()}`));
  repo.commit({ 'manifests/web.yaml': manifests });
});

const tags = 'tags: { signers: [alice@example.net] }';

function configured(approvals: string, more = ''): string[] {
  const config = join(folder.path, 'config.yaml');
  const keys = `  verify: { mode: off, allowedSigners: ${join(folder.path, 'allowed')} }\n`;
  const text = `apiVersion: vzreconcile/v1alpha1\nkind: Config\nspec:\n${keys}  approvals: { ${approvals} }\n${more}`;
  writeFileSync(config, text);
  return ['--root', join(folder.path, 'root'), '--config', config];
}

function vz(approvals: string, ...args: string[]) {
  const all = [...configured(approvals), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...all], { cwd: repo.path, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

const simulated = (approvals: string, ...args: string[]) => vz(approvals, '--node', 'node7', '--simulate', ...args);
const hashIn = (out: string): string => /approve ([0-9a-f]{32}) by/.exec(out)?.[1] ?? 'none';

function approve(hash: string, signer?: string, expires = '2999-01-01'): void {
  const text = `vzreconcile-approve: ${hash}\nexpires: ${expires}`;
  people().git(repo.path, signer, 'tag', '-f', signer ? '-s' : '-a', '-m', text, `approve/${hash.slice(0, 12)}`);
}

describe('a signed tag', () => {
  test('lets through what it names, in a pass and in a saved plan, without another commit', () => {
    const held = simulated(tags, '--dry-run');
    expect(held.out).toMatch(
      /hint: approve [0-9a-f]{32} by spec\.containers of an Approval below approvals\/ or a signed tag\n/,
    );
    const hash = hashIn(held.out);
    const file = join(folder.path, 'plan.json');
    expect(simulated(tags, '--dry-run', '--out', file).code).toBe(0);
    expect(simulated(tags, '--once').out).not.toContain('created in');
    approve(hash, 'alice');
    const open = simulated(tags, '--dry-run').out;
    expect(open).not.toContain('hint:');
    expect(open).toContain(`      approved by alice@example.net (tag approve/${hash.slice(0, 12)})\n`);
    expect(simulated(tags, '--once').out).toContain('web (60541): created in');
    expect(simulated(tags, 'apply', file)).toMatchObject({ code: 0, out: expect.stringContaining('created in') });
    // Where tags do not approve, it is a tag like any other.
    expect(simulated('files: true', '--once').out).not.toContain('created in');
  }, 60_000);

  test.each<[string, string | undefined, string | undefined, string]>([
    ['nobody signed', undefined, undefined, 'is not signed'],
    ['somebody else signed', 'bob', undefined, 'is signed by bob@example.net, but approvals take alice@example.net'],
    ['is over', 'alice', '2026-01-01', 'expired 2026-01-01T00:00:00Z'],
  ])(
    'that %s does nothing, and the plan says why',
    (_how, signer, expires, reason) => {
      const hash = hashIn(simulated(tags, '--dry-run').out);
      approve(hash, signer, expires);
      const { out } = simulated(tags, '--once');
      expect(out).not.toContain('created in');
      expect(out).toContain(`tag approve/${hash.slice(0, 12)} ${reason}\n`);
    },
    60_000,
  );

  test('is looked at in a plan from a snapshot where the configuration names keys', async () => {
    const host = simulatedHost({ facts: { node: 'node7' } });
    const recorded = { host, brakes: noBrakes, key, program: '0', approvals: { files: false, tags: true } };
    const [snapshot, keys] = [join(folder.path, 'node7.json'), join(folder.path, 'keys')];
    writeFileSync(snapshot, await takeSnapshot({ ...recorded, now: new Date() }));
    writeFileSync(keys, `node7 ${publicText(key)}\n`);
    const offline = (approvals: string) =>
      vz(approvals, '--dry-run', '--against', snapshot, '--snapshot-keys', keys).out;
    // The node's ways count, whatever the machine that plans says.
    const held = offline('annotations: false');
    expect(held).toMatch(/hint: approve [0-9a-f]{32} by a signed tag\n/);
    approve(hashIn(held), 'alice');
    expect(offline('annotations: false')).toContain('hint: approve');
    expect(offline(tags)).not.toContain('hint: approve');
  }, 60_000);
});

describe('the loop', () => {
  /** Until the test ends; what it has said. */
  function loop(...args: string[]): () => string {
    const child = spawn(process.execPath, [main, ...args], { cwd: repo.path, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    const ended = new Promise((resolve) => child.once('close', resolve));
    onTestFinished(async () => {
      child.kill();
      await ended;
    });
    return () => said;
  }
  const soon = { timeout: 20_000, interval: 20 };

  test('does what waited when a tag comes, at once in a local repository', async () => {
    const hash = hashIn(simulated(tags, '--dry-run').out);
    const said = loop(...configured(tags), '--node', 'node7', '--simulate', '--interval', '1h');
    await expect.poll(said, soon).toContain('VZR510');
    approve(hash, 'alice');
    await expect.poll(said, soon).toContain('create done');
  }, 60_000);

  test('of a remote is told by the webhook, though what is followed stays where it was', async () => {
    const [listen, secret] = [join(folder.path, 'hook.sock'), join(folder.path, 'secret')];
    writeFileSync(secret, 'a secret', { mode: 0o600 });
    const source = `  source: { remotes: [{ url: "file://${repo.path}" }], ref: { branch: main }, interval: 1h }\n`;
    const webhook = `  webhook: { listen: ${listen}, secretFile: ${secret} }\n`;
    const hash = hashIn(simulated(tags, '--dry-run').out);
    const said = loop(...configured(tags, source + webhook), '--node', 'node7', '--simulate');
    await expect.poll(said, soon).toContain('VZR510');
    approve(hash, 'alice');
    const body = JSON.stringify({ ref: `refs/tags/approve/${hash.slice(0, 12)}` });
    const signature = `sha256=${createHmac('sha256', 'a secret').update(body).digest('hex')}`;
    const headers = { 'content-type': 'application/json', 'x-signature': signature };
    const asked = request({ socketPath: listen, path: '/webhook', method: 'POST', headers });
    const answer = once(asked, 'response');
    asked.end(body);
    const [{ statusCode }] = await answer;
    expect(statusCode).toBe(202);
    await expect.poll(said, soon).toContain('create done');
  }, 60_000);
});

test('a file does nothing on a node that takes none, and the plan says so', () => {
  const hash = hashIn(simulated('files: true', '--dry-run').out);
  const head = 'apiVersion: vzreconcile/v1alpha1\nkind: Approval\nmetadata: { name: yes-1 }\n';
  const text = `${head}spec: { containers: ["${hash}"], expires: "2999-01-01T00:00:00Z" }\n`;
  repo.commit({ 'manifests/approvals/a.yaml': text });
  const { out } = simulated(`files: false, ${tags}`, '--once');
  expect(out).not.toContain('created in');
  expect(out).toContain(`approve ${hash} by a signed tag; yes-1 is a file, and files do not approve on this node\n`);
  expect(simulated('files: false, annotations: false', '--dry-run').out).toContain(
    'by nothing that this node takes (spec.approvals of its configuration)',
  );
  expect(simulated('files: true', '--once').out).toContain('created in');
}, 60_000);
