// `vzreconcile`: the loop. Logs to stderr, leaves containers running when it ends.

import { setTimeout as pause } from 'node:timers/promises';
import { exitClass, summarize } from '../../plan/summary.ts';
import type { Chronicle } from '../../run/chronicle.ts';
import type { Identity } from '../../run/identity.ts';
import type { Loaded } from '../../run/load.ts';
import { type Report, runLoop } from '../../run/loop.ts';
import { makeReconciler } from '../../run/reconcile.ts';
import { makeTrial, type Verdict } from '../../run/trial.ts';
import type { Snapshots } from '../../serve/snapshots.ts';
import type { Desired, NodeSpec } from '../../state/model.ts';
import { systemClock } from '../clock.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { rememberNode } from '../known-node.ts';
import { type Log, makeLog } from '../log.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { rarely } from '../rarely.ts';
import { type Stop, stopOnSignals } from '../signals.ts';
import {
  goFirst,
  lockRoot,
  type Manifests,
  openBrakes,
  openHost,
  openManifests,
  openPushes,
  settingsOf,
  watchBrakes,
} from '../wire.ts';
import { openChronicle } from './chronicle.ts';
import { type Membership, openMembership } from './fleet.ts';
import { openHealth } from './health.ts';
import { openIdentity } from './identity.ts';
import { reportTo, turnTo, verdictsTo } from './loop-log.ts';
import { type Monitoring, openMonitoring } from './monitor.ts';
import { PARALLEL } from './once.ts';
import { planOptions } from './plan.ts';
import { publishSnapshots } from './publish.ts';
import { statusStore } from './status-store.ts';

export async function loopCommand(options: Options, output: Output, program: string): Promise<ExitCode> {
  const log = makeLog(options.logLevel, output);
  const unlock = await lockRoot(options);
  goFirst(options);
  const stop = stopOnSignals((signal) => log.info({ signal }, 'ending; containers keep running'));
  try {
    const warn = (message: string): void => log.warn(message);
    const identity = await openIdentity(options, warn);
    const chronicle = await openChronicle(options, undefined, identity, warn);
    const monitoring = await openMonitoring(options, program, warn);
    try {
      const manifests = await openManifests(options, { applying: true, warn, onAsked: monitoring.asked });
      // A fetch under way would hold up the end.
      stop.signal.addEventListener('abort', () => void manifests.source.close(), { once: true });
      const tools: Tools = { manifests, options, log, stop, program, chronicle, identity, monitoring };
      const closePushes = await openPushes(options, manifests.source, warn);
      try {
        const first = await firstRevision(tools);
        if (first !== undefined) await loopOver(first, tools);
      } finally {
        await closePushes();
        await manifests.close();
      }
    } finally {
      await monitoring.close();
      await chronicle.close();
    }
  } finally {
    stop.dispose();
    unlock();
  }
  return stop.reason() === 'SIGTERM' || stop.reason() === 'SIGHUP' ? exitCodes.ok : exitCodes.interrupted;
}

/** What a life of the loop works with. */
interface Tools {
  readonly manifests: Manifests;
  readonly options: Options;
  readonly log: Log;
  readonly stop: Stop;
  /** Version of the program. */
  readonly program: string;
  readonly chronicle: Chronicle;
  readonly identity: Identity;
  readonly monitoring: Monitoring;
}

async function loopOver({ nodeSpec }: Desired, tools: Tools): Promise<void> {
  const { manifests, options, log, stop, program, chronicle, identity, monitoring } = tools;
  const brakes = await openBrakes(options);
  const host = monitoring.watch(chronicle.watch(await openHost(options, nodeSpec)), brakes);
  await rememberNode(options, nodeSpec);
  const { isOwn } = identity;
  const parts = { host, brakes, program, isOwn, stop: stop.signal, warn: (message: string) => log.warn(message) };
  const snapshots = publishSnapshots(options, parts);
  const membership = openMembership(options, parts);
  try {
    const notice = noticeNode(nodeSpec);
    const logged = verdictsTo(log);
    const onVerdict = (verdict: Verdict): void => {
      logged(verdict);
      chronicle.verdict(verdict);
      monitoring.verdict(verdict);
    };
    const reconciler = await makeReconciler({
      host,
      load: monitoring.follow(async () => notice(await manifests.load())),
      clock: systemClock,
      options: planOptions(options),
      parallel: PARALLEL,
      brakes,
      earlier: manifests.load.earlier,
      writerOf: manifests.source.writerOf,
      authorsOf: manifests.source.authorsOf,
      between: manifests.load.between,
      ...settingsOf(options),
      ...(membership.fleet !== undefined && { fleet: membership.fleet }),
      remember: async ({ id }) => {
        // Somebody may have deleted it since.
        await rememberNode(options, nodeSpec);
        await manifests.lastGood.save(id);
      },
    });
    const { prober, monitor } = await openHealth(host, options, rarely(parts.warn));
    monitor.onTurn((turn) => {
      turnTo(log, turn);
      chronicle.turn(turn);
    });
    const status = statusStore(options, rarely(parts.warn));
    await runLoop({
      reconciler,
      trial: makeTrial({ ...prober, brakes, wall: () => new Date(), onVerdict, onProbe: monitor.heard }),
      monitor,
      source: { watch: (hint) => watchAll(manifests, membership, options, hint) },
      interval: options.interval,
      stop: stop.signal,
      random: Math.random,
      status,
      report: monitoring.hear(alsoTold(reportTo(log, status), chronicle, { snapshots, membership })),
    });
  } finally {
    await snapshots.close();
    await membership.close(PATIENCE);
    await host.close();
  }
}

/** Milliseconds that the end waits for the last report. */
const PATIENCE = 2_000;

/** A commit, a brake and a report of another node wake the loop alike. */
async function watchAll(
  { source }: Manifests,
  { onNews }: Membership,
  options: Options,
  hint: () => void,
): Promise<() => Promise<void>> {
  onNews(hint);
  const ends = await Promise.all([source.watch(hint), watchBrakes(options, hint)]);
  return async () => void (await Promise.all(ends.map((end) => end())));
}

/** The host is opened with the pool of the first valid revision; without one there is nothing to open it with. */
async function firstRevision(tools: Tools): Promise<Desired | undefined> {
  const { manifests, options, log, stop, chronicle, monitoring } = tools;
  const report = monitoring.hear(alsoTold(reportTo(log), chronicle));
  const load = monitoring.follow(manifests.load);
  while (!stop.signal.aborted) {
    try {
      const loaded = await load();
      if (loaded.desired !== undefined) return loaded.desired;
      report.pass({ ...loaded, outcomes: [], phases: {} });
    } catch (error) {
      if (stop.signal.aborted) return undefined;
      report.failure(error);
    }
    const woken = new AbortController();
    const unwatch = await manifests.source.watch(() => woken.abort());
    const onStop = (): void => woken.abort();
    stop.signal.addEventListener('abort', onStop);
    await pause(options.interval, undefined, { signal: woken.signal }).catch(() => {});
    stop.signal.removeEventListener('abort', onStop);
    await unwatch();
  }
  return undefined;
}

/** The host was opened with this pool and uplink; a change of them needs it opened again. */
function noticeNode(opened: NodeSpec): (loaded: Loaded) => Loaded {
  const part = ({ pool, uplink }: NodeSpec): string => JSON.stringify([pool, uplink]);
  return (loaded) => {
    if (loaded.desired === undefined || part(loaded.desired.nodeSpec) === part(opened)) return loaded;
    const warning = 'the Node manifest of this host changed: pool and uplink take effect when vzreconcile is restarted';
    return { ...loaded, warnings: [...(loaded.warnings ?? []), warning] };
  };
}

/** The same report, which the chronicle and the snapshots hear too. */
function alsoTold(
  report: Report,
  chronicle: Chronicle,
  { snapshots, membership }: { readonly snapshots?: Snapshots; readonly membership?: Membership } = {},
): Report {
  return {
    ...report,
    plan: (planned, revision) => {
      chronicle.plan(planned, revision);
      if (exitClass(summarize(planned.plan)) !== 'none') snapshots?.begun();
      report.plan(planned, revision);
    },
    outcome: (outcome) => {
      report.outcome(outcome);
      chronicle.outcome(outcome);
    },
    exited: (event) => {
      report.exited(event);
      chronicle.exited(event);
    },
    pass: (result) => {
      report.pass(result);
      chronicle.pass(result);
      snapshots?.pass(result);
      membership?.pass(result);
    },
    failure: (error) => {
      report.failure(error);
      chronicle.failure(error);
    },
  };
}
