// /proc/meminfo, proc_meminfo(5).

import { asBytes, type Bytes } from '../../schema/units.ts';
import { integer, linesOf, ParseError } from './parse.ts';

export interface Meminfo {
  readonly total: Bytes;
  readonly available: Bytes;
  readonly swapTotal: Bytes;
  readonly swapFree: Bytes;
}

/** The rows that capacity needs. "kB" there means 1024 bytes; the other rows differ by kernel and are skipped. */
export function parseMeminfo(text: string, where: string): Meminfo {
  const rows = new Map<string, Bytes>();
  for (const [index, line] of linesOf(text).entries()) {
    const match = /^(MemTotal|MemAvailable|SwapTotal|SwapFree):\s*(\S*)/.exec(line);
    if (match) rows.set(match[1] ?? '', asBytes(integer(match[2], where, index + 1) * 1024));
  }
  const row = (name: string): Bytes => {
    const value = rows.get(name);
    if (value === undefined) throw new ParseError(where, 1, `no ${name} row`);
    return value;
  };
  return {
    total: row('MemTotal'),
    available: row('MemAvailable'),
    swapTotal: row('SwapTotal'),
    swapFree: row('SwapFree'),
  };
}
