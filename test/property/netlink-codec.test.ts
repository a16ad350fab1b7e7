// The netlink codecs against a slow one written from the manual page, and against any bytes at all.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInterfaceAddress } from '../../drivers/netlink/address.ts';
import { failure } from '../../drivers/netlink/client.ts';
import {
  type Attribute,
  decodeAttributes,
  decodeMessages,
  encodeBody,
  encodeMessage,
  MalformedNetlink,
} from '../../drivers/netlink/codec.ts';
import { parseLink } from '../../drivers/netlink/link.ts';
import { parseProxy } from '../../drivers/netlink/neighbour.ts';
import { NetlinkError } from '../../drivers/netlink/request.ts';
import { parseRoute } from '../../drivers/netlink/route.ts';
import { parseFilter } from '../../drivers/netlink/traffic.ts';

const slow16 = (value: number): number[] => [value % 256, Math.floor(value / 256) % 256];
const slow32 = (value: number): number[] => [...slow16(value % 65536), ...slow16(Math.floor(value / 65536))];
const padded = (bytes: number[]): number[] => (bytes.length % 4 === 0 ? bytes : padded([...bytes, 0]));

function slowAttributes(attributes: readonly Attribute[]): number[] {
  return attributes.flatMap(({ type, value }) => {
    const nested = Array.isArray(value);
    const payload = nested ? slowAttributes(value as Attribute[]) : [...(value as Uint8Array)];
    return padded([...slow16(payload.length + 4), ...slow16(nested ? type + 0x8000 : type), ...payload]);
  });
}

const bytes = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength });
const { attribute } = fc.letrec<{ attribute: Attribute; value: Attribute['value'] }>((tie) => ({
  attribute: fc.record({ type: fc.integer({ min: 1, max: 0x3fff }), value: tie('value') }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    bytes(40),
    fc.array(tie('attribute'), { maxLength: 4 }),
  ),
}));
const message = fc.record({
  type: fc.nat(0xffff),
  flags: fc.nat(0xffff),
  seq: fc.nat(0xffffffff),
  body: bytes(80).map((value) => Buffer.from(value)),
});

describe('netlink codec', () => {
  test('bodies are written as the slow codec writes them', () => {
    fc.assert(
      fc.property(bytes(20), fc.array(attribute, { maxLength: 5 }), (header, attributes) => {
        expect([...encodeBody(header, attributes)]).toEqual([...padded([...header]), ...slowAttributes(attributes)]);
      }),
    );
  });

  test('messages are written as the slow codec writes them', () => {
    fc.assert(
      fc.property(message, ({ type, flags, seq, body }) => {
        const slow = padded([
          ...slow32(body.length + 16),
          ...slow16(type),
          ...slow16(flags),
          ...slow32(seq),
          0,
          0,
          0,
          0,
          ...body,
        ]);
        expect([...encodeMessage({ type, flags, seq, body })]).toEqual(slow);
      }),
    );
  });

  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 5 }), (messages) => {
        expect(decodeMessages(Buffer.concat(messages.map(encodeMessage)))).toEqual(messages);
      }),
    );
    fc.assert(
      fc.property(
        bytes(20),
        fc.uniqueArray(attribute, { maxLength: 5, selector: ({ type }) => type }),
        (header, attributes) => {
          const read = decodeAttributes(encodeBody(header, attributes), header.length);
          const expected = attributes.map(({ type, value }) => [
            type,
            Buffer.from(Array.isArray(value) ? slowAttributes(value as Attribute[]) : (value as Uint8Array)),
          ]);
          expect([...read]).toEqual(expected);
        },
      ),
    );
  });

  test('an attribute too long for its length field is refused', () => {
    expect(() => encodeBody(Buffer.alloc(0), [{ type: 1, value: Buffer.alloc(65_532) }])).toThrow(RangeError);
    expect(encodeBody(Buffer.alloc(0), [{ type: 1, value: Buffer.alloc(65_531) }])).toHaveLength(65_536);
  });

  test.each([
    ['a header cut short', '0f000000'],
    ['a length below the header', '0f00000000000000000000000000000000'],
    ['a length beyond the datagram', '2000000000000000000000000000000000'],
    ['a length of four gigabytes', 'ffffffff000000000000000000000000'],
  ])('%s is malformed', (_, hex) => {
    expect(() => decodeMessages(Buffer.from(hex, 'hex'))).toThrow(MalformedNetlink);
  });

  test.each(['0000010000000000', '0300010000000000', 'ffff010000000000'])('attribute %s is malformed', (hex) => {
    expect(() => decodeAttributes(Buffer.from(hex, 'hex'))).toThrow(MalformedNetlink);
  });

  test('no bytes make a reader loop, read beyond the end or fail otherwise than as malformed', () => {
    const types = [2, 3, 16, 20, 24, 28, 36, 44];
    const readers = [
      parseLink,
      parseInterfaceAddress,
      parseRoute,
      parseProxy,
      parseFilter,
      (reply: Parameters<typeof parseLink>[0]) => failure({ label: 'x' }, reply),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.constantFrom(0, 0x200), bytes(120), (type, flags, body) => {
        for (const read of readers) {
          try {
            read({ type, flags, seq: 1, body: Buffer.from(body) });
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedNetlink);
          }
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('netlink errors', () => {
  const reply = (status: number, flags: number, tail: Uint8Array): Parameters<typeof failure>[1] => {
    const head = Buffer.alloc(20);
    head.writeInt32LE(status);
    return { type: 2, flags, seq: 1, body: Buffer.concat([head, tail]) };
  };

  test('an error names the request, the errno and the kernel words', () => {
    const words = encodeBody(Buffer.alloc(0), [{ type: 1, value: Buffer.from('Nexthop has invalid gateway\0') }]);
    const error = failure({ label: 'add route 10.1.2.3/32 dev veth101.0' }, reply(-17, 0x300, words));
    expect(error).toBeInstanceOf(NetlinkError);
    expect(error).toMatchObject({
      code: 'EEXIST',
      message: 'add route 10.1.2.3/32 dev veth101.0: EEXIST (Nexthop has invalid gateway)',
    });
    expect(failure({ label: 'a' }, reply(-1, 0, Buffer.alloc(0)))?.message).toBe('a: EPERM');
  });

  test('status 0 is an acknowledgement', () => {
    expect(failure({ label: 'a' }, reply(0, 0x100, Buffer.alloc(0)))).toBeUndefined();
  });
});
