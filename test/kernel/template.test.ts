// Templates on every kind of pool.

import { lstatSync, mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { run } from '../../drivers/kernel/spawn.ts';
import { getXattr } from '../../drivers/kernel/xattr.ts';
import { isStatic } from '../../drivers/rootfs/templates/busybox.ts';
import { isRig } from '../helpers/rig-disk.ts';
import { pax, tar } from '../helpers/tar-writer.ts';
import { PLACES } from './pool-scratch.ts';
import { busybox, expectUnpacked, GOOD, never, spec, useTemplates } from './template-rig.ts';

// Pools in files are this machine's to try: in a guest its disks have the same file systems, and its kernel unpacks into them.
const places = PLACES.filter(({ disk }) => !isRig || disk !== undefined);

describe.each(places)('templates with the $backend back end on $on', (place) => {
  const { backend } = place;
  const rig = useTemplates(place);

  test('the busybox template is built once, complete and read-only', async () => {
    const { open, pool } = rig();
    const store = open();
    expect(await store.check(busybox)).toEqual([]);
    expect(await store.present()).toEqual(new Set());
    await Promise.all([store.ensure(busybox, never), store.ensure(busybox, never), open().present()]);
    await store.ensure(busybox, never);
    expect(await store.present()).toEqual(new Set(['k1']));
    const root = store.rootOf('k1') ?? '';
    expect(root).toBe(`${pool.path}/templates/k1/root`);
    expect(readlinkSync(`${root}/sbin/init`)).toBe('/bin/busybox');
    expect(readlinkSync(`${root}/bin/sh`)).toBe('/bin/busybox');
    expect(lstatSync(`${root}/tmp`).mode & 0o7777).toBe(0o1777);
    expect(await isStatic(`${root}/bin/busybox`)).toBe(true);
    expect(await run('/usr/sbin/chroot', [root, '/bin/sh', '-c', 'ls / | wc -l'])).toMatch(/^\d+\n$/);
    if (backend === 'btrfs') expect(() => writeFileSync(`${root}/x`, '')).toThrow(/EROFS/);
    expect(readdirSync(`${pool.path}/templates`)).toEqual(['k1']);
  });

  test('a tarball is unpacked with its owners and modes', async () => {
    await expectUnpacked(rig(), gzipSync(tar(...GOOD)));
  });

  test('unused templates are pruned, what is not ours stays', async () => {
    const { open, archive, pool } = rig();
    const store = open();
    await store.ensure(busybox, never);
    await store.ensure(archive(tar(...GOOD), 'k2'), never);
    mkdirSync(`${pool.path}/templates/other`);
    expect(await store.present()).toEqual(new Set(['k1', 'k2']));
    expect(await store.prune(new Set(['k2']))).toEqual(['k1']);
    expect(readdirSync(`${pool.path}/templates`).sort()).toEqual(['k2', 'other']);
    await expect(store.ensure(spec({ kind: 'busybox' }, 'other'), never)).rejects.toThrow(/no template of vzreconcile/);
    await run('/usr/bin/rmdir', [`${pool.path}/templates/other`]);
  });

  test('a wrong checksum, a truncated archive and what is none are refused and leave nothing', async () => {
    const { open, archive, pool, scratch } = rig();
    const store = open();
    const good = archive(gzipSync(tar(...GOOD)));
    const wrong = spec({ kind: 'tarball', location: `${scratch.root}/archive-k1`, sha256: '0'.repeat(64) });
    await expect(store.ensure(wrong, never)).rejects.toThrow(/has sha256/);
    await expect(store.ensure(archive(gzipSync(tar(...GOOD)).subarray(0, 80)), never)).rejects.toThrow(
      /gzip|EOF|Unexpected/i,
    );
    await expect(store.ensure(archive(Buffer.from('hello')), never)).rejects.toThrow(/not a tar/);
    await expect(store.ensure(archive(tar()), never)).rejects.toThrow();
    expect(readdirSync(`${pool.path}/templates`)).toEqual([]);
    expect(good.key).toBe('k1');
  });

  test('an unpacked tree larger than the limit is refused', async () => {
    const { open, archive, pool } = rig();
    const store = open({ limits: { bytes: 4 << 20, archive: 1 << 20 } });
    const bomb = gzipSync(tar({ name: 'zero', body: Buffer.alloc(32 << 20) }));
    await expect(store.ensure(archive(bomb), never)).rejects.toThrow();
    await expect(open({ limits: { archive: 1024 } }).ensure(archive(bomb, 'k2'), never)).rejects.toThrow(
      /larger than 1024/,
    );
    expect(readdirSync(`${pool.path}/templates`)).toEqual([]);
  });

  test('file capabilities are kept and have no effect on the host', async () => {
    const { open, archive } = rig();
    const value = Buffer.from('0100000200040000000000000000000000000000', 'hex');
    const bytes = tar(pax({ 'SCHILY.xattr.security.capability': value }), { name: 'tool', body: 'x', mode: 0o755 });
    const store = open();
    await store.ensure(archive(bytes), never);
    const tool = `${store.rootOf('k1')}/tool`;
    expect(getXattr(tool, 'security.capability')).toBe(value.toString());
    expect(await run('/usr/bin/findmnt', ['-n', '-o', 'OPTIONS', '-T', tool])).toContain('nosuid');
  });
});
