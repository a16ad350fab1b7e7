// What is written down of the work on a host: listens to what passes tell and to what is written, decides nothing. A
// record that cannot be kept ends no pass.

import type { Plan } from '../plan/plan.ts';
import type { Host } from '../port/host.ts';
import type { Revision } from '../port/source.ts';
import type { Outcome } from './apply.ts';
import type { Audit } from './audit.ts';
import type { History } from './history.ts';
import type { Load } from './load.ts';
import type { PassResult } from './reconcile.ts';

export interface Chronicle {
  /** The same host, all writes to which are recorded. */
  watch<H extends Host>(host: H): H;
  /** The same loader, of which the revision is known when its plan is told. */
  follow(load: Load): Load;
  plan(plan: Plan): void;
  pass(result: PassResult): void;
  /** What a second look found of what was written. A pass tells it by itself. */
  proved(outcomes: readonly Outcome[]): void;
  /** A pass could not be made, or ended in the middle. */
  failure(error: unknown): void;
  /** Resolves when all that was told is on disk. */
  close(): Promise<void>;
}

export interface ChronicleParts {
  readonly audit: Audit;
  readonly history: History;
}

export function makeChronicle({ audit, history }: ChronicleParts): Chronicle {
  let revision: Revision | undefined;
  let settled: Promise<unknown> = Promise.resolve();
  const settle = (work: Promise<unknown>): void => {
    settled = Promise.all([settled, work]);
  };
  return {
    watch: (host) => audit.watch(host),
    follow: (load) => async () => {
      const loaded = await load();
      revision = loaded.revision;
      return loaded;
    },
    plan: (plan) => {
      if (revision !== undefined) audit.begin(plan, revision);
    },
    pass: (result) => {
      settle(audit.conclude(result.outcomes));
      settle(history.passed(result));
    },
    proved: (outcomes) => settle(audit.conclude(outcomes)),
    failure: () => settle(audit.conclude([])),
    close: async () => {
      await settled;
      await audit.conclude([]);
      await audit.close();
      await history.close();
    },
  };
}

/** For a host in memory, which ends with its pass. */
export const noChronicle: Chronicle = {
  watch: (host) => host,
  follow: (load) => load,
  plan: () => {},
  pass: () => {},
  proved: () => {},
  failure: () => {},
  close: async () => {},
};
