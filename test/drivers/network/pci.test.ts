import { expect, test } from 'vitest';
import { machineAt } from '../../../drivers/devices/machine.ts';
import { functionOf } from '../../../drivers/devices/pci.ts';
import { viewOf } from '../../../drivers/devices/view.ts';
import { addPciNetdevs, type PciHost } from '../../../drivers/network/pci.ts';

/** A tree of sysfs as recorded: 00:03.0 is eth0, 00:02.0 a disk. */
const recorded = machineAt('test/fixtures/sysfs');
const host = (more: Partial<PciHost> = {}): PciHost => ({
  devices: viewOf(recorded),
  lent: () => [],
  refuse: () => [],
  ...more,
});
const card = 'pci 0000:00:03.0';
const away = viewOf({
  ...recorded,
  folders: (path) => (path.endsWith('/net') ? [] : recorded.folders(path)),
});

test('the interface of a network card is lent beside those of the manifest', () => {
  expect(addPciNetdevs(['lan1', 'b'], ['c:10:229:rw', 'pci 0000:00:02.0', card], host())).toEqual({
    netdevs: ['b', 'eth0', 'lan1'],
    refusals: [],
  });
  expect(addPciNetdevs(['a'], ['pci 0000:07:00.0'], host())).toEqual({ netdevs: ['a'], refusals: [] });
});

test('while it is with a container sysfs does not show it, but the loan says that it is this card', () => {
  const lent = (address: string): readonly string[] => (address === '0000:00:03.0' ? ['eth0'] : []);
  expect(addPciNetdevs([], [card], host({ devices: away, lent }))).toEqual({ netdevs: ['eth0'], refusals: [] });
  expect(addPciNetdevs([], [card], host({ devices: away })).refusals).toMatchObject([
    { code: 'VZR638', pointer: '/network/netdevs/pci/0' },
  ]);
});

test('one that it has twice, and one that the host needs, are refused at the device', () => {
  for (const [named, wishes] of [
    [['eth0'], ['c:10:229:rw', card]],
    [[], [card, card]],
  ] as const)
    expect(addPciNetdevs(named, wishes, host())).toMatchObject({
      netdevs: ['eth0'],
      refusals: [{ code: 'VZR639', pointer: '/network/netdevs/pci/1' }],
    });
  const refuse: PciHost['refuse'] = (names) =>
    names.map((name) => ({ code: 'VZR649', pointer: '/network/netdevs', reason: name }));
  expect(addPciNetdevs([], [card], host({ refuse }))).toEqual({
    netdevs: [],
    refusals: [{ code: 'VZR649', pointer: '/network/netdevs/pci/0', reason: 'eth0' }],
  });
});

test('of an interface the nearest function on its way is the one', () => {
  const follow = (): string => '/sys/devices/pci0000:00/0000:00:1c.0/0000:01:00.0/net/eth0/device';
  expect(functionOf({ ...recorded, follow }, 'eth0')).toBe('0000:01:00.0');
  expect(functionOf({ ...recorded, follow: () => undefined }, 'veth1')).toBeUndefined();
});
