// Containers that change their ctid and keep their files (metadata.movedFrom): what is there under the old ctid is what the
// container with the new one was.

import type { Ctid } from '../../schema/units.ts';
import type { ContainerState } from '../state/container.ts';
import type { Desired, DesiredContainer, Observed, ObservedContainer } from '../state/model.ts';
import { fieldOf } from './fields.ts';
import type { Action, Refusal } from './plan.ts';

/**
 * By the new ctid, what is there under an old one: of several the first that exists. None where the new ctid has files already,
 * and none whose old ctid another manifest has. Once it has moved there is nothing left to move, so the line may stay.
 */
export function formersOf(
  { containers }: Pick<Desired, 'containers'>,
  observed: Observed,
): ReadonlyMap<Ctid, ObservedContainer> {
  const moving = containers.filter(({ movedFrom }) => movedFrom !== undefined);
  const found = new Map<Ctid, ObservedContainer>();
  if (moving.length === 0) return found;
  const wanted = new Set(containers.map(({ ctid }) => ctid));
  for (const { ctid, movedFrom = [] } of moving) {
    if (observed.containers.has(ctid)) continue;
    const former = movedFrom.find(
      (old) => !wanted.has(old) && observed.containers.get(old)?.state.rootfs !== undefined,
    );
    const seen = former === undefined ? undefined : observed.containers.get(former);
    if (seen !== undefined) found.set(ctid, seen);
  }
  return found;
}

/** What of a container goes along: processes, groups and links are made anew under the new ctid. */
export const filesOf = ({ rootfs, quota }: ContainerState): ContainerState => ({
  ...(rootfs && { rootfs }),
  ...(quota && { quota }),
});

/** Another root file system would be made under the new ctid, and the files be left behind. */
export function formerGuard(from: Ctid | undefined, action: Action, desired: DesiredContainer): readonly Refusal[] {
  if (from === undefined || action !== 'recreate') return [];
  const pointer = '/rootfs/template';
  return [
    {
      code: 'VZR278',
      pointer,
      reason: `container ${from} cannot get the ctid ${desired.ctid} and another ${fieldOf(pointer).label} in one step`,
      hint: `keep the ${fieldOf(pointer).label} until it has moved`,
      origin: desired.origins.get(pointer) ?? desired.origin,
    },
  ];
}
