import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SourceError } from '../../reconciler/port/source.ts';
import { lastGoodFile, lastGoodInMemory } from '../../reconciler/source/last-good.ts';
import { makeRepository, readers, realClock } from './repository.ts';
import { contents, sourceSite } from './site.ts';

const site = sourceSite();
const source = site.open;

describe('a local repository', () => {
  test('is read at HEAD, from blobs, manifests only', async () => {
    const id = site.repo.commit({
      'manifests/a.yaml': 'a',
      'manifests/sub/b.yml': 'b',
      'manifests/c.txt': 'c',
      'd.yaml': 'd',
    });
    site.repo.write({ 'manifests/a.yaml': 'not committed' });
    const snapshot = await (await source(site.repo.path)).read();
    expect(snapshot.revision).toMatchObject({ id, label: `main@${id.slice(0, 7)}` });
    expect(await contents(snapshot)).toEqual({ 'manifests/a.yaml': 'a', 'manifests/sub/b.yml': 'b' });
    expect(snapshot.stale).toBeUndefined();
  });

  test('gives bytes, not text', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
    site.repo.commit({ 'manifests/a.yaml': bytes, 'manifests/empty.yaml': '' });
    const snapshot = await (await source(site.repo.path)).read();
    const [a, empty] = await Promise.all(snapshot.files.map((file) => file.content()));
    expect(Buffer.from(a ?? [])).toEqual(bytes);
    expect(empty?.length).toBe(0);
    expect(snapshot.files.map((file) => file.size)).toEqual([256, 0]);
  });

  test('reads branches, tags, ancestors and bare clones alike', async () => {
    const first = site.repo.commit({ 'manifests/a.yaml': '1' });
    site.repo.git('tag', '-a', '-m', 'x', 'v1');
    site.repo.git('branch', 'old');
    site.repo.commit({ 'manifests/a.yaml': '2' });
    site.repo.git('clone', '-q', '--bare', site.repo.path, join(site.path, 'bare'));
    for (const [address, ref] of [
      [site.repo.path, 'v1'],
      [site.repo.path, 'old'],
      [site.repo.path, 'HEAD~1'],
      [site.repo.path, first],
      [join(site.path, 'bare'), 'v1'],
    ] as const) {
      const snapshot = await (await source(address, { ref })).read();
      expect(snapshot.revision.id).toBe(first);
    }
  });

  test('may be a linked work tree', async () => {
    site.repo.commit({ 'manifests/a.yaml': '1' });
    site.repo.git('worktree', 'add', '-q', '-b', 'other', join(site.path, 'linked'));
    const snapshot = await (await source(join(site.path, 'linked'))).read();
    expect(snapshot.revision.label).toMatch(/^other@/);
    expect(await contents(snapshot)).toEqual({ 'manifests/a.yaml': '1' });
  });

  test('may belong to another user', async (context) => {
    if (process.getuid?.() !== 0) context.skip('needs root to give files away');
    site.repo.commit({ 'manifests/a.yaml': '1' });
    for (const path of [site.repo.path, join(site.repo.path, '.git')]) chownSync(path, 12_345, 12_345);
    expect(await contents(await (await source(site.repo.path)).read())).toEqual({ 'manifests/a.yaml': '1' });
  });

  test('without commits, without the ref, or absent is a SourceError in words', async () => {
    await expect((await source(site.repo.path)).read()).rejects.toThrow(/no commits yet/);
    site.repo.commit();
    await expect((await source(site.repo.path, { ref: 'nope' })).read()).rejects.toThrow(/no commit nope/);
    await expect(source(join(site.path, 'absent'))).rejects.toThrow(/no such directory/);
    mkdirSync(join(site.path, 'plain'));
    await expect(source(join(site.path, 'plain'))).rejects.toThrow(/not a git repository/);
  });

  test('is not looked for above the named folder', async () => {
    site.repo.commit({ 'inner/manifests/a.yaml': '1' });
    await expect(source(join(site.repo.path, 'inner'))).rejects.toThrow(/not a git repository/);
  });

  test('is read by one process, which is another after a minute', async () => {
    let now = 0;
    site.repo.commit({ 'manifests/a.yaml': '1' });
    const made = await source(site.repo.path, { clock: { ...realClock, now: () => now } });
    const before = readers();
    const added = (): number[] => readers().filter((pid) => !before.includes(pid));
    await made.read();
    const [first] = added();
    const next = site.repo.commit({ 'manifests/a.yaml': '2' });
    for (const time of [59_999, 60_000]) {
      expect((await made.read()).revision.id).toBe(next);
      expect(added()).toEqual([first]);
      now = time;
    }
    await made.read();
    await expect.poll(() => added().filter((pid) => pid !== first)).toHaveLength(1);
    await expect.poll(added).not.toContain(first);
    expect((await made.read()).revision.id).toBe(next);
  });

  test('inherits no GIT_ variable', async () => {
    const id = site.repo.commit({ 'manifests/a.yaml': '1' });
    const other = makeRepository(join(site.path, 'other'));
    other.commit();
    process.env['GIT_DIR'] = join(other.path, '.git');
    process.env['GIT_OBJECT_DIRECTORY'] = join(other.path, '.git/objects');
    try {
      expect((await (await source(site.repo.path)).read()).revision.id).toBe(id);
    } finally {
      delete process.env['GIT_DIR'];
      delete process.env['GIT_OBJECT_DIRECTORY'];
    }
  });
});

describe('a move of the ref', () => {
  test('forward is followed', async () => {
    const first = site.repo.commit({ 'manifests/a.yaml': '1' });
    const made = await source(site.repo.path, { lastGood: lastGoodInMemory(first) });
    const second = site.repo.commit({ 'manifests/a.yaml': '2' });
    expect((await made.read()).revision.id).toBe(second);
  });

  test('forward by several commits, or by a merge, is followed', async () => {
    const first = site.repo.commit({ 'manifests/a.yaml': '1' });
    const lastGood = lastGoodInMemory(first);
    const made = await source(site.repo.path, { lastGood });
    site.repo.commit({ 'manifests/a.yaml': '2' });
    const third = site.repo.commit({ 'manifests/a.yaml': '3' });
    expect(await made.read()).toMatchObject({ revision: { id: third } });
    await lastGood.save(third);
    site.repo.git('checkout', '-q', '-b', 'side', first);
    site.repo.commit({ 'manifests/b.yaml': '4' });
    site.repo.git('merge', '-q', '--no-edit', 'main');
    const merge = await made.read();
    expect(merge.revision.id).toBe(site.repo.git('rev-parse', 'HEAD'));
    expect(merge.stale).toBeUndefined();
  });

  test('back or sideways keeps the last good revision and names both commits', async () => {
    const first = site.repo.commit({ 'manifests/a.yaml': '1' });
    const second = site.repo.commit({ 'manifests/a.yaml': '2' });
    const made = await source(site.repo.path, { lastGood: lastGoodInMemory(second) });
    site.repo.git('reset', '-q', '--hard', first);
    const back = await made.read();
    expect(back.revision.id).toBe(second);
    expect(back.stale).toContain(first);
    expect(back.stale).toContain(second);
    expect(await contents(back)).toEqual({ 'manifests/a.yaml': '2' });
    site.repo.git('checkout', '-q', '--orphan', 'fresh');
    site.repo.commit({ 'manifests/a.yaml': '3' });
    expect((await made.read()).revision.id).toBe(second);
  });

  test('back is followed with allowRewind', async () => {
    const first = site.repo.commit({ 'manifests/a.yaml': '1' });
    const second = site.repo.commit({ 'manifests/a.yaml': '2' });
    site.repo.git('reset', '-q', '--hard', first);
    const made = await source(site.repo.path, { lastGood: lastGoodInMemory(second), allowRewind: true });
    expect(await made.read()).toMatchObject({ revision: { id: first } });
  });

  test('whose last good commit is gone is an error', async () => {
    site.repo.commit({ 'manifests/a.yaml': '1' });
    const made = await source(site.repo.path, { lastGood: lastGoodInMemory('1234567890'.repeat(4)) });
    await expect(made.read()).rejects.toThrow(/1234567890.*gone/s);
  });

  test('is judged across restarts by the state file, for the same source only', async () => {
    const root = join(site.path, 'root');
    const id = 'ab'.repeat(20);
    await lastGoodFile(root, 'a#main').save(id);
    expect(await lastGoodFile(root, 'a#main').load()).toBe(id);
    expect(await lastGoodFile(root, 'a#dev').load()).toBeUndefined();
    writeFileSync(join(root, 'state/source.json'), '{"torn');
    expect(await lastGoodFile(root, 'a#main').load()).toBeUndefined();
  });

  test('and what a crash left of writing it is overwritten, not added to', async () => {
    const root = join(site.path, 'root');
    mkdirSync(join(root, 'state'), { recursive: true });
    writeFileSync(join(root, 'state/source.json.vzreconcile-tmp'), 'longer than what will be written: '.repeat(10));
    const id = 'cd'.repeat(20);
    await lastGoodFile(root, 'a#main').save(id);
    expect(await lastGoodFile(root, 'a#main').load()).toBe(id);
    expect(readdirSync(join(root, 'state'))).toEqual(['source.json']);
  });
});

describe('a remote', () => {
  const remote = (): string => `file://${site.repo.path}`;

  test('is fetched into a bare mirror without a checkout', async () => {
    const id = site.repo.commit({ 'manifests/a.yaml': '1' });
    const made = await source(remote());
    const snapshot = await made.read();
    expect(snapshot.revision.id).toBe(id);
    expect(await contents(snapshot)).toEqual({ 'manifests/a.yaml': '1' });
    const next = site.repo.commit({ 'manifests/a.yaml': '2' });
    expect((await made.read()).revision.id).toBe(next);
    const mirrors = join(site.path, 'mirrors');
    expect(
      readFileSync(join(mirrors, readdirSync(mirrors).find((n) => n.endsWith('.git')) ?? '', 'config'), 'utf8'),
    ).toContain('bare = true');
  });

  test('that cannot be reached keeps the last good revision and says why and since when', async () => {
    const id = site.repo.commit({ 'manifests/a.yaml': '1' });
    const wall = () => new Date('2026-01-02T03:04:05.678Z');
    await (await source(remote())).read();
    rmSync(site.repo.path, { recursive: true });
    const snapshot = await (await source(remote(), { wall })).read();
    expect(snapshot.revision.id).toBe(id);
    expect(snapshot.stale).toMatch(/cannot be read since 2026-01-02T03:04:05Z: git ls-remote: /);
    expect(await contents(snapshot)).toEqual({ 'manifests/a.yaml': '1' });
  });

  /** The folder of the only mirror. */
  const mirror = (): string => {
    const mirrors = join(site.path, 'mirrors');
    const [name = ''] = readdirSync(mirrors);
    return join(mirrors, name);
  };
  const mirrored = (which: RegExp): string =>
    readdirSync(mirror(), { recursive: true, encoding: 'utf8' }).find((name) => which.test(name)) ?? '';
  test('whose fetch was killed is fetched again, and nothing of it is left', async () => {
    site.repo.commit({ 'manifests/a.yaml': '1' });
    await (await source(remote())).read();
    const ref = mirrored(/^refs\/vzreconcile\/[0-9a-f]+$/);
    const left = [`${ref}.lock`, 'config.lock', 'objects/pack/tmp_pack_x', 'objects/tmp_obj_x'];
    for (const name of left) writeFileSync(join(mirror(), name), 'torn');
    mkdirSync(`${mirror()}.new/objects`, { recursive: true });
    const id = site.repo.commit({ 'manifests/a.yaml': '2' });
    expect((await (await source(remote())).read()).revision.id).toBe(id);
    expect(left.filter((name) => existsSync(join(mirror(), name)))).toEqual([]);
    expect(readdirSync(join(site.path, 'mirrors'))).toHaveLength(1);
  });

  test.each([/^refs\/vzreconcile\/[0-9a-f]+$/, /\.pack$/])(
    'whose mirror was torn by a power cut (%s) is mirrored anew, but not while it is away',
    async (which) => {
      site.repo.commit({ 'manifests/a.yaml': '1' });
      await (await source(remote())).read();
      const torn = join(mirror(), mirrored(which));
      rmSync(torn);
      writeFileSync(torn, '');
      const away = `${site.repo.path}-away`;
      renameSync(site.repo.path, away);
      await expect((await source(remote())).read()).rejects.toThrow(SourceError);
      expect(existsSync(torn)).toBe(true);
      renameSync(away, site.repo.path);
      const made = await source(remote());
      expect(await contents(await made.read())).toEqual({ 'manifests/a.yaml': '1' });
      const next = site.repo.commit({ 'manifests/a.yaml': '2' });
      expect((await made.read()).revision.id).toBe(next);
      expect(readdirSync(join(site.path, 'mirrors'))).toHaveLength(1);
    },
  );

  test('that was never reached is an error', async () => {
    const made = await source(`file://${site.path}/nothing`);
    await expect(made.read()).rejects.toThrow(SourceError);
  });

  test('that was force-pushed keeps the last good revision', async () => {
    const first = site.repo.commit({ 'manifests/a.yaml': '1' });
    const second = site.repo.commit({ 'manifests/a.yaml': '2' });
    const made = await source(remote(), { ref: 'main', lastGood: lastGoodInMemory(second) });
    await made.read();
    site.repo.git('reset', '-q', '--hard', first);
    expect(await made.read()).toMatchObject({ revision: { id: second }, stale: expect.stringContaining('rewind') });
  });

  test('is not asked again within fetchEvery', async () => {
    let now = 0;
    const clock = { ...realClock, now: () => now };
    const first = site.repo.commit({ 'manifests/a.yaml': '1' });
    const made = await source(remote(), { clock, fetchEvery: 1000 });
    await made.read();
    const second = site.repo.commit({ 'manifests/a.yaml': '2' });
    expect((await made.read()).revision.id).toBe(first);
    now = 1001;
    expect((await made.read()).revision.id).toBe(second);
  });

  test('brings no hooks to life and its broken objects are refused', async () => {
    site.repo.commit({ 'manifests/a.yaml': '1' });
    const bad = site.repo.git('hash-object', '-t', 'tree', '-w', '--literally', '/dev/null');
    expect(bad).toMatch(/^[0-9a-f]{40}$/);
    const commit = `tree ${bad}\nauthor broken\ncommitter broken\n\nx\n`;
    writeFileSync(join(site.path, 'commit'), commit);
    const id = site.repo.git('hash-object', '-t', 'commit', '-w', '--literally', join(site.path, 'commit'));
    writeFileSync(join(site.repo.path, '.git/refs/heads/bad'), `${id}\n`);
    await expect((await source(remote(), { ref: 'bad' })).read()).rejects.toThrow(SourceError);
  });
});
