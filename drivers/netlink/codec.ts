// The bytes of netlink(7): messages and attributes, pure. Host order is little-endian on both architectures we run on.
// Reading never trusts a length: whatever does not fit throws MalformedNetlink.

/** What the kernel sent does not parse. */
export class MalformedNetlink extends Error {
  override readonly name = 'MalformedNetlink';
}

export interface Message {
  readonly type: number;
  readonly flags: number;
  readonly seq: number;
  /** Family header and attributes. */
  readonly body: Buffer;
}

/** An attribute to send: bytes, or attributes inside it. */
export interface Attribute {
  readonly type: number;
  readonly value: Uint8Array | readonly Attribute[];
}

export type Attributes = ReadonlyMap<number, Buffer>;

const HEADER = 16;
const NLA_F_NESTED = 0x8000;
/** NLA_F_NESTED and NLA_F_NET_BYTEORDER are flags in the type field. */
const NLA_TYPE_MASK = 0x3fff;

const align = (length: number): number => (length + 3) & ~3;

/** One message with its header; padded to 4 bytes so that messages can be joined. */
export function encodeMessage(message: Message): Buffer {
  const length = HEADER + message.body.length;
  const bytes = Buffer.alloc(align(length));
  bytes.writeUInt32LE(length, 0);
  bytes.writeUInt16LE(message.type, 4);
  bytes.writeUInt16LE(message.flags, 6);
  bytes.writeUInt32LE(message.seq, 8);
  bytes.set(message.body, HEADER);
  return bytes;
}

/** The messages of one datagram. */
export function decodeMessages(datagram: Buffer): Message[] {
  const messages: Message[] = [];
  for (let at = 0; at < datagram.length; ) {
    if (datagram.length - at < HEADER) throw new MalformedNetlink(`message header cut at byte ${at}`);
    const length = datagram.readUInt32LE(at);
    if (length < HEADER || length > datagram.length - at) {
      throw new MalformedNetlink(`message of ${length} bytes at byte ${at} of ${datagram.length}`);
    }
    messages.push({
      type: datagram.readUInt16LE(at + 4),
      flags: datagram.readUInt16LE(at + 6),
      seq: datagram.readUInt32LE(at + 8),
      body: datagram.subarray(at + HEADER, at + length),
    });
    at += align(length);
  }
  return messages;
}

/** A body: the family's fixed header, then attributes. */
export function encodeBody(header: Uint8Array, attributes: readonly Attribute[]): Buffer {
  const bytes = Buffer.alloc(align(header.length) + sizeOf(attributes));
  bytes.set(header, 0);
  writeAttributes(bytes, align(header.length), attributes);
  return bytes;
}

const isNested = (value: Attribute['value']): value is readonly Attribute[] => Array.isArray(value);

const payloadSize = ({ value }: Attribute): number => (isNested(value) ? sizeOf(value) : value.length);

const sizeOf = (attributes: readonly Attribute[]): number =>
  attributes.reduce((sum, attribute) => sum + 4 + align(payloadSize(attribute)), 0);

function writeAttributes(bytes: Buffer, start: number, attributes: readonly Attribute[]): void {
  let at = start;
  for (const attribute of attributes) {
    const { type, value } = attribute;
    const length = 4 + payloadSize(attribute);
    // The length field has 16 bits; a longer one would silently become another attribute.
    if (length > 0xffff) throw new RangeError(`netlink attribute ${type} of ${length} bytes`);
    bytes.writeUInt16LE(length, at);
    bytes.writeUInt16LE(isNested(value) ? type | NLA_F_NESTED : type, at + 2);
    if (isNested(value)) writeAttributes(bytes, at + 4, value);
    else bytes.set(value, at + 4);
    at += align(length);
  }
}

/** Attributes by type, flags removed; a repeated one keeps its last value, as in the kernel. `from` skips a header. */
export function decodeAttributes(bytes: Buffer, from = 0): Attributes {
  const attributes = new Map<number, Buffer>();
  if (from > bytes.length) throw new MalformedNetlink(`header of ${from} bytes in ${bytes.length}`);
  // Fewer than 4 bytes at the end are padding.
  for (let at = align(from); bytes.length - at >= 4; ) {
    const length = bytes.readUInt16LE(at);
    if (length < 4 || length > bytes.length - at) {
      throw new MalformedNetlink(`attribute of ${length} bytes at byte ${at} of ${bytes.length}`);
    }
    attributes.set(bytes.readUInt16LE(at + 2) & NLA_TYPE_MASK, bytes.subarray(at + 4, at + length));
    at += align(length);
  }
  return attributes;
}

export const u8 = (value: number): Buffer => Buffer.from([value]);

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

/** NUL-terminated, as names are sent. */
export const text = (value: string): Buffer => Buffer.from(`${value}\0`);

/** An unsigned 32-bit attribute, undefined when absent. */
export function readU32(bytes: Buffer | undefined): number | undefined {
  if (bytes === undefined) return undefined;
  if (bytes.length < 4) throw new MalformedNetlink(`u32 of ${bytes.length} bytes`);
  return bytes.readUInt32LE(0);
}

/** A text attribute up to its NUL. */
export function readText(bytes: Buffer | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
}
