// What of a local repository is hinted at.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Source, SourceError } from '../../reconciler/port/source.ts';
import { realClock } from './repository.ts';
import { sourceSite } from './site.ts';

const site = sourceSite();
const source = site.open;

describe('watching', () => {
  const hinted = async (made: Source, change: () => void): Promise<void> => {
    let hint: () => void = () => {};
    const seen = new Promise<void>((resolve) => {
      hint = resolve;
    });
    const stop = await made.watch(() => hint());
    change();
    await seen;
    await stop();
  };

  test('a commit in a local repository is hinted', async () => {
    site.repo.commit({ 'manifests/a.yaml': '1' });
    const made = await source(site.repo.path);
    site.repo.write({ 'manifests/a.yaml': '2' });
    site.repo.git('add', '-A');
    await hinted(made, () => site.repo.git('commit', '-q', '-m', 'x'));
  });

  test('a change of HEAD, of packed refs and of a new branch folder is hinted', async () => {
    const first = site.repo.commit({ 'manifests/a.yaml': '1' });
    site.repo.git('branch', 'other');
    site.repo.commit({ 'manifests/a.yaml': '2' });
    const made = await source(site.repo.path);
    await made.read();
    await hinted(made, () => site.repo.git('symbolic-ref', 'HEAD', 'refs/heads/other'));
    site.repo.git('symbolic-ref', 'HEAD', 'refs/heads/main');
    site.repo.git('pack-refs', '--all');
    await made.read();
    const packed = join(site.repo.path, '.git/packed-refs');
    const rewind = () =>
      writeFileSync(packed, `# pack-refs with: peeled fully-peeled sorted\n${first} refs/heads/main\n`);
    await hinted(made, rewind);
    const deep = await source(site.repo.path, { ref: 'deep/er/branch' });
    await expect(deep.read()).rejects.toThrow(SourceError);
    await hinted(deep, () => site.repo.git('branch', 'deep/er/branch'));
  });

  test('what moves no ref of ours, or was seen by a reading, is not hinted', async () => {
    site.repo.commit({ 'manifests/a.yaml': '1' });
    const made = await source(site.repo.path);
    await made.read();
    let hints = 0;
    const stop = await made.watch(() => {
      hints += 1;
    });
    site.repo.git('branch', 'other');
    site.repo.git('pack-refs', '--all');
    site.repo.commit({ 'manifests/a.yaml': '2' });
    // Begins before this process can have heard of any of it.
    await made.read();
    await realClock.sleep(300);
    expect(hints).toBe(0);
    const next = site.repo.commit({ 'manifests/a.yaml': '3' });
    await expect.poll(() => hints).toBe(1);
    expect((await made.read()).revision.id).toBe(next);
    await stop();
  });
});
