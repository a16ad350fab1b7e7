import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, statfsSync, statSync, truncateSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mayResizeOnline } from '../../drivers/quota/image.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';
import { until } from '../helpers/real-host.ts';
import { context, ctid, limits, MIB, useQuotaRig, writeIn } from './quota-rig.ts';

const canResize = mayResizeOnline();

describe('limits of an image', () => {
  const rig = useQuotaRig({ backend: 'image', on: 'a directory' }, 2000);
  const wants = (mib: number): QuotaState => ({ ...limits(mib * MIB, 2000), ugids: false });

  test('what takes a stop is told apart from what does not', () => {
    const { driver } = rig();
    expect(driver.needsStop(wants(48), wants(48))).toEqual([]);
    expect(driver.needsStop(wants(48), wants(40))).toEqual(['/quota/space']);
    expect(driver.needsStop(wants(48), wants(96))).toEqual(canResize ? [] : ['/quota/space']);
    expect(driver.refuseChange(wants(48), limits(48 * MIB, 100)).map(({ code }) => code)).toEqual(['VZR657']);
  });

  test('it shrinks and grows with what is in it, in steps that leave it sound', async () => {
    const { areas, driver, upper } = rig();
    await writeIn(upper, 'dd if=/dev/urandom of=kept bs=1M count=20 status=none; sha256sum kept > sum; echo 1 > small');
    for (const mib of [32, 80, 40]) {
      expect(await driver.look(ctid, wants(48), wants(mib))).toEqual([]);
      await driver.apply(context('set', wants(mib)));
      expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(mib)]]));
      const { blocks, bsize } = statfsSync(upper);
      expect(blocks * bsize).toBeLessThanOrEqual(mib * MIB);
      expect(blocks * bsize).toBeGreaterThan((mib - 12) * MIB);
      expect(await writeIn(upper, 'sha256sum -c sum; cat small')).toBe('kept: OK\n1');
    }
    expect(readdirSync(areas.path(ctid)).sort()).toEqual(['image', 'mnt']);
    expect(statSync(`${areas.path(ctid)}/image`).size).toBe(40 * MIB);
    // A size for which there is no room any more leaves all as it is.
    expect((await driver.look(ctid, wants(40), wants(18))).map(({ code }) => code)).toEqual(['VZR658']);
    await driver.apply(context('set', wants(18)));
    expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(40)]]));
    expect(await writeIn(upper, 'sha256sum -c sum')).toBe('kept: OK');
  });

  test('it is not resized under a writer, nor other inodes given to it', async () => {
    const { areas, driver, upper } = rig();
    await expect(driver.apply(context('set', limits(48 * MIB, 3000)))).rejects.toThrow(/inodes/);
    const fd = openSync(`${upper}/open`, 'w');
    try {
      await expect(driver.apply(context('set', wants(40)))).rejects.toThrow(/cannot be unmounted.*busy/s);
    } finally {
      closeSync(fd);
    }
    // Somebody else's copy of the mount keeps the file in use when ours is gone.
    const holder = spawn('/usr/bin/unshare', ['-m', '--propagation', 'unchanged', 'sleep', '60']);
    try {
      await until('the copy', () => readFileSync(`/proc/${holder.pid}/comm`, 'utf8') === 'sleep\n');
      await expect(driver.apply(context('set', wants(40)))).rejects.toThrow(/another mount namespace/);
    } finally {
      holder.kill('SIGKILL');
    }
    expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(48)]]));
    expect(await writeIn(upper, 'ls')).toBe('open');
    expect(readdirSync(areas.path(ctid)).sort()).toEqual(['image', 'mnt']);
  });

  test('what was deleted is given back to the pool while files are open', async () => {
    const { areas, pool, upper } = rig();
    const fd = openSync(`${upper}/open`, 'w');
    try {
      await writeIn(upper, 'dd if=/dev/urandom of=big bs=1M count=24 conv=fsync status=none; rm big');
      const { before, after } = (await pool.volumes.compact?.(areas.path(ctid))) ?? { before: 0, after: 0 };
      expect(before - after).toBeGreaterThan(20 * MIB);
      expect(after).toBe(statSync(`${areas.path(ctid)}/image`).blocks * 512);
    } finally {
      closeSync(fd);
    }
  });

  test('a grow that stopped half-way is completed by the next', async () => {
    const { areas, driver, upper } = rig();
    truncateSync(`${areas.path(ctid)}/image`, 80 * MIB);
    expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(48)]]));
    await driver.apply(context('set', wants(64)));
    const { blocks, bsize } = statfsSync(upper);
    expect(blocks * bsize).toBeLessThanOrEqual(64 * MIB);
    expect(await driver.observe('all')).toEqual(new Map([[ctid, wants(64)]]));
  });
});
