// Two nodes on one machine, each with a root and the program of its own: the second takes a commit when the first is healthy with it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { atPace } from '../helpers/pace.ts';
import { buildProgram, removeProgram, vz } from '../helpers/program.ts';
import { makeRoot, type TestRoot } from '../helpers/real-host.ts';
import { missingTools } from '../helpers/tools.ts';
import { makeRepository } from '../source/repository.ts';
import { life } from './program-site.ts';

const reason = missingTools();
const [A, B] = [61_281, 61_282];
let site: TestRoot;
const rootOf = (node: string): string => join(site.path, node);

beforeAll(() => {
  if (reason !== undefined) return;
  buildProgram();
  site = makeRoot('fleet');
});
afterAll(async () => {
  if (reason !== undefined) return;
  for (const node of ['n1', 'n2']) vz('destroy', '--all', '--yes', '--root', rootOf(node), '--node', node);
  removeProgram();
  await site.remove();
});
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

const head = (kind: string, name: string, rest = ''): string =>
  `---\napiVersion: vzreconcile/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}${rest}}\n`;
const box = (name: string, ctid: number, node: string, numproc: number): string =>
  `${head('Container', name, `, ctid: ${ctid}`)}spec: {template: tiny, node: ${node}, numproc: ${numproc}}\n`;

test('in turn, held back with words, and let through by hand', { timeout: atPace(90_000) }, () => {
  const repository = makeRepository(join(site.path, 'repo'));
  const commit = (numproc: number): string =>
    repository.commit({
      'manifests/a.yaml': [
        `${head('Template', 'tiny')}spec: {source: {busybox: {}}}\n`,
        box('one', A, 'n1', numproc),
        box('two', B, 'n2', numproc),
        `${head('Rollout', 'fleet')}spec: {stages: [{nodes: [n1]}, {nodes: [n2]}]}\n`,
      ].join(''),
    });
  mkdirSync(join(site.path, 'shared'));
  const config = join(site.path, 'config.yaml');
  const fleet = `{ keys: ${join(site.path, 'keys')}, directory: ${join(site.path, 'shared')} }`;
  writeFileSync(config, `apiVersion: vzreconcile/v1alpha1\nkind: Config\nspec: { fleet: ${fleet} }\n`);
  const at = (node: string): string[] => ['--root', rootOf(node), '--node', node];
  const keys = ['n1', 'n2'].map((node) => vz('snapshot', '--public-key', ...at(node)).out);
  writeFileSync(join(site.path, 'keys'), keys.join(''));
  const once = (node: string) => vz('--once', '--repo', repository.path, '--config', config, ...at(node));

  commit(60);
  const early = once('n2');
  expect(early.err).toContain('VZR580: rollout fleet, stage 2 of 2: waits for n1 (no report)');
  expect([early.code, life(B)]).toEqual([1, undefined]);
  expect(once('n1')).toMatchObject({ code: 0, err: '' });
  expect(once('n2')).toMatchObject({ code: 0, err: '' });
  const before = life(B);
  expect(before).toBeDefined();

  const next = commit(70);
  const held = once('n2');
  expect(held.err).toMatch(
    new RegExp(`${next.slice(0, 7)} is held back since .*waits for n1 \\(at .*, healthy\\); stays at `),
  );
  expect([held.code, life(B)]).toEqual([1, before]);
  expect(vz('status', ...at('n2')).out).toContain('RolloutWaiting');
  expect(vz('resume', '--rollout', ...at('n2')).out).toContain('lifted: ');
  expect(once('n2').out).toContain('two (61282): changed');
});
