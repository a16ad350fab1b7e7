// Who wants to know when which init ends. An end is told once, whether the player reaped it or its pidfd fired.

import type { Clock } from '../../reconciler/port/clock.ts';
import type { Asked } from '../../reconciler/port/host.ts';
import type { Ctid } from '../../schema/units.ts';
import { startTime } from './run-record.ts';

/**
 * `asked` is what a process inside asked reboot(2) for, which ends an init like a signal does: known of an init that this
 * process started, for its parent alone is told how it ended.
 */
export type EndListener = (ctid: Ctid, detail: string, asked?: Asked) => void;

export interface Identity {
  readonly pid: number;
  readonly start: number;
}

export interface Ends {
  /** From now on the end of `pid` is the end of container `ctid`. False when it was so already. */
  watch(pid: number, ctid: Ctid): boolean;
  unwatch(pid: number): void;
  /** We ourselves are about to end it: then nobody inside has asked for it. */
  expect(pid: number): void;
  tell(pid: number, detail: string, asked?: Asked): void;
  /** True when the process has ended within `timeout` milliseconds. */
  until(process: Identity, timeout: number, signal?: AbortSignal): Promise<boolean>;
  onEnd(listener: EndListener): () => void;
}

/** Milliseconds between looks at a process whose end no event told. */
const LOOK = 50;

export function createEnds(clock: Clock): Ends {
  const watched = new Map<number, Ctid>();
  const expected = new Set<number>();
  const sleepers = new Map<number, Set<() => void>>();
  const listeners = new Set<EndListener>();
  return {
    watch(pid, ctid) {
      const isNew = watched.get(pid) !== ctid;
      watched.set(pid, ctid);
      if (isNew) expected.delete(pid);
      return isNew;
    },
    unwatch: (pid) => void watched.delete(pid),
    expect: (pid) => void expected.add(pid),
    tell(pid, detail, asked) {
      for (const wake of sleepers.get(pid) ?? []) wake();
      const ctid = watched.get(pid);
      if (ctid === undefined) return;
      watched.delete(pid);
      const told = expected.delete(pid) ? undefined : asked;
      for (const listener of listeners) listener(ctid, detail, told);
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
