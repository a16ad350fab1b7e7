import fc from 'fast-check';
import { expect, test } from 'vitest';
import { masked, maskedJson } from '../../reconciler/run/mask.ts';
import { maskWith } from '../../reconciler/run/snapshot.ts';
import { maskedText, mayHaveSecret, replaceSecretWords, starredLine } from '../../schema/secret-text.ts';

test('what is named a secret, or looks like one, is not written down', () => {
  expect(masked({ a: 1, token: 'x', list: [{ rootPassword: 'y' }], text: 'https://u:p@git.example.net/a' })).toEqual({
    a: 1,
    token: '***',
    list: [{ rootPassword: '***' }],
    text: 'https://***@git.example.net/a',
  });
  expect(maskedText('init --password=hunter2 token=abc, debug=1')).toBe('init --password=*** token=***, debug=1');
});

test('a secret has a longer name, is in the query of a URL, or in a header', () => {
  for (const name of ['access_token', 'private_token', 'MYSQL_PASSWORD', 'db_password', 'api_key', 'apikey', 'sig'])
    for (const text of [`a ${name}=hunter2 b`, `https://ci.example.net/a?x=1&${name}=hunter2`])
      expect(maskedText(text)).toBe(text.replace('hunter2', '***'));
  expect(maskedText('curl -H "Authorization: Bearer hunter2"')).not.toContain('hunter2');
  expect(maskedText('Authorization: Basic aHVudGVyMg==')).toBe('Authorization: Basic ***');
  expect(masked({ apiKey: 'x', authorization: 'y' })).toEqual({ apiKey: '***', authorization: '***' });
});

const tokens = [
  `ghp_${'a1'.repeat(18)}`,
  `github_pat_${'A1'.repeat(20)}`,
  'glpat-abcdefghij0123456789',
  `xoxb-${'1'.repeat(12)}-abcdefghijkl`,
  `sk_live_${'x'.repeat(24)}`,
  `whsec_${'Q'.repeat(32)}`,
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-DEF_1',
];

test('a token that says what it is is one wherever it stands', () => {
  for (const token of tokens) {
    expect(maskedText(`run ${token}, twice`)).toBe('run ***, twice');
    expect(mayHaveSecret(token)).toBe(true);
  }
  expect(maskedText('glibc-2.36 sk_live eyJa.b.c ghp_short')).toBe('glibc-2.36 sk_live eyJa.b.c ghp_short');
});

test('the word after the name of a secret is one', () => {
  const words = ['/bin/app', '--api-key', 'hunter2', '--db-password', '--verbose', '-token', 'a=b', 'x'];
  const shown = ['/bin/app', '--api-key', '***', '--db-password', '--verbose', '-token', '***', 'x'];
  expect(replaceSecretWords(words, () => '***')).toEqual(shown);
});

test.each([
  ['init: [/sbin/init, --api-key, hunter2, x]', 'init: [/sbin/init, --api-key, *******, x]'],
  ['init: ["--token", "hunter2"]', 'init: ["--token", "*******"]'],
  ["init: [--password, 'hunter2']", "init: [--password, '*******']"],
  ['exec: app --db-password hunter2', 'exec: app --db-password *******'],
  ['init: [--password=hunter2, --verbose]', 'init: [--password=*******, --verbose]'],
  ['init: [--token, --verbose, --no-password, /x]', 'init: [--token, --verbose, --no-password, /x]'],
])('in a line of a file the columns stay: %s', (line, shown) => {
  expect(starredLine(line)).toBe(shown);
});

test('what is shown of words is the same whether or not they were masked for a snapshot before', () => {
  const mask = maskWith('salt');
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom(...tokens, '--password', '--token=', 'Bearer x', '//u:p@h', 'secret=1,token=2'),
    fc.tuple(fc.constantFrom('--password=', 'a_token=', 'bearer ', '//'), fc.string()).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(fc.array(word), fc.constantFrom('***', '(secret)'), (words, hidden) => {
      const once = replaceSecretWords(words, (secret) => mask('init', secret));
      expect(replaceSecretWords(once, () => hidden)).toEqual(replaceSecretWords(words, () => hidden));
    }),
  );
});

test('as JSON the same is masked', () => {
  const texts = fc.constantFrom(
    'a',
    'https://u:p@h/',
    'secret=1',
    'token',
    'Passphrase',
    'private_key',
    'x@y',
    'passwd',
    'my_token=1',
    'a?sig=1',
    'apikey=1',
    'bearer x',
    'Authorization: Basic x',
  );
  const value = fc.dictionary(texts, fc.oneof(texts, fc.dictionary(texts, texts)));
  fc.assert(fc.property(value, (one) => void expect(JSON.parse(maskedJson(one))).toEqual(masked(one))));
});

test('masking twice is masking once', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const once = masked(value as never);
      expect(masked(once)).toEqual(once);
    }),
  );
});
