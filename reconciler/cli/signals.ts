// SIGTERM and SIGINT ask for an orderly end; the second one ends at once. Containers run on either way.

import { exitCodes } from './exit.ts';

export interface Stop {
  readonly signal: AbortSignal;
  /** Which signal asked, once one did. */
  reason(): NodeJS.Signals | undefined;
  dispose(): void;
}

const asked = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function stopOnSignals(notice: (signal: NodeJS.Signals) => void): Stop {
  const controller = new AbortController();
  let reason: NodeJS.Signals | undefined;
  const listener = (signal: NodeJS.Signals): void => {
    if (reason !== undefined) process.exit(exitCodes.interrupted);
    reason = signal;
    notice(signal);
    controller.abort();
  };
  for (const signal of asked) process.on(signal, listener);
  return {
    signal: controller.signal,
    reason: () => reason,
    dispose: () => {
      for (const signal of asked) process.off(signal, listener);
    },
  };
}
