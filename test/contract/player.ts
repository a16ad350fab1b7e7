// The smallest reconciler there can be: looks at a host and plays plans on it, through the port alone. The order in
// which containers take turns is the caller's, so that tests can try all of them.

import { dependenciesOf } from '../../reconciler/plan/dependencies.ts';
import { type AcceptedState, makePlan, type PlanOptions, runnable } from '../../reconciler/plan/make.ts';
import { ctidAt, statesAt } from '../../reconciler/plan/order.ts';
import type { ContainerPlan, Plan, Refusal } from '../../reconciler/plan/plan.ts';
import type { Calendar } from '../../reconciler/port/calendar.ts';
import type { Driver, Scope, Undo } from '../../reconciler/port/driver.ts';
import type { Host } from '../../reconciler/port/host.ts';
import { digest } from '../../reconciler/run/digest.ts';
import { markerOf } from '../../reconciler/run/markers.ts';
import type { ContainerState, DriverName } from '../../reconciler/state/container.ts';
import type { Desired, Observed } from '../../reconciler/state/model.ts';
import type { Ctid } from '../../schema/units.ts';

export async function look(host: Host, scope: Scope = 'all'): Promise<Observed> {
  const sections = new Map<Ctid, Record<string, unknown>>();
  for (const driver of host.drivers) {
    for (const [ctid, section] of await driver.observe(scope)) {
      sections.set(ctid, { ...sections.get(ctid), [driver.name]: section });
    }
  }
  const markers = await host.markers.read();
  const usage = await host.usage?.();
  const containers = new Map(
    [...sections].map(([ctid, state]) => {
      const marker = markers.get(ctid);
      const used = usage?.get(ctid);
      const name = marker?.name ?? String(ctid);
      return [ctid, { ctid, name, state, ...(marker && { marker }), ...(used && { usage: used }) }] as const;
    }),
  );
  return { containers, templates: await host.templates.present() };
}

export function accept(host: Host, state: ContainerState): AcceptedState {
  const refusals: Refusal[] = [];
  const wants: Record<string, unknown> = {};
  for (const driver of host.drivers) {
    const accepted = driver.accept(state);
    refusals.push(...accepted.refusals);
    if (accepted.wants !== undefined) wants[driver.name] = accepted.wants;
  }
  return { wants, refusals };
}

/** What else is on the host is none of this plan's business when a scope is given. */
export async function planFor(
  host: Host,
  desired: Desired,
  { scope = 'all', calendar, ...options }: PlanOptions & { readonly scope?: Scope; readonly calendar?: Calendar } = {
    yes: true,
  },
): Promise<Plan> {
  const observed = await look(host, scope);
  const accepted = new Map(
    desired.containers.map(({ ctid, state }) => {
      const answer = accept(host, state);
      const was = observed.containers.get(ctid)?.state ?? {};
      const needsStop = host.drivers.flatMap((driver) => stopsOf(driver, was, answer.wants));
      return [ctid, needsStop.length === 0 ? answer : { ...answer, needsStop }];
    }),
  );
  return makePlan({ desired, observed, accepted, options, digest, revision: 'test@1', ...(calendar && { calendar }) });
}

function stopsOf<K extends DriverName>(
  driver: Driver<K>,
  { [driver.name]: was }: ContainerState,
  { [driver.name]: wants }: ContainerState,
): readonly string[] {
  return was === undefined || wants === undefined ? [] : (driver.needsStop?.(was, wants) ?? []);
}

/** Plays what the plan lets through. `pick(n)` chooses who goes next among n. Throws what a step throws, without undo. */
export async function play(host: Host, plan: Plan, pick: (ready: number) => number = () => 0): Promise<void> {
  const signal = new AbortController().signal;
  for (const template of plan.templates) await host.templates.ensure(template, signal);
  const containers = runnable(plan);
  const waits = dependenciesOf(containers);
  const done = new Map<Ctid, number>(containers.map(({ ctid }) => [ctid, 0]));
  const left = new Set(containers);
  while (left.size > 0) {
    const ready = [...left].filter((container) => {
      const step = done.get(container.ctid);
      const mine = waits.filter((wait) => wait.ctid === container.ctid && wait.step === step);
      return mine.every((wait) => (done.get(wait.after.ctid) ?? 0) > wait.after.step);
    });
    const container = ready[pick(ready.length)];
    if (container === undefined) throw new Error('every container waits for another one');
    const index = done.get(container.ctid) ?? 0;
    if (index < container.steps.length) await playStep(host, container, index);
    done.set(container.ctid, index + 1);
    if (index + 1 < container.steps.length) continue;
    left.delete(container);
    if (container.action !== 'delete') await mark(host, container);
  }
}

export async function playStep(host: Host, plan: ContainerPlan, index: number): Promise<Undo> {
  const step = plan.steps[index];
  const driver = host.drivers.find(({ name }) => name === step?.driver);
  if (step === undefined || driver === undefined) throw new Error(`no step ${index}`);
  const template = plan.desired?.template;
  const signal = new AbortController().signal;
  const context = { ctid: ctidAt(plan, step), name: plan.name, step, ...statesAt(plan, step), signal };
  return driver.apply({ ...context, ...(template && { template }) });
}

/** What the reconciler remembers after a complete apply. */
export async function mark(host: Host, container: ContainerPlan): Promise<void> {
  await host.markers.write(markerOf(container, 'test@1'));
}
