// What of a network namespace is told as undeclared: neither the kernel's nor ours, bounded, in one order.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Link } from '../../../drivers/netlink/link.ts';
import { eachNetwork, type Inside, MOST, type Own, undeclaredIn } from '../../../drivers/network/undeclared.ts';
import { asCtid } from '../../../schema/units.ts';

const link = (index: number, name: string, more: Partial<Link> = {}): Link => ({
  ...{ index, name, up: true, noArp: false, alias: undefined, kind: undefined, address: undefined, mtu: 1500 },
  ...{ peer: undefined, master: undefined, bridge: undefined, qdisc: undefined, addressGeneration: undefined },
  ipv4: { forwarding: false, rpFilter: 0 },
  ...more,
});
const at = (index: number, address: string, prefix: number, protocol = 0) => ({ index, address, prefix, protocol });
const route = { family: 'ipv4', destination: '0.0.0.0', prefix: 0, protocol: 3, table: 254, type: 1 } as const;

const own: Own = { venet: 2, routed: new Set(['10.1.0.1', 'fd00::1']), handed: new Set([3]) };
const usual: Inside = {
  links: [
    link(1, 'lo'),
    link(2, 'venet0', { kind: 'veth' }),
    link(3, 'eth0', { kind: 'veth' }),
    link(4, 'tunl0', { kind: 'ipip', up: false }),
  ],
  addresses: [
    at(1, '127.0.0.1', 8),
    at(1, '::1', 128, 1),
    at(2, '10.1.0.1', 32),
    at(2, 'fd00::1', 128),
    at(2, 'fe80::1', 64, 3),
    at(3, '192.168.0.5', 24),
  ],
  routes: [
    { ...route, link: 2 },
    { ...route, family: 'ipv6', destination: '::', link: 2 },
    { ...route, destination: '10.1.0.1', prefix: 32, protocol: 2, table: 255, type: 2, link: 2 },
    { ...route, gateway: '192.168.0.1', link: 3 },
    { ...route, family: 'ipv6', destination: '::', protocol: 9, link: 9 },
  ],
  rules: [{ family: 'ipv4', priority: 0, protocol: 2, words: 'from all lookup 255' }],
  isCut: false,
};

const lines = (inside: Inside, whose = own) =>
  undeclaredIn(inside, whose).map(({ name, value }) => `${name}: ${value}`);

describe('undeclared in a network namespace', () => {
  test('is nothing of the kernel, of ours, or of a device that was handed over', () => {
    expect(undeclaredIn(usual, own)).toEqual([]);
  });

  test('is what somebody added, with the device by its name', () => {
    const more: Inside = {
      ...usual,
      links: [
        ...usual.links,
        link(5, 'docker0', { kind: 'bridge' }),
        link(6, 'eno1'),
        link(7, 'sit0', { kind: 'sit' }),
      ],
      addresses: [...usual.addresses, at(5, '172.17.0.1', 16), at(2, '10.1.0.1', 24), at(1, '10.1.0.9', 32)],
      routes: [
        ...usual.routes,
        { ...route, gateway: '10.1.0.7', link: 2 },
        { ...route, destination: '10.7.0.0', prefix: 16, link: 5, table: 42 },
        { ...route, destination: '10.8.0.0', prefix: 16, type: 6 },
        { ...route, destination: '10.9.0.0', prefix: 16 },
      ],
      rules: [...usual.rules, { family: 'ipv4', priority: 100, protocol: 3, words: 'from all fwmark 1 lookup 42' }],
    };
    expect(lines(more)).toEqual([
      'device docker0: bridge',
      'device eno1: physical',
      'device sit0: sit',
      'address 10.1.0.1/24: dev venet0',
      'address 10.1.0.9/32: dev lo',
      'address 172.17.0.1/16: dev docker0',
      'route 10.7.0.0/16: dev docker0 table 42',
      'route 10.8.0.0/16: blackhole',
      'route 10.9.0.0/16: several ways',
      'route default (ipv4): via 10.1.0.7 dev venet0',
      'rule 100 (ipv4): from all fwmark 1 lookup 42',
    ]);
  });

  test('tells of a venet0 that is not ours, and of an address that is not routed to it', () => {
    expect(lines(usual, { ...own, venet: undefined, routed: new Set() })).toContain('device venet0: veth');
    expect(lines(usual, { ...own, routed: new Set(['fd00::1']) })).toEqual(['address 10.1.0.1/32: dev venet0']);
  });

  test('is bounded, and does not depend on the order of the kernel', () => {
    const addresses = fc.uniqueArray(fc.integer({ min: 0, max: 65_535 }), { maxLength: 400, size: 'max' });
    fc.assert(
      fc.property(addresses, fc.boolean(), (numbers, isCut) => {
        const inside = (all: readonly number[]): Inside => ({
          ...usual,
          addresses: all.map((number) => at(2, `172.20.${number >> 8}.${number & 255}`, 24)),
          isCut,
        });
        const told = undeclaredIn(inside(numbers), own);
        expect(undeclaredIn(inside([...numbers].reverse()), own)).toEqual(told);
        const isMore = numbers.length > MOST || isCut;
        expect(told).toHaveLength(Math.min(numbers.length, MOST) + (isMore ? 1 : 0));
        if (isMore) expect(told.at(-1)?.value).toBe('more than is read');
      }),
    );
  });
});

test('a look into one container that fails takes nothing from the others', async () => {
  const told = { name: 'device docker0', value: 'bridge', usual: 'none' };
  const pids = new Map([101, 102, 103].map((id) => [asCtid(id), id]));
  const found = await eachNetwork(pids, (ctid) => {
    if (ctid === 101) throw new Error('the dump was interrupted');
    return ctid === 102 ? [told] : undefined;
  });
  expect([...found]).toEqual([
    [101, [{ name: 'network', value: 'cannot be read', usual: 'none' }]],
    [102, [told]],
  ]);
});
