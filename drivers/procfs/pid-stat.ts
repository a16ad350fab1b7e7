// /proc/<pid>/stat, proc_pid_stat(5).

import { integer, ParseError } from './parse.ts';

export interface PidStat {
  readonly pid: number;
  /** At most 15 bytes, chosen by the process: it may hold spaces, parentheses and newlines. */
  readonly comm: string;
  /** R, S, D, Z, T, t, X, I, ... */
  readonly state: string;
  readonly ppid: number;
  readonly pgrp: number;
  readonly session: number;
  /** Field 22: clock ticks (sysconf(_SC_CLK_TCK)) since boot. With the pid it identifies a process until the next boot. */
  readonly start: number;
}

/** The name ends at the last ")": the kernel escapes nothing there, and no field after it can hold one. */
export function parsePidStat(text: string, where: string): PidStat {
  const open = text.indexOf(' (');
  const close = text.lastIndexOf(') ');
  if (open < 0 || close < open) throw new ParseError(where, 1, 'no command name in parentheses');
  // rest[0] is field 3; those after field 22 are not asked for.
  const rest = text.slice(close + 2).split(' ', 20);
  const field = (number: number): number => integer(rest[number - 3], where);
  const state = rest[0];
  if (!state) throw new ParseError(where, 1, 'no state');
  return {
    pid: integer(text.slice(0, open), where),
    comm: text.slice(open + 2, close),
    state,
    ppid: field(4),
    pgrp: field(5),
    session: field(6),
    start: field(22),
  };
}
