// What is held back, for people: the reason, and below it what differs, marked with an equals sign because it stays.

import { visible } from './format.ts';
import type { ContainerPlan, Hold } from './plan.ts';
import { actionWords, place, words } from './wording.ts';

/** Lines of the text output, in columns of their own. */
export function holdLines(plan: ContainerPlan): readonly string[] {
  return (plan.holds ?? []).flatMap((hold) => [
    ...(hold.by === 'window' ? [] : [`      ${visible(hold.reason)}`]),
    ...changeLines(hold, plan),
  ]);
}

function changeLines({ changes }: Hold, plan: ContainerPlan): readonly string[] {
  const rows = changes.map((change) => {
    const { label, was, wants } = words(change, plan);
    const value = was === undefined ? wants : `${was} -> ${wants}`;
    return { label, value, kind: change.class, at: place(change.origin) };
  });
  const width = Math.max(0, ...rows.map(({ value }) => value.length));
  return rows.map(({ label, value, kind, at }) =>
    `    = ${label.padEnd(13)} ${value.padEnd(width)} ${kind.padEnd(8)} ${at}`.trimEnd(),
  );
}

/** "restart (deferred to window nightly, opens 2026-11-27T02:00 Europe/Berlin)"; empty when nothing waits for a window. */
export function deferredWords(plan: ContainerPlan): string {
  const waiting = (plan.holds ?? []).filter(({ by }) => by === 'window');
  return waiting
    .map((hold) => {
      const what = isNaming(hold) ? NAMING : actionWords({ ...plan, action: hold.action });
      return `${what} (${visible(hold.reason)})`;
    })
    .join(', ');
}

const isNaming = ({ identity, changes, action }: Hold): boolean =>
  identity === true && changes.length === 0 && action === 'change';

const NAMING = 'name and labels';

/** "held, would restart"; "held" when there is nothing to do. */
export function heldWords(plan: ContainerPlan): string {
  const deferred = deferredWords(plan);
  if (deferred !== '') return deferred;
  const [action] = (plan.holds ?? []).map((hold) => hold.action).filter((one) => one !== 'none');
  return action === undefined ? 'held' : `held, would be: ${actionWords({ ...plan, action })}`;
}

/** One line for each reason, for lists: "ram, cpuunits: changed by hand, only shown (drift: warn)". */
export function holdSentences(plan: ContainerPlan): readonly string[] {
  return (plan.holds ?? []).map((hold) => {
    const { reason, action, changes } = hold;
    const labels = changes.map((change) => words(change, plan).label);
    const what = labels.length > 0 ? labels.join(', ') : isNaming(hold) ? NAMING : action === 'none' ? '' : action;
    return what === '' ? reason : `${what}: ${reason}`;
  });
}

/** Live settings that no manifest declares: `? memory.high  67108864  undeclared, reported only (usual: max)`. */
export function undeclaredLines({ undeclared = [] }: Pick<ContainerPlan, 'undeclared'>): readonly string[] {
  const width = Math.max(13, ...undeclared.map(({ name }) => name.length));
  return undeclared.map(({ name, value, usual }) => {
    const said = visible(value === '' ? '(empty)' : value);
    return `    ? ${visible(name).padEnd(width)} ${said}  undeclared, reported only (usual: ${usual === '' ? '(empty)' : usual})`;
  });
}
