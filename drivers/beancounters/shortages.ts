// Looks at the beancounters of all running containers: what was refused since the look before, and the most there ever was.

import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../reconciler/port/clock.ts';
import type { Shortage } from '../../reconciler/port/host.ts';
import type { Counter } from '../../reconciler/port/tools.ts';
import type { Ctid } from '../../schema/units.ts';
import { grown, isSame, look, readSeen, writeSeen } from './memory.ts';

/** Milliseconds between looks at what is counted process by process, which takes a while. */
const THOROUGH = 60_000;

interface Init {
  readonly ctid: Ctid;
  readonly start: number;
}

export interface Counting<I extends Init> {
  inits(): readonly I[];
  isRunning(init: I): boolean;
  /** The group that what was seen is written on. */
  identity(ctid: Ctid): string;
  /** What the kernel counts itself. */
  cheap(init: I): Readonly<Record<string, Counter>>;
  /** And what is counted process by process. */
  all(init: I): Readonly<Record<string, Counter>>;
}

/** One container after the other, so that nothing waits long for it. */
export function shortages<I extends Init>(clock: Clock, counting: Counting<I>): () => Promise<readonly Shortage[]> {
  let last = Number.NEGATIVE_INFINITY;
  return async () => {
    const found: Shortage[] = [];
    const isThorough = clock.now() - last >= THOROUGH;
    if (isThorough) last = clock.now();
    for (const init of counting.inits()) {
      const { ctid, start } = init;
      const counters = isThorough ? counting.all(init) : counting.cheap(init);
      const identity = counting.identity(ctid);
      const seen = readSeen(identity, start);
      for (const { name, by } of grown(counters, seen))
        found.push({ ctid, counter: name, by, failcnt: counters[name]?.failcnt ?? by });
      const now = look(counters, seen);
      if (!isSame(now, seen) && counting.isRunning(init)) writeSeen(identity, now);
      await setImmediate();
    }
    return found;
  };
}
