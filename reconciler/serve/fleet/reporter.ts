// Telling the others how this node is: when that becomes another, when it has been so for as long as they want, and again before
// the last report is old. Nothing of it holds up a pass or fails one.

import { words } from '../../../schema/words.ts';
import type { Clock } from '../../port/clock.ts';
import type { BrakeStore } from '../../run/brakes-file.ts';
import type { OwnStanding } from '../../run/fleet.ts';
import type { PassResult } from '../../run/reconcile.ts';
import type { Soaked } from '../../state/fleet.ts';
import type { SnapshotTarget } from '../snapshots.ts';
import { isSame, makeReport, type OwnVerdict, verdictOf } from './report.ts';

export interface ReporterOptions {
  readonly node: string;
  readonly brakes: Pick<BrakeStore, 'read'>;
  /** Where not, another machine's report would be written over. */
  readonly isOwn: () => boolean;
  readonly sign: (text: string) => Promise<string>;
  readonly targets: readonly SnapshotTarget[];
  /** Milliseconds between two reports of the same. */
  readonly every: number;
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  readonly warn: (message: string) => void;
}

export interface Reporter {
  pass(result: PassResult): void;
  /** What was last said of this node; undefined: nothing yet. */
  standing(): OwnStanding | undefined;
  /** Resolves when nothing is on its way any more, or after `patience` milliseconds. */
  close(patience: number): Promise<void>;
}

interface Own extends OwnVerdict {
  /** Of this life of the program: what was before it nobody has looked at. */
  readonly since: number;
  /** Of the last pass that found it so. */
  readonly until: number;
  readonly isOnTrial: boolean;
  /** Seconds for which others want it to be healthy: by the rollouts of this revision, and of the one before. */
  readonly soaks: readonly [number, number];
}

export function makeReporter(options: ReporterOptions): Reporter {
  const { node, brakes, isOwn, sign, targets, every, clock, wall, warn } = options;
  let own: Own | undefined;
  let told: { readonly own: Own; readonly at: number } | undefined;
  let soaked: readonly Soaked[] = [];
  let failed = '';
  let waiting: PassResult | undefined;
  let running: Promise<void> | undefined;

  const isDue = (one: Own, now: number): boolean => {
    if (told === undefined || !isSame(told.own, one) || told.own.since !== one.since || now - told.at >= every)
      return true;
    const { at } = told;
    return one.soaks.some((soak) => now >= one.since + soak * 1000 && at < one.since + soak * 1000);
  };
  const publish = async (result: PassResult): Promise<void> => {
    const verdict = verdictOf(result, await brakes.read());
    const now = wall();
    const [soak = 0, former] = [result.soak, own?.revision === verdict.revision ? own.soaks[1] : (own?.soaks[0] ?? 0)];
    const since = own !== undefined && isSame(own, verdict) ? own.since : now;
    soaked = withLeft(soaked, own, verdict);
    own = { ...verdict, since, until: now, isOnTrial: result.onTrial !== undefined, soaks: [soak, former] };
    if (!isDue(own, now)) return;
    const report = { own, at: now };
    const text = await sign(JSON.stringify(makeReport({ node, verdict, since, now, soaked })));
    const ends = await Promise.allSettled(targets.map((target) => target.deliver(text)));
    const problems = ends.flatMap((end, i) =>
      end.status === 'rejected' ? [`${targets[i]?.name}: ${words(end.reason)}`] : [],
    );
    if (problems.length === 0) told = report;
    complain(problems.join('; '));
  };
  const complain = (text: string): void => {
    if (text !== '' && text !== failed) warn(`other nodes do not hear of this one: ${text}`);
    failed = text;
  };
  /** One at a time; of those that come meanwhile the last one counts. */
  const drain = async (): Promise<void> => {
    while (waiting !== undefined) {
      const next = waiting;
      waiting = undefined;
      await publish(next).catch((error: unknown) => complain(words(error)));
    }
    running = undefined;
  };
  return {
    pass: (result) => {
      if (!isOwn()) return;
      waiting = result;
      running ??= drain();
    },
    standing: () => {
      if (own === undefined) return undefined;
      const { revision, verdict, isOnTrial, since, until } = own;
      return { revision, verdict, isOnTrial, lasted: verdict === 'healthy' ? (until - since) / 1000 : 0 };
    },
    close: async (patience) => {
      const ended = new AbortController();
      await Promise.race([running, clock.sleep(patience, ended.signal)]);
      ended.abort();
    },
  };
}

/** Revisions that are told of; who waits for them remembers more. */
const MOST = 32;

/** With the one that is left now, if it was healthy to the end and for as long as others want; without one that is bad after all. */
function withLeft(soaked: readonly Soaked[], own: Own | undefined, next: OwnVerdict): readonly Soaked[] {
  const others = next.verdict === 'bad' ? soaked.filter(({ revision }) => revision !== next.revision) : soaked;
  if (own === undefined || own.revision === next.revision || own.verdict !== 'healthy') return others;
  const { revision, since, until, soaks } = own;
  const lasted = Math.floor((until - since) / 1000);
  if (lasted < Math.max(...soaks)) return others;
  return [...others.filter((one) => one.revision !== revision), { revision, lasted }].slice(-MOST);
}
