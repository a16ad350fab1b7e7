// Whether a smaller memory limit can be reached without killing: the kernel takes page cache back and swaps the rest, as far as
// there is swap. What is in use may change until the limit is written, so that looks again (v1/memory.ts, v2/memory.ts).

import type { Refusal } from '../../reconciler/plan/plan.ts';
import type { CgroupState } from '../../reconciler/state/container.ts';
import { asBytes, type Ctid, formatSize } from '../../schema/units.ts';
import type { Layout } from './detect.ts';
import type { GroupFiles } from './files.ts';
import { groupOf } from './groups.ts';
import { refusal } from './problems.ts';
import { reader } from './reader.ts';
import { below, plus } from './values.ts';
import { versionOf } from './versions.ts';

/** Bytes that only swap can take from it; undefined where memory is not counted. */
export function heldBy(files: GroupFiles, { controllers: { memory } }: Layout, ctid: Ctid): number | undefined {
  return memory && versionOf(memory).memory.held(reader(files, groupOf(memory, ctid)));
}

/** Looks only where a limit becomes smaller. */
export function refuseShrink(
  look: () => number | undefined,
  { memory: was }: CgroupState,
  { memory: wants }: CgroupState,
): readonly Refusal[] {
  const room = plus(wants.ram, wants.swap);
  if (room === 'max' || !below(room, plus(was.ram, was.swap))) return [];
  const held = look();
  if (held === undefined || held <= room) return [];
  const limits = `ram ${formatSize(wants.ram)} and swap ${formatSize(wants.swap)}`;
  const reason = `${limits} are below the ${formatSize(asBytes(held))} in use that cannot be given back`;
  return [refusal('inUse', '/memory/ram', reason, 'stop something in the container first, or choose larger limits')];
}
