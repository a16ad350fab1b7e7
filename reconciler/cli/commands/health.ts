// Who asks containers how they are while the loop runs.

import type { Host } from '../../port/host.ts';
import { noMemory, openHealthMemory } from '../../run/health-file.ts';
import { type HealthMonitor, makeHealthMonitor } from '../../run/health-monitor.ts';
import { makeProber, type Prober } from '../../run/probe.ts';
import { systemClock } from '../clock.ts';
import type { Options } from '../options.ts';

export interface Health {
  readonly prober: Prober;
  readonly monitor: HealthMonitor;
}

/** Goes on from what the last life of the loop knew; a host in memory has none. `complain` is told why it cannot be kept. */
export async function openHealth(
  host: Host,
  { root, simulate }: Options,
  complain: (error: unknown) => void,
): Promise<Health> {
  const prober = makeProber({ host, clock: systemClock });
  const wall = (): Date => new Date();
  const memory = simulate ? noMemory : await openHealthMemory({ root, host, wall, onError: complain });
  return { prober, monitor: makeHealthMonitor(prober, Math.random, memory) };
}
