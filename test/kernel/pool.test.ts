import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loopDevices } from '../../drivers/kernel/loop.ts';
import { run } from '../../drivers/kernel/spawn.ts';
import { removeXattr, setXattr } from '../../drivers/kernel/xattr.ts';
import { type Areas, markerStore, openAreas } from '../../drivers/rootfs/areas.ts';
import { openPool, PoolError } from '../../drivers/rootfs/pool.ts';
import { isMountPoint } from '../../drivers/rootfs/pool-mount.ts';
import { asBytes, asCtid } from '../../schema/units.ts';
import { makeScratch, missing, PLACES, type Scratch, usePlace } from './pool-scratch.ts';

const ctid = asCtid(60_301);
const quota = {
  space: { soft: asBytes(64 << 20), hard: asBytes(64 << 20) },
  inodes: { soft: 'max', hard: 'max' },
} as const;
const area = { ctid, name: 'web', template: 'tiny', quota };

describe.each(PLACES)('a pool with the $backend back end on $on', (place) => {
  const { backend } = place;
  const disk = usePlace(place);
  let scratch: Scratch;
  beforeEach(() => {
    scratch = makeScratch(backend, 384, disk()?.path);
  });
  afterEach(() => scratch?.cleanUp());

  test('opening makes nothing', async () => {
    const { pool, areas } = await scratch.open();
    expect(readdirSync(scratch.root)).toEqual([]);
    expect(pool.ready()).toBe(false);
    expect(await areas.list()).toEqual([]);
    expect((await pool.probe()).find((probe) => probe.feature === 'storage pool')?.state).toBe('ok');
  });

  test('it is closed to other users and mounted without set-uid and devices', async () => {
    const { pool } = await scratch.open();
    await pool.prepare();
    expect(statSync(pool.path).mode & 0o777).toBe(0o700);
    const line = (await run('/usr/bin/cat', ['/proc/self/mountinfo']))
      .split('\n')
      .find((l) => l.includes(` ${pool.path} `));
    expect(line).toMatch(/nosuid,nodev,noatime/);
    expect(line).not.toMatch(/shared:/);
  });

  test('an area appears complete and marked, and goes without a trace', async () => {
    const { pool, areas } = await scratch.open();
    await areas.create(area);
    expect(areas.get(ctid)).toMatchObject({ ctid, template: 'tiny', marker: { version: 1, ctid, name: 'web' } });
    const { upper, work } = pool.volumes.layers(areas.path(ctid));
    expect([upper, work].map((path) => statSync(path).mode & 0o777)).toEqual([0o755, 0o755]);
    expect(readdirSync(upper)).toEqual([]);
    await markerStore(areas).write({ version: 1, ctid, name: 'web', revision: 'abc' });
    expect((await markerStore(areas).read()).get(ctid)?.revision).toBe('abc');
    const { rootId } = areas.get(ctid)?.marker ?? {};
    expect(rootId).toMatch(/^[0-9a-f]{32}$/);
    // One that an older version marked gets a name of its own when it is marked again.
    setXattr(areas.path(ctid), 'trusted.vzreconcile', JSON.stringify({ version: 1, ctid, name: 'web' }));
    await markerStore(areas).write({ version: 1, ctid, name: 'web' });
    expect(areas.get(ctid)?.marker.rootId).toMatch(/^[0-9a-f]{32}$/);
    expect(areas.get(ctid)?.marker.rootId).not.toBe(rootId);
    const labels = { note: 'x'.repeat(70_000) };
    const tooLong = markerStore(areas).write({ version: 1, ctid, name: 'web', labels });
    await expect(tooLong).rejects.toThrow('no room for its marker');
    await areas.remove(ctid);
    await areas.remove(ctid);
    expect(readdirSync(`${pool.path}/private`)).toEqual([]);
  });

  test('what lies there without our marker is neither listed nor touched', async () => {
    const { pool, areas } = await scratch.open();
    await pool.prepare();
    mkdirSync(areas.path(ctid));
    writeFileSync(`${areas.path(ctid)}/precious`, 'x');
    expect(await areas.list()).toEqual([]);
    await expect(areas.create(area)).rejects.toThrow(/does not belong/);
    await expect(areas.remove(ctid)).rejects.toThrow(/does not belong/);
    // A marker of another container, as after a copy of the directory by hand, does not make it ours either.
    setXattr(areas.path(ctid), 'trusted.vzreconcile', JSON.stringify({ version: 1, ctid: 7, name: 'x' }));
    setXattr(areas.path(ctid), 'trusted.vzreconcile.template', 'tiny');
    await expect(areas.remove(ctid)).rejects.toThrow(/does not belong/);
    expect(existsSync(`${areas.path(ctid)}/precious`)).toBe(true);
    await expect(pool.dismantle()).rejects.toThrow(PoolError);
    await run('/usr/bin/rm', ['-r', areas.path(ctid)]);
  });

  test('leftovers of a crash are swept before the first change', async () => {
    const first = await scratch.open();
    await first.areas.create(area);
    const home = `${first.pool.path}/private`;
    renameSync(`${home}/${ctid}`, `${home}/.trash-${ctid}-0`);
    await first.pool.volumes.makeArea(home, `.new-${ctid}-1`, { ctid, quota });
    await first.pool.volumes.makeTree(`${first.pool.path}/templates`, '.new-t-1', 1 << 20);
    mkdirSync(`${home}/.new-${ctid}-2`);
    mkdirSync(`${first.pool.path}/other`);
    const second = await scratch.open();
    expect(readdirSync(home)).toHaveLength(3);
    await second.pool.prepare();
    expect(readdirSync(home)).toEqual([]);
    expect(readdirSync(`${first.pool.path}/templates`)).toEqual([]);
    expect(existsSync(`${first.pool.path}/other`)).toBe(true);
    await run('/usr/bin/rmdir', [`${first.pool.path}/other`]);
  });

  test('a removal and the sweep of the first change are not in the way of each other', async () => {
    const first = await scratch.open();
    await first.areas.create(area);
    const { upper } = first.pool.volumes.layers(first.areas.path(ctid));
    for (let n = 0; n < 200; n += 1) writeFileSync(`${upper}/${n}`, '');
    const second = await scratch.open();
    const removal = second.areas.remove(ctid);
    let isOver = false;
    void removal.finally(() => (isOver = true)).catch(() => {});
    while (!isOver) {
      await second.pool.sweep();
      await nextTurn();
    }
    await removal;
    expect(readdirSync(`${second.pool.path}/private`)).toEqual([]);
  });

  test('after a reboot opening mounts it again, with one loop device per file', async () => {
    const first = await scratch.open();
    await first.areas.create(area);
    writeFileSync(`${first.pool.volumes.layers(first.areas.path(ctid)).upper}/kept`, 'x');
    if (backend === 'image') await run('/usr/bin/umount', [`${first.areas.path(ctid)}/mnt`]);
    await run('/usr/bin/umount', [first.pool.path]);
    expect(isMountPoint(first.pool.path)).toBe(false);
    for (let again = 0; again < 2; again += 1) {
      const { pool, areas } = await scratch.open();
      expect(isMountPoint(pool.path)).toBe(true);
      expect(existsSync(`${pool.volumes.layers(areas.path(ctid)).upper}/kept`)).toBe(true);
    }
    const hasFile = first.pool.form === 'loop' || backend === 'image';
    expect([...loopDevices().keys()].filter((file) => file.startsWith(scratch.root))).toHaveLength(hasFile ? 1 : 0);
  });

  test('unmounted under a running program it is mounted again before the next look', async () => {
    const { pool, areas } = await scratch.open();
    await areas.create(area);
    if (backend === 'image') await run('/usr/bin/umount', [`${areas.path(ctid)}/mnt`]);
    await run('/usr/bin/umount', [pool.path]);
    // Metrics look at it as it is.
    if (pool.form === 'loop') expect([areas.seen(), isMountPoint(pool.path)]).toEqual([[], false]);
    expect(await Promise.all([areas.list(), areas.list()])).toMatchObject([[{ ctid }], [{ ctid }]]);
    if (pool.form === 'loop') expect(isMountPoint(pool.path)).toBe(true);
    expect([...loopDevices().keys()].filter((file) => file === `${scratch.root}/pool.img`)).toHaveLength(
      pool.form === 'loop' ? 1 : 0,
    );
  });

  test('another back end is refused later, and the one in use is kept', async () => {
    const { pool, areas } = await scratch.open();
    await pool.prepare();
    const other = await openPool({ root: scratch.root, spec: { backend: backend === 'btrfs' ? 'image' : 'btrfs' } });
    expect(other.backend).toBe(backend);
    expect(other.refusals.map((refusal) => refusal.code)).toEqual(['VZR651']);
    await expect(other.prepare()).rejects.toThrow(PoolError);
    const auto = await openPool({ root: scratch.root, spec: { backend: 'auto' } });
    expect([auto.backend, auto.refusals]).toEqual([backend, []]);
    await areas.create(area);
    expect(await openAreas(auto).list()).toHaveLength(1);
  });

  test.each(['{', 'null', '{"backend":"zfs"}'])('a record that says %j is named, not guessed about', async (record) => {
    setXattr(scratch.root, 'trusted.vzreconcile.pool', record);
    await expect(scratch.open()).rejects.toThrow(PoolError);
    removeXattr(scratch.root, 'trusted.vzreconcile.pool');
  });

  test('it is not dismantled while a container exists', async () => {
    const { pool, areas } = await scratch.open();
    await areas.create(area);
    await expect(pool.dismantle()).rejects.toThrow(/still holds 1/);
    await areas.remove(ctid);
    await pool.dismantle();
    expect(isMountPoint(pool.path)).toBe(false);
    expect([...loopDevices().keys()].filter((file) => file.startsWith(scratch.root))).toEqual([]);
  });
});

describe('what doctor says of a pool', () => {
  let scratch: Scratch;
  beforeEach((ctx) => {
    if (missing !== undefined) ctx.skip(missing);
    scratch = makeScratch('btrfs', 64);
  });
  afterEach(() => (missing === undefined ? scratch.cleanUp() : undefined));

  const probe = async (feature: string) =>
    (await (await scratch.open()).pool.probe()).find((one) => one.feature === feature);

  const readOnly = async (work: () => Promise<void>) => {
    await run('/usr/bin/mount', ['--bind', scratch.root, scratch.root]);
    try {
      await run('/usr/bin/mount', ['-o', 'remount,bind,ro', scratch.root]);
      await work();
    } finally {
      await run('/usr/bin/umount', [scratch.root]);
    }
  };

  test('whose folder is read-only, before it is made and when it cannot be mounted again', async (ctx) => {
    expect(await probe('root folder')).toMatchObject({ state: 'ok' });
    await readOnly(async () => {
      expect(await probe('root folder')).toMatchObject({ state: 'missing', detail: `${scratch.root} is read-only` });
    });
    const { pool } = await scratch.open();
    if (pool.form !== 'loop') ctx.skip('the pool is not a file system of its own');
    await pool.prepare();
    await pool.dismantle();
    await readOnly(async () => {
      const hint = `mount ${scratch.root} writable`;
      await expect(scratch.open()).rejects.toMatchObject({ hint, message: expect.stringContaining('EROFS') });
    });
  });

  test('whose file was removed, while it is mounted and before', async (ctx) => {
    const { pool, areas } = await scratch.open();
    if (pool.form !== 'loop') ctx.skip('the pool is not a file system of its own');
    await areas.create(area);
    expect(await probe('storage pool')).toMatchObject({ state: 'ok' });
    const image = `${scratch.root}/pool.img`;
    unlinkSync(image);
    const removed = await probe('storage pool');
    expect(removed).toMatchObject({ state: 'missing', detail: expect.stringContaining(`${image} was removed`) });
    // Nothing takes its place by itself.
    await (await scratch.open()).pool.prepare();
    expect(existsSync(image)).toBe(false);
    const [command = ''] = /dd if=.*$/.exec(removed?.hint ?? '') ?? [];
    await run('/usr/bin/sync', []);
    await run('/bin/sh', ['-c', `${command} status=none`]);
    await run('/usr/bin/umount', [pool.path]);
    expect(await (await scratch.open()).areas.list()).toMatchObject([{ ctid }]);
    await areas.remove(ctid);
    await pool.dismantle();
    unlinkSync(image);
    expect(await probe('storage pool')).toMatchObject({
      state: 'degraded',
      detail: expect.stringContaining('is gone'),
    });
  });
});

test('the smallest pool a manifest may ask for can be made, and a smaller one cannot', async (ctx) => {
  if (missing !== undefined) ctx.skip(missing);
  for (const [mib, works] of [
    [45, true],
    [44, false],
  ] as const) {
    const scratch = makeScratch('btrfs', mib);
    try {
      const { pool } = await scratch.open();
      if (pool.form !== 'loop') ctx.skip('the pool is not a file system of its own');
      if (works) await pool.prepare();
      else await expect(pool.prepare()).rejects.toThrow(/too small/);
    } finally {
      await scratch.cleanUp();
    }
  }
});

test('an image that a power cut left without layers gets them when it is mounted', async (ctx) => {
  if (missing !== undefined) ctx.skip(missing);
  const scratch = makeScratch('image');
  try {
    const { pool, areas } = await scratch.open();
    await areas.create(area);
    const { upper, work } = pool.volumes.layers(areas.path(ctid));
    for (const layer of [upper, work]) rmdirSync(layer);
    await run('/usr/bin/umount', [`${areas.path(ctid)}/mnt`]);
    await scratch.open();
    expect([upper, work].map((path) => statSync(path).mode & 0o777)).toEqual([0o755, 0o755]);
  } finally {
    await scratch.cleanUp();
  }
});

test('a pool without any space left can be made emptier', async (ctx) => {
  if (missing !== undefined) ctx.skip(missing);
  const scratch = makeScratch('btrfs', 128);
  const max = { soft: 'max', hard: 'max' } as const;
  const make = (areas: Areas, id: number) =>
    areas.create({ ...area, ctid: asCtid(id), quota: { space: max, inodes: max } });
  try {
    const { pool, areas } = await scratch.open();
    await make(areas, 60_302);
    if (pool.form !== 'loop') ctx.skip('the pool is not a file system of its own');
    expect(() => fill(areas.path(asCtid(60_302)))).toThrow(/ENOSPC/);
    const untilFull = async (): Promise<void> => {
      for (let id = 60_303; id < 60_999; id += 1) await make(areas, id);
    };
    await expect(untilFull()).rejects.toThrow(/ENOSPC/);
    for (const { ctid: each } of await areas.list()) await areas.remove(each);
    expect(await areas.list()).toEqual([]);
  } finally {
    await scratch.cleanUp();
  }
}, 60_000);

/** Writes files until the file system refuses. */
function fill(folder: string): void {
  for (let count = 0; count < 100_000; count += 1) writeFileSync(`${folder}/${count}`, Buffer.alloc(1 << 20, 'x'));
}
