// spec.devices -> desired state: the same wishes for the device list and for /dev, each with its place.

import { expect, test } from 'vitest';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import { loadManifests } from '../../schema/load.ts';
import { bytesOf, container, template } from '../schema/marked.ts';

function devicesOf(spec: string) {
  const texts = [container(spec), template];
  const { manifests, problems } = loadManifests(texts.map((text, i) => ({ path: `${i}.yaml`, bytes: bytesOf(text) })));
  expect(problems).toEqual([]);
  const [first] = resolveDesired(manifests, { node: 'node1', cpus: 4 }).desired.containers;
  expect(first?.state.namespace?.devices).toEqual(first?.state.cgroup?.devices);
  const places = [...(first?.origins ?? [])].filter(([pointer]) => pointer.startsWith('/cgroup/devices'));
  return {
    devices: first?.state.cgroup?.devices,
    places: Object.fromEntries(places.map(([pointer, { line, col }]) => [pointer, `${line}:${col}`])),
  };
}

test('devices are canonical and keep their places; none is a wish as well', () => {
  expect(devicesOf('devices: [/dev/ttyS0, c:10:229:wr, {path: /dev/sdb, access: r, name: disk/one}]')).toEqual({
    devices: ['/dev/ttyS0 rw ttyS0', 'c:10:229:rw', '/dev/sdb r disk/one'],
    places: { '/cgroup/devices/0': '6:13', '/cgroup/devices/1': '6:25', '/cgroup/devices/2': '6:38' },
  });
  expect(devicesOf('')).toEqual({ devices: [], places: {} });
});

test('a PCI device is a wish in its whole form', () => {
  expect(devicesOf('pci: ["1:0.0", 00AB:3f:1F.7]')).toEqual({
    devices: ['pci 0000:01:00.0', 'pci 00ab:3f:1f.7'],
    places: { '/cgroup/devices/0': '6:9', '/cgroup/devices/1': '6:18' },
  });
});

test('fuse and tun are devices that have a name', () => {
  expect(devicesOf('devices: [/dev/sdb]\nfeatures: {tun: true, fuse: true, nesting: true}')).toEqual({
    devices: ['/dev/sdb rw sdb', 'c:10:229:rw', 'c:10:200:rw'],
    places: { '/cgroup/devices/0': '6:13', '/cgroup/devices/1': '7:31', '/cgroup/devices/2': '7:19' },
  });
});

test('ppp is a device that has a name', () => {
  expect(devicesOf('features: {ppp: true}')).toMatchObject({ devices: ['c:108:0:rw'] });
});
