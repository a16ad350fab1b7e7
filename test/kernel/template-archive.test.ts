// Where templates come from, and archives that want to get out of their jail: the same on every kind of pool.

import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { run } from '../../drivers/kernel/spawn.ts';
import { CLONED, jailTape } from '../../drivers/rootfs/templates/jail-tape.ts';
import { atPace, sample } from '../helpers/pace.ts';
import { pax, tar } from '../helpers/tar-writer.ts';
import { expectUnpacked, GOOD, never, spec, useTemplates } from './template-rig.ts';

const hostile = (outside: string): readonly (readonly [string, Buffer])[] => {
  const file = `${outside}/planted`;
  const precious = `${outside}/precious`;
  const up = '../'.repeat(12);
  return [
    ['absolute name', tar({ name: file, body: 'x' })],
    ['dot-dot name', tar({ name: `${up}${file.slice(1)}`, body: 'x' })],
    ['dot-dot in the middle', tar({ name: `a/../../../../../..${file}`, body: 'x' })],
    [
      'absolute symlink then a file through it',
      tar({ name: 'l', type: '2', link: outside }, { name: 'l/planted', body: 'x' }),
    ],
    [
      'relative symlink then a file through it',
      tar({ name: 'l', type: '2', link: `${up}${outside.slice(1)}` }, { name: 'l/planted', body: 'x' }),
    ],
    [
      'chain of symlinks',
      tar(
        { name: 'a', type: '2', link: '..' },
        { name: 'b', type: '2', link: 'a/../..' },
        { name: `b${file}`, body: 'x' },
      ),
    ],
    [
      'symlink replaced by a directory of its name',
      tar({ name: 'd', type: '2', link: outside }, { name: 'd/', type: '5' }, { name: 'd/planted', body: 'x' }),
    ],
    ['hard link outside', tar({ name: 'h', type: '1', link: precious }, { name: 'h', body: 'overwritten' })],
    [
      'hard link by dot-dot',
      tar({ name: 'h', type: '1', link: `${up}${precious.slice(1)}` }, { name: 'h', body: 'overwritten' }),
    ],
    [
      'hard link to a symlink',
      tar(
        { name: 's', type: '2', link: precious },
        { name: 'h', type: '1', link: 's' },
        { name: 'h', body: 'overwritten' },
      ),
    ],
    [
      'symlink then an overwrite of its target',
      tar({ name: 's', type: '2', link: precious }, { name: 's', body: 'overwritten' }),
    ],
    [
      'change of mode through a symlink',
      tar({ name: 's', type: '2', link: precious, mode: 0o777 }, { name: 's', type: '5', mode: 0o777 }),
    ],
    ['block device', tar({ name: 'disk', type: '4', device: [254, 0], mode: 0o666 })],
    ['character device', tar({ name: 'mem', type: '3', device: [1, 1], mode: 0o666 })],
    ['device in dev', tar({ name: 'dev/mem', type: '3', device: [1, 1], mode: 0o666 }, { name: 'ok', body: 'x' })],
    ['FIFO', tar({ name: 'fifo', type: '6' })],
    ['root replaced by a symlink', tar({ name: './', type: '2', link: outside }, { name: './planted', body: 'x' })],
    [
      'root named twice',
      tar(
        { name: 'root', type: '2', link: outside },
        { name: 'root/', type: '5' },
        { name: 'root/planted', body: 'x' },
      ),
    ],
    ['name in a pax header', tar(pax({ path: `${up}${file.slice(1)}` }), { name: 'x', body: 'x' })],
    [
      'link in a pax header',
      tar(pax({ linkpath: outside }), { name: 'l', type: '2', link: 'x' }, { name: 'l/planted', body: 'x' }),
    ],
    ['ids beyond the range', tar({ name: 'x', body: 'x', uid: 70_000 })],
    ['name of 255 bytes and newline', tar(pax({ path: `${'n'.repeat(253)}\na` }), { name: 'x', body: 'x' })],
    ['name of 5000 bytes', tar(pax({ path: 'n/'.repeat(2500) }), { name: 'x', body: 'x' })],
    ['wrong checksum', tar({ name: 'x', body: 'x' }, { name: 'y', body: 'y', breakChecksum: true })],
    ['size beyond the end', tar({ name: 'x', body: 'x', claimedSize: 0o77777777 })],
    [
      'write into the jail',
      tar(
        { name: '../usr/bin/planted', body: 'x' },
        { name: 'u', type: '2', link: '/usr/bin' },
        { name: 'u/planted', body: 'x' },
      ),
    ],
  ];
};

describe('templates', () => {
  const rig = useTemplates({ backend: 'btrfs', on: 'a file' });

  test('a directory template is used in place', async () => {
    const { open, outside, scratch } = rig();
    const store = open();
    const directory = spec({ kind: 'directory', name: 'mine' });
    expect(await store.check(directory)).toMatchObject([{ code: 'VZR661', hint: 'unpack a root file system there' }]);
    const path = `${scratch.root}/templates/mine`;
    mkdirSync(`${path}/etc`, { recursive: true });
    chmodSync(path, 0o777);
    expect((await store.check(directory))[0]?.reason).toMatch(/written by everybody/);
    chmodSync(path, 0o755);
    expect(await store.check(directory)).toEqual([]);
    expect((await store.check(spec({ kind: 'directory', name: '../outside' })))[0]?.reason).toMatch(/plain/);
    symlinkSync(outside, `${scratch.root}/templates/link`);
    expect((await store.check(spec({ kind: 'directory', name: 'link' })))[0]?.reason).toMatch(/not a directory/);
    await store.ensure(directory, never);
    expect(store.rootOf('k1')).toBe(path);
    expect(await store.prune(new Set())).toEqual(['k1']);
    expect(existsSync(`${path}/etc`)).toBe(true);
    rmSync(`${scratch.root}/templates`, { recursive: true });
  });

  test.each(['none', 'xz', 'zstd'])('a tarball (%s) is unpacked with its owners and modes', async (compression) => {
    const { scratch } = rig();
    let bytes = tar(...GOOD);
    if (compression !== 'none') {
      writeFileSync(`${scratch.root}/plain`, bytes);
      await run(`/usr/bin/${compression}`, ['-q', '-k', `${scratch.root}/plain`]);
      bytes = readFileSync(`${scratch.root}/plain.${compression === 'xz' ? 'xz' : 'zst'}`);
    }
    await expectUnpacked(rig(), bytes);
  });

  test('aborting and the time limit end the unpacker', async () => {
    const { open, archive, pool } = rig();
    const many = gzipSync(
      Buffer.concat(Array.from({ length: 30_000 }, (_, n) => tar({ name: `d${n}/f`, body: 'x' }).subarray(0, 1024))),
    );
    await expect(open({ limits: { time: 20 } }).ensure(archive(many), never)).rejects.toThrow(/not unpacked within/);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 30);
    await expect(open().ensure(archive(many), abort.signal)).rejects.toThrow();
    expect(readdirSync(`${pool.path}/templates`)).toEqual([]);
  });

  test.each(sample(hostile(''), 8).map(([what]) => what))(
    '%s: a hostile archive leaves nothing outside the target',
    async (what) => {
      const { open, archive, pool, outside } = rig();
      const [, bytes] = hostile(outside).find(([name]) => name === what) ?? ['', tar()];
      const store = open();
      const outcome = await store.ensure(archive(bytes), never).then(
        () => 'unpacked',
        (error: unknown) => String(error),
      );
      expect(readdirSync(outside), what).toEqual(['precious']);
      expect(readFileSync(`${outside}/precious`, 'utf8'), what).toBe('precious');
      expect(lstatSync(`${outside}/precious`).mode & 0o7777, what).toBe(0o600);
      expect(existsSync('/usr/bin/planted'), what).toBe(false);
      const entries = readdirSync(`${pool.path}/templates`);
      expect(entries, `${what}: ${outcome}`).toEqual(outcome === 'unpacked' ? ['k1'] : []);
      if (outcome !== 'unpacked') return;
      const devices = await run('/usr/bin/find', [`${pool.path}/templates/k1/root`, '-type', 'b', '-o', '-type', 'c']);
      expect(devices, what).toBe('');
      expect(lstatSync(`${pool.path}/templates/k1/root`).isDirectory(), what).toBe(true);
    },
  );

  test('the jail itself holds nothing but programs and the target', async () => {
    const { pool, player, outside } = rig();
    await pool.prepare();
    const entry = `${pool.path}/templates/.new-jail`;
    mkdirSync(`${entry}/root`, { recursive: true });
    writeFileSync(`${entry}/archive`, 'the archive');
    const script = [
      'echo ids $(id -u) $(id -g) groups $(id -G)',
      'echo root $(ls /)',
      'echo processes $$',
      'echo links $(cat /proc/net/dev /sys/class/net 2>&1 | wc -l)',
      'cat <&0; echo',
      `cat ${outside}/precious; cat /target/../../../../..${outside}/precious`,
      'for place in / /usr /usr/bin; do touch $place/planted && echo planted in $place; done',
      'mknod /target/disk b 254 0 && echo made a device',
      'chroot /target /bin/true; mount -t tmpfs none /target && echo mounted',
      'mkfifo /target/fifo; echo mine > /target/file; chown 5:6 /target/file; chmod 4755 /target/file',
      'ls /proc/self/fd 2>&1',
    ].join('\n');
    const tape = jailTape({
      name: 'test',
      archive: `${entry}/archive`,
      log: `${entry}/log`,
      target: `${entry}/root`,
      base: 100 * 65_536,
      argv: ['/usr/bin/sh', '-c', script],
      limits: [],
    });
    const ended = new Set<number>();
    const close = player.onExited((pid) => ended.add(pid));
    const pid = (await player.play(tape).reports).get(CLONED)?.[0] ?? -1;
    await vi.waitFor(() => expect(ended).toContain(pid), { timeout: atPace(5000) });
    close();
    const log = readFileSync(`${entry}/log`, 'utf8');
    expect(log).toMatch(/^ids 0 0 groups 0$/m);
    expect(log).toMatch(/^root bin lib lib64 target usr$/m);
    expect(log).toMatch(/^processes 1$/m);
    expect(log).toMatch(/^the archive$/m);
    expect(log).not.toMatch(/^precious|planted in|made a device|^mounted/m);
    expect(lstatSync(`${entry}/root/file`)).toMatchObject({ uid: 5, gid: 6, mode: 0o104755 });
    expect(readdirSync(`${entry}/root`).sort()).toEqual(['fifo', 'file']);
  });
});
