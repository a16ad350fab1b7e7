// What a PCI function is to user space: the devices its drivers made, found below it in sysfs (/sys/bus/pci/devices). A function
// itself has no owner that is not the whole host.

import type { DeviceKind } from '../../schema/device.ts';
import type { Machine } from './machine.ts';

const ADDRESS = /^[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/;
const WISH = 'pci ';
/** Folders between a function and the devices of its drivers: an NVMe or USB disk has the longest way. */
const DEPTH = 12;

export interface PciDevice {
  readonly kind: DeviceKind;
  readonly major: number;
  readonly minor: number;
}

export interface PciFunction {
  readonly driver: string | undefined;
  readonly devices: readonly PciDevice[];
  /** Whether its driver makes network interfaces. */
  readonly isNetwork: boolean;
  /** Names of those in the host's namespace: sysfs shows each network namespace its own. */
  readonly interfaces: readonly string[];
}

/** The address in a wish as schema/device.ts reads it; undefined for other devices. */
export const pciAddress = (wish: string): string | undefined =>
  wish.startsWith(WISH) ? wish.slice(WISH.length) : undefined;

/** Undefined where there is no such function. */
export function pciFunction(machine: Machine, address: string): PciFunction | undefined {
  const path = `bus/pci/devices/${address}`;
  if (machine.read(`${path}/vendor`) === undefined) return undefined;
  const devices: PciDevice[] = [];
  const interfaces: string[] = [];
  let isNetwork = false;
  walk(machine, path, DEPTH, (folder, inside) => {
    if (folder.endsWith('/net')) {
      isNetwork = true;
      interfaces.push(...inside);
    }
    const number = /^(\d+):(\d+)$/.exec(machine.read(`${folder}/dev`) ?? '');
    if (number === null) return;
    // /sys/.../block/vda and its partitions below; all others are character devices.
    const kind = folder.includes('/block/') ? 'b' : 'c';
    devices.push({ kind, major: Number(number[1]), minor: Number(number[2]) });
  });
  return { driver: machine.follow(`${path}/driver`)?.replace(/.*\//, ''), devices, isNetwork, interfaces };
}

/** The address of the function that a network interface of the host belongs to. */
export function functionOf(machine: Machine, name: string): string | undefined {
  const path = machine.follow(`class/net/${name}/device`) ?? '';
  return path.split('/').findLast((part) => ADDRESS.test(part));
}

/** Depth first, without what is behind a bridge: those are functions of their own. */
function walk(
  machine: Machine,
  folder: string,
  depth: number,
  visit: (folder: string, inside: readonly string[]) => void,
): void {
  const inside = machine.folders(folder).filter((name) => !ADDRESS.test(name));
  visit(folder, inside);
  if (depth > 0) for (const name of inside) walk(machine, `${folder}/${name}`, depth - 1, visit);
}
