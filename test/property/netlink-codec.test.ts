// The netlink codecs against a slow one written from the manual page, and against any bytes at all.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInterfaceAddress } from '../../drivers/netlink/address.ts';
import { failure } from '../../drivers/netlink/client.ts';
import {
  type Attribute,
  type Body,
  decodeAttributes,
  decodeMessages,
  MalformedNetlink,
  messageSize,
  type Outgoing,
  sheet,
  writeMessage,
} from '../../drivers/netlink/codec.ts';
import { parseLink } from '../../drivers/netlink/link.ts';
import { parseProxy } from '../../drivers/netlink/neighbour.ts';
import { insist, NetlinkError } from '../../drivers/netlink/request.ts';
import { parseRoute } from '../../drivers/netlink/route.ts';
import { parseFilter } from '../../drivers/netlink/traffic.ts';

const slow16 = (value: number): number[] => [value % 256, Math.floor(value / 256) % 256];
const slow32 = (value: number): number[] => [...slow16(value % 65536), ...slow16(Math.floor(value / 65536))];
const HEADER = 16;
const padded = (bytes: number[]): number[] => (bytes.length % 4 === 0 ? bytes : padded([...bytes, 0]));

function slowPayload(value: Attribute['value']): number[] {
  if (typeof value === 'number') return slow32(value);
  if (typeof value === 'string') return [...Buffer.from(value), 0];
  if (value instanceof Uint8Array) return [...value];
  return Array.isArray(value) ? slowAttributes(value as Attribute[]) : slowBody(value as Body);
}

function slowAttributes(attributes: readonly Attribute[]): number[] {
  return attributes.flatMap(({ type, value }) => {
    const payload = slowPayload(value);
    return padded([...slow16(payload.length + 4), ...slow16(Array.isArray(value) ? type + 0x8000 : type), ...payload]);
  });
}

const slowBody = ({ header, attributes = [] }: Body): number[] => [
  ...header.flatMap(slow32),
  ...slowAttributes(attributes),
];

const words = fc.array(fc.nat(0xffffffff), { maxLength: 5 });
const bytes = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength });
const { attribute } = fc.letrec<{ attribute: Attribute; value: Attribute['value'] }>((tie) => ({
  attribute: fc.record({ type: fc.integer({ min: 1, max: 0x3fff }), value: tie('value') }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    bytes(40),
    fc.nat(0xffffffff),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.array(tie('attribute'), { maxLength: 4 }),
    fc.record({ header: words, attributes: fc.array(tie('attribute'), { maxLength: 4 }) }),
  ),
}));
const attributes = fc.array(attribute, { maxLength: 5 });
const outgoing = fc.record({ type: fc.nat(0xffff), header: words, attributes });
const message = fc.record({ flags: fc.nat(0xffff), seq: fc.nat(0xffffffff), message: outgoing });

/** All of them in one datagram, in memory that was used before. */
function written(messages: readonly { message: Outgoing; flags: number; seq: number }[]): Buffer {
  const into = sheet(messages.reduce((sum, one) => sum + messageSize(one.message), 0));
  into.bytes.fill(0xaa);
  let end = 0;
  for (const { message: one, flags, seq } of messages) end = writeMessage(into, end, one, flags, seq);
  expect(end).toBe(into.bytes.length);
  return into.bytes;
}

const body = (header: readonly number[], list: readonly Attribute[]): Buffer =>
  written([{ message: { type: 0, header, attributes: list }, flags: 0, seq: 0 }]).subarray(HEADER);

describe('netlink codec', () => {
  test('messages are written as the slow codec writes them, one after the other', () => {
    const slow = ({ message: one, flags, seq }: { message: Outgoing; flags: number; seq: number }): number[] => {
      const content = slowBody(one);
      const size = slow32(content.length + HEADER);
      return [...size, ...slow16(one.type), ...slow16(flags), ...slow32(seq), 0, 0, 0, 0, ...content];
    };
    fc.assert(
      fc.property(fc.array(message, { maxLength: 3 }), (messages) => {
        expect([...written(messages)]).toEqual(messages.flatMap(slow));
      }),
    );
  });

  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 5 }), (messages) => {
        const read = decodeMessages(written(messages));
        expect(read).toEqual(
          messages.map(({ message: one, flags, seq }) => ({
            type: one.type,
            flags,
            seq,
            body: Buffer.from(slowBody(one)),
          })),
        );
      }),
    );
    const distinct = fc.uniqueArray(attribute, { maxLength: 5, selector: ({ type }) => type });
    fc.assert(
      fc.property(words, distinct, fc.nat(0x3fff), (header, list, other) => {
        const all = list.map(({ type, value }) => [type, Buffer.from(slowPayload(value))]);
        const encoded = body(header, list);
        expect([...decodeAttributes(encoded, header.length * 4)]).toEqual(all);
        const some = new Set([other, ...list.slice(1).map(({ type }) => type)]);
        expect([...decodeAttributes(encoded, header.length * 4, some)]).toEqual(
          all.filter(([type]) => some.has(type as number)),
        );
      }),
    );
  });

  test('an attribute too long for its length field is refused', () => {
    expect(() => body([], [{ type: 1, value: Buffer.alloc(65_532) }])).toThrow(RangeError);
    expect(body([], [{ type: 1, value: Buffer.alloc(65_531) }])).toHaveLength(65_536);
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
    const text = body([], [{ type: 1, value: 'Nexthop has invalid gateway' }]);
    const refused = failure({ label: 'add route 10.1.2.3/32 dev veth101.0' }, reply(-17, 0x300, text));
    if (refused === undefined) throw new Error('no failure');
    expect(new NetlinkError(refused)).toMatchObject({
      code: 'EEXIST',
      message: 'add route 10.1.2.3/32 dev veth101.0: EEXIST (Nexthop has invalid gateway)',
    });
    expect(() => insist([{}, { error: refused }], 'ENODEV')).toThrow(NetlinkError);
    insist([{}, { error: refused }], 'ENODEV', 'EEXIST');
    expect(failure({ label: 'a' }, reply(-1, 0, Buffer.alloc(0)))).toMatchObject({ label: 'a', code: 'EPERM' });
  });

  test('status 0 is an acknowledgement', () => {
    expect(failure({ label: 'a' }, reply(0, 0x100, Buffer.alloc(0)))).toBeUndefined();
  });
});
