import { expect, test } from 'vitest';
import { findLxcfs, judge, lxcfsInside, withView } from '../../drivers/launcher/lxcfs.ts';
import type { LimitFact } from '../../reconciler/port/tools.ts';

const mount = (id: number, root: string, place: string, type: string, device = '0:40'): string =>
  `${id} 26 ${device} ${root} ${place} rw,nosuid,nodev,relatime - ${type} lxcfs rw,user_id=0,group_id=0,allow_other\n`;
const host = '26 1 254:0 / / rw - ext4 /dev/vda rw\n';

test('lxcfs is found where it is mounted, the newest one that can be reached', () => {
  expect(findLxcfs(host)).toBeUndefined();
  expect(findLxcfs(host + mount(40, '/', '/var/lib/lxcfs', 'fuse.sshfs'))).toBeUndefined();
  const one = host + mount(40, '/', '/var/lib/lxcfs', 'fuse.lxcfs');
  expect(findLxcfs(one)).toEqual({ path: '/var/lib/lxcfs', device: '0:40' });
  const again = one + mount(41, '/', '/var/lib/lxcfs', 'fuse.lxcfs', '0:41');
  expect(findLxcfs(again)).toEqual({ path: '/var/lib/lxcfs', device: '0:41' });
  // Somebody's bind mount of one file is not the place.
  expect(findLxcfs(one + mount(42, '/proc/uptime', '/srv/uptime', 'fuse.lxcfs'))?.path).toBe('/var/lib/lxcfs');
  expect(findLxcfs(one + mount(43, '/', '/var/lib', 'tmpfs'))).toBeUndefined();
});

test('what a container sees of it is read from its mounts', () => {
  const inside = `${host}${mount(50, '/', '/proc', 'proc')}${mount(51, '/proc/meminfo', '/proc/meminfo', 'fuse.lxcfs')}`;
  expect(lxcfsInside(host)).toEqual(new Map());
  expect(lxcfsInside(inside)).toEqual(new Map([['/proc/meminfo', '0:40']]));
  expect(lxcfsInside(inside + mount(52, '/', '/srv', 'fuse.lxcfs'))).toEqual(new Map([['/proc/meminfo', '0:40']]));
});

test('each limit says whether programs inside are told of it', () => {
  const fact = (pointer: string, note?: string): LimitFact => ({
    pointer,
    mechanism: 'a file',
    value: '1',
    force: 'enforced',
    ...(note !== undefined && { note }),
  });
  const facts = [fact('/cgroup/memory/ram'), fact('/cgroup/memory/swap', 'with ram'), fact('/cgroup/pids/max')];
  expect(withView(facts, new Map([['/proc/meminfo', '0:40']])).map(({ note }) => note)).toEqual([
    '/proc/meminfo inside shows it (lxcfs)',
    'with ram; /proc/meminfo inside shows it (lxcfs)',
    undefined,
  ]);
  expect(withView(facts, new Map())[0]?.note).toBe('/proc/meminfo inside tells of the host');
});

test('doctor says what is wrong with it and what to do', () => {
  const found = { path: '/var/lib/lxcfs', device: '0:40' };
  expect(judge(found, undefined, [])).toMatchObject({ state: 'ok' });
  expect(judge(undefined, undefined, [])).toMatchObject({ state: 'degraded', hint: 'apt-get install lxcfs' });
  expect(judge(undefined, undefined, ['web', 'db'])).toMatchObject({
    detail: expect.stringContaining('web, db cannot read /proc/meminfo'),
    hint: 'apt-get install lxcfs, then restart web, db',
  });
  expect(judge(found, undefined, ['web'])).toMatchObject({ state: 'degraded', hint: 'restart web' });
  expect(judge(found, 'no end after 1000 ms', [])).toMatchObject({
    state: 'degraded',
    detail: expect.stringContaining('/var/lib/lxcfs does not answer (no end after 1000 ms)'),
    hint: 'systemctl restart lxcfs, then restart containers',
  });
});
