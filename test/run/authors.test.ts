// Whose change a pass carries out, from git to the audit record and the history: not always that of the author of the revision.

import { expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { renderHistory } from '../../reconciler/cli/commands/history.ts';
import type { Planned } from '../../reconciler/plan/make.ts';
import { type AuditRecord, auditPath, openAudit } from '../../reconciler/run/audit.ts';
import { authorSearch, withAuthors } from '../../reconciler/run/authors.ts';
import { brakesInMemory } from '../../reconciler/run/brakes-file.ts';
import { makeChronicle } from '../../reconciler/run/chronicle.ts';
import { openHistory, readHistory } from '../../reconciler/run/history.ts';
import { readJsonLines } from '../../reconciler/run/json-lines.ts';
import { makeLoad } from '../../reconciler/run/load.ts';
import { makeReconciler, reconcile } from '../../reconciler/run/reconcile.ts';
import { openTeller } from '../../reconciler/run/teller.ts';
import { realClock } from '../source/repository.ts';
import { sourceSite } from '../source/site.ts';
import { ctid, endless, fakeClock, never } from './bench.ts';

const site = sourceSite();
const head = 'apiVersion: vzreconcile/v1alpha1\n';
const template = `${head}kind: Template\nmetadata: {name: tiny}\nspec: {source: {busybox: {}}}\n`;
const box = (name: string, ctid: number, ram: string, more = '') =>
  `${head}kind: Container\nmetadata: {name: ${name}, ctid: ${ctid}}\nspec: {template: tiny, ${more}vswap: {ram: ${ram}, swap: 0}}\n`;

function commitAs(author: string, files: Readonly<Record<string, string>>): string {
  site.repo.write(files);
  site.repo.git('add', '-A');
  site.repo.git('commit', '-q', '-m', 'change', '--author', `${author} <${author.toLowerCase()}@example.net>`);
  return site.repo.git('rev-parse', 'HEAD');
}

async function node() {
  const source = await site.open(site.repo.path);
  const wall = () => new Date();
  const fail = (error: unknown) => expect(error).toBeUndefined();
  const teller = await openTeller(site.path, 'node7', wall, () => {}, fail);
  const audit = openAudit(site.path, { yes: false, command: 'loop' }, Date.now, fail);
  const history = openHistory(site.path, wall, fail);
  const chronicle = makeChronicle({ audit, history, teller, sinks: [], onError: fail });
  const load = makeLoad(source, { node: 'node7', cpus: 2 });
  const host = chronicle.watch(simulatedHost());
  const brakes = brakesInMemory();
  const asked: string[] = [];
  const { authorsOf } = source;
  const reconciler = await makeReconciler({
    ...{ host, load, earlier: load.earlier, brakes, clock: endless(realClock), options: {}, parallel: 8 },
    authorsOf: async (about) => {
      const found = await authorsOf?.(about);
      if (found !== undefined) asked.push(about.path);
      return found;
    },
    remember: async () => {},
  });
  const pass = async () => {
    const result = await reconcile(reconciler, { ...never(), onPlan: chronicle.plan });
    chronicle.pass(result);
    return result;
  };
  const told = async () => {
    await chronicle.close();
    const lines = await readJsonLines<AuditRecord>(auditPath(site.path), { keep: 4 });
    const whoSet = (container: string) =>
      lines.filter((one) => one.container === container && one.verb === 'set').map(({ who }) => who);
    return { whoSet, records: await readHistory(site.path) };
  };
  return { pass, told, brakes, asked };
}

test('is that of who changed the files since what was applied, and of nobody after a quarantine', async () => {
  commitAs('Ann', { 'manifests/t.yaml': template, 'manifests/web.yaml': box('web', 101, '64M') });
  const { pass, told, brakes, asked } = await node();
  const good = await pass();
  // One commit alone is not looked for.
  commitAs('Dan', { 'manifests/web.yaml': box('web', 101, '72M') });
  asked.length = 0;
  const { revision } = await pass();
  expect(asked).toEqual([]);
  commitAs('Bob', { 'manifests/web.yaml': box('web', 101, '80M') });
  commitAs('Eve', { 'manifests/web.yaml': box('web', 101, '80M', 'numproc: 99, ') });
  commitAs('Fay', { 'manifests/db.yaml': box('db', 102, '64M') });
  commitAs('Carol', { README: 'new' });
  const last = await pass();
  expect(last.revision.commit?.author).toBe('Carol');
  const bad = { revision: last.revision.id, label: last.revision.label, since: '2026-11-26T15:00:00Z', reason: 'ill' };
  const { id, label } = revision;
  await brakes.update((record) => ({ ...record, good: { id, label }, quarantine: [bad] }));
  await pass();
  expect(good.outcomes.map(({ result }) => result)).toEqual(['done']);
  const { whoSet, records } = await told();
  expect([...new Set(whoSet('web'))]).toEqual([
    ...['Dan <dan@example.net>', 'Eve <eve@example.net>, Bob <bob@example.net>', `quarantine of ${bad.label}`],
  ]);
  const changes = records.map(({ label: at, containers }) => [at, containers.map(({ changedBy }) => changedBy)]);
  expect(changes).toEqual([
    [good.revision.label, [undefined]],
    [label, [undefined]],
    [bad.label, ['Eve <eve@example.net>, Bob <bob@example.net>', 'Fay <fay@example.net>']],
    [label, [`quarantine of ${bad.label}`]],
  ]);
  const web = records.map((one) => ({ ...one, containers: one.containers.filter(({ name }) => name === 'web') }));
  const shown = renderHistory(web, false, true);
  expect(shown).toMatch(new RegExp(`${label} +quarantine of ${bad.label} +`));
  expect(shown).not.toContain('Carol');
});

test('is that of the author of the revision where not all who changed it are known', async () => {
  const change = (path: string) => ({ pointer: '/x', wants: 1, origin: { path, line: 1, col: 1 } });
  const files = [...Array(21).keys()].map((i) => `${i}.yaml`);
  const one = (changes: readonly string[]) => {
    const container = { ctid: ctid(101), action: 'change', refusals: [], steps: [], changes: changes.map(change) };
    return { plan: { refusals: [], containers: [container] } } as unknown as Planned;
  };
  const about = { revision: { id: 'r', label: 'main@r' }, markers: new Map() };
  const clock = fakeClock();
  const search = authorSearch(async ({ path }) => {
    if (path === 'slow.yaml') await new Promise(() => {});
    return [path === '1.yaml' ? 'Bob <b@x>' : 'Ann <a@x>'];
  }, clock);
  const changedBy = async (...paths: string[]) =>
    (await withAuthors(one(paths), about, search)).plan.containers[0]?.changedBy;
  expect(await changedBy('0.yaml', '1.yaml')).toBe('Ann <a@x>, Bob <b@x>');
  // Two of them are known from the pass before.
  expect(await changedBy(...files.slice(2), '0.yaml', '1.yaml')).toBe('Ann <a@x>, Bob <b@x>');
  expect(await changedBy('a.yaml')).toBe('Ann <a@x>');
  expect(await changedBy(...files)).toBeUndefined();
  expect(await changedBy(...files)).toBe('Ann <a@x>, Bob <b@x>');
  const late = changedBy('0.yaml', 'slow.yaml');
  await clock.advance(1_000);
  expect(await late).toBeUndefined();
});
