// Which containers and actions a rule or a window is about.

import { fitsGlob } from '../../schema/glob.ts';
import type { ActionClass, Selector } from '../state/rules.ts';
import type { Action, ContainerPlan } from './plan.ts';

const classes = {
  none: 'live',
  create: 'create',
  start: 'start',
  stop: 'stop',
  change: 'live',
  restart: 'restart',
  recreate: 'recreate',
  delete: 'delete',
} as const satisfies Record<Action, ActionClass>;

/** Manifests call a change live. */
export const classOf = (action: Action): ActionClass => classes[action];

/** What is done to a container now, or put off until a window opens. */
export const askedOf = ({ action, holds = [] }: Pick<ContainerPlan, 'action' | 'holds'>): Action =>
  holds.find(({ by }) => by === 'window')?.action ?? action;

/** A container without a manifest has no labels any more, so whatever is said of labels is said of it. */
export function selects(
  selector: Selector | undefined,
  { name, desired }: Pick<ContainerPlan, 'name' | 'desired'>,
): boolean {
  const { names, labels = {} } = selector ?? {};
  if (names !== undefined && !names.some((pattern) => fitsGlob(pattern, name))) return false;
  if (desired === undefined) return true;
  return Object.entries(labels).every(([key, pattern]) => {
    const value = desired.labels[key];
    return value !== undefined && fitsGlob(pattern, value);
  });
}
