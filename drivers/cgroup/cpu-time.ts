// The processor time of a container since its groups were made: cpu.stat, which every group of v2 has, with or without controllers;
// on v1 alone cpuacct.usage, where cpuacct is mounted with cpu.

import type { Ctid } from '../../schema/units.ts';
import type { Layout } from './detect.ts';
import type { GroupFiles } from './files.ts';
import { groupOf } from './groups.ts';

/** Seconds. Undefined where the kernel does not say. */
export function readCpuTime(files: GroupFiles, { identity, controllers }: Layout, ctid: Ctid): number | undefined {
  const usage = /^usage_usec (\d+)$/m.exec(files.tryRead(`${groupOf(identity, ctid)}/cpu.stat`) ?? '')?.[1];
  if (usage !== undefined) return Number(usage) / 1e6;
  const legacy = controllers.cpu && files.tryRead(`${groupOf(controllers.cpu, ctid)}/cpuacct.usage`);
  return legacy === undefined ? undefined : Number(legacy) / 1e9;
}
