import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forbiddenPath, matcher } from '../../reconciler/source/path-rules.ts';

test.each([
  ['manifests/db', ['manifests/db', 'manifests/db/a.yaml', 'manifests/db/b/c'], ['manifests/dbx', 'x/manifests/db']],
  ['manifests/db/', ['manifests/db/a.yaml'], ['manifests/dba']],
  ['manifests/*.yaml', ['manifests/a.yaml'], ['manifests/b/a.yaml', 'manifests/a.yml']],
  ['**/*.yaml', ['a.yaml', 'b/c/a.yaml'], ['a.yml']],
  ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z/y'], ['a/bz']],
  ['**', ['a', 'a/b\nc'], []],
  ['a?c.(x)+', ['abc.(x)+'], ['a/c.(x)+', 'abc.x']],
])('%j', (glob, matched, others) => {
  const matches = matcher(glob);
  expect(matched.filter((path) => !matches(path))).toEqual([]);
  expect(others.filter(matches)).toEqual([]);
});

test('a path without wildcards matches itself and what is in it, whatever its characters', () => {
  const name = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !/[*?/]/.test(text));
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), name, (parts, inner) => {
      const path = parts.join('/');
      expect(matcher(path)(path)).toBe(true);
      expect(matcher(path)(`${path}/${inner}`)).toBe(true);
      expect(matcher(path)(`${path}x`)).toBe(false);
    }),
  );
});

test('every rule that matches counts, and a signer has any of its names', () => {
  const rules = [
    { path: '**', signers: ['alice', 'Bob@Example.net'] },
    { path: 'db', signers: ['alice'] },
  ];
  const bob = { name: 'Bob', aliases: ['Bob', 'bob@example.net'] };
  expect(forbiddenPath(['a', 'db/x'], { name: 'alice', aliases: ['alice'] }, rules)).toBeUndefined();
  expect(forbiddenPath(['a', 'b'], bob, rules)).toBeUndefined();
  expect(forbiddenPath(['a', 'db/x'], bob, rules)).toEqual({ path: 'db/x', rule: rules[1] });
  expect(forbiddenPath([], { name: 'eve', aliases: [] }, rules)).toBeUndefined();
});
