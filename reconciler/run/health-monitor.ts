// Asks every running container that has spec.health how it is, for as long as it runs: beside the passes, which neither wait for
// an answer nor break a question off. What is known of a container lives as long as its init; other lives of this program go on
// from the last verdict.

import type { HealthSpec } from '../../schema/health.ts';
import type { Ctid } from '../../schema/units.ts';
import { endsInit, type HealthState, heldStarts, type Wait, waitNow } from '../plan/dependencies.ts';
import { isRunning } from '../plan/diff.ts';
import type { ContainerPlan } from '../plan/plan.ts';
import type { HealthVerdict } from '../port/host.ts';
import { MOST_CURES, makeCures } from './cures.ts';
import { type HealthMemory, type Known, noMemory } from './health-file.ts';
import type { Prober } from './probe.ts';
import type { PassResult } from './reconcile.ts';
import type { Trial } from './trial.ts';
import { makeWard, messageOf, type Turn, type Ward } from './ward.ts';

export interface HealthMonitor {
  /** Of those that are asked. */
  states(): ReadonlyMap<Ctid, HealthState>;
  /** Who of a plan must not be started yet. */
  held(plans: readonly ContainerPlan[]): readonly Wait[];
  /** Does the work, which plays these plans; nobody whom they stop is judged meanwhile. */
  during<T>(plans: readonly ContainerPlan[], work: () => Promise<T>): Promise<T>;
  /** Who is to be restarted, with why. */
  sick(): ReadonlyMap<Ctid, string>;
  /** When one of those who are unhealthy may be restarted; undefined: none waits for that. */
  due(): number | undefined;
  /** Takes in who runs after a pass. `onTrial` are asked by the trial, which tells what it hears. */
  passed(result: PassResult, onTrial: ReadonlySet<Ctid>): void;
  /** `isLast`: the trial asks it no more. */
  heard(ctid: Ctid, verdict: HealthVerdict, isLast: boolean): void;
  /** Its init has ended. */
  exited(ctid: Ctid): void;
  /** `listener` must not throw. The answer ends it. */
  onTurn(listener: (turn: Turn) => void): () => void;
  /** Breaks off what is asked. */
  close(): Promise<void>;
}

/** Milliseconds that the end waits for questions which were broken off. */
const GRACE = 2000;

export function makeHealthMonitor(
  prober: Prober,
  random: () => number = Math.random,
  memory: HealthMemory = noMemory,
): HealthMonitor {
  const { clock } = prober;
  const cures = makeCures(random);
  const listeners = new Set<(turn: Turn) => void>();
  const stateOf = (ctid: Ctid, ward: Ward): HealthState =>
    withCures(ward.state(), cures.count(ctid), cures.isOpen(ctid));
  const { wards, admit, drop, end, stateIn } = makeWards(prober, memory, (turn) => {
    cures.turned(turn, clock.now());
    const { ctid, now } = turn;
    const ward = wards.get(ctid);
    const isGivenUp =
      now === 'unhealthy' && ward?.health.onFailure === 'restart' && cures.next(ctid) === undefined
        ? { isGivenUp: true, message: stateOf(ctid, ward).message }
        : {};
    for (const listener of listeners) listener({ ...turn, ...isGivenUp });
  });
  const curable = (): readonly (readonly [Ctid, string, number])[] =>
    [...wards].flatMap(([ctid, ward]) => {
      const at = ward.isCurable() ? cures.next(ctid) : undefined;
      return at === undefined ? [] : [[ctid, ward.state().message, at] as const];
    });
  return {
    states: () => new Map([...wards].map(([ctid, ward]) => [ctid, stateOf(ctid, ward)])),
    sick: () => new Map(curable().flatMap(([ctid, why, at]) => (at <= clock.now() ? [[ctid, why]] : []))),
    due: () => curable().reduce((least: number | undefined, [, , at]) => Math.min(at, least ?? at), undefined),
    held: (plans) => heldStarts(plans, stateIn(plans)),
    during: async (plans, work) => {
      const stopped = plans.filter(endsInit).flatMap(({ ctid }) => wards.get(ctid) ?? []);
      for (const ward of stopped) ward.pause(true);
      try {
        return await work();
      } finally {
        for (const ward of stopped) ward.pause(false);
      }
    },
    passed: (result, onTrial) => {
      if (result.plan === undefined) return;
      const running = runningIn(result);
      cures.keep(new Set(result.plan.containers.map(({ ctid }) => ctid)));
      for (const ctid of [...wards.keys()]) if (!running.has(ctid)) drop(ctid);
      for (const [ctid, one] of running) {
        if (one.isNew && !one.hasDied) cures.started(ctid, one.isCure, clock.now());
        admit(ctid, one).ask(!onTrial.has(ctid));
      }
      memory.forget();
    },
    heard: (ctid, verdict, isLast) => {
      const ward = wards.get(ctid);
      ward?.take(verdict);
      if (isLast) ward?.ask(true);
    },
    exited: drop,
    onTurn: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: end,
  };
}

/** One for each container that is asked. */
function makeWards(prober: Prober, memory: HealthMemory, onTurn: (turn: Turn) => void) {
  const wards = new Map<Ctid, Ward>();
  const ending = new Set<Promise<void>>();
  const save = (): void => memory.save(() => knownOf(wards));
  const turned = (turn: Turn): void => {
    save();
    onTurn(turn);
  };
  const drop = (ctid: Ctid): void => {
    const end = wards.get(ctid)?.end();
    memory.forget(ctid);
    if (wards.delete(ctid)) save();
    if (end !== undefined) {
      ending.add(end);
      void end.then(() => ending.delete(end));
    }
  };
  const admit = (ctid: Ctid, { name, health, isNew }: Running): Ward => {
    const before = wards.get(ctid);
    const isSame = before?.name === name && JSON.stringify(before.health) === JSON.stringify(health);
    if (before !== undefined && isSame && !isNew) return before;
    const known = isNew ? undefined : memory.recall(ctid, health.probe);
    drop(ctid);
    const ward = makeWard({ ...prober, ctid, name, health, before: known, onTurn: turned });
    wards.set(ctid, ward);
    return ward;
  };
  const end = async (): Promise<void> => {
    await memory.close();
    for (const ctid of [...wards.keys()]) drop(ctid);
    const ended = new AbortController();
    await Promise.race([Promise.all(ending), prober.clock.sleep(GRACE, ended.signal)]);
    ended.abort();
  };
  /** Of the containers of a plan, also before the first pass has been made. */
  const stateIn = (plans: readonly ContainerPlan[]) => {
    const health = new Map(plans.map(({ ctid, desired }) => [ctid, desired?.health]));
    return (ctid: Ctid): HealthState | undefined => {
      const spec = health.get(ctid);
      const known = spec && memory.recall(ctid, spec.probe);
      const before = known && { status: known.status, message: messageOf(spec, known.status, known.reason) };
      return wards.get(ctid)?.state() ?? before;
    };
  };
  return { wards: wards as ReadonlyMap<Ctid, Ward>, admit, drop, end, stateIn };
}

const knownOf = (wards: ReadonlyMap<Ctid, Ward>): ReadonlyMap<Ctid, Known> =>
  new Map(
    [...wards].flatMap(([ctid, ward]) => {
      const known = ward.known();
      return known === undefined ? [] : [[ctid, known] as const];
    }),
  );

/** The same pass, with how those are whose health is asked. Tells the monitor of it. */
export function withHealth(
  result: PassResult,
  trial: Trial | undefined,
  monitor: HealthMonitor | undefined,
): PassResult {
  if (monitor === undefined) return result;
  monitor.passed(result, trial?.asks() ?? new Set());
  return withStates(result, monitor);
}

/** The same pass, with how those are now. */
export function withStates(result: PassResult, monitor: HealthMonitor): PassResult {
  const health = monitor.states();
  if (health.size === 0) return result;
  const waits = result.waits?.map((wait) => {
    const state = health.get(wait.on);
    return state === undefined ? wait : waitNow(wait, state);
  });
  return { ...result, health, ...(waits && { waits }) };
}

/** Who is restarted because he is unhealthy stays so until he has been healthy. */
function withCures({ status, message }: HealthState, count: number, isOpen: boolean): HealthState {
  if (count === 0 || (status !== 'unhealthy' && !isOpen)) return { status, message };
  const isLast = status === 'unhealthy' && count >= MOST_CURES;
  const restarts = `restarted ${count}x${isLast ? ', and left alone now' : ''}`;
  return { status: 'unhealthy', message: `${message}; ${restarts}` };
}

interface Running {
  readonly name: string;
  readonly health: HealthSpec;
  /** Its init was started by this pass. */
  readonly isNew: boolean;
  /** Because it was unhealthy. */
  readonly isCure: boolean;
  /** Because it had ended by itself. */
  readonly hasDied: boolean;
}

/** Those that run after the pass and can be asked. */
function runningIn({ plan, outcomes }: PassResult): ReadonlyMap<Ctid, Running> {
  const byId = new Map(outcomes.map((outcome) => [outcome.ctid, outcome]));
  const running = new Map<Ctid, Running>();
  for (const { ctid, name, action, desired, was, wants, heals } of plan?.containers ?? []) {
    const outcome = byId.get(ctid);
    const state = outcome?.result === 'done' || outcome?.started === true ? wants : was;
    const health = desired?.health;
    if (health === undefined || !isRunning(state)) continue;
    const isNew = outcome?.started === true;
    running.set(ctid, { name, health, isNew, isCure: heals !== undefined, hasDied: action === 'start' });
  }
  return running;
}
