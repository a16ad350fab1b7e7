import { statfsSync, truncateSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mayResizeOnline } from '../../drivers/quota/image.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';
import { context, ctid, limits, MIB, useQuotaRig } from './quota-rig.ts';

const canResize = mayResizeOnline();

describe('limits of an image', () => {
  const rig = useQuotaRig({ backend: 'image', on: 'a directory' }, 2000);
  const wants = (mib: number): QuotaState => limits(mib * MIB, 2000);

  test('a grow is refused by the plan where the host may not resize', async (ctx) => {
    if (canResize) ctx.skip('this process has CAP_SYS_RESOURCE');
    const { driver } = rig();
    expect(driver.refuseChange(wants(48), wants(96)).map(({ code }) => code)).toEqual(['VZR660']);
    await expect(driver.apply(context('set', wants(96)))).rejects.toThrow(/CAP_SYS_RESOURCE/);
    expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(48)]]));
  });

  test('shrinking and other inodes are refused and change nothing', async () => {
    const { driver } = rig();
    expect(driver.refuseChange(wants(48), limits(48 * MIB, 100)).map(({ code }) => code)).toEqual(['VZR657']);
    await expect(driver.apply(context('set', limits(40 * MIB, 2000)))).rejects.toThrow(/shrink/);
    await expect(driver.apply(context('set', limits(48 * MIB, 3000)))).rejects.toThrow(/inodes/);
    expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(48)]]));
  });

  test('a grow that stopped half-way is completed by the next', async (ctx) => {
    if (!canResize) ctx.skip('needs CAP_SYS_RESOURCE to grow a mounted ext4');
    const { areas, driver, upper } = rig();
    truncateSync(`${areas.path(ctid)}/image`, 80 * MIB);
    expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(48)]]));
    await driver.apply(context('set', wants(64)));
    const { blocks, bsize } = statfsSync(upper);
    expect(blocks * bsize).toBeLessThanOrEqual(64 * MIB);
    expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(64)]]));
  });
});
