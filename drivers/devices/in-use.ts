// The block devices whose content is the host's: mounted, swapped to, or part of something that is. Who could write to one
// of them, past the file system, could become the host's root.

import { parseMountinfo } from '../procfs/mountinfo.ts';
import type { Machine } from './machine.ts';

const AT = 'dev/block';

/** "8:0", each once: what is mounted, and the whole disk that it is a part of. */
export function devicesInUse(machine: Machine): ReadonlySet<string> {
  const used = new Set([...mounted(machine), ...swapped(machine), ...held(machine), ...inBtrfs(machine)]);
  // A partition's parent is its disk.
  for (const device of [...used]) {
    if (machine.read(`${AT}/${device}/partition`) === undefined) continue;
    const disk = machine.read(`${AT}/${device}/../dev`);
    if (disk !== undefined) used.add(disk);
  }
  return used;
}

const nodeNumber = (machine: Machine, path: string): readonly string[] => {
  const node = path.startsWith('/') ? machine.node(path) : undefined;
  return node?.kind === 'b' ? [`${node.major}:${node.minor}`] : [];
};

function mounted(machine: Machine): readonly string[] {
  const mounts = parseMountinfo(machine.proc('self/mountinfo'), '/proc/self/mountinfo');
  return mounts.flatMap(({ device, source }) => [
    // Major 0 is a number that only the file system has.
    ...(device.startsWith('0:') ? [] : [device]),
    ...nodeNumber(machine, source),
  ]);
}

function swapped(machine: Machine): readonly string[] {
  const [, ...lines] = machine.proc('swaps').split('\n');
  return lines.flatMap((line) => nodeNumber(machine, line.split(/\s/)[0] ?? ''));
}

/** Device mapper, md and bcache hold what they are made of. */
const held = (machine: Machine): readonly string[] =>
  machine.list(AT).filter((device) => machine.list(`${AT}/${device}/holders`).length > 0);

/** mountinfo names one device of a btrfs, however many it has. */
const inBtrfs = (machine: Machine): readonly string[] =>
  machine
    .list('fs/btrfs')
    .flatMap((id) =>
      machine
        .list(`fs/btrfs/${id}/devices`)
        .flatMap((name) => machine.read(`fs/btrfs/${id}/devices/${name}/dev`) ?? []),
    );

/** Character devices that reach the same disk past the block layer (sg, bsg, ng) hang on the same parent in sysfs. */
export function reaches(machine: Machine, character: string, used: ReadonlySet<string>): boolean {
  const parent = machine.follow(`dev/char/${character}/device`);
  return parent !== undefined && [...used].some((block) => machine.follow(`${AT}/${block}/device`) === parent);
}
