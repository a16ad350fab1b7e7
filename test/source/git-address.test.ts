import { describe, expect, test } from 'vitest';
import { SourceError } from '../../reconciler/port/source.ts';
import { checkFolder, checkRef, parseAddress } from '../../reconciler/source/git-address.ts';

describe('a repository address', () => {
  test.each([
    ['https://example.org/a.git', 'https'],
    ['ssh://git@example.org:22/a.git', 'ssh'],
    ['git@example.org:a/b.git', 'ssh'],
    ['example.org:a.git', 'ssh'],
    ['file:///srv/a.git', 'file'],
    ['git://example.org/a', 'git'],
    ['http://example.org/a', 'http'],
  ])('%s is a remote', (text, protocol) => {
    expect(parseAddress(text)).toMatchObject({ kind: 'remote', protocol });
  });

  test.each([['/srv/a'], ['.'], ['./a:b'], ['a/b:c'], ['some dir']])('%s is a path', (text) => {
    expect(parseAddress(text).kind).toBe('local');
  });

  test.each([
    [''],
    ['-oProxyCommand=x'],
    ['--upload-pack=touch /tmp/x'],
    ['ext::sh -c touch% /tmp/x'],
    ['EXT::x'],
    ['fd::17'],
    ['git://user:secret@example.org/a'],
    ['ftp://example.org/a'],
    ['https://user:secret@example.org/a'],
    ['https://example.org/a\nhost=evil'],
    ['https://example.org/a%0ahost=evil'],
    ['ssh://-oProxyCommand=touch/a'],
    ['git@-oProxyCommand=x:a'],
    ['host:-a'],
    ['file://server/share'],
    ['a\u0000b'],
    ['host:a b'],
  ])('%j is refused', (text) => {
    expect(() => parseAddress(text)).toThrow(SourceError);
  });
});

describe('a ref', () => {
  test.each([['main'], ['HEAD'], ['v1.2.3'], ['feature/x'], ['refs/pull/1/head'], ['a'.repeat(40)]])(
    '%s is accepted',
    (text) => {
      expect(checkRef(text, { ancestors: false })).toBe(text);
    },
  );
  test.each([['HEAD~1'], ['main^'], ['HEAD^2~3']])('%s is accepted where ancestors can be asked for', (text) => {
    expect(checkRef(text, { ancestors: true })).toBe(text);
    expect(() => checkRef(text, { ancestors: false })).toThrow(SourceError);
  });
  test.each([
    [''],
    ['-x'],
    ['--all'],
    ['a..b'],
    ['a:b'],
    ['+main'],
    ['a b'],
    ['a\nb'],
    ['@{-1}'],
    ['a@{1}'],
    ['@'],
    ['x.lock'],
    ['a//b'],
    ['/a'],
    ['a/'],
    ['a.'],
    ['a/.b'],
    ['a\\b'],
    ['a*'],
    ['a?'],
    ['[a]'],
    [':/fix'],
    ['^main'],
    ['~1'],
    ['a'.repeat(300)],
  ])('%j is refused', (text) => {
    expect(() => checkRef(text, { ancestors: true })).toThrow(SourceError);
  });
});

describe('a folder', () => {
  test.each([
    ['manifests', 'manifests'],
    ['./a//b/', 'a/b'],
    ['.', ''],
    ['', ''],
  ])('%j is %j', (text, folder) => {
    expect(checkFolder(text)).toBe(folder);
  });
  test.each([['..'], ['a/../../b'], ['/etc'], ['-a'], ['a\nb']])('%j is refused', (text) => {
    expect(() => checkFolder(text)).toThrow(SourceError);
  });
});
