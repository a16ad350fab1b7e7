// What the loop logs of its passes, of verdicts on revisions and of the health of containers.

import { quarantineWords } from '../../plan/brakes.ts';
import { count, visible } from '../../plan/format.ts';
import type { Plan } from '../../plan/plan.ts';
import { deferredWords } from '../../plan/render-holds.ts';
import { exitClass, summarize, summaryLine } from '../../plan/summary.ts';
import { hitLine } from '../../run/hits.ts';
import type { Report } from '../../run/loop.ts';
import { noStatus, type StatusStore } from '../../run/status-file.ts';
import type { Verdict } from '../../run/trial.ts';
import type { Turn } from '../../run/ward.ts';
import { explainError } from '../errors.ts';
import type { Log } from '../log.ts';

export function turnTo(log: Log, { ctid, name, was, now, message, isGivenUp = false }: Turn): void {
  if (isGivenUp) log.error({ ctid, name }, `unhealthy: ${message}`);
  else if (now === 'unhealthy') log.warn({ ctid, name }, `unhealthy: ${message}`);
  else if (was === 'unhealthy') log.info({ ctid, name }, `healthy again: ${message}`);
}

export function verdictsTo(log: Log): (verdict: Verdict) => void {
  return (verdict) => {
    if (verdict.kind === 'healthy') {
      const { ctid, name, ms } = verdict;
      log.info({ ctid, name, ms: Math.round(ms) }, 'healthy');
    } else if (verdict.kind === 'good') log.debug({ revision: verdict.revision.label }, 'applied and healthy');
    else log.error({ revision: verdict.quarantine.label }, quarantineWords(verdict.quarantine));
  };
}

/** Says things once: a problem that stays is not news, a failure not until a pass could be made and written down. */
export function reportTo(log: Log, status: StatusStore = noStatus): Report {
  let before = '';
  let failed: string | undefined;
  let warned: ReadonlySet<string> = new Set();
  const once = (key: string, say: () => void): void => {
    if (key === before) return;
    before = key;
    say();
  };
  return {
    plan: ({ plan }) => {
      const summary = summarize(plan);
      if (exitClass(summary) === 'none') return;
      status.begun(plan.revision);
      log.debug({ revision: plan.revision }, summaryLine(summary));
    },
    outcome: ({ ctid, name, action, result, ms, error, undoErrors }) => {
      const fields = { ctid, name, action, ms: Math.round(ms * 10) / 10 };
      if (result === 'done') log.info(fields, `${action} done`);
      else
        log.error(
          { ...fields, ...(undoErrors === undefined ? {} : { undoErrors }) },
          `${action} ${result}: ${error ?? ''}`,
        );
    },
    exited: ({ ctid, asked }) => {
      if (asked === 'reboot') log.info({ ctid }, 'rebooted from inside');
      if (asked === 'halt')
        log.info({ ctid }, 'halted from inside; it is started again, for the manifest says running (spec.state)');
    },
    failure: (error) => {
      const { text } = explainError(error);
      if (text !== failed) once(text, () => log.error(text.trimEnd()));
      failed = text;
    },
    pass: (result) => {
      const { revision, stale, quarantine, problems, plan, outcomes, phases } = result;
      const { tidied, unwritten, warnings = [], hits = [] } = result;
      if (unwritten === undefined) failed = undefined;
      for (const hit of hits) log.warn(hit, hitLine(hit));
      for (const warning of warnings) if (!warned.has(warning)) log.warn({ revision: revision.label }, warning);
      warned = new Set(warnings);
      if (tidied !== undefined) log.info({ templates: tidied }, 'unused templates removed');
      const errors = problems.filter(({ severity }) => severity === 'error');
      const refusals = plan === undefined ? [] : refusalLines(plan);
      const deferred = deferredLines(plan);
      const key = [revision.id, stale, quarantine?.same?.id, errors.length, ...refusals, ...deferred].join('\n');
      once(key, () => {
        if (stale !== undefined) log.warn({ revision: revision.label }, stale);
        if (quarantine?.same) log.error({ revision: quarantine.same.label }, quarantineWords(quarantine));
        for (const { origin, code, message } of errors)
          log.error(`${origin.path}:${origin.line}:${origin.col}: ${code}: ${message}`);
        if (errors.length > 0)
          log.error({ revision: revision.label }, `${count(errors.length, 'error')}: nothing is changed`);
        for (const refusal of refusals) log.warn(`refused: ${refusal}`);
        for (const one of deferred) log.info(`waits: ${one}`);
        if (plan !== undefined)
          log.info({ revision: revision.label, containers: plan.containers.length }, summaryLine(summarize(plan)));
      });
      log.debug({ outcomes: outcomes.length, phases }, 'pass');
    },
  };
}

const refusalLines = ({ refusals, containers }: Plan): readonly string[] => [
  ...refusals.map(({ code, reason }) => `${code}: ${reason}`),
  ...containers.flatMap((one) => one.refusals.map(({ code, reason }) => `${one.name}: ${code}: ${reason}`)),
];

const deferredLines = (plan: Plan | undefined): readonly string[] =>
  (plan?.containers ?? []).flatMap((one) => {
    const words = deferredWords(one);
    return words === '' ? [] : [`${visible(one.name)}: ${words}`];
  });
