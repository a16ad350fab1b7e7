// A revision on trial: what it changed has to become healthy before the revision counts as good; else it is quarantined. What one
// changed that was left before the verdict is on trial with the next one. What is known of a trial lives as long as this program;
// the next one finds again who is on trial by the markers and the revisions that were tried (brakes.json), and begins anew.

import { setMaxListeners } from 'node:events';
import { type HealthSpec, probeWords } from '../../schema/health.ts';
import type { Ctid } from '../../schema/units.ts';
import { words } from '../../schema/words.ts';
import type { Quarantine } from '../plan/brakes.ts';
import { wholeSeconds } from '../plan/format.ts';
import { runnable } from '../plan/make.ts';
import type { ContainerPlan } from '../plan/plan.ts';
import { isStaged } from '../plan/rollout.ts';
import type { HealthVerdict } from '../port/host.ts';
import type { Revision } from '../port/source.ts';
import type { Desired } from '../state/model.ts';
import type { BrakeStore, BrakesRecord } from './brakes-file.ts';
import type { Prober } from './probe.ts';
import { badness, effectOn, isCornered as isCorneredBy } from './quarantine.ts';
import type { Choice, PassResult } from './reconcile.ts';
import { makeStages } from './rollout.ts';

/** What came of a trial, or of a container in it. */
export type Verdict =
  | { readonly kind: 'healthy'; readonly ctid: Ctid; readonly name: string; readonly ms: number }
  | { readonly kind: 'good'; readonly revision: Pick<Revision, 'id' | 'label'> }
  | { readonly kind: 'quarantined'; readonly quarantine: Quarantine };

export interface TrialOptions extends Prober {
  readonly brakes: BrakeStore;
  /** For people. */
  readonly wall: () => Date;
  readonly onVerdict: (verdict: Verdict) => void;
  /** Told of each answer. `isLast`: it is healthy, and asked no more. */
  readonly onProbe?: (ctid: Ctid, verdict: HealthVerdict, isLast: boolean) => void;
}

export interface Trial {
  /** Those of a plan whose turn has not come. */
  waiting(choice: Choice): Promise<readonly ContainerPlan[]>;
  /** Takes in what a pass did. True when another pass has something to do because of it. */
  passed(result: PassResult): Promise<boolean>;
  /** Those it asks. */
  asks(): ReadonlySet<Ctid>;
  /** For whom or what the verdict on the revision of the last pass waits; undefined: for nothing. */
  waitsFor(): string | undefined;
  /** When `probe` has something to do; undefined: nobody is waited for. */
  due(): number | undefined;
  /** Makes the probes that are due, until `signal` aborts. True when another pass has something to do. */
  probe(signal: AbortSignal): Promise<boolean>;
}

/** The same pass, with what the verdict on its revision waits for. */
export function withTrial(result: PassResult, trial: Trial | undefined): PassResult {
  const onTrial = trial?.waitsFor();
  return onTrial === undefined ? result : { ...result, onTrial };
}

/** What is said of a verdict that was not given. */
export const verdictUnwritten = (error: unknown): string =>
  `the verdict on it is not recorded, and is given by the next pass: ${words(error)}`;

interface Patient {
  readonly ctid: Ctid;
  readonly name: string;
  readonly health: HealthSpec;
  /** Monotonic milliseconds. */
  readonly since: number;
  due: number;
  failures: number;
  successes: number;
  reason: string;
  isHealthy: boolean;
}

interface State {
  readonly revision: Revision;
  readonly desired: Desired;
  readonly stages: ReturnType<typeof makeStages>;
  readonly patients: Map<Ctid, Patient>;
  /** Whom this revision changed, and those before it that were never judged; with health or without. */
  readonly changed: Set<Ctid>;
  /** Written into the record of brakes while the revision is applied. */
  recorded?: Promise<unknown>;
  /** Names of those that the revision has not been applied to. */
  left: readonly string[];
  /** Of a testing branch. */
  isTesting?: boolean;
  /** It is quarantined, and there is nothing to go back to: one look of each pass says whether it has come right. */
  readonly isCornered?: boolean;
  /** When the pause between two batches ends. */
  until?: number | undefined;
}

/** as before: it is bad, and was. */
type Decision = 'good' | 'bad' | 'as before';

export function makeTrial(options: TrialOptions): Trial {
  const { clock, brakes } = options;
  let state: State | undefined;
  /** A revision of a testing branch that works: it is nothing to go back to, so it is remembered here alone. */
  let tested: string | undefined;
  const onTrial = (choice: Choice, record: BrakesRecord): State | undefined => {
    const { revision, able } = choice;
    const bad = badness(choice, record);
    // Where nothing can be gone back to, what was bad may have come right.
    const isCornered = bad !== undefined && isCorneredBy(bad, record);
    if (bad !== undefined && (!isCornered || revision.id === tested)) return undefined;
    if (state?.revision.id === revision.id) return state;
    if (isCornered) return { ...newState(choice, undefined), isCornered };
    // What was refused when the revision proved good is tried like the rest of it; the way back to it is not.
    const isGood = revision.id === tested || record.good?.id === revision.id;
    if (isGood && (record.quarantine.length > 0 || !able.some(isStaged))) return undefined;
    return newState(choice, state);
  };
  const decide = async (trial: State): Promise<Decision | undefined> => {
    const patients = [...trial.patients.values()];
    const sick = patients.find(({ health, failures }) => failures >= health.retries);
    if (sick === undefined && (trial.left.length > 0 || patients.some(({ isHealthy }) => !isHealthy))) return undefined;
    if (sick !== undefined) {
      if (trial.isCornered !== true) await condemn(options, trial, sick);
    } else if (trial.isTesting === true) tested = trial.revision.id;
    else await praise(options, trial.revision);
    // A verdict that could not be written is not given: it is tried again.
    state = undefined;
    if (sick === undefined) return 'good';
    return trial.isCornered === true ? 'as before' : 'bad';
  };
  return {
    waiting: async (choice) => {
      const { plan, able, touched, desired } = choice;
      const record = await brakes.read();
      state = plan.frozen ? undefined : onTrial(choice, record);
      if (state !== undefined) remember(options, state, choice, record);
      const spec = desired.nodeSpec.rollout;
      if (state === undefined || spec === undefined || state.isCornered) return [];
      const { patients } = state;
      const isProved = (ctid: Ctid): boolean => patients.get(ctid)?.isHealthy ?? true;
      const { waiting, until } = state.stages({ plan, able, touched, spec, isProved, now: clock.now() });
      state.until = until;
      return waiting;
    },
    passed: async (result) => {
      if (state === undefined || result.plan === undefined || result.revision.id !== state.revision.id) return false;
      enrol(state, result, clock.now());
      // Before a verdict, which takes it back.
      await state.recorded;
      return (await decide(state)) === 'bad';
    },
    asks: () => new Set(state === undefined || state.isCornered ? [] : waiting(state).map(({ ctid }) => ctid)),
    waitsFor: () => (state === undefined || state.isCornered ? undefined : waitWords(waiting(state))),
    due: () => {
      const all = state === undefined ? [] : [...waiting(state).map(({ due }) => due), state.until ?? Infinity];
      const first = Math.min(...all);
      return first === Infinity ? undefined : first;
    },
    probe: async (signal) => {
      if (state === undefined) return false;
      const trial = state;
      const isOver = trial.until !== undefined && trial.until <= clock.now();
      if (isOver) trial.until = undefined;
      const due = waiting(trial).filter((one) => one.due <= clock.now());
      // Each that is asked listens, however many there are.
      setMaxListeners(0, signal);
      await Promise.all(due.map((patient) => look(options, trial, patient, signal)));
      if (signal.aborted) return true;
      const isCleared = due.some(({ isHealthy }) => isHealthy) && trial.left.length > 0;
      // What is good is said by a pass.
      const decision = await decide(trial);
      return decision === 'good' || decision === 'bad' || isOver || isCleared;
    },
  };
}

const waitWords = (sick: readonly Patient[]): string | undefined => {
  const names = sick.slice(0, 5).map(({ name }) => name);
  return sick.length === 0 ? undefined : `whether ${names.join(', ')} ${sick.length === 1 ? 'is' : 'are'} healthy`;
};

/** Who is on trial under `before`, which was left before the verdict, stays so: with all that is known, where the same is asked for. */
function newState({ revision, desired }: Choice, before: State | undefined): State {
  const fresh = { revision, desired, stages: makeStages(), left: [] };
  if (before === undefined || before.isCornered) return { ...fresh, patients: new Map(), changed: new Set() };
  const { changed, patients } = before;
  const isSame = effectOn(changed, before.desired) === effectOn(changed, desired);
  return { ...fresh, patients: new Map(isSame ? patients : []), changed: new Set(changed) };
}

/** Should this program end, the next one knows by it what was never judged. Applying does not wait for the disk. */
function remember({ brakes }: TrialOptions, state: State, choice: Choice, record: BrakesRecord): void {
  const { able, touched, tried, revision } = choice;
  const isNew = record.tried?.includes(revision.id) !== true;
  if (state.isCornered || !isNew || (touched.size === 0 && !able.some(isStaged))) return;
  state.recorded = brakes.update((now) => ({ ...now, tried: [...tried, revision.id] }));
  state.recorded.catch(() => {});
}

const waiting = ({ patients }: State): Patient[] => [...patients.values()].filter(({ isHealthy }) => !isHealthy);

/** Something that the revision brings waits for a window, or for whoever suspended it. */
const isHeldBack = (plan: ContainerPlan): boolean =>
  (plan.holds ?? []).some(
    ({ by, action, changes }) => (by === 'window' || by === 'suspended') && isStaged({ ...plan, action, changes }),
  );

/** Whoever this revision changed, in this pass or before, and can be asked. */
function enrol(state: State, result: PassResult, now: number): void {
  const { plan, outcomes, touched } = result;
  if (plan === undefined) return;
  state.isTesting = result.testing !== undefined;
  const done = new Set(outcomes.filter(({ result }) => result === 'done').map(({ ctid }) => ctid));
  const open = new Set(runnable(plan).filter(({ ctid }) => !done.has(ctid)));
  const left = plan.containers.filter((one) => open.has(one) || isHeldBack(one)).map(({ name }) => name);
  state.left = plan.refusals.length > 0 ? ['a refused plan'] : left;
  for (const one of plan.containers) {
    const { ctid, name, desired } = one;
    const health = desired?.state.lifecycle?.state === 'running' ? desired.health : undefined;
    // Who is changed once more, when a window has opened, has to prove itself once more.
    const isChanged = done.has(ctid) && isStaged(one);
    const isLeft = touched?.has(ctid) === true || state.changed.has(ctid);
    const isTouched = (done.has(ctid) && one.heals === undefined) || isLeft;
    if (isChanged || isTouched) state.changed.add(ctid);
    const isNew = !state.patients.has(ctid) && isTouched;
    if (health === undefined || !(isChanged || isNew)) continue;
    const terms = state.isCornered ? { ...health, retries: 1, startPeriod: 0 } : health;
    const asked = { failures: 0, successes: 0, reason: '', isHealthy: false };
    state.patients.set(ctid, { ctid, name, health: terms, since: now, due: now, ...asked });
  }
}

/** One probe. What came of it is forgotten when `signal` aborts: then somebody has something newer to do. */
async function look(
  options: TrialOptions,
  { isCornered = false }: State,
  patient: Patient,
  signal: AbortSignal,
): Promise<void> {
  const { ask, clock, onVerdict, onProbe } = options;
  const { ctid, name, health, since } = patient;
  const verdict = await ask(ctid, health, signal);
  if (verdict === undefined) return;
  if (verdict.healthy) patient.successes += 1;
  else patient.successes = 0;
  patient.isHealthy = patient.successes >= health.successThreshold;
  onProbe?.(ctid, verdict, patient.isHealthy);
  const now = clock.now();
  patient.due = now + health.interval * 1000;
  if (verdict.healthy) {
    if (patient.isHealthy && !isCornered) onVerdict({ kind: 'healthy', ctid, name, ms: now - since });
    return;
  }
  patient.reason = verdict.reason;
  if (now - since >= health.startPeriod * 1000) patient.failures += 1;
}

async function praise({ brakes, onVerdict }: TrialOptions, { id, label }: Revision): Promise<void> {
  // What was bad before has been left behind.
  await brakes.update(({ tried: _, ...record }) => ({ ...record, good: { id, label }, quarantine: [] }));
  onVerdict({ kind: 'good', revision: { id, label } });
}

async function condemn(
  { brakes, clock, wall, onVerdict }: TrialOptions,
  { revision, left, changed, desired }: State,
  { ctid, name, health, reason, since }: Patient,
): Promise<void> {
  const after = `${((clock.now() - since) / 1000).toFixed(0)} s`;
  const others = left.length === 0 ? '' : `; not changed for it: ${left.join(', ')}`;
  const { good } = await brakes.read();
  const quarantine: Quarantine = {
    revision: revision.id,
    label: revision.label,
    since: wholeSeconds(wall().toISOString()),
    reason: `${name} (${ctid}) is unhealthy ${after} after the change: ${probeWords(health.probe)}: ${reason}${others}`,
    ...(good !== undefined && good.id !== revision.id && { back: good.label }),
    changed: [...changed].sort((a, b) => a - b),
    effect: effectOn(changed, desired),
  };
  await brakes.update((record) => ({ ...record, quarantine: [...record.quarantine, quarantine].slice(-REMEMBERED) }));
  onVerdict({ kind: 'quarantined', quarantine });
}

/** Bad revisions in a row that are told apart from new ones. */
const REMEMBERED = 20;
