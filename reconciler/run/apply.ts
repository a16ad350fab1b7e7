// Plays a plan: containers in parallel, the steps of one container in order, across containers only where one
// waits for another. A failed step takes back that container's earlier steps and stops nobody else. Removals are forward-only: what
// is gone is not made again, a later pass carries on from what it observes.

import type { Ctid } from '../../schema/units.ts';
import { words } from '../../schema/words.ts';
import { dependenciesOf } from '../plan/dependencies.ts';
import { ctidAt, statesAt, stepName } from '../plan/order.ts';
import type { Action, ContainerPlan, Plan, Step } from '../plan/plan.ts';
import type { Clock } from '../port/clock.ts';
import type { Driver, Undo } from '../port/driver.ts';
import type { Host } from '../port/host.ts';
import type { TemplateSpec } from '../state/model.ts';
import { type Gates, gates } from './gates.ts';
import { markerOf } from './markers.ts';
import { type Slots, slots } from './slots.ts';
import { expectStill } from './still.ts';

/** done: as planned. failed: see error. interrupted: we were told to stop, a later pass goes on. */
type OutcomeResult = 'done' | 'failed' | 'interrupted' | 'not-converged';

export interface Outcome {
  readonly ctid: Ctid;
  readonly name: string;
  readonly action: Action;
  readonly result: OutcomeResult;
  /** Milliseconds, waiting for templates and other containers included. */
  readonly ms: number;
  /** "cgroup.set: write memory.max: EINVAL". */
  readonly error?: string;
  /** Steps that could not be taken back. */
  readonly undoErrors?: readonly string[];
  /** For not-converged: what still differs. */
  readonly pointers?: readonly string[];
  /** True when an init was started by this apply. */
  readonly started?: boolean;
}

export interface ApplyOptions {
  readonly host: Host;
  readonly plan: Plan;
  /** Those of the plan that are to be applied. */
  readonly containers: readonly ContainerPlan[];
  /** Full commit id, for the markers. */
  readonly revision: string;
  readonly parallel: number;
  readonly clock: Clock;
  /** Aborted: finish the current steps and begin no other. */
  readonly stop: AbortSignal;
  /** Aborted: finish the containers that were begun and begin no other. */
  readonly drain: AbortSignal;
  readonly onOutcome?: (outcome: Outcome) => void;
}

/** A step that outlives the stop signal this long is told to give up. */
const GRACE = 10_000;

/** Returns one outcome for every container that was begun, in the order of their ends. */
export async function apply(options: ApplyOptions): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const abandon = abandonAfterGrace(options);
  const context: Context = {
    ...options,
    abandon: abandon.signal,
    slots: slots(options.parallel),
    drivers: new Map(options.host.drivers.map((driver) => [driver.name, driver])),
    gates: gates(dependenciesOf(options.containers)),
    templates: templatesOf(options),
  };
  try {
    await Promise.all(
      options.containers.map(async (container) => {
        const outcome = await applyContainer(container, context);
        if (outcome === undefined) return;
        outcomes.push(outcome);
        options.onOutcome?.(outcome);
      }),
    );
  } finally {
    abandon.end();
  }
  return outcomes;
}

interface Context extends ApplyOptions {
  readonly abandon: AbortSignal;
  readonly slots: Slots;
  readonly drivers: ReadonlyMap<string, Driver>;
  readonly gates: Gates;
  readonly templates: ReadonlyMap<string, () => Promise<void>>;
}

/** One call per template, made when the first container needs it. */
function templatesOf({ host, plan, stop }: ApplyOptions): ReadonlyMap<string, () => Promise<void>> {
  const once = (spec: TemplateSpec): (() => Promise<void>) => {
    let running: Promise<void> | undefined;
    return () => {
      running ??= host.templates.ensure(spec, stop);
      return running;
    };
  };
  return new Map(plan.templates.map((spec) => [spec.key, once(spec)]));
}

function abandonAfterGrace({ clock, stop }: ApplyOptions): { signal: AbortSignal; end(): void } {
  const abandon = new AbortController();
  const ended = new AbortController();
  const begin = async (): Promise<void> => {
    await clock.sleep(GRACE, ended.signal);
    if (!ended.signal.aborted) abandon.abort();
  };
  const onStop = (): void => void begin();
  if (stop.aborted) abandon.abort();
  else stop.addEventListener('abort', onStop, { once: true });
  const end = (): void => {
    stop.removeEventListener('abort', onStop);
    ended.abort();
  };
  return { signal: abandon.signal, end };
}

async function applyContainer(container: ContainerPlan, context: Context): Promise<Outcome | undefined> {
  const { clock, stop, drain } = context;
  const begun = clock.now();
  const template = container.desired?.template.key;
  const needsTemplate = container.steps.some((step) => step.driver === 'rootfs' && step.verb === 'create');
  const outcome = (result: OutcomeResult, more: Partial<Outcome> = {}): Outcome => ({
    ctid: container.ctid,
    name: container.name,
    action: container.action,
    result,
    ms: clock.now() - begun,
    ...more,
  });
  try {
    if (needsTemplate && template !== undefined && !stop.aborted && !drain.aborted) {
      await context.templates.get(template)?.();
    }
    return await context.slots.run(async () => {
      if (stop.aborted || drain.aborted) return undefined;
      return outcome(...(await playSteps(container, context)));
    });
  } catch (error) {
    return outcome(stop.aborted ? 'interrupted' : 'failed', { error: words(error) });
  } finally {
    context.gates.close(container.ctid);
  }
}

async function playSteps(container: ContainerPlan, context: Context): Promise<[OutcomeResult, Partial<Outcome>]> {
  const undos: { readonly label: string; readonly undo: Undo }[] = [];
  const started = container.steps.some((step) => step.driver === 'lifecycle' && step.verb === 'create');
  for (const [index, step] of container.steps.entries()) {
    const label = stepName(step);
    try {
      await waitForOthers(container, index, context);
      if (context.stop.aborted) return ['interrupted', { error: `stopped before ${label}` }];
      const undo = await playStep(container, step, context);
      if (step.verb !== 'remove') undos.push({ label, undo });
      context.gates.pass(container.ctid, index);
    } catch (error) {
      // Told to give up: the next start of the program completes it, which is quicker than taking it all back.
      if (context.abandon.aborted || error instanceof Interrupted)
        return ['interrupted', { error: `${label}: ${words(error)}` }];
      const undoErrors = step.verb === 'remove' ? [] : await takeBack(undos);
      return ['failed', { error: `${label}: ${words(error)}`, ...(undoErrors.length === 0 ? {} : { undoErrors }) }];
    }
  }
  if (container.action !== 'delete') {
    await context.host.markers.write(markerOf(container, context.revision));
  }
  return ['done', started ? { started } : {}];
}

class Interrupted extends Error {}

async function waitForOthers(container: ContainerPlan, step: number, context: Context): Promise<void> {
  for (const { dependency, opened } of context.gates.before(container.ctid, step)) {
    if (await context.slots.yielding(opened)) continue;
    const { after, unmet } = dependency;
    // The other was not begun: it is nobody's failure, the next pass does both.
    if (context.stop.aborted || context.drain.aborted) throw new Interrupted(`container ${after.ctid} was not begun`);
    throw new Error(unmet);
  }
}

async function playStep(container: ContainerPlan, step: Step, context: Context): Promise<Undo> {
  const driver = context.drivers.get(step.driver);
  if (driver === undefined) throw new Error(`this host has no ${step.driver} driver`);
  if (step.driver === 'rootfs' && step.verb === 'remove') await expectStill(driver, context.host, container);
  const template = container.desired?.template;
  return driver.apply({
    ctid: ctidAt(container, step),
    name: container.name,
    step,
    ...statesAt(container, step),
    ...(template === undefined ? {} : { template }),
    signal: context.abandon,
  });
}

async function takeBack(undos: readonly { readonly label: string; readonly undo: Undo }[]): Promise<string[]> {
  const errors: string[] = [];
  for (const { label, undo } of [...undos].reverse()) {
    try {
      await undo();
    } catch (error) {
      errors.push(`undo of ${label}: ${words(error)}`);
    }
  }
  return errors;
}
