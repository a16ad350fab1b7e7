// What is written down of the work on a host: listens to what passes tell and to what is written, decides nothing. A
// record that cannot be kept ends no pass.

import type { Planned } from '../plan/make.ts';
import type { Host, HostEvent } from '../port/host.ts';
import type { Revision } from '../port/source.ts';
import type { Outcome } from './apply.ts';
import type { Audit } from './audit.ts';
import type { History } from './history.ts';
import type { PassResult } from './reconcile.ts';
import type { Teller } from './teller.ts';
import type { Verdict } from './trial.ts';
import type { Turn } from './ward.ts';

export interface Chronicle {
  /** The same host, all writes to which are recorded. */
  watch<H extends Host>(host: H): H;
  /** The same loader, of which the revision is known when its plan is told. */
  plan(planned: Planned, revision: Revision): void;
  outcome(outcome: Outcome): void;
  exited(event: HostEvent): void;
  verdict(verdict: Verdict): void;
  turn(turn: Turn): void;
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
  readonly teller: Teller;
  /** Released, in this order, when everything has been told. */
  readonly sinks: readonly { close(): Promise<void> }[];
  /** Told of what could not be told. */
  readonly onError: (error: unknown) => void;
}

export function makeChronicle({ audit, history, teller, sinks, onError }: ChronicleParts): Chronicle {
  let settled: Promise<unknown> = Promise.resolve();
  const settle = (work: Promise<unknown>): void => {
    settled = Promise.all([settled, work]).then(() => {});
  };
  /** Telling is never worth a pass, nor the program. */
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      onError(error);
    }
  };
  const later = makeLater(attempt);
  return {
    watch: (host) => audit.watch(host),
    plan: ({ plan, hashed }, revision) => {
      audit.begin(plan, revision);
      later.add(() => teller.plan(hashed(), revision));
    },
    outcome: (outcome) => later.add(() => teller.outcome(outcome)),
    exited: (event) => later.add(() => teller.exited(event)),
    verdict: (verdict) => later.add(() => teller.verdict(verdict)),
    turn: (turn) => later.add(() => teller.turn(turn)),
    pass: (result) => {
      later.flush();
      attempt(() => teller.pass(result));
      settle(audit.conclude(result.outcomes));
      settle(history.passed(result));
    },
    proved: (outcomes) => settle(audit.conclude(outcomes)),
    failure: (error) => {
      later.flush();
      attempt(() => teller.failure(error));
      settle(audit.conclude([]));
    },
    close: async () => {
      later.flush();
      await settled;
      await audit.conclude([]);
      await audit.close();
      await history.close();
      await teller.close();
      for (const sink of sinks) await sink.close();
    },
  };
}

/** Milliseconds that telling waits for work: a limit is changed before anybody is told that it will be. */
const SOON = 25;

/** In order, and not in the middle of a short pass. */
function makeLater(attempt: (work: () => void) => void): { add(work: () => void): void; flush(): void } {
  let waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const now = waiting;
    waiting = [];
    for (const work of now) attempt(work);
  };
  return {
    add: (work) => {
      waiting.push(work);
      timer ??= setTimeout(flush, SOON);
    },
    flush,
  };
}

/** For a host in memory, which ends with its pass. */
export const noChronicle: Chronicle = {
  watch: (host) => host,
  plan: () => {},
  outcome: () => {},
  exited: () => {},
  verdict: () => {},
  turn: () => {},
  pass: () => {},
  proved: () => {},
  failure: () => {},
  close: async () => {},
};
