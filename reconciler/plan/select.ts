// Which containers and actions a rule or a window is about.

import { fitsGlob } from '../../schema/glob.ts';
import type { ActionClass, Selector } from '../state/rules.ts';
import { labelOf, type Side, sidesOf } from './identity.ts';
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

/** What is done to a container now, or put off until a window opens: the graver of the two. */
export function askedOf({ action, holds = [] }: Pick<ContainerPlan, 'action' | 'holds'>): Action {
  const later = holds.flatMap((hold) => (hold.by === 'window' ? [hold.action] : []));
  return later.find((one) => one !== 'change') ?? (action === 'none' ? (later[0] ?? action) : action);
}

/** unsure: it is selected by labels that nobody knows any more, and what is said of labels is said of it. */
type Fit = 'yes' | 'no' | 'unsure';

/** Whether a selector is about a container as one side knows it. */
export function fitsSide(selector: Selector | undefined, { name, labels }: Side): Fit {
  const { names, labels: wanted = {} } = selector ?? {};
  if (names !== undefined && !names.some((pattern) => fitsGlob(pattern, name))) return 'no';
  const patterns = Object.entries(wanted);
  if (labels === undefined) return patterns.length === 0 ? 'yes' : 'unsure';
  const fits = patterns.every(([key, pattern]) => {
    const value = labelOf(labels, key);
    return value !== undefined && fitsGlob(pattern, value);
  });
  return fits ? 'yes' : 'no';
}

/** Whether it is about a container as its manifest says or as it was applied. */
export const selects = (selector: Selector | undefined, container: Parameters<typeof sidesOf>[0]): boolean =>
  sidesOf(container).some((side) => fitsSide(selector, side) !== 'no');

/** Whether it was about the container as it was applied and is not as its manifest says. */
export function leaves(selector: Selector | undefined, container: Parameters<typeof sidesOf>[0]): boolean {
  const [wanted, applied] = sidesOf(container);
  if (wanted === undefined || applied === undefined) return false;
  return fitsSide(selector, applied) === 'yes' && fitsSide(selector, wanted) === 'no';
}
