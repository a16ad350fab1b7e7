// Hosts in memory of each kind, and the driver over one of them, on a clock that passes when it is slept by.

import { type CgroupDriver, cgroupDriver } from '../../../drivers/cgroup/driver.ts';
import type { Clock } from '../../../reconciler/port/clock.ts';
import type { CgroupState } from '../../../reconciler/state/container.ts';
import { asCtid } from '../../../schema/units.ts';
import { type FakeHost, type FakeKernel, fakeKernel } from './fake-kernel.ts';

export const v2Host: FakeHost = { v2: { mount: '/cg', controllers: ['cpuset', 'cpu', 'io', 'memory', 'pids'] } };
export const v1Host: FakeHost = {
  v1: {
    '/cg/memory': ['memory'],
    '/cg/cpu': ['cpu', 'cpuacct'],
    '/cg/cpuset': ['cpuset'],
    '/cg/blkio': ['blkio'],
    '/cg/pids': ['pids'],
    '/cg/devices': ['devices'],
  },
};
export const hybridHost: FakeHost = { ...v1Host, v2: { mount: '/cg/unified', controllers: [] } };
export const hosts = [
  ['v1', v1Host],
  ['v2', v2Host],
] as const;

export const one = asCtid(101);

/** Time passes when it is slept. */
export function sleptClock(): Clock {
  let time = 0;
  return {
    now: () => time,
    sleep: async (ms) => {
      time += ms;
    },
  };
}

export function open(host: FakeHost): { driver: CgroupDriver; kernel: FakeKernel } {
  const kernel = fakeKernel(host);
  return { kernel, driver: cgroupDriver({ files: kernel, clock: sleptClock(), disks: () => ['8:0'] }) };
}

export const codes = (driver: CgroupDriver, wants: CgroupState) =>
  driver.accept({ cgroup: wants }).refusals.map(({ code, pointer }) => [code, pointer]);

export const writesTo = (kernel: FakeKernel, pattern: RegExp) =>
  kernel.writes
    .filter(([path]) => pattern.test(path))
    .map(([path, data]) => `${path.slice(path.lastIndexOf('/') + 1)}=${data}`);
