// The six drivers of the simulated host. Each keeps to the order the kernel enforces: no network without a namespace,
// no namespace without a cgroup and a root file system, no cgroup removed under a process.

import { withValue } from '../../reconciler/plan/fields.ts';
import type { Json } from '../../reconciler/plan/plan.ts';
import type { Driver, Scope, StepContext, Undo } from '../../reconciler/port/driver.ts';
import type { ContainerState, DriverName } from '../../reconciler/state/container.ts';
import type { Ctid } from '../../schema/units.ts';
import type { Abilities } from './accept.ts';
import type { Gate } from './faults.ts';
import { simulatedJudge } from './judge.ts';
import {
  dropSection,
  moveGuest,
  newRootId,
  observedSection,
  putSection,
  type Section,
  SimulatedError,
  type World,
} from './world.ts';

/** What has to be there before a section can be created. */
const needs: Record<DriverName, readonly Section[]> = {
  rootfs: [],
  quota: ['rootfs'],
  cgroup: [],
  namespace: ['rootfs', 'cgroup'],
  network: ['namespace'],
  lifecycle: ['namespace'],
};

export function makeDriver<K extends DriverName>(name: K, world: World, gate: Gate, abilities: Abilities): Driver<K> {
  return {
    ...simulatedJudge(name, abilities, (ctid) => world.foreign.has(ctid)),
    probe: async () => {
      gate.read(`${name}.probe`);
      return [{ feature: name, state: 'ok', detail: 'simulated' }];
    },
    observe: async (scope) => {
      gate.read(`${name}.observe`);
      return observe(world, name, scope);
    },
    apply: async (context) => {
      const { ctid, step } = context;
      const fail = (code: string) => new SimulatedError(`${name}.${step.verb}`, code, String(ctid));
      return gate.change(`${name}.${step.verb}`, fail, () => play(world, name, context, gate));
    },
  };
}

function observe<K extends DriverName>(world: World, name: K, scope: Scope) {
  const found = new Map<Ctid, NonNullable<ContainerState[K]>>();
  for (const ctid of scope === 'all' ? world.guests.keys() : scope) {
    const guest = world.guests.get(ctid);
    const section = guest && observedSection(guest, name);
    if (section !== undefined) found.set(ctid, section);
  }
  return found;
}

function play(world: World, name: DriverName, context: StepContext, gate: Gate): Undo {
  const { ctid, step } = context;
  if (step.verb === 'move') return move(world, context, gate);
  const before = world.guests.get(ctid)?.state[name];
  if (step.verb === 'remove') dropSection(world, ctid, name);
  else if (step.verb === 'create') create(world, name, context);
  else set(world, name, context);
  const fail = (code: string) => new SimulatedError(`undo ${name}.${step.verb}`, code, String(ctid));
  return async () => gate.change(`${name}.undo`, fail, () => restore(world, ctid, name, before));
}

function move(world: World, { ctid, step }: StepContext, gate: Gate): Undo {
  const from = step.from ?? ctid;
  moveGuest(world, from, ctid);
  const fail = (code: string) => new SimulatedError('undo rootfs.move', code, String(ctid));
  return async () => gate.change('rootfs.undo', fail, () => moveGuest(world, ctid, from));
}

function create(world: World, name: DriverName, { ctid, name: called, wants, template }: StepContext): void {
  const wished = wants[name];
  if (wished === undefined) throw new SimulatedError(`${name}.create`, 'EINVAL', `nothing wanted for ${ctid}`);
  if (world.foreign.has(ctid)) throw new SimulatedError('mkdir', 'EEXIST', `${name} of ${ctid}, not ours`);
  const state = world.guests.get(ctid)?.state ?? {};
  const missing = needs[name].find((section) => state[section] === undefined);
  if (missing !== undefined) throw new SimulatedError(`${name}.create`, 'ENOENT', `${missing} of ${ctid}`);
  if (name === 'rootfs' && !world.templates.has(wants.rootfs?.template ?? '')) {
    throw new SimulatedError('mount', 'ENOENT', `template ${template?.name ?? wants.rootfs?.template}`);
  }
  putSection(world, ctid, name, wished);
  const guest = world.guests.get(ctid);
  if (name === 'rootfs' && guest) guest.marker ??= { version: 1, ctid, name: called, rootId: newRootId(world) };
}

/** Writes the fields of the step and nothing else, as the kernel would. */
function set(world: World, name: DriverName, { ctid, step, wants: wished }: StepContext): void {
  const guest = world.guests.get(ctid);
  if (guest?.state[name] === undefined) throw new SimulatedError(`${name}.set`, 'ENOENT', `${name} of ${ctid}`);
  let state = guest.state;
  for (const { pointer, was, wants } of step.changes) {
    const [, section, part = '', inner] = pointer.split('/');
    // A part of what was not there at all comes with the whole of it.
    const whole = was === undefined && inner !== undefined && (wished[name] as unknown as Record<string, Json>)[part];
    if (whole) state = withValue(state, `/${section}/${part}`, whole);
    else if (wants !== undefined) state = withValue(state, pointer, wants);
  }
  putSection(world, ctid, name, state[name] as object);
}

/**
 * Takes a step back as far as the world allows: processes and files that are gone stay gone, and what needs them
 * cannot come back either. A later pass completes what is missing.
 */
function restore(world: World, ctid: Ctid, name: DriverName, before: object | undefined): void {
  if (before === undefined) {
    dropSection(world, ctid, name);
    return;
  }
  const state = world.guests.get(ctid)?.state ?? {};
  const isLost = state[name] === undefined && (name === 'rootfs' || name === 'namespace' || name === 'lifecycle');
  if (isLost || needs[name].some((section) => state[section] === undefined)) return;
  putSection(world, ctid, name, before);
}
