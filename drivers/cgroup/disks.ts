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
export const disksBelow = (path: string, machine: Machine = thisMachine): readonly string[] =>
  numbersOf(devicesBelow(path, machine).filter(({ isDisk }) => isDisk));

/** The same with what is between the path and its disks, such as loop devices: each can schedule on its own. */
export const queuesBelow = (path: string, machine: Machine = thisMachine): readonly string[] =>
  numbersOf(devicesBelow(path, machine));

interface Device {
  readonly number: string;
  /** False for what is made of others. */
  readonly isDisk: boolean;
}

const numbersOf = (devices: readonly Device[]): readonly string[] =>
  [...new Set(devices.map((device) => device.number))].sort();

function devicesBelow(path: string, machine: Machine): readonly Device[] {
  for (let at = path; ; at = dirname(at)) {
    const device = machine.deviceOf(at);
    if (device === undefined && at !== dirname(at)) continue;
    return device === undefined ? [] : devicesOf(source(device, at, machine), machine);
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

function devicesOf(number: string | undefined, machine: Machine): readonly Device[] {
  if (number === undefined) return [];
  const at = `/sys/dev/block/${number}`;
  if (machine.read(`${at}/partition`) !== undefined) return devicesOf(machine.read(`${at}/../dev`), machine);
  const above = { number, isDisk: false };
  const file = machine.read(`${at}/loop/backing_file`);
  if (file !== undefined) return [above, ...devicesBelow(file, machine)];
  const parts = machine.list(`${at}/slaves`);
  if (parts.length > 0)
    return [above, ...parts.flatMap((name) => devicesOf(machine.read(`${at}/slaves/${name}/dev`), machine))];
  return machine.read(`${at}/dev`) === undefined ? [] : [{ number, isDisk: true }];
}

function numberOf(device: number): string {
  const { major, minor } = unpackDevice(device);
  return `${major}:${minor}`;
}

const thisMachine: Machine = {
  deviceOf: (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat && numberOf(stat.dev);
  },
  nodeOf: (path) => {
    const stat = path.startsWith('/') ? statSync(path, { throwIfNoEntry: false }) : undefined;
    return stat?.isBlockDevice() ? numberOf(stat.rdev) : undefined;
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
