// A plan in one line, in numbers, and as the class that exit codes and titles are made from.

import { count } from './format.ts';
import { awaitsConsent } from './guard.ts';
import type { Action, ContainerPlan, Plan } from './plan.ts';
import { askedOf } from './select.ts';

export interface Summary {
  readonly create: number;
  /** Starts, stops and live changes. */
  readonly change: number;
  readonly restart: number;
  readonly recreate: number;
  readonly delete: number;
  readonly unchanged: number;
  /** Among the others: fields that somebody changed by hand. */
  readonly drift: number;
  /** Among the others: containers left alone for a reason, and reasons against the plan as a whole. */
  readonly refused: number;
  /** Among the others: containers of which something is held back. */
  readonly held: number;
}

/** none: nothing to do. changes: also of settings alone. destroy: a root file system is lost. Refused actions count too: they are what was asked for. */
export type ExitClass = 'none' | 'changes' | 'restart' | 'destroy';

const columns = {
  none: 'unchanged',
  create: 'create',
  start: 'change',
  stop: 'change',
  change: 'change',
  restart: 'restart',
  recreate: 'recreate',
  delete: 'delete',
} as const satisfies Record<Action, keyof Summary>;

export function summarize(plan: Pick<Plan, 'containers' | 'refusals'>): Summary {
  const sum = { create: 0, change: 0, restart: 0, recreate: 0, delete: 0, unchanged: 0, drift: 0 };
  let refused = plan.refusals.length;
  const held = plan.containers.filter(({ holds }) => holds?.some(({ by }) => by !== 'window')).length;
  for (const container of plan.containers) {
    sum[columns[askedOf(container)]] += 1;
    if (container.refusals.length > 0) refused += 1;
    for (const change of container.changes) if (change.drift) sum.drift += 1;
  }
  return { ...sum, refused, held };
}

export function exitClass(summary: Summary, settings: Plan['settings'] = []): ExitClass {
  if (summary.recreate + summary.delete > 0) return 'destroy';
  if (summary.restart > 0) return 'restart';
  return summary.create + summary.change + settings.length > 0 ? 'changes' : 'none';
}

/** The last line of the text output. Scripts read it: its form is a contract. `settings`: what changes without a step. */
export function summaryLine(summary: Summary, settings: Plan['settings'] = []): string {
  const held = summary.held === 0 ? '' : ` ${summary.held} held.`;
  if (exitClass(summary) === 'none')
    return settings.length === 0
      ? `No changes.${held}`
      : `No changes to containers.${held} ${settingsWords(settings)}.`;
  const { create, change, restart, recreate } = summary;
  const parts = [
    `${create} to create`,
    `${change} to change`,
    `${restart} to restart`,
    `${recreate} to recreate`,
    `${summary.delete} to delete`,
  ];
  return `Plan: ${parts.join(', ')}. ${summary.unchanged} unchanged.${held}`;
}

const settingsWords = ({ length }: NonNullable<Plan['settings']>): string => `${count(length, 'setting')} changed`;

/** What a plan disturbs, as asked for, and how full the node's memory is by promise before and after. */
export interface Disruption {
  /** Containers that are changed while they run undisturbed. */
  readonly live: number;
  readonly stop: number;
  readonly restart: number;
  readonly recreate: number;
  readonly delete: number;
  /** Containers of which something waits for a window. */
  readonly deferred: number;
  /** Percent of what the node has; absent where there was no host to ask. */
  readonly ram?: { readonly before: number; readonly after: number };
}

export function disruptionOf({ containers, capacity }: Plan): Disruption {
  const of = (action: Action): number => containers.filter((container) => askedOf(container) === action).length;
  const memory = capacity?.find(({ resource }) => resource === 'ram');
  const part = (bytes: number, all: number): number => Math.round((bytes / all) * 100);
  return {
    live: of('change'),
    stop: of('stop'),
    restart: of('restart'),
    recreate: of('recreate'),
    delete: of('delete'),
    deferred: containers.filter(({ holds }) => holds?.some(({ by }) => by === 'window')).length,
    ...(memory !== undefined &&
      memory.host > 0 && {
        ram: { before: part(memory.before, memory.host), after: part(memory.asked ?? memory.after, memory.host) },
      }),
  };
}

/** "3 live, 1 restart, 0 recreate; RAM 84 % -> 91 %". */
export function disruptionLine(plan: Plan): string {
  const { live, restart, recreate, ram, ...rest } = disruptionOf(plan);
  const others = (['stop', 'delete', 'deferred'] as const).flatMap((kind) =>
    rest[kind] > 0 ? [`${rest[kind]} ${kind}`] : [],
  );
  const parts = [`${live} live`, `${restart} restart`, `${recreate} recreate`, ...others].join(', ');
  return `Disruption: ${parts}${ram === undefined ? '' : `; RAM ${ram.before} % -> ${ram.after} %`}`;
}

/** The verdict for a title, the worst first: "1 refused, 2 containers destroyed, 1 changed live". */
export function verdict(plan: Pick<Plan, 'containers' | 'refusals' | 'settings'>): string {
  if (plan.refusals.length > 0) return plan.refusals.every(awaitsConsent) ? 'waits for approval' : 'refused';
  const going = plan.containers.filter((container) => container.refusals.length === 0);
  const sum = summarize({ ...plan, containers: going });
  const waiting = plan.containers.filter(({ refusals }) => refusals.length > 0 && refusals.every(awaitsConsent)).length;
  const refused = plan.containers.length - going.length - waiting;
  const destroyed = sum.recreate + sum.delete;
  const parts: string[] = [];
  if (refused > 0) parts.push(`${refused} refused`);
  if (waiting > 0) parts.push(`${waiting} ${waiting === 1 ? 'waits' : 'wait'} for approval`);
  if (destroyed > 0) parts.push(`${count(destroyed, 'container')} destroyed`);
  if (sum.restart > 0) parts.push(`${sum.restart} restarted`);
  if (sum.create > 0) parts.push(`${sum.create} created`);
  if (sum.change > 0) parts.push(`${sum.change} changed live`);
  const { settings = [] } = plan;
  if (settings.length === 0) return parts.length === 0 ? 'no changes' : parts.join(', ');
  return [...(parts.length === 0 ? ['no changes to containers'] : parts), settingsWords(settings)].join(', ');
}

/** True when no commit asks for what would be done: drift is put back, or what is unhealthy is restarted. */
export function isUpkeep(plan: ContainerPlan): boolean {
  return isDriftOnly(plan) || (plan.heals !== undefined && plan.changes.every((change) => change.drift));
}

/** True when everything that would be done to this container undoes a change made by hand. */
export function isDriftOnly(plan: ContainerPlan): boolean {
  return plan.changes.length > 0 && plan.changes.every((change) => change.drift);
}
