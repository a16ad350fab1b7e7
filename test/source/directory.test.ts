import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SourceError } from '../../reconciler/port/source.ts';
import { openDirectorySource } from '../../reconciler/source/directory.ts';
import { realClock, temporary } from './repository.ts';

let folder: ReturnType<typeof temporary>;
beforeEach(() => {
  folder = temporary();
});
afterEach(() => folder.remove());
const put = (name: string, text: string): void => writeFileSync(join(folder.path, name), text);
const openIt = (clock = realClock) => openDirectorySource({ path: folder.path, clock });

describe('a directory', () => {
  test('is read at any depth, manifests only, sorted', async () => {
    mkdirSync(join(folder.path, 'x/y'), { recursive: true });
    mkdirSync(join(folder.path, '.git'));
    for (const name of ['b.yml', 'a.yaml', 'c.txt', 'x/y/d.yaml', '.git/e.yaml']) put(name, name);
    const { files, revision } = await (await openIt()).read();
    expect(files.map((file) => file.path)).toEqual(['a.yaml', 'b.yml', 'x/y/d.yaml']);
    expect(Buffer.from((await files[2]?.content()) ?? []).toString()).toBe('x/y/d.yaml');
    expect(revision.id).toMatch(/^[0-9a-f]{64}$/);
  });

  test('has one revision for one content', async () => {
    put('a.yaml', '1');
    const source = await openIt();
    const first = await source.read();
    expect((await source.read()).revision).toEqual(first.revision);
    put('a.yaml', '2');
    const second = await source.read();
    expect(second.revision.id).not.toBe(first.revision.id);
    put('a.yaml', '1');
    expect((await source.read()).revision).toEqual(first.revision);
  });

  test('is believed only when two looks agree', async () => {
    put('a.yaml', 'half');
    let looks = 0;
    const source = await openIt({
      ...realClock,
      sleep: async () => {
        looks += 1;
        if (looks === 1) put('a.yaml', 'the whole file');
      },
    });
    const { files } = await source.read();
    expect(Buffer.from((await files[0]?.content()) ?? []).toString()).toBe('the whole file');
    expect(looks).toBe(2);
  });

  test('that never settles keeps the last good state or is an error', async () => {
    put('a.yaml', '0');
    let turn = 0;
    let restless = true;
    const source = await openIt({
      ...realClock,
      sleep: async () => {
        turn += 1;
        if (restless) put('a.yaml', `${turn}`.repeat(turn));
      },
    });
    await expect(source.read()).rejects.toThrow(/does not stop changing/);
    restless = false;
    const good = await source.read();
    restless = true;
    put('a.yaml', 'again');
    expect(await source.read()).toMatchObject({ revision: good.revision, stale: expect.stringContaining('changing') });
  });

  test('has its symlinks reported, and one that appears later is not followed', async () => {
    symlinkSync('/etc/hostname', join(folder.path, 'link.yaml'));
    symlinkSync('/etc', join(folder.path, 'etc'));
    put('a.yaml', '1');
    const { files } = await (await openIt()).read();
    expect(files.map((file) => [file.path, file.kind])).toEqual([
      ['a.yaml', 'file'],
      ['link.yaml', 'symlink'],
    ]);
    rmSync(join(folder.path, 'a.yaml'));
    symlinkSync('/etc/hostname', join(folder.path, 'a.yaml'));
    await expect(files[0]?.content()).rejects.toThrow(SourceError);
  });

  test('content that changed after the look is an error, not a mixture', async () => {
    put('a.yaml', '1');
    const { files } = await (await openIt()).read();
    put('a.yaml', '2');
    await expect(files[0]?.content()).rejects.toThrow(/changed while it was read/);
  });

  test('that is absent is an error, never an empty set', async () => {
    const source = await openIt();
    renameSync(folder.path, `${folder.path}-moved`);
    try {
      await expect(source.read()).rejects.toThrow(/no such directory/);
    } finally {
      renameSync(`${folder.path}-moved`, folder.path);
    }
  });

  test('hints at a change in a folder made later', async () => {
    const source = await openIt();
    let hints = 0;
    const stop = await source.watch(() => {
      hints += 1;
    });
    mkdirSync(join(folder.path, 'new'));
    await expect.poll(() => hints).toBeGreaterThan(0);
    await realClock.sleep(150);
    const before = hints;
    put('new/a.yaml', '1');
    await expect.poll(() => hints).toBeGreaterThan(before);
    await stop();
  });
});
