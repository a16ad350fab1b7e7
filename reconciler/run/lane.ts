// Room for work that may take long without doing much: so much that has just begun, and so much in all. What has been under
// way for a while lets the next begin, so that work which hangs holds up nobody.

import type { Clock } from '../port/clock.ts';

export interface Lane {
  /** Does `work` when there is room, in the order of asking; undefined: `signal` aborted before its turn. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T | undefined>;
}

/** How much at a time. */
export interface Room {
  /** That has just begun, and takes the processors. */
  readonly fresh: number;
  readonly all: number;
}

/** Milliseconds after which work is not fresh any more. */
export const SETTLED = 250;

export function makeLane(room: Room, clock: Clock): Lane {
  const queue = new Set<() => void>();
  let [fresh, all] = [0, 0];
  const admit = (): void => {
    for (const enter of queue) {
      if (fresh >= room.fresh || all >= room.all) return;
      queue.delete(enter);
      [fresh, all] = [fresh + 1, all + 1];
      enter();
    }
  };
  /** False: nobody waits for it any more. */
  const turn = (signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      const leave = (): void => {
        queue.delete(enter);
        resolve(false);
      };
      const enter = (): void => {
        signal.removeEventListener('abort', leave);
        resolve(true);
      };
      if (signal.aborted) return resolve(false);
      signal.addEventListener('abort', leave, { once: true });
      queue.add(enter);
      admit();
    });
  return {
    run: async (work, signal) => {
      if (!(await turn(signal))) return undefined;
      const ended = new AbortController();
      let isFresh = true;
      const settle = (): void => {
        if (isFresh) fresh -= 1;
        isFresh = false;
        admit();
      };
      void clock.sleep(SETTLED, ended.signal).then(() => !ended.signal.aborted && settle());
      try {
        return await work();
      } finally {
        ended.abort();
        all -= 1;
        settle();
      }
    },
  };
}
