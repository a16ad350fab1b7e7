// What a node tells of its work, with the program, git, the kernel and a server on loopback: who changed what, that it was
// found so, what a commit came to, and how soon a wait ends.

import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AuditRecord } from '../../reconciler/run/audit.ts';
import type { Event } from '../../reconciler/run/events.ts';
import { atPace, isEmulated } from '../helpers/pace.ts';
import { type Running, startVz, vz } from '../helpers/program.ts';
import { until } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';
import { makeRepository, type Repository } from '../source/repository.ts';
import { openProgramSite, type ProgramSite, text } from './program-site.ts';

/** What sends messages needs WebAssembly, which programs do without where they are emulated: see helpers/program.ts. */
const reason = isEmulated
  ? 'programs here have no WebAssembly, which sending needs: the host shows it'
  : missingTools();
const A = 61_911;
let site: ProgramSite;
let repo: Repository;
let server: Server;
let loop: Running | undefined;
const posted: { readonly path: string | undefined; readonly body: Record<string, string> }[] = [];

beforeAll(async () => {
  if (reason !== undefined) return;
  site = openProgramSite('history', /vzr-history|\b6191\d\b|veth6191/);
  repo = makeRepository(join(site.root.path, 'repo'));
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      posted.push({ path: request.url, body: JSON.parse(body) as Record<string, string> });
      response.writeHead(201).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  loop?.child.kill('SIGTERM');
  await loop?.ended;
  server?.close();
  await site?.close();
});
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

const box = (ram: string) => ({ a: { ctid: A, ips: ['10.210.9.11'], vswap: { ram, swap: 0 } } });
const commit = (ram: string): string => repo.commit({ 'manifests/all.yaml': text(box(ram)) });
const lines = <T>(name: string): T[] =>
  readFileSync(join(site.root.path, 'state', name), 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));

test('a node tells who changed what, that it was found so, and what it came to', {
  timeout: atPace(90_000),
}, async () => {
  const { port } = server.address() as AddressInfo;
  const [token, config] = [join(site.root.path, 'token'), join(site.root.path, 'config.yaml')];
  writeFileSync(token, 't0k\n', { mode: 0o600 });
  const receiver = `{kind: github-status, url: "http://127.0.0.1:${port}", repository: ops/nodes, tokenFile: ${token}}`;
  writeFileSync(config, `apiVersion: vzreconcile/v1alpha1\nkind: Config\nspec:\n  notify:\n    - ${receiver}\n`);
  const root = ['--root', site.root.path];
  const wait = (id: string) =>
    vz('status', '--wait', '--revision', id, '--timeout', `${Math.ceil(atPace(30))}s`, '-o', 'json', ...root);

  const first = commit('64M');
  loop = startVz('--repo', repo.path, '--config', config, '--interval', '60s', ...root);
  expect(wait(first)).toMatchObject({ code: 0, err: '' });
  const second = commit('96M');
  const waited = wait(second);
  expect(waited, loop.said()).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(waited.out)).toMatchObject({
    lastPass: { revision: second, appliedRevision: second, conditions: [{ type: 'Ready', status: 'True' }] },
  });

  const set = lines<AuditRecord>('audit.jsonl').filter(({ verb }) => verb === 'set');
  expect(set).toMatchObject([
    {
      ...{ revision: second, who: 'a <a@example.org>', ctid: A, driver: 'cgroup', result: 'done', verified: true },
      changes: [{ pointer: '/cgroup/memory/ram', old: 64 * 2 ** 20, new: 96 * 2 ** 20 }],
    },
  ]);
  expect(JSON.parse(vz('history', '-o', 'json', ...root).out)).toMatchObject({
    history: [
      { revision: second, came: 'applied', containers: [{ ctid: A, action: 'change', result: 'done' }] },
      { revision: first, came: 'applied', containers: [{ ctid: A, action: 'create', result: 'done' }] },
    ],
  });
  expect(vz('diff', 'HEAD~1..', '--repo', repo.path, ...root).out).toContain('64M -> 96M live');

  // This process answers nobody while it waits for a child, so what is posted may be posted again.
  const states = (): string[] => [...new Set(posted.map(({ path, body }) => `${path} ${body['state']}`))];
  await until('four statuses', () => states().length >= 4, atPace(20_000));
  expect(states()).toEqual(
    [first, second].flatMap((id) => ['pending', 'success'].map((state) => `/repos/ops/nodes/statuses/${id} ${state}`)),
  );

  // Somebody changes it by hand: the next pass puts it back, and no commit is to blame.
  expect((await execIn(A, 'hostname elsewhere')).status).toBe(0);
  repo.commit({ 'README.md': 'beside the manifests' });
  const corrected = (): boolean => lines<Event>('events.jsonl').some(({ kind }) => kind === 'drift.corrected');
  await until('drift is corrected', corrected, atPace(20_000));
  expect(vz('events', 'a', ...root).out).toContain('hostname is elsewhere, declared');
  expect(lines<AuditRecord>('audit.jsonl').findLast(({ verb }) => verb === 'set')).toMatchObject({ who: 'drift' });
});
