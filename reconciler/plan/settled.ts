// Containers to which nothing is done and of which nothing is said. Their part of a plan follows from what they are, so that a run
// that knows they are still so need not compare them again.

import type { ContainerState } from '../state/container.ts';
import type { DesiredContainer, ObservedContainer } from '../state/model.ts';
import { keepOf } from './brakes.ts';
import type { ContainerPlan } from './plan.ts';

interface Seen extends Pick<ObservedContainer, 'state'> {
  readonly marker?: NonNullable<ContainerPlan['marked']>;
}

/** `wants`: what the drivers made of what is desired. */
export function settledPlan(desired: DesiredContainer, seen: Seen, wants: ContainerState): ContainerPlan {
  const keep = keepOf(desired);
  return {
    ...{ ctid: desired.ctid, name: desired.name, action: 'none', changes: [], steps: [], refusals: [], warnings: [] },
    ...(keep !== undefined && { keep }),
    ...{ origin: desired.origin, was: seen.state, wants, desired },
    ...markedIn(seen),
  };
}

/** What the marker says of the container, for whoever judges its plan. */
export const markedIn = (seen: Pick<Seen, 'marker'> | undefined): Pick<ContainerPlan, 'marked'> =>
  seen?.marker === undefined ? {} : { marked: seen.marker };
