// With an uplink the containers are reachable from outside; the outside is another namespace on a cable of its own.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Ctid } from '../../schema/units.ts';
import { hostNetwork, IP, NetworkRig, output } from './network-rig.ts';

const missing =
  process.getuid?.() === 0 ? [IP, '/usr/bin/nsenter', '/usr/bin/unshare'].find((file) => !existsSync(file)) : 'root';
const UPLINK = 'vz602up';
const OUTSIDE = ['10.202.128.1', 'fd00:202:128::1'] as const;
const HOST = ['10.202.128.2', 'fd00:202:128::2'] as const;
const INSIDE = ['10.202.128.3', 'fd00:202:128::3'] as const;
const ALL_FORWARDING = '/proc/sys/net/ipv6/conf/all/forwarding';

let rig: NetworkRig;
let outside: Ctid;
let before: string;
let forwarding: string | undefined;

beforeEach(async (ctx) => {
  if (missing !== undefined) return ctx.skip(`needs ${missing}`);
  before = hostNetwork();
  forwarding = existsSync(ALL_FORWARDING) ? readFileSync(ALL_FORWARDING, 'utf8') : undefined;
  rig = new NetworkRig();
  rig.uplink = UPLINK;
  outside = await rig.start(60210);
  const pid = String(rig.inits.get(outside)?.pid);
  await output(IP, ['link', 'add', UPLINK, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', pid]);
  await rig.in(outside, IP, 'link', 'set', 'eth0', 'up');
  await output(IP, ['link', 'set', UPLINK, 'up']);
  for (const [i, length] of [
    [0, 24],
    [1, 64],
  ] as const) {
    const detection = i === 1 ? ['nodad'] : [];
    await rig.in(outside, IP, 'addr', 'add', `${OUTSIDE[i]}/${length}`, 'dev', 'eth0', ...detection);
    await output(IP, ['addr', 'add', `${HOST[i]}/${length}`, 'dev', UPLINK, ...detection]);
  }
  await rig.driver.probe();
});

afterEach(async () => {
  if (missing !== undefined) return;
  await output(IP, ['link', 'del', UPLINK]);
  await rig.close();
  if (forwarding !== undefined && readFileSync(ALL_FORWARDING, 'utf8') !== forwarding)
    writeFileSync(ALL_FORWARDING, forwarding);
  expect(hostNetwork()).toBe(before);
});

const proxies = async (): Promise<string> =>
  (await output(IP, ['neigh', 'show', 'proxy'])).text + (await output(IP, ['-6', 'neigh', 'show', 'proxy'])).text;

test('a container is reached from outside by both families, and answers', async () => {
  const a = await rig.up(60211, ...INSIDE);
  for (const address of INSIDE) expect(await rig.ping(outside, address), address).toBe(true);
  for (const address of OUTSIDE) expect(await rig.ping(a, address), address).toBe(true);
});

test('a removed proxy entry is drift, and is repaired', async () => {
  const a = await rig.up(60211, ...INSIDE);
  expect(await rig.observe(a)).toEqual(INSIDE);
  await output(IP, ['neigh', 'del', 'proxy', INSIDE[0], 'dev', UPLINK]);
  expect(await rig.observe(a)).toEqual([INSIDE[1]]);
  await rig.apply(a, 'set', INSIDE, [INSIDE[1]]);
  expect(await rig.observe(a)).toEqual(INSIDE);
});

test('proxy entries go with their address and with their container; those of others stay', async () => {
  await output(IP, ['neigh', 'add', 'proxy', '10.202.128.77', 'dev', UPLINK]);
  const a = await rig.up(60211, ...INSIDE);
  await rig.apply(a, 'set', [INSIDE[1]], INSIDE);
  expect(await proxies()).not.toContain(INSIDE[0]);
  expect(await proxies()).toContain(INSIDE[1]);
  await rig.down(a);
  expect(await proxies()).not.toContain(INSIDE[1]);
  expect(await proxies()).toContain('10.202.128.77');
});

test('while the uplink is missing nothing is attached', async () => {
  rig.uplink = 'vz602none';
  const a = await rig.start(60211);
  await expect(rig.apply(a, 'create', INSIDE)).rejects.toMatchObject({ code: 'ENODEV' });
  expect((await output(IP, ['link', 'show', 'veth60211.0'])).ok).toBe(false);
});
