import { closeSync, openSync, statfsSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mayResizeOnline } from '../../drivers/quota/image.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';
import { asCtid } from '../../schema/units.ts';
import { WEEK } from '../helpers/rig-disk.ts';
import { PLACES } from './pool-scratch.ts';
import { context, ctid, fill, limits, MIB, useQuotaRig, writeIn } from './quota-rig.ts';

const canResize = mayResizeOnline();
const noResize = 'needs CAP_SYS_RESOURCE to grow a mounted ext4';

describe.each(PLACES)('limits with the $backend back end on $on', (place) => {
  const { backend } = place;
  const inodes = backend === 'btrfs' ? 'max' : 400;
  const rig = useQuotaRig(place, inodes);
  const none = { ...(backend === 'image' && { ugids: false }), ...(backend === 'overlay' && { grace: WEEK }) };
  const wants = (mib: number): QuotaState => ({ ...limits(mib * MIB, inodes), ...none });
  const refusal = backend === 'image' || place.disk === 'xfs' ? /No space left on device/ : /Disk quota exceeded/;

  test('a limit that was applied is observed, and bites a writer', async () => {
    const { driver, upper } = rig();
    await driver.apply(context('create', wants(48)));
    expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(48)]]));
    expect(await driver.observe([ctid, asCtid(60_399)])).toEqual(new Map([[ctid, wants(48)]]));
    expect(await fill(upper, 20)).toBe('ok');
    expect(await fill(upper, 60)).toMatch(refusal);
  });

  test('a limit grows while a file is open and written', async (ctx) => {
    if (backend === 'image' && !canResize) ctx.skip(noResize);
    const { driver, upper } = rig();
    await driver.apply(context('create', wants(48)));
    const fd = openSync(`${upper}/open`, 'w');
    try {
      await fill(upper, 60);
      await driver.apply(context('set', wants(96)));
      expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(96)]]));
      writeFileSync(fd, Buffer.alloc(20 * MIB));
      expect(await fill(upper, 10)).toBe('ok');
    } finally {
      closeSync(fd);
    }
  });

  test('usage says what the container wrote', async () => {
    const { driver, upper } = rig();
    await driver.apply(context('create', wants(48)));
    const empty = await driver.usage(ctid);
    await fill(upper, 20);
    const usage = await driver.usage(ctid);
    expect((usage?.space ?? 0) - (empty?.space ?? 0)).toBeGreaterThanOrEqual(20 * MIB);
    if (backend !== 'btrfs') expect((usage?.inodes ?? 0) - (empty?.inodes ?? 0)).toBe(1);
    expect(driver.refuseChange(wants(48), wants(96))).toEqual([]);
    expect(await driver.usage(asCtid(60_399))).toBeUndefined();
  });

  test('applying twice is applying once, and removing repeats', async () => {
    const { areas, driver } = rig();
    await driver.apply(context('create', wants(48)));
    await driver.apply(context('create', wants(48)));
    await driver.apply(context('remove', wants(48)));
    await driver.apply(context('remove', wants(48)));
    await areas.remove(ctid);
    await driver.apply(context('remove', wants(48)));
    expect(await driver.observe('all')).toEqual(new Map());
    await expect(driver.apply(context('create', wants(48)))).rejects.toThrow(/no private area/);
  });

  if (backend !== 'image')
    test('undo brings the former limit back, and none as well', async () => {
      const { driver } = rig();
      const first = await driver.apply(context('create', limits(32 * MIB)));
      const second = await driver.apply(context('set', limits(64 * MIB)));
      await second();
      expect(await driver.observe('all')).toEqual(new Map([[ctid, { ...limits(32 * MIB), ...none }]]));
      await first();
      expect(await driver.observe('all')).toEqual(new Map([[ctid, { ...limits('max'), ...none }]]));
    });

  if (backend !== 'btrfs')
    test('inodes are limited, and df shows the area its own limits', async () => {
      const { driver, upper } = rig();
      await driver.apply(context('create', wants(48)));
      const { blocks, bsize, files } = statfsSync(upper);
      expect(blocks * bsize).toBeGreaterThan(32 * MIB);
      expect(blocks * bsize).toBeLessThanOrEqual(48 * MIB);
      expect(files).toBeGreaterThanOrEqual(400);
      expect(files).toBeLessThan(500);
      const output = await writeIn(upper, 'n=0; while [ $n -lt 520 ] && true > $n; do n=$((n + 1)); done; echo $n');
      expect(output).toMatch(backend === 'image' ? /No space left/ : refusal);
      expect((await driver.usage(ctid))?.inodes).toBeGreaterThanOrEqual(400);
    });
});
