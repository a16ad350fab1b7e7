// What devices this host has: nodes of /dev, sysfs (/sys/dev/char, /sys/dev/block, Documentation/ABI/stable/sysfs-dev) and
// the majors of /proc/devices. Reads only, in every pass anew: devices come and go while the host runs.

import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { DeviceKind } from '../../schema/device.ts';
import { unpackDevice } from '../kernel/device-number.ts';

export interface Node {
  readonly kind: DeviceKind;
  readonly major: number;
  readonly minor: number;
  /** Permission bits. */
  readonly mode: number;
}

/** What is asked of the host; tests put another one behind it. */
export interface Machine {
  /** The device behind a path; undefined when there is none. */
  node(path: string): Node | undefined;
  /** A file of sysfs, without its newline; undefined when it is not there. */
  read(path: string): string | undefined;
  /** Names in a directory of sysfs; none when it is not there. */
  list(path: string): readonly string[];
  /** Names in a directory of /dev; none when it is not there. */
  entries(path: string): readonly string[];
  /** As list, without files and links. */
  folders(path: string): readonly string[];
  /** Where a link of sysfs leads; undefined when it is not there. */
  follow(path: string): string | undefined;
  /** /proc/devices, /proc/swaps, /proc/self/mountinfo. */
  proc(name: 'devices' | 'swaps' | 'self/mountinfo'): string;
}

/** `sys` and `proc`: where those file systems are. */
export function machineAt(sys = '/sys', proc = '/proc'): Machine {
  return {
    node: statNode,
    read: (path) => attempt(() => readFileSync(`${sys}/${path}`, 'latin1').trimEnd()),
    list: (path) => attempt(() => readdirSync(`${sys}/${path}`)) ?? [],
    entries: (path) => attempt(() => readdirSync(path)) ?? [],
    folders: (path) => {
      const entries = attempt(() => readdirSync(`${sys}/${path}`, { withFileTypes: true })) ?? [];
      return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    },
    follow: (path) => attempt(() => realpathSync(`${sys}/${path}`)),
    proc: (name) => readFileSync(`${proc}/${name}`, 'latin1'),
  };
}

function statNode(path: string): Node | undefined {
  const stat = attempt(() => statSync(path));
  if (stat === undefined || !(stat.isCharacterDevice() || stat.isBlockDevice())) return undefined;
  return { kind: stat.isBlockDevice() ? 'b' : 'c', ...unpackDevice(stat.rdev), mode: stat.mode & 0o777 };
}

/** Attributes of devices that are just going away fail in many ways, all of which mean that. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

export const folderOf = (kind: DeviceKind): string => (kind === 'c' ? 'dev/char' : 'dev/block');

/** Its name below /dev: DEVNAME of uevent, which the driver or the block layer chose. */
export function deviceName(machine: Machine, kind: DeviceKind, major: number, minor: number): string | undefined {
  const text = machine.read(`${folderOf(kind)}/${major}:${minor}/uevent`) ?? '';
  return /^DEVNAME=(.+)$/m.exec(text)?.[1];
}

/** Minors of a major that exist now, ascending. */
export function minorsOf(machine: Machine, kind: DeviceKind, major: number): readonly number[] {
  const names = machine.list(folderOf(kind)).filter((name) => name.startsWith(`${major}:`));
  return names.map((name) => Number(name.slice(name.indexOf(':') + 1))).sort((a, b) => a - b);
}

/** Of misc, each minor is a driver of its own: they are all in sysfs. */
export const MISC = 10;

/** Whether a driver answers for it. Some old ones are not in sysfs; those have a major of their own. */
export function hasDriver(machine: Machine, kind: DeviceKind, major: number, minor: number): boolean {
  if (machine.read(`${folderOf(kind)}/${major}:${minor}/dev`) !== undefined) return true;
  if (kind === 'b' || major === MISC) return false;
  const [characters = ''] = machine.proc('devices').split('Block devices:');
  return new RegExp(`^ *${major} `, 'm').test(characters);
}
