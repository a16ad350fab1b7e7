// What incus config show --expanded prints, as manifests.

import { describe, expect, test } from 'vitest';
import { importIncus } from '../../reconciler/import/incus.ts';
import { file, remarks, resolved, specOf, textsOf } from './rig.ts';

const usual = { template: 'db', vswap: { ram: '64M', swap: 0 }, numproc: 9, diskspace: '1G' };

const document = (config: object, devices: object, more: object = {}) =>
  JSON.stringify({
    name: 'db',
    config: { 'limits.memory': '64MiB', 'limits.memory.swap': 'false', 'limits.processes': '9', ...config },
    devices: { root: { type: 'disk', path: '/', pool: 'default', size: '1GiB' }, ...devices },
    profiles: ['default'],
    ephemeral: false,
    ...more,
  });
const incus = (config: object, devices: object = {}, more: object = {}) =>
  importIncus([file('db.yaml', document(config, devices, more))], { ctid: 300 });
const own = (imported: ReturnType<typeof incus>): readonly string[] =>
  remarks(imported).filter((text) => !text.startsWith('VZR297'));

describe('a key', () => {
  test.each([
    [{ 'limits.cpu': '2' }, { cpus: 2 }],
    [{ 'limits.cpu': '0-1,3' }, { cpumask: '0-1,3' }],
    [{ 'limits.cpu.allowance': '25ms/100ms' }, { cpulimit: 25 }],
    [{ 'limits.memory': '1GB' }, { vswap: { ram: '976562.5K', swap: 0 } }],
    [{ 'limits.memory': '67108864' }, {}],
    [{ 'limits.memory.swap': 'true' }, { vswap: { ram: '64M', swap: 'unlimited' } }],
    [{ 'limits.memory.swap': '1GiB' }, { vswap: { ram: '64M', swap: '1G' } }],
    [{ 'limits.kernel.nofile': '4096' }, { ubc: { numfile: 4096 } }],
    [{ 'linux.sysctl.net.core.somaxconn': '1024' }, { sysctls: { 'net.core.somaxconn': 1024 } }],
    [{ 'security.nesting': 'true', 'security.privileged': 'false' }, { features: { nesting: true } }],
    [{ 'boot.autostart': 'true', 'boot.host_shutdown_timeout': '90' }, { stopTimeout: '1m30s' }],
  ])('%j', (config, expected) => {
    const imported = incus(config);
    expect(specOf(imported)).toEqual({ ...usual, ...expected });
    expect(own(imported)).toEqual([]);
    resolved(imported);
  });

  test.each([
    [
      { 'limits.cpu.allowance': '50%' },
      'VZR294 limits.cpu.allowance: 50%: a share of processors is cpuunits, of which everybody has 1000: 500',
    ],
    [{ 'limits.memory': '50%' }, 'VZR293 limits.memory: 50%: a size is the same on every host, a part of one is not'],
    [{ 'security.privileged': 'true' }, 'VZR293 security.privileged: true: root inside is never root outside'],
    [{ 'raw.lxc': 'lxc.environment = KEY=secret' }, 'VZR293 raw.* (1): what is raw there means nothing here'],
    [{ 'user.a': 'secret', 'user.b': 'secret' }, 'VZR293 user.* (2): nothing here reads them'],
    [{ 'foo.password': 'secret' }, 'VZR293 foo.password: Incus has no such key, and neither has a manifest'],
    [{ 'security.key': 'secret' }, 'VZR293 security.key: nothing here does that'],
    [{ 'limits.hugepages.2MB': '1' }, 'VZR293 limits.hugepages.2MB: 1: nothing here limits that'],
  ])('%j is named where it is not the same here', (config, expected) => {
    const imported = incus(config);
    expect(own(imported)).toContain(expected);
    resolved(imported);
    expect(JSON.stringify(imported.problems)).not.toContain('secret');
    expect(
      textsOf(imported)
        .map((one) => one.text)
        .join(''),
    ).not.toContain('secret');
  });
});

describe('a device', () => {
  test.each([
    [{ eth0: { type: 'nic', network: 'incusbr0' } }, { netifs: [{ name: 'eth0', bridge: 'incusbr0' }] }],
    [
      { lan: { type: 'nic', nictype: 'bridged', parent: 'br0', name: 'eth1', vlan: '5', hwaddr: '00:16:3E:00:00:01' } },
      { netifs: [{ name: 'eth1', bridge: 'br0', vlan: 5, mac: '00:16:3e:00:00:01' }] },
    ],
    [
      { pub: { type: 'nic', nictype: 'routed', 'ipv4.address': '192.0.2.1, 192.0.2.2' } },
      { ips: ['192.0.2.1', '192.0.2.2'] },
    ],
    [{ nic: { type: 'nic', nictype: 'physical', parent: 'eth9' } }, { netdevs: ['eth9'] }],
    [
      { data: { type: 'disk', source: '/srv/x', path: 'mnt/x', readonly: 'true' } },
      { mounts: [{ type: 'bind', source: '/srv/x', target: '/mnt/x', readOnly: true }] },
    ],
    [{ tun: { type: 'unix-char', path: '/dev/net/tun' } }, { features: { tun: true } }],
    [
      { tty: { type: 'unix-char', source: '/dev/ttyS0', path: '/dev/modem' } },
      { devices: [{ path: '/dev/ttyS0', name: 'modem' }] },
    ],
    [{ eth0: { type: 'none' } }, {}],
  ])('%j', (devices, expected) => {
    const imported = incus({}, devices);
    expect(specOf(imported)).toEqual({ ...usual, ...expected });
    expect(own(imported)).toEqual([]);
    resolved(imported);
  });

  test('takes the address that Incus gave it', () => {
    const imported = incus({ 'volatile.eth0.hwaddr': '00:16:3e:00:00:02' }, { eth0: { type: 'nic', network: 'b0' } });
    expect(specOf(imported)['netifs']).toEqual([{ name: 'eth0', mac: '00:16:3e:00:00:02', bridge: 'b0' }]);
  });

  test.each([
    [{ gpu0: { type: 'gpu' } }, 'VZR293 device gpu0: no device of type gpu can be written'],
    [
      { vol: { type: 'disk', pool: 'default', source: 'vol1', path: '/v' } },
      'VZR293 device vol: only directories of the host can be mounted',
    ],
    [
      { nic: { type: 'nic', nictype: 'macvlan', parent: 'eth0' } },
      'VZR293 device nic: there is no network interface of type macvlan here',
    ],
    [
      { eth0: { type: 'nic', network: 'b0', 'ipv4.address': '10.0.0.2' } },
      'VZR293 device eth0, ipv4.address: the container sets its devices up itself',
    ],
    [
      { eth0: { type: 'nic', network: 'b0', 'security.password': 'hunter2' } },
      'VZR293 device eth0, security.password: the container sets its devices up itself',
    ],
  ])('%j is named where there is none such', (devices, expected) => {
    const imported = incus({}, devices);
    expect(own(imported)).toContain(expected);
    resolved(imported);
    expect(JSON.stringify([imported.problems, textsOf(imported)])).not.toContain('hunter2');
  });
});

describe('what is given', () => {
  test('may be a list of instances, or what a single one has expanded', () => {
    const one = (name: string) => ({
      name,
      type: 'container',
      expanded_config: {},
      expanded_devices: { root: { type: 'disk', path: '/', size: '2GiB' } },
    });
    const imported = importIncus([file('all.yaml', JSON.stringify([one('a'), one('b')]))], {
      ctid: 300,
      template: 'tiny',
    });
    expect(textsOf(imported).map(({ name }) => name)).toEqual(['a.yaml', 'b.yaml']);
    expect(textsOf(imported)[1]?.text).toContain('{ name: b, ctid: 301 }');
  });

  test('is told of where it is none', () => {
    const given = (value: unknown) => remarks(importIncus([file('x.yaml', JSON.stringify(value))], { ctid: 300 }));
    expect(given({ type: 'virtual-machine', config: {} })).toEqual(['VZR299 a virtual machine is no container']);
    expect(given({ hello: 1 })).toEqual(['VZR299 there is no config here']);
    expect(remarks(importIncus([file('x.yaml', 'a: [')], { ctid: 300 })).length).toBeGreaterThan(0);
  });

  test('without --expanded lacks what profiles set', () => {
    const imported = importIncus([file('x.yaml', 'config: {}\nprofiles: [default]\n')], {
      ctid: 300,
      template: 'tiny',
    });
    expect(remarks(imported)).toContain(
      'VZR293 profiles: ["default"]: without --expanded what profiles set is missing',
    );
    expect(specOf(imported)).toMatchObject({ vswap: { ram: 'unlimited', swap: 'unlimited' }, diskspace: 'unlimited' });
  });
});
