// A set of files: what collides across them, in which order problems come, and how they print.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isManifestPath, joinFiles, loadManifests, type ManifestFile, parseFile } from '../../schema/load.ts';
import { printProblem, printProblems } from '../../schema/print-problems.ts';
import { bytesOf, container, node, template } from './marked.ts';

const files = (texts: Record<string, string>): ManifestFile[] =>
  Object.entries(texts).map(([path, text]) => ({ path, bytes: bytesOf(text) }));
const brief = (texts: Record<string, string>): string[] =>
  loadManifests(files({ 'zz/tiny.yaml': template, ...texts })).problems.map(
    ({ code, origin, message }) => `${origin.path}:${origin.line}:${origin.col} ${code} ${message}`,
  );

test('a name used twice is reported at the second place and names the first', () => {
  expect(brief({ 'b.yaml': container('', 'name: web, ctid: 102'), 'a.yaml': container('') })).toEqual([
    'b.yaml:3:18 VZR301 another container is called web: a.yaml:3:18',
  ]);
});

test('a container and a template may share a name', () => {
  expect(brief({ 'a.yaml': container('', 'name: tiny, ctid: 101') })).toEqual([]);
});

test('a ctid used twice is reported once, not as overlapping ids too', () => {
  expect(brief({ 'a.yaml': container(''), 'b.yaml': container('', 'name: other, ctid: 101') })).toEqual([
    'b.yaml:3:31 VZR302 another container has the ctid 101: a.yaml:3:29',
  ]);
});

test('an address used twice is found in any spelling, also within one container', () => {
  expect(
    brief({
      'a.yaml': container('ips: ["2001:db8::1"]'),
      'b.yaml': container('ips: ["2001:0DB8:0:0:0:0:0:1", 10.0.0.1, 10.0.0.1]', 'name: b, ctid: 102'),
    }),
  ).toEqual([
    'b.yaml:6:9 VZR303 the address 2001:db8::1 is taken: a.yaml:6:9',
    'b.yaml:6:44 VZR303 the address 10.0.0.1 is taken: b.yaml:6:34',
  ]);
});

test("a former ctid is nobody's, and one container's alone", () => {
  expect(
    brief({
      'a.yaml': container('', 'name: a, ctid: 101, movedFrom: [101, 102, 99]'),
      'b.yaml': container('', 'name: b, ctid: 102, movedFrom: [104]'),
      'c.yaml': container('', 'name: c, ctid: 103, movedFrom: [104]'),
    }),
  ).toEqual([
    'a.yaml:3:44 VZR258 101 is the ctid it has',
    'a.yaml:3:49 VZR258 the ctid 102 is that of another container: b.yaml:3:27',
    'a.yaml:3:54 VZR105 metadata.movedFrom.2 is 99, which is out of range',
    'c.yaml:3:44 VZR258 another container says that it had the ctid 104: b.yaml:3:44',
  ]);
});

test('an unknown template is reported with the nearest known one', () => {
  const { problems } = loadManifests(files({ 'a.yaml': container('').replace('tiny', 'tinny'), 't.yaml': template }));
  expect(problems).toMatchObject([{ code: 'VZR304', hint: 'did you mean tiny?', origin: { line: 5, col: 13 } }]);
});

test('a template with a mistake of its own is still known by name', () => {
  const codes = loadManifests(
    files({ 'a.yaml': container(''), 't.yaml': template.replace('spec:', 'sepc: 1\nspec:') }),
  ).problems.map(({ code }) => code);
  expect(codes).toEqual(['VZR101']);
});

test('two Nodes of one host are VZR305', () => {
  expect(brief({ 'a.yaml': node('uplink: eth0'), 'b.yaml': node('uplink: eth1') })).toEqual([
    'b.yaml:3:18 VZR305 there is another Node for node1: a.yaml:3:18',
  ]);
});

test('overlapping host ids are reported unless no node holds both containers', () => {
  const one = container('', 'name: one, ctid: 102');
  const base = (more: string) => container(`idmap: {base: ${102 * 65_536 + 65_535}}${more}`);
  expect(brief({ 'a.yaml': one, 'b.yaml': base('') })).toEqual([
    'b.yaml:6:17 VZR306 the host ids 6750207 to 6815742 overlap those of one: a.yaml:3:29',
  ]);
  expect(brief({ 'a.yaml': `${one}  node: n1\n`, 'b.yaml': base('\nnode: [n2, n3]') })).toEqual([]);
  expect(brief({ 'a.yaml': one, 'b.yaml': container(`idmap: {base: ${103 * 65_536}}`) })).toEqual([]);
});

test('the order of the files changes nothing', () => {
  const set = files({ 'a.yaml': container(''), 'b.yaml': container('', 'name: web, ctid: 102'), 't.yaml': template });
  const names = (list: ManifestFile[]) => ({
    ...loadManifests(list),
    manifests: loadManifests(list).manifests.map(({ source }) => source.path),
  });
  expect(names([...set].reverse())).toEqual(names(set));
});

test('a parsed file can be kept and joined again', () => {
  const parsed = [parseFile('a.yaml', bytesOf(container(''))), parseFile('t.yaml', bytesOf(template))];
  expect(joinFiles(parsed).manifests[0]).toBe(joinFiles(parsed).manifests[0]);
});

test('empty documents are skipped and places are those of the file', () => {
  const text = `---\n# nothing\n---\n${template}---\n---\n${container('cpumsk: 1')}`;
  expect(brief({ 'a.yaml': text }).map((line) => line.split(' ')[0])).toEqual(['a.yaml:15:3', 'zz/tiny.yaml:3:18']);
});

test('manifests are .yaml and .yml files', () => {
  expect(['a.yaml', 'b/c.yml', 'd.yamlx', 'e.json', 'yaml'].map(isManifestPath)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('every problem of a broken tree is printed at once', async () => {
  const dir = 'test/fixtures/manifests/broken';
  const tree = readdirSync(dir)
    .filter(isManifestPath)
    .map((name) => ({ path: name, bytes: readFileSync(`${dir}/${name}`) }));
  await expect(printProblems(loadManifests(tree).problems)).toMatchFileSnapshot(
    '../fixtures/manifests/broken/problems.txt',
  );
});

test('what a file contains cannot steer the terminal it is printed on', () => {
  const printed = printProblem({
    code: 'VZR101',
    severity: 'error',
    origin: { path: 'a\u001b[2J', line: 1, col: 1 },
    message: '\u202e',
    source: '\u001b]0;x\u0007',
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there.
  expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test('a long line is cut around its caret', () => {
  const [, source = '', caret = ''] = printProblem({
    code: 'VZR101',
    severity: 'error',
    origin: { path: 'a', line: 1, col: 201 },
    endCol: 204,
    message: 'm',
    source: `${'x'.repeat(200)}bad${'y'.repeat(300)}`,
  }).split('\n');
  expect(source.length).toBeLessThan(120);
  expect(source.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('bad');
});

test('the sample tree is valid', () => {
  const paths = readdirSync('manifests', { recursive: true, encoding: 'utf8' }).filter(isManifestPath);
  const { manifests, problems } = loadManifests(
    paths.map((path) => ({ path, bytes: readFileSync(`manifests/${path}`) })),
  );
  expect(printProblems(problems)).toBe('');
  expect(manifests.filter(({ kind }) => kind === 'Container')).toHaveLength(7);
});

test('a document that cannot be parsed is one problem, and no name is missed that it may hold', () => {
  const broken = 'kind: Profile\nspec:\n  ram: [1\n  a: b: c\n\tx: }\n- y\n';
  const found = brief({
    'a.yaml': container('profiles: [webp]\ndependsOn: [lost]').replace('tiny', 'other'),
    'broken.yaml': `${broken}---\n${broken}`,
    'c.yaml': container('', 'name: web, ctid: 102'),
  });
  // What is there is judged all the same.
  expect(found.map((line) => line.replace(/:\d+:\d+ /, ' ').slice(0, 20))).toEqual([
    'broken.yaml VZR007 a',
    'broken.yaml VZR007 a',
    'c.yaml VZR301 anothe',
  ]);
  const whole = brief({ 'a.yaml': container('profiles: [webp]\ndependsOn: [lost]').replace('tiny', 'other') });
  expect(whole.map((line) => line.split(' ')[1]).sort()).toEqual(['VZR253', 'VZR255', 'VZR304']);
});
