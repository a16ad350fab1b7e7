// RFC 6902: the way from one state to another as JSON Patch, with a `test` before every replace and remove, so that
// applying it to anything but what was observed fails.

import { applyPatch, createPatch, type Operation } from 'rfc6902';
import type { ContainerState } from '../state/container.ts';
import { isRunning } from './diff.ts';
import { same } from './fields.ts';
import type { ContainerPlan, Json } from './plan.ts';
import { sortKeys } from './sort-keys.ts';

export type Patch = readonly Operation[];

/** What the container looks like once the plan is done: what nobody manages stays as it was. */
export function target({ action, was, wants }: Pick<ContainerPlan, 'action' | 'was' | 'wants'>): ContainerState {
  if (action === 'none') return was;
  if (action === 'delete' || action === 'recreate') return wants;
  const { rootfs, quota, network } = was;
  return {
    ...(rootfs && { rootfs }),
    ...(quota && { quota }),
    ...(network && isRunning(wants) && { network }),
    ...wants,
    ...(wants.rootfs && { rootfs: { ...was.rootfs, ...wants.rootfs } }),
    ...(wants.quota && { quota: { ...was.quota, ...wants.quota } }),
    ...(wants.namespace && { namespace: { ...was.namespace, ...wants.namespace } }),
  };
}

/** The patch from `was` to `wants`. Throws when it does not lead there, which is a bug. */
export function patchBetween(from: ContainerState, to: ContainerState): Patch {
  // The order of keys must not depend on how a state was built.
  const [was, wants] = [sortKeys(from), sortKeys(to)];
  const patch = guarded(was, createPatch(was, wants, wholeArrays));
  const reached = patched(was, patch);
  if (!same('scalar', reached, wants as Json)) throw new Error('the patch does not lead to the wanted state');
  return patch;
}

/** `document` with the patch applied; the original stays as it is. Throws when any operation does not apply. */
export function patched(document: ContainerState, patch: Patch): Json {
  const copy = structuredClone(document) as Json;
  const failed = applyPatch(copy, [...patch]).find((result) => result !== null);
  if (failed !== undefined && failed !== null) throw failed;
  return copy;
}

/** Arrays are values here: patched item by item, the indexes of the tests would shift under them. */
function wholeArrays(input: unknown, output: unknown, pointer: { toString(): string }): Operation[] | undefined {
  if (!Array.isArray(input) || !Array.isArray(output)) return undefined;
  if (same('list', input as Json, output as Json)) return [];
  return [{ op: 'replace', path: pointer.toString(), value: output }];
}

function guarded(was: ContainerState, patch: readonly Operation[]): Patch {
  return patch.flatMap((operation): Operation[] => {
    if (operation.op !== 'replace' && operation.op !== 'remove') return [operation];
    return [{ op: 'test', path: operation.path, value: valueAt(was as Json, operation.path) }, operation];
  });
}

function valueAt(document: Json, path: string): Json {
  let at: Json | undefined = document;
  for (const key of path.split('/').slice(1)) at = (at as Readonly<Record<string, Json>> | undefined)?.[key];
  if (at === undefined) throw new Error(`nothing to patch at ${path}`);
  return at;
}
