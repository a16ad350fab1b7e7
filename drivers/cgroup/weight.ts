// Which part of a disk's time a container gets beside others, as OpenVZ's ioprio: a weight that acts where a disk below the pool
// is scheduled by weight. BFQ has io.bfq.weight, blkio.bfq.weight_device on v1 (block/bfq-cgroup.c); iocost has io.weight, on v2
// alone (block/blk-iocost.c). All say "default N", and then "MAJOR:MINOR N" for each disk that has another weight.

import type { Hierarchy } from './detect.ts';
import { GroupError } from './errors.ts';
import type { GroupFiles } from './files.ts';
import { priorityToWeight, usualPriority, weightToPriority } from './values.ts';
import type { Writer } from './writer.ts';

export interface Weighing {
  /** The control files of a group that act here; none where no disk is scheduled by weight. */
  readonly names: readonly string[];
  /** Every queue between the pool and its disks, "major:minor". */
  readonly queues: readonly string[];
}

/** `io`: where the controller is. Schedulers change while the host runs, so this is asked in every pass. */
export function readWeighing(files: GroupFiles, io: Hierarchy | undefined, queues: readonly string[]): Weighing {
  if (io === undefined) return { names: [], queues };
  const isV2 = io.version === 'v2';
  const qos = isV2 ? (files.tryRead(`${io.mount}/io.cost.qos`) ?? '') : '';
  const costs = queues.some((queue) => new RegExp(`^${queue} enable=1\\b`, 'm').test(qos));
  const isFair = queues.some((queue) => files.tryRead(`/sys/dev/block/${queue}/queue/scheduler`)?.includes('[bfq]'));
  const bfq = isV2 ? 'io.bfq.weight' : 'blkio.bfq.weight_device';
  return { names: [...(costs ? ['io.weight'] : []), ...(isFair ? [bfq] : [])], queues };
}

/** The names of the disks whose scheduler could be changed, for hints; sysfs, MAJOR:MINOR/uevent. */
export const queueNames = (files: GroupFiles, { queues }: Weighing): readonly string[] =>
  queues.flatMap((queue) => /^DEVNAME=(.+)$/m.exec(files.tryRead(`/sys/dev/block/${queue}/uevent`) ?? '')?.[1] ?? []);

/** Undefined when a file is not there. "other": a weight that is no priority's, or not the same everywhere. */
export function observePriority(
  files: GroupFiles,
  group: string,
  { names, queues }: Weighing,
): number | 'other' | undefined {
  const found = new Set<number | 'other'>();
  for (const name of names) {
    const text = files.tryRead(`${group}/${name}`);
    if (text === undefined) return undefined;
    for (const weight of [usual(text), ...ownLines(text, queues).map((line) => line.split(' ')[1])])
      found.add(weightToPriority(Number(weight)) ?? 'other');
  }
  const [priority = usualPriority, ...more] = found;
  return more.length === 0 ? priority : 'other';
}

/** Throws FileError or KernelKept. */
export function applyPriority(
  writer: Writer,
  group: string,
  priority: number | 'other',
  { names, queues }: Weighing,
): void {
  const weight = priorityToWeight(priority === 'other' ? usualPriority : priority);
  for (const name of names) {
    const isMeant = (text: string): boolean => usual(text) === String(weight);
    const initial = `default ${priorityToWeight(usualPriority)}`;
    if (!writer.isNew(group)) forgetOwn(writer, group, name, queues);
    writer.set(group, name, `default ${weight}`, { initial, same: isMeant });
  }
}

const usual = (text: string): string | undefined => /^default (\d+)$/m.exec(text)?.[1];

/** The lines of the disks we are about; those of others are nobody's business here. */
const ownLines = (text: string, queues: readonly string[]): readonly string[] =>
  text.split('\n').filter((line) => queues.includes(line.split(' ')[0] ?? ''));

/** Takes away what somebody said for single disks, which would count more than the default. */
function forgetOwn(writer: Writer, group: string, name: string, queues: readonly string[]): void {
  const path = `${group}/${name}`;
  for (const line of ownLines(writer.files.read(path), queues)) {
    const kept = writer.files.exchange(path, `${line.split(' ')[0]} default`);
    writer.remember(() => {
      if (writer.files.has(path)) writer.files.write(path, line);
    });
    if (kept.split('\n').includes(line)) throw new GroupError('KernelKept', path, `"${line}" did not go away`);
  }
}
