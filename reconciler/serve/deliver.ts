// A queue of requests to one receiver: one at a time and in order, again after a while when it did not take them, never
// waited for by a pass. What cannot be delivered is told and dropped; it is in the log of events.

import type { Clock } from '../port/clock.ts';
import { type Attempt, attempt, type Request } from './attempt.ts';

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

/** The other side has read it and will not take it another time either. */
const isRefused = ({ status = 500 }: Attempt & { taken: false }): boolean =>
  status < 500 && status !== 429 && status !== 408;

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
    for (let turn = 1; !ended.signal.aborted; turn += 1) {
      const answer = await attempt(request, { timeout: options.timeout ?? TIMEOUT, stop: ended.signal });
      if (answer.taken) {
        isTold = false;
        return;
      }
      if (ended.signal.aborted) return;
      complainOnce(answer.why);
      if (isRefused(answer) || turn === ATTEMPTS) return;
      const pause = Math.min(LONGEST, FIRST * 2 ** (turn - 1)) * (1 + options.random() * 0.1);
      await clock.sleep(Math.min(LONGEST, Math.max(pause, answer.pause ?? 0)), ended.signal);
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
