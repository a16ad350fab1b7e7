// The whole disks below a path, which is what I/O can be limited on: through a file system with a device number of its own
// (btrfs), loop devices, partitions, and what device mapper and md put together. sysfs: /sys/dev/block/MAJOR:MINOR.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { unpackDevice } from '../kernel/device-number.ts';
import { parseMountinfo, visibleMounts } from '../procfs/mountinfo.ts';
import { readKernelText } from '../procfs/read.ts';

/** What is asked of the machine; tests put another one behind it. */
export interface Machine {
  /** Of the file system a path is on, as "major:minor"; undefined when there is no such path. */
  deviceOf(path: string): string | undefined;
  /** Of a device node; undefined when there is no such node. */
  nodeOf(path: string): string | undefined;
  mountinfo(): string;
  /** A file below /sys/dev/block, without its newline; undefined when it is not there. */
  read(path: string): string | undefined;
  list(path: string): readonly string[];
}

/**
 * "8:0", each once, sorted. Empty when there is none: a file system in memory or from the network. The nearest folder that
 * exists speaks for a path that does not.
 */
export function disksBelow(path: string, machine: Machine = thisMachine): readonly string[] {
  for (let at = path; ; at = dirname(at)) {
    const device = machine.deviceOf(at);
    if (device === undefined && at !== dirname(at)) continue;
    const disks = device === undefined ? [] : disksOf(source(device, at, machine), machine);
    return [...new Set(disks)].sort();
  }
}

/** Major 0 is a number that only the file system has: where it is mounted from tells. */
function source(device: string, path: string, machine: Machine): string | undefined {
  if (!device.startsWith('0:')) return device;
  const above = (point: string): boolean => point === '/' || path === point || path.startsWith(`${point}/`);
  const mount = visibleMounts(parseMountinfo(machine.mountinfo(), '/proc/self/mountinfo'))
    .filter(({ mountPoint }) => above(mountPoint))
    .reduce<{ readonly mountPoint: string; readonly source: string } | undefined>(
      (best, one) => (best === undefined || one.mountPoint.length >= best.mountPoint.length ? one : best),
      undefined,
    );
  return mount && machine.nodeOf(mount.source);
}

function disksOf(device: string | undefined, machine: Machine): readonly string[] {
  if (device === undefined) return [];
  const at = `/sys/dev/block/${device}`;
  if (machine.read(`${at}/partition`) !== undefined) return disksOf(machine.read(`${at}/../dev`), machine);
  const file = machine.read(`${at}/loop/backing_file`);
  if (file !== undefined) return disksBelow(file, machine);
  const parts = machine.list(`${at}/slaves`);
  if (parts.length > 0) return parts.flatMap((name) => disksOf(machine.read(`${at}/slaves/${name}/dev`), machine));
  return machine.read(`${at}/dev`) === undefined ? [] : [device];
}

function number(device: number): string {
  const { major, minor } = unpackDevice(device);
  return `${major}:${minor}`;
}

const thisMachine: Machine = {
  deviceOf: (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat && number(stat.dev);
  },
  nodeOf: (path) => {
    const stat = path.startsWith('/') ? statSync(path, { throwIfNoEntry: false }) : undefined;
    return stat?.isBlockDevice() ? number(stat.rdev) : undefined;
  },
  mountinfo: () => readKernelText('/proc/self/mountinfo'),
  read: (path) => {
    try {
      return readFileSync(path, 'utf8').trimEnd();
    } catch {
      return undefined;
    }
  },
  list: (path) => {
    try {
      return readdirSync(path);
    } catch {
      return [];
    }
  },
};
