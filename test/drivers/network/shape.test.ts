// Rates of a container and what two links need for them: each says the other.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlacedFilter } from '../../../drivers/netlink/shaping.ts';
import { changesBetween } from '../../../drivers/network/reshape.ts';
import { FALLBACK, isSameShape, ratesOf, type Shape, shapeOf } from '../../../drivers/network/shape.ts';
import type { RateState } from '../../../reconciler/state/container.ts';
import { addressBytes, contains, parseNetwork } from '../../../schema/address.ts';
import { compareNetworks, formatRates, parseRate, readClasses, readRate } from '../../../schema/rate.ts';
import { expectValue } from '../../../schema/reading.ts';

const pool = ['10.0.0.0/8', '10.1.0.0/16', '192.0.2.7/32', '0.0.0.0/0', '::/0', '2001:db8::/32', '2001:db8:1::1/128'];
const bits = fc.oneof(
  fc.constant('max' as const),
  fc.integer({ min: 1000, max: 4_294_967_295 }).map((bytes) => bytes * 8),
);
const isLimit = ({ outgoing, incoming }: RateState): boolean => outgoing !== 'max' || incoming !== 'max';

/** Lists that limit something, as readRate and the node make them. */
const lists = fc
  .record({
    owners: fc.array(fc.constantFrom(0, 1, 2, 15), { minLength: pool.length, maxLength: pool.length }),
    speeds: fc.array(fc.record({ outgoing: bits, incoming: bits }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ owners, speeds }) => {
    const [rest = { outgoing: 'max', incoming: 'max' }, ...others] = speeds as RateState[];
    const classes = [1, 2, 15].flatMap((number, i): RateState[] => {
      const networks = pool.filter((_, at) => owners[at] === number).sort(compareNetworks);
      const speed = others[i];
      return networks.length === 0 || speed === undefined ? [] : [{ class: number, networks, ...speed }];
    });
    return [...classes, ...(isLimit(rest) ? [rest] : [])];
  })
  .filter((list) => list.some(isLimit));

describe('the shapes of two links', () => {
  test('say exactly the rates they were made for', () => {
    fc.assert(
      fc.property(lists, (list) => {
        expect(ratesOf(shapeOf(list, 'outgoing'), shapeOf(list, 'incoming'))).toEqual(list);
      }),
    );
  });

  test('of no rate are none', () => {
    expect(shapeOf([], 'outgoing')).toBeUndefined();
    expect(ratesOf(undefined, undefined)).toEqual([]);
  });

  const filter = { network: '10.0.0.0/8', class: 1, limited: true };
  test.each<[string, Shape | undefined, Shape | undefined]>([
    ['a network without its class', { classes: new Map([[16, 1000]]), filters: [filter] }, undefined],
    ['an htb that limits nothing', { classes: new Map(), filters: [] }, undefined],
    [
      'networks of one direction only',
      { classes: new Map([[1, 1000]]), filters: [filter] },
      { classes: new Map([[16, 1000]]), filters: [] },
    ],
  ])('that no rates need are mixed: %s', (_, outgoing, incoming) => {
    expect(ratesOf(outgoing, incoming)).toBe('mixed');
  });
});

describe('rates', () => {
  test.each([
    ['10Mbit', 10_000_000],
    ['1.5mbit', 1_500_000],
    ['8000bit', 8000],
    ['8001bit', 8000],
    ['34Gbit', 34_000_000_000],
    ['unlimited', 'max'],
  ])('%s is %s', (written, value) => {
    expect(parseRate(written)).toEqual({ value });
  });

  test('that limit nothing are none, in every form', () => {
    for (const form of ['unlimited', { incoming: 'unlimited' }, [], [{ class: 1, outgoing: 'unlimited' }]])
      expect(expectValue(readRate(form))).toEqual([]);
  });

  test('are told in words', () => {
    const list = [
      { class: 3, outgoing: '1.5Gbit' },
      { class: 1, incoming: 'unlimited' },
      { outgoing: '64Kbit', incoming: '9001bit' },
    ];
    expect(formatRates(expectValue(readRate(list)))).toBe(
      'class 1: unlimited; class 3: 1.5Gbit out; 64Kbit out, 9Kbit in',
    );
  });

  test('of classes have their networks in order, IPv4 first', () => {
    const classes = readClasses({ 2: ['2001:DB8::/32', '10.1.0.0/16', '10.0.0.0/8', '10.0.0.0/9'] });
    expect(expectValue(classes).get(2)).toEqual(['10.0.0.0/8', '10.0.0.0/9', '10.1.0.0/16', '2001:db8::/32']);
  });
});

describe('the way from one shape to another', () => {
  const isWithin = (address: string, network: string): boolean =>
    contains(expectValue(parseNetwork(network)), addressBytes(address) ?? []);
  /** Bytes per second for a packet of a network as narrow as one address. */
  const speedOf = ({ classes, filters }: Shape, address: string): number => {
    const [found] = filters
      .filter(({ network }) => isWithin(address, network))
      .sort((one, other) => Number(other.network.split('/')[1]) - Number(one.network.split('/')[1]));
    const minor = found?.class ?? FALLBACK;
    return (found?.limited === false ? undefined : classes.get(minor)) ?? Number.POSITIVE_INFINITY;
  };
  /** One of each network, and one that is in none but the widest. */
  const addresses = ['10.2.0.1', '10.1.0.1', '192.0.2.7', '203.0.113.1', '2001:db8::1', '2001:db8:1::1', 'fd00::1'];

  test('is slower than the old or the new one at each moment, and ends at the new one', () => {
    fc.assert(
      fc.property(lists, lists, fc.constantFrom('outgoing', 'incoming'), (from, to, direction) => {
        const [old, wants] = [shapeOf(from, direction), shapeOf(to, direction)];
        fc.pre(old !== undefined && wants !== undefined);
        const classes = new Map(old.classes);
        // As build() numbers them: each of a class by its turn.
        let filters: readonly PlacedFilter[] = old.filters.map((one, at, all) => ({
          ...one,
          handle: (one.class << 8) | all.slice(0, at + 1).filter((other) => other.class === one.class).length,
        }));
        for (const change of changesBetween({ classes, filters }, wants) ?? []) {
          if (change.kind === 'class') classes.set(change.minor, change.rate);
          if (change.kind === 'no class') {
            expect(filters.filter((one) => one.limited && one.class === change.minor)).toEqual([]);
            classes.delete(change.minor);
          }
          if (change.kind === 'no filter') filters = filters.filter((one) => one !== change.filter);
          if (change.kind === 'filter') {
            const { filter, number } = change;
            // A class is there before something leads to it.
            expect(!filter.limited || classes.has(filter.class)).toBe(true);
            const handle = (filter.class << 8) | number;
            expect(filters.some((one) => one.handle === handle)).toBe(false);
            filters = [...filters, { ...filter, handle }].sort((one, other) => one.handle - other.handle);
          }
          for (const address of addresses) {
            const most = Math.max(speedOf(old, address), speedOf(wants, address));
            expect(speedOf({ classes, filters }, address)).toBeLessThanOrEqual(most);
          }
        }
        expect(isSameShape({ classes, filters }, wants)).toBe(true);
      }),
    );
  });
});
