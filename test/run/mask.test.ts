import fc from 'fast-check';
import { expect, test } from 'vitest';
import { masked, maskedJson } from '../../reconciler/run/mask.ts';
import { maskedText } from '../../schema/secret-text.ts';

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
