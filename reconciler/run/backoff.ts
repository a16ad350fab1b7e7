// How long to leave a container alone that fails or whose init keeps ending: 1 s, doubling, at most 5 min, with jitter so
// that containers which failed together do not come back together. Pure but for the random source it is given.

import type { Ctid } from '../../schema/units.ts';
import type { ContainerPlan } from '../plan/plan.ts';
import type { Asked, HostEvent } from '../port/host.ts';
import type { Outcome } from './apply.ts';

const FIRST = 1_000;
const LONGEST = 5 * 60_000;
/** An init that lived this long did not die of its start. */
const STABLE = 60_000;
/** Reboots in a row, each sooner than that, which are what somebody wants; more of them are a container that cannot come up. */
const REBOOTS = 3;

/** Milliseconds before attempt `failures + 1`; `random` is in [0, 1). Never less than 1 s, at most 10 % over 5 min. */
export function delay(failures: number, random: number): number {
  const base = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 20));
  return base * (1 + random * 0.1);
}

export interface Trouble {
  readonly ctid: Ctid;
  readonly name: string;
  readonly failures: number;
  /** Monotonic milliseconds. */
  readonly until: number;
  readonly reason: string;
}

export interface Backoff {
  /** Whether to leave this container alone now. Notices inits that died since we started them. */
  holds(plan: ContainerPlan, revision: string, now: number): boolean;
  /** How an init ended: one that was asked to reboot has not failed. */
  heard(event: HostEvent): void;
  record(outcome: Outcome, revision: string, now: number): void;
  /** Forgets containers that no longer exist, and the trouble of those with nothing to do. */
  keep(existing: ReadonlySet<Ctid>, pending: ReadonlySet<Ctid>): void;
  /** When the next one after `now` is due, or undefined. What is overdue has had its chance in the last pass. */
  due(now: number): number | undefined;
  list(): readonly Trouble[];
}

interface Entry extends Trouble {
  readonly revision: string;
}

export function makeBackoff(random: () => number): Backoff {
  const entries = new Map<Ctid, Entry>();
  const starts = new Map<Ctid, { readonly at: number; readonly revision: string; readonly failures: number }>();

  const asked = new Map<Ctid, Asked>();
  /** Reboots in a row. */
  const reboots = new Map<Ctid, number>();

  const add = (one: Omit<Entry, 'until'>, now: number): Entry => {
    const entry = { ...one, until: now + delay(one.failures, random()) };
    entries.set(one.ctid, entry);
    return entry;
  };
  const died = (plan: ContainerPlan, revision: string, now: number): void => {
    const start = starts.get(plan.ctid);
    if (plan.action !== 'start' || start === undefined) return;
    const { ctid, name } = plan;
    const why = asked.get(ctid);
    asked.delete(ctid);
    starts.delete(ctid);
    const inARow = why === 'reboot' && now - start.at < STABLE ? (reboots.get(ctid) ?? 0) + 1 : 0;
    reboots.set(ctid, inARow);
    if (start.revision !== revision || now - start.at >= STABLE || (inARow > 0 && inARow <= REBOOTS)) return;
    const lived = `${((now - start.at) / 1000).toFixed(1)} s`;
    const reason = `${why === undefined ? 'its init ended' : `it asked for a ${why}`} after ${lived}`;
    add({ ctid, name, failures: start.failures + 1, reason, revision }, now);
  };
  return {
    holds: (plan, revision, now) => {
      died(plan, revision, now);
      const entry = entries.get(plan.ctid);
      if (entry === undefined) return false;
      if (entry.revision !== revision) {
        // Another commit may be the cure.
        entries.delete(plan.ctid);
        return false;
      }
      return now < entry.until;
    },
    heard: (event) => {
      if (event.asked === undefined) asked.delete(event.ctid);
      else asked.set(event.ctid, event.asked);
    },
    record: (outcome, revision, now) => {
      const { ctid, name, result } = outcome;
      const before = entries.get(ctid);
      if (result === 'interrupted') return;
      if (result !== 'done') {
        add({ ctid, name, failures: (before?.failures ?? 0) + 1, reason: outcome.error ?? result, revision }, now);
        return;
      }
      entries.delete(ctid);
      if (outcome.started === true) starts.set(ctid, { at: now, revision, failures: before?.failures ?? 0 });
    },
    keep: (existing, pending) => {
      for (const ctid of [...entries.keys()]) if (!pending.has(ctid)) entries.delete(ctid);
      for (const known of [starts, asked, reboots])
        for (const ctid of [...known.keys()]) if (!existing.has(ctid)) known.delete(ctid);
    },
    due: (now) => {
      let first: number | undefined;
      for (const { until } of entries.values()) {
        if (until > now && (first === undefined || until < first)) first = until;
      }
      return first;
    },
    list: () => [...entries.values()].sort((a, b) => a.ctid - b.ctid),
  };
}
