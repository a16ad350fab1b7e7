// cgroup v1: one hierarchy per controller or group of controllers. The sibling of v2.ts.

import { pids } from './pids.ts';
import { cpu } from './v1/cpu.ts';
import { cpuset } from './v1/cpuset.ts';
import { io } from './v1/io.ts';
import { memory } from './v1/memory.ts';
import type { Version } from './version.ts';

export const v1: Version = { memory, cpu, cpuset, io, pids };
