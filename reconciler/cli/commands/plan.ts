// `vzreconcile --dry-run`: the plan, and nothing else.

import { existing } from '../../plan/diff.ts';
import { awaitsConsent, isPolicy } from '../../plan/guard.ts';
import type { PlanOptions } from '../../plan/make.ts';
import { makePlan } from '../../plan/make.ts';
import type { Plan, Refusal } from '../../plan/plan.ts';
import { renderJson } from '../../plan/render-json.ts';
import { renderText } from '../../plan/render-text.ts';
import type { Failure } from '../../plan/report.ts';
import { type Stated, settingsBetween } from '../../plan/settings.ts';
import { exitClass, summarize } from '../../plan/summary.ts';
import type { Host } from '../../port/host.ts';
import type { BrakeStore } from '../../run/brakes-file.ts';
import { calendarAt } from '../../run/calendar.ts';
import { digest } from '../../run/digest.ts';
import type { Earlier, Load, Loaded } from '../../run/load.ts';
import { makeReconciler, planNow, type Reconciler } from '../../run/reconcile.ts';
import type { Desired, Observed } from '../../state/model.ts';
import type { ApprovalWays } from '../../state/rules.ts';
import { systemClock } from '../clock.ts';
import { type ExitCode, exitCodes, planExitCode } from '../exit.ts';
import { jsonProblems } from '../json.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';
import { deliver, type Printed } from '../reports.ts';
import { savePlan } from '../saved-file.ts';
import { openBrakes, openHost, openManifests, settingsOf } from '../wire.ts';
import { complain } from './complain.ts';
import { findContainer } from './find.ts';

/** `name`: of one container alone. */
export async function planCommand(options: Options, output: Output, name?: string): Promise<ExitCode> {
  const manifests = await openManifests(options, { applying: false });
  try {
    const loaded = await manifests.load();
    // Here, because plans from snapshots load this file and none of git.
    await (await import('../wire-work-tree.ts')).warnOfUncommitted(options, output);
    if ((await complain(loaded, options, output)) || loaded.desired === undefined) return exitCodes.invalid;
    const whole =
      options.against === 'live'
        ? await livePlan(options, loaded, loaded.desired, manifests.load.earlier)
        : await planBetween(options, loaded, loaded.desired, output);
    if (whole === undefined) return exitCodes.invalid;
    const plan = name === undefined ? whole : onlyOf(whole, name);
    if (options.out !== undefined) await savePlan(options.out, plan, loaded.revision, options);
    await deliver(planOf(plan, loaded), options, output);
    for (const warning of loaded.warnings ?? []) output.err(`warning: ${warning}\n`);
    return planExit(plan, loaded, options);
  } finally {
    await manifests.close();
  }
}

function onlyOf(plan: Plan, name: string): Plan {
  const container = findContainer(plan.containers, name);
  const templates = plan.templates.filter(({ key }) => key === container.desired?.template.key);
  const settings = plan.settings?.filter(({ ctid }) => ctid === container.ctid);
  return { ...plan, containers: [container], templates, ...(settings && { settings }) };
}

export function planExit(plan: Plan, loaded: Loaded, options: Options): ExitCode {
  const refusals = refusalsOf(plan);
  if (loaded.stale !== undefined) return exitCodes.error;
  if (refusals.some(isPolicy)) return exitCodes.policy;
  if (!refusals.every(awaitsConsent)) return exitCodes.error;
  return planExitCode(exitClass(summarize(plan), plan.settings), options.detailedExitcode);
}

/** What there is to report of a plan; `more` is what JSON has beside it. */
export function planOf(
  plan: Plan,
  loaded: Pick<Loaded, 'revision' | 'problems' | 'stale' | 'warnings' | 'files'>,
  { failures, ...more }: { readonly failures?: readonly Failure[]; readonly [key: string]: unknown } = {},
): Printed {
  const { revision, problems, stale, warnings, files } = loaded;
  return {
    report: { revision: revision.label, nodes: [plan.node], plans: [plan], problems, stale, warnings, files, failures },
    text: (options) => renderText(plan, options),
    json: () => renderJson(plan, { ...more, problems: jsonProblems(loaded) }),
  };
}

export function planOptions(options: Options): PlanOptions {
  const { yes, maxDeletes, allowUnenforced, failOn } = options;
  return {
    ...{ yes, approvals: waysOf(options) },
    ...(failOn === undefined ? {} : { failOn }),
    ...(maxDeletes === undefined ? {} : { maxDeletes }),
    ...(allowUnenforced === undefined ? {} : { allowUnenforced }),
  };
}

/** Which ways of approval this node takes. */
export function waysOf({ config, dir }: Pick<Options, 'config' | 'dir'>): ApprovalWays {
  const { tags, ...ways } = config.spec.approvals ?? {};
  return { ...ways, ...(tags !== undefined && dir === undefined && { tags: true }) };
}

/** Why something of the plan, or all of it, is not done. */
export const refusalsOf = (plan: Plan): readonly Refusal[] => [
  ...plan.refusals,
  ...plan.containers.flatMap((container) => container.refusals),
];

async function livePlan(
  options: Options,
  loaded: Loaded,
  desired: Desired,
  earlier: Earlier,
): Promise<Plan | undefined> {
  const host = await openHost(options, desired.nodeSpec);
  try {
    const more = { earlier, ...settingsOf(options) };
    return await planOver(host, options, loaded, await openBrakes(options), more);
  } finally {
    await host.close();
  }
}

/** The plan of now for what was loaded; changes nothing and remembers nothing. */
export async function planOver(
  host: Host,
  options: Options,
  loaded: Loaded,
  brakes: BrakeStore,
  {
    approvals = waysOf(options),
    ...more
  }: Pick<Reconciler, 'earlier' | 'settled' | 'settings'> & { readonly approvals?: ApprovalWays } = {},
): Promise<Plan | undefined> {
  const reconciler = await makeReconciler({
    host,
    load: async () => loaded,
    clock: systemClock,
    options: { ...planOptions(options), approvals },
    parallel: 1,
    brakes,
    ...more,
    remember: async () => {},
  });
  return (await planNow(reconciler)).plan;
}

/** What a pull request changes: the manifests of one revision as if they were the state of a host. */
async function planBetween(
  options: Options,
  loaded: Loaded,
  desired: Desired,
  output: Output,
): Promise<Plan | undefined> {
  const base = await openManifests(options, { applying: false, ref: options.against });
  try {
    const before = await readBase(base.load, options, output);
    if (before === undefined) return undefined;
    const plan = makePlan({
      desired,
      observed: asObserved(before.desired),
      accepted: new Map(),
      options: planOptions(options),
      calendar: calendarAt(Date.now()),
      ...(loaded.approvals !== undefined && { tags: loaded.approvals }),
      digest,
      revision: loaded.revision.label,
    });
    const { manifests = [] } = loaded;
    return { ...plan, settings: settingsBetween(before, { desired, manifests }) };
  } finally {
    await base.close();
  }
}

async function readBase(load: Load, options: Options, output: Output): Promise<Stated | undefined> {
  const loaded = await load();
  const { desired, manifests = [] } = loaded;
  if (desired === undefined) output.err(`The manifests of ${loaded.revision.label}, to compare with, are invalid:\n`);
  await complain(loaded, options, output);
  return desired && { desired, manifests };
}

function asObserved(desired: Desired): Observed {
  const containers = desired.containers.map(({ ctid, name, labels, state }) => {
    const there = existing(state);
    return [ctid, { ctid, name, state: there, marker: { version: 1, ctid, name, labels, applied: there } }] as const;
  });
  return {
    containers: new Map(containers),
    templates: new Set(desired.containers.map(({ template }) => template.key)),
  };
}
