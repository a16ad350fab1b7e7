// A file read by the words of one before it is what parsing it gives: values, places and problems.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Read, readYaml } from '../../schema/alike.ts';
import { type Mark, type SourceText, sourceText } from '../../schema/mark.ts';
import { parseYaml } from '../../schema/parse.ts';
import { YAML_TOKENS } from './yaml-tokens.ts';

const valid = [
  ...['containers/web.yaml', 'containers/build.yaml', 'templates/debian.yaml', 'node.yaml'].map((name) =>
    readFileSync(`manifests/${name}`, 'utf8'),
  ),
  `# 1 of 9
kind: Container
metadata: {name: bench-1, ctid: 50001}
spec:
  ips: ["198.18.0.1", 10.0.0.1, '2001:db8::1', [a, b: c]]
  diskspace:
    256M
  labels:
    - 1.5 # half
    - -3
    - word
    - two words
    - "over
      lines"
  off: null
  on: true
---
again: "😀 wide" # comment
last: /a/path-1
`,
];

const spans = (source: SourceText, { start, end, key, fields, items }: Mark): unknown => ({
  at: source.span({ start, end }),
  ...(key && { key: source.span(key) }),
  ...(fields && { fields: [...fields].map(([name, inner]) => [name, spans(source, inner)]) }),
  ...(items && { items: items.map((inner) => spans(source, inner)) }),
});

const plain = ({ source, documents, problems }: Read): unknown => ({
  path: source.path,
  text: source.text,
  documents: documents.map(({ value, mark, sound }) => ({ value, sound, mark: spans(source, mark) })),
  problems,
});

/** Reads the first, then the second, which is compared with what parsing gives; true when it was not parsed. */
function isReadAlike(first: string, second: string): boolean {
  readYaml(sourceText('first.yaml', first));
  const source = sourceText('second.yaml', second);
  const read = readYaml(source);
  expect(plain(read)).toEqual(plain({ source, ...parseYaml(source) }));
  return read.source !== source;
}

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789abcdefoxEMTnuls'), minLength: 1, maxLength: 6 }),
  fc.constantFrom(
    ...[
      'true',
      'False',
      'null',
      'NULL',
      'inf',
      'NaN',
      '0',
      '007',
      '0x1f',
      '0o17',
      '1e5',
      '1e999',
      'kind',
      'constructor',
    ],
    '12345678901234567890',
    'a'.repeat(1100),
  ),
);

/** Each word of a text exchanged, by odds, for one of the list in its turn. */
const exchanged = (text: string, words: readonly string[], odds: readonly number[]): string => {
  let turn = 0;
  return text.replace(/[A-Za-z0-9]+/g, (old) => {
    turn += 1;
    return (odds[turn % odds.length] ?? 0) === 0 ? (words[turn % words.length] ?? old) : old;
  });
};

test('manifests with words exchanged', () => {
  let alike = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...valid),
      fc.array(word, { minLength: 1, maxLength: 7 }),
      fc.array(fc.nat(9), { minLength: 11, maxLength: 29 }),
      (text, words, odds) => {
        if (isReadAlike(text, exchanged(text, words, odds))) alike += 1;
      },
    ),
    { numRuns: 1500 },
  );
  expect(alike).toBeGreaterThan(100);
});

test('any text with words exchanged', () => {
  const glue = fc.constantFrom(
    ...YAML_TOKENS,
    ...['a: ', 'b: ', ' # ', 'a:\n  ', '"a": ', '[a, b]', '{a: b}', '"x y"', "'x'", '-', '.', ':', '/', ' ', '\r\n'],
    ...['<<: ', 'ü', '+', '|\n', '>2\n', '\\', '@', '`'],
  );
  let alike = 0;
  fc.assert(
    fc.property(
      fc.array(fc.oneof({ arbitrary: glue, weight: 2 }, { arbitrary: word, weight: 1 }), { maxLength: 30 }),
      fc.array(word, { minLength: 1, maxLength: 5 }),
      fc.array(fc.nat(2), { minLength: 3, maxLength: 7 }),
      (parts, words, odds) => {
        const text = parts.join('');
        if (isReadAlike(text, exchanged(text, words, odds))) alike += 1;
      },
    ),
    { numRuns: 5000 },
  );
  expect(alike).toBeGreaterThan(100);
});

test('what a plain value means', () => {
  const written = fc
    .string({ unit: fc.constantFrom(...'0123456789abefnoxrtuslAEFIN.+-~'), minLength: 1, maxLength: 7 })
    .filter((text) => !/^(?:-|---|\.\.\.)$/.test(text));
  fc.assert(
    fc.property(written, written, (one, other) => {
      const line = (text: string): string => `a: ${text}\n`;
      isReadAlike(line(one), line(other));
    }),
    { numRuns: 5000 },
  );
});

test('a file that differs in a key, a line or a sign is parsed', () => {
  const text = 'a: b\nc: [d, "e"]\n';
  expect(isReadAlike(text, 'a: 1\nc: [22, "333"]\n')).toBe(true);
  for (const other of ['x: b\nc: [d, "e"]\n', 'a: b\nc: [d, "e"]\n\n', 'a: b\nc: [d, e]\n', 'a: b\na: [d, "e"]\n'])
    expect(isReadAlike(text, other)).toBe(false);
  expect(isReadAlike('a: &b c\n', 'a: &d e\n')).toBe(false);
  expect(isReadAlike('a: "\\x41"\n', 'a: "\\x42"\n')).toBe(false);
});

test('what was read is not changed by who changes another reading', () => {
  const one = readYaml(sourceText('1.yaml', 'list: [a, {b: c}]\n'));
  const two = readYaml(sourceText('2.yaml', 'list: [d, {b: e}]\n'));
  expect(one.documents[0]?.value).toEqual({ list: ['a', { b: 'c' }] });
  expect(two.documents[0]?.value).toEqual({ list: ['d', { b: 'e' }] });
});

test('the files that are remembered are few', () => {
  const first = 'first: a\n';
  expect(isReadAlike(first, 'first: b\n')).toBe(true);
  for (let i = 0; i < 70; i += 1) readYaml(sourceText('x.yaml', `a: b${'\n'.repeat(i)}`));
  const source = sourceText('again.yaml', 'first: c\n');
  expect(readYaml(source).source).toBe(source);
});
