// Debian's tools for quotas inside of a container in an image: what they show and set, whose limits are whose, and how many there may be.

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { limitsByUgid } from '../../drivers/kernel/quotactl-ugid.ts';
import { isSame, plainNode } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';
import { useSite } from './own-site.ts';

const CT = 61_274;
const TOOLS = ['/usr/bin/quota', '/usr/sbin/repquota', '/usr/sbin/setquota'];
const HOST = `/var/tmp/vzr-tools-${process.pid}`;
const node = { ...plainNode, pool: { ...plainNode.pool, backend: 'image' } } as const;
let reason: string | undefined;

const box = (most: number, more: object = {}): object => ({
  ctid: CT,
  ...{ layout: 'image', diskspace: '64M', quotaugidlimit: most, quotas: { users: { 33: { space: '8M' } } } },
  mounts: [{ type: 'bind', source: HOST, target: '/opt/q', readOnly: true }],
  ...more,
});

const site = useSite(
  'tools',
  /vzr-tools|\/vz\/61274$/,
  async (opened) => {
    if (!TOOLS.every((tool) => existsSync(tool))) reason = 'apt-get install quota';
    mkdirSync(HOST);
    if (reason === undefined) copyTools();
    opened.declare({ box: box(3) as never });
    if (/VZR666/.test(await opened.text())) reason ??= 'needs a kernel with CONFIG_QFMT_V2';
    if (reason === undefined) await opened.converge();
  },
  missingTools(),
  node,
);

/** With what they are linked to: the template has no libraries. */
function copyTools(): void {
  const linked = TOOLS.flatMap(
    (tool) => execFileSync('/usr/bin/ldd', [tool], { encoding: 'utf8' }).match(/\/\S+/g) ?? [],
  );
  const files = linked.map((word) => word.replace(/:$/, '')).concat(TOOLS);
  for (const file of new Set(files)) copyFileSync(file, `${HOST}/${basename(file)}`);
}

afterAll(() => rmSync(HOST, { recursive: true, force: true }));
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

const tool = async (line: string, id = 0): Promise<{ readonly status: number; readonly output: string }> =>
  execIn(CT, `exec 2>&1; LD_LIBRARY_PATH=/opt/q exec /opt/q/ld-linux-x86-64.so.2 /opt/q/${line}`, {
    user: { uid: id, gid: id },
  });
const works = async (line: string): Promise<string> => {
  const { status, output } = await tool(line);
  expect(output).toBe('');
  return String(status);
};
const limits = (): unknown[] =>
  [...limitsByUgid(`${site().root.path}/pool/private/${CT}/mnt`, 0)].map(([id, { space }]) => [id, space.hard / 1024]);
const declare = (most: number): void => site().declare({ box: box(most) as never });

describe('quotas from inside', () => {
  test('repquota, quota and setquota see the image and the limits of the manifest', async () => {
    const { output } = await tool('repquota -avn');
    expect(output).toMatch(/user quotas on device \/dev\/loop\d+/);
    expect(output).toMatch(/#33 +-- +0 +0 +8192/);
    expect((await tool('quota -vu 33', 0)).output).toMatch(/\/dev\/loop\d+ +0 +0 +8192/);
    expect((await tool('quota -v', 33)).output).toMatch(/8192/);
    expect((await tool('quota -vu 33', 44)).status).not.toBe(0);
  });

  test("what root inside sets for others is its own and holds; what is the manifest's is put back", async () => {
    const life = await site().life(CT);
    expect(await works('setquota -u 44 0 4096 0 50 -a')).toBe('0');
    const device = /\/dev\/loop\d+/.exec((await tool('repquota -a')).output)?.[0];
    expect(await works(`setquota -g 45 0 4096 0 0 ${device}`)).toBe('0');
    expect(await site().text()).toContain('No changes.');
    await execIn(CT, 'mkdir -m 777 /w');
    const { output } = await execIn(CT, 'dd if=/dev/zero of=/w/a bs=1M count=9 conv=fsync 2>&1', {
      user: { uid: 44, gid: 44 },
    });
    expect(output).toMatch(/[Qq]uota exceeded/);
    expect(await works('setquota -u 33 0 0 0 0 -a')).toBe('0');
    expect(await site().text()).toMatch(/! quotas.users +\(none\) -> 33 8M/);
    await site().converge();
    expect(limits()).toEqual([
      [33, 8192],
      [44, 4096],
    ]);
    expect((await tool('setquota -u 44 0 0 0 0 -a', 44)).output).toMatch(/not permitted/);
    expect(isSame(life)).toBe(true);
  });

  test('quotaugidlimit counts them all, and changes live', async () => {
    const life = await site().life(CT);
    expect((await tool('setquota -u 46 0 4096 0 0 -a')).output).toMatch(/No space left/);
    declare(4);
    expect((await site().plan()).containers[0]?.action).toBe('change');
    await site().converge();
    expect(await works('setquota -u 46 0 4096 0 0 -a')).toBe('0');
    expect((await tool('setquota -u 47 0 4096 0 0 -a')).status).not.toBe(0);
    expect(await works('setquota -u 46 0 0 0 0 -a')).toBe('0');
    expect(isSame(life)).toBe(true);
  });

  test("with the manifest's last quota its limit goes, and the others stay", async () => {
    site().declare({ box: box(4, { quotas: {} }) as never });
    await site().converge();
    expect(await site().text()).toContain('No changes.');
    expect(limits()).toEqual([[44, 4096]]);
  });
});
