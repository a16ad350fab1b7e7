// Time of day as a parameter: when windows are open, in time zones. Asked about one moment, so one plan has one answer.

import type { WindowSpec } from '../state/rules.ts';

export interface Calendar {
  /** The moment, in milliseconds since 1970 UTC. */
  readonly now: number;
  /** Until when the window is open that is open at `at`, in milliseconds; undefined: it is shut. */
  openUntil(window: WindowSpec, at: number): number | undefined;
  /** When it opens next after `at`; undefined: never. */
  nextOpening(window: WindowSpec, at: number): number | undefined;
  /** "2026-11-27T01:00:00Z". */
  utc(at: number): string;
  /** "2026-11-27T02:00 Europe/Berlin". */
  local(at: number, timeZone: string): string;
}
