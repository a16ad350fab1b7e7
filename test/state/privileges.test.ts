// What manifests say of a container's privileges -> desired state, and what is wrong with it.

import { describe, expect, test } from 'vitest';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import { loadManifests } from '../../schema/load.ts';
import { sortSysctls } from '../../schema/sysctl.ts';
import { bytesOf, container, template } from '../schema/marked.ts';

function namespaceOf(spec: string) {
  const texts = [container(spec), template];
  const { manifests, problems } = loadManifests(texts.map((text, i) => ({ path: `${i}.yaml`, bytes: bytesOf(text) })));
  expect(problems).toEqual([]);
  const [first] = resolveDesired(manifests, { node: 'node1', cpus: 4 }).desired.containers;
  const places = [...(first?.origins ?? [])].filter(([pointer]) => pointer.startsWith('/namespace/'));
  return {
    ...first?.state.namespace,
    places: Object.fromEntries(places.map(([pointer, { line, col }]) => [pointer, `${line}:${col}`])),
  };
}

describe('capabilities', () => {
  test('are what differs from the default, in the order of their numbers, and keep their place', () => {
    const spec = 'capabilities: {net_raw: off, checkpoint_restore: true, chown: true, sys_time: false, kill: false}';
    expect(namespaceOf(spec)).toMatchObject({
      capabilities: ['kill:off', 'net_raw:off', 'checkpoint_restore:on'],
      places: { '/namespace/capabilities': '6:17' },
    });
  });

  test('that say the default are the default', () => {
    expect(namespaceOf('capabilities: {chown: on, bpf: off}').capabilities).toEqual([]);
  });
});

test('the packet filter is full unless a level is written', () => {
  expect(namespaceOf('').netfilter).toBe('full');
  expect(namespaceOf('netfilter: disabled')).toMatchObject({
    netfilter: 'disabled',
    places: { '/namespace/netfilter': '6:14' },
  });
});

test('settings are as the kernel shows them, sorted, each with its place', () => {
  expect(namespaceOf('sysctls: {net.ipv4.tcp_rmem: "4096  8192\t16384", kernel.shmmax: 4096}')).toMatchObject({
    sysctls: { 'kernel.shmmax': '4096', 'net.ipv4.tcp_rmem': '4096 8192 16384' },
    places: {
      '/namespace/sysctls': '6:12',
      '/namespace/sysctls/net.ipv4.tcp_rmem': '6:32',
      '/namespace/sysctls/kernel.shmmax': '6:67',
    },
  });
});

test('forwarding is set first, because it resets others', () => {
  const names = [
    'kernel.sem',
    'net.ipv4.conf.all.accept_redirects',
    'net.ipv4.ip_forward',
    'net.ipv6.conf.all.forwarding',
  ];
  expect(sortSysctls(names.map((name) => [name, ''])).map(([name]) => name)).toEqual([
    'net.ipv4.ip_forward',
    'net.ipv6.conf.all.forwarding',
    'kernel.sem',
    'net.ipv4.conf.all.accept_redirects',
  ]);
});

test('mounts are sorted by their targets, sizes are whole pages, and each has its place', () => {
  const spec =
    'mounts: [{type: tmpfs, target: /s, size: 5000B, mode: "755"}, {type: bind, source: /srv/a, target: /a}]';
  expect(namespaceOf(spec)).toMatchObject({
    mounts: [
      { type: 'bind', target: '/a', source: '/srv/a', readOnly: false },
      { type: 'tmpfs', target: '/s', size: 8192, mode: '0755' },
    ],
    places: { '/namespace/mounts': '6:11', '/namespace/mounts/s': '6:12', '/namespace/mounts/a': '6:65' },
  });
});

test('an NFS mount has all its options, those of the manifest and those that are left to us, in one order', () => {
  const of = (more: string) => namespaceOf(`mounts: [{type: nfs, target: /a, source: "[fd00::1]:/b"${more}}]`);
  const mount = { type: 'nfs', target: '/a', source: '[fd00::1]:/b', readOnly: false };
  expect(of('')).toMatchObject({ mounts: [{ ...mount, options: 'vers=4.2,softerr,timeo=50,retrans=2' }] });
  expect(of(', readOnly: true, options: "noresvport,timeo=600,hard,noac,port=2050,vers=4.1"')).toMatchObject({
    mounts: [{ ...mount, readOnly: true, options: 'vers=4.1,hard,timeo=600,retrans=2,port=2050,noac,noresvport' }],
  });
});
