// What of a plan waits for a window: the class of an action that windows speak of is done while one of them allows it and
// none denies it. What waits takes nothing along that could be done without it.

import type { Calendar } from '../port/calendar.ts';
import type { ContainerState } from '../state/container.ts';
import type { ActionClass, WindowSpec } from '../state/rules.ts';
import { isRunning } from './diff.ts';
import { fieldOf, withValue } from './fields.ts';
import { type Side, sidesOf } from './identity.ts';
import { stepsFor } from './order.ts';
import type { Change, ContainerPlan, Hold } from './plan.ts';
import { classOf, fitsSide } from './select.ts';

/** The plan of a container, with what has to wait put off. `whole`: nothing of it is done before the rest. */
export function timed(
  draft: ContainerPlan,
  windows: readonly WindowSpec[],
  waitFor: WaitFor,
  whole: boolean,
): ContainerPlan {
  if (draft.action === 'none') return draft;
  const sides = sidesOf(draft);
  // It has to be the time for the container as it was applied and for what its manifest makes of it.
  const own = sides.map((side) => windows.filter((window) => isOf(window, side)));
  const wait = neverOpened(windows, sides, classOf(draft.action)) ?? waitFor(own, classOf(draft.action));
  if (wait === undefined) return draft;
  const mayBeLive = !whole && waitFor(own, 'live') === undefined;
  const now = mayBeLive ? draft.changes.filter((change) => isIndependent(change, draft)) : [];
  const left = draft.changes.filter((change) => !now.includes(change));
  const { was, holds = [] } = draft;
  const wants = now.reduce((at, { pointer, wants }) => (wants === undefined ? at : withValue(at, pointer, wants)), was);
  const action = now.length > 0 ? 'change' : 'none';
  const steps = stepsFor({ action, was, wants, changes: now });
  const hold: Hold = { by: 'window', action: draft.action, changes: left, ...wait };
  return { ...draft, ...{ action, changes: now, steps, wants, holds: [...holds, hold] }, ...remembered(draft, wants) };
}

/** By labels that nobody knows any more it holds, and does not open. */
function isOf({ kind, containers }: WindowSpec, side: Side): boolean {
  const fit = fitsSide(containers, side);
  return fit === 'yes' || (fit === 'unsure' && kind === 'deny');
}

function neverOpened(windows: readonly WindowSpec[], sides: readonly Side[], kind: ActionClass): Wait | undefined {
  for (const side of sides) {
    const allows = windows.filter((window) => window.kind === 'allow' && window.classes.includes(kind));
    const fits = allows.map((window) => ({ name: window.name, fit: fitsSide(window.containers, side) }));
    const unsure = fits.filter(({ fit }) => fit === 'unsure').map(({ name }) => name);
    if (unsure.length === 0 || fits.some(({ fit }) => fit === 'yes')) continue;
    return {
      reason: `deferred: without a manifest it has no labels by which a window could open (${unsure.join(', ')})`,
    };
  }
  return undefined;
}

/** Fields that are held for other reasons stay remembered as they were. */
function remembered({ remember, holds = [] }: ContainerPlan, wants: ContainerState): Pick<ContainerPlan, 'remember'> {
  if (remember === undefined) return {};
  const pointers = holds.flatMap(({ changes }) => changes.map(({ pointer }) => pointer));
  return {
    remember: pointers.reduce((at, pointer) => {
      const value = fieldOf(pointer).get(remember);
      return value === undefined ? at : withValue(at, pointer, value);
    }, wants),
  };
}

/** Changes of a running container that its next start brings along and that need none. */
function isIndependent({ class: kind, driver, was, pointer }: Change, draft: ContainerPlan): boolean {
  if (draft.action !== 'restart' && draft.action !== 'recreate') return false;
  if (kind !== 'live' || was === undefined || pointer === '/lifecycle/state' || !isRunning(draft.was)) return false;
  // Of a root that is given up nothing is worth changing.
  return !(draft.action === 'recreate' && (driver === 'rootfs' || driver === 'quota'));
}

type Wait = Pick<Hold, 'reason' | 'until'>;

/** Milliseconds. What waits for longer is not reckoned any further. */
const YEAR = 366 * 86_400_000;
/** Openings and closings looked at; what comes after them, "at least until" then, is reckoned when they are over. */
const TURNS = 50;

/** What a class waits for; undefined: nothing. Of several lists of windows each has its say. */
export type WaitFor = (lists: readonly (readonly WindowSpec[])[], kind: ActionClass) => Wait | undefined;

/** Reckons once for all containers of a plan with the same windows, which have names of their own. */
export function waiter(calendar: Calendar): WaitFor {
  const known = new Map<string, Wait | undefined>();
  return (lists, kind) => {
    const key = [kind, ...lists.map((list) => list.map(({ name }) => name).join(' '))].join('\n');
    if (!known.has(key)) known.set(key, reckon(lists, kind, calendar));
    return known.get(key);
  };
}

function reckon(lists: readonly (readonly WindowSpec[])[], kind: ActionClass, calendar: Calendar): Wait | undefined {
  const speaking = lists.map((list) => list.filter(({ classes }) => classes.includes(kind)));
  const ofKind = (which: WindowSpec['kind']) => speaking.map((list) => list.filter((window) => window.kind === which));
  const denies = ofKind('deny').flat();
  const allows = ofKind('allow').filter((list) => list.length > 0);
  let at = calendar.now;
  let why: WindowSpec | undefined;
  let isSure = false;
  for (let turn = 0; turn < TURNS && at - calendar.now < YEAR; turn += 1) {
    const deny = longest(denies, calendar, at);
    if (deny !== undefined) {
      [why, at] = deny;
      continue;
    }
    const closed = allows.find((list) => list.every((window) => calendar.openUntil(window, at) === undefined));
    isSure = closed === undefined;
    if (closed === undefined) break;
    const next = soonest(closed, calendar, at);
    if (next === undefined)
      return { reason: `deferred: no window opens again (${closed.map(({ name }) => name).join(', ')})` };
    [why, at] = next;
  }
  if (why === undefined) return undefined;
  if (at - calendar.now >= YEAR) return { reason: `deferred by window ${why.name} for more than a year` };
  return waited(why, at, calendar, isSure ? '' : 'at least ');
}

function waited({ kind, name, timeZone }: WindowSpec, at: number, calendar: Calendar, sureness: string): Wait {
  const time = calendar.local(at, timeZone);
  const isOpening = kind === 'allow' && sureness === '';
  const words = isOpening ? `to window ${name}, opens ${time}` : `by window ${name} ${sureness}until ${time}`;
  return { reason: `deferred ${words}`, until: { at, utc: calendar.utc(at) } };
}

/** Of the windows that are open the one that stays so for longest. */
function longest(windows: readonly WindowSpec[], calendar: Calendar, at: number): [WindowSpec, number] | undefined {
  let found: [WindowSpec, number] | undefined;
  for (const window of windows) {
    const until = calendar.openUntil(window, at);
    if (until !== undefined && (found === undefined || until > found[1])) found = [window, until];
  }
  return found;
}

function soonest(windows: readonly WindowSpec[], calendar: Calendar, at: number): [WindowSpec, number] | undefined {
  let found: [WindowSpec, number] | undefined;
  for (const window of windows) {
    const opens = calendar.nextOpening(window, at);
    if (opens !== undefined && (found === undefined || opens < found[1])) found = [window, opens];
  }
  return found;
}
