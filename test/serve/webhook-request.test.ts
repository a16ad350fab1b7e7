import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPing, proofOf, pushedRef } from '../../reconciler/serve/webhook-request.ts';

const body = Buffer.from('{"ref":"refs/heads/main"}');
const secret = 'a secret';
const hmac = createHmac('sha256', secret).update(body).digest('hex');

test("GitHub's own example is proof", () => {
  const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
  const hello = Buffer.from('Hello, World!');
  const known = "It's a Secret to Everybody";
  expect(proofOf({ 'x-hub-signature-256': signature }, hello, known)).toBe('good');
  expect(proofOf({ 'x-hub-signature-256': signature }, Buffer.from('Hello, World?'), known)).toBe('bad');
});

test.each([
  ['GitHub', { 'x-hub-signature-256': `sha256=${hmac}` }],
  ['Gitea', { 'x-gitea-signature': hmac, 'x-gogs-signature': hmac, 'x-hub-signature-256': `sha256=${hmac}` }],
  ['Forgejo', { 'x-forgejo-signature': hmac, 'x-gitea-signature': hmac }],
  ['GitLab', { 'x-gitlab-token': secret }],
  ['anything else', { 'x-signature': `sha256=${hmac.toUpperCase()}` }],
])('what %s sends is proof with the secret and none without', (_forge, headers) => {
  expect(proofOf(headers, body, secret)).toBe('good');
  expect(proofOf(headers, body, 'another')).toBe('bad');
});

test('a message of Standard Webhooks is proof by id, time and body, with one of its signatures', () => {
  // The example of the libraries of standardwebhooks.com.
  const known = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const example = Buffer.from('{"test": 2432232314}');
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  expect(proofOf(headers, example, known)).toBe('good');
  const both = `v1,${'A'.repeat(43)}= ${headers['webhook-signature']}`;
  expect(proofOf({ ...headers, 'webhook-signature': both }, example, known)).toBe('good');
  for (const changed of [
    { 'webhook-id': 'msg_other' },
    { 'webhook-timestamp': '1614265331' },
    { 'webhook-signature': headers['webhook-signature'].replace('v1', 'v2') },
    { 'webhook-signature': '' },
  ])
    expect(proofOf({ ...headers, ...changed }, example, known)).toBe('bad');
  expect(proofOf(headers, example, 'whsec_AAAA')).toBe('bad');
});

test('of several proofs every one has to be right, and without any there is none', () => {
  expect(proofOf({ 'x-gitea-signature': hmac, 'x-hub-signature-256': 'sha256=00' }, body, secret)).toBe('bad');
  expect(proofOf({ 'x-gitlab-token': secret, 'x-signature': '' }, body, secret)).toBe('bad');
  expect(proofOf({ 'x-github-event': 'push' }, body, secret)).toBe('none');
});

test('no other signature is taken for the right one', () => {
  fc.assert(
    fc.property(fc.oneof(fc.stringMatching(/^[0-9a-f]{0,70}$/), fc.string(), fc.constant(hmac.slice(1))), (sent) => {
      expect(proofOf({ 'x-hub-signature-256': sent }, body, secret)).toBe('bad');
    }),
  );
});

test('the ref is read from JSON, also where it came as a form, and from nothing else', () => {
  expect(pushedRef({}, body)).toBe('refs/heads/main');
  const form = Buffer.from(new URLSearchParams({ payload: body.toString() }).toString());
  expect(pushedRef({ 'content-type': 'application/x-www-form-urlencoded' }, form)).toBe('refs/heads/main');
  for (const odd of ['', 'x', '[]', 'null', '{"ref":1}', '{"ref":"main"}'])
    expect(pushedRef({}, Buffer.from(odd))).toBeUndefined();
  expect(isPing({ 'x-github-event': 'ping' })).toBe(true);
});
