import { closeSync, openSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ChildError, run } from '../../drivers/kernel/spawn.ts';
import { quotaDriver } from '../../drivers/quota/driver.ts';
import { mayResizeOnline } from '../../drivers/quota/image.ts';
import type { Areas } from '../../drivers/rootfs/areas.ts';
import type { Pool } from '../../drivers/rootfs/pool.ts';
import type { StepContext } from '../../reconciler/port/driver.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';
import { asBytes, asCtid, type Max } from '../../schema/units.ts';
import { isRoot, makeScratch, type Scratch } from './pool-scratch.ts';

const ctid = asCtid(60_302);
const MIB = 1 << 20;

const canResize = mayResizeOnline();
const noResize = 'needs CAP_SYS_RESOURCE to grow a mounted ext4';

const limits = (space: number | Max, inodes: number | Max = 'max'): QuotaState => {
  const bytes = space === 'max' ? space : asBytes(space);
  return { space: { soft: bytes, hard: bytes }, inodes: { soft: inodes, hard: inodes } };
};

const context = (verb: 'create' | 'set' | 'remove', quota: QuotaState): StepContext => ({
  ctid,
  name: 'web',
  step: { driver: 'quota', verb, changes: [] },
  was: {},
  wants: { quota },
  signal: new AbortController().signal,
});

/** Writes as another process would, and gives what stopped it. */
async function fill(directory: string, mib: number): Promise<string> {
  try {
    const args = [
      'if=/dev/zero',
      `of=${directory}/fill`,
      'bs=1M',
      `count=${mib}`,
      'oflag=append',
      'conv=notrunc,fsync',
    ];
    await run('/usr/bin/dd', args);
    return 'ok';
  } catch (error) {
    return error instanceof ChildError ? error.stderr : String(error);
  }
}

describe.each(['btrfs', 'image'] as const)('limits with the %s back end', (backend) => {
  let scratch: Scratch;
  let pool: Pool;
  let areas: Areas;
  let upper: string;
  let driver: ReturnType<typeof quotaDriver>;

  beforeEach(async (ctx) => {
    if (!isRoot) ctx.skip('needs root');
    scratch = makeScratch(backend);
    ({ pool, areas } = await scratch.open());
    driver = quotaDriver(backend, areas);
    await areas.create({
      ctid,
      name: 'web',
      template: 'tiny',
      quota: limits(48 * MIB, backend === 'image' ? 2000 : 'max'),
    });
    upper = pool.volumes.layers(areas.path(ctid)).upper;
  });

  afterEach(async () => {
    if (!isRoot) return;
    await scratch.cleanUp();
  });

  const wants = (mib: number): QuotaState => limits(mib * MIB, backend === 'image' ? 2000 : 'max');

  test('a limit that was applied is observed, and bites a writer', async () => {
    await driver.apply(context('create', wants(48)));
    expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(48)]]));
    expect(await driver.observe([ctid, asCtid(60_399)])).toEqual(new Map([[ctid, wants(48)]]));
    expect(await fill(upper, 20)).toBe('ok');
    expect(await fill(upper, 60)).toMatch(backend === 'btrfs' ? /Disk quota exceeded/ : /No space left on device/);
  });

  test('a limit grows while a file is open and written', async (ctx) => {
    if (backend === 'image' && !canResize) ctx.skip(noResize);
    await driver.apply(context('create', wants(48)));
    const fd = openSync(`${upper}/open`, 'w');
    try {
      await fill(upper, 60);
      await driver.apply(context('set', wants(96)));
      expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(96)]]));
      writeFileSync(fd, Buffer.alloc(20 * MIB));
    } finally {
      closeSync(fd);
    }
  });

  test('usage says what the container wrote', async () => {
    await driver.apply(context('create', wants(48)));
    const empty = await driver.usage(ctid);
    await fill(upper, 20);
    const usage = await driver.usage(ctid);
    expect((usage?.space ?? 0) - (empty?.space ?? 0)).toBeGreaterThanOrEqual(20 * MIB);
    if (backend === 'btrfs' || canResize) expect(driver.refuseChange(wants(48), wants(96))).toEqual([]);
    expect(await driver.usage(asCtid(60_399))).toBeUndefined();
  });

  test('applying twice is applying once, and removing repeats', async () => {
    await driver.apply(context('create', wants(48)));
    await driver.apply(context('create', wants(48)));
    await driver.apply(context('remove', wants(48)));
    await driver.apply(context('remove', wants(48)));
    await areas.remove(ctid);
    await driver.apply(context('remove', wants(48)));
    expect(await driver.observe('all')).toEqual(new Map());
    await expect(driver.apply(context('create', wants(48)))).rejects.toThrow(/no private area/);
  });

  if (backend === 'btrfs')
    test('undo brings the former limit back, and none as well', async () => {
      const first = await driver.apply(context('create', limits(32 * MIB)));
      const second = await driver.apply(context('set', limits(64 * MIB)));
      await second();
      expect(await driver.observe('all')).toEqual(new Map([[ctid, limits(32 * MIB)]]));
      await first();
      expect(await driver.observe('all')).toEqual(new Map([[ctid, limits('max')]]));
    });

  if (backend === 'image')
    test('inodes are limited, and df inside shows its own limit', async () => {
      const { blocks, bsize, files } = statfsSync(upper);
      expect(blocks * bsize).toBeGreaterThan(32 * MIB);
      expect(blocks * bsize).toBeLessThanOrEqual(48 * MIB);
      expect(files).toBeGreaterThanOrEqual(2000);
      expect(files).toBeLessThan(2100);
      const create = (): void => {
        for (let n = 0; n < 2200; n += 1) writeFileSync(`${upper}/${n}`, '');
      };
      expect(create).toThrow(/ENOSPC/);
      expect((await driver.usage(ctid))?.inodes).toBeGreaterThanOrEqual(2000);
      expect(driver.refuseChange(wants(48), limits(48 * MIB, 100)).map(({ code }) => code)).toEqual(['VZR657']);
    });

  if (backend === 'image' && !canResize)
    test('a grow is refused by the plan where the host may not resize', async () => {
      expect(driver.refuseChange(wants(48), wants(96)).map(({ code }) => code)).toEqual(['VZR660']);
      await expect(driver.apply(context('set', wants(96)))).rejects.toThrow(/CAP_SYS_RESOURCE/);
      expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(48)]]));
    });

  if (backend === 'image')
    test('shrinking and other inodes are refused and change nothing', async () => {
      await expect(driver.apply(context('set', limits(40 * MIB, 2000)))).rejects.toThrow(/shrink/);
      await expect(driver.apply(context('set', limits(48 * MIB, 3000)))).rejects.toThrow(/inodes/);
      expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(48)]]));
    });

  if (backend === 'image')
    test('a grow that stopped half-way is completed by the next', async (ctx) => {
      if (!canResize) ctx.skip(noResize);
      truncateSync(`${areas.path(ctid)}/image`, 80 * MIB);
      expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(48)]]));
      await driver.apply(context('set', wants(64)));
      const { blocks, bsize } = statfsSync(upper);
      expect(blocks * bsize).toBeLessThanOrEqual(64 * MIB);
      expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(64)]]));
    });
});
