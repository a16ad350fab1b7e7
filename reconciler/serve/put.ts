// Sending a document with HTTP PUT, once.

import { SourceError } from '../port/source.ts';
import { type FieldNames, readSecret } from '../source/secret-file.ts';
import { attempt } from './attempt.ts';

export interface PutOptions {
  readonly url: string;
  /** A file of one line, which is sent as a bearer token. */
  readonly tokenFile?: string;
  readonly named?: FieldNames;
  /** Aborted: the document is not wanted any more. */
  readonly stop?: AbortSignal;
}

/** Milliseconds. */
const TIMEOUT = 30_000;

/** Throws SourceError for anything but a status of success. What the other side says is not repeated: it may hold anything. */
export async function putDocument({ url, tokenFile, named, stop }: PutOptions, text: string): Promise<void> {
  const token = tokenFile === undefined ? undefined : await readSecret(tokenFile, named?.['tokenFile']);
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  // The rest of an address may sign it.
  const where = `PUT to ${new URL(url).host}`;
  const answer = await attempt({ method: 'PUT', url, headers, body: text }, { timeout: TIMEOUT, stop });
  if (!answer.taken) throw new SourceError(`${where}: ${answer.why}`);
}
