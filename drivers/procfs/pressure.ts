// Pressure stall information of a group or of the machine: cpu.pressure, memory.pressure, io.pressure.
// Documentation/accounting/psi.rst, since Linux 4.20; a kernel may have it switched off (psi=0, CONFIG_PSI_DEFAULT_DISABLED).

import type { Stall } from '../../reconciler/state/model.ts';
import { integer, linesOf, ParseError } from './parse.ts';

const LINE = /^(some|full) avg10=(\d+\.\d+) avg60=(\d+\.\d+) avg300=(\d+\.\d+) total=(\d+)$/;

/** Percent of the last 10, 60 and 300 seconds, and microseconds in all. */
export function parsePressure(text: string, where: string): { readonly some: Stall; readonly full?: Stall } {
  const found: { some?: Stall; full?: Stall } = {};
  for (const [index, line] of linesOf(text).entries()) {
    const [, kind, avg10, avg60, avg300, total] = LINE.exec(line) ?? [];
    if (kind !== 'some' && kind !== 'full') throw new ParseError(where, index + 1, `"${line}" is no pressure`);
    found[kind] = {
      avg10: Number(avg10),
      avg60: Number(avg60),
      avg300: Number(avg300),
      total: integer(total, where, index + 1),
    };
  }
  const { some, full } = found;
  if (some === undefined) throw new ParseError(where, 1, 'no "some" line');
  return { some, ...(full !== undefined && { full }) };
}
