// A queue of requests to one receiver: one at a time and in order, again after a while when it did not take them, never
// waited for by a pass. What cannot be delivered is told and dropped; it is in the log of events.

import { words } from '../../schema/words.ts';
import type { Clock } from '../port/clock.ts';
import type { Request } from './messages.ts';

export interface Queue {
  add(request: Request): void;
  /** Resolves when all is delivered or dropped, at the latest after `ms`. */
  close(ms: number): Promise<void>;
}

export interface QueueOptions {
  /** "slack at hooks.example.net": for complaints. */
  readonly name: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly complain: (message: string) => void;
  /** Milliseconds for one answer. */
  readonly timeout?: number;
}

const TIMEOUT = 10_000;
const ATTEMPTS = 8;
const FIRST = 1_000;
const LONGEST = 60_000;
/** Older ones go: news that nobody could be told for so long is none. */
const WAITING = 500;

type Answer = 'taken' | 'refused' | { readonly again: number | undefined };

export function makeQueue(options: QueueOptions): Queue {
  const { clock, name, complain } = options;
  const waiting: Request[] = [];
  const ended = new AbortController();
  let running: Promise<void> | undefined;
  let dropped = 0;
  let isTold = false;

  /** Says it once until something is delivered again. */
  const complainOnce = (why: string): void => {
    if (!isTold) complain(`${name}: ${why}`);
    isTold = true;
  };
  const deliver = async (request: Request): Promise<void> => {
    for (let attempt = 1; !ended.signal.aborted; attempt += 1) {
      const { answer, why } = await send(request, options.timeout ?? TIMEOUT, ended.signal);
      if (answer === 'taken') {
        isTold = false;
        return;
      }
      if (ended.signal.aborted) return;
      complainOnce(why);
      if (answer === 'refused' || attempt === ATTEMPTS) return;
      const pause = Math.min(LONGEST, FIRST * 2 ** (attempt - 1)) * (1 + options.random() * 0.1);
      await clock.sleep(Math.min(LONGEST, Math.max(pause, answer.again ?? 0)), ended.signal);
    }
  };
  const run = async (): Promise<void> => {
    for (;;) {
      const next = waiting.shift();
      if (next === undefined || ended.signal.aborted) break;
      await deliver(next);
    }
    running = undefined;
  };
  return {
    add: (request) => {
      waiting.push(request);
      if (waiting.length > WAITING) {
        waiting.shift();
        dropped += 1;
      }
      running ??= run();
    },
    close: async (ms) => {
      const over = new AbortController();
      await Promise.race([running, clock.sleep(ms, over.signal)]);
      over.abort();
      const left = dropped + waiting.length + (running === undefined ? 0 : 1);
      ended.abort();
      if (left > 0) complain(`${name}: not told of ${left} event${left === 1 ? '' : 's'}`);
    },
  };
}

/** One attempt. What is answered but for its number is not read: it is not ours to show. */
async function send(
  { method, url, headers, body }: Request,
  timeout: number,
  ended: AbortSignal,
): Promise<{ readonly answer: Answer; readonly why: string }> {
  try {
    const signal = AbortSignal.any([ended, AbortSignal.timeout(timeout)]);
    // A redirect would take the token to where nobody sent it.
    const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
    await response.body?.cancel();
    const { status } = response;
    if (status >= 200 && status < 300) return { answer: 'taken', why: '' };
    const why = `answered ${status}`;
    if (status < 500 && status !== 429 && status !== 408) return { answer: 'refused', why };
    const seconds = Number(response.headers.get('retry-after'));
    return { answer: { again: Number.isFinite(seconds) ? seconds * 1000 : undefined }, why };
  } catch (error) {
    return { answer: { again: undefined }, why: reasonOf(error) };
  }
}

/** fetch says "fetch failed" and keeps the reason as the cause; neither names more than host and port. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return words(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : words(cause ?? error);
}
