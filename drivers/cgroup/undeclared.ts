// Settings of a container's groups that no manifest can say and this program never writes: who finds another value than a new
// group has wrote it by hand. Documentation/admin-guide/cgroup-v2.rst, cgroup-v1/*.rst. What root inside may write itself
// (cgroup/delegate) is not among them.

import type { Undeclared } from '../../reconciler/state/model.ts';
import type { Ctid } from '../../schema/units.ts';
import type { Layout } from './detect.ts';
import type { GroupFiles } from './files.ts';
import { groupOf } from './groups.ts';

interface Row {
  readonly controller: keyof Layout['controllers'];
  readonly file: string;
  /** What a new group says. */
  readonly usual: string;
}

const row = (controller: Row['controller'], file: string, usual: string): Row => ({ controller, file, usual });

/** PAGE_COUNTER_MAX in bytes, the kernel's word for no limit. */
const NONE = '9223372036854771712';

const rows: Readonly<Record<'v1' | 'v2', readonly Row[]>> = {
  v2: [
    row('memory', 'memory.high', 'max'),
    row('memory', 'memory.min', '0'),
    row('memory', 'memory.swap.high', 'max'),
    row('memory', 'memory.zswap.max', 'max'),
    row('memory', 'memory.oom.group', '0'),
    row('cpu', 'cpu.idle', '0'),
    row('cpu', 'cpu.max.burst', '0'),
    row('cpu', 'cpu.uclamp.min', '0.00'),
    row('cpu', 'cpu.uclamp.max', 'max'),
    row('cpuset', 'cpuset.cpus.partition', 'member'),
    row('io', 'io.latency', ''),
  ],
  v1: [
    row('memory', 'memory.soft_limit_in_bytes', NONE),
    row('memory', 'memory.kmem.tcp.limit_in_bytes', NONE),
    row('cpu', 'cpu.idle', '0'),
    row('cpu', 'cpu.cfs_burst_us', '0'),
    row('cpu', 'cpu.rt_runtime_us', '0'),
    row('cpuset', 'cpuset.cpu_exclusive', '0'),
    row('cpuset', 'cpuset.mem_exclusive', '0'),
    row('cpuset', 'cpuset.mem_hardwall', '0'),
    row('cpuset', 'cpuset.sched_relax_domain_level', '-1'),
    row('freezer', 'freezer.state', 'THAWED'),
  ],
};

/** Those that differ, in the order of the table. A file that this kernel does not have says nothing. */
export function undeclaredIn(files: GroupFiles, layout: Layout, ctid: Ctid): readonly Undeclared[] {
  const found: Undeclared[] = [];
  const look = (path: string, name: string, usual: string): void => {
    const value = files.tryRead(path);
    if (value !== undefined && value !== usual) found.push({ name, value, usual });
  };
  for (const version of ['v2', 'v1'] as const) {
    for (const { controller, file, usual } of rows[version]) {
      const hierarchy = layout.controllers[controller];
      if (hierarchy?.version === version) look(`${groupOf(hierarchy, ctid)}/${file}`, file, usual);
    }
  }
  const unified = layout.hierarchies.find(({ version }) => version === 'v2');
  if (unified !== undefined) look(`${groupOf(unified, ctid)}/cgroup.freeze`, 'cgroup.freeze', '0');
  return found;
}
