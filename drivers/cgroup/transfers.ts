// What a container has read from and written to the disks below the pool since its groups were made: io.stat of v2, on v1
// blkio.throttle.*, which counts where a limit is or was set on the disk, else blkio.bfq.*, where BFQ schedules it.

import type { Transfers } from '../../reconciler/state/model.ts';
import type { Ctid } from '../../schema/units.ts';
import type { GroupFacts } from './accept.ts';
import type { GroupFiles } from './files.ts';
import { groupOf } from './groups.ts';

/** Undefined where the kernel does not say. */
export function readTransfers(files: GroupFiles, { layout, disks }: GroupFacts, ctid: Ctid): Transfers | undefined {
  const { io } = layout.controllers;
  if (io === undefined) return undefined;
  const text = (name: string): string => files.tryRead(`${groupOf(io, ctid)}/${name}`) ?? '';
  if (io.version === 'v1') return legacy(text, 'blkio.throttle', disks) ?? legacy(text, 'blkio.bfq', disks);
  const stat = text('io.stat');
  const lines = stat.split('\n').filter((line) => disks.includes(line.split(' ')[0] ?? ''));
  const sum = (key: string): number =>
    lines.reduce((total, line) => total + Number(new RegExp(`\\b${key}=(\\d+)`).exec(line)?.[1] ?? 0), 0);
  // A container that has done nothing yet has no line.
  return { read: sum('rbytes'), written: sum('wbytes'), reads: sum('rios'), writes: sum('wios') };
}

function legacy(text: (name: string) => string, policy: string, disks: readonly string[]): Transfers | undefined {
  const [bytes, counts] = [text(`${policy}.io_service_bytes`), text(`${policy}.io_serviced`)];
  const isCounted = disks.some((disk) => bytes.startsWith(`${disk} `) || bytes.includes(`\n${disk} `));
  if (!isCounted) return undefined;
  const sum = (from: string, word: string): number =>
    disks.reduce((total, disk) => total + Number(new RegExp(`^${disk} ${word} (\\d+)$`, 'm').exec(from)?.[1] ?? 0), 0);
  return {
    ...{ read: sum(bytes, 'Read'), written: sum(bytes, 'Write') },
    ...{ reads: sum(counts, 'Read'), writes: sum(counts, 'Write') },
  };
}
