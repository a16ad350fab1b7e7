import fc from 'fast-check';
import semver from 'semver';
import { expect, test } from 'vitest';
import { SourceError } from '../../reconciler/port/source.ts';
import { chooseRef, isFollowed, newestTag, parseRef, refText, shortName } from '../../reconciler/source/git-ref.ts';

const anywhere = { ancestors: false };
const choose = (ref: string, ...refs: string[]) => chooseRef(parseRef(ref, anywhere), new Set(refs));

test('a ref is a name, or a range of versions with or without a prefix', () => {
  expect(parseRef('main', anywhere)).toEqual({ kind: 'name', name: 'main' });
  expect(parseRef('semver:^1.2', anywhere)).toEqual({ kind: 'semver', range: '^1.2', prefix: '' });
  expect(parseRef('semver:web-:>=2 <4', anywhere)).toEqual({ kind: 'semver', range: '>=2 <4', prefix: 'web-' });
  for (const text of ['main', 'semver:^1.2', 'semver:web-:>=2 <4'])
    expect(refText(parseRef(text, anywhere))).toBe(text);
});

test.each(['semver:', 'semver:latest', 'semver: ', 'semver:-x:1', 'semver:a b:1', '-x', ''])('%j is none', (text) => {
  expect(() => parseRef(text, anywhere)).toThrow(SourceError);
});

test('the newest tag is the one of the highest version, not the last by name or time', () => {
  const tags = ['v1.10.0', 'v1.9.0', 'v2.0.0', 'v1.2', 'nightly', 'v1.11.0-rc.1', 'web-1.99.0'];
  expect(newestTag(tags, { range: '^1', prefix: '' })).toBe('v1.10.0');
  expect(newestTag(tags, { range: '*', prefix: '' })).toBe('v2.0.0');
  expect(newestTag(tags, { range: '>=1.11.0-0 <2', prefix: '' })).toBe('v1.11.0-rc.1');
  expect(newestTag(tags, { range: '*', prefix: 'web-' })).toBe('web-1.99.0');
  expect(newestTag(tags, { range: '^3', prefix: '' })).toBeUndefined();
});

test('of two builds of one version the later by its name is newer (semver compareBuild)', () => {
  const any = { range: '*', prefix: '' };
  expect(newestTag(['1.3.6+b2', '1.3.6', '1.3.6+b1'], any)).toBe('1.3.6+b2');
});

test('of any tags, in any order, the newest satisfies the range, and none that does is newer', () => {
  const version = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(12)).map((parts) => parts.join('.'));
  const tag = fc
    .tuple(fc.constantFrom('', 'v', 'x'), version, fc.constantFrom('', '-rc.1', '+b2'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(tag), fc.constantFrom('*', '^1', '~2.1', '>=1.2 <3', '0.x'), (tags, range) => {
      const found = newestTag(tags, { range, prefix: '' });
      expect(newestTag([...tags].reverse(), { range, prefix: '' })).toBe(found);
      const good = tags.filter((one) => semver.valid(one) !== null && semver.satisfies(one, range));
      if (found === undefined) expect(good).toEqual([]);
      else for (const one of good) expect(semver.compareBuild(found, one)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('a name means what it means to git, but for two of one name', () => {
  expect(choose('main', 'refs/heads/main')).toBe('refs/heads/main');
  expect(choose('v1', 'refs/heads/main', 'refs/tags/v1')).toBe('refs/tags/v1');
  expect(choose('heads/a', 'refs/heads/a')).toBe('refs/heads/a');
  expect(choose('HEAD', 'HEAD', 'refs/heads/a')).toBe('HEAD');
  expect(choose('a', 'refs/heads/x/a')).toBeUndefined();
  expect(() => choose('a', 'refs/heads/a', 'refs/tags/a')).toThrow(/a is a branch and a tag/);
  expect(choose('refs/heads/a', 'refs/heads/a', 'refs/tags/a')).toBe('refs/heads/a');
  expect(choose('semver:*', 'refs/tags/v1.0.0', 'refs/heads/v9.0.0')).toBe('refs/tags/v1.0.0');
  expect(shortName('refs/tags/v1.0.0')).toBe('v1.0.0');
});

test('a push matters when it can change what is followed', () => {
  const matters = (pushed: string, ref: string, trial?: string) => isFollowed(pushed, parseRef(ref, anywhere), trial);
  expect(matters('refs/heads/main', 'main')).toBe(true);
  expect(matters('refs/heads/main', 'refs/heads/main')).toBe(true);
  expect(matters('refs/heads/other', 'main')).toBe(false);
  expect(matters('refs/heads/any', 'HEAD')).toBe(true);
  expect(matters('refs/tags/v1.0.0', 'HEAD')).toBe(false);
  expect(matters('refs/tags/web-1.0.0', 'semver:web-:^1')).toBe(true);
  expect(matters('refs/tags/v1.0.0', 'semver:web-:^1')).toBe(false);
  expect(matters('refs/heads/testing-node7', 'main', 'testing-node7')).toBe(true);
  expect(matters('refs/heads/testing-node8', 'main', 'testing-node7')).toBe(false);
  const approves = (pushed: string) => isFollowed(pushed, parseRef('main', anywhere), undefined, 'approve/*');
  expect(['refs/tags/approve/a', 'refs/tags/v1', 'refs/heads/approve/a'].map(approves)).toEqual([true, false, false]);
});
