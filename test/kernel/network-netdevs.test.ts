// Interfaces of the host in a container: they go in and come back while it runs, when it stops and when it dies, under
// their own names. The one that is lent here is virtual, so that the kernel would destroy it with the container's namespace.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isSame, type Life, until } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { IP, output } from './network-rig.ts';
import { useSite } from './own-site.ts';

const [A, B] = [61_391, 61_392];
const [LENT, OTHER] = ['lent61391a', 'lent61391b'];
const site = useSite('netdevs', /vzr-netdevs|\b6139[12]\b|veth6139[12]/);
const ip = (line: string) => output(IP, line.split(' '));
beforeAll(async () => void (await ip(`link add ${LENT} type veth peer name ${OTHER}`)));
afterAll(async () => void (await ip(`link del ${OTHER}`)));

async function bring(netdevs: readonly string[], more: object = {}): Promise<Life> {
  site().declare({ box: { ctid: A, netdevs, ...more } });
  await site().converge({ yes: true });
  expect(await site().text()).toContain('No changes.');
  return site().life(A);
}

const inside = async (script: string): Promise<string> => (await execIn(A, script)).output;
const indexOf = (name: string): string => readFileSync(`/sys/class/net/${name}/ifindex`, 'utf8');
const isHome = (name: string): boolean => existsSync(`/sys/class/net/${name}`);
const held = (): readonly string[] => readdirSync(`${site().root.path}/netdevs`);

test('an interface goes in and comes back while the container runs, under its own name and number', async () => {
  const index = indexOf(LENT);
  const life = await bring([]);
  await bring([LENT]);
  expect(await inside('ls /sys/class/net')).toBe(`${LENT}\nlo`);
  expect(isHome(LENT)).toBe(false);
  expect(await inside(`ip link set ${LENT} name mine && ip link set mine up`)).toBe('');
  expect(await site().text()).toContain('No changes.');
  await bring([LENT, OTHER]);
  expect(await inside('ls /sys/class/net')).toBe(`${OTHER}\nlo\nmine`);
  await bring([OTHER]);
  expect(indexOf(LENT)).toBe(index);
  await bring([]);
  expect(isHome(OTHER)).toBe(true);
  expect(held()).toEqual([]);
  expect(isSame(life)).toBe(true);
});

test('what somebody deleted inside is missed, and refused while the host has none', async () => {
  await bring([LENT]);
  expect(await inside(`ip link del ${LENT}`)).toBe('');
  expect((await site().plan()).containers[0]?.refusals).toMatchObject([{ code: 'VZR648' }]);
  await ip(`link add ${LENT} type veth peer name ${OTHER}`);
  await site().converge();
  expect(await inside('ls /sys/class/net')).toBe(`${LENT}\nlo`);
});

test('a stopped container has given it back, and a started one has it again', async () => {
  await bring([LENT], { ips: ['10.202.10.1'] });
  site().declare({ box: { ctid: A, state: 'stopped', netdevs: [LENT] } });
  await site().converge();
  expect(isHome(LENT)).toBe(true);
  expect(held()).toEqual([]);
  expect(readdirSync('/sys/class/net').filter((name) => name.startsWith(`veth${A}`))).toEqual([]);
  await bring([LENT]);
  expect(isHome(LENT)).toBe(false);
});

test('it outlives a container that dies, for it or for the host', async () => {
  const { pid } = await bring([LENT], { ips: ['10.202.10.1'] });
  process.kill(pid, 'SIGKILL');
  await until('init gone', () => !existsSync(`/proc/${pid}/ns/net`));
  await bring([LENT], { ips: ['10.202.10.1'] });
  expect(await inside('ls /sys/class/net')).toBe(`${LENT}\nlo\nvenet0`);
  const next = await site().life(A);
  process.kill(next.pid, 'SIGKILL');
  await until('init gone', () => !existsSync(`/proc/${next.pid}/ns/net`));
  site().declare({});
  await site().converge({ yes: true });
  expect(isHome(LENT)).toBe(true);
  expect(held()).toEqual([]);
});

test('what the host does not have, or needs itself, is refused before anything changes', async () => {
  const life = await bring([]);
  const route = /^default.* dev (\S+)/m.exec((await ip('route show')).text)?.[1];
  await ip('link add lent61391br type bridge');
  try {
    for (const [name, code] of [
      ['lent61391x', 'VZR648'],
      ['lent61391br', 'VZR649'],
      ...(route === undefined ? [] : [[route, 'VZR649'] as const]),
    ] as const) {
      site().declare({ box: { ctid: A, netdevs: [name] } });
      const [container] = (await site().plan()).containers;
      expect(container?.refusals, name).toMatchObject([{ code, pointer: '/network/netdevs' }]);
      expect(container?.refusals[0]?.origin?.line).toBeGreaterThan(container?.origin?.line ?? 0);
      expect(container?.steps).toEqual([]);
    }
  } finally {
    await ip('link del lent61391br');
  }
  expect(isSame(life)).toBe(true);
});

test('one is in one container at a time, and can be handed on', async () => {
  await bring([LENT]);
  site().declare({ box: { ctid: A, netdevs: [LENT] }, other: { ctid: B, netdevs: [LENT] } });
  expect((await site().pass()).problems).toMatchObject([{ code: 'VZR224' }]);
  site().declare({ box: { ctid: A }, other: { ctid: B, netdevs: [LENT] } });
  const refusals = (await site().pass()).plan?.containers.flatMap((container) => container.refusals);
  expect(refusals).toMatchObject([{ code: 'VZR648', reason: `${LENT} is with container ${A}` }]);
  await site().converge({ yes: true });
  expect((await execIn(B, 'ls /sys/class/net')).output).toBe(`${LENT}\nlo`);
});
