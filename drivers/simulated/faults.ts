// Failures on order: the n-th change fails with an errno, or the reconciler dies just before or after it.

/** Changes (steps, undos, marker and template writes) are counted from 1, across restarts. */
export type Fault =
  | { readonly at: number; readonly kind: 'errno'; readonly code: string }
  | { readonly at: number; readonly kind: 'crash'; readonly when: 'before' | 'after' };

/** Ends a simulated reconciler: from here on its host answers nothing until it is restarted. */
export class SimulatedCrash extends Error {
  override readonly name = 'SimulatedCrash';
}

export interface Calls {
  /** How many changes were begun. */
  changes: number;
  /** "cgroup.set" -> how often, reads included. */
  readonly byName: Map<string, number>;
}

export interface Gate {
  /** Counts a call that only reads. */
  read(name: string): void;
  /** Counts and runs a change, or has it fail as ordered. `fail` makes the error of an errno. */
  change<T>(name: string, fail: (code: string) => Error, work: () => T): T;
}

/** A gate for one life of the reconciler; `calls` is shared by all of them. */
export function makeGate(faults: readonly Fault[], calls: Calls): Gate {
  let crashed = false;
  const crash = (): never => {
    crashed = true;
    throw new SimulatedCrash(`crashed at change ${calls.changes}`);
  };
  const enter = (name: string): void => {
    if (crashed) throw new SimulatedCrash('crashed before');
    calls.byName.set(name, (calls.byName.get(name) ?? 0) + 1);
  };
  return {
    read: enter,
    change: (name, fail, work) => {
      enter(name);
      calls.changes += 1;
      const fault = faults.find((entry) => entry.at === calls.changes);
      if (fault?.kind === 'errno') throw fail(fault.code);
      if (fault?.kind === 'crash' && fault.when === 'before') crash();
      const result = work();
      if (fault?.kind === 'crash') crash();
      return result;
    },
  };
}
