// The endpoints: GET /metrics, /healthz and /readyz. Nothing can be changed through them, and nothing secret is told.

import { createServer, type IncomingMessage } from 'node:http';
import { type Listening, listenOn } from '../listen.ts';
import { CONTENT_TYPE, exposition, type Family } from './exposition.ts';

export interface Health {
  readonly healthy: boolean;
  /** One line. */
  readonly text: string;
}

export interface EndpointsOptions {
  readonly listen: string;
  readonly families: () => Promise<readonly Family[]>;
  /** Whether the loop goes round. */
  readonly alive: () => Health;
  /** Whether the node is as it should be. */
  readonly ready: () => Health;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type?: string;
}

/** Milliseconds. */
const HEADERS_WITHIN = 5_000;

/** Listens until it is closed. Throws what listening throws. */
export async function openEndpoints(options: EndpointsOptions): Promise<Listening> {
  // Askers that come at once share one answer: each look at the kernel costs.
  let making: Promise<string> | undefined;
  const metrics = (): Promise<string> => {
    making ??= options
      .families()
      .then(exposition)
      .finally(() => {
        making = undefined;
      });
    return making;
  };
  const server = createServer(
    { headersTimeout: HEADERS_WITHIN, connectionsCheckingInterval: 1000 },
    (request, response) => {
      const send = ({ status, text, type = 'text/plain; charset=utf-8' }: Answer): void => {
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
        response.end(request.method === 'HEAD' ? undefined : text);
      };
      // What went wrong is not told to whoever asks.
      answer(request, options, metrics).then(send, () => send({ status: 500, text: 'the host cannot be read\n' }));
    },
  );
  server.maxConnections = 64;
  return listenOn(server, options.listen);
}

async function answer(
  { url = '/', method }: IncomingMessage,
  { alive, ready }: EndpointsOptions,
  metrics: () => Promise<string>,
): Promise<Answer> {
  const path = url.replace(/\?.*/s, '');
  const health = ({ healthy, text }: Health): Answer => ({ status: healthy ? 200 : 503, text: `${text}\n` });
  const answers: Readonly<Record<string, () => Promise<Answer>>> = {
    '/metrics': async () => ({ status: 200, text: await metrics(), type: CONTENT_TYPE }),
    '/healthz': async () => health(alive()),
    '/readyz': async () => health(ready()),
  };
  const known = Object.hasOwn(answers, path) ? answers[path] : undefined;
  if (known === undefined) return { status: 404, text: 'not here\n' };
  return method === 'GET' || method === 'HEAD' ? known() : { status: 405, text: 'GET only\n' };
}
