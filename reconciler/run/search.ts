// Asking history for what a pass tells and does not need: with patience that ends, and once, however many passes ask.

import type { Clock } from '../port/clock.ts';

/** Answers by key, undefined among them. What failed, or was given up on, has none. Never throws. */
export type Search<Q, A> = (items: ReadonlyMap<string, Q>) => Promise<ReadonlyMap<string, A | undefined>>;

export interface Patience {
  /** Milliseconds for all that one pass asks for. */
  readonly wait: number;
  /** Items of one pass that are asked for, one after the other. */
  readonly most: number;
}

/** Answers are kept as long as each pass asks for them. `ask` is to end when the signal aborts. */
export function searchFor<Q, A>(
  ask: (item: Q, signal: AbortSignal) => Promise<A | undefined>,
  { wait, most }: Patience,
  clock: Clock,
): Search<Q, A> {
  /** By key; undefined: no answer, and it is not asked for again. */
  let known = new Map<string, { readonly answer: A | undefined } | undefined>();
  return async (items) => {
    const kept = new Map([...known].filter(([key]) => items.has(key)));
    known = kept;
    const open = [...items].filter(([key]) => !kept.has(key));
    const ended = new AbortController();
    const work = async (): Promise<true> => {
      for (const [key, item] of open.slice(0, most)) {
        const found = await ask(item, ended.signal).then(
          (answer) => ({ answer }),
          () => undefined,
        );
        if (ended.signal.aborted) break;
        kept.set(key, found);
      }
      return true;
    };
    if (open.length > 0) {
      const isDone = await Promise.race([work(), clock.sleep(wait, ended.signal)]);
      ended.abort();
      // A history that is too long for one pass is so for the next.
      if (isDone !== true) for (const [key] of open) if (!kept.has(key)) kept.set(key, undefined);
    }
    return new Map([...kept].flatMap(([key, found]) => (found === undefined ? [] : [[key, found.answer] as const])));
  };
}
