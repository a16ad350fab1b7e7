// Rolling real repositories back, local and remote.

import { execFileSync } from 'node:child_process';
import { chownSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Options } from '../../reconciler/cli/options.ts';
import { openRollback } from '../../reconciler/cli/wire-rollback.ts';
import type { Target } from '../../reconciler/source/git-rollback.ts';
import { makeRepository, type Repository, temporary } from '../source/repository.ts';

let folder: ReturnType<typeof temporary>;
let repo: Repository;
let ids: string[];
beforeEach(() => {
  folder = temporary();
  repo = makeRepository(join(folder.path, 'repo'));
  ids = [
    repo.commit({ 'nodes/manifests/web.yaml': 'one\n', 'README.md': 'a' }),
    repo.commit({ 'nodes/manifests/web.yaml': 'two\n', 'nodes/manifests/db.yaml': 'db\n' }),
    repo.commit({ 'README.md': 'b', 'nodes/other.txt': 'kept' }),
    repo.commit({ 'nodes/manifests/web.yaml': 'three\n' }),
  ];
  for (const [name, value] of Object.entries({
    GIT_AUTHOR_NAME: 'Ann',
    GIT_AUTHOR_EMAIL: 'ann@example.net',
    HOME: folder.path,
  }))
    vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
  folder.remove();
});

const rollback = (target: Target, more: Partial<Options> = {}) =>
  openRollback(
    {
      remotes: [{ url: repo.path }],
      ref: 'HEAD',
      path: 'nodes/manifests',
      root: join(folder.path, 'root'),
      ...more,
    } as Options,
    target,
  );
const tree = (name: string) => repo.git('rev-parse', name);

describe('a rollback', () => {
  test('is a commit with the manifests of the other and everything else as it is', async () => {
    const [first = '', , , last] = ids;
    const done = await rollback({ to: first });
    expect(done).toMatchObject({
      branch: 'main',
      from: last,
      to: repo.git('rev-parse', 'main'),
      target: { id: first },
    });
    expect(tree('main:nodes/manifests')).toBe(tree(`${first}:nodes/manifests`));
    expect(repo.git('show', 'main:README.md')).toBe('b');
    expect(repo.git('show', 'main:nodes/other.txt')).toBe('kept');
    expect(repo.git('rev-parse', 'main^')).toBe(last);
    expect(repo.git('log', '-1', '--format=%an <%ae> %cn', 'main')).toBe('Ann <ann@example.net> Ann');
    const message = repo.git('log', '-1', '--format=%B', 'main');
    expect(message).toContain(first);
    expect(message).toContain(last);
    expect(() => repo.git('fsck', '--strict')).not.toThrow();
  });

  test('brings the work tree that has the branch along, and nothing else in it', async () => {
    repo.write({ 'README.md': 'edited', 'nodes/other.txt': 'staged' });
    repo.git('add', 'nodes/other.txt');
    // Looks edited by its time alone.
    utimesSync(join(repo.path, 'nodes/manifests/web.yaml'), 1, 1);
    expect((await rollback({ to: ids[0] ?? '' })).next).toEqual([]);
    expect(readFileSync(join(repo.path, 'nodes/manifests/web.yaml'), 'utf8')).toBe('one\n');
    expect(readdirSync(join(repo.path, 'nodes/manifests'))).toEqual(['web.yaml']);
    expect(repo.git('status', '--porcelain')).toBe('M README.md\nM  nodes/other.txt'.trim());
    repo.git('commit', '-q', '-a', '-m', 'the next one');
    expect(tree('main:nodes/manifests')).toBe(tree(`${ids[0]}:nodes/manifests`));
    // And once more, without anything to commit first.
    expect((await rollback({ back: 1 })).to).not.toBeNull();
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  test('brings a linked work tree along, which has an index of its own', async () => {
    repo.git('checkout', '-q', '-b', 'elsewhere');
    const linked = join(folder.path, 'linked');
    repo.git('worktree', 'add', '-q', linked, 'main');
    await rollback({ back: 1 }, { ref: 'main' });
    expect(readFileSync(join(linked, 'nodes/manifests/web.yaml'), 'utf8')).toBe('two\n');
    expect(repo.git('-C', linked, 'status', '--porcelain')).toBe('');
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  test('moves neither branch nor files while somebody else writes the index', async () => {
    repo.write({ '.git/index.lock': '' });
    await expect(rollback({ back: 1 })).rejects.toThrow('index.lock');
    expect(repo.git('rev-parse', 'main')).toBe(ids[3]);
    expect(readFileSync(join(repo.path, 'nodes/manifests/web.yaml'), 'utf8')).toBe('three\n');
  });

  test('takes back changes of the manifests, not commits', async () => {
    await expect(rollback({ back: 9 })).rejects.toThrow('not been changed 9 times');
    expect((await rollback({ back: 2 })).target.id).toBe(ids[0]);
    expect(readdirSync(join(repo.path, 'nodes/manifests'))).toEqual(['web.yaml']);
    expect(repo.git('ls-tree', '--name-only', 'main', 'nodes/manifests/')).toBe('nodes/manifests/web.yaml');
  });

  test('of what is there already does nothing', async () => {
    expect(await rollback({ to: 'main' })).toMatchObject({ to: null, next: [] });
    expect(repo.git('rev-parse', 'main')).toBe(ids[3]);
  });

  test('is refused where it would mix with what is in no commit, and nothing has moved', async () => {
    repo.write({ 'nodes/manifests/new.yaml': 'x' });
    await expect(rollback({ back: 1 })).rejects.toThrow('changes that are in no commit: nodes/manifests/new.yaml');
    expect(repo.git('rev-parse', 'main')).toBe(ids[3]);
    // What is beside the manifests is nobody's business.
    repo.git('clean', '-qfd');
    repo.write({ 'README.md': 'edited' });
    expect((await rollback({ back: 1 })).to).not.toBeNull();
  });

  test.each([
    ['a tag', { back: 1 }, { ref: 'v1' }, 'is no branch'],
    ['an unknown revision', { to: 'nowhere' }, {}, 'there is no revision nowhere'],
    ['a revision without the folder', { to: 'empty' }, {}, 'has no folder nodes/manifests'],
  ] as const)('of %s is refused', async (_what, target, more, message) => {
    repo.git('tag', 'v1');
    repo.git('branch', 'empty', repo.git('commit-tree', '-m', 'x', repo.git('mktree', '--missing')));
    await expect(rollback(target, more)).rejects.toThrow(message);
    expect(repo.git('rev-parse', 'main')).toBe(ids[3]);
  });

  test('asks who the author is', async () => {
    vi.stubEnv('GIT_AUTHOR_NAME', '');
    vi.stubEnv('GIT_AUTHOR_EMAIL', '');
    await expect(rollback({ back: 1 })).rejects.toThrow('git does not know who you are');
  });

  test('of a branch that is nowhere checked out needs no work tree', async () => {
    repo.git('checkout', '-q', '-b', 'elsewhere');
    expect(await rollback({ back: 1 }, { ref: 'main' })).toMatchObject({ branch: 'main', next: [] });
    expect(tree('main:nodes/manifests')).toBe(tree(`${ids[1]}:nodes/manifests`));
  });

  test('in a repository of somebody else writes as that one', async (context) => {
    if (process.getuid?.() !== 0) context.skip('needs root to give files away');
    execFileSync('chown', ['-R', '65534:65534', folder.path]);
    chownSync(folder.path, 65_534, 65_534);
    const { to } = await rollback({ back: 1 });
    const object = join(repo.path, '.git/objects', to?.slice(0, 2) ?? '', to?.slice(2) ?? '');
    expect(statSync(object).uid).toBe(65_534);
    for (const name of ['.git/refs/heads/main', '.git/index', 'nodes/manifests/web.yaml'])
      expect(statSync(join(repo.path, name)).uid).toBe(65_534);
  });

  test('of a remote is pushed to a branch of its own', async () => {
    const bare = join(folder.path, 'bare.git');
    repo.git('clone', '-q', '--bare', repo.path, bare);
    const done = await rollback({ back: 1 }, { remotes: [{ url: `file://${bare}` }], ref: 'main' });
    const at = (name: string) =>
      execFileSync('git', ['--git-dir', bare, 'rev-parse', name], { encoding: 'utf8' }).trim();
    expect(done.branch).toMatch(/^vzreconcile\/rollback-[0-9a-f]{12}$/);
    expect(at(done.branch)).toBe(done.to);
    expect(at('main')).toBe(ids[3]);
    expect(at(`${done.branch}:nodes/manifests`)).toBe(tree(`${ids[1]}:nodes/manifests`));
    expect(done.next).toEqual([`merge ${done.branch} into main of file://${bare}`]);
  });
});

test('back and forth between any two revisions, the manifests are theirs', { timeout: 20_000 }, async () => {
  repo.git('checkout', '-q', '--detach');
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ids), async (id) => {
      await rollback({ to: id }, { ref: 'main' });
      expect(tree('main:nodes/manifests')).toBe(tree(`${id}:nodes/manifests`));
      expect(tree('main:README.md')).toBe(tree(`${ids[3]}:README.md`));
    }),
    { numRuns: 4 },
  );
});
