import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Snapshot, SourceFile } from '../../reconciler/port/source.ts';
import { type Loaded, makeLoad } from '../../reconciler/run/load.ts';
import { openGitSource } from '../../reconciler/source/git.ts';
import { makeRepository, sourceOptions, temporary } from '../source/repository.ts';

const template = `apiVersion: vzreconcile/v1alpha1
kind: Template
metadata: {name: tiny}
spec: {source: {busybox: {}}}
`;
const web = (ctid: number, ram = '64M') => `apiVersion: vzreconcile/v1alpha1
kind: Container
metadata: {name: ct${ctid}, ctid: ${ctid}}
spec: {template: tiny, vswap: {ram: ${ram}, swap: 0}}
`;

function fake(initial: Record<string, string>) {
  let files = initial;
  let count = 0;
  const reads: string[] = [];
  let extra: SourceFile[] = [];
  const read = async (): Promise<Snapshot> => ({
    revision: { id: `r${count}`, label: `main@${count}` },
    files: [
      ...Object.entries(files).map(([path, text]): SourceFile => {
        const content = async () => {
          reads.push(path);
          return Buffer.from(text);
        };
        return { path, kind: 'file', id: text, size: text.length, content };
      }),
      ...extra,
    ],
  });
  return {
    reads,
    load: makeLoad({ read }, { node: 'node7', cpus: 4 }),
    commit: (next: Record<string, string>, more: SourceFile[] = []) => {
      files = next;
      extra = more;
      count += 1;
      reads.length = 0;
    },
  };
}

describe('loading', () => {
  test('gives the desired containers of this node', async () => {
    const { load } = fake({ 't.yaml': template, 'a.yaml': web(60_520) });
    const { desired, problems } = await load();
    expect(problems).toEqual([]);
    expect(desired?.containers.map(({ ctid, name }) => [ctid, name])).toEqual([[60_520, 'ct60520']]);
  });

  test('reads and parses only what changed', async () => {
    const { load, commit, reads } = fake({ 't.yaml': template, 'a.yaml': web(60_520), 'b.yaml': web(60_521) });
    const first = await load();
    expect(await load()).toBe(first);
    commit({ 't.yaml': template, 'a.yaml': web(60_520), 'b.yaml': web(60_521, '128M') });
    expect((await load()).desired?.containers[1]?.state.cgroup?.memory.ram).toBe(128 * 2 ** 20);
    expect(reads).toEqual(['b.yaml']);
  });

  test('reports every problem of every file, and then desires nothing', async () => {
    const { load, commit } = fake({
      't.yaml': template,
      'a.yaml': web(60_520, '64'),
      'b.yaml': 'x: [',
      'c.yaml': web(60_521),
    });
    const bad = await load();
    expect(bad.desired).toBeUndefined();
    expect(new Set(bad.problems.map(({ origin }) => origin.path))).toEqual(new Set(['a.yaml', 'b.yaml']));
    commit({ 't.yaml': template, 'c.yaml': web(60_521) });
    expect((await load()).desired?.containers).toHaveLength(1);
  });

  test('a symlink, a submodule and a huge file are problems and are not read', async () => {
    const { load, commit, reads } = fake({});
    const content = async () => {
      throw new Error('was read');
    };
    commit({ 't.yaml': template }, [
      { path: 'l.yaml', kind: 'symlink', id: '1', size: 3, content },
      { path: 'm', kind: 'other', id: '2', size: 0, content },
      { path: 'h.yaml', kind: 'file', id: '3', size: 2 ** 21, content },
    ]);
    const { problems, desired } = await load();
    expect(desired).toBeUndefined();
    expect(problems.map(({ origin }) => origin.path)).toEqual(['h.yaml', 'l.yaml', 'm']);
    expect(reads).toEqual(['t.yaml']);
  });
});

describe('an earlier revision', () => {
  test('of a source without history is remembered, the longest the one that is gone back to', async () => {
    const { load, commit } = fake({ 't.yaml': template, 'a.yaml': web(60_520) });
    const first = await load();
    for (let i = 1; i <= 30; i += 1) {
      commit({ 't.yaml': template, 'a.yaml': web(60_520, `${64 + i}M`) });
      await load();
      expect(await load.earlier('r0')).toBe(first);
    }
    expect(await load.earlier('r1')).toBeUndefined();
    expect(await load.earlier('r29')).toMatchObject({ revision: { id: 'r29' } });
  });

  test('of git is read again, without being asked of anybody; what is not there is undefined', async () => {
    const folder = temporary();
    try {
      const repository = makeRepository(join(folder.path, 'repository'));
      const at = (ram: string) => ({ 'manifests/t.yaml': template, 'manifests/a.yaml': web(60_520, ram) });
      const ids = ['64M', '65M', '66M', '67M'].map((ram) => repository.commit(at(ram)));
      const invalid = repository.commit({ 'manifests/a.yaml': 'kind: Nothing' });
      repository.commit(at('68M'));
      const source = await openGitSource(sourceOptions(folder.path, repository.path));
      try {
        const reads: string[] = [];
        const readAt: typeof source.readAt = (id) => {
          reads.push(id);
          return source.readAt?.(id) ?? Promise.resolve(undefined);
        };
        const load = makeLoad({ ...source, readAt }, { node: 'node7', cpus: 4 });
        const ramOf = (loaded: Loaded | undefined) => loaded?.desired?.containers[0]?.state.cgroup?.memory.ram;
        expect(ramOf(await load())).toBe(68 * 2 ** 20);
        for (const [i, id] of ids.entries()) expect(ramOf(await load.earlier(id))).toBe((64 + i) * 2 ** 20);
        expect((await load.earlier(ids[0] ?? ''))?.revision.id).toBe(ids[0]);
        reads.length = 0;
        for (let i = 0; i < 2; i += 1) expect(await load.earlier(invalid)).toBeUndefined();
        expect(reads).toEqual([invalid]);
        expect(await load.earlier('0'.repeat(40))).toBeUndefined();
        expect(ramOf(await load())).toBe(68 * 2 ** 20);
      } finally {
        await source.close();
      }
    } finally {
      folder.remove();
    }
  });
});
