// spec.pci of a network card: the container gets its interface as by spec.netdevs, while it is with it the card is still known, and
// it comes home. Only a machine that has a card to spare shows this; the guests of test/vm have one.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { machineAt } from '../../drivers/devices/machine.ts';
import { functionOf, pciFunction } from '../../drivers/devices/pci.ts';
import { isSame } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';
import { IP, output } from './network-rig.ts';
import { useSite } from './own-site.ts';

const [A, B] = [61_393, 61_394];
const list = (path: string): readonly string[] => (existsSync(path) ? readdirSync(path) : []);

/** The address and interface of a card that nobody uses. */
function spareCard(): readonly [address: string, name: string] | undefined {
  spawnSync('/usr/sbin/modprobe', ['virtio_net'], { stdio: 'ignore' });
  const machine = machineAt();
  for (const name of list('/sys/class/net')) {
    const address = functionOf(machine, name);
    if (address !== undefined && machine.read(`class/net/${name}/operstate`) === 'down') return [address, name];
  }
  return undefined;
}

const wasLoaded = existsSync('/sys/module/virtio_net');
afterAll(() => {
  if (!wasLoaded) spawnSync('/usr/sbin/modprobe', ['-r', 'virtio_net'], { stdio: 'ignore' });
});
const reason = missingTools();
const card = reason === undefined ? spareCard() : undefined;
const [address = '', name = ''] = card ?? [];
const site = useSite(
  'pci',
  /vzr-pci|\b6139[34]\b|veth6139[34]/,
  undefined,
  reason ?? (card === undefined ? 'this machine has no PCI network card that is down' : undefined),
);

const box = (more: object = {}) => ({ ctid: A, pci: [address], ...more });
const inside = async (): Promise<string> => (await execIn(A, 'ls /sys/class/net')).output;

test('the interface goes in, is found again while it is away, and comes back live', async () => {
  site().declare({ box: { ctid: A } });
  await site().converge();
  const life = await site().life(A);
  site().declare({ box: box() });
  expect(await site().text()).toMatch(new RegExp(`^ {6}netdevs +\\(none\\) -> ${name} live .*all.yaml:\\d+`, 'm'));
  await site().converge();
  expect((await inside()).split('\n').sort()).toEqual([name, 'lo'].sort());
  expect(pciFunction(machineAt(), address)).toMatchObject({ isNetwork: true, interfaces: [] });
  expect(await site().text()).toContain('No changes.');
  expect((await execIn(A, `ip link set ${name} name mine && ip link set mine up`)).status).toBe(0);
  expect(await site().text()).toContain('No changes.');
  site().declare({ box: { ctid: A } });
  await site().converge();
  expect(existsSync(`/sys/class/net/${name}`)).toBe(true);
  expect(isSame(life)).toBe(true);
});

test('a container that starts has it, another one cannot, and one that stops has given it back', async () => {
  site().declare({ box: box({ state: 'stopped' }) });
  await site().converge({ yes: true });
  site().declare({ box: box() });
  await site().converge();
  expect(await inside()).toContain(name);
  site().declare({ box: box(), late: { ctid: B, pci: [address] } });
  expect((await site().plan()).containers.flatMap(({ refusals }) => refusals)).toMatchObject([
    { code: 'VZR648', reason: `${name} is with container ${A}`, origin: { line: expect.any(Number) } },
  ]);
  site().declare({ box: box({ state: 'stopped' }) });
  await site().converge({ yes: true });
  expect(existsSync(`/sys/class/net/${name}`)).toBe(true);
  expect(list(`${site().root.path}/netdevs`)).toEqual([]);
});

test('what cannot leave the host is refused at the line of the device, and so is what it has twice', async () => {
  const refusals = async (): Promise<readonly unknown[]> =>
    (await site().plan()).containers.flatMap((one) => one.refusals.map(({ code, pointer }) => `${code} ${pointer}`));
  site().declare({ box: box({ netdevs: [name] }) });
  expect(await refusals()).toEqual(['VZR639 /network/netdevs/pci/0']);
  await output(IP, ['link', 'set', name, 'up']);
  await output(IP, ['address', 'add', '192.0.2.9/24', 'dev', name]);
  await output(IP, ['route', 'add', 'default', 'via', '192.0.2.1', 'dev', name, 'metric', '4000000']);
  try {
    site().declare({ box: box() });
    expect(await refusals()).toEqual(['VZR649 /network/netdevs/pci/0']);
  } finally {
    await output(IP, ['address', 'flush', 'dev', name]);
    await output(IP, ['link', 'set', name, 'down']);
  }
  expect(await refusals()).toEqual([]);
});
