import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitsFilter, sourceFilter } from '../../../drivers/network/source-filter.ts';
import { formatAddress } from '../../../schema/address.ts';
import { frame, ipv4, ipv6, runFilter } from './filter-machine.ts';

const SHOT = 2;
const UNSPEC = 0xffffffff;
const six = (last: number): number[] => [0xfd, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last];
const program = sourceFilter(['10.202.0.1', 'fd00:202::1', '10.202.0.2']);

describe('source filter', () => {
  test.each([
    ['an owned IPv4 source', ipv4([10, 202, 0, 1]), UNSPEC],
    ['another owned IPv4 source', ipv4([10, 202, 0, 2]), UNSPEC],
    ['a foreign IPv4 source', ipv4([10, 202, 0, 3]), SHOT],
    ['the unspecified IPv4 source, as DHCP uses', ipv4([0, 0, 0, 0]), SHOT],
    ['an owned IPv6 source', ipv6(six(1)), UNSPEC],
    ['a foreign IPv6 source', ipv6(six(2)), SHOT],
    ['a link-local IPv6 source, as router advertisements use', ipv6([0xfe, 0x80, ...six(1).slice(2)]), SHOT],
    ['the unspecified IPv6 source, as address detection uses', ipv6(Array<number>(16).fill(0)), SHOT],
    ['ARP', frame(0x0806, Buffer.alloc(28)), SHOT],
    ['a stacked VLAN', frame(0x8100, ipv4([10, 202, 0, 1]).subarray(10)), SHOT],
    ['an IPv4 header cut short', ipv4([10, 202, 0, 1]).subarray(0, 33), SHOT],
    ['an IPv6 header cut short', ipv6(six(1)).subarray(0, 53), SHOT],
    ['an empty frame', frame(0x0800, Buffer.alloc(0)), SHOT],
  ])('%s gets its verdict', (_, packet, verdict) => {
    expect(runFilter(program, packet)).toBe(verdict);
  });

  test('a VLAN tag is dropped whatever is inside', () => {
    expect(runFilter(program, ipv4([10, 202, 0, 1]), true)).toBe(SHOT);
  });

  test('nothing passes for a container without addresses', () => {
    expect(runFilter(sourceFilter([]), ipv4([10, 202, 0, 1]))).toBe(SHOT);
    expect(runFilter(sourceFilter([]), ipv6(six(1)))).toBe(SHOT);
  });

  test('the order of the addresses does not change the program', () => {
    expect(sourceFilter(['fd00:202::1', '10.202.0.2', '10.202.0.1']).equals(program)).toBe(true);
  });

  test('exactly the owned sources pass', () => {
    const bytes = fc.oneof(
      fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }),
      fc.array(fc.nat(1), { minLength: 16, maxLength: 16 }),
    );
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 20 }), bytes, (owned, source) => {
        const packet = source.length === 4 ? ipv4(source) : ipv6(source);
        const passes = runFilter(sourceFilter(owned.map(formatAddress)), packet) === UNSPEC;
        expect(passes).toBe(owned.some((other) => other.join() === source.join()));
      }),
    );
  });

  test('exactly as many addresses fit as the kernel takes instructions', () => {
    const address = (i: number, isSix: boolean): string =>
      isSix ? `fd00:202::${(i + 1).toString(16)}` : `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`;
    const instructions = (addresses: readonly string[]): number => sourceFilter(addresses).length / 8;
    for (const [four, six] of [
      [1359, 0],
      [1360, 0],
      [0, 453],
      [0, 454],
      [800, 186],
      [800, 187],
    ] as const) {
      const many = [...Array(four).keys()].map((i) => address(i, false));
      many.push(...[...Array(six).keys()].map((i) => address(i, true)));
      expect(fitsFilter(many)).toBe(instructions(many) <= 4096);
    }
    expect(fitsFilter([...Array(1300).keys()].map((i) => address(i, false)))).toBe(true);
    expect(fitsFilter([...Array(1400).keys()].map((i) => address(i, false)))).toBe(false);
  });
});
