// LXC's configuration as manifests: devices by what they are here, both versions of control groups, includes only from beside.

import { describe, expect, test } from 'vitest';
import { type Include, importLxc } from '../../reconciler/import/lxc.ts';
import { file, remarks, resolved, specOf, textsOf } from './rig.ts';

const nothing: Include = () => undefined;
const limits = ['memory.max = 64M', 'memory.swap.max = 0', 'pids.max = 9'].map((line) => `lxc.cgroup2.${line}`);
const usual = { template: 'web', vswap: { ram: '64M', swap: 0 }, numproc: 9, diskspace: 'unlimited' };

const lxc = (text: string, include = nothing) =>
  importLxc([file('/var/lib/lxc/web/config', [text, ...limits].join('\n'))], { ctid: 300 }, include);
const own = (imported: ReturnType<typeof lxc>): readonly string[] =>
  remarks(imported).filter((text) => !/^VZR297|diskspace: was not limited/.test(text));

describe('a key', () => {
  test.each([
    ['lxc.uts.name = db.example.net', { template: 'db-example-net', hostname: 'db.example.net' }],
    ['lxc.cgroup2.cpu.max = 150000 100000', { cpulimit: 150 }],
    ['lxc.cgroup2.cpu.max = max 100000', {}],
    ['lxc.cgroup2.cpu.weight = 50', { cpuunits: 500 }],
    ['lxc.cgroup.cpu.shares = 2048', { cpuunits: 2000 }],
    ['lxc.cgroup.cpu.cfs_quota_us = 50000\nlxc.cgroup.cpu.cfs_period_us = 200000', { cpulimit: 25 }],
    ['lxc.cgroup2.cpuset.cpus = 0-1,3', { cpumask: '0-1,3' }],
    ['lxc.cgroup2.devices.deny = a\nlxc.cgroup2.devices.allow = c *:* m\nlxc.cgroup2.devices.allow = c 1:3 rwm', {}],
    [
      'lxc.cgroup2.devices.allow = c 10:200 rwm\nlxc.cgroup2.devices.allow = b 8:16 r',
      { features: { tun: true }, devices: ['b:8:16:r'] },
    ],
    ['lxc.cap.drop = sys_time net_raw', { capabilities: { net_raw: false } }],
    ['lxc.cap.drop = chown\nlxc.cap.drop =\nlxc.cap.drop = CAP_KILL', { capabilities: { kill: false } }],
    ['lxc.prlimit.nofile = 1024:4096', { ubc: { numfile: '1024:4096' } }],
    ['lxc.prlimit.memlock = 65536', { ubc: { lockedpages: '64K' } }],
    [
      'lxc.sysctl.net.core.somaxconn = 512\nlxc.sysctl.kernel.sem = 250 32000 100 128',
      { sysctls: { 'net.core.somaxconn': 512, 'kernel.sem': '250 32000 100 128' } },
    ],
    [
      'lxc.mount.entry = /srv/a\\040b mnt/a none bind,ro,create=dir 0 0',
      { mounts: [{ type: 'bind', source: '/srv/a b', target: '/mnt/a', readOnly: true }] },
    ],
    [
      'lxc.mount.entry = tmpfs tmp/x tmpfs size=64m,mode=0755 0 0',
      { mounts: [{ type: 'tmpfs', target: '/tmp/x', size: '64m', mode: '0755' }] },
    ],
    [
      'lxc.mount.entry = nas:/x mnt/x nfs vers=4.1,ro 0 0',
      { mounts: [{ type: 'nfs', source: 'nas:/x', target: '/mnt/x', readOnly: true, options: 'vers=4.1' }] },
    ],
    ['lxc.mount.entry = /dev/fuse dev/fuse none bind,create=file 0 0', { features: { fuse: true } }],
    ['lxc.init.cmd = /sbin/init --debug', { init: ['/sbin/init', '--debug'] }],
    ['lxc.start.auto = 1', {}],
    ['lxc.proc.oom_score_adj = 300', { oomAdjust: 300 }],
    ['lxc.apparmor.allow_nesting = 1', { features: { nesting: true } }],
    [
      'lxc.net.0.type = veth\nlxc.net.0.link = br0\nlxc.net.0.flags = up\nlxc.net.0.veth.vlan.id = 7',
      { netifs: [{ name: 'eth0', bridge: 'br0', vlan: 7 }] },
    ],
    [
      'lxc.net.1.type = veth\nlxc.net.1.veth.mode = router\nlxc.net.1.ipv4.address = 192.0.2.5/32',
      { ips: ['192.0.2.5'] },
    ],
    ['lxc.net.0.type = phys\nlxc.net.0.link = eth9', { netdevs: ['eth9'] }],
    ['lxc.net.0.type = empty', {}],
    [
      'lxc.network.type = veth\nlxc.network.link = br0\nlxc.network.type = veth\nlxc.network.name = lan',
      { netifs: [{ name: 'eth0', bridge: 'br0' }, { name: 'lan' }] },
    ],
  ])('%s', (text, expected) => {
    const imported = lxc(text);
    expect(specOf(imported)).toEqual({ ...usual, ...expected });
    expect(own(imported)).toEqual([]);
    resolved(imported);
  });

  test.each([
    ['lxc.net.0.type = macvlan', ['VZR293 lxc.net.0.type = macvlan: there is no network of type "macvlan" here']],
    [
      'lxc.cgroup2.memory.high = 1G',
      ["VZR293 lxc.cgroup2.memory.high = 1G: nothing here writes memory.high of a container's group"],
    ],
    ['lxc.cgroup2.devices.allow = a', ['VZR293 lxc.cgroup2.devices.allow = a: no container gets every device']],
    [
      'lxc.rootfs.path = dir:/x',
      ['VZR293 lxc.rootfs.path = dir:/x: a container has its files below --root, by its ctid'],
    ],
    [
      'lxc.sysctl.vm.swappiness = 1',
      ['VZR293 lxc.sysctl.vm.swappiness = 1: no namespace of a container has a vm.swappiness of its own'],
    ],
    ['lxc.nonsense = secret', ['VZR293 lxc.nonsense: LXC has no such key, and neither has a manifest']],
    ['lxc.environment = PASSWORD=secret', ['VZR293 lxc.environment: init has an environment of its own']],
    ['root:secret', ['VZR292 the line is no lxc.key = value']],
    [
      'lxc.net.0.type = empty\nlxc.net.1.type = macvlan\nlxc.net.1.password = secret',
      [
        'VZR293 lxc.net.1.type = macvlan: there is no network of type "macvlan" here',
        'VZR293 lxc.net.1.password: of that network',
      ],
    ],
    [
      'lxc.mount.entry = //nas/x mnt/x cifs password=secret 0 0',
      ['VZR293 lxc.mount.entry = ... mnt/x: no mount of type "cifs" can be written'],
    ],
    [
      'lxc.mount.entry = /srv/x mnt/x none bind,password=secret 0 0',
      ['VZR294 lxc.mount.entry = ... mnt/x: mount options that are not taken over: password'],
    ],
    [
      'lxc.sysctl.net.ipv4.tcp_fastopen_key = hunter2\u00e4',
      ['VZR293 net.ipv4.tcp_fastopen_key: net.ipv4.tcp_fastopen_key cannot be (secret)'],
    ],
    ['lxc.start.auto = 0', ['VZR294 lxc.start.auto = 0: what a boot does not start is state: stopped']],
  ])('%s is named where it is not the same here', (text, expected) => {
    const imported = lxc(text);
    expect(own(imported)).toEqual(expected);
    resolved(imported);
    expect(JSON.stringify(imported.problems).replaceAll('(secret)', '')).not.toMatch(/secret|hunter2/);
    expect(
      textsOf(imported)
        .map((one) => one.text)
        .join('')
        .replaceAll('(secret)', ''),
    ).not.toMatch(/secret|hunter2/);
  });
});

describe('limits of version 1', () => {
  test('of memory and swap together are the difference', () => {
    const text = ['memory.limit_in_bytes = 256M', 'memory.memsw.limit_in_bytes = 768M']
      .map((line) => `lxc.cgroup.${line}`)
      .join('\n');
    const imported = importLxc([file('db/config', text)], { ctid: 300 }, nothing);
    expect(specOf(imported)).toMatchObject({ vswap: { ram: '256M', swap: '512M' }, numproc: 'unlimited' });
  });
});

describe('lxc.include', () => {
  test('is followed where it is given, and named where not', () => {
    const beside: Include = (from, path) => {
      expect(from).toBe('/var/lib/lxc/web/config');
      return path === 'more.conf' ? [file('/var/lib/lxc/web/more.conf', 'lxc.cgroup2.cpu.weight = 10')] : undefined;
    };
    const imported = lxc('lxc.include = more.conf\nlxc.include = /usr/share/lxc/config/common.conf', beside);
    expect(specOf(imported)).toMatchObject({ cpuunits: 100 });
    expect(own(imported)).toEqual([
      'VZR298 /usr/share/lxc/config/common.conf is not read: only what lies in the folder of the file is',
    ]);
  });

  test('of itself ends', () => {
    const again: Include = () => [file('/var/lib/lxc/web/config', 'lxc.include = config')];
    expect(own(lxc('lxc.include = config', again)).every((text) => text.startsWith('VZR298'))).toBe(true);
  });
});

test('what is no configuration of LXC becomes no container', () => {
  for (const text of ['root:x:0:0:root:/root:/bin/bash\n', '', 'lxc.nonsense = 1\n']) {
    const imported = importLxc([file('/etc/passwd', text)], { ctid: 300 }, nothing);
    expect(imported.files).toEqual([]);
    expect(imported.problems.at(-1)).toMatchObject({ code: 'VZR299', severity: 'error', hint: expect.any(String) });
    expect(JSON.stringify(imported.problems)).not.toContain('root:x');
  }
  expect(importLxc([file('web/config', 'lxc.include = more\n')], { ctid: 300 }, nothing).files).not.toEqual([]);
});

test('a container needs a ctid', () => {
  const imported = importLxc([file('web/config', '')], {}, nothing);
  expect(remarks(imported)).toEqual(['VZR296 the container has no ctid: LXC has no ctids']);
});
