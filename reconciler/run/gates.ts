// Steps that wait for steps of other containers, looked up by container: most plans have none, and asking costs nothing then.

import type { Ctid } from '../../schema/units.ts';
import type { Dependency } from '../plan/plan.ts';

interface Wait {
  readonly dependency: Dependency;
  /** Resolves to true when the step it waits for is done, to false when it will not be. */
  readonly opened: Promise<boolean>;
}

export interface Gates {
  /** What has to be waited for before a step is played. */
  before(ctid: Ctid, step: number): readonly Wait[];
  /** The step is done. */
  pass(ctid: Ctid, step: number): void;
  /** No other step of the container will be done. */
  close(ctid: Ctid): void;
}

interface Gate {
  readonly opened: Promise<boolean>;
  readonly settle: (done: boolean) => void;
}

export function gates(dependencies: readonly Dependency[]): Gates {
  const waits = new Map<Ctid, Wait[]>();
  const byStep = new Map<Ctid, Map<number, Gate>>();
  for (const dependency of dependencies) {
    const { ctid, after } = dependency;
    const awaited = entry(byStep, after.ctid, () => new Map<number, Gate>());
    const { opened } = entry(awaited, after.step, makeGate);
    entry(waits, ctid, () => []).push({ dependency, opened });
  }
  return {
    before: (ctid, step) => waits.get(ctid)?.filter(({ dependency }) => dependency.step === step) ?? [],
    pass: (ctid, step) => byStep.get(ctid)?.get(step)?.settle(true),
    close: (ctid) => {
      for (const gate of byStep.get(ctid)?.values() ?? []) gate.settle(false);
    },
  };
}

function makeGate(): Gate {
  let settle: (done: boolean) => void = () => {};
  const opened = new Promise<boolean>((resolve) => (settle = resolve));
  return { opened, settle };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const there = map.get(key);
  if (there !== undefined) return there;
  const made = make();
  map.set(key, made);
  return made;
}
