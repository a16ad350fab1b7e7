// What somebody writes into a container's groups or network that no manifest can say: found, told, and left alone. A container nobody
// touched has nothing of it, which is the proof that the table of usual values is this kernel's. The same of its network.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { statusFile } from '../../reconciler/run/status-file.ts';
import { asCtid } from '../../schema/units.ts';
import { buildProgram, removeProgram, vz } from '../helpers/program.ts';
import { groupMounts, put, readTrimmed } from '../helpers/real-host.ts';
import { openSite, type Site } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';

const reason = missingTools();
const CT = 61_421;
const NET = 61_422;
const net = { ctid: NET, ips: ['10.61.42.2', 'fd61:42::2'], netifs: [{ name: 'eth0' }] };
let site: Site;

beforeAll(async () => {
  if (reason !== undefined) return;
  buildProgram();
  site = await openSite('undeclared');
  site.declare({ quiet: { ctid: CT, cpulimit: 50 }, net });
  await site.converge();
});
afterAll(async () => {
  removeProgram();
  await site?.close();
});
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

/** Files of both versions, with a value that a person may write. */
const deeds = [
  ['memory.high', '33554432'],
  ['memory.oom.group', '1'],
  ['memory.soft_limit_in_bytes', '33554432'],
  ['cpuset.mem_hardwall', '1'],
] as const;

test('a container nobody touched has nothing undeclared; what hands write is told and stays', async () => {
  expect((await site.plan()).containers[0]?.undeclared).toBeUndefined();
  const there = deeds.flatMap(([name, value]) =>
    groupMounts().flatMap((mount) => {
      const path = join(mount, 'vz', String(CT), name);
      return existsSync(path) ? [{ name, value, path }] : [];
    }),
  );
  expect(there.length).toBeGreaterThan(1);
  for (const { path, value } of there) put(path, value);
  const { containers } = await site.plan();
  expect(containers[0]?.action).toBe('none');
  expect(new Set(containers[0]?.undeclared?.map(({ name }) => name))).toEqual(new Set(there.map(({ name }) => name)));
  expect(await site.text()).toMatch(/ {4}\? .* undeclared, reported only/);
  await site.converge();
  for (const { path, value } of there) expect(readTrimmed(path)).toBe(value);
});

/** ip(8) of the host, in the container's network. */
async function ip(...args: readonly string[]): Promise<void> {
  const pid = (await site.host.pids()).get(asCtid(NET));
  if (pid === undefined) throw new Error('it does not run');
  execFileSync('nsenter', [`--net=/proc/${pid}/ns/net`, 'ip', ...args]);
}

const network = async () => {
  const { containers } = await site.plan();
  const net = containers.find(({ ctid }) => ctid === NET);
  expect(net?.action).toBe('none');
  return (net?.undeclared ?? []).map(({ name, value }) => `${name}: ${value}`);
};

test('devices, addresses, routes and rules that somebody made inside are told, stay, and are bounded', async () => {
  expect(await network()).toEqual([]);
  await ip('link', 'add', 'br9', 'type', 'bridge');
  await ip('link', 'set', 'br9', 'up');
  await ip('addr', 'add', '172.30.0.1/16', 'dev', 'br9');
  await ip('addr', 'add', '10.61.42.9/24', 'dev', 'venet0');
  await ip('-6', 'addr', 'add', 'fd61:42::9/64', 'dev', 'venet0');
  await ip('route', 'add', '10.77.0.0/16', 'dev', 'br9');
  await ip('route', 'add', 'default', 'via', '172.30.0.7', 'table', '42');
  await ip('route', 'add', 'blackhole', '10.78.0.0/16');
  await ip('rule', 'add', 'from', '10.9.0.0/16', 'lookup', '42', 'priority', '100');
  const all = [
    'device br9: bridge',
    'address 10.61.42.9/24: dev venet0',
    'address 172.30.0.1/16: dev br9',
    'address fd61:42::9/64: dev venet0',
    'route 10.77.0.0/16: dev br9',
    'route 10.78.0.0/16: blackhole',
    'route default (ipv4): via 172.30.0.7 dev br9 table 42',
    'rule 100 (ipv4): from 10.9.0.0/16 lookup 42',
  ];
  expect(await network()).toEqual(all);
  expect(await site.text()).toContain('? device br9');
  await site.converge();
  expect(await network()).toEqual(all);
  for (let i = 0; i < 40; i += 1) await ip('addr', 'add', `172.31.0.${i + 1}/24`, 'dev', 'br9');
  const many = await network();
  expect(many).toHaveLength(21);
  expect(many.at(-1)).toBe('others: 28 more');
  // Its end takes all of it along.
  await ip('link', 'delete', 'br9');
  // What a manifest hands over is the container's to configure.
  const before = await network();
  await ip('link', 'set', 'eth0', 'up');
  await ip('addr', 'add', '192.168.77.5/24', 'dev', 'eth0');
  await ip('route', 'add', '10.79.0.0/16', 'via', '192.168.77.1');
  expect(await network()).toEqual(before);
  await ip('link', 'add', 'eth1', 'type', 'veth', 'peer', 'name', 'eth2');
  expect(await network()).toEqual(['device eth1: veth', 'device eth2: veth', ...before]);
  const ignoreUndeclared = ['device eth*', '* dev venet0', 'r*'];
  site.declare({ quiet: { ctid: CT, cpulimit: 50 }, net: { ...net, reconcile: { ignoreUndeclared } } });
  expect(await network()).toEqual([]);
  // `status` asks the kernel, and the last pass for the patterns of the manifest; of all containers it does not look.
  const said = (...args: string[]) => {
    const { out, err } = vz('status', ...args, '--root', site.root.path);
    return `${out}${err}`;
  };
  expect(said('net')).toContain('? device eth1');
  expect(JSON.parse(said('net', '-o', 'json')).containers[0].undeclared).toContainEqual({
    ...{ name: 'device eth1', value: 'veth', usual: 'none' },
  });
  expect(said('-o', 'json')).not.toContain('undeclared');
  const result = await site.converge();
  const status = statusFile(
    site.root.path,
    () => new Date(0),
    (error) => {
      throw error;
    },
  );
  await status.passed(result, [], 0);
  expect(said('net')).not.toContain('? ');
});
