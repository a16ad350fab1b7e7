// Sending a document with HTTP PUT, RFC 9110. Redirects are not followed: the token is for the address that was named.

import { words } from '../../schema/words.ts';
import { SourceError } from '../port/source.ts';
import { readSecret } from '../source/secret-file.ts';

export interface PutOptions {
  readonly url: string;
  /** A file of one line, which is sent as a bearer token. */
  readonly tokenFile?: string;
  /** Aborted: the document is not wanted any more. */
  readonly stop?: AbortSignal;
}

/** Milliseconds. */
const TIMEOUT = 30_000;

/** Throws SourceError for anything but a status of success. What the other side says is not repeated: it may hold anything. */
export async function putDocument({ url, tokenFile, stop }: PutOptions, text: string): Promise<void> {
  const token = tokenFile === undefined ? undefined : await readSecret(tokenFile);
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  // The rest of an address may sign it.
  const where = `PUT to ${new URL(url).host}`;
  let status: number;
  try {
    const limit = AbortSignal.timeout(TIMEOUT);
    const signal = stop === undefined ? limit : AbortSignal.any([stop, limit]);
    const answer = await fetch(url, { method: 'PUT', body: text, headers, redirect: 'manual', signal });
    await answer.body?.cancel();
    status = answer.status;
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    throw new SourceError(`${where}: ${words(cause ?? error)}`);
  }
  if (status < 200 || status > 299) throw new SourceError(`${where}: status ${status}`);
}
