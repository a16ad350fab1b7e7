// Properties of the value grammars, checked against node:net and URL where those know the answer.

import { isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressBytes, compareAddresses, contains, formatAddress, parseNetwork } from '../../schema/address.ts';
import { cpusOf, formatCpus, parseCpumask } from '../../schema/cpumask.ts';
import { expectValue } from '../../schema/reading.ts';
import { asBytes, formatSize, parseSize } from '../../schema/units.ts';

const bytes4 = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 });
const group = fc.oneof(fc.constant([0, 0]), fc.array(fc.nat(255), { minLength: 2, maxLength: 2 }));
const bytes6 = fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.flat());
const addressish = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.string({ unit: fc.constantFrom(...'0123456789abcdefF:.'), maxLength: 30 }),
  fc
    .tuple(fc.ipV6(), fc.nat(40), fc.constantFrom(':', '.', '0', '::'))
    .map(([text, at, extra]) => text.slice(0, at) + extra + text.slice(at)),
);

test('an address is one exactly when node:net says so', () => {
  fc.assert(
    fc.property(addressish, (text) => (addressBytes(text) !== undefined) === (isIP(text) !== 0)),
    { numRuns: 5000 },
  );
});

test('printing and reading an address gives it back', () => {
  fc.assert(
    fc.property(fc.oneof(bytes4, bytes6), (bytes) => {
      expect(addressBytes(formatAddress(bytes))).toEqual(bytes);
    }),
  );
});

test('IPv6 prints as RFC 5952 and the URL parser do', () => {
  fc.assert(
    fc.property(bytes6, (bytes) => {
      const hex = Array.from({ length: 8 }, (_, i) =>
        (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)).toString(16),
      ).join(':');
      const text = formatAddress(bytes);
      // URL prints IPv4-mapped addresses in hexadecimal, inet_ntop(3) and we do not.
      if (!text.startsWith('::ffff:') || !text.includes('.'))
        expect(`[${text}]`).toBe(new URL(`http://[${hex}]/`).hostname);
    }),
  );
});

test('addresses are ordered totally, IPv4 first', () => {
  const address = fc.oneof(bytes4, bytes6).map(formatAddress);
  fc.assert(
    fc.property(address, address, (a, b) => {
      expect(Math.sign(compareAddresses(a, b)) + Math.sign(compareAddresses(b, a))).toBe(0);
      expect(compareAddresses(a, b) === 0).toBe(a === b);
      if (!a.includes(':') && b.includes(':')) expect(compareAddresses(a, b)).toBeLessThan(0);
    }),
  );
});

test('a network contains its own addresses and not the one before it', () => {
  fc.assert(
    fc.property(fc.oneof(bytes4, bytes6), fc.nat(128), (bytes, length) => {
      const prefix = Math.min(length, bytes.length * 8);
      const base = bytes.map((byte, i) => byte & (0xff << (8 - Math.max(0, Math.min(8, prefix - i * 8)))) & 0xff);
      const network = expectValue(parseNetwork(`${formatAddress(base)}/${prefix}`));
      expect(contains(network, bytes)).toBe(true);
      if (prefix > 0)
        expect(
          contains(
            network,
            bytes.map((byte, i) => (i === (prefix - 1) >> 3 ? byte ^ (0x80 >> ((prefix - 1) & 7)) : byte)),
          ),
        ).toBe(false);
    }),
  );
});

test('a size printed and read again is the same size', () => {
  const size = fc.oneof(
    fc.maxSafeNat(),
    fc.nat(5000),
    fc.tuple(fc.nat(999), fc.nat(4)).map(([n, power]) => n * 1024 ** power),
  );
  fc.assert(
    fc.property(size, (bytes) => {
      expect(parseSize(formatSize(asBytes(bytes)))).toEqual({ value: bytes });
    }),
    { numRuns: 3000 },
  );
});

test('a CPU list printed and read again is the same set', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(4095), { minLength: 1, maxLength: 60 }), (cpus) => {
      const text = formatCpus(cpus);
      expect(cpusOf(text)).toEqual([...cpus].sort((a, b) => a - b));
      expect(expectValue(parseCpumask(text))).toBe(text);
    }),
  );
});
