// Policies, approvals and windows as their users meet them: commits, what is printed and exit codes, over a host in memory.

import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeRepository, type Repository, temporary } from '../source/repository.ts';
import { run } from './command.ts';

let folder: ReturnType<typeof temporary>;
let repo: Repository;
let first: string;

const head = (kind: string, name: string) =>
  `apiVersion: vzreconcile/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\n`;
const web = (annotation = '') => `${head('Template', 'tiny')}spec: {source: {busybox: {}}}
---
apiVersion: vzreconcile/v1alpha1
kind: Container
metadata: {name: web, ctid: 60541${annotation === '' ? '' : `, annotations: {vzreconcile/approve: ${annotation}}`}}
spec: {template: tiny}
`;
const expires = 'expires: "2999-01-01T00:00:00Z"';
const policy = (verdict: string) => `${head('Policy', 'house')}spec:
  rules:
    - name: newcomers
      match: {actions: [create]}
      then: ${verdict}
      message: ask first
`;

beforeAll(() => {
  folder = temporary();
  repo = makeRepository(join(folder.path, 'repo'));
  first = repo.commit({ 'manifests/web.yaml': web() });
});
afterAll(() => folder.remove());
beforeEach(() => {
  repo.git('reset', '-q', '--hard', first);
});

const vz = (...args: string[]) =>
  run(['--node', 'node7', '--root', join(folder.path, 'root'), '--simulate', ...args], repo.path);

/** The hash that the plan wants approved. */
const wanted = (out: string): string => /create - needs approval ([0-9a-f]{32})$/m.exec(out)?.[1] ?? '';

describe('a policy', () => {
  test('that forbids is told with both places, and ends with 5', () => {
    repo.commit({ 'manifests/policy.yaml': policy('forbid') });
    const dry = vz('--dry-run');
    expect(dry).toMatchObject({ code: 5, err: '' });
    expect(dry.out).toContain(
      'refused: VZR509 policy house, rule newcomers forbids this create: ask first (manifests/policy.yaml:6:7)  manifests/web.yaml:6:1\n',
    );
    const once = vz('--once', '--yes');
    expect(once.code).toBe(5);
    expect(once.out).toContain('Apply incomplete: 0 created');
  });

  test('that warns warns', () => {
    repo.commit({ 'manifests/policy.yaml': policy('warn') });
    expect(vz('--once')).toMatchObject({
      code: 0,
      out: expect.stringContaining('warning: policy house, rule newcomers: ask first\n'),
    });
  });

  test('that wants approval has what it names approved by a document, and by nothing else', () => {
    repo.commit({ 'manifests/policy.yaml': policy('requireApproval') });
    const dry = vz('--dry-run');
    expect(dry.code).toBe(0);
    const hash = wanted(dry.out);
    expect(hash).not.toBe('');
    expect(vz('--once', '--yes').code).toBe(1);

    const document = `${head('Approval', 'yes')}spec: {containers: [${hash}], reason: agreed, ${expires}}\n`;
    repo.commit({ 'manifests/approvals/web.yaml': document });
    const approved = vz('--once');
    expect(approved.code).toBe(0);
    expect(approved.out).toContain('web (60541): created in');

    // More memory is another effect, for which nobody was asked.
    repo.commit({
      'manifests/web.yaml': web().replace('{template: tiny}', '{template: tiny, vswap: {ram: 64M, swap: 0}}'),
    });
    const other = vz('--once');
    expect(other.code).toBe(1);
    expect(wanted(other.out)).not.toBe(hash);

    // Who writes the container cannot approve himself in the same commit.
    repo.commit({
      'manifests/web.yaml': web(hash),
      'manifests/approvals/web.yaml': document.replace(hash, 'f'.repeat(32)),
    });
    expect(vz('--once').code).toBe(1);
    const { effect } = JSON.parse(vz('--dry-run', '--output', 'json').out);
    repo.commit({ 'manifests/web.yaml': `${web()}---\n${document.replace('name: yes', 'name: other')}` });
    expect(vz('--once')).toMatchObject({ code: 6, err: expect.stringContaining('VZR517') });

    repo.commit({
      'manifests/web.yaml': web(),
      'manifests/approvals/web.yaml': `${head('Approval', 'yes')}spec: {plan: ${effect.hash}, ${expires}}\n`,
    });
    expect(vz('--once').code).toBe(0);
  });
});

test('a window puts off what it speaks of, and the exit code is of all that was asked for', () => {
  const window = `${head('Window', 'never')}spec: {kind: deny, schedule: "* * * * *", duration: 366d, classes: [create]}\n`;
  repo.commit({ 'manifests/window.yaml': window });
  const dry = vz('--dry-run', '--detailed-exitcode');
  expect(dry).toMatchObject({ code: 2, err: '' });
  expect(dry.out).toMatch(
    /^ {2}= Container\/web \(60541\) +create \(deferred by window never for more than a year\)$/m,
  );
  expect(dry.out).toContain('Disruption: 0 live, 0 restart, 0 recreate, 1 deferred;');
  const once = vz('--once');
  expect(once).toMatchObject({ code: 0, err: '' });
  expect(once.out).toContain('Apply complete! 0 created');
});
