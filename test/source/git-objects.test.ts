import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type KnownFolder, SourceError } from '../../reconciler/port/source.ts';
import { readCommit } from '../../reconciler/source/git-commit.ts';
import { type Objects, openObjects } from '../../reconciler/source/git-objects.ts';
import { type Listing, listManifests, parseTree, type TreeFile } from '../../reconciler/source/git-tree.ts';
import { makeRepository, type Repository, readers, temporary } from './repository.ts';

let folder: ReturnType<typeof temporary>;
let repo: Repository;
let objects: Objects;

const open = (path: string): Objects =>
  openObjects({ gitDir: join(path, '.git'), home: join(folder.path, 'absent'), protocols: [] });

beforeEach(() => {
  folder = temporary();
  repo = makeRepository(join(folder.path, 'repo'));
  objects = open(repo.path);
});
afterEach(() => {
  objects.close();
  folder.remove();
});

/** An object of any content, whether or not git would make such. */
const put = (type: string, bytes: Uint8Array | string): string =>
  execFileSync('/usr/bin/git', ['hash-object', '-t', type, '-w', '--stdin', '--literally'], {
    cwd: repo.path,
    input: bytes,
    encoding: 'utf8',
  }).trim();

const treeOf = (entries: readonly (readonly [mode: string, name: string, id: string])[]): string =>
  put(
    'tree',
    Buffer.concat(entries.flatMap(([mode, name, id]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')])),
  );

const list = async (id: string, path = '', before?: Listing): Promise<Listing> => {
  const commit = await readCommit(id, objects);
  if (commit === undefined) throw new Error('no commit');
  return listManifests(commit, path, objects, before);
};

const listTree = async (tree: string, path = ''): Promise<Listing> => listManifests({ tree }, path, objects);

/** The same objects, and the names of those that were asked for. */
function countingOf(of: Objects): { readonly counting: Objects; readonly asked: string[] } {
  const asked: string[] = [];
  const counting: Objects = {
    ...of,
    info: (name) => {
      asked.push(name);
      return of.info(name);
    },
    contents: (name, limit) => {
      asked.push(name);
      return of.contents(name, limit);
    },
  };
  return { counting, asked };
}

describe('questions to git', () => {
  test('are answered in order, whatever they are about, by one process', async () => {
    const id = repo.commit({ 'a.yaml': 'one\n', 'empty.yaml': '' });
    const before = readers().length;
    const answers = await Promise.all([
      objects.contents('HEAD:a.yaml', 100),
      objects.info('nothing'),
      objects.info('HEAD^{commit}'),
      objects.contents('HEAD:empty.yaml', 0),
    ]);
    expect(answers[0]?.bytes.toString()).toBe('one\n');
    expect(answers[1]).toBeUndefined();
    expect(answers[2]).toMatchObject({ id, type: 'commit' });
    expect(answers[3]).toMatchObject({ size: 0 });
    repo.commit({ 'a.yaml': 'two\n' });
    expect((await objects.contents('HEAD:a.yaml', 100))?.bytes.toString()).toBe('two\n');
    expect(readers()).toHaveLength(before + 1);
  });

  test('are answered with bytes of any size, in the order asked', async () => {
    const large = Buffer.alloc(1_000_003, 'x\ny\0z');
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}.yaml`, `${i}\n`.repeat(i)]));
    repo.commit({ ...files, 'large.yaml': large });
    const names = [...Object.keys(files), 'large.yaml', '7.yaml'];
    const found = await Promise.all(names.map((name) => objects.contents(`HEAD:${name}`, large.length)));
    for (const [i, name] of names.entries())
      expect(found[i]?.bytes.equals(Buffer.from(files[name] ?? large))).toBe(true);
  });

  test('of objects larger than expected are a SourceError, and the next is answered', async () => {
    repo.commit({ 'a.yaml': '12345' });
    await expect(objects.contents('HEAD:a.yaml', 4)).rejects.toThrow(SourceError);
    expect((await objects.contents('HEAD:a.yaml', 5))?.size).toBe(5);
  });

  test('outlive the process that was asked', async () => {
    repo.commit({ 'a.yaml': '1' });
    const before = readers();
    await objects.info('HEAD');
    for (const pid of readers().filter((one) => !before.includes(one))) process.kill(pid, 'SIGKILL');
    expect((await objects.contents('HEAD:a.yaml', 1))?.bytes.toString()).toBe('1');
  });

  test('about what was packed, moved and pruned meanwhile find it', async () => {
    repo.commit({ 'a.yaml': '1' });
    await objects.info('HEAD');
    const id = repo.commit({ 'a.yaml': '2' });
    repo.git('gc', '-q', '--prune=now');
    expect((await objects.info('HEAD'))?.id).toBe(id);
    expect((await objects.contents('HEAD:a.yaml', 1))?.bytes.toString()).toBe('2');
  });

  test('renewal leaves one process and no question unanswered', async () => {
    repo.commit({ 'a.yaml': '1' });
    const before = readers().length;
    const asked = objects.info('HEAD');
    objects.renew();
    expect(await asked).toMatchObject({ type: 'commit' });
    objects.renew();
    await expect.poll(() => readers().length).toBe(before + 1);
    expect(await objects.info('HEAD')).toMatchObject({ type: 'commit' });
    objects.close();
    await expect.poll(() => readers().length).toBe(before);
  });

  test('to no repository are a SourceError with what git says', async () => {
    rmSync(join(repo.path, '.git/HEAD'));
    await expect(objects.info('HEAD')).rejects.toThrow(/not a git repository/);
  });
});

describe('a listing', () => {
  test('is what git ls-tree lists', async () => {
    const names = ['b.yaml', 'a/z.yml', 'a.yaml', 'a-b/c.yaml', 'a/b/c/d.yaml', 'a/x.txt', 'ü/ñ "q".yaml', 'a0.yml'];
    const id = repo.commit(Object.fromEntries(names.map((name) => [name, name])));
    for (const path of ['', 'a', 'a/b', 'ü', 'none', 'b.yaml', 'a/x.txt']) {
      const lines = repo
        .git('ls-tree', '-r', '-z', '--long', id, ...(path === '' ? [] : ['--', `${path}/`]))
        .split('\0');
      const expected = lines.flatMap((line) => {
        const match = /^100644 blob (\w+) +(\d+)\t(.*\.ya?ml)$/.exec(line);
        return match === null ? [] : [{ path: match[3], kind: 'file', id: match[1], size: Number(match[2]) }];
      });
      expect((await list(id, path)).files).toEqual(expected);
    }
  });

  test('reports a submodule at or below the folder, and takes a file there for nothing', async () => {
    const id = 'ab'.repeat(20);
    const blob = put('blob', 'x');
    const tree = treeOf([
      ['100644', 'file', blob],
      ['160000', 'module', id],
    ]);
    const reported = [{ path: 'module', kind: 'other', id, size: 0 }];
    expect((await listTree(tree)).files).toEqual(reported);
    expect((await listTree(tree, 'module')).files).toEqual(reported);
    expect((await listTree(tree, 'module/deeper')).files).toEqual(reported);
    expect((await listTree(tree, 'file')).files).toEqual([]);
  });

  test('asks only for what the listing before did not have', async () => {
    const first = repo.commit({ 'a/1.yaml': '1', 'b/2.yaml': '2' });
    const before = await list(first);
    const second = repo.commit({ 'b/2.yaml': '22' });
    const { counting, asked } = countingOf(objects);
    const commit = await readCommit(second, counting);
    if (commit === undefined) throw new Error('no commit');
    const after = await listManifests(commit, '', counting, before);
    expect(asked.slice(1)).toEqual(['^{tree}', ':b', ':b/2.yaml'].map((path) => repo.git('rev-parse', second + path)));
    expect(after.files).toEqual((await list(second)).files);
  });

  test('leaves out what who asks knows of folders that are as they were', async () => {
    const before = {
      'm/a/1.yaml': '1',
      'm/a/deep/2.yaml': '2',
      'm/a/3.yaml': '3',
      'm/b/4.yaml': '4',
      'm/b/5.yaml': '5',
    };
    const { folders } = await list(repo.commit({ ...before }), 'm');
    const idOf = (path: string): string => folders.find((one) => one.path === path)?.id ?? '';
    expect(folders.map(({ path, entries }) => [path, entries])).toEqual([
      ...[['m', 2] as const, ['m/a', 3] as const, ['m/b', 2] as const, ['m/a/deep', 1] as const],
    ]);
    const id = repo.commit({ 'm/b/4.yaml': '44' });
    const read = async (path: string): Promise<TreeFile> => ({
      ...{ path, kind: 'file', id: repo.git('rev-parse', `${id}:${path}`), size: 1 },
    });
    const [one, two] = [await read('m/a/1.yaml'), await read('m/b/5.yaml')];
    const kept: Record<string, KnownFolder> = {
      // Above the folder of the manifests is walked through, whatever is known of it.
      '': {
        id: repo.git('rev-parse', `${id}^{tree}`),
        entries: 1,
        folders: [],
        count: 9,
        others: [],
        sizes: () => new Map(),
      },
      'm/a': {
        ...{ id: idOf('m/a'), entries: 3, folders: [['deep', idOf('m/a/deep')]], count: 1, others: [one] },
        sizes: () => new Map(),
      },
      'm/b': { id: idOf('m/b'), entries: 2, folders: [], count: 2, others: [], sizes: () => new Map([[two.id, 1]]) },
    };
    const { counting, asked } = countingOf(objects);
    const listKnown = async (most?: number): Promise<Listing> => {
      const commit = await readCommit(id, objects);
      return listManifests(commit ?? { tree: '' }, 'm', counting, undefined, { most, known: (path) => kept[path] });
    };
    const after = await listKnown();
    expect(after.files.map(({ path }) => path)).toEqual(['m/a/1.yaml', 'm/a/deep/2.yaml', 'm/b/4.yaml', 'm/b/5.yaml']);
    expect(after.folders.filter(({ isKnown }) => isKnown).map(({ path }) => path)).toEqual(['m/a']);
    expect(after.folders.map(({ path, id: of }) => [path, of])).toEqual(
      (await list(id, 'm')).folders.map(({ path, id: of }) => [path, of]),
    );
    // Neither the folder nor, in the other, the size that is known.
    expect(asked).not.toContain(idOf('m/a'));
    expect(asked).not.toContain(two.id);
    await expect(listKnown(4)).rejects.toThrow(/more than 4 manifests/);
    expect((await listKnown(5)).files).toEqual(after.files);
  });

  test('is refused when trees repeat without end or lie too deep', async () => {
    const blob = put('blob', 'x');
    let tree = treeOf([['100644', 'x.txt', blob]]);
    for (let level = 0; level < 8; level += 1)
      tree = treeOf(Array.from({ length: 10 }, (_, i) => ['40000', `${i}`, tree] as const));
    await expect(listTree(tree)).rejects.toThrow(/more than 1000000 files and folders/);
    let deep = blob;
    for (let level = 0; level < 70; level += 1) deep = treeOf([[level === 0 ? '100644' : '40000', 'd.yaml', deep]]);
    await expect(listTree(deep)).rejects.toThrow(/nested too deeply/);
  });

  test('of a repository with missing or damaged objects is a SourceError', async () => {
    const blob = 'ab'.repeat(20);
    await expect(listTree(blob)).rejects.toThrow(/missing in the repository/);
    await expect(listTree(treeOf([['100644', 'a.yaml', blob]]))).rejects.toThrow(/missing in the repository/);
    await expect(listTree(put('blob', 'no tree'))).rejects.toThrow(/missing in the repository/);
    const id = '0'.repeat(40);
    for (const text of ['100644 a.yaml', '100644 a.yaml\0short', `mode a.yaml\0${'x'.repeat(20)}`])
      expect(() => parseTree({ id, bytes: Buffer.from(text) })).toThrow(/is damaged/);
  });

  test('may be of a repository with SHA-256 ids', async () => {
    const other = makeRepository(join(folder.path, 'sha256'), '--object-format=sha256');
    const id = other.commit({ 'a.yaml': '1' });
    const theirs = open(other.path);
    try {
      const commit = await readCommit('HEAD', theirs);
      expect(commit).toMatchObject({ id, parents: [] });
      const { files } = await listManifests(commit ?? { tree: '' }, '', theirs);
      expect(files).toEqual([{ path: 'a.yaml', kind: 'file', id: other.git('rev-parse', 'HEAD:a.yaml'), size: 1 }]);
    } finally {
      theirs.close();
    }
  });
});
