// Ethernet devices beside venet on the real kernel: who reaches whom through bridges, what a container cannot pretend,
// changes while it runs, what somebody changed by hand, and what is refused.

import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSame, type Life } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { IP, output } from './network-rig.ts';
import { useSite } from './own-site.ts';

const [A, B] = [61_381, 61_382];
const [PLAIN, VLANS] = ['vzrbr1', 'vzrbr2'];
const [VETH1, VETH2] = [`veth${A}.1`, `veth${A}.2`];
const site = useSite('netifs', /vzr-netifs|\b6138[12]\b|veth6138[12]/);
const ip = (line: string) => output(IP, line.split(' '));

/** Whether this kernel has CONFIG_BRIDGE_VLAN_FILTERING. */
let keepsVlans = false;
const noVlans = 'bridges of this kernel keep no VLANs apart (CONFIG_BRIDGE_VLAN_FILTERING)';

beforeAll(async () => {
  await ip(`link add ${PLAIN} type bridge`);
  keepsVlans = (await ip(`link add ${VLANS} type bridge vlan_filtering 1`)).ok;
  if (!keepsVlans) await ip(`link add ${VLANS} type bridge`);
  await ip(`addr add 10.202.8.1/24 dev ${PLAIN}`);
  for (const bridge of [PLAIN, VLANS]) await ip(`link set ${bridge} up`);
});
afterAll(async () => {
  for (const bridge of [PLAIN, VLANS]) await ip(`link del ${bridge}`);
});

type Netifs = readonly Readonly<Record<string, unknown>>[];

/** Declares a container, and perhaps a second one, with these devices. */
const declare = (netifs: Netifs, others?: Netifs): void =>
  site().declare({ box: { ctid: A, netifs }, ...(others && { other: { ctid: B, netifs: others } }) });

async function bring(netifs: Netifs, others?: Netifs): Promise<Life> {
  declare(netifs, others);
  await site().converge({ yes: true });
  expect(await site().text()).toContain('No changes.');
  return site().life(A);
}

const inside = async (ctid: number, script: string): Promise<string> => (await execIn(ctid, script)).output;
const up = (ctid: number, device: string, address: string): Promise<string> =>
  inside(ctid, `ip addr flush dev ${device}; ip addr add ${address}/24 dev ${device} && ip link set ${device} up`);

/** Whether a ping arrives; a bridge's port takes a moment to forward. */
async function reaches(ctid: number, address: string, tries = 5): Promise<boolean> {
  const { status } = await execIn(
    ctid,
    `for i in $(seq ${tries}); do ping -c1 -W1 ${address} >/dev/null 2>&1 && exit 0; done; exit 1`,
  );
  return status === 0;
}

const eth0 = { name: 'eth0', bridge: PLAIN };

describe('a device', () => {
  test('is on its bridge, with its address, and keeps to it', async () => {
    const life = await bring([eth0]);
    expect(await up(A, 'eth0', '10.202.8.2')).toBe('');
    expect(await reaches(A, '10.202.8.1')).toBe(true);
    expect(await inside(A, 'cat /sys/class/net/eth0/address')).toMatch(/^00:18:51:/);
    await inside(A, 'ip link set eth0 address 02:00:00:00:00:09');
    expect(await reaches(A, '10.202.8.1', 1)).toBe(false);
    expect(await site().text()).toMatch(/^ {4}! netifs +eth0 02:00:00:00:00:09 on vzrbr1, another mac filter ->/m);
    await site().converge();
    expect(await reaches(A, '10.202.8.1')).toBe(true);
    await bring([{ ...eth0, macFilter: false }]);
    await inside(A, 'ip link set eth0 address 02:00:00:00:00:09');
    expect(await reaches(A, '10.202.8.1')).toBe(true);
    await bring([{ ...eth0, mac: '02:18:51:00:00:01' }]);
    expect(await inside(A, 'cat /sys/class/net/eth0/address')).toBe('02:18:51:00:00:01');
    expect(await reaches(A, '10.202.8.1')).toBe(true);
    expect(isSame(life)).toBe(true);
  });

  test('comes and goes while the container runs, and goes with it', async () => {
    const life = await bring([eth0]);
    await bring([{ name: 'eth1' }, { name: 'lan', bridge: VLANS }]);
    expect(await inside(A, 'ls /sys/class/net')).toBe('eth1\nlan\nlo');
    await bring([{ name: 'lan', bridge: PLAIN }, { name: 'eth0' }]);
    expect(await inside(A, 'ls /sys/class/net')).toBe('eth0\nlan\nlo');
    expect(readdirSync('/sys/class/net').filter((name) => name.startsWith(`veth${A}.`))).toHaveLength(2);
    expect(isSame(life)).toBe(true);
    await bring([]);
    expect(await inside(A, 'ls /sys/class/net')).toBe('lo');
    await bring([eth0, { name: 'eth1' }]);
    site().declare({ box: { ctid: A, state: 'stopped', netifs: [eth0] } });
    await site().converge();
    expect(readdirSync('/sys/class/net').filter((name) => name.startsWith(`veth${A}.`))).toEqual([]);
    await bring([eth0]);
    expect(await up(A, 'eth0', '10.202.8.2')).toBe('');
    expect(await reaches(A, '10.202.8.1')).toBe(true);
  });

  test('reaches those of its VLAN only', async (ctx) => {
    if (!keepsVlans) ctx.skip(noVlans);
    const lan = { name: 'lan', bridge: VLANS };
    await bring([{ ...lan, vlan: 10 }], [{ ...lan, vlan: 10 }]);
    await up(A, 'lan', '10.202.9.1');
    await up(B, 'lan', '10.202.9.2');
    expect(await reaches(A, '10.202.9.2')).toBe(true);
    await bring([{ ...lan, vlan: 10 }], [{ ...lan, vlan: 20 }]);
    expect(await reaches(A, '10.202.9.2', 2)).toBe(false);
    await bring([{ ...lan, vlan: 10 }], [lan]);
    expect(await reaches(A, '10.202.9.2', 2)).toBe(false);
    // What the bridge gives its ports, said aloud for one of them.
    await bring([{ ...lan, vlan: 1 }], [lan]);
    expect(await reaches(A, '10.202.9.2')).toBe(true);
  });
});

describe('what somebody changed by hand', () => {
  const mac = '02:18:51:00:00:02';
  const nothing = '\\(none\\)';
  const host = (line: string) => async (): Promise<void> => {
    const [program, ...args] = line.split(' ');
    expect(await output(`/usr/sbin/${program}`, args), line).toMatchObject({ ok: true });
  };
  const box = (line: string) => async (): Promise<void> => expect((await execIn(A, line)).output).toBe('');
  type Damage = readonly [name: string, seen: string, damage: () => Promise<void>];
  const damages = (whole: string): readonly Damage[] => [
    ['taken off the bridge', `lan ${mac}`, host(`ip link set ${VETH1} nomaster`)],
    ['on another bridge', `lan ${mac} on vzrbr1`, host(`ip link set ${VETH1} master ${PLAIN}`)],
    ['the filter removed', `${whole}, no mac filter`, host(`tc qdisc del dev ${VETH1} clsact`)],
    ['down', nothing, host(`ip link set ${VETH1} down`)],
    ['deleted', nothing, host(`ip link del ${VETH1}`)],
    ['deleted inside', nothing, box('ip link del lan')],
    ['renamed inside', `wan ${mac}.*`, box('ip link set lan name wan')],
  ];
  const inVlans: readonly Damage[] = [
    ['in another VLAN as well', `lan ${mac} on vzrbr2, vlan mixed`, host(`bridge vlan add dev ${VETH1} vid 20`)],
    ['the VLAN tagged', `lan ${mac} on vzrbr2, vlan mixed`, host(`bridge vlan add dev ${VETH1} vid 10`)],
    ['in no VLAN', `lan ${mac} on vzrbr2, vlan 0`, host(`bridge vlan del dev ${VETH1} vid 10`)],
  ];

  async function takenBack(netif: Netifs[number], list: readonly Damage[]): Promise<void> {
    const life = await bring([netif]);
    for (const [name, seen, damage] of list) {
      await damage();
      expect(await site().text(), name).toMatch(new RegExp(`^ {4}! netifs +${seen} -> lan ${mac}`, 'm'));
      await site().converge();
      expect(await site().text(), name).toContain('No changes.');
    }
    expect(isSame(life)).toBe(true);
  }

  test('is seen and taken back', () => takenBack({ name: 'lan', bridge: VLANS, mac }, damages(`lan ${mac} on vzrbr2`)));

  test('of VLANs is seen and taken back', async (ctx) => {
    if (!keepsVlans) ctx.skip(noVlans);
    await takenBack({ name: 'lan', bridge: VLANS, mac, vlan: 10 }, inVlans);
  });

  test('a foreign link of such a name is left alone', async () => {
    await bring([]);
    await ip(`link add ${VETH1} type veth peer name vzrbrx`);
    try {
      await bring([eth0]);
      expect((await ip(`-o link show ${VETH2}`)).text).toContain(PLAIN);
      expect((await ip(`link show vzrbrx`)).ok).toBe(true);
    } finally {
      await ip('link del vzrbrx');
    }
  });
});

test('bridges that are absent or cannot keep VLANs apart are refused before anything changes', async () => {
  const life = await bring([]);
  for (const [netif, code] of [
    [{ name: 'eth0', bridge: 'vzrbr9' }, 'VZR645'],
    [{ name: 'eth0', bridge: 'lo' }, 'VZR645'],
    [{ name: 'eth0', bridge: PLAIN, vlan: 10 }, 'VZR646'],
  ] as const) {
    declare([netif], [netif]);
    const { containers } = await site().plan();
    for (const container of containers) {
      expect(container.refusals).toMatchObject([{ code, pointer: '/network/netifs', origin: { path: 'all.yaml' } }]);
      expect(container.refusals[0]?.origin?.line).toBeGreaterThan(container.origin?.line ?? 0);
      expect(container.steps).toEqual([]);
    }
  }
  // The same manifests: what the host lacks today it may have tomorrow.
  declare([{ name: 'eth0', bridge: 'vzrbr9' }]);
  expect((await site().plan()).containers[0]?.refusals).toMatchObject([{ code: 'VZR645' }]);
  await ip('link add vzrbr9 type bridge');
  try {
    await site().converge({ yes: true });
    expect(isSame(life)).toBe(true);
  } finally {
    await ip('link del vzrbr9');
  }
  // It went with its port: the device can no longer be as it should, which is said and not tried.
  expect((await site().plan()).containers[0]?.refusals).toMatchObject([{ code: 'VZR645' }]);
});
