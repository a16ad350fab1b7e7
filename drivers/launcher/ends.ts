// Who wants to know when which init ends. An end is told once, whether the player reaped it or its pidfd fired.

import type { Clock } from '../../reconciler/port/clock.ts';
import type { Ctid } from '../../schema/units.ts';
import { startTime } from './run-record.ts';

export type EndListener = (ctid: Ctid, detail: string) => void;

export interface Identity {
  readonly pid: number;
  readonly start: number;
}

export interface Ends {
  /** From now on the end of `pid` is the end of container `ctid`. False when it was so already. */
  watch(pid: number, ctid: Ctid): boolean;
  unwatch(pid: number): void;
  tell(pid: number, detail: string): void;
  /** True when the process has ended within `timeout` milliseconds. */
  until(process: Identity, timeout: number, signal?: AbortSignal): Promise<boolean>;
  onEnd(listener: EndListener): () => void;
}

/** Milliseconds between looks at a process whose end no event told. */
const LOOK = 50;

export function createEnds(clock: Clock): Ends {
  const watched = new Map<number, Ctid>();
  const sleepers = new Map<number, Set<() => void>>();
  const listeners = new Set<EndListener>();
  return {
    watch(pid, ctid) {
      const isNew = watched.get(pid) !== ctid;
      watched.set(pid, ctid);
      return isNew;
    },
    unwatch: (pid) => void watched.delete(pid),
    tell(pid, detail) {
      for (const wake of sleepers.get(pid) ?? []) wake();
      const ctid = watched.get(pid);
      if (ctid === undefined) return;
      watched.delete(pid);
      for (const listener of listeners) listener(ctid, detail);
    },
    async until({ pid, start }, timeout, signal) {
      const deadline = clock.now() + timeout;
      while (startTime(pid) === start) {
        const left = deadline - clock.now();
        if (left <= 0 || signal?.aborted) return false;
        await nap(pid, Math.min(left, LOOK), signal);
      }
      return true;
    },
    onEnd(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  async function nap(pid: number, time: number, signal: AbortSignal | undefined): Promise<void> {
    const rest = new AbortController();
    const wake = (): void => rest.abort();
    const others = sleepers.get(pid) ?? new Set();
    sleepers.set(pid, others.add(wake));
    try {
      await clock.sleep(time, signal === undefined ? rest.signal : AbortSignal.any([signal, rest.signal]));
    } finally {
      others.delete(wake);
      if (others.size === 0) sleepers.delete(pid);
    }
  }
}
