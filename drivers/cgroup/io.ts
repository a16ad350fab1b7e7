// What io.max of v2 and blkio.throttle of v1 have in common: limits per disk, of which a container has the same on each.

import type { Max } from '../../schema/units.ts';
import { GroupError } from './errors.ts';
import type { GroupFiles } from './files.ts';
import type { IoFile, Throttles } from './version.ts';
import type { Writer } from './writer.ts';

/** Undefined when the group is not there. Limits that differ from disk to disk, or for reads and writes, are mixed. */
export function observeIo(
  files: GroupFiles,
  group: string,
  sources: readonly IoFile[],
  disks: readonly string[],
): Throttles | undefined {
  // Where there is no disk nothing can be limited, and no file has to be read.
  if (disks.length === 0) return { bytes: 'max', operations: 'max' };
  const found = { bytes: new Set<number | Max>(), operations: new Set<number | Max>() };
  for (const source of sources) {
    const text = files.tryRead(`${group}/${source.name}`);
    if (text === undefined) return undefined;
    for (const disk of disks) {
      for (const [index, value] of source.read(text, disk).entries()) found[source.kinds[index] ?? 'bytes'].add(value);
    }
  }
  const common = (values: ReadonlySet<number | Max>): number | Max | 'mixed' => {
    const [value = 'max', ...more] = values;
    return more.length === 0 ? value : 'mixed';
  };
  return { bytes: common(found.bytes), operations: common(found.operations) };
}

/** Throws FileError or KernelKept. */
export function applyIo(
  writer: Writer,
  group: string,
  {
    files: targets,
    wants,
    disks,
  }: { readonly files: readonly IoFile[]; readonly wants: Throttles; readonly disks: readonly string[] },
): void {
  const { files } = writer;
  const isFree = wants.bytes === 'max' && wants.operations === 'max';
  if (writer.isNew(group) && isFree) return;
  for (const target of targets) {
    const path = `${group}/${target.name}`;
    const text = writer.isNew(group) ? '' : files.read(path);
    for (const disk of disks) {
      const former = target.line(disk, target.read(text, disk));
      const line = target.line(
        disk,
        target.kinds.map((kind) => wants[kind]),
      );
      if (line === former) continue;
      if (!writer.isNew(group))
        writer.remember(() => {
          if (files.has(path)) files.write(path, former);
        });
      const kept = target.line(disk, target.read(files.exchange(path, line), disk));
      if (kept !== line) throw new GroupError('KernelKept', path, `"${line}" was written, but it reads "${kept}"`);
    }
  }
}
