// Restarts of containers that are unhealthy: how many there were, and when the next one may be. Pure but for the random source
// it is given.

import type { Ctid } from '../../schema/units.ts';
import { delay } from './backoff.ts';
import type { Turn } from './ward.ts';

/** Restarts in a row. What does not work after them needs somebody. */
export const MOST_CURES = 5;
/** Milliseconds of health after which the next restart is the first again. */
const STABLE = 60_000;

export interface Cures {
  turned(turn: Turn, now: number): void;
  /** Its init was started, by a restart for its health or for anything else, which may be the cure. */
  started(ctid: Ctid, isCure: boolean, now: number): void;
  /** Milliseconds, monotonic: when the next may be; undefined: never. */
  next(ctid: Ctid): number | undefined;
  /** Restarts in a row. */
  count(ctid: Ctid): number;
  /** Restarted because it was unhealthy, and not healthy since. */
  isOpen(ctid: Ctid): boolean;
  /** Forgets the others. */
  keep(existing: ReadonlySet<Ctid>): void;
}

interface Case {
  readonly count: number;
  readonly until: number;
  readonly wellSince?: number;
}

export function makeCures(random: () => number): Cures {
  const cases = new Map<Ctid, Case>();
  return {
    turned: ({ ctid, now: status }, now) => {
      const one = cases.get(ctid);
      if (one === undefined) return;
      const { wellSince, ...bare } = one;
      if (status === 'healthy') cases.set(ctid, { ...bare, wellSince: wellSince ?? now });
      else if (wellSince !== undefined && now - wellSince >= STABLE) cases.delete(ctid);
      else cases.set(ctid, bare);
    },
    started: (ctid, isCure, now) => {
      const count = (cases.get(ctid)?.count ?? 0) + 1;
      if (isCure) cases.set(ctid, { count, until: now + delay(count, random()) });
      else cases.delete(ctid);
    },
    next: (ctid) => {
      const { count, until } = cases.get(ctid) ?? { count: 0, until: 0 };
      return count < MOST_CURES ? until : undefined;
    },
    count: (ctid) => cases.get(ctid)?.count ?? 0,
    isOpen: (ctid) => cases.has(ctid) && cases.get(ctid)?.wellSince === undefined,
    keep: (existing) => {
      for (const ctid of [...cases.keys()]) if (!existing.has(ctid)) cases.delete(ctid);
    },
  };
}
