// Repositories read without git, beside git itself: every object of every kind, however it is kept.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openGitSource } from '../../reconciler/source/git.ts';
import { openFileObjects } from '../../reconciler/source/git-files.ts';
import { findRepository } from '../../reconciler/source/git-local.ts';
import type { Objects } from '../../reconciler/source/git-objects.ts';
import { makeRepository, type Repository, readers, sourceOptions, temporary } from './repository.ts';

let folder: ReturnType<typeof temporary>;
const opened: Objects[] = [];
beforeEach(() => {
  folder = temporary();
});
afterEach(() => {
  for (const objects of opened.splice(0)) objects.close();
  folder.remove();
});

const open = async (path: string): Promise<Objects> => {
  const objects = openFileObjects(await findRepository(path));
  opened.push(objects);
  return objects;
};
const LIMIT = 16 << 20;

/** Versions of a long file and of a small one, a link, a folder, and a tag of a tag. */
function fill(repo: Repository): void {
  const lines = Array.from(
    { length: 3000 },
    (_, i) => `line ${i} ${createHash('sha256').update(String(i)).digest('hex')}`,
  );
  for (let version = 0; version < 12; version += 1) {
    lines[version * 100] = `version ${version}`;
    repo.commit({ 'a/long.yaml': lines.join('\n'), 'b/small.yaml': `v: ${version}\n`, empty: '' });
  }
  repo.git('tag', '-a', 'one', '-m', 'one');
  repo.git('tag', '-a', 'two', '-m', 'two', 'one');
  repo.git('branch', 'side/way', 'HEAD~3');
}

const all = (repo: Repository): readonly [id: string, type: string, size: number][] =>
  repo
    .git('cat-file', '--batch-all-objects', '--batch-check')
    .split('\n')
    .map((line) => line.split(' '))
    .map(([id = '', type = '', size]) => [id, type, Number(size)]);

async function sameAsGit(repo: Repository): Promise<void> {
  const objects = await open(repo.path);
  for (const [id, type, size] of all(repo)) {
    expect(await objects.info(id)).toEqual({ id, type, size });
    const found = await objects.contents(id, LIMIT);
    const bytes = found?.bytes ?? Buffer.alloc(0);
    // Its name is the digest of what it is.
    const digest = createHash(id.length === 40 ? 'sha1' : 'sha256')
      .update(`${type} ${size}\0`)
      .update(bytes);
    expect(digest.digest('hex')).toBe(id);
  }
  for (const name of ['HEAD', 'main', 'refs/heads/side/way', 'side/way', 'one', 'two', 'heads/main'])
    expect((await objects.contents(`${name}^{commit}`, LIMIT))?.id).toBe(repo.git('rev-parse', `${name}^{commit}`));
}

describe.each([['sha1'], ['sha256']])('with %s', (format) => {
  let repo: Repository;
  beforeEach(() => {
    repo = makeRepository(join(folder.path, 'repo'), `--object-format=${format}`);
    fill(repo);
  });

  test('loose objects and refs', () => sameAsGit(repo));

  test('a pack with deltas, and packed refs', async () => {
    repo.git('gc', '-q', '--aggressive', '--prune=now');
    expect(readdirSync(join(repo.path, '.git/objects/pack')).some((name) => name.endsWith('.idx'))).toBe(true);
    expect(repo.git('verify-pack', '-v', ...packs(repo))).toMatch(/chain length = [2-9]/);
    await sameAsGit(repo);
  });

  test('several packs, loose ones beside them, deltas by id', async () => {
    repo.git('repack', '-q', '-d', '--window=50');
    repo.commit({ 'b/small.yaml': 'later' });
    repo.git('repack', '-q');
    repo.commit({ 'b/small.yaml': 'latest' });
    await sameAsGit(repo);
  });
});

const packs = (repo: Repository): string[] =>
  readdirSync(join(repo.path, '.git/objects/pack'))
    .filter((name) => name.endsWith('.idx'))
    .map((name) => join(repo.path, '.git/objects/pack', name));

test('a linked work tree, a bare and a shallow clone', async () => {
  const repo = makeRepository(join(folder.path, 'repo'));
  fill(repo);
  repo.git('worktree', 'add', '-q', '../linked', 'side/way');
  repo.git('clone', '-q', '--bare', repo.path, '../bare.git');
  repo.git('clone', '-q', '--depth=1', `file://${repo.path}`, '../shallow');
  const head = async (name: string) =>
    (await (await open(join(folder.path, name))).contents('HEAD^{commit}', LIMIT))?.id;
  expect(await head('linked')).toBe(repo.git('rev-parse', 'side/way'));
  expect(await head('bare.git')).toBe(repo.git('rev-parse', 'HEAD'));
  expect(await head('shallow')).toBe(repo.git('rev-parse', 'HEAD'));
});

test('the source reads the same as with git, and starts nothing', async () => {
  const repo = makeRepository(join(folder.path, 'repo'));
  repo.commit({ 'manifests/a.yaml': 'a', 'manifests/b/c.yml': 'c', 'manifests/link.yaml': 'x' });
  repo.git('gc', '-q');
  const read = async (withoutGit: boolean) => {
    const before = readers();
    const source = await openGitSource({ ...sourceOptions(folder.path, repo.path), withoutGit });
    const { revision, files } = await source.read();
    const contents = await Promise.all(files.map(async (file) => [file.path, file.id, String(await file.content())]));
    // One of a test before this one may not have ended yet.
    const started = readers().filter((pid) => !before.includes(pid)).length;
    await source.close();
    return { revision, contents, started };
  };
  const alone = await read(true);
  expect(alone.started).toBe(0);
  expect(alone).toEqual({ ...(await read(false)), started: 0 });
});

describe('what cannot be read is an error', () => {
  let repo: Repository;
  beforeEach(() => {
    repo = makeRepository(join(folder.path, 'repo'));
    fill(repo);
  });
  const commit = async (name: string) => (await open(repo.path)).contents(`${name}^{commit}`, LIMIT);

  test('names that take git to find out, and names of nothing', async () => {
    await expect(commit('HEAD~2')).rejects.toThrow(/takes git to find out/);
    await expect(commit('main@{1}')).rejects.toThrow(/takes git to find out/);
    for (const name of ['nothing', '../config', 'config', 'refs/../config', 'objects', 'f'.repeat(40)])
      expect(await commit(name)).toBeUndefined();
  });

  test('refs that name each other, or a file elsewhere', async () => {
    writeFileSync(join(repo.path, '.git/refs/heads/x'), 'ref: refs/heads/x\n');
    writeFileSync(join(repo.path, '.git/refs/heads/y'), 'ref: refs/../../../../etc/passwd\n');
    expect(await commit('x')).toBeUndefined();
    expect(await commit('y')).toBeUndefined();
    writeFileSync(join(repo.path, '.git/HEAD'), 'ref: refs/heads/.invalid\n');
    await expect(commit('HEAD')).rejects.toThrow(/reftable/);
  });

  test('more than was asked for, and damage', async () => {
    const [[id = ''] = []] = all(repo).filter(([, type, size]) => type === 'blob' && size > 1000);
    await expect((await open(repo.path)).contents(id, 1000)).rejects.toThrow(/more than 1000/);
    const path = join(repo.path, '.git/objects', id.slice(0, 2), id.slice(2));
    rmSync(path);
    writeFileSync(path, 'damaged');
    await expect((await open(repo.path)).contents(id, LIMIT)).rejects.toThrow(/damaged/);
    rmSync(path);
    expect(await (await open(repo.path)).contents(id, LIMIT)).toBeUndefined();
  });

  test('a pack that was cut off, or changed in any byte, is an error or the same, and takes no time', async () => {
    repo.git('gc', '-q', '--aggressive', '--prune=now');
    const [index = ''] = packs(repo);
    const pack = index.replace(/idx$/, 'pack');
    const objects = all(repo);
    const whole = readFileSync(pack);
    execFileSync('/bin/chmod', ['u+w', pack]);
    for (let at = 12; at < whole.length - 20; at += Math.ceil(whole.length / 60)) {
      const other = Buffer.from(whole);
      other[at] = (other[at] ?? 0) ^ 0x55;
      writeFileSync(pack, other);
      const damaged = await open(repo.path);
      for (const [id] of objects)
        await damaged.contents(id, LIMIT).catch((error: Error) => expect(error.name).toBe('SourceError'));
    }
    truncateSync(pack, 100);
    const cut = await open(repo.path);
    const results = await Promise.allSettled(objects.map(([id]) => cut.contents(id, LIMIT)));
    expect(results.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(objects.length / 2);
  });
});

test('objects that git gc moves meanwhile are found where they are', async () => {
  const repo = makeRepository(join(folder.path, 'moving'));
  fill(repo);
  const objects = await open(repo.path);
  const listed = all(repo);
  // The first half was packed before, the rest is packed while somebody reads.
  for (const turn of [1, 2]) {
    repo.commit({ 'b/small.yaml': `turn: ${turn}\n` });
    repo.git('repack', '-a', '-d', '-q');
    repo.git('prune-packed', '-q');
    for (const [id, type, size] of listed) expect(await objects.info(id)).toEqual({ id, type, size });
    const newest = repo.git('rev-parse', 'HEAD:b/small.yaml');
    expect((await objects.contents(newest, LIMIT))?.bytes.toString()).toBe(`turn: ${turn}\n`);
  }
  expect(await objects.info('0'.repeat(40))).toBeUndefined();
});
