// Hand-made Ethernet frames from inside a container: what the source filter lets through to the host.

import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { linkAddress } from '../../drivers/network/names.ts';
import { addressBytes } from '../../schema/address.ts';
import { asCtid } from '../../schema/units.ts';
import { addDummy, hostNetwork, IP, NetworkRig, output } from './network-rig.ts';

const missing =
  process.getuid?.() === 0 ? [IP, '/usr/bin/nsenter', '/usr/bin/unshare'].find((file) => !existsSync(file)) : 'root';
const CTID = asCtid(60230);
const LINK = 'veth60230.0';
const [OWN4, OWN6, FOREIGN4, FOREIGN6] = ['10.202.3.1', 'fd00:202:3::1', '10.202.3.9', 'fd00:202:3::9'];
const [HOST4, HOST6] = ['10.202.255.3', 'fd00:202:ffff::3'];

let rig: NetworkRig;
let before: string;

beforeEach(async (ctx) => {
  if (missing !== undefined) return ctx.skip(`needs ${missing}`);
  before = hostNetwork();
  addDummy(HOST4, HOST6);
  rig = new NetworkRig();
  await rig.up(CTID, OWN4, OWN6);
  // So that only the filter decides.
  await output('/usr/sbin/sysctl', ['-w', `net/ipv4/conf/${LINK}/rp_filter=0`]);
});

afterEach(async () => {
  if (missing !== undefined) return;
  await rig.close();
  await output(IP, ['link', 'del', 'vz602dummy']);
  expect(hostNetwork()).toBe(before);
});

const bytesOf = (address: string): Buffer => Buffer.from(addressBytes(address) ?? []);
const mac = linkAddress(CTID);
const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const frame = (ethertype: number, ...payload: Uint8Array[]): Buffer =>
  Buffer.concat([mac, mac, u16(ethertype), ...payload]);

/** The Internet checksum (RFC 1071). */
function checksum(bytes: Buffer): Buffer {
  const padded = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
  let sum = 0;
  for (let i = 0; i < padded.length; i += 2) sum += padded.readUInt16BE(i);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return u16(~sum & 0xffff);
}

/** An IPv4 or IPv6 packet with a transport whose checksum is at `at`; IPv6 pseudo header included. */
function packet(source: string, target: string, protocol: number, payload: Buffer, at: number): Buffer {
  const [from, to] = [bytesOf(source), bytesOf(target)];
  const pseudo = Buffer.concat([
    from,
    to,
    from.length === 16 ? u16(0) : Buffer.alloc(0),
    from.length === 16 ? u16(payload.length) : Buffer.from([0, protocol]),
    from.length === 16 ? Buffer.from([0, 0, 0, protocol]) : u16(payload.length),
  ]);
  checksum(Buffer.concat([pseudo, payload])).copy(payload, at);
  if (from.length === 16)
    return Buffer.concat([
      Buffer.from([0x60, 0, 0, 0]),
      u16(payload.length),
      Buffer.from([protocol, 255]),
      from,
      to,
      payload,
    ]);
  const header = Buffer.concat([
    Buffer.from([0x45, 0]),
    u16(20 + payload.length),
    Buffer.from([0, 1, 0, 0, 64, protocol, 0, 0]),
    from,
    to,
  ]);
  checksum(header).copy(header, 10);
  return Buffer.concat([header, payload]);
}

const udp = (source: string, target: string, port: number): Buffer =>
  packet(source, target, 17, Buffer.concat([u16(9), u16(port), u16(12), u16(0), Buffer.from('ping')]), 6);

async function sendFrames(...frames: Buffer[]): Promise<void> {
  const sender = fileURLToPath(new URL('./send-frames.mjs', import.meta.url));
  const child = spawn(
    ...rig.inside(CTID, process.execPath, sender, 'venet0', ...frames.map((bytes) => bytes.toString('hex'))),
    { stdio: 'inherit' },
  );
  expect(await once(child, 'exit')).toEqual([0, null]);
  await sleep(50);
}

/** Sources heard on the host when `make` is sent for a port of ours. */
async function heard(target: string, make: (port: number) => Buffer[]): Promise<string[]> {
  const socket = createSocket(target.includes(':') ? 'udp6' : 'udp4');
  const sources: string[] = [];
  try {
    socket.bind(0, target);
    await once(socket, 'listening');
    socket.on('message', (_, { address }) => sources.push(address));
    await sendFrames(...make(socket.address().port));
    return sources;
  } finally {
    socket.close();
  }
}

test('of IPv4 frames only those with an owned source and no tag arrive', async () => {
  const sources = await heard(HOST4, (port) => [
    frame(0x0800, udp(FOREIGN4, HOST4, port)),
    frame(0x8100, u16(0), u16(0x0800), udp(FOREIGN4, HOST4, port)),
    frame(0x8100, u16(0), u16(0x0800), udp(OWN4, HOST4, port)),
    frame(0x88a8, u16(0), u16(0x8100), u16(0), u16(0x0800), udp(FOREIGN4, HOST4, port)),
    frame(0x0800, udp(OWN4, HOST4, port)),
  ]);
  expect(sources).toEqual([OWN4]);
});

test('of IPv6 frames only those with an owned source and no tag arrive', async () => {
  const sources = await heard(HOST6, (port) => [
    frame(0x86dd, udp(FOREIGN6, HOST6, port)),
    frame(0x8100, u16(0), u16(0x86dd), udp(FOREIGN6, HOST6, port)),
    frame(0x86dd, udp('fe80::1', HOST6, port)),
    frame(0x86dd, udp(OWN6, HOST6, port)),
  ]);
  expect(sources).toEqual([OWN6]);
});

test('ARP replies, neighbour and router advertisements teach the host nothing', async () => {
  // The host's other neighbours come and go meanwhile; what counts is what names the container's link or address. Entries
  // without ARP are the host's own.
  const state = async (): Promise<string> => {
    const neighbours = (await output(IP, ['neigh', 'show', 'nud', 'all'])).text.split('\n');
    const text = mac.toString('hex').replace(/..(?=.)/g, '$&:');
    const learned = neighbours.filter(
      (line) => !line.includes('NOARP') && (line.includes(LINK) || line.includes(text)),
    );
    return learned.join('\n') + (await output(IP, ['-6', 'route', 'show', 'dev', LINK])).text;
  };
  const look = await state();
  const router = Buffer.concat([Buffer.from([134, 0, 0, 0, 64, 0]), u16(1800), Buffer.alloc(8)]);
  const neighbour = Buffer.concat([
    Buffer.from([136, 0, 0, 0, 0x60, 0, 0, 0]),
    bytesOf(FOREIGN6),
    Buffer.from([2, 1]),
    mac,
  ]);
  await sendFrames(
    frame(0x0806, u16(1), u16(0x0800), Buffer.from([6, 4]), u16(2), mac, bytesOf('192.0.2.1'), mac, bytesOf(HOST4)),
    frame(0x86dd, packet('fe80::1', 'ff02::1', 58, router, 2)),
    frame(0x86dd, packet(FOREIGN6, 'ff02::1', 58, neighbour, 2)),
  );
  expect(await state()).toBe(look);
});
