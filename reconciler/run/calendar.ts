// Windows on the calendar: cron expressions in time zones, by croner, which skips no opening where clocks go forward and
// doubles none where they go back.

import { Cron } from 'croner';
import { wholeSeconds } from '../plan/format.ts';
import type { Calendar } from '../port/calendar.ts';
import type { WindowSpec } from '../state/rules.ts';
import { keepRecent } from './recent.ts';

type Timing = Pick<WindowSpec, 'schedule' | 'timeZone'>;

const known = new Map<string, Cron>();

/** Throws for what is no expression or no time zone. */
function cronOf({ schedule, timeZone }: Timing): Cron {
  const key = `${timeZone}\0${schedule}`;
  const cron = known.get(key) ?? new Cron(schedule, { timezone: timeZone, mode: '5-part', paused: true });
  keepRecent(known, key, cron);
  return cron;
}

/** What is wrong with a schedule or its zone, in a sentence; undefined: nothing. */
export function timingFault(
  timing: Timing,
): { readonly field: 'schedule' | 'timeZone'; readonly reason: string } | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timing.timeZone });
  } catch {
    return { field: 'timeZone', reason: `there is no time zone ${timing.timeZone}` };
  }
  try {
    const opens = cronOf(timing).nextRun(new Date(0)) !== null;
    return opens ? undefined : { field: 'schedule', reason: 'it never opens' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { field: 'schedule', reason: reason.replace(/^CronPattern: /, '') };
  }
}

/** The calendar of a moment, in milliseconds since 1970 UTC. */
export function calendarAt(now: number): Calendar {
  return {
    now,
    openUntil: (window, at) => {
      // Of several openings that overlap the last one counts; it is asked for what was before, so one millisecond later.
      const opened = cronOf(window)
        .previousRuns(1, new Date(at + 1))[0]
        ?.getTime();
      return opened !== undefined && opened <= at && at < opened + window.duration
        ? opened + window.duration
        : undefined;
    },
    nextOpening: (window, at) => cronOf(window).nextRun(new Date(at))?.getTime(),
    utc,
    local,
  };
}

const utc = (at: number): string => wholeSeconds(new Date(at).toISOString());

function local(at: number, timeZone: string): string {
  // The Swedish form is ISO 8601's but for the space.
  const options = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const;
  return `${new Intl.DateTimeFormat('sv-SE', options).format(at).replace(' ', 'T')} ${timeZone}`;
}
