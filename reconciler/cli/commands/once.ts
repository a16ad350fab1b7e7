// `vzreconcile --once`: one pass. Prints the plan, then one line per container, then what it came to.

import { words } from '../../../schema/words.ts';
import { quarantineWords } from '../../plan/brakes.ts';
import { heldWords } from '../../plan/fleet.ts';
import { visible } from '../../plan/format.ts';
import { isPolicy } from '../../plan/guard.ts';
import type { Planned } from '../../plan/make.ts';
import type { Plan } from '../../plan/plan.ts';
import { renderMarkdown } from '../../plan/render-markdown.ts';
import { exitClass, summarize } from '../../plan/summary.ts';
import { type Revision, SourceError } from '../../port/source.ts';
import type { Outcome } from '../../run/apply.ts';
import type { Chronicle } from '../../run/chronicle.ts';
import { makeHealthMonitor } from '../../run/health-monitor.ts';
import { hitLine } from '../../run/hits.ts';
import type { Identity } from '../../run/identity.ts';
import type { Loaded } from '../../run/load.ts';
import { makeProber } from '../../run/probe.ts';
import { makeReconciler, type PassResult } from '../../run/reconcile.ts';
import { reconcileAndJudge, type Settled } from '../../run/settle.ts';
import { makeTrial, type Verdict } from '../../run/trial.ts';
import { systemClock } from '../clock.ts';
import { UsageError } from '../errors.ts';
import { type ExitCode, exitCodes, planExitCode } from '../exit.ts';
import { rememberNode } from '../known-node.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { deliver, isDocument, type Printed } from '../reports.ts';
import { type Stop, stopOnSignals } from '../signals.ts';
import { goFirst, lockRoot, type Manifests, openBrakes, openHost, openManifests, settingsOf } from '../wire.ts';
import { openChronicle } from './chronicle.ts';
import { complain } from './complain.ts';
import { openMembership } from './fleet.ts';
import { openIdentity } from './identity.ts';
import { planOf, planOptions, refusalsOf } from './plan.ts';
import { statusStore } from './status-store.ts';

/** Containers worked on at once; the kernel serialises most of it, more only makes the order harder to read. */
export const PARALLEL = 8;

export const onceCommand = (options: Options, output: Output): Promise<ExitCode> =>
  onePass(options, output, '--once', { first: () => {}, again: () => {} });

/** Milliseconds that the others get to take a report. */
const PATIENCE = 30_000;

/** Asked before a pass changes anything; throws what speaks against it. */
export interface Admission {
  first(plan: Plan, loaded: Loaded): void;
  /** Of the passes after it: Unadmitted is no error of theirs. */
  again(plan: Plan): void;
}

/** One pass. `command` is what the record of it names. */
export async function onePass(options: Options, output: Output, command: string, admit: Admission): Promise<ExitCode> {
  const unlock = await lockRoot(options);
  goFirst(options);
  const stop = stopOnSignals(() => output.err('finishing the current steps; containers keep running\n'));
  const warn = (sentence: string): void => output.err(`warning: ${visible(sentence)}\n`);
  try {
    const identity = await openIdentity(options, warn);
    const chronicle = await openChronicle(options, command, identity, warn);
    try {
      const manifests = await openManifests(options, { applying: true });
      stop.signal.addEventListener('abort', () => void manifests.source.close(), { once: true });
      try {
        return await passOver({ manifests, chronicle, identity, options, output, admit, stop, warn });
      } catch (error) {
        if (stop.signal.aborted && error instanceof SourceError) return exitCodes.interrupted;
        // A saved plan that is stale is refused to who applies it: nothing is wrong with the node.
        if (!(error instanceof UsageError && error.exitCode === exitCodes.stale)) chronicle.failure(error);
        throw error;
      } finally {
        await manifests.close();
      }
    } finally {
      await chronicle.close();
    }
  } finally {
    stop.dispose();
    unlock();
  }
}

/** What a pass works with. */
interface Tools {
  readonly manifests: Manifests;
  readonly chronicle: Chronicle;
  readonly identity: Identity;
  readonly options: Options;
  readonly output: Output;
  readonly admit: Admission;
  readonly stop: Stop;
  readonly warn: (sentence: string) => void;
}

async function passOver({
  manifests,
  chronicle,
  identity,
  options,
  output,
  admit,
  stop,
  warn,
}: Tools): Promise<ExitCode> {
  const status = statusStore(options, (error) => warn(words(error)));
  const loaded = await manifests.load();
  if ((await complain(loaded, options, output)) || loaded.desired === undefined) {
    const nothing: PassResult = { ...loaded, outcomes: [], phases: {} };
    chronicle.pass(nothing);
    await status.passed(nothing, [], systemClock.now());
    return exitCodes.invalid;
  }
  const host = chronicle.watch(await openHost(options, loaded.desired.nodeSpec));
  await rememberNode(options, loaded.desired.nodeSpec);
  try {
    const brakes = await openBrakes(options);
    const membership = openMembership(options, { brakes, isOwn: identity.isOwn, stop: stop.signal, warn });
    await membership.refresh();
    const reconciler = await makeReconciler({
      host,
      load: async () => loaded,
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
      remember: ({ id }) => manifests.lastGood.save(id),
    });
    const show = announcer(loaded, options, output);
    const tell = (planned: Planned, revision: Revision): void => {
      chronicle.plan(planned, revision);
      show(planned.hashed(), revision);
      status.begun(planned.plan.revision);
    };
    const onPlan = (planned: Planned, revision: Revision): void => {
      admit.first(planned.hashed(), loaded);
      tell(planned, revision);
    };
    const onOutcome = (outcome: Outcome): void => {
      chronicle.outcome(outcome);
      if (!isDocument(options.output)) output.out(outcomeLine(outcome, options));
    };
    const printed = verdictsTo(options, output);
    const onVerdict = (verdict: Verdict): void => {
      printed(verdict);
      chronicle.verdict(verdict);
    };
    const onAgain = (planned: Planned, revision: Revision): void => {
      admit.again(planned.hashed());
      tell(planned, revision);
    };
    const drain = new AbortController().signal;
    const prober = makeProber({ host, clock: systemClock });
    const monitor = makeHealthMonitor(prober);
    const trial = makeTrial({ ...prober, brakes, wall: () => new Date(), onVerdict, onProbe: monitor.heard });
    const { whole, last, left, back } = await reconcileAndJudge(
      reconciler,
      { stop: stop.signal, drain, onPlan, onAgain, onPass: chronicle.pass, onOutcome },
      { trial, monitor },
    ).finally(monitor.close);
    await status.passed(last, [], systemClock.now());
    membership.pass(last);
    await membership.close(PATIENCE);
    const code = await conclude({ whole, back, left }, loaded, options, output, stop.signal.aborted);
    if (left === undefined) return code;
    output.err(`error: ${left}\nhint: look at it with vzreconcile --dry-run\n`);
    return exitCodes.error;
  } finally {
    await host.close();
  }
}

function verdictsTo(options: Options, output: Output): (verdict: Verdict) => void {
  return (verdict) => {
    if (verdict.kind !== 'healthy' || isDocument(options.output)) return;
    const { name, ctid, ms } = verdict;
    output.out(`${options.output === 'markdown' ? '- ' : ''}${name} (${ctid}): healthy after ${Math.round(ms)} ms\n`);
  };
}

/** Shows what is known before the first step, and before the way back; a document waits for the last. Batches have been shown. */
function announcer(loaded: Loaded, options: Options, output: Output): (plan: Plan, revision: Revision) => void {
  let shown: string | undefined;
  return (plan, revision) => {
    if (shown === revision.id) return;
    shown = revision.id;
    const { report, text } = planOf(plan, { ...loaded, revision });
    if (options.output === 'markdown') output.out(renderMarkdown(report));
    if (options.output === 'text') output.out(text({ color: output.color }));
  };
}

type Came = Pick<Settled, 'whole'> & { readonly [Key in 'back' | 'left']: Settled[Key] | undefined };

async function conclude(
  { whole: result, back, left }: Came,
  { files }: Loaded,
  options: Options,
  output: Output,
  interrupted: boolean,
): Promise<ExitCode> {
  const { plan, outcomes, tidied = [], warnings = [], hits = [], waits = [] } = result;
  if (plan === undefined) return exitCodes.error;
  for (const { name, ctid, reason } of waits) output.err(`error: ${visible(`${name} (${ctid}): VZR279: ${reason}`)}\n`);
  for (const warning of warnings) output.err(`warning: ${warning}\n`);
  for (const hit of hits) output.err(`limit hit: ${visible(hitLine(hit))}\n`);
  const summary = summarize(plan);
  const isBad = result.quarantine !== undefined || left !== undefined;
  const said = [
    ...tidied.map((key) => `template ${key}: removed, nothing uses it\n`),
    ...(back === undefined ? [] : [`${takenBackLine(back)}\n`]),
    ...(back !== undefined || exitClass(summary) === 'none'
      ? []
      : [`${applyLine(outcomes, summary.refused, waits.length, isBad)}\n`]),
  ].join('');
  if (!isDocument(options.output)) output.out(said);
  const printed = planOf(
    plan,
    { ...result, ...(files && { files }) },
    {
      ...{ outcomes: outcomes.map(outcomeJson), hits },
      failures: outcomes.flatMap((outcome) =>
        outcome.result === 'done' ? [] : [{ ctid: outcome.ctid, reason: failureWords(outcome) }],
      ),
    },
  );
  const lines = outcomes.map((outcome) => outcomeLine(outcome, { output: 'text' })).join('');
  const text: Printed['text'] = (style) => `${printed.text(style)}${lines}${said}`;
  await deliver({ ...printed, text }, options, output, { silent: !isDocument(options.output) });
  if (interrupted) return exitCodes.interrupted;
  if (refusalsOf(plan).some(isPolicy)) return exitCodes.policy;
  const failed = outcomes.some((outcome) => outcome.result !== 'done');
  if (result.quarantine !== undefined) output.err(`error: ${visible(quarantineWords(result.quarantine))}\n`);
  if (result.held !== undefined) output.err(`error: ${visible(heldWords(result.held))}\n`);
  const isLacking = [result.stale, result.quarantine, result.held, result.unwritten].some((one) => one !== undefined);
  if (failed || summary.refused > 0 || waits.length > 0 || isLacking) return exitCodes.error;
  return planExitCode(exitClass(summary), options.detailedExitcode);
}

function outcomeJson({ ctid, name, action, result, ms, error, undoErrors, pointers }: Outcome) {
  return { ctid, name, action, result, ms: Math.round(ms), error, undoErrors, pointers };
}

/** Without the time, which is another in every run. */
const failureWords = ({ action, result, error }: Outcome): string =>
  `${action} ${result.replace('-', ' ')}${error === undefined ? '' : `: ${error}`}`;

const done = {
  none: 'unchanged',
  create: 'created',
  start: 'started',
  stop: 'stopped',
  change: 'changed',
  restart: 'restarted',
  recreate: 'recreated',
  delete: 'deleted',
} as const;

/** `web (101): created in 12 ms`, or what went wrong. */
export function outcomeLine(outcome: Outcome, options: Pick<Options, 'output'>): string {
  const bullet = options.output === 'markdown' ? '- ' : '';
  const who = `${bullet}${outcome.name} (${outcome.ctid})`;
  const time = `${outcome.ms < 10 ? outcome.ms.toFixed(1) : Math.round(outcome.ms)} ms`;
  if (outcome.result === 'done') return `${who}: ${done[outcome.action]} in ${time}\n`;
  const undo = (outcome.undoErrors ?? []).map((line) => `    ${line}\n`).join('');
  return `${who}: ${outcome.action} ${outcome.result.replace('-', ' ')} after ${time}: ${outcome.error ?? ''}\n${undo}`;
}

/** The last line. Scripts read it: its form is a contract. `isBad`: what was applied is unhealthy, or was not applied for that. */
export function applyLine(outcomes: readonly Outcome[], refused = 0, waiting = 0, isBad = false): string {
  const failed = outcomes.filter((outcome) => outcome.result !== 'done').length;
  const head = failed + refused + waiting === 0 && !isBad ? 'Apply complete!' : 'Apply incomplete:';
  const parts = countsOf(outcomes);
  if (refused > 0) parts.push(`${refused} refused`);
  if (waiting > 0) parts.push(`${waiting} waiting`);
  return `${head} ${parts.join(', ')}.`;
}

/** The last line when a revision was applied and gone back from: what the way back did. */
function takenBackLine(outcomes: readonly Outcome[]): string {
  const isWhole = outcomes.every(({ result }) => result === 'done');
  return `Apply taken back${isWhole ? '' : ' in part'}: ${countsOf(outcomes).join(', ')}.`;
}

function countsOf(outcomes: readonly Outcome[]): string[] {
  const count = (...actions: string[]): number =>
    outcomes.filter((outcome) => outcome.result === 'done' && actions.includes(outcome.action)).length;
  const failed = outcomes.filter((outcome) => outcome.result !== 'done').length;
  return [
    `${count('create')} created`,
    `${count('start', 'stop', 'change')} changed`,
    `${count('restart')} restarted`,
    `${count('recreate')} recreated`,
    `${count('delete')} deleted`,
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
}
