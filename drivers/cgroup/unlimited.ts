// The section of a container that nothing limits.

import type { CgroupState } from '../../reconciler/state/container.ts';
import { asBytes } from '../../schema/units.ts';
import { usualPriority } from './values.ts';

const unlimitedSockets = { tcp: 'max', other: 'max' } as const;

/** What is true where the host has no such controller. `cpuset`: all there are. */
export const unlimited = (cpuset: CgroupState['cpuset']): Required<CgroupState> => ({
  memory: { ram: 'max', swap: 'max' },
  guarantee: { ram: asBytes(0) },
  cpu: { units: 1000, limit: 'max' },
  cpuset,
  io: { bytes: 'max', operations: 'max', priority: usualPriority },
  pids: { max: 'max' },
  devices: [],
  sockets: unlimitedSockets,
});
