// Limits on one private area, for the suites of the quota driver: a scratch pool with one container's area, and hands that
// write as a container does.

import { afterEach, beforeEach } from 'vitest';
import { run } from '../../drivers/kernel/spawn.ts';
import { type QuotaDriver, quotaDriver } from '../../drivers/quota/driver.ts';
import type { Areas } from '../../drivers/rootfs/areas.ts';
import type { Pool } from '../../drivers/rootfs/pool.ts';
import type { StepContext } from '../../reconciler/port/driver.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';
import { asBytes, asCtid, type Max } from '../../schema/units.ts';
import type { RigDisk } from '../helpers/rig-disk.ts';
import { makeScratch, type Place, type Scratch, usePlace } from './pool-scratch.ts';

export const ctid = asCtid(60_302);
export const MIB = 1 << 20;

export const limits = (space: number | Max, inodes: number | Max = 'max'): QuotaState => {
  const bytes = space === 'max' ? space : asBytes(space);
  return { space: { soft: bytes, hard: bytes }, inodes: { soft: inodes, hard: inodes } };
};

export const context = (verb: 'create' | 'set' | 'remove', quota: QuotaState): StepContext => ({
  ctid,
  name: 'web',
  step: { driver: 'quota', verb, changes: [] },
  was: {},
  wants: { quota },
  signal: new AbortController().signal,
});

/**
 * Runs a shell script in a directory without CAP_SYS_RESOURCE, which lets its holder write beyond ext4's limits and which
 * no container has. Gives what it printed, errors included.
 */
export async function writeIn(directory: string, script: string): Promise<string> {
  const shell = ['/bin/sh', '-c', `cd "$1" && exec 2>&1; ${script}\ntrue`, 'sh', directory];
  return (await run('/usr/bin/setpriv', ['--bounding-set', '-sys_resource', ...shell])).trim();
}

/** Appends to a file until it is done ("ok") or something stops it. */
export const fill = (directory: string, mib: number): Promise<string> =>
  writeIn(
    directory,
    `dd if=/dev/zero of=fill bs=1M count=${mib} oflag=append conv=notrunc,fsync status=none && echo ok`,
  );

export interface QuotaRig {
  readonly scratch: Scratch;
  readonly pool: Pool;
  readonly areas: Areas;
  /** The upper directory of the area. */
  readonly upper: string;
  readonly driver: QuotaDriver;
  readonly disk: RigDisk | undefined;
}

/** In a `describe`: a fresh area on the place for each test. */
export function useQuotaRig(place: Place, inodes: number | Max): () => QuotaRig {
  const disk = usePlace(place);
  let rig: QuotaRig | undefined;
  beforeEach(async () => {
    const scratch = makeScratch(place.backend, 384, disk()?.path);
    const { pool, areas } = await scratch.open();
    await areas.create({ ctid, name: 'web', template: 'tiny', quota: limits(48 * MIB, inodes) });
    const { upper } = pool.volumes.layers(areas.path(ctid));
    rig = { scratch, pool, areas, upper, driver: quotaDriver(place.backend, areas, pool.volumes), disk: disk() };
  });
  afterEach(async () => {
    await rig?.scratch.cleanUp();
    rig = undefined;
  });
  return () => {
    if (rig === undefined) throw new Error('no area was made');
    return rig;
  };
}
