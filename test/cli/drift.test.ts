// Drift as a branch: committed beside what is there, and nothing else of the repository moves.

import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import type { Options } from '../../reconciler/cli/options.ts';
import { runProgram } from '../../reconciler/cli/program.ts';
import { openManifests } from '../../reconciler/cli/wire.ts';
import { commitDrift, requireBranch } from '../../reconciler/cli/wire-drift.ts';
import { runnable } from '../../reconciler/plan/make.ts';
import { findDrift } from '../../reconciler/run/drift.ts';
import type { Desired } from '../../reconciler/state/model.ts';
import { asCtid } from '../../schema/units.ts';
import { planFor, play } from '../contract/player.ts';
import { listener } from '../helpers/listener.ts';
import { optionsOf } from '../helpers/options.ts';
import { makeRepository, type Repository, temporary } from '../source/repository.ts';

const head = 'apiVersion: vzreconcile/v1alpha1';
const tiny = `${head}\nkind: Template\nmetadata: { name: tiny }\nspec: { source: { busybox: {} } }\n`;
const web = `${head}
kind: Container
metadata: { name: web, ctid: 101 }
spec:
  template: tiny
  numproc: 64 # enough
`;

let folder: ReturnType<typeof temporary>;
let repo: Repository;
let first: string;
let options: Options;
beforeEach(() => {
  folder = temporary();
  repo = makeRepository(join(folder.path, 'repo'));
  first = repo.commit({
    'manifests/t.yaml': tiny,
    'manifests/a/web.yaml': web,
    'README.md': 'hello\n',
    'bin/run': '#!/bin/sh\n',
  });
  chmodSync(join(repo.path, 'bin/run'), 0o755);
  first = repo.commit();
  repo.git('config', 'user.name', 'Ann');
  repo.git('config', 'user.email', 'ann@example.org');
  options = optionsOf('--simulate', '--node', 'node7', '--repo', repo.path, '--root', join(folder.path, 'root'));
});
afterEach(() => folder.remove());

/** What the revision that is checked out asks for, and its files. */
async function loaded() {
  const { load, source, close } = await openManifests(options, { applying: false });
  try {
    const { desired, revision } = await load();
    const { files } = await source.read();
    const texts = await Promise.all(files.map(async (file) => [file.path, (await file.content()).toString()] as const));
    return { desired: desired as Desired, revision, files: new Map(texts) };
  } finally {
    await close();
  }
}

async function drifted() {
  const { desired, revision, files } = await loaded();
  const host = simulatedHost();
  await play(host, await planFor(host, desired));
  host.hands.set(asCtid(101), '/cgroup/pids/max', 99);
  return { host, revision, found: await findDrift(host, desired, files) };
}

describe('a branch of drift', () => {
  test('is one commit on the revision that runs, and planning it is empty once it is merged', async () => {
    const { host, revision, found } = await drifted();
    const index = statSync(join(repo.path, '.git/index')).mtimeMs;
    const commit = await commitDrift(options, revision, 'drift/web', found);
    // Asking git status writes the index anew.
    expect(statSync(join(repo.path, '.git/index')).mtimeMs).toBe(index);
    expect(repo.git('rev-parse', 'drift/web', 'drift/web^')).toBe(`${commit}\n${first}`);
    expect(repo.git('log', '-1', '--format=%an <%ae>%n%B', commit).trim()).toBe(
      `Ann <ann@example.org>
Take over what was changed by hand: web

On node7, found beside ${revision.label}:

web (101): numproc 64 -> 99`,
    );
    expect(repo.git('diff', '--stat', first, commit)).toContain('manifests/a/web.yaml | 2 +-\n 1 file changed');
    expect(repo.git('show', `${commit}:manifests/a/web.yaml`)).toContain('  numproc: 99 # enough');
    expect(repo.git('ls-tree', commit, 'bin/run')).toMatch(/^100755 /);
    // Nothing else has moved.
    expect(repo.git('rev-parse', 'HEAD')).toBe(first);
    expect(repo.git('status', '--porcelain')).toBe('');
    expect(repo.git('fsck', '--strict')).not.toContain('error');
    repo.git('merge', '-q', '--ff-only', 'drift/web');
    const merged = await loaded();
    expect(runnable(await planFor(host, merged.desired))).toEqual([]);
  });

  test('that is there already, or cannot be called so, is refused and nothing is written', async () => {
    const { revision, found } = await drifted();
    await expect(commitDrift(options, revision, 'main', found)).rejects.toThrow('there is a branch main already');
    for (const name of ['-x', 'a..b', 'a b', ''])
      await expect(commitDrift(options, revision, name, found)).rejects.toThrow('is no name of a branch');
    expect(repo.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  });

  test('needs a local repository', () => {
    expect(() => requireBranch({ ...options, dir: '/srv/m' })).toThrow(
      'a branch can be made in a local repository only',
    );
    expect(() => requireBranch({ ...options, remotes: [{ url: 'https://git.example.net/m.git' }] })).toThrow(
      'in a local repository only',
    );
  });
});

describe('vzreconcile drift', () => {
  const given = async (...args: string[]) => {
    const output = listener();
    const root = join(folder.path, 'root');
    const code = await runProgram(['drift', '--simulate', '--repo', repo.path, '--root', root, ...args], output, '0');
    return { code, ...output.said };
  };

  test('says when there is none, and makes no branch', async () => {
    expect(await given('--branch', 'drift/x')).toEqual({
      code: 0,
      out: 'No drift: everything is as it was applied.\n',
      err: '',
    });
    expect(repo.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
    expect(JSON.parse((await given('--output', 'json')).out)).toEqual({
      formatVersion: '1.0',
      drift: [],
      diff: '',
      problems: [],
    });
  });

  test('refuses what it cannot do', async () => {
    await expect(given('nobody')).rejects.toThrow('there is no container nobody');
    const dir = join(folder.path, 'plain');
    mkdirSync(dir);
    writeFileSync(join(dir, 'a.yaml'), tiny);
    await expect(given('--dir', dir, '--branch', 'x')).rejects.toThrow('in a local repository only');
    expect(existsSync(join(folder.path, 'root'))).toBe(false);
  });
});
