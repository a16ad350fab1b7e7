// The devices of a Container document -> what the device list and /dev of the container start from, each with its place.

import { readDevice } from '../../schema/device.ts';
import { markAt, originOf } from '../../schema/mark.ts';
import { expectValue } from '../../schema/reading.ts';
import type { Ledger } from './ledger.ts';

/** Wishes as schema/device.ts reads them; the drivers find out which devices they are. A refusal names the one it is about. */
export function devicesOf({ manifest, origins }: Ledger): readonly string[] {
  const { source, mark, value } = manifest;
  return (value.spec.devices ?? []).map((device, index) => {
    const origin = originOf(source, markAt(mark, ['spec', 'devices', index]));
    for (const section of ['cgroup', 'namespace']) origins.set(`/${section}/devices/${index}`, origin);
    return expectValue(readDevice(device));
  });
}
