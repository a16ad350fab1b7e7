// The local configuration file: its schema, and what is said of a file that is wrong.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../schema/config/config.ts';
import { readInterval } from '../../schema/config/source.ts';
import { printProblems } from '../../schema/print-problems.ts';
import { validateConfig } from '../../schema/validators.generated.js';
import { partsOf, poorlyDescribed, type Schema, unbounded } from './parts.ts';

const schema: Schema = JSON.parse(readFileSync('schema/config.schema.json', 'utf8'));

/** The schema with each $ref in its place. */
function inline(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map(inline);
  const { $ref } = part as Schema;
  if ($ref !== undefined) return inline(schema.definitions?.[$ref.replace('#/definitions/', '')]);
  return Object.fromEntries(
    Object.entries(part).flatMap(([key, value]) => (key === 'definitions' ? [] : [[key, inline(value)]])),
  );
}

const parts = partsOf(inline(schema) as Schema);

test('each value has its place by its name', () => {
  const { places } = parseConfig(
    'c.yaml',
    Buffer.from(
      `${head}  source:\n    remotes:\n      - {url: /a}\n      - url: "https://git.example.net/a"\n        tokenFile: /etc/token\n`,
    ),
  );
  expect([...(places ?? [])].slice(2)).toEqual([
    ['spec.source.remotes[0].url', '6:15'],
    ['spec.source.remotes[1].url', '7:14'],
    ['spec.source.remotes[1].tokenFile', '8:20'],
  ]);
});

describe('the schema', () => {
  test('describes every field, closes every mapping and bounds every text', () => {
    expect(poorlyDescribed(parts)).toEqual([]);
    expect(unbounded(parts)).toEqual([]);
  });

  test('takes its own examples', () => {
    expect(validateConfig(schema.examples?.[0]), JSON.stringify(validateConfig.errors)).toBe(true);
  });
});

const head = 'apiVersion: vzreconcile/v1alpha1\nkind: Config\nspec:\n';
const source = (text: string): string => `${head}  source:\n${text.replace(/^/gm, '    ')}\n`;
const parse = (text: string) => parseConfig('config.yaml', Buffer.from(text));
const complaint = (text: string): string => printProblems(parse(text).problems);

test('a whole file is read', () => {
  const text = source(
    'remotes:\n  - url: https://git.example.net/a.git\nref: { branch: main }\npath: nodes\ninterval: 1m',
  );
  expect(parse(text)).toMatchObject({
    config: {
      apiVersion: 'vzreconcile/v1alpha1',
      kind: 'Config',
      spec: {
        source: {
          remotes: [{ url: 'https://git.example.net/a.git' }],
          ref: { branch: 'main' },
          path: 'nodes',
          interval: '1m',
        },
      },
    },
    problems: [],
  });
});

test.each([
  ['', 'config.yaml:1:1: error VZR347: the file holds no document'],
  ['a', 'config.yaml:1:1: error VZR010: a configuration is a mapping, not "a"'],
  [
    'kind: Container\napiVersion: vzreconcile/v1alpha1',
    'config.yaml:1:7: error VZR110: the kind "Container" is not known',
  ],
  [`${head}  {}\n---\n${head}  {}`, 'config.yaml:6:1: error VZR347: there is a second document'],
  [`${head}  sources: {}`, 'config.yaml:4:3: error VZR101: unknown field "sources" in spec'],
  [source('interval: 5'), 'config.yaml:5:15: error VZR346: 5 is not a time of at least 100ms'],
  [source('remotes: []'), 'config.yaml:5:14: error VZR107: the list spec.source.remotes is empty'],
  [source('remotes: [{}]'), 'VZR102: spec.source.remotes.0 has no url'],
  [source('remotes: [{ url: ./here }]'), 'config.yaml:5:22: error VZR345: this is not the address of a repository'],
  [source('remotes: [{ url: "svn://git.example.net/a" }]'), 'VZR345'],
  [source('remotes: [{ url: "http://h/a", tokenFile: /t }]'), 'VZR350: tokenFile is for https'],
  [source('ref: { branch: a, tag: b }'), 'config.yaml:5:10: error VZR108: spec.source.ref needs exactly one of branch'],
  [source('ref: {}'), 'VZR108'],
  [
    `${head}  approvals: { tags: { signers: [a] } }`,
    'config.yaml:4:22: error VZR356: tags are to be signed, and no keys are named',
  ],
  [`${head}  approvals: { tags: {} }\n  verify: { allowedSigners: /a }`, 'VZR102: spec.approvals.tags has no signers'],
  [`${head}  verify: { allowedSigners: /a }\n  approvals: { tags: { signers: [a], pattern: "*/x" } }`, 'VZR106'],
  [`${head}  approvals: { tag: 1 }`, 'VZR101: unknown field "tag" in spec.approvals'],
  [`${head}  verify: { mode: off, tags: true }`, 'VZR351: signatures are to be checked, and no keys are named'],
  [
    `${source('ref: { branch: a }')}  verify: { tags: true, allowedSigners: /a }`,
    'VZR357: a tag is to be signed, and spec.source.ref follows a branch',
  ],
  [source('ref: { commit: abc }'), 'config.yaml:5:20: error VZR106'],
  [source('interval: [1'), 'VZR007'],
  [
    source('remotes: [{ url: "https://h/a", tokenFile: token }]'),
    'config.yaml:5:48: error VZR354: "token" is not the path',
  ],
  [source('remotes: [{ url: "ssh://h/a", sshKey: "/etc/my key" }]'), 'VZR354: "/etc/my key" is not the path of a file'],
  [source('remotes: [{ url: "ssh://h/a", tokenFile: /t }]'), 'VZR350: tokenFile is for https'],
  [source('remotes: [{ url: "https://h/a", sshKey: /k }]'), 'VZR350: sshKey is for ssh'],
  [
    source('remotes: [{ url: "https://h/a", netrc: /n, tokenFile: /t }]'),
    'VZR108: a remote has a tokenFile or a netrc',
  ],
  [source('remotes: [{ url: "https://h/a", tokenScheme: digest }]'), 'VZR104'],
  [source('ref: { semver: latest }'), 'config.yaml:5:20: error VZR355: "latest" is not a range of versions'],
  [source('ref: { branch: main, tagPrefix: v }'), 'VZR350: tagPrefix is for semver'],
  [source('ref: { branch: "-x" }'), 'VZR106'],
  [`${head}  verify: {}`, 'config.yaml:4:11: error VZR351: signatures are to be checked, and no keys are named'],
  [`${head}  verify: { allowedSigners: keys }`, 'config.yaml:4:29: error VZR354: "keys" is not the path of a file'],
  [`${head}  verify: { gpgKeys: [a] }`, 'config.yaml:4:23: error VZR354'],
  [`${head}  verify: { mode: some, allowedSigners: /k }`, 'VZR104'],
  [`${head}  verify: { allowedSigners: /k, paths: [{ path: ../x, signers: [a] }] }`, 'config.yaml:4:49: error VZR352'],
  [`${head}  verify: { allowedSigners: /k, paths: [{ path: x, signers: [] }] }`, 'VZR107'],
  [
    `${head}  webhook: { listen: "9443", secretFile: /s }`,
    'config.yaml:4:22: error VZR353: "9443" is nothing to listen on',
  ],
  [`${head}  webhook: { listen: "127.0.0.1:99999", secretFile: /s }`, 'VZR353'],
  [`${head}  metrics: { listen: "9464" }`, '= for example 127.0.0.1:9464'],
  [
    `${head}  webhook: { listen: "[::1]:9443", secretFile: /s }\n  metrics: { listen: "[::1]:9443" }`,
    'config.yaml:5:22: error VZR353: spec.webhook listens on "[::1]:9443" too',
  ],
  [`${head}  webhook: { listen: "127.0.0.1:1" }`, 'VZR102: spec.webhook has no secretFile'],
  [`${head}  webhook: { listen: "127.0.0.1:1", secretFile: s }`, 'VZR354'],
])('%j is refused with its place', (text, sentence) => {
  expect(parse(text).config).toBeUndefined();
  expect(complaint(text)).toContain(sentence);
});

test.each([
  '  verify: { mode: off }',
  '  verify: { gpgKeys: [/k.asc], paths: [{ path: "**/*.yaml", signers: [a@x] }] }',
  '  webhook: { listen: "[::1]:9443", secretFile: /s, path: / }',
  '  webhook: { listen: /run/hook.sock, secretFile: /s }',
])('%j is taken', (text) => {
  expect(complaint(`${head}${text}\n`)).toBe('');
});

test('an interval is at least a tenth of a second', () => {
  expect([readInterval('100ms'), readInterval('5m')]).toEqual([{ value: 100 }, { value: 300_000 }]);
  for (const wrong of ['99ms', '5', '', 'm', '1h30m', 5]) expect(readInterval(wrong)).toHaveProperty('fault');
});

test.each([
  ['a remote', `${head}  source: { remotes: [{ url: "ftp://u:hunter2@git.example.net/x" }] }`],
  [
    'a remote with idle options',
    `${head}  source: { remotes: [{ sshKey: /k, url: https://u:hunter2@git.example.net/x }] }`,
  ],
  ['a mistake beside it', `${head}  notify: [{ kind: slak, url: "https://hooks.example.net/T0/hunter2" }]`],
  ['a line with no name', `${head}  notify: [{ kind: slack, events: ["https://hooks.example.net/T0/hunter2"] }]`],
  [
    'a file that cannot be read',
    `${head}  notify: [{ kind: slack, url: "https://hooks.example.net/T0/hunter2\u0001" }]`,
  ],
  ['a list that does not end', `${head}  notify: [{ kind: slack, url: "https://hooks.example.net/T0/hunter2"`],
])('problems quote no address: %s', (_, text) => {
  expect(complaint(text)).toContain('VZR');
  expect(complaint(text)).not.toContain('hunter2');
});

test('a fleet has a way to hear of others, and in time', () => {
  const fleet = (text: string) => parse(`${head}  fleet: { keys: /etc/keys, ${text} }\n`).problems;
  expect(fleet('directory: /srv/reports, every: 5m, maxAge: 10m')).toEqual([]);
  expect(fleet('every: 5m')).toMatchObject([{ code: 'VZR575', message: 'there is no way to hear of other nodes' }]);
  expect(fleet('directory: /srv, every: 1h')).toMatchObject([{ code: 'VZR575', hint: 'let it be longer than every' }]);
  expect(fleet('directory: /srv, every: 1s')).toMatchObject([{ code: 'VZR348', origin: { line: 4 } }]);
});

test.each(['fleet: { keys: /etc/keys, branch:', 'snapshot: { branch:'])(
  'a branch takes what lets a remote in: %s',
  (field) => {
    const branch = (text: string) => parse(`${head}  ${field} { name: reports, ${text} } }\n`).problems;
    const https = 'url: "https://git.example.net/ops/reports.git"';
    expect(branch(`${https}, tokenFile: /etc/token, tokenScheme: bearer`)).toEqual([]);
    expect(branch('url: "git@git.example.net:ops/reports.git", sshKey: /etc/key, knownHosts: /etc/hosts')).toEqual([]);
    expect(branch(`${https}, tokenFile: /etc/token, netrc: /etc/netrc`)).toMatchObject([{ code: 'VZR108' }]);
    expect(branch(`${https}, sshKey: /etc/key`)).toMatchObject([{ code: 'VZR350', origin: { line: 4 } }]);
    expect(branch('url: ops')).toMatchObject([{ code: 'VZR345' }]);
  },
);
