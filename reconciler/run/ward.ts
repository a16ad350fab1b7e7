// One container that is asked how it is, one question after the other, and what the answers come to.

import { type HealthSpec, probeWords } from '../../schema/health.ts';
import type { Ctid } from '../../schema/units.ts';
import type { HealthState } from '../plan/dependencies.ts';
import type { HealthVerdict } from '../port/host.ts';
import type { Known, Verdict } from './health-file.ts';
import type { Prober } from './probe.ts';

/** A container has become healthy or unhealthy. */
export interface Turn {
  readonly ctid: Ctid;
  readonly name: string;
  readonly was: HealthState['status'];
  readonly now: 'healthy' | 'unhealthy';
  /** "tcp 127.0.0.1:80: ECONNREFUSED". */
  readonly message: string;
  /** It has been restarted as often as that is done. */
  readonly isGivenUp?: boolean;
}

export interface WardOptions extends Prober {
  readonly ctid: Ctid;
  readonly name: string;
  readonly health: HealthSpec;
  /** What an earlier life of this program knew of its init. */
  readonly before?: Verdict | undefined;
  readonly onTurn: (turn: Turn) => void;
}

export interface Ward {
  readonly name: string;
  readonly health: HealthSpec;
  state(): HealthState;
  /** undefined: it has not become anything yet. */
  known(): Known | undefined;
  /** Unhealthy and not about to recover, to be restarted for it, and nobody else's business. */
  isCurable(): boolean;
  /** Asks by itself, at once if it is due, or leaves that to the trial. */
  ask(byItself: boolean): void;
  /** What the trial was answered. */
  take(verdict: HealthVerdict): void;
  /** While it is being stopped failures do not count. */
  pause(paused: boolean): void;
  /** Breaks off what is asked. Resolves when nothing is. */
  end(): Promise<void>;
}

/** Begins as one that was just started, or goes on from what was known `before`. */
export function makeWard({ clock, ask, ctid, name, health, before, onTurn }: WardOptions): Ward {
  const since = clock.now();
  let due = since;
  let status: HealthState['status'] = before?.status ?? 'starting';
  let [failures, successes] = [0, 0];
  let reason = before?.reason ?? '';
  /** By the last answer to this life of the program: nothing is done about what another one knew. */
  let isFailing = false;
  let isPaused = false;
  let asking: AbortController | undefined;
  let asked: Promise<void> = Promise.resolve();

  const turn = (now: Turn['now']): void => {
    const was = status;
    if (was === now) return;
    status = now;
    onTurn({ ctid, name, was, now, message: messageOf(health, status, reason) });
  };
  const take = (verdict: HealthVerdict, counts: boolean): void => {
    const now = clock.now();
    due = now + health.interval * 1000;
    if (verdict.healthy) {
      successes += 1;
      isFailing = false;
      if (status !== 'healthy' && successes < health.successThreshold) {
        reason = successWords(successes, health);
        return;
      }
      failures = 0;
      reason = '';
      turn('healthy');
      return;
    }
    if (isPaused) return;
    successes = 0;
    isFailing = true;
    reason = verdict.reason;
    const isEarly = status === 'starting' && now - since < health.startPeriod * 1000;
    if (counts && !isEarly) failures += 1;
    if (failures >= health.retries) turn('unhealthy');
  };
  const go = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const left = due - clock.now();
      if (left > 0) await clock.sleep(left, signal);
      if (due > clock.now() || signal.aborted) continue;
      const verdict = await ask(ctid, health, signal);
      if (verdict !== undefined) take(verdict, true);
    }
  };
  return {
    name,
    health,
    state: () => ({ status, message: messageOf(health, status, reason) }),
    known: () => (status === 'starting' ? undefined : { probe: health.probe, status, reason }),
    isCurable: () =>
      status === 'unhealthy' && isFailing && health.onFailure === 'restart' && asking !== undefined && !isPaused,
    ask: (byItself) => {
      if (byItself === (asking !== undefined)) return;
      asking?.abort();
      asking = byItself ? new AbortController() : undefined;
      // The next question waits for the last one, which has been broken off.
      const { signal } = asking ?? {};
      if (signal !== undefined) asked = asked.then(() => go(signal));
    },
    // Whether it is unhealthy the trial judges.
    take: (verdict) => take(verdict, false),
    pause: (paused) => {
      isPaused = paused;
    },
    end: () => {
      asking?.abort();
      return asked;
    },
  };
}

/** "good 1 of 3 times in a row". */
const successWords = (successes: number, { successThreshold }: HealthSpec): string =>
  `good ${successes} of ${successThreshold} times in a row`;

/** "tcp 127.0.0.1:80: ECONNREFUSED". */
export function messageOf({ probe }: HealthSpec, status: HealthState['status'], reason: string): string {
  const what = probeWords(probe);
  if (reason !== '') return `${what}: ${reason}`;
  return status === 'healthy' ? what : `${what}: no answer yet`;
}
