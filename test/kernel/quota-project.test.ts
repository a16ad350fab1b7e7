import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { projectOf, setProject } from '../../drivers/kernel/fsxattr.ts';
import { limitProject, readProject } from '../../drivers/kernel/quotactl.ts';
import { quotaDriver } from '../../drivers/quota/driver.ts';
import { openPool } from '../../drivers/rootfs/pool.ts';
import { projectQuotaAt } from '../../drivers/rootfs/project-quota.ts';
import type { QuotaState } from '../../reconciler/state/container.ts';
import { asBytes, asCtid } from '../../schema/units.ts';
import { expectNoProjects, missingDisk, setGrace, WEEK } from '../helpers/rig-disk.ts';
import { makeScratch, missing as missingPool, PLACES } from './pool-scratch.ts';
import { context, ctid, fill, limits, MIB, useQuotaRig, writeIn } from './quota-rig.ts';

const STRIDE = 0x2_0000;
const NONE = { soft: 0, hard: 0 };
const places = PLACES.filter(({ backend }) => backend === 'overlay');

describe.each(places)('limits of projects on $on', (place) => {
  const rig = useQuotaRig(place, 'max');
  const soft = (softMib: number, hardMib: number): QuotaState => ({
    space: { soft: asBytes(softMib * MIB), hard: asBytes(hardMib * MIB) },
    inodes: { soft: 20, hard: 40 },
  });

  test('what is accepted is what the kernel reports', async () => {
    const { driver } = rig();
    const odd = {
      space: { soft: asBytes(5_000_001), hard: asBytes(9_999_999) },
      inodes: { soft: 17, hard: 'max' },
    } as const;
    const accepted = await driver.accept({ quota: odd } as never);
    const quota = accepted.wants as QuotaState;
    expect(accepted.refusals).toEqual([]);
    expect(quota.space).toEqual({ soft: 5_001_216, hard: 10_002_432 });
    for (const wants of [quota, { ...quota, space: { soft: asBytes(8 * MIB), hard: 'max' } } as const, limits('max')]) {
      await driver.apply(context('set', wants));
      expect(await driver.observe('all')).toEqual(new Map([[ctid, { ...wants, grace: WEEK }]]));
    }
  });

  test('above the soft limit writing goes on for the grace time, and no longer', async () => {
    const { disk, driver, upper } = rig();
    await driver.apply(context('create', { ...soft(8, 16), grace: 2 }));
    expect((await driver.observe('all')).get(ctid)).toMatchObject({ grace: 2 });
    // By hand, and corrected.
    setGrace(disk?.path ?? '', 99);
    expect((await driver.observe('all')).get(ctid)).toMatchObject({ grace: 99 });
    await driver.apply(context('set', { ...soft(8, 16), grace: 2 }));
    expect(await fill(upper, 10)).toBe('ok');
    await sleep(4000);
    expect(await fill(upper, 1)).toMatch(/Disk quota exceeded|No space left/);
    await driver.apply(context('set', soft(15, 16)));
    expect(await fill(upper, 1)).toBe('ok');
    setGrace(disk?.path ?? '', WEEK);
  });

  test('inodes above the soft limit are made until the hard one', async () => {
    const { driver, upper } = rig();
    await driver.apply(context('create', soft(8, 16)));
    const output = await writeIn(upper, 'n=0; while [ $n -lt 60 ] && true > $n; do n=$((n + 1)); done; echo $n');
    expect(output).toMatch(/Disk quota exceeded|No space left/);
    expect((await driver.usage(ctid))?.inodes).toBe(40);
  });

  test('a limit below what is used stops writing and loses nothing', async () => {
    const { driver, upper } = rig();
    await driver.apply(context('create', limits(32 * MIB)));
    expect(await fill(upper, 20)).toBe('ok');
    await driver.apply(context('set', limits(10 * MIB)));
    expect(await driver.observe('all')).toEqual(new Map([[ctid, { ...limits(10 * MIB), grace: WEEK }]]));
    expect(await fill(upper, 1)).toMatch(/Disk quota exceeded|No space left/);
    expect(await writeIn(upper, 'wc -c < fill')).toBe(String(20 * MIB));
  });

  test('space in holes, preallocated and unlinked but open is counted', async () => {
    const { driver, upper } = rig();
    await driver.apply(context('create', limits(16 * MIB)));
    const full = /Disk quota exceeded|No space left/;
    expect(await writeIn(upper, 'fallocate -l 32M f; rm -f f')).toMatch(full);
    expect(await writeIn(upper, 'true > f; fallocate -n -l 32M f; rm f')).toMatch(full);
    expect(
      await writeIn(upper, 'truncate -s 1T s && dd if=/dev/zero of=s bs=1M seek=9999 count=32 conv=notrunc; rm s'),
    ).toMatch(full);
    expect(await writeIn(upper, 'exec 3> u; rm u; dd if=/dev/zero bs=1M count=32 >&3; ls')).toMatch(full);
  });

  test('nothing of an area is linked or moved to another one, nor out of its project', async () => {
    const { areas, upper, pool } = rig();
    const second = asCtid(60_303);
    await areas.create({ ctid: second, name: 'other', template: 'tiny', quota: limits('max') });
    const other = pool.volumes.layers(areas.path(second)).upper;
    writeFileSync(`${upper}/file`, 'x');
    expect(await writeIn(upper, `ln file ${other}/file`)).toMatch(/Invalid cross-device link/);
    expect(() => renameSync(`${upper}/file`, `${other}/file`)).toThrow(/EXDEV/);
    expect(readdirSync(other)).toEqual([]);
  });
});

describe.each(places)('projects of private areas on $on', (place) => {
  const rig = useQuotaRig(place, 'max');

  test('an id derived from the ctid holds everything made in the area', async () => {
    const { areas, upper } = rig();
    expect(projectOf(areas.path(ctid))).toBe(ctid);
    mkdirSync(`${upper}/a/b`, { recursive: true });
    expect([upper, `${upper}/a/b`].map(projectOf)).toEqual([ctid, ctid]);
  });

  test('no two areas share an id, whoever else uses it: eight at once, another pool, a limit without files', async () => {
    const { areas, disk, pool } = rig();
    const home = disk?.path ?? '';
    const other = makeScratch('overlay', 384, home);
    const names = Array.from({ length: 8 }, (_, n) => `.new-${ctid}-${n}`);
    const parent = `${pool.path}/private`;
    const quota = limits('max');
    limitProject(home, ctid + STRIDE, { space: NONE, inodes: { soft: 0, hard: 5 } });
    try {
      await Promise.all(names.map((name) => pool.volumes.makeArea(parent, name, { ctid, quota })));
      const { areas: others } = await other.open();
      await others.create({ ctid, name: 'web', template: 'tiny', quota });
      const ids = [...names.map((name) => `${parent}/${name}`), areas.path(ctid), others.path(ctid)].map(projectOf);
      expect(new Set(ids).size).toBe(10);
      expect(ids).not.toContain(ctid + STRIDE);
      expect(ids.every((id) => (id - ctid) % STRIDE === 0)).toBe(true);
      expect(readProject(home, ctid)?.used.inodes).toBe(3);
    } finally {
      limitProject(home, ctid + STRIDE, { space: NONE, inodes: NONE });
      for (const name of names) await pool.volumes.destroyArea(parent, name);
      await areas.remove(ctid);
      await other.cleanUp();
    }
  });

  test('a removed area leaves no limit and no use, also after a crash in the middle', async () => {
    const { areas, disk, driver, pool, scratch } = rig();
    const home = disk?.path ?? '';
    await driver.apply(context('create', limits(16 * MIB, 100)));
    await areas.remove(ctid);
    await expectNoProjects(home, [ctid]);
    await areas.create({ ctid, name: 'web', template: 'tiny', quota: undefined });
    await driver.apply(context('create', limits(16 * MIB, 100)));
    renameSync(areas.path(ctid), `${pool.path}/private/.trash-${ctid}-0`);
    // A directory whose project had not been set yet is in no project: nothing of that one is lifted.
    mkdirSync(`${pool.path}/private/.new-${ctid}-1`);
    await (await scratch.open()).pool.prepare();
    expect(readdirSync(`${pool.path}/private`)).toEqual([]);
    await expectNoProjects(home, [ctid]);
  });

  test('an area without its project is not limited by the rest of the disk', async () => {
    const { areas, disk, driver } = rig();
    setProject(areas.path(ctid), 0);
    expect(await driver.observe('all')).toEqual(new Map());
    await expect(driver.apply(context('create', limits(16 * MIB)))).rejects.toThrow(/no quota project/);
    expect(readProject(disk?.path ?? '', 0)?.space).toEqual(NONE);
  });

  test('a pool in a project of somebody else has areas with their own', async () => {
    const { disk } = rig();
    const home = disk?.path ?? '';
    mkdirSync(`${home}/theirs`);
    setProject(`${home}/theirs`, 77);
    const inner = makeScratch('overlay', 384, `${home}/theirs`);
    try {
      const { areas, pool } = await inner.open();
      const id = asCtid(60_304);
      await areas.create({ ctid: id, name: 'web', template: 'tiny', quota: undefined });
      expect(projectOf(areas.path(id))).toBe(id);
      const driver = quotaDriver('overlay', areas, {});
      await driver.apply({ ...context('create', limits(16 * MIB)), ctid: id });
      expect(await fill(pool.volumes.layers(areas.path(id)).upper, 20)).toMatch(/exceeded|No space/);
    } finally {
      await inner.cleanUp();
      rmdirSync(`${home}/theirs`);
    }
  });

  test('a template is held back while it is made, and not afterwards', async () => {
    const { disk, pool } = rig();
    const parent = `${pool.path}/templates`;
    await pool.volumes.makeTree(parent, '.new-t', 4 * MIB);
    const tree = `${parent}/.new-t`;
    expect(await fill(tree, 8)).toMatch(/exceeded|No space/);
    await pool.volumes.sealTree(parent, '.new-t');
    expect(await fill(tree, 8)).toBe('ok');
    const id = projectOf(tree);
    await pool.volumes.destroyTree(parent, '.new-t');
    expect(readProject(disk?.path ?? '', id)?.space).toEqual(NONE);
  });

  test('it is what auto takes, and without the mount option it makes nothing', async () => {
    const { disk, pool, scratch } = rig();
    if (disk === undefined) throw new Error('no disk');
    expect((await openPool({ root: `${disk.path}/new`, spec: { backend: 'auto' } })).label).toBe('overlay (native)');
    const probe = async () =>
      (await (await scratch.open()).pool.probe()).find(({ feature }) => feature.startsWith('overlay back end'));
    expect(await probe()).toMatchObject({
      state: 'ok',
      detail: `${disk.path} (${place.disk}) enforces project quotas`,
    });
    execFileSync('/usr/bin/umount', [pool.path]);
    disk.remount('noquota');
    try {
      expect((await openPool({ root: `${disk.path}/new`, spec: { backend: 'auto' } })).label).toBe('btrfs (loop)');
      const later = await scratch.open();
      expect(later.pool.refusals).toMatchObject([
        { code: 'VZR650', reason: expect.stringContaining('not mounted with prjquota') },
      ]);
      await expect(later.pool.prepare()).rejects.toThrow(/project quotas/);
      expect(await probe()).toMatchObject({
        state: 'missing',
        hint: expect.stringContaining(`mount -o prjquota ${disk.device}`),
      });
      execFileSync('/usr/bin/umount', [pool.path]);
    } finally {
      disk.remount('prjquota');
    }
    expect((await scratch.open()).pool.refusals).toEqual([]);
  });
});

describe('what doctor says of project quotas', () => {
  test.for(places)('$disk: the commands of the hint are the ones that help', (place, ctx) => {
    const missing = missingPool ?? missingDisk(place.disk ?? 'ext4');
    if (missing !== undefined) ctx.skip(missing);
    const folder = mkdtempSync('/var/tmp/vzr-test-doctor-');
    const sh = (script: string): string => execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8', stdio: 'pipe' });
    try {
      const file = `${folder}/disk`;
      const at = `${folder}/mnt`;
      mkdirSync(at);
      writeFileSync(file, '');
      truncateSync(file, 400 * MIB);
      sh(`mkfs.${place.disk} -q ${file}`);
      const device = sh(`losetup -f --show ${file}`).trim();
      try {
        sh(`mount ${device} ${at}`);
        const before = projectQuotaAt(`${at}/pool`);
        expect(before).toMatchObject({
          isOn: false,
          detail: expect.stringMatching(place.disk === 'xfs' ? /not mounted with/ : /without the features/),
        });
        const [commands = ''] = (before.hint ?? '').split(';');
        sh(commands);
        expect(projectQuotaAt(`${at}/pool`)).toEqual({
          isOn: true,
          detail: `${at} (${place.disk}) enforces project quotas`,
        });
        sh(`umount ${at} && mount ${device} ${at}`);
        const [again = ''] = (projectQuotaAt(at).hint ?? '').split(';');
        expect(again).toBe(`umount ${at} && mount -o prjquota ${device} ${at}`);
        sh(again);
        expect(projectQuotaAt(at).isOn).toBe(true);
        sh(`umount ${at}`);
      } finally {
        sh(`losetup -d ${device}`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('another file system is named, and overlay is refused on it', async () => {
    const elsewhere = '/dev/shm';
    expect(projectQuotaAt(elsewhere)).toMatchObject({
      isOn: false,
      detail: '/dev/shm (tmpfs) is neither ext4 nor XFS',
    });
    const pool = await openPool({ root: `${elsewhere}/vzr-none`, spec: { backend: 'overlay' } });
    expect(pool.refusals).toMatchObject([{ code: 'VZR650', hint: expect.stringContaining('prjquota') }]);
    await expect(pool.prepare()).rejects.toThrow(/neither ext4 nor XFS/);
  });
});
