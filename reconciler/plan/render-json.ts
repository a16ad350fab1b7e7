// A plan for programs. Readers ignore keys they do not know; minor format versions only add keys. Key order is fixed.

import { plainJson } from '../../schema/reading.ts';
import { HIDDEN } from '../../schema/sysctl.ts';
import { maskState, maskValue } from '../state/snapshot.ts';
import type { Approver } from './approver.ts';
import { stepName } from './order.ts';
import { patchBetween, target } from './patch.ts';
import type { Action, Change, ContainerPlan, Json, Plan, Refusal } from './plan.ts';
import { sortKeys } from './sort-keys.ts';
import { disruptionOf, exitClass, summarize } from './summary.ts';
import { parameterOf } from './unenforced.ts';

/** A list, so that a search for "delete" or "stop" finds every destructive or interrupting plan, future ones too. */
const actions: Record<Action, readonly string[]> = {
  none: ['no-op'],
  create: ['create'],
  start: ['start'],
  stop: ['stop'],
  change: ['update'],
  restart: ['stop', 'start'],
  recreate: ['delete', 'create'],
  delete: ['delete'],
};

/** The plan as JSON, and `more` beside it, two spaces deep, ending in a newline. */
export function renderJson(plan: Plan, more: object = {}): string {
  const summary = summarize(plan);
  const document = {
    formatVersion: plan.formatVersion,
    revision: plan.revision,
    node: plan.node,
    effect: plan.effect === undefined ? undefined : { hash: plan.effect },
    summary: {
      create: summary.create,
      change: summary.change,
      restart: summary.restart,
      recreate: summary.recreate,
      delete: summary.delete,
      unchanged: summary.unchanged,
      drift: summary.drift,
      refused: summary.refused,
      held: summary.held,
      class: exitClass(summary, plan.settings),
    },
    notes: plan.notes,
    stages: plan.stages,
    disruption: disruptionOf(plan),
    refusals: plan.refusals.map(refusalJson),
    templates: plan.templates.map(({ name, key }) => ({ name, key })),
    containers: plan.containers.map(containerJson),
    settings: plan.settings?.map(({ kind, name, ctid, pointer, was, wants, origin, wasOrigin }) => ({
      ...{ kind, name, ctid, pointer, was, wants, origin, wasOrigin },
    })),
    capacity: plan.capacity?.map(({ resource, before, after, asked, host, factor }) => ({
      resource,
      before,
      after,
      asked,
      host,
      factor,
    })),
    ...more,
  };
  return `${plainJson(JSON.stringify(document, null, 2))}\n`;
}

function containerJson(plan: ContainerPlan) {
  return {
    ctid: plan.ctid,
    name: plan.name,
    actions: actions[plan.action],
    effect: plan.effect,
    origin: plan.origin,
    changes: plan.changes.map(changeJson),
    holds: plan.holds?.map(({ by, reason, until, identity, action, changes }) => ({
      by,
      reason,
      until: until?.utc,
      identity,
      actions: actions[action],
      changes: changes.map(changeJson),
    })),
    undeclared: plan.undeclared?.map(({ name, value, usual }) => ({ name, value, usual })),
    startsWhen: plan.startsWhen,
    approvedBy: plan.approvedBy?.map(approverJson),
    derived: plan.derived,
    warnings: plan.warnings,
    unenforced: plan.unenforced?.map((refusal) => ({
      parameter: parameterOf(refusal.pointer ?? ''),
      ...refusalJson(refusal),
    })),
    refusals: plan.refusals.map(refusalJson),
    steps: plan.steps.map(stepName),
    patch: patchBetween(maskState(plan.was, hidden), maskState(target(plan), hidden)),
  };
}

const approverJson = ({ way, name, hash, expires, path, signer, key, commit, author }: Approver) => ({
  ...{ way, name, hash, expires, path, signer, key, commit, author },
});

/** Every key by name: the order must not depend on how the value was built. */
function changeJson({ driver, pointer, was, wants, class: kind, drift, origin, spelled }: Change) {
  return {
    driver,
    pointer,
    was: shown(pointer, was),
    wants: shown(pointer, wants),
    class: kind,
    drift,
    origin,
    spelled,
  };
}

const hidden = (): string => HIDDEN;

const shown = (pointer: string, value: Json | undefined): Json | undefined =>
  value === undefined ? undefined : sortKeys(maskValue(pointer, value, hidden));

function refusalJson({ code, pointer, reason, hint, origin, rule }: Refusal) {
  return { code, pointer, reason, hint, origin, rule };
}
