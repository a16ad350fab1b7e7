// The loop over a reconciler of a test, and what it tells. It ends with the test.

import { onTestFinished } from 'vitest';
import type { HostEvent } from '../../reconciler/port/host.ts';
import type { Outcome } from '../../reconciler/run/apply.ts';
import { type LoopOptions, type Report, runLoop } from '../../reconciler/run/loop.ts';
import type { PassResult, Reconciler } from '../../reconciler/run/reconcile.ts';
import { noStatus } from '../../reconciler/run/status-file.ts';
import type { FakeClock } from './bench.ts';

export interface Looping {
  readonly passes: readonly PassResult[];
  readonly outcomes: readonly Outcome[];
  readonly exits: readonly HostEvent[];
  /** As after a commit; all that can be done about it without time passing is done when it resolves. */
  hint(): Promise<void>;
  /** Tells the loop to end, and resolves when it has. */
  end(): Promise<void>;
}

/** For what shall not happen. */
export const unexpected = (error: unknown): void => {
  throw error;
};

/** Resolves when the first pass is over. A pass that could not be made fails the test, unless `failure` hears of it. */
export async function looping(
  reconciler: Reconciler,
  clock: FakeClock,
  more: Partial<Pick<LoopOptions, 'trial' | 'monitor'> & Pick<Report, 'failure'>> = {},
): Promise<Looping> {
  const { failure = unexpected, ...judges } = more;
  const stop = new AbortController();
  const passes: PassResult[] = [];
  const outcomes: Outcome[] = [];
  const exits: HostEvent[] = [];
  let hint: () => void = () => {};
  const running = runLoop({
    ...judges,
    reconciler,
    source: {
      watch: async (listener) => {
        hint = listener;
        return async () => {};
      },
    },
    interval: 30_000,
    stop: stop.signal,
    random: () => 0,
    status: noStatus,
    report: {
      pass: (result) => void passes.push(result),
      plan: () => {},
      outcome: (outcome) => void outcomes.push(outcome),
      exited: (event) => void exits.push(event),
      failure,
    },
  });
  const end = async (): Promise<void> => {
    stop.abort();
    await running;
  };
  onTestFinished(end);
  await clock.settle();
  return {
    ...{ passes, outcomes, exits, end },
    hint: async () => {
      hint();
      await clock.settle();
    },
  };
}
