import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { btrfsUuid, createSubvolume, quotaMode, removeStaleQgroups, subvolumeId } from '../../drivers/kernel/btrfs.ts';
import { run } from '../../drivers/kernel/spawn.ts';
import { syncFilesystem } from '../../drivers/kernel/sync.ts';
import { setXattr } from '../../drivers/kernel/xattr.ts';
import type { Areas } from '../../drivers/rootfs/areas.ts';
import { type RootfsDriver, rootfsDriver } from '../../drivers/rootfs/driver.ts';
import type { Pool } from '../../drivers/rootfs/pool.ts';
import { removeTree, TreeError } from '../../drivers/rootfs/remove-tree.ts';
import type { StepContext } from '../../reconciler/port/driver.ts';
import { asBytes, asCtid } from '../../schema/units.ts';
import { atPace, isSlow } from '../helpers/pace.ts';
import { makeScratch, missing, PLACES, type Scratch, usePlace } from './pool-scratch.ts';

const ctid = asCtid(60_303);
const size = asBytes(64 << 20);
const quota = { space: { soft: size, hard: size }, inodes: { soft: 'max', hard: 'max' } } as const;

const context = (verb: 'create' | 'set' | 'remove', template = 'tiny'): StepContext => ({
  ctid,
  name: 'web',
  step: { driver: 'rootfs', verb, changes: [] },
  was: {},
  wants: { rootfs: { template }, quota },
  signal: new AbortController().signal,
});

describe.each(PLACES)('the rootfs driver with the $backend back end on $on', (place) => {
  const { backend } = place;
  const disk = usePlace(place);
  let scratch: Scratch;
  let pool: Pool;
  let areas: Areas;
  let driver: RootfsDriver;
  const mount = { data: 'ordered', barrier: true } as const;
  const tiny = { template: 'tiny', layout: backend, ...(backend === 'image' && { mount }) };

  beforeEach(async () => {
    scratch = makeScratch(backend, 384, disk()?.path);
    ({ pool, areas } = await scratch.open());
    driver = rootfsDriver(pool, areas, (key) => (key === 'missing' ? undefined : `/templates/${key}/root`));
  });
  afterEach(() => scratch?.cleanUp());

  test('a created root is observed with its template, and gives an overlay its layers', async () => {
    expect(await driver.observe('all')).toEqual(new Map());
    await driver.apply(context('create'));
    await driver.apply(context('create'));
    expect(await driver.observe('all')).toEqual(new Map([[ctid, tiny]]));
    expect(await driver.observe([ctid])).toEqual(new Map([[ctid, tiny]]));
    const { lower, upper, work } = driver.rootOf(ctid, 'tiny');
    expect(lower).toEqual(['/templates/tiny/root']);
    // One mount for both, and nothing else: overlayfs asks for it.
    expect(lstatSync(upper).dev).toBe(lstatSync(work).dev);
    expect(upper.startsWith(driver.areaOf(ctid))).toBe(true);
  });

  test('the layout of the pool is accepted, another one is refused', () => {
    expect(driver.accept({ rootfs: tiny })).toEqual({ wants: tiny, refusals: [] });
    const layout = backend === 'image' ? 'overlay' : 'image';
    const { refusals } = driver.accept({ rootfs: { template: 'tiny', mount } });
    expect(refusals.map(({ code }) => code)).toEqual(backend === 'image' ? [] : ['VZR664']);
    expect(driver.accept({ rootfs: { template: 'tiny', layout } })).toMatchObject({
      wants: { template: 'tiny' },
      refusals: [{ code: 'VZR662', pointer: '/rootfs/layout', hint: expect.stringContaining(`backend: ${layout}`) }],
    });
  });

  test('an overlay of these layers works, and its writes are the area', async () => {
    const template = mkdtempSync('/var/tmp/vzr-test-lower-');
    const merged = mkdtempSync('/var/tmp/vzr-test-merged-');
    try {
      writeFileSync(`${template}/from-template`, 'x');
      await driver.apply(context('create'));
      const { upper, work } = driver.rootOf(ctid, 'tiny');
      const options = `lowerdir=${template},upperdir=${upper},workdir=${work}`;
      await run('/usr/bin/mount', ['-t', 'overlay', 'overlay', '-o', options, merged]);
      try {
        writeFileSync(`${merged}/own`, 'x');
        rmSync(`${merged}/from-template`);
        expect(readdirSync(merged)).toEqual(['own']);
      } finally {
        await run('/usr/bin/umount', [merged]);
      }
      expect(readdirSync(upper).sort()).toEqual(['from-template', 'own']);
      await driver.apply(context('remove'));
      expect(existsSync(driver.areaOf(ctid))).toBe(false);
    } finally {
      rmSync(template, { recursive: true });
      rmSync(merged, { recursive: true });
    }
  });

  test('an area gets another ctid with what is in it, and goes back', async () => {
    const to = asCtid(60_304);
    await driver.apply(context('create'));
    const rootId = areas.get(ctid)?.marker.rootId;
    expect(rootId).toMatch(/^[0-9a-f]{32}$/);
    writeFileSync(`${driver.rootOf(ctid, 'tiny').upper}/own`, 'x');
    const { signal } = new AbortController();
    const step = { driver: 'rootfs', verb: 'move', changes: [], from: ctid } as const;
    const undo = await driver.apply({ ...context('set'), ctid: to, step, signal });
    expect(await driver.observe('all')).toEqual(new Map([[to, tiny]]));
    expect(readFileSync(`${driver.rootOf(to, 'tiny').upper}/own`, 'utf8')).toBe('x');
    expect(areas.get(to)?.marker).toEqual({ version: 1, ctid: to, name: 'web', rootId });
    await areas.move(ctid, to);
    await undo();
    expect(await driver.observe('all')).toEqual(new Map([[ctid, tiny]]));
    expect(readFileSync(`${driver.rootOf(ctid, 'tiny').upper}/own`, 'utf8')).toBe('x');
  });

  test('an area whose move was broken off is ours under either name, and nothing is put over another', async () => {
    const to = asCtid(60_304);
    await driver.apply(context('create'));
    const marker = JSON.stringify({ version: 1, ctid, name: 'web', movesTo: to });
    setXattr(areas.path(ctid), 'trusted.vzreconcile', marker);
    expect([...(await driver.observe('all')).keys()]).toEqual([ctid]);
    await pool.volumes.renameArea(`${pool.path}/private`, String(ctid), String(to));
    expect([...(await driver.observe('all')).keys()]).toEqual([to]);
    await areas.move(ctid, to);
    expect(areas.get(to)?.marker).toEqual({ version: 1, ctid: to, name: 'web' });
    await driver.apply(context('create'));
    await expect(areas.move(ctid, to)).rejects.toThrow(/exists/);
    await areas.remove(to);
  });

  test('undo of a create leaves nothing, and a create without its template makes nothing', async () => {
    const undo = await driver.apply(context('create'));
    await undo();
    expect(readdirSync(`${pool.path}/private`)).toEqual([]);
    await expect(driver.apply(context('create', 'missing'))).rejects.toThrow(/not built/);
    expect(await driver.observe('all')).toEqual(new Map());
  });

  test('another template is never put under an existing root', async () => {
    await driver.apply(context('create'));
    await expect(driver.apply(context('set', 'other'))).rejects.toThrow(/recreated/);
    await expect(driver.apply(context('create', 'other'))).rejects.toThrow(/recreated/);
    expect(await driver.observe('all')).toEqual(new Map([[ctid, tiny]]));
  });

  test('a set-uid file made in a container cannot be reached by a user of the host', async () => {
    await driver.apply(context('create'));
    const file = `${driver.rootOf(ctid, 'tiny').upper}/sh`;
    await run('/usr/bin/cp', ['/bin/dash', file]);
    chmodSync(file, 0o4755);
    chmodSync(scratch.root, 0o711);
    // setpriv keeps its capabilities up to its own exec, hence one program between.
    const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups'];
    const asNobody = run('/usr/bin/setpriv', [...nobody, '/usr/bin/env', file, '-c', 'id -u']);
    await expect(asNobody).rejects.toThrow(/Permission denied/);
  });

  test('removing takes all a container made, and nothing its symlinks and mounts lead to', {
    timeout: atPace(120_000),
  }, async () => {
    await driver.apply(context('create'));
    const { upper } = driver.rootOf(ctid, 'tiny');
    const host = `${scratch.root}/host`;
    mkdirSync(`${host}/deep`, { recursive: true });
    writeFileSync(`${host}/deep/precious`, 'x');
    symlinkSync(host, `${upper}/link`);
    symlinkSync('../../../../..', `${upper}/up`);
    mkdirSync(`${upper}/a/b/c`, { recursive: true });
    const groups: string[] = [];
    if (backend === 'btrfs') {
      createSubvolume(upper, 'nested');
      createSubvolume(`${upper}/nested`, 'more');
      writeFileSync(`${upper}/nested/more/file`, 'x');
      const home = `/sys/fs/btrfs/${btrfsUuid(upper)}/qgroups`;
      for (const path of [upper, `${upper}/nested`, `${upper}/nested/more`])
        groups.push(`${home}/0_${subvolumeId(path)}`);
      expect(groups.filter((group) => !existsSync(group))).toEqual([]);
    }
    await driver.apply(context('remove'));
    expect(readdirSync(`${pool.path}/private`)).toEqual([]);
    // Simple ones go with their subvolumes; full ones are ours to remove, when the kernel has freed those in the background.
    const left = async (): Promise<readonly string[]> => {
      await syncFilesystem(pool.path);
      removeStaleQgroups(pool.path);
      return groups.filter((group) => existsSync(group));
    };
    if (backend === 'btrfs' && quotaMode(btrfsUuid(pool.path)) === 'qgroup')
      await expect.poll(left, { timeout: 90_000, interval: 500 }).toEqual([]);
    expect(readFileSync(`${host}/deep/precious`, 'utf8')).toBe('x');
  });

  test('with host data mounted into the area the removal fails or only detaches, and the data stays', async () => {
    await driver.apply(context('create'));
    const { upper } = driver.rootOf(ctid, 'tiny');
    const host = `${scratch.root}/host`;
    mkdirSync(host);
    writeFileSync(`${host}/precious`, 'x');
    mkdirSync(`${upper}/mnt`);
    await run('/usr/bin/mount', ['--bind', host, `${upper}/mnt`]);
    await driver.apply(context('remove')).catch(() => {});
    expect(readFileSync(`${host}/precious`, 'utf8')).toBe('x');
    const mountinfo = readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .map((line) => line.split(' ')[4] ?? '');
    // Removing a tree moves its directories up before it meets the mount; an image is mounted on a directory of this name too.
    const end = backend === 'overlay' ? '/mnt' : '/upper/mnt';
    for (const point of mountinfo.filter((path) => path.startsWith(`${pool.path}/private/`) && path.endsWith(end))) {
      await run('/usr/bin/umount', [point]);
    }
    // What the first attempt left is swept by the next process.
    const again = await scratch.open();
    await again.pool.prepare();
    expect(readdirSync(`${pool.path}/private`)).toEqual([]);
    expect(readFileSync(`${host}/precious`, 'utf8')).toBe('x');
  });
});

describe('removing a tree', () => {
  let root: string;
  beforeEach((ctx) => {
    if (missing !== undefined) ctx.skip(missing);
    root = mkdtempSync('/var/tmp/vzr-test-');
  });
  afterEach(() => {
    if (missing === undefined) rmSync(root, { recursive: true, force: true });
  });

  test('files, links, odd names and paths longer than any path go; what links lead to stays', async () => {
    mkdirSync(`${root}/host`);
    writeFileSync(`${root}/host/precious`, 'x');
    mkdirSync(`${root}/tree/dir`, { recursive: true });
    symlinkSync(`${root}/host`, `${root}/tree/link`);
    symlinkSync(`${root}/host/precious`, `${root}/tree/dir/file`);
    writeFileSync(Buffer.concat([Buffer.from(`${root}/tree/`), Buffer.from([0xff, 0x0a, 0x20])]), 'x');
    await run('/usr/bin/mkfifo', [`${root}/tree/fifo`]);
    const [levels, name] = isSlow ? [300, 'd'.repeat(20)] : [3000, 'dd'];
    const script = `const fs = require('node:fs');
      for (let n = 0; n < ${levels}; n++) { fs.mkdirSync('${name}'); fs.writeFileSync('f', ''); process.chdir('${name}'); }`;
    execFileSync(process.execPath, ['-e', script], { cwd: `${root}/tree` });
    await removeTree(root, 'tree');
    await removeTree(root, 'tree');
    await removeTree(root, 'never-there');
    expect(readdirSync(root)).toEqual(['host']);
    expect(readFileSync(`${root}/host/precious`, 'utf8')).toBe('x');
  });

  test('a name that is a symlink is unlinked, not followed', async () => {
    mkdirSync(`${root}/host`);
    writeFileSync(`${root}/host/precious`, 'x');
    symlinkSync('host', `${root}/tree`);
    await removeTree(root, 'tree');
    expect(readdirSync(root)).toEqual(['host']);
    expect(readdirSync(`${root}/host`)).toEqual(['precious']);
  });

  test.each(['tree', 'tree/inner', 'tree/a/b/c'])(
    'a bind mount of the same file system on %s is not entered',
    async (at) => {
      mkdirSync(`${root}/host`);
      writeFileSync(`${root}/host/precious`, 'x');
      mkdirSync(`${root}/${at}`, { recursive: true });
      await run('/usr/bin/mount', ['--bind', `${root}/host`, `${root}/${at}`]);
      let point = `${root}/${at}`;
      try {
        await expect(removeTree(root, 'tree')).rejects.toThrow(TreeError);
        expect(readFileSync(`${root}/host/precious`, 'utf8')).toBe('x');
      } finally {
        // Its parent may have been moved up before the mount was met.
        const lines = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
        point = lines.map((line) => line.split(' ')[4] ?? '').find((path) => path.startsWith(`${root}/`)) ?? point;
        await run('/usr/bin/umount', [point]);
      }
      await removeTree(root, 'tree');
      expect(readdirSync(root)).toEqual(['host']);
      expect(readdirSync(`${root}/host`)).toEqual(['precious']);
    },
  );
});
