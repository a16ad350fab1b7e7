// cgroup v2: one hierarchy, controllers enabled from the root down. The sibling of v1.ts.

import { pids } from './pids.ts';
import { cpu } from './v2/cpu.ts';
import { cpuset } from './v2/cpuset.ts';
import { io } from './v2/io.ts';
import { memory } from './v2/memory.ts';
import type { Version } from './version.ts';

export const v2: Version = { memory, cpu, cpuset, io, pids };
