// venet on the real kernel: who reaches whom, who cannot pretend to be whom, what changes live and what is noticed.

import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDummy, BUSYBOX, hostNetwork, IP, NetworkRig, output } from './network-rig.ts';

const missing =
  process.getuid?.() === 0
    ? [BUSYBOX, IP, '/usr/bin/nsenter', '/usr/bin/unshare'].find((file) => !existsSync(file))
    : 'root';

const A4 = '10.202.0.1';
const A6 = 'fd00:202::1';
const B4 = '10.202.0.2';
const B6 = 'fd00:202::2';
// On the host for a test.
const HOST4 = '10.202.255.1';
const HOST6 = 'fd00:202:ffff::1';

let rig: NetworkRig;
let before: string;

beforeEach(async (ctx) => {
  if (missing !== undefined) return ctx.skip(`needs ${missing}`);
  before = hostNetwork();
  addDummy(HOST4, HOST6);
  rig = new NetworkRig();
  await rig.driver.probe();
});

afterEach(async () => {
  if (missing !== undefined) return;
  await rig.close();
  await output(IP, ['link', 'del', 'vz602dummy']);
  expect(hostNetwork()).toBe(before);
});

describe('reach', () => {
  test('host and container reach each other by IPv4 and IPv6', async () => {
    const a = await rig.up(60200, A4, A6);
    for (const address of [A4, A6]) expect(await rig.ping('host', address), address).toBe(true);
    for (const address of [HOST4, HOST6, '127.0.0.1', '::1']) expect(await rig.ping(a, address), address).toBe(true);
  });

  test('containers reach each other by IPv4, and by IPv6 where it can be forwarded', async (ctx) => {
    const a = await rig.up(60200, A4, A6);
    const b = await rig.up(60201, B4, B6);
    expect(await rig.ping(a, B4)).toBe(true);
    expect(await rig.ping(b, A4)).toBe(true);
    const forwarding = (await rig.driver.probe()).find(({ feature }) => feature === 'network: IPv6 forwarding');
    if (forwarding?.state !== 'ok') ctx.skip(forwarding?.detail ?? 'no IPv6');
    expect(await rig.ping(a, B6)).toBe(true);
    expect(await rig.ping(b, A6)).toBe(true);
  });

  test('a container without addresses has lo and no link', async () => {
    const a = await rig.up(60200);
    expect(await rig.ping(a, '127.0.0.1')).toBe(true);
    expect(await rig.observe(a)).toEqual([]);
    expect((await rig.in(a, IP, '-o', 'link')).text).not.toMatch(/venet0/);
  });

  test('no link-local address appears on either end', async () => {
    const a = await rig.up(60200, A4, A6);
    expect((await rig.in(a, IP, '-6', 'addr', 'show', 'venet0')).text).not.toMatch(/fe80/);
    expect((await output(IP, ['addr', 'show', 'dev', 'veth60200.0'])).text).not.toMatch(/inet/);
  });
});

/** Sends datagrams from `source` inside, bound there, and counts those that arrive at `target` on the host. */
async function arrives(ctid: Parameters<NetworkRig['inside']>[0], source: string, target: string): Promise<boolean> {
  const socket = createSocket(target.includes(':') ? 'udp6' : 'udp4');
  try {
    socket.bind(0, target);
    await once(socket, 'listening');
    let heard = '';
    socket.on('message', (_, from) => {
      heard = from.address;
    });
    const script = `const s = require('dgram').createSocket('${source.includes(':') ? 'udp6' : 'udp4'}');
      s.bind(0, '${source}', () => s.send('x', ${socket.address().port}, '${target}', () => s.close()));`;
    const sent = await rig.in(ctid, process.execPath, '-e', script);
    expect(sent.text).toBe('');
    await sleep(50);
    return heard === source;
  } finally {
    socket.close();
  }
}

describe('pretending', () => {
  test.each([
    ['IPv4', A4, '10.202.0.99', HOST4],
    ['IPv6', A6, 'fd00:202::99', HOST6],
  ])('an %s packet from an address the container does not own does not arrive', async (_, own, foreign, host) => {
    const a = await rig.up(60200, A4, A6);
    // Without it only the filter stands in the way.
    await output('/usr/sbin/sysctl', ['-w', 'net/ipv4/conf/veth60200.0/rp_filter=0']);
    const length = foreign.includes(':') ? 128 : 32;
    expect(
      (
        await rig.in(
          a,
          IP,
          'addr',
          'add',
          `${foreign}/${length}`,
          'dev',
          'venet0',
          ...(length === 128 ? ['nodad'] : []),
        )
      ).ok,
    ).toBe(true);
    expect(await arrives(a, own, host)).toBe(true);
    expect(await arrives(a, foreign, host)).toBe(false);
  });

  test('an address of another container is not lent either', async () => {
    const a = await rig.up(60200, A4, A6);
    const b = await rig.up(60201, B4, B6);
    await rig.in(a, IP, 'addr', 'add', `${B4}/32`, 'dev', 'venet0');
    expect(await arrives(a, B4, HOST4)).toBe(false);
    expect(await arrives(b, B4, HOST4)).toBe(true);
  });

  test('ARP switched on inside teaches the host nothing', async () => {
    const a = await rig.up(60200, A4);
    await rig.in(a, IP, 'link', 'set', 'venet0', 'arp', 'on');
    expect(await rig.ping(a, HOST4)).toBe(false);
    expect((await output(IP, ['neigh', 'show', 'dev', 'veth60200.0', 'nud', 'all'])).text).not.toMatch(
      /REACHABLE|STALE|DELAY/,
    );
  });
});

/** A TCP server inside on one address, and a connection to it. */
async function echoInside(
  ctid: Parameters<NetworkRig['inside']>[0],
  address: string,
): Promise<{ echo: () => Promise<string>; close: () => void }> {
  const script = `require('net').createServer((s) => s.pipe(s)).listen(4000, '${address}', () => console.log('ready'))`;
  const server = spawn(...rig.inside(ctid, process.execPath, '-e', script), { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(server.stdout as NonNullable<typeof server.stdout>, 'data');
  const socket = connect(4000, address);
  await once(socket, 'connect');
  return {
    echo: async () => {
      const answer = once(socket, 'data', { signal: AbortSignal.timeout(3000) });
      socket.write('hello');
      return String((await answer)[0]);
    },
    close: () => {
      socket.destroy();
      server.kill('SIGKILL');
    },
  };
}

describe('live changes', () => {
  test.each([
    ['IPv4', A4, '10.202.0.3', '10.202.0.4'],
    ['IPv6', A6, 'fd00:202::3', 'fd00:202::4'],
  ])('an open %s connection survives a change of the other addresses', async (_, kept, old, added) => {
    const a = await rig.up(60200, kept, old);
    const connection = await echoInside(a, kept);
    try {
      expect(await connection.echo()).toBe('hello');
      await rig.apply(a, 'set', [kept, added], [kept, old]);
      expect(await connection.echo()).toBe('hello');
      expect(await rig.ping('host', added)).toBe(true);
      expect(await rig.ping('host', old)).toBe(false);
      expect(await arrives(a, added, added.includes(':') ? HOST6 : HOST4)).toBe(true);
      expect((await rig.in(a, IP, 'addr')).text).not.toContain(`${old}/`);
    } finally {
      connection.close();
    }
  });

  test('the only address can be exchanged, and undo brings the old one back', async () => {
    const a = await rig.up(60200, A4);
    const undo = await rig.apply(a, 'set', ['10.202.0.5'], [A4]);
    expect(await rig.observe(a)).toEqual(['10.202.0.5']);
    expect(await rig.ping(a, HOST4)).toBe(true);
    await undo();
    expect(await rig.observe(a)).toEqual([A4]);
    expect(await rig.ping(a, HOST4)).toBe(true);
  });

  test('undo of an attachment leaves no link', async () => {
    const a = await rig.start(60200);
    const undo = await rig.apply(a, 'create', [A4]);
    await undo();
    expect((await output(IP, ['link', 'show', 'veth60200.0'])).ok).toBe(false);
  });

  test('IPv6 is forwarded from the first IPv6 address on', async (ctx) => {
    const setting = '/proc/sys/net/ipv6/conf/veth60200.0/force_forwarding';
    const a = await rig.up(60200, A4);
    if (!existsSync(setting)) ctx.skip('no force_forwarding, so before Linux 6.17');
    expect(readFileSync(setting, 'utf8')).toBe('0\n');
    expect(await rig.observe(a)).toEqual([A4]);
    await rig.apply(a, 'set', [A4, A6], [A4]);
    expect(readFileSync(setting, 'utf8')).toBe('1\n');
    expect(await rig.observe(a)).toEqual([A4, A6]);
    await output('/usr/sbin/sysctl', ['-w', 'net/ipv6/conf/veth60200.0/force_forwarding=0']);
    expect(await rig.observe(a)).toEqual([]);
  });

  test('attaching twice changes nothing', async () => {
    const a = await rig.up(60200, A4, A6);
    const show = async (): Promise<string> => (await output(IP, ['-d', '-o', 'link', 'show', 'veth60200.0'])).text;
    const first = await show();
    await rig.apply(a, 'create', [A4, A6]);
    expect(await show()).toBe(first);
    expect(await rig.observe(a)).toEqual([A4, A6]);
  });
});

describe('drift', () => {
  const onHost =
    (...args: string[]) =>
    async (): Promise<unknown> =>
      output(IP, args);
  const inside =
    (...args: string[]) =>
    async (): Promise<unknown> =>
      rig.in(rigCtid(), IP, ...args);
  const rigCtid = () => [...rig.inits.keys()][0] as Parameters<NetworkRig['inside']>[0];
  const veth = 'veth60200.0';

  test.each([
    ['an address removed inside', inside('addr', 'del', `${A4}/32`, 'dev', 'venet0'), [A6]],
    ['an IPv6 address removed inside', inside('addr', 'del', `${A6}/128`, 'dev', 'venet0'), [A4]],
    ['a default route removed inside', inside('route', 'del', 'default'), [A6]],
    ['an IPv6 default route removed inside', inside('-6', 'route', 'del', 'default'), [A4]],
    ['venet0 down', inside('link', 'set', 'venet0', 'down'), []],
    ['ARP switched on inside', inside('link', 'set', 'venet0', 'arp', 'on'), []],
    ['another Ethernet address inside', inside('link', 'set', 'venet0', 'address', '02:00:00:00:00:01'), []],
    ['venet0 deleted inside', inside('link', 'del', 'venet0'), []],
    ['a host route removed', onHost('route', 'del', `${A4}/32`), []],
    ['the host end down', onHost('link', 'set', veth, 'down'), []],
    ['the host end deleted', onHost('link', 'del', veth), []],
    ['the filter removed', async () => output('/usr/sbin/tc', ['qdisc', 'del', 'dev', veth, 'clsact']), []],
    ['forwarding off', async () => output('/usr/sbin/sysctl', ['-w', `net/ipv4/conf/${veth}/forwarding=0`]), []],
    ['rp_filter off', async () => output('/usr/sbin/sysctl', ['-w', `net/ipv4/conf/${veth}/rp_filter=0`]), []],
  ])('%s is seen and repaired', async (_, damage, left) => {
    const a = await rig.up(60200, A4, A6);
    expect(await rig.observe(a)).toEqual([A4, A6]);
    await damage();
    expect(await rig.observe(a)).toEqual(left);
    await rig.apply(a, 'set', [A4, A6], left);
    expect(await rig.observe(a)).toEqual([A4, A6]);
    for (const address of [HOST4, HOST6]) expect(await rig.ping(a, address), address).toBe(true);
  });

  test('what the container adds for itself is its own affair', async () => {
    const a = await rig.up(60200, A4);
    await rig.in(a, IP, 'addr', 'add', '10.202.77.1/24', 'dev', 'venet0');
    await rig.in(a, IP, 'route', 'add', '10.202.78.0/24', 'dev', 'venet0');
    expect(await rig.observe(a)).toEqual([A4]);
    await rig.apply(a, 'set', [A4, A6], [A4]);
    expect((await rig.in(a, IP, 'addr')).text).toContain('10.202.77.1/24');
  });
});

describe('what is not ours', () => {
  test('a foreign link with our name is neither adopted nor deleted', async () => {
    const a = await rig.start(60200);
    await output(IP, ['link', 'add', 'veth60200.0', 'type', 'veth', 'peer', 'name', 'vz602other']);
    try {
      expect(await rig.observe(a)).toEqual([]);
      await expect(rig.apply(a, 'create', [A4])).rejects.toMatchObject({ code: 'ForeignObject' });
      await rig.apply(a, 'remove', []);
      expect((await output(IP, ['link', 'show', 'veth60200.0'])).ok).toBe(true);
    } finally {
      await output(IP, ['link', 'del', 'veth60200.0']);
    }
  });

  test('an address of another container is refused and stays with its owner', async () => {
    const a = await rig.up(60200, A4, A6);
    const b = await rig.start(60201);
    for (const address of [A4, A6]) {
      await expect(rig.apply(b, 'create', [address])).rejects.toMatchObject({
        code: 'Conflict',
        message: expect.stringContaining('container 60200'),
      });
    }
    expect(await rig.observe(a)).toEqual([A4, A6]);
    expect(await rig.observe(b)).toEqual([]);
  });

  test('of two containers that ask for an address at once one gets it, and the other is not begun', async () => {
    const [a, b] = [await rig.start(60200), await rig.start(60201)];
    const [first, second] = await Promise.allSettled([
      rig.apply(a, 'create', [A4, A6]),
      rig.apply(b, 'create', [A6, B4]),
    ]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({
      reason: { code: 'Conflict', message: expect.stringContaining(`container ${a}`) },
    });
    expect((await output(IP, ['link', 'show', 'veth60201.0'])).ok).toBe(false);
    expect(await rig.observe(a)).toEqual([A4, A6]);
    await rig.apply(b, 'create', [B4]);
    expect(await rig.observe(b)).toEqual([B4]);
  });

  test('an address of the host is refused by accept and by apply', async () => {
    const a = await rig.start(60200);
    const { refusals } = rig.driver.accept({ network: { addresses: [HOST4, HOST6] } });
    expect(refusals.map(({ code }) => code)).toEqual(['VZR642', 'VZR642']);
    for (const address of [HOST4, HOST6])
      await expect(rig.apply(a, 'create', [address])).rejects.toMatchObject({ code: 'Conflict' });
  });

  test('a foreign host route is a conflict', async () => {
    const a = await rig.start(60200);
    await output(IP, ['route', 'add', `${A4}/32`, 'dev', 'vz602dummy']);
    await expect(rig.apply(a, 'create', [A4])).rejects.toMatchObject({ code: 'Conflict' });
  });
});

describe('removal', () => {
  test('an ended container leaves neither link nor route', async () => {
    const a = await rig.up(60200, A4, A6);
    await rig.down(a);
    expect(await rig.observe(a)).toBeUndefined();
    expect(hostNetwork()).not.toContain('veth60200');
  });

  test('the link of an ended container whose namespace is held is deleted after a while', async () => {
    const a = await rig.up(60200, A4);
    const holder = spawn(...rig.inside(a, '/usr/bin/sleep', '60'), { stdio: 'ignore' });
    await sleep(200);
    try {
      await rig.down(a);
      expect((await output(IP, ['link', 'show', 'veth60200.0'])).ok).toBe(false);
    } finally {
      holder.kill('SIGKILL');
    }
  });

  test('a restarted container gets its address at once', async () => {
    const a = await rig.up(60200, A4);
    await rig.kill(a);
    await rig.up(60200, A4);
    expect(await rig.observe(a)).toEqual([A4]);
    expect(await rig.ping(a, HOST4)).toBe(true);
  });

  test('observing changes nothing', async () => {
    const a = await rig.up(60200, A4, A6);
    const look = hostNetwork();
    await rig.driver.observe('all');
    await rig.observe(a);
    expect(hostNetwork()).toBe(look);
  });
});
