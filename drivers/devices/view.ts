// What resolving devices asks about a host. The machine at hand answers from /dev and sysfs; a record of it, made for plans
// elsewhere, gives the same answers.

import type { DeviceKind } from '../../schema/device.ts';
import { devicesInUse, reaches } from './in-use.ts';
import { deviceName, hasDriver, type Machine, MISC, minorsOf } from './machine.ts';
import { type PciFunction, pciFunction } from './pci.ts';

export interface Numbers {
  readonly kind: DeviceKind;
  readonly major: number;
  readonly minor: number;
}

export interface DeviceView {
  /** The device behind a path; undefined when there is none. */
  at(path: string): Numbers | undefined;
  /** Its name below /dev. */
  name(device: Numbers): string | undefined;
  /** Minors that exist now, ascending. */
  minors(kind: DeviceKind, major: number): readonly number[];
  hasDriver(device: Numbers): boolean;
  /** The first of these minors whose content the host itself uses. */
  firstUsed(kind: DeviceKind, major: number, minors: readonly number[]): number | undefined;
  /** Undefined where there is no such function. */
  pci(address: string): PciFunction | undefined;
}

/** The machine as it is when it is asked. */
export function viewOf(machine: Machine): DeviceView {
  return {
    at: (path) => machine.node(path),
    name: ({ kind, major, minor }) => deviceName(machine, kind, major, minor),
    minors: (kind, major) => minorsOf(machine, kind, major),
    hasDriver: ({ kind, major, minor }) => hasDriver(machine, kind, major, minor),
    firstUsed: (kind, major, minors) => {
      const used = devicesInUse(machine);
      return minors.find((one) =>
        kind === 'b' ? used.has(`${major}:${one}`) : reaches(machine, `${major}:${one}`, used),
      );
    },
    pci: (address) => pciFunction(machine, address),
  };
}

/** Devices by "c:10:229". */
export interface DeviceRecord {
  /** Of the paths below /dev. */
  readonly paths: Readonly<Record<string, string>>;
  readonly devices: Readonly<Record<string, { readonly name?: string; readonly used?: true }>>;
  /** Of character devices whose drivers are not in sysfs, too. */
  readonly majors: readonly number[];
  readonly pci: Readonly<Record<string, PciFunction>>;
}

const keyOf = ({ kind, major, minor }: Numbers): string => `${kind}:${major}:${minor}`;

function numbersIn(key: string | undefined): Numbers | undefined {
  const [kind, major, minor] = key?.split(':') ?? [];
  return kind === 'c' || kind === 'b' ? { kind, major: Number(major), minor: Number(minor) } : undefined;
}

/** Folders of /dev with a file system of their own, or nothing that could be given. */
const SKIPPED: readonly string[] = ['pts', 'shm', 'mqueue', 'hugepages', 'fd'];
/** Of /dev: by-id and its like are two below. */
const DEPTH = 4;

/** Everything of this machine that a manifest could ask for. */
export function recordDevices(machine: Machine): DeviceRecord {
  const paths: Record<string, string> = {};
  const walk = (folder: string, depth: number): void => {
    for (const name of [...machine.entries(folder)].sort()) {
      if (folder === '/dev' && SKIPPED.includes(name)) continue;
      const path = `${folder}/${name}`;
      const node = machine.node(path);
      if (node !== undefined) paths[path] = keyOf(node);
      else if (depth > 0) walk(path, depth - 1);
    }
  };
  walk('/dev', DEPTH);
  const view = viewOf(machine);
  const used = devicesInUse(machine);
  const devices: Record<string, { name?: string; used?: true }> = {};
  for (const [kind, folder] of [['c', 'dev/char'] as const, ['b', 'dev/block'] as const]) {
    for (const number of [...machine.list(folder)].sort()) {
      const device = numbersIn(`${kind}:${number}`);
      if (device === undefined) continue;
      const name = view.name(device);
      const isUsed = kind === 'b' ? used.has(number) : reaches(machine, number, used);
      devices[keyOf(device)] = { ...(name !== undefined && { name }), ...(isUsed && { used: true }) };
    }
  }
  const [characters = ''] = machine.proc('devices').split('Block devices:');
  const majors = [...characters.matchAll(/^ *(\d+) /gm)].map(([, major]) => Number(major));
  const pci: Record<string, PciFunction> = {};
  for (const address of [...machine.list('bus/pci/devices')].sort()) {
    const found = view.pci(address);
    if (found !== undefined) pci[address] = found;
  }
  return { paths, devices, majors: [...new Set(majors)], pci };
}

/** Answers as the machine would have when it was recorded. */
export function viewOfRecord({ paths, devices, majors, pci }: DeviceRecord): DeviceView {
  const get = <T>(from: Readonly<Record<string, T>>, key: string): T | undefined =>
    Object.hasOwn(from, key) ? from[key] : undefined;
  return {
    at: (path) => numbersIn(get(paths, path)),
    name: (device) => get(devices, keyOf(device))?.name,
    minors: (kind, major) =>
      Object.keys(devices)
        .filter((key) => key.startsWith(`${kind}:${major}:`))
        .map((key) => Number(key.split(':')[2]))
        .sort((a, b) => a - b),
    hasDriver: (device) =>
      get(devices, keyOf(device)) !== undefined ||
      (device.kind === 'c' && device.major !== MISC && majors.includes(device.major)),
    firstUsed: (kind, major, minors) =>
      minors.find((minor) => get(devices, keyOf({ kind, major, minor }))?.used === true),
    pci: (address) => get(pci, address),
  };
}
