// Sending a document with HTTP PUT, RFC 9110. Redirects are not followed: the token is for the address that was named.

import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { words } from '../../schema/words.ts';
import { SourceError } from '../port/source.ts';

export interface PutOptions {
  readonly url: string;
  /** A file whose first line is sent as a bearer token. */
  readonly tokenFile?: string;
}

/** Milliseconds. */
const TIMEOUT = 30_000;

/** Throws SourceError for anything but a status of success. What the other side says is not repeated: it may hold anything. */
export async function putDocument({ url, tokenFile }: PutOptions, text: string): Promise<void> {
  const token = tokenFile === undefined ? undefined : await readSecret(tokenFile);
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  let status: number;
  try {
    const signal = AbortSignal.timeout(TIMEOUT);
    const answer = await fetch(url, { method: 'PUT', body: text, headers, redirect: 'manual', signal });
    await answer.body?.cancel();
    status = answer.status;
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    throw new SourceError(`PUT ${url}: ${words(cause ?? error)}`);
  }
  if (status < 200 || status > 299) throw new SourceError(`PUT ${url}: status ${status}`);
}

/** The first line of a file that nobody else can read. Throws SourceError. */
async function readSecret(path: string): Promise<string> {
  await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(
    (error: NodeJS.ErrnoException) => {
      throw new SourceError(`${path}: ${error.code}`);
    },
  );
  const info = await file.stat();
  if (!info.isFile() || (info.mode & 0o077) !== 0)
    throw new SourceError(`${path}: a secret that others can read`, `chmod 600 ${path}`);
  const [line = ''] = (await file.readFile('utf8')).split('\n');
  if (!/^[\x21-\x7e]{1,4096}$/.test(line.trim())) throw new SourceError(`${path}: its first line is no token`);
  return line.trim();
}
