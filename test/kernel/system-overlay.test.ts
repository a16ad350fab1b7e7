// Containers whose disk is limited by project quota, seen from inside: the limits bite, change live, and cannot be got around.

import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { projectOf } from '../../drivers/kernel/fsxattr.ts';
import { limitProject, readProject } from '../../drivers/kernel/quotactl.ts';
import { takeInventory } from '../helpers/inventory.ts';
import { isSame, plainNode } from '../helpers/real-host.ts';
import { expectNoProjects, missingDisk, mountDisk, type RigDisk, setGrace } from '../helpers/rig-disk.ts';
import { type ContainerSpec, execIn, openSite, type Site } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';
import { makeProbed, probed } from './probed.ts';

const MINE = /vzr-overlay|\b6124\d\b|veth6124/;
const CT = 61_241;
const OTHER = 61_242;
const MIB = 1024 * 1024;
const FULL = /Disk quota exceeded|No space left on device/;

describe.each(['ext4', 'xfs'] as const)('containers on an overlay pool on %s', (label) => {
  const reason = missingTools() ?? missingDisk(label);
  let before: ReturnType<typeof takeInventory>;
  let disk: RigDisk;
  let site: Site;

  beforeAll(async () => {
    if (reason !== undefined) return;
    before = takeInventory(MINE);
    disk = mountDisk(label);
    site = await openSite('overlay', plainNode, disk.path);
    const folder = await makeProbed(site.root.path, 'project');
    writeFileSync(`${folder}/large`, Buffer.alloc(24 * MIB, 'x'));
  });
  afterAll(async () => {
    await site?.close();
    if (disk === undefined) return;
    await expectNoProjects(disk.path, [CT, OTHER]);
    disk.unmount();
    expect({ ...takeInventory(MINE), fds: [] }).toEqual({ ...before, fds: [] });
  });
  beforeEach((ctx) => {
    if (reason !== undefined) ctx.skip(reason);
  });

  const box = (more: Readonly<Record<string, unknown>>): Record<string, ContainerSpec> => ({
    box: { ctid: CT, template: 'probed', diskspace: '16M', ...more },
  });
  const declare = (more: Readonly<Record<string, unknown>> = {}): void => site.declare(box(more), [probed]);
  /** Brings the box to these fields and gives its life. */
  const bring = async (more: Readonly<Record<string, unknown>> = {}) => {
    declare(more);
    await site.converge({ yes: true });
    return site.life(CT);
  };
  const inside = async (script: string): Promise<string> => (await execIn(CT, script)).output;

  test('it is the back end of choice, and what was applied needs nothing more', async () => {
    await bring({ diskspace: '12M:16M', diskinodes: '300:400' });
    expect((await site.host.facts()).backend).toBe('overlay (native)');
    expect(await site.text()).toContain('No changes.');
    expect(projectOf(`${site.root.path}/pool/private/${CT}/upper`)).toBe(CT);
    expect(readProject(disk.path, CT)).toMatchObject({
      space: { soft: 12 * MIB, hard: 16 * MIB },
      inodes: { soft: 300, hard: 400 },
    });
  });

  test('writing and making files stop at the limits, and go on when there is space', async () => {
    await bring({ diskinodes: 120 });
    expect(await inside('dd if=/dev/zero of=/big bs=1M count=64; sync; ls -l /big')).toMatch(FULL);
    const { used } = readProject(disk.path, CT) ?? {};
    expect(used?.space).toBeLessThanOrEqual(16 * MIB);
    expect(used?.space).toBeGreaterThan(14 * MIB);
    await inside('rm /big; sync');
    expect(await inside('dd if=/dev/zero of=/big bs=1M count=8 2>/dev/null && echo well; rm /big')).toBe('well');
    expect(
      await inside('n=0; while [ $n -lt 200 ] && touch /root/f$n; do n=$((n + 1)); done; ls /root | wc -l'),
    ).toMatch(FULL);
    expect(readProject(disk.path, CT)?.used.inodes).toBe(120);
    await inside('rm /root/f*');
  });

  test('df inside shows the limits of the container', async () => {
    await bring({ diskspace: '16M', diskinodes: 120 });
    const column = 'tail -1 | tr -s " " | cut -d " " -f 2';
    expect(await inside(`df -k / | ${column}; df -i / | ${column}`)).toBe(`${16 * 1024}\n120`);
  });

  test('limits change while it runs', async () => {
    const life = await bring();
    expect(await inside('dd if=/dev/zero of=/big bs=1M count=32')).toMatch(FULL);
    declare({ diskspace: '40M', diskinodes: '500:600' });
    expect((await site.plan()).containers[0]?.action).toBe('change');
    await site.converge();
    expect(await inside('dd if=/dev/zero of=/big bs=1M count=32 2>/dev/null && echo well')).toBe('well');
    expect(await site.text()).toContain('No changes.');
    declare({ diskspace: '16M' });
    expect(await site.text()).toMatch(/warning: diskspace 16M is below the \S+ in use: nothing is lost/);
    await site.converge();
    expect(readProject(disk.path, CT)?.space).toEqual({ soft: 0, hard: 16 * MIB });
    expect(await inside('dd if=/dev/zero of=/more bs=64k count=1 conv=fsync')).toMatch(FULL);
    expect(await inside('wc -c < /big; rm -f /big /more; sync')).toBe(String(32 * MIB));
    expect(isSame(life)).toBe(true);
  });

  test('a soft limit holds when its grace time is over', async () => {
    setGrace(disk.path, 3);
    try {
      await bring({ diskspace: '8M:16M' });
      expect(await inside('dd if=/dev/zero of=/soft bs=1M count=10 2>/dev/null && sync && echo well')).toBe('well');
      await sleep(5000);
      expect(await inside('dd if=/dev/zero of=/more bs=1M count=1')).toMatch(FULL);
      expect(
        await inside(
          'rm -f /soft /more; sync; sleep 1; dd if=/dev/zero of=/soft bs=1M count=2 2>/dev/null && echo well; rm /soft',
        ),
      ).toBe('well');
    } finally {
      setGrace(disk.path, 7 * 86_400);
    }
  });

  test('drift of a limit is shown and corrected', async () => {
    const life = await bring({ diskinodes: 500 });
    limitProject(disk.path, CT, { space: { soft: 0, hard: 900 * MIB }, inodes: { soft: 0, hard: 0 } });
    expect(await site.text()).toMatch(/! diskspace[\s\S]*! diskinodes/);
    await site.converge();
    expect(readProject(disk.path, CT)).toMatchObject({ space: { hard: 16 * MIB }, inodes: { hard: 500 } });
    expect(isSame(life)).toBe(true);
  });

  test('no way of writing takes more than the limit', async () => {
    await bring();
    for (const way of ['tmpfile', 'unlinked', 'sparse', 'reserved', 'beyond', 'mapped']) {
      const [name, mib, code] = (await inside(`project ${way} /root; sync; sleep 1`)).split(' ');
      expect(name).toBe(way);
      // Before 6.3 an overlay has no unnamed files.
      if (way === 'tmpfile' && code === 'EOPNOTSUPP') continue;
      expect(code, way).toMatch(/^(EDQUOT|ENOSPC)$/);
      expect(Number(mib), way).toBeLessThanOrEqual(16);
      expect(Number(mib), way).toBeGreaterThan(8);
    }
    // A file of the template is copied up whole by the first change to it.
    expect(await inside('chmod 600 /large')).toMatch(FULL);
    await inside('sync; sleep 1');
    expect(readProject(disk.path, CT)?.used.space).toBeLessThan(2 * MIB);
    await bring({ diskspace: '40M' });
    expect(await inside('chmod 600 /large && ln /large /root/linked && stat -c %a /large')).toBe('600');
    expect(readProject(disk.path, CT)?.used.space).toBeGreaterThan(24 * MIB);
    await inside('rm /large /root/linked; sync');
    await expectFree();
  });

  const expectFree = async (): Promise<void> => {
    for (let tries = 0; tries < 40 && (readProject(disk.path, CT)?.used.space ?? 0) > 2 * MIB; tries += 1)
      await sleep(100);
    expect(readProject(disk.path, CT)?.used.space).toBeLessThan(2 * MIB);
  };

  test('its root cannot leave the project, nor can anything be linked or moved out', async () => {
    await bring();
    const output = await inside('mkdir -p /root/d; project escape /root/d; chattr -p 7 /root/d 2>&1');
    const told = new Map(output.split('\n').map((line) => line.split(' ') as [string, string]));
    for (const name of [
      'file_0',
      'file_7',
      'directory_0',
      'root_0',
      'directory_inherit',
      'root_inherit',
      'directory_flag',
      'root_flag',
    ])
      expect(told.get(name), `${name}\n${output}`).toMatch(/^(EINVAL|EPERM|EOPNOTSUPP|ENOTTY)$/);
    expect([told.get('link'), told.get('rename')]).toEqual(['EXDEV', 'EXDEV']);
    expect(projectOf(`${site.root.path}/pool/private/${CT}/upper/root/d`)).toBe(CT);
  });

  test('two containers have limits of their own, and a deleted one leaves nothing', async () => {
    await bring();
    const both = { ...box({}), other: { ctid: OTHER, diskspace: '24M', diskinodes: 300 } };
    site.declare(both, [probed]);
    await site.converge();
    // Its template was unpacked into the pool, where it is a project of its own.
    await execIn(OTHER, 'touch /etc/new; dd if=/dev/zero of=/big bs=1M count=64');
    expect(projectOf(`${site.root.path}/pool/private/${OTHER}/upper/etc`)).toBe(OTHER);
    expect(await inside('dd if=/dev/zero of=/big bs=1M count=8 2>/dev/null && echo well; rm /big')).toBe('well');
    expect(readProject(disk.path, OTHER)?.used.space).toBeGreaterThan(20 * MIB);
    declare();
    await site.converge({ yes: true });
    await expectNoProjects(disk.path, [OTHER]);
    expect(existsSync(`${site.root.path}/pool/private/${OTHER}`)).toBe(false);
  });
});
