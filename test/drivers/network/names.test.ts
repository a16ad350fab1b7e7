import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ctidOfAlias, linkAddress, linkAlias, linkName } from '../../../drivers/network/names.ts';
import { asCtid, type Ctid } from '../../../schema/units.ts';

const LAST = 2_147_483_644;
const alias = (ctid: Ctid): string => linkAlias(ctid, '/var/lib/vz');
const ids = fc
  .oneof(fc.integer({ min: 101, max: LAST }), fc.constantFrom(101, 999_999_999, 1_000_000_000, LAST))
  .map(asCtid);

test('a link name has at most 15 bytes of letters, digits and one dot for every ctid', () => {
  fc.assert(
    fc.property(ids, (ctid) => {
      expect(linkName(ctid)).toMatch(/^(?=.{1,15}$)[a-z]+\d+\.0$/);
    }),
  );
  expect(linkName(asCtid(101))).toBe('veth101.0');
  expect(linkName(asCtid(LAST))).toBe('vz2147483644.0');
});

test('no two ctids share a link name, an alias or an Ethernet address', () => {
  fc.assert(
    fc.property(ids, ids, (a, b) => {
      for (const name of [linkName, alias, (ctid: Ctid) => linkAddress(ctid).toString('hex')]) {
        expect(name(a) === name(b)).toBe(a === b);
      }
    }),
  );
});

test('an alias leads back to its ctid and nothing else is a marker', () => {
  fc.assert(
    fc.property(ids, (ctid) => {
      expect(ctidOfAlias(alias(ctid))).toBe(ctid);
    }),
  );
  expect(linkAlias(asCtid(101), '/a')).not.toBe(linkAlias(asCtid(101), '/b'));
  for (const other of [
    undefined,
    '',
    'vzreconcile:',
    'vzreconcile:0101:/',
    'vzreconcile:101',
    'vzreconcile:101:',
    'vzreconcile:101 :/',
    'x vzreconcile:101:/',
    'vzreconcile:-1:/',
  ]) {
    expect(ctidOfAlias(other)).toBeUndefined();
  }
});

test('an Ethernet address is locally administered and not a group', () => {
  fc.assert(
    fc.property(ids, (ctid) => {
      expect((linkAddress(ctid)[0] ?? 0) & 3).toBe(2);
    }),
  );
});
