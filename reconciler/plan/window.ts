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

/**
 * The plan of a container, with what has to wait put off. `whole`: nothing of it is done before the rest. Who it is to windows changes
 * while it is the time by the windows that hold for it as it was applied, and only then is the rest judged by what it has become: so
 * windows of which one is always shut keep a commit for no longer than each of them is, and no commit leaves a window for the next one.
 */
export function timed(
  draft: ContainerPlan,
  windows: readonly WindowSpec[],
  waitFor: WaitFor,
  whole: boolean,
): ContainerPlan {
  if (draft.action === 'none') return draft;
  const sides = sidesOf(draft);
  const own = sides.map((side) => windows.filter((window) => isOf(window, side)));
  const [wanted = [], applied] = own;
  const kind = classOf(draft.action);
  const of = (lists: typeof own) => lists.map((list) => ({ windows: list, kind }));
  const naming = applied === undefined ? [] : namingOf(wanted, applied);
  const isNaming = isOnlyNaming(draft);
  const unknown = neverOpened(windows, sides, kind);
  if (whole) {
    const wait = unknown ?? waitFor([...(isNaming ? [] : of(own)), ...naming]);
    const advice = 'change its name or labels in a commit of its own first';
    return wait === undefined ? draft : putOff(draft, [], [held(draft, wait, advice, naming.length > 0)]);
  }
  const named = naming.length === 0 ? undefined : waitFor(naming);
  const namingHold = named && held({ action: 'change', changes: [] }, named, 'let them overlap once', true);
  // It has to be the time for the container as it is by then, and for what its manifest makes of it.
  const lists = named === undefined ? [wanted] : own;
  const wait = isNaming ? undefined : (unknown ?? waitFor(of(lists)));
  if (wait === undefined) {
    if (namingHold === undefined) return draft;
    return isNaming ? putOff(draft, [], [namingHold]) : { ...draft, holds: [...(draft.holds ?? []), namingHold] };
  }
  const mayBeLive = waitFor(lists.map((list) => ({ windows: list, kind: 'live' }))) === undefined;
  const now = mayBeLive ? draft.changes.filter((change) => isIndependent(change, draft)) : [];
  const left = draft.changes.filter((change) => !now.includes(change));
  const rest = { action: draft.action, changes: left };
  if (named === undefined) return putOff(draft, now, [held(rest, wait)], naming.length > 0);
  const later = named.until === undefined ? wait : waitFor(of([wanted]), named.until.at);
  return putOff(
    draft,
    now,
    later === undefined ? [held(rest, named, '', true)] : [held(rest, later), namingHold ?? []].flat(),
  );
}

/** It is known by another name or other labels, and nothing else is to be done. */
const isOnlyNaming = ({ action, changes, steps }: ContainerPlan): boolean =>
  action === 'change' && changes.length === 0 && steps.length === 0;

/**
 * What has to be allowed for a container to be known by another name or other labels: everything for which other windows hold then, by
 * those that have held; where there is no such thing, a live change.
 */
function namingOf(wanted: readonly WindowSpec[], applied: readonly WindowSpec[]): readonly Condition[] {
  const kinds = [...new Set([...wanted, ...applied].flatMap(({ classes }) => classes))];
  const speaking = (list: readonly WindowSpec[], kind: ActionClass) =>
    list.filter(({ classes }) => classes.includes(kind));
  const changed = kinds.filter((kind) => {
    const [after, before] = [speaking(wanted, kind), speaking(applied, kind)];
    return after.length !== before.length || after.some((window) => !before.includes(window));
  });
  return (changed.length === 0 ? ['live' as const] : changed).map((kind) => ({ windows: applied, kind }));
}

function held(
  { action, changes }: Pick<ContainerPlan, 'action' | 'changes'>,
  { reason, until, isApart }: Wait,
  advice = '',
  identity = false,
): Hold {
  return {
    ...{ by: 'window', action, changes },
    reason: isApart === true && advice !== '' ? `${reason}; ${advice}` : reason,
    ...(until && { until }),
    ...(identity && { identity }),
  };
}

/** `now` is what is done of it; `isNamed`: it comes to be known as its manifest says. */
function putOff(draft: ContainerPlan, now: readonly Change[], more: readonly Hold[], isNamed = false): ContainerPlan {
  const { was, holds = [] } = draft;
  const wants = now.reduce((at, { pointer, wants }) => (wants === undefined ? at : withValue(at, pointer, wants)), was);
  const action = now.length > 0 || isNamed ? 'change' : 'none';
  const steps = stepsFor({ action, was, wants, changes: now });
  return {
    ...draft,
    ...{ action, changes: now, steps, wants, holds: [...holds, ...more] },
    ...remembered(draft, wants),
  };
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

interface Wait extends Pick<Hold, 'reason' | 'until'> {
  /** Several windows have to be open at once, and are not before `until`. */
  readonly isApart?: true;
}

/** A class of actions that some windows, all that hold for a container, have to allow. */
interface Condition {
  readonly windows: readonly WindowSpec[];
  readonly kind: ActionClass;
}

/** Milliseconds. What waits for longer is not reckoned any further. */
const YEAR = 366 * 86_400_000;
/** Openings and closings looked at; what comes after them, "at least until" then, is reckoned when they are over. */
const TURNS = 50;

/** What something waits for that takes all of these; undefined: nothing. `from`: not before then, in milliseconds; absent: from now on. */
export type WaitFor = (conditions: readonly Condition[], from?: number) => Wait | undefined;

/** Reckons once for all containers of a plan with the same windows, which have names of their own. */
export function waiter(calendar: Calendar): WaitFor {
  const known = new Map<string, Wait | undefined>();
  return (conditions, from = calendar.now) => {
    const lists = conditions.map(({ windows, kind }) => windows.filter(({ classes }) => classes.includes(kind)));
    const key = [from, ...lists.map((list) => list.map(({ name }) => name).join(' '))].join('\n');
    if (!known.has(key)) known.set(key, reckon(lists, calendar, from));
    return known.get(key);
  };
}

function reckon(lists: readonly (readonly WindowSpec[])[], calendar: Calendar, from: number): Wait | undefined {
  const ofKind = (which: WindowSpec['kind']) => lists.map((list) => list.filter((window) => window.kind === which));
  const denies = ofKind('deny').flat();
  const allows = ofKind('allow').filter((list) => list.length > 0);
  let at = from;
  let why: WindowSpec | undefined;
  let isSure = false;
  for (let turn = 0; turn < TURNS && at - from < YEAR; turn += 1) {
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
  if (!isSure && new Set(allows.map((list) => list.map(({ name }) => name).join(' '))).size > 1)
    return apart(allows, at, why, calendar);
  if (at - from >= YEAR) return { reason: `deferred by window ${why.name} for more than a year` };
  return waited(why, at, calendar, isSure ? '' : 'at least ');
}

const APART = 'VZR518';

/** Before `at` there is no moment at which one of each list is open. */
function apart(lists: readonly (readonly WindowSpec[])[], at: number, why: WindowSpec, calendar: Calendar): Wait {
  const said = [...new Set(lists.flat())].map((window) => {
    const until = calendar.openUntil(window, calendar.now);
    const opens = until === undefined ? calendar.nextOpening(window, calendar.now) : undefined;
    const [word, time] = until === undefined ? ['opens', opens] : ['open until', until];
    return time === undefined ? window.name : `${window.name} (${word} ${calendar.local(time, window.timeZone)})`;
  });
  const names = `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`;
  const reason = `deferred: ${APART}: windows ${names} are not open at once before ${calendar.local(at, why.timeZone)}`;
  return { reason, isApart: true, until: { at, utc: calendar.utc(at) } };
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
