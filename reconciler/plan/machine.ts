// Whether this is the machine that a plan is for: the one its Node names, and the one that the root was made by. A node name can be
// claimed twice, a disk can be copied; what is wrong then is everything, so nothing is done.
// Codes: VZR573 (another machine than the Node's), VZR574 (another machine than the root's).

import type { Machine } from '../port/host.ts';
import type { NodeSpec } from '../state/model.ts';
import type { Refusal } from './plan.ts';

/** `here` is absent where nobody looked: a host in memory, an old snapshot. `recorded`: who applied something first. */
export function machineGuard(
  { machine: wanted }: Pick<NodeSpec, 'machine'>,
  here: Machine | undefined,
  recorded: Machine | undefined,
): readonly Refusal[] {
  if (here === undefined) return [];
  const refusals: Refusal[] = [];
  if (wanted !== undefined && wanted.id !== here.id) {
    const is = here.id === undefined ? 'this one has no /etc/machine-id' : `this one is ${here.id}`;
    const hint =
      here.id === undefined
        ? 'make one: systemd-machine-id-setup'
        : 'where it was replaced, write this id; else give it a node name of its own';
    refusals.push({
      ...{ code: 'VZR573', reason: `the Node is the machine ${wanted.id}, and ${is}`, hint },
      origin: wanted.origin,
    });
  }
  if (recorded !== undefined && !isSame(recorded, here))
    refusals.push({
      code: 'VZR574',
      reason: `the root was copied from another machine: ${words(recorded)}, and this one is ${words(here)}`,
      hint: 'where it was moved and that one is gone: vzreconcile resume --machine',
    });
  return refusals;
}

/** Refused by the guard: what is done or told in the name of the node would be another machine's. */
export const isStranger = (refusals: readonly Refusal[]): boolean =>
  refusals.some(({ code }) => code === 'VZR573' || code === 'VZR574');

/**
 * A copied disk has the same id; what the firmware says of the hardware tells them apart, where it says something. One that had no
 * id when it was recorded may have got one since.
 */
const isSame = (recorded: Machine, here: Machine): boolean =>
  (recorded.id === undefined || recorded.id === here.id) &&
  (recorded.hardware === undefined || here.hardware === undefined || recorded.hardware === here.hardware);

export const words = ({ id = 'without /etc/machine-id', hardware }: Machine): string =>
  hardware === undefined ? id : `${id} (hardware ${hardware.slice(0, 8)})`;
