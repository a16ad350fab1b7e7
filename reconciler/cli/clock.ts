// The real clock: CLOCK_MONOTONIC, so that setting the time of day neither wakes nor delays anything.

import type { Clock } from '../port/clock.ts';

/** setTimeout fires at once for anything above this, about 24 days. */
const LONGEST = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, Math.min(ms, LONGEST));
      signal?.addEventListener('abort', end, { once: true });
    }),
};
