// spec.dependsOn across containers: names, nodes and circles.

import { expect, test } from 'vitest';
import { loadManifests } from '../../schema/load.ts';
import { bytesOf, container, template } from './marked.ts';

/** One container per name with the lines of its spec; files are named after them. */
function brief(specs: Record<string, string>): string[] {
  const files = Object.entries(specs).map(([name, spec], i) => ({
    path: `${name}.yaml`,
    bytes: bytesOf(container(spec, `name: ${name}, ctid: ${101 + i}`)),
  }));
  const { problems } = loadManifests([...files, { path: 'zz.yaml', bytes: bytesOf(template) }]);
  return problems.map(
    ({ code, origin, message, hint }) => `${origin.path}:${origin.line}:${origin.col} ${code} ${message} [${hint}]`,
  );
}

test('a chain and a diamond are no circle', () => {
  expect(brief({ a: 'dependsOn: [b, c]', b: 'dependsOn: [d]', c: 'dependsOn: [d]', d: '' })).toEqual([]);
});

test('a name that leads nowhere is told with the nearest one', () => {
  expect(brief({ database: '', web: 'dependsOn: [databse]' })).toEqual([
    'web.yaml:6:15 VZR255 there is no container "databse" to depend on [did you mean database?]',
  ]);
});

test('a circle is told once, from its first file on, with every place', () => {
  const [found, ...more] = brief({
    a: 'dependsOn: [c]',
    b: 'dependsOn: [a]',
    c: 'dependsOn: [x, b]',
    x: 'dependsOn: [y]',
    y: '',
  });
  expect(more).toEqual([]);
  expect(found).toMatch(
    /^a\.yaml:6:15 VZR256 a depends on itself: a -> c \(a\.yaml:6:15\) -> b \(c\.yaml:6:18\) -> a \(b\.yaml:6:15\) /,
  );
});

test('who depends on a circle is not in it; two circles are two problems', () => {
  const found = brief({ a: 'dependsOn: [b]', b: 'dependsOn: [b]', c: 'dependsOn: [d]', d: 'dependsOn: [c]' });
  expect(found.map((line) => line.slice(0, line.indexOf('[')))).toEqual([
    'b.yaml:6:15 VZR256 b depends on itself: b -> b (b.yaml:6:15) ',
    'c.yaml:6:15 VZR256 c depends on itself: c -> d (c.yaml:6:15) -> c (d.yaml:6:15) ',
  ]);
});

test('what it depends on is on all of its nodes', () => {
  expect(brief({ a: 'dependsOn: [b]\nnode: n1', b: 'node: [n1, n2]' })).toEqual([]);
  expect(brief({ a: 'dependsOn: [b]\nnode: [n1, n3]', b: 'node: [n1, n2]' })).toEqual([
    'a.yaml:6:15 VZR257 b is not on every node of a [it is on n1, n2; a container waits for those of its own node]',
  ]);
  expect(brief({ a: 'dependsOn: [b]', b: 'node: n1' })[0]).toMatch(/^a\.yaml:6:15 VZR257 /);
});

test('a chain or a circle of thousands is no trouble', () => {
  const many = (last: string) =>
    Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [`c${i}`, i < 2999 ? `dependsOn: [c${i + 1}]` : last] as const),
    );
  expect(brief(many(''))).toEqual([]);
  expect(brief(many('dependsOn: [c0]'))).toEqual([expect.stringMatching(/^c0\.yaml.*\.\.\. 2992 more -> c0/)]);
}, 60_000);
