// Messages over a byte stream: length and V8's own serialization, which carries what vitest's processes tell each other.

import type { Readable, Writable } from 'node:stream';
import { deserialize, serialize } from 'node:v8';

const HEAD = 4;

export function sendFrame(to: Writable, message: unknown): void {
  const body = serialize(message);
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(body.length);
  to.write(Buffer.concat([head, body]));
}

export function onFrame(from: Readable, listener: (message: unknown) => void): void {
  let held: Buffer = Buffer.alloc(0);
  from.on('data', (data: Buffer) => {
    held = held.length === 0 ? data : Buffer.concat([held, data]);
    while (held.length >= HEAD && held.length >= HEAD + held.readUInt32LE()) {
      const end = HEAD + held.readUInt32LE();
      const message: unknown = deserialize(held.subarray(HEAD, end));
      held = held.subarray(end);
      listener(message);
    }
  });
}
