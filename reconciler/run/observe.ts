// What the host has: every driver, the markers, the running inits and the templates, asked at the same time. Never writes.

import type { Ctid } from '../../schema/units.ts';
import { words } from '../../schema/words.ts';
import type { Scope } from '../port/driver.ts';
import type { Host } from '../port/host.ts';
import type { ContainerState } from '../state/container.ts';
import type { Observed, ObservedContainer } from '../state/model.ts';

/** The host cannot tell what runs on it; nothing may be changed on such ground. */
export class ObserveError extends Error {
  override readonly name = 'ObserveError';
  readonly hint: string | undefined;
  constructor(message: string, { cause, hint }: { readonly cause?: unknown; readonly hint?: string } = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.hint = hint;
  }
}

/**
 * Observes the containers of `scope`. A container exists when it has a marker or any driver reports a section of it.
 * Throws ObserveError when any part cannot be read: a missing section would look like one that has to be created.
 */
export async function observe(host: Host, scope: Scope = 'all'): Promise<Observed> {
  const [sections, markers, pids, templates] = await Promise.all([
    Promise.all(host.drivers.map((driver) => named(driver.name, driver.observe(scope)))),
    named('markers', host.markers.read()),
    named('processes', host.pids()),
    named('templates', host.templates.present()),
  ]);
  const wanted = scope === 'all' ? undefined : new Set(scope);
  const states = new Map<Ctid, Record<string, unknown>>();
  const stateOf = (ctid: Ctid): Record<string, unknown> => {
    let state = states.get(ctid);
    if (state === undefined) {
      state = {};
      states.set(ctid, state);
    }
    return state;
  };
  for (const ctid of markers.keys()) if (wanted?.has(ctid) ?? true) stateOf(ctid);
  for (const [index, driver] of host.drivers.entries()) {
    for (const [ctid, section] of sections[index] ?? []) {
      if (wanted?.has(ctid) ?? true) stateOf(ctid)[driver.name] = section;
    }
  }
  const containers = new Map<Ctid, ObservedContainer>();
  for (const [ctid, state] of states) {
    const marker = markers.get(ctid);
    const pid = pids.get(ctid);
    containers.set(ctid, {
      ctid,
      name: marker?.name ?? String(ctid),
      state: state as ContainerState,
      ...(marker === undefined ? {} : { marker }),
      ...(pid === undefined ? {} : { pid }),
    });
  }
  return { containers, templates };
}

async function named<T>(what: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    const reason = words(error);
    throw new ObserveError(`${what} cannot be read: ${reason}`, { cause: error });
  }
}

/** Adds what containers use of their limits, which costs more to read and only some plans need. */
export async function withUsage(host: Host, observed: Observed, ctids: readonly Ctid[]): Promise<Observed> {
  if (host.usage === undefined || ctids.length === 0) return observed;
  const usage = await named('usage', host.usage());
  const containers = new Map(observed.containers);
  for (const ctid of ctids) {
    const amounts = usage.get(ctid);
    if (amounts === undefined) continue;
    const container = containers.get(ctid);
    if (container !== undefined) containers.set(ctid, { ...container, usage: amounts });
  }
  return { ...observed, containers };
}

/** Adds what no manifest declares, for those who look; a pass that applies has nothing to do with it. */
export async function withUndeclared(host: Host, observed: Observed): Promise<Observed> {
  if (host.undeclared === undefined) return observed;
  const found = await named('undeclared settings', host.undeclared());
  const containers = new Map(observed.containers);
  for (const [ctid, undeclared] of found) {
    const container = containers.get(ctid);
    if (container !== undefined && undeclared.length > 0) containers.set(ctid, { ...container, undeclared });
  }
  return { ...observed, containers };
}
