// The devices of a Container document -> what the device list and /dev of the container start from, each with its place.

import { readDevice, readPci } from '../../schema/device.ts';
import { markAt, originOf } from '../../schema/mark.ts';
import { isOn } from '../../schema/on-off.ts';
import { expectValue } from '../../schema/reading.ts';
import type { Ledger } from './ledger.ts';

/** Features that are a device and nothing else: <linux/miscdevice.h>, FUSE_MINOR and TUN_MINOR; <linux/major.h>, PPP_MAJOR. */
export const deviceFeatures = [
  ['fuse', 'c:10:229:rw'],
  ['ppp', 'c:108:0:rw'],
  ['tun', 'c:10:200:rw'],
] as const;

interface Wish {
  readonly text: string;
  readonly path: readonly (string | number)[];
}

/** Wishes as schema/device.ts reads them; the drivers find out which devices they are. A refusal names the one it is about. */
export function devicesOf({ manifest, origins }: Ledger): readonly string[] {
  const { source, mark, value } = manifest;
  const { spec } = value;
  const wishes: readonly Wish[] = [
    ...(spec.devices ?? []).map((device, index) => ({
      text: expectValue(readDevice(device)),
      path: ['spec', 'devices', index],
    })),
    ...deviceFeatures
      .filter(([name]) => isOn(spec.features?.[name]))
      .map(([name, text]) => ({ text, path: ['spec', 'features', name] })),
    ...(spec.pci ?? []).map((address, index) => ({
      text: expectValue(readPci(address)),
      path: ['spec', 'pci', index],
    })),
  ];
  for (const [index, { path, text }] of wishes.entries()) {
    const origin = originOf(source, markAt(mark, path));
    for (const section of ['cgroup', 'namespace']) origins.set(`/${section}/devices/${index}`, origin);
    // It may turn out to be a network interface.
    if (text.startsWith('pci ')) origins.set(`/network/netdevs/pci/${index}`, origin);
  }
  return wishes.map(({ text }) => text);
}
