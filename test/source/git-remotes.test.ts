// Several remotes, versions as refs, and a branch that is tried, against real repositories.

import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Snapshot, type Source, SourceError } from '../../reconciler/port/source.ts';
import { type GitSourceOptions, openGitSource } from '../../reconciler/source/git.ts';
import { parseAddress } from '../../reconciler/source/git-address.ts';
import type { Remote } from '../../reconciler/source/git-remote.ts';
import { type Asked, timed } from '../../reconciler/source/git-remotes.ts';
import { lastGoodInMemory } from '../../reconciler/source/last-good.ts';
import { makeRepository, type Repository, realClock, sourceOptions, temporary } from './repository.ts';

let folder: ReturnType<typeof temporary>;
let first: Repository;
let second: Repository;
const open: Source[] = [];

beforeEach(() => {
  folder = temporary();
  first = makeRepository(join(folder.path, 'first'));
  first.commit({ 'manifests/a.yaml': '1' });
  first.git('clone', '-q', '--mirror', first.path, join(folder.path, 'second/.git'));
  second = { ...first, path: join(folder.path, 'second') };
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((source) => source.close()));
  folder.remove();
});

const url = (name: string): string => `file://${join(folder.path, name)}`;
const openBoth = async (options: Partial<GitSourceOptions> = {}, names = ['first', 'second']): Promise<Source> => {
  const remotes = names.map((name) => ({ address: parseAddress(url(name)) }));
  const made = await openGitSource({ ...sourceOptions(folder.path, url('first')), remotes, ref: 'main', ...options });
  open.push(made);
  return made;
};
const sync = (): string => first.git('push', '-q', '--mirror', second.path);
const away = (name: string) => renameSync(join(folder.path, name), join(folder.path, `${name}-away`));
const back = (name: string) => renameSync(join(folder.path, `${name}-away`), join(folder.path, name));

describe('several remotes', () => {
  test('are asked in their order, and one that answers instead of the first is named', async () => {
    const made = await openBoth();
    expect((await made.read()).warnings).toBeUndefined();
    away('first');
    const snapshot = await made.read();
    expect(snapshot.stale).toBeUndefined();
    expect(snapshot.warnings).toEqual([
      expect.stringMatching(/first cannot be read: git ls-remote: .*; file:.*second answered instead$/),
    ]);
  });

  test('bring what is new from whichever answers, into one mirror', async () => {
    const made = await openBoth();
    await made.read();
    const next = first.commit({ 'manifests/a.yaml': '2' });
    sync();
    away('first');
    expect((await made.read()).revision.id).toBe(next);
  });

  test('of which the first was away are asked in their order again after a minute, or when told to', async () => {
    let now = 0;
    const made = await openBoth({ clock: { ...realClock, now: () => now } });
    away('first');
    await made.read();
    back('first');
    expect((await made.read()).warnings?.[0]).toMatch(/second answered instead/);
    now = 60_001;
    expect((await made.read()).warnings).toBeUndefined();
    away('first');
    await made.read();
    back('first');
    await made.refresh?.();
    expect((await made.read()).warnings).toBeUndefined();
  });

  test('of which the one that answers is behind do not take the node back', async () => {
    const lastGood = lastGoodInMemory();
    const made = await openBoth({ lastGood });
    const next = first.commit({ 'manifests/a.yaml': '2' });
    expect((await made.read()).revision.id).toBe(next);
    await lastGood.save(next);
    away('first');
    const snapshot = await made.read();
    expect(snapshot.revision.id).toBe(next);
    expect(snapshot.stale).toMatch(/does not descend from it; the rewind is refused/);
  });

  test.each(['main', 'semver:^1', 'semver:web-:*'])(
    'that are all away leave the last good revision of %s at boot',
    async (ref) => {
      first.git('tag', 'v1.2.0');
      first.git('tag', 'web-3.0.0');
      const id = first.git('rev-parse', 'HEAD');
      sync();
      await (await openBoth({ ref })).read();
      away('first');
      away('second');
      const snapshot = await (await openBoth({ ref })).read();
      expect(snapshot.revision.id).toBe(id);
      expect(snapshot.stale).toMatch(
        /^none of 2 remotes can be read since .*first: git ls-remote: .*second: git ls-remote: /,
      );
      const [file] = snapshot.files;
      expect(Buffer.from((await file?.content()) ?? []).toString()).toBe('1');
      back('second');
      expect((await (await openBoth({ ref })).read()).stale).toBeUndefined();
    },
  );

  test('that were never reached are named, each with its reason', async () => {
    const made = await openBoth({}, ['no', 'nowhere']);
    await expect(made.read()).rejects.toThrow(/no: git ls-remote: .*; file:.*nowhere: git ls-remote: /);
  });

  test('may be paths, which are then fetched from', async () => {
    const remotes = [first.path, second.path].map((path) => ({ address: parseAddress(path) }));
    expect((await (await openBoth({ remotes })).read()).revision.label).toMatch(/^main@/);
  });
});

describe.each(['local', 'remote'])('of a %s repository', (kind) => {
  const openOne = (options: Partial<GitSourceOptions>) =>
    openBoth({ ...options, remotes: [{ address: parseAddress(kind === 'local' ? first.path : url('first')) }] });

  test('a range of versions is the newest tag in it, and follows when there is a newer one', async () => {
    first.git('tag', '-a', '-m', 'x', 'v1.9.0');
    const made = await openOne({ ref: 'semver:^1' });
    expect((await made.read()).revision.label).toMatch(/^v1.9.0@/);
    const next = first.commit({ 'manifests/a.yaml': '2' });
    first.git('tag', 'v1.10.0');
    first.git('tag', 'v2.0.0');
    expect((await made.read()).revision).toMatchObject({ id: next, label: `v1.10.0@${next.slice(0, 7)}` });
    await expect((await openOne({ ref: 'semver:^7' })).read()).rejects.toThrow(/has no (?:commit )?semver:\^7/);
  });

  test('a name that is a branch and a tag is refused until one says which', async () => {
    const tagged = first.git('rev-parse', 'HEAD');
    first.git('tag', 'both');
    first.git('branch', 'both');
    const next = first.commit({ 'manifests/a.yaml': '2' });
    first.git('branch', '-f', 'both', next);
    const error: unknown = await (await openOne({ ref: 'both' })).read().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SourceError);
    expect(String(error)).toMatch(/both is a branch and a tag/);
    expect((await (await openOne({ ref: 'refs/tags/both' })).read()).revision.id).toBe(tagged);
    expect((await (await openOne({ ref: 'refs/heads/both' })).read()).revision).toMatchObject({
      id: next,
      label: `both@${next.slice(0, 7)}`,
    });
  });
});

test('a remote that loses its branch keeps the last good revision, and is not called away', async () => {
  const made = await openBoth({ ref: 'side' }, ['first']);
  first.git('branch', 'side');
  const { revision } = await made.read();
  first.git('branch', '-D', 'side');
  const snapshot = await made.read();
  expect(snapshot).toMatchObject({ revision: { id: revision.id } });
  expect(snapshot.stale).toMatch(/first cannot be followed since .*: it has no side$/);
});

test('of several, the one that answers and has no such branch is named, and who was not asked', async () => {
  first.git('branch', 'side');
  sync();
  const made = await openBoth({ ref: 'side' }, ['first', 'second']);
  const { revision } = await made.read();
  first.git('branch', '-D', 'side');
  const snapshot = await made.read();
  expect(snapshot).toMatchObject({ revision: { id: revision.id } });
  expect(snapshot.stale).toMatch(
    /^file:\S+first cannot be followed since \S+: it has no side; file:\S+second was not asked$/,
  );
  const none = await (await openBoth({ ref: 'nosuch' })).read().catch((error: unknown) => error);
  expect(none).toMatchObject({
    message: expect.stringMatching(/^file:\S+first: it has no nosuch; file:\S+second was not asked$/),
    hint: 'see --ref',
  });
  sync();
  away('first');
  expect((await made.read()).stale).toMatch(
    /^file:\S+second cannot be followed since .*: it has no side; file:\S+first cannot be read: .* answered instead$/,
  );
});

test('told to look, a source does so at once and says when something moved, and only then', async () => {
  let hints = 0;
  const made = await openBoth({ fetchEvery: 3_600_000 });
  const { revision } = await made.read();
  const stop = await made.watch(() => {
    hints += 1;
  });
  await made.refresh?.();
  expect(hints).toBe(0);
  const next = first.commit({ 'manifests/a.yaml': '2' });
  expect((await made.read()).revision.id).toBe(revision.id);
  await Promise.all([made.refresh?.(), made.refresh?.(), made.refresh?.()]);
  expect(hints).toBeGreaterThan(0);
  expect((await made.read()).revision.id).toBe(next);
  await stop();
});

test('a snapshot of a revision that is read twice is the same', async () => {
  mkdirSync(join(folder.path, 'x'));
  const made = await openBoth();
  const [one, two]: Snapshot[] = [await made.read(), await made.read()];
  expect(two?.files).toBe(one?.files);
});

test.each([
  ['example.org:a.git', 'example.org'],
  ['git@example.org:a.git', 'example.org'],
  ['https://user@example.org:8443/a.git', 'example.org:8443'],
  ['ssh://git@example.org/a.git', 'example.org'],
  ['file:///srv/a.git', 'local'],
])('a request to %s is one to %s', async (address, host) => {
  const told: string[] = [];
  const onAsked = ({ remote }: Asked) => void told.push(remote);
  await timed({ address: parseAddress(address) } as Remote, 'fetch', { clock: realClock, onAsked }, async () => {});
  expect(told).toEqual([host]);
});

test('an earlier commit is called after what is followed, as it was then', async () => {
  const made = await openBoth();
  const { revision } = await made.read();
  first.commit({ 'manifests/a.yaml': '2' });
  await made.read();
  expect((await made.readAt?.(revision.id))?.revision).toEqual(revision);
});

test('why nobody answers is told, though git tells it in the line after', async () => {
  const reader = await openBoth({ remotes: [{ address: parseAddress('git://127.0.0.1:1/x') }] });
  await expect(reader.read()).rejects.toThrow(/unable to connect to 127\.0\.0\.1:? .*errno=Connection refused/);
});
