// What the drivers of this host make of the desired states: rounded as the kernel rounds, and what they refuse.

import type { Ctid } from '../../schema/units.ts';
import type { AcceptedState } from '../plan/make.ts';
import type { Refusal } from '../plan/plan.ts';
import type { Driver } from '../port/driver.ts';
import type { Host } from '../port/host.ts';
import type { ContainerState, DriverName } from '../state/container.ts';
import type { Desired, DesiredContainer, Observed } from '../state/model.ts';

export type Accept = (desired: DesiredContainer) => AcceptedState;

/** accept() of a driver is pure after probe(), so a container that did not change is asked about once. */
export function acceptWith(host: Host): Accept {
  const known = new WeakMap<ContainerState, AcceptedState>();
  return ({ state }) => {
    const before = known.get(state);
    if (before !== undefined) return before;
    const wants: Record<string, unknown> = {};
    const refusals: Refusal[] = [];
    for (const driver of host.drivers) {
      const accepted = driver.accept(state);
      if (accepted.wants !== undefined) wants[driver.name] = accepted.wants;
      refusals.push(...accepted.refusals);
    }
    const answer: AcceptedState = { wants: wants as ContainerState, refusals };
    known.set(state, answer);
    return answer;
  };
}

/**
 * The accepted states of all containers, refused where a root file system is needed from a template that cannot be had,
 * and where a driver cannot make what is there into what is wanted.
 */
export async function acceptAll(
  host: Host,
  accept: Accept,
  desired: Desired,
  observed: Observed,
): Promise<ReadonlyMap<Ctid, AcceptedState>> {
  const checks = new Map<string, Promise<readonly Refusal[]>>();
  const accepted = new Map<Ctid, AcceptedState>();
  for (const container of desired.containers) {
    const { template } = container;
    const was = observed.containers.get(container.ctid)?.state;
    const there = was?.rootfs?.template === template.key;
    // A container that is recreated is made anew; nothing of it has to be changed.
    const answer = was !== undefined && there ? changeable(host, was, accept(container)) : accept(container);
    if (there || observed.templates.has(template.key)) {
      accepted.set(container.ctid, answer);
      continue;
    }
    const check = checks.get(template.key) ?? host.templates.check(template);
    checks.set(template.key, check);
    const refusals = await check;
    accepted.set(
      container.ctid,
      refusals.length === 0 ? answer : { ...answer, refusals: [...answer.refusals, ...refusals] },
    );
  }
  return accepted;
}

function changeable(host: Host, was: ContainerState, accepted: AcceptedState): AcceptedState {
  const refusals = host.drivers.flatMap((driver) =>
    refusedChange(driver, was[driver.name], accepted.wants[driver.name]),
  );
  return refusals.length === 0 ? accepted : { ...accepted, refusals: [...accepted.refusals, ...refusals] };
}

function refusedChange<K extends DriverName>(
  driver: Driver<K>,
  was: ContainerState[K],
  wants: ContainerState[K],
): readonly Refusal[] {
  if (driver.refuseChange === undefined || was === undefined || wants === undefined) return [];
  return driver.refuseChange(was, wants);
}
