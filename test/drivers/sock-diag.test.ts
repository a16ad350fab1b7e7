// What sock_diag says of a socket's memory, as the kernel lays it out, and what is no such answer.

import { expect, test } from 'vitest';
import { MalformedNetlink } from '../../drivers/netlink/codec.ts';
import { memoryIn } from '../../drivers/netlink/sockets.ts';

const words = (...values: number[]): Buffer => Buffer.from(new Uint32Array(values).buffer);
/** A header of 72 bytes, another attribute, and INET_DIAG_SKMEMINFO as Linux 6.18 has it: nine words. */
const attribute = (type: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from(new Uint16Array([value.length + 4, type]).buffer), value]);
const body = Buffer.concat([
  Buffer.alloc(72),
  attribute(8, Buffer.from([1, 0, 0, 0])),
  attribute(7, words(2304, 131_072, 768, 87_040, 1792, 4096, 0, 512, 3)),
]);
const message = { type: 20, flags: 2, seq: 1, body };

test('received is what is queued and what waits behind a lock, sent and queued are their own', () => {
  expect(memoryIn(message, 72, 7)).toEqual({ received: 2816, sent: 768, queued: 4096 });
});

test('a socket without memory, and another message, say nothing', () => {
  expect(memoryIn({ ...message, body: body.subarray(0, 80) }, 72, 7)).toBeUndefined();
  expect(memoryIn({ ...message, type: 16 }, 72, 7)).toBeUndefined();
});

test('an answer that is cut is an error, not a number', () => {
  expect(() => memoryIn({ ...message, body: body.subarray(0, 100) }, 72, 7)).toThrow(MalformedNetlink);
  expect(() => memoryIn({ ...message, body: body.subarray(0, 40) }, 72, 7)).toThrow(MalformedNetlink);
});
