// A branch that is tried on one node, and what of it outlives it: nothing.

import { describe, expect, test } from 'vitest';
import type { Source } from '../../reconciler/port/source.ts';
import type { GitSourceOptions } from '../../reconciler/source/git.ts';
import { lastGoodInMemory } from '../../reconciler/source/last-good.ts';
import { sourceSite } from './site.ts';

const site = sourceSite();

describe.each(['local', 'remote'])('a testing branch of a %s repository', (kind) => {
  const openOne = (options: Partial<GitSourceOptions> = {}): Promise<Source> => {
    const address = kind === 'local' ? site.repo.path : `file://${site.repo.path}`;
    return site.open(address, { ref: 'main', trial: 'testing-node7', ...options });
  };

  test('is applied while it is ahead, said to be, and left when it goes', async () => {
    const main = site.repo.commit({ 'manifests/a.yaml': '1' });
    const made = await openOne();
    expect(await made.read()).toMatchObject({ revision: { id: main, label: `main@${main.slice(0, 7)}` } });
    site.repo.git('checkout', '-q', '-b', 'testing-node7');
    const trial = site.repo.commit({ 'manifests/a.yaml': '2' });
    const snapshot = await made.read();
    const label = `testing-node7@${trial.slice(0, 7)}`;
    expect(snapshot).toMatchObject({ revision: { id: trial, label }, testing: 'testing-node7' });
    expect(snapshot.warnings).toEqual([`${label} is tried on this node in the place of main@${main.slice(0, 7)}`]);
    expect(snapshot.stale).toBeUndefined();
    site.repo.git('checkout', '-q', 'main');
    site.repo.git('branch', '-q', '-D', 'testing-node7');
    const after = await made.read();
    expect(after).toMatchObject({ revision: { id: main } });
    expect([after.testing, after.warnings]).toEqual([undefined, undefined]);
  });

  test('is left when it was merged, and when main has gone another way', async () => {
    const main = site.repo.commit({ 'manifests/a.yaml': '1' });
    site.repo.git('branch', 'testing-node7');
    const made = await openOne();
    expect((await made.read()).testing).toBeUndefined();
    site.repo.git('checkout', '-q', 'testing-node7');
    const trial = site.repo.commit({ 'manifests/b.yaml': '2' });
    expect((await made.read()).revision.id).toBe(trial);
    site.repo.git('checkout', '-q', 'main');
    const other = site.repo.commit({ 'manifests/c.yaml': '3' });
    const past = await made.read();
    expect(past.revision.id).toBe(other);
    expect(past.warnings).toEqual([
      expect.stringMatching(/^testing-node7@\w+ is not tried on this node: it does not have main@/),
    ]);
    site.repo.git('merge', '-q', '--no-edit', 'testing-node7');
    const merged = await made.read();
    expect(merged.revision.label).toMatch(/^main@/);
    expect(merged.warnings).toBeUndefined();
    expect(main).not.toBe(other);
  });

  test('of another node, or where none is to be tried, is nothing', async () => {
    const main = site.repo.commit({ 'manifests/a.yaml': '1' });
    site.repo.git('checkout', '-q', '-b', 'testing-node8');
    site.repo.commit({ 'manifests/a.yaml': '2' });
    expect((await (await openOne()).read()).revision.id).toBe(main);
    const made = await site.open(site.repo.path, { ref: 'main' });
    site.repo.git('branch', 'testing-node7', 'testing-node8');
    expect((await made.read()).revision.id).toBe(main);
  });

  test('does not come into its own when main was rewound or refused', async () => {
    const first = site.repo.commit({ 'manifests/a.yaml': '1' });
    const second = site.repo.commit({ 'manifests/a.yaml': '2' });
    const made = await openOne({ lastGood: lastGoodInMemory(second) });
    await made.read();
    site.repo.git('checkout', '-q', '-b', 'testing-node7', first);
    site.repo.commit({ 'manifests/a.yaml': '3' });
    site.repo.git('branch', '-f', 'main', first);
    const snapshot = await made.read();
    expect(snapshot).toMatchObject({ revision: { id: second }, stale: expect.stringContaining('rewind') });
    expect(snapshot.testing).toBeUndefined();
  });

  test('is hinted at, as main is', async () => {
    site.repo.commit({ 'manifests/a.yaml': '1' });
    const made = await openOne({ fetchEvery: 3_600_000 });
    await made.read();
    let hints = 0;
    const stop = await made.watch(() => {
      hints += 1;
    });
    site.repo.git('checkout', '-q', '-b', 'testing-node7');
    const trial = site.repo.commit({ 'manifests/a.yaml': '2' });
    await made.refresh?.();
    await expect.poll(() => hints).toBeGreaterThan(0);
    expect((await made.read()).revision.id).toBe(trial);
    await stop();
  });
});

test('a testing branch is not tried after a boot without a network', async () => {
  const main = site.repo.commit({ 'manifests/a.yaml': '1' });
  site.repo.git('checkout', '-q', '-b', 'testing-node7');
  const trial = site.repo.commit({ 'manifests/a.yaml': '2' });
  const openOne = () => site.open(`file://${site.repo.path}`, { ref: 'main', trial: 'testing-node7' });
  const made = await openOne();
  expect((await made.read()).revision.id).toBe(trial);
  site.repo.git('config', 'core.repositoryFormatVersion', '99');
  // While it runs, a node that cannot ask keeps trying what it tries.
  expect(await made.read()).toMatchObject({
    revision: { id: trial },
    testing: 'testing-node7',
    stale: expect.stringContaining('cannot be read'),
  });
  expect((await (await openOne()).read()).revision.id).toBe(main);
});
