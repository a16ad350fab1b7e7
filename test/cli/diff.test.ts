// `diff A..B` is a shorter way to write a plan between revisions, and no other one.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeRepository, temporary } from '../source/repository.ts';
import { run } from './command.ts';

const folder = temporary();
const repo = makeRepository(join(folder.path, 'repo'));
const container = (name: string, ctid: number, ram: string) => `apiVersion: vzreconcile/v1alpha1
kind: Container
metadata: {name: ${name}, ctid: ${ctid}}
spec: {template: tiny, vswap: {ram: ${ram}, swap: 0}}
`;
beforeAll(() => {
  const template =
    'apiVersion: vzreconcile/v1alpha1\nkind: Template\nmetadata: {name: tiny}\nspec: {source: {busybox: {}}}\n';
  repo.commit({ 'manifests/t.yaml': template, 'manifests/web.yaml': container('web', 60_541, '64M') });
  repo.git('tag', 'v1');
  repo.commit({
    'manifests/web.yaml': container('web', 60_541, '96M'),
    'manifests/db.yaml': container('db', 60_542, '64M'),
  });
});
afterAll(() => folder.remove());

const vz = (...args: string[]) => run(['--repo', repo.path, '--node', 'node7', ...args], folder.path);

const policy = `apiVersion: vzreconcile/v1alpha1
kind: Policy
metadata: {name: house}
spec:
  rules:
    - name: databases
      match: {containers: {labels: {tier: db}}, actions: [live]}
      then: requireApproval
`;

describe('diff', () => {
  test.each([
    ['v1..main', ['--against', 'v1', '--ref', 'main']],
    ['v1..', ['--against', 'v1']],
    ['main~1..main', ['--against', 'v1', '--ref', 'main']],
    ['main..v1', ['--against', 'main', '--ref', 'v1', '--yes']],
  ])('%s is the plan %s', (range, same) => {
    const rest = ['--detailed-exitcode', ...same.slice(4)];
    expect(vz('diff', range, ...rest)).toEqual(vz('--dry-run', '--detailed-exitcode', ...same));
    expect(vz('diff', range, '-o', 'json', ...rest).out).toBe(vz('--dry-run', '-o', 'json', ...same).out);
  });

  test('of one container has nothing of the others', () => {
    const { out, code } = vz('diff', 'v1..main', 'web');
    expect(code).toBe(0);
    expect(out).toContain('64M -> 96M live');
    expect(out).not.toContain('Container/db');
    expect(vz('diff', 'v1..main', 'wen')).toMatchObject({ code: 1, err: expect.stringContaining('did you mean web?') });
  });

  test('knows a container by the labels that a commit drops', () => {
    const labelled = container('web', 60_541, '96M').replace('60541}', '60541, labels: {tier: db}}');
    repo.commit({ 'manifests/web.yaml': labelled, 'manifests/policy.yaml': policy });
    repo.git('tag', 'labelled');
    repo.commit({ 'manifests/web.yaml': container('web', 60_541, '128M') });
    const { out } = vz('diff', 'labelled..main');
    expect(out).toContain('VZR510 policy house, rule databases wants this live approved');
    expect(out).toContain('warning: labels: tier db -> (none)\n');
    // Nor does the hash stand for the same change without the labels.
    const hash = (text: string) => /needs approval ([0-9a-f]{32})/.exec(text)?.[1];
    repo.commit({ 'manifests/web.yaml': labelled.replace('96M', '128M') });
    expect(hash(out)).toBeDefined();
    expect(hash(vz('diff', 'labelled..main').out)).not.toBe(hash(out));
  });

  test('tells what changes without a step', () => {
    const web = container('web', 60_541, '96M');
    repo.commit({ 'manifests/web.yaml': web, 'manifests/policy.yaml': policy });
    repo.git('tag', 'braked');
    repo.git('rm', '-q', 'manifests/policy.yaml');
    repo.commit({ 'manifests/web.yaml': web.replace('swap: 0}', 'swap: 0}, health: {tcp: {port: 80}}') });
    const { out, code } = vz('diff', 'braked..main', '--detailed-exitcode');
    expect(out).toMatch(/^ {2}Policy\/house +removed +manifests\/policy\.yaml:1:1$/m);
    expect(out).toMatch(/\nNo changes to containers\. 2 settings changed\.\n$/);
    expect(out).toContain('health  (none) -> ');
    expect(out).toContain('manifests/web.yaml:4:');
    expect(code).toBe(2);
    expect(vz('diff', 'braked..main').code).toBe(0);
    expect(JSON.parse(vz('diff', 'braked..main', '-o', 'json').out).summary.class).toBe('changes');
    expect(vz('diff', 'braked..main', 'web').out).not.toContain('Policy/house');
  });

  test.each(['main', 'v1...main', '..'])('%s is refused', (range) => {
    expect(vz('diff', range)).toMatchObject({ code: 1, err: expect.stringContaining('not two revisions') });
  });
});
