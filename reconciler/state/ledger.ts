// Where each value of a container's state was written, and how: kept beside the state while it is put together.

import { markAt, originOf } from '../../schema/mark.ts';
import type { Origin } from '../../schema/problem.ts';
import { expectValue, type Reading } from '../../schema/reading.ts';
import type { LocatedContainer } from '../../schema/validate.ts';

/** Collects, for each pointer into the state, where its value was written and the author's spelling. */
export interface Ledger {
  readonly manifest: LocatedContainer;
  readonly origins: Map<string, Origin>;
  readonly spelled: Map<string, string>;
}

/** Notes where a value that is present was written; its spelling too when the canonical text differs. Returns the value. */
export function noted<T>(ledger: Ledger, pointer: string, path: readonly string[], written: unknown, value: T): T {
  if (written === undefined) return value;
  const { source, mark } = ledger.manifest;
  ledger.origins.set(pointer, originOf(source, markAt(mark, path)));
  const text = Array.isArray(written) ? written.join(', ') : String(written);
  if (text !== (Array.isArray(value) ? value.join(', ') : String(value))) ledger.spelled.set(pointer, text);
  return value;
}

/** A field with a reader: its canonical value, or the default where it is absent. */
export function field<T>(
  ledger: Ledger,
  pointer: string,
  path: readonly string[],
  written: unknown,
  read: (value: unknown) => Reading<T>,
  absent: T,
): T {
  return written === undefined ? absent : noted(ledger, pointer, path, written, expectValue(read(written)));
}
