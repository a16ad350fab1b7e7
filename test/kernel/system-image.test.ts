// Containers whose root file systems are images, seen from inside and from the host: sizes, space given back, mount options.

import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { quotactl, setLimits, UNLIMITED, USRQUOTA } from '../../drivers/kernel/quotactl.ts';
import { limitsByUgid } from '../../drivers/kernel/quotactl-ugid.ts';
import { mayResizeOnline } from '../../drivers/quota/image.ts';
import { ownMounts } from '../../drivers/rootfs/pool-mount.ts';
import { compactCommand } from '../../reconciler/cli/commands/compact.ts';
import { rememberNode } from '../../reconciler/cli/known-node.ts';
import { takeInventory } from '../helpers/inventory.ts';
import { isSame, plainNode } from '../helpers/real-host.ts';
import { execIn, openSite, type Site } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';

const MINE = /vzr-image|\b6125\d\b|veth6125/;
const CT = 61_251;
const MIB = 1024 * 1024;
const node = { ...plainNode, pool: { ...plainNode.pool, backend: 'image' } } as const;

describe('containers in images', () => {
  const reason = missingTools();
  let before: ReturnType<typeof takeInventory>;
  let site: Site;

  beforeAll(async () => {
    if (reason !== undefined) return;
    before = takeInventory(MINE);
    site = await openSite('image', node);
    declare({});
    await site.converge();
  });
  afterAll(async () => {
    await site?.close();
    if (before !== undefined) expect({ ...takeInventory(MINE), fds: [] }).toEqual({ ...before, fds: [] });
  });
  beforeEach((ctx) => {
    if (reason !== undefined) ctx.skip(reason);
  });

  const declare = (more: Readonly<Record<string, unknown>>): void =>
    site.declare({ box: { ctid: CT, diskspace: '48M', layout: 'image', ...more } });
  const inside = async (script: string): Promise<string> => (await execIn(CT, script)).output;
  const megabytes = (): Promise<string> => inside('df -m / | tail -1 | tr -s " " | cut -d " " -f 2');
  const image = (): string => `${site.root.path}/pool/private/${CT}/image`;

  test('it grows while it runs where that is allowed, else at a restart the plan tells of', async () => {
    const life = await site.life(CT);
    await inside('echo kept > /root/kept; sync');
    declare({ diskspace: '96M' });
    expect((await site.plan()).containers[0]?.action).toBe(mayResizeOnline() ? 'change' : 'restart');
    await site.converge();
    expect(isSame(life)).toBe(mayResizeOnline());
    expect(await site.text()).toContain('No changes.');
    expect(Number(await megabytes())).toBeGreaterThan(80);
    expect(await inside('cat /root/kept')).toBe('kept');
  });

  test('it shrinks at a restart the plan tells of, when what is in it fits', async () => {
    declare({ diskspace: '64M' });
    expect((await site.plan()).containers[0]).toMatchObject({ action: 'restart', refusals: [] });
    await site.converge();
    expect(await site.text()).toContain('No changes.');
    expect(Number(await megabytes())).toBeLessThanOrEqual(64);
    expect(statSync(image()).size).toBe(64 * MIB);
    await inside('dd if=/dev/zero of=/root/big bs=1M count=40; sync');
    const life = await site.life(CT);
    declare({ diskspace: '40M' });
    expect(await site.text()).toMatch(/VZR658.*what is in the image needs/);
    await site.pass();
    expect(isSame(life)).toBe(true);
    expect(await inside('rm /root/big; cat /root/kept')).toBe('kept');
    declare({ diskspace: '64M' });
  });

  test('mount options hold: the data mode at a restart, the barrier live, and drift is corrected', async () => {
    await site.converge();
    const life = await site.life(CT);
    const mounted = (): readonly string[] =>
      ownMounts().find(({ mountPoint }) => mountPoint.endsWith(`/${CT}/mnt`))?.superOptions ?? [];
    declare({ diskspace: '64M', mountOpts: 'nobarrier' });
    await site.converge();
    expect(mounted()).toContain('nobarrier');
    expect(await site.text()).toContain('No changes.');
    execFileSync('/usr/bin/mount', ['-o', 'remount,barrier', image().replace(/image$/, 'mnt')]);
    expect(await site.text()).toMatch(/! mountOpts barrier +on -> off/);
    await site.converge();
    expect(mounted()).toContain('nobarrier');
    expect(isSame(life)).toBe(true);
    declare({ diskspace: '64M', mountOpts: 'data=journal' });
    expect((await site.plan()).containers[0]?.action).toBe('restart');
    await site.converge();
    expect(mounted()).toContain('data=journal');
    expect(mounted()).not.toContain('nobarrier');
    expect(await site.text()).toContain('No changes.');
    expect(await inside('cat /root/kept')).toBe('kept');
    declare({ diskspace: '64M' });
    await site.converge();
    expect(mounted()).not.toContain('data=journal');
  });

  test('users and groups inside have quotas of their own, where the kernel keeps them', async (ctx) => {
    const quotas = { users: { 33: { space: '4M:8M', inodes: 50 } }, groups: { 100: { space: '6M' } } };
    const base = { diskspace: '64M', quotaugidlimit: 10 };
    declare({ ...base, quotas });
    if (/VZR666/.test(await site.text())) ctx.skip('needs a kernel with CONFIG_QFMT_V2');
    expect((await site.plan()).containers[0]?.action).toBe('restart');
    await site.converge();
    expect(await site.text()).toContain('No changes.');
    const mount = image().replace(/image$/, 'mnt');
    const life = await site.life(CT);
    await inside('mkdir -m 777 /w');
    const as = async (uid: number, gid: number, script: string): Promise<string> =>
      (await execIn(CT, `cd /w; exec 2>&1; ${script}`, { user: { uid, gid } })).output;
    const write = (file: string, mib: number): string =>
      `dd if=/dev/zero of=${file} bs=1M count=${mib} conv=fsync 2>&1 | grep -o "Disk quota exceeded" || echo well`;
    expect(await as(33, 33, write('a', 3))).toBe('well');
    expect(await as(33, 33, write('a', 12))).toBe('Disk quota exceeded');
    expect(await as(40, 100, write('g', 5))).toBe('well');
    expect(await as(40, 100, write('g', 12))).toBe('Disk quota exceeded');
    expect(await as(40, 40, write('o', 12))).toBe('well');
    expect(await as(33, 33, 'rm a; i=0; while [ $i -lt 80 ] && true > f$i; do i=$((i+1)); done; rm f*')).toMatch(
      /quota/,
    );
    // Above the soft limit writing goes on for the grace time, and no longer.
    declare({ ...base, quotatime: 1, quotas: { users: { 33: { space: '2M:8M' } } } });
    await site.converge();
    expect(await site.text()).toContain('No changes.');
    expect(await as(33, 33, write('a', 4))).toBe('well');
    await sleep(2500);
    expect(await as(33, 33, write('b', 1))).toBe('Disk quota exceeded');
    declare({ ...base, quotas: { users: { 33: { space: '16M' } } } });
    expect((await site.plan()).containers[0]?.action).toBe('change');
    await site.converge();
    expect(await as(33, 33, write('a', 12))).toBe('well');
    // By hand: one lifted, one more, and all turned off.
    setLimits(mount, USRQUOTA, 33, UNLIMITED);
    setLimits(mount, USRQUOTA, 44, { ...UNLIMITED, inodes: { soft: 0, hard: 9 } });
    quotactl(mount, USRQUOTA, 0x80_0003, 0, Buffer.alloc(8), 'Q_QUOTAOFF');
    expect(await site.text()).toMatch(/! quotas.users +\(none\) -> 33 16M/);
    await site.converge();
    expect([...limitsByUgid(mount, USRQUOTA)].map(([id, { space }]) => [id, space.hard])).toEqual([
      [33, 16 * MIB],
      // Nobody has declared it: it is the container's own.
      [44, 0],
    ]);
    expect(await as(33, 33, write('a', 20))).toBe('Disk quota exceeded');
    expect(isSame(life)).toBe(true);
    declare({ diskspace: '64M' });
    await site.converge();
    expect(await as(33, 33, write('a', 20))).toBe('well');
    expect(await inside('rm -r /w; cat /root/kept')).toBe('kept');
  });

  test('compact gives what was deleted back to the pool and touches no process', async () => {
    declare({ diskspace: '64M' });
    await site.converge();
    const life = await site.life(CT);
    await inside('dd if=/dev/zero of=/root/big bs=1M count=30; sync; rm /root/big');
    await rememberNode({ root: site.root.path, simulate: false } as never, node);
    let said = '';
    const out = (text: string): void => {
      said += text;
    };
    const options = { root: site.root.path, output: 'text' } as never;
    expect(await compactCommand(options, { out, err: () => {} } as never, 'box')).toBe(0);
    expect(said).toMatch(/^box: [\d.]+M -> [\d.]+[KM], [\d.]+M given back\n$/);
    expect(Number(/, ([\d.]+)M/.exec(said)?.[1])).toBeGreaterThan(25);
    expect(statSync(image()).blocks * 512).toBeLessThan(16 * MIB);
    expect(await inside('cat /root/kept')).toBe('kept');
    expect(isSame(life)).toBe(true);
  });
});
