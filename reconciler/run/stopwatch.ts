// How long the phases of a pass take.

import type { Clock } from '../port/clock.ts';

export type Phase = 'load' | 'observe' | 'plan' | 'apply' | 'verify';

export interface Stopwatch {
  /** Milliseconds. */
  readonly phases: Partial<Record<Phase, number>>;
  time<T>(phase: Phase, work: () => Promise<T>): Promise<T>;
}

export function stopwatch(clock: Clock): Stopwatch {
  const phases: Partial<Record<Phase, number>> = {};
  return {
    phases,
    time: async (phase, work) => {
      const begun = clock.now();
      try {
        return await work();
      } finally {
        phases[phase] = clock.now() - begun;
      }
    },
  };
}
