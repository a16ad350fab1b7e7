// What a forge sends when somebody has pushed: whether it knows the secret, and which ref it is about. Pure but for the hash.
//
// GitHub: X-Hub-Signature-256. Gitea, Forgejo, Gogs: X-Gitea-Signature, X-Forgejo-Signature, X-Gogs-Signature beside it. GitLab:
// X-Gitlab-Token, the secret itself, or, with a signing token, the headers of Standard Webhooks, as others send them too. Anything
// else: X-Signature, as Flux's generic-hmac receiver takes it.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type Proof = 'good' | 'none' | 'bad';

const HMACS = ['x-hub-signature-256', 'x-gitea-signature', 'x-forgejo-signature', 'x-gogs-signature', 'x-signature'];

/** Every proof that is sent has to be right. */
export function proofOf(headers: IncomingHttpHeaders, body: Uint8Array, secret: string): Proof {
  const wanted = createHmac('sha256', secret).update(body).digest('hex');
  const checks: boolean[] = [];
  for (const name of HMACS) {
    const sent = headers[name];
    if (sent !== undefined)
      checks.push(
        isSame(
          String(sent)
            .replace(/^sha256=/, '')
            .toLowerCase(),
          wanted,
        ),
      );
  }
  const signatures = headers['webhook-signature'];
  if (signatures !== undefined) checks.push(isStandard(String(signatures), headers, body, secret));
  const token = headers['x-gitlab-token'];
  if (token !== undefined) checks.push(isSame(String(token), secret));
  if (checks.length === 0) return 'none';
  return checks.every((isGood) => isGood) ? 'good' : 'bad';
}

/**
 * Standard Webhooks 1.0: signatures by several keys while one is replaced, of which one has to be right. How old the message is does
 * not matter here: it makes a node look.
 */
function isStandard(signatures: string, headers: IncomingHttpHeaders, body: Uint8Array, secret: string): boolean {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : secret;
  const head = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.`;
  const wanted = `v1,${createHmac('sha256', key).update(head).update(body).digest('base64')}`;
  return signatures.split(' ').some((one) => isSame(one, wanted));
}

/** In a time that tells nothing of either: digests are of one length. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** The full name of the ref that was pushed; undefined where the event does not say. */
export function pushedRef(headers: IncomingHttpHeaders, body: Uint8Array): string | undefined {
  const text = Buffer.from(body).toString('utf8');
  const isForm = String(headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  try {
    const event: unknown = JSON.parse(isForm ? (new URLSearchParams(text).get('payload') ?? '') : text);
    const ref = typeof event === 'object' && event !== null && 'ref' in event ? event.ref : undefined;
    return typeof ref === 'string' && ref.startsWith('refs/') ? ref : undefined;
  } catch {
    return undefined;
  }
}

/** GitHub's, Gitea's and Forgejo's first event, when a webhook is made: it is about nothing. */
export const isPing = (headers: IncomingHttpHeaders): boolean =>
  [headers['x-github-event'], headers['x-gitea-event'], headers['x-forgejo-event']].includes('ping');
