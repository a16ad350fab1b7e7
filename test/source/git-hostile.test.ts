// Repositories that somebody made who means no good.

import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SourceError } from '../../reconciler/port/source.ts';
import { makeRepository } from './repository.ts';
import { contents, sourceSite } from './site.ts';

const site = sourceSite();
const source = site.open;

describe('a hostile repository', () => {
  test('runs nothing: hooks, fsmonitor, filters, aliases, pager, editor, ssh command', async () => {
    const marker = join(site.path, 'ran');
    const script = join(site.repo.path, 'evil.sh');
    writeFileSync(script, `#!/bin/sh\ntouch ${marker}\ncat\n`, { mode: 0o755 });
    site.repo.commit({
      'manifests/a.yaml': 'plain',
      '.gitattributes': '*.yaml filter=evil diff=evil text eol=crlf ident\n',
    });
    const hooks = join(site.repo.path, '.git/hooks');
    mkdirSync(hooks, { recursive: true });
    for (const hook of [
      'post-checkout',
      'reference-transaction',
      'pre-auto-gc',
      'fsmonitor-watchman',
      'post-index-change',
    ]) {
      writeFileSync(join(hooks, hook), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    }
    for (const [key, value] of [
      ['core.fsmonitor', script],
      ['core.hooksPath', hooks],
      ['core.pager', script],
      ['core.editor', script],
      ['core.sshCommand', script],
      ['core.askPass', script],
      ['pager.ls-tree', script],
      ['filter.evil.smudge', script],
      ['filter.evil.clean', script],
      ['filter.evil.process', script],
      ['diff.evil.textconv', script],
      ['alias.cat-file', `!${script}`],
      ['alias.rev-parse', `!${script}`],
    ] as const) {
      site.repo.git('config', key, value);
    }
    rmSync(marker, { force: true });
    expect(await contents(await (await source(site.repo.path)).read())).toEqual({ 'manifests/a.yaml': 'plain' });
    expect(existsSync(marker)).toBe(false);
  });

  test('that lacks objects and names a promisor remote does not make us fetch', async () => {
    const marker = join(site.path, 'ran');
    site.repo.commit({ 'manifests/a.yaml': 'content' });
    const blob = site.repo.git('rev-parse', 'HEAD:manifests/a.yaml');
    rmSync(join(site.repo.path, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    site.repo.git('config', 'core.repositoryFormatVersion', '1');
    site.repo.git('config', 'extensions.partialClone', 'origin');
    site.repo.git('config', 'remote.origin.promisor', 'true');
    site.repo.git('config', 'remote.origin.url', site.repo.path);
    site.repo.git('config', 'remote.origin.uploadpack', `touch ${marker}; git-upload-pack`);
    const read = source(site.repo.path).then(async (made) => contents(await made.read()));
    await expect(read).rejects.toThrow(SourceError);
    expect(existsSync(marker)).toBe(false);
  });

  test('has its symlinks and submodules reported and not followed', async () => {
    const other = makeRepository(join(site.path, 'other'));
    const id = other.commit({ 'x.yaml': 'x' });
    site.repo.write({ 'manifests/real.yaml': 'r' });
    symlinkSync('/etc/passwd', join(site.repo.path, 'manifests/link.yaml'));
    symlinkSync('/etc', join(site.repo.path, 'manifests/folder'));
    site.repo.git('add', '-A');
    site.repo.git('update-index', '--add', '--cacheinfo', `160000,${id},manifests/module`);
    site.repo.git('commit', '-q', '-m', 'x');
    const snapshot = await (await source(site.repo.path)).read();
    expect(snapshot.files.map((file) => [file.path, file.kind])).toEqual([
      ['manifests/link.yaml', 'symlink'],
      ['manifests/module', 'other'],
      ['manifests/real.yaml', 'file'],
    ]);
  });

  test('may have odd file names', async () => {
    const names = [
      'manifests/-x.yaml',
      'manifests/a\tb.yaml',
      'manifests/a\nb.yaml',
      'manifests/ü "q".yaml',
      'manifests/*.yaml',
    ];
    site.repo.commit(Object.fromEntries(names.map((name) => [name, name])));
    const found = await contents(await (await source(site.repo.path)).read());
    expect(Object.keys(found).sort()).toEqual([...names].sort());
  });

  test('cannot replace objects by refs/replace', async () => {
    site.repo.commit({ 'manifests/a.yaml': 'true' });
    const real = site.repo.git('rev-parse', 'HEAD:manifests/a.yaml');
    site.repo.write({ 'lie.txt': 'lies' });
    site.repo.git('replace', real, site.repo.git('hash-object', '-w', 'lie.txt'));
    expect(await contents(await (await source(site.repo.path)).read())).toEqual({ 'manifests/a.yaml': 'true' });
  });

  test('a folder named like a pattern is only that folder', async () => {
    site.repo.commit({ 'manifests/a.yaml': '1', 'm*/b.yaml': '2' });
    expect(await contents(await (await source(site.repo.path, { folder: 'm*' })).read())).toEqual({ 'm*/b.yaml': '2' });
  });
});
