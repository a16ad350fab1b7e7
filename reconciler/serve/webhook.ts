// The webhook: a forge says that somebody has pushed, and the node looks at once. It says nothing else, so a message that is sent
// twice, or again by somebody who has heard it, makes a node look once more and no more than that.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { words } from '../../schema/words.ts';
import type { Clock } from '../port/clock.ts';
import { readSecret } from '../source/secret-file.ts';
import { keepOpen, type Listening, listenOn } from './listen.ts';
import { isPing, proofOf, pushedRef } from './webhook-request.ts';

export interface WebhookOptions {
  /** `127.0.0.1:9443`, `[::1]:9443`, or the path of a unix socket. */
  readonly listen: string;
  /** The path of the URL. */
  readonly path: string;
  /** Read anew for each message. */
  readonly secretFile: string;
  /** What errors call it. */
  readonly secretField?: string;
  /** Whether a push to this ref, by its full name, can change what is followed. */
  readonly isFollowed: (ref: string) => boolean;
  /** Looks at the source. */
  readonly look: () => void;
  /** Told of what was refused, and why: each once in a minute at most. */
  readonly warn: (message: string) => void;
  readonly clock: Clock;
}

const LARGEST = 1024 * 1024;

/** Milliseconds. */
const HEADERS_WITHIN = 5_000;
const ALL_WITHIN = 10_000;
const QUIET = 60_000;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Listens until it is closed. Where that is not possible it warns and tries again: without pushes the interval is left. */
export async function keepWebhook(options: WebhookOptions): Promise<Pick<Listening, 'close'>> {
  const complain = (reason: string): void =>
    options.warn(`changes are noticed at the interval only, pushes cannot be heard: ${reason}`);
  // It may be there when the first push comes; nobody waits for that to hear that it is not.
  await readSecret(options.secretFile, options.secretField).catch((error: unknown) => complain(words(error)));
  return keepOpen(() => openWebhook(options), options.clock, complain);
}

/** Listens until it is closed. Throws what listening throws. */
export async function openWebhook({ warn, ...given }: WebhookOptions): Promise<Listening> {
  const options = { ...given, warn: oncePerMinute(warn, given.clock) };
  const server = createServer(
    {
      headersTimeout: HEADERS_WITHIN,
      requestTimeout: ALL_WITHIN,
      keepAliveTimeout: 1,
      connectionsCheckingInterval: 1000,
    },
    (request, response) => {
      void answer(request, options).then(
        ({ status, text }) => send(response, status, text),
        (error: unknown) => {
          options.warn(`webhook: ${words(error)}`);
          send(response, 500, 'this node cannot check signatures');
        },
      );
    },
  );
  server.maxConnections = 64;
  return listenOn(server, options.listen);
}

async function answer(request: IncomingMessage, options: WebhookOptions): Promise<Answer> {
  const [url, base] = [request.url ?? '/', 'http://localhost'];
  if (!URL.canParse(url, base)) return { status: 400, text: 'not a URL' };
  if (new URL(url, base).pathname !== options.path) return { status: 404, text: 'not here' };
  if (request.method !== 'POST') return { status: 405, text: 'POST only' };
  const body = await bodyOf(request);
  if (body === undefined) return { status: 413, text: `more than ${LARGEST} bytes` };
  const proof = proofOf(request.headers, body, await readSecret(options.secretFile, options.secretField));
  if (proof !== 'good') {
    const [status, text] = proof === 'none' ? [401, 'not signed'] : [403, 'wrong signature'];
    options.warn(`webhook: a message was refused: ${text}`);
    return { status, text };
  }
  const ref = pushedRef(request.headers, body);
  if (isPing(request.headers)) return { status: 202, text: 'heard' };
  if (ref !== undefined && !options.isFollowed(ref)) return { status: 202, text: 'not followed here' };
  options.look();
  return { status: 202, text: 'looking' };
}

/** Anybody may send anything, and shall not fill the log with it. */
function oncePerMinute(warn: (message: string) => void, clock: Clock): (message: string) => void {
  const said = new Map<string, number>();
  return (message) => {
    const now = clock.now();
    for (const [one, at] of said) if (now - at >= QUIET) said.delete(one);
    if (said.has(message)) return;
    said.set(message, now);
    warn(message);
  };
}

/** Undefined when it is too long; the rest is not waited for. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, status: number, text: string): void {
  // Nothing is kept open for who was refused.
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' }).end(`${text}\n`);
}
