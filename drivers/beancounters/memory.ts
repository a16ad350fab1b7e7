// What is remembered of a container's beancounters while its init lives: the most of each that was seen, and how often more
// had been refused at the last look. An xattr of the identity group, which ends with the boot, as the counters do.

import type { Counter } from '../../reconciler/port/tools.ts';
import { findXattr, setXattr } from '../kernel/xattr.ts';

const NAME = 'trusted.vzreconcile.ubc';

type Counters = Readonly<Record<string, Counter>>;
type Numbers = Readonly<Record<string, number>>;

export interface Seen {
  /** Of init: another one began anew. */
  readonly start: number;
  readonly maxheld: Numbers;
  readonly failcnt: Numbers;
}

/** What was seen of the init that started at `start`; nothing of another one. */
export function readSeen(identity: string, start: number): Seen {
  const nothing = { start, maxheld: {}, failcnt: {} };
  try {
    const seen = JSON.parse(findXattr(identity, NAME) ?? 'null') as Partial<Seen> | null;
    if (seen?.start !== start) return nothing;
    return { start, maxheld: numbersOf(seen.maxheld), failcnt: numbersOf(seen.failcnt) };
  } catch (error) {
    if (error instanceof SyntaxError) return nothing;
    throw error;
  }
}

/** The group must exist. */
export const writeSeen = (identity: string, seen: Seen): void => setXattr(identity, NAME, JSON.stringify(seen));

function numbersOf(value: unknown): Numbers {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, number]) => Number.isSafeInteger(number)));
}

/** The counters with the highest that was ever seen. */
export function remembered(counters: Counters, { maxheld }: Seen): Counters {
  return Object.fromEntries(
    Object.entries(counters).map(([name, counter]) => {
      const most = Math.max(counter.held, counter.maxheld ?? 0, maxheld[name] ?? 0);
      return [name, { ...counter, maxheld: most }];
    }),
  );
}

/** What there is to remember after a look at some of the counters. */
export function look(counters: Counters, seen: Seen): Seen {
  const all = remembered(counters, seen);
  const pick = (of: (counter: Counter) => number | undefined): Numbers =>
    Object.fromEntries(
      Object.entries(all).flatMap(([name, counter]) => {
        const number = of(counter);
        return number === undefined ? [] : [[name, number]];
      }),
    );
  return {
    start: seen.start,
    maxheld: { ...seen.maxheld, ...pick(({ maxheld }) => maxheld) },
    failcnt: { ...seen.failcnt, ...pick(({ failcnt }) => failcnt) },
  };
}

/** Counters of which more was refused since the last look, and how often. */
export function grown(
  counters: Counters,
  { failcnt }: Seen,
): readonly { readonly name: string; readonly by: number }[] {
  return Object.entries(counters).flatMap(([name, counter]) => {
    const by = (counter.failcnt ?? 0) - (failcnt[name] ?? 0);
    return by > 0 ? [{ name, by }] : [];
  });
}

/** The same, as text. */
export const isSame = (one: Seen, other: Seen): boolean => JSON.stringify(one) === JSON.stringify(other);
