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

/** A family's fixed header, in words of 32 bits and host order, and attributes. */
export interface Body {
  readonly header: readonly number[];
  readonly attributes?: readonly Attribute[];
}

/** An attribute to send: bytes, a number of 32 bits, a text (sent with its NUL), attributes inside it, or a whole body. */
export interface Attribute {
  readonly type: number;
  readonly value: Uint8Array | number | string | readonly Attribute[] | Body;
}

/** A message to send. */
export interface Outgoing extends Body {
  readonly type: number;
}

export type Attributes = ReadonlyMap<number, Buffer>;

const HEADER = 16;
const NLA_F_NESTED = 0x8000;
/** NLA_F_NESTED and NLA_F_NET_BYTEORDER are flags in the type field. */
const NLA_TYPE_MASK = 0x3fff;

const align = (length: number): number => (length + 3) & ~3;

/** Memory to write messages in, seen as bytes and as words: every header and attribute begins at a multiple of 4. */
export interface Sheet {
  readonly bytes: Buffer;
  readonly words: Uint32Array;
}

export function sheet(size: number): Sheet {
  const memory = new ArrayBuffer(align(size));
  return { bytes: Buffer.from(memory), words: new Uint32Array(memory) };
}

/** Bytes that writeMessage writes. */
export const messageSize = (message: Outgoing): number => HEADER + bodySize(message);

/** Writes one message at `at`, a multiple of 4; returns where the next can follow. The sheet must have room for it. */
export function writeMessage(into: Sheet, at: number, message: Outgoing, flags: number, seq: number): number {
  const end = writeBody(into, at + HEADER, message);
  const { words } = into;
  words[at >> 2] = end - at;
  words[(at >> 2) + 1] = message.type | (flags << 16);
  words[(at >> 2) + 2] = seq;
  // The port of the sender: the kernel knows it.
  words[(at >> 2) + 3] = 0;
  return end;
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

function bodySize({ header, attributes = [] }: Body): number {
  return header.length * 4 + attributesSize(attributes);
}

function attributesSize(attributes: readonly Attribute[]): number {
  let size = 0;
  for (const { value } of attributes) size += 4 + align(valueSize(value));
  return size;
}

function valueSize(value: Attribute['value']): number {
  if (typeof value === 'number') return 4;
  if (typeof value === 'string') return Buffer.byteLength(value) + 1;
  if (value instanceof Uint8Array) return value.length;
  return isNested(value) ? attributesSize(value) : bodySize(value);
}

const isNested = (value: Attribute['value']): value is readonly Attribute[] => Array.isArray(value);

function writeBody(into: Sheet, at: number, { header, attributes = [] }: Body): number {
  into.words.set(header, at >> 2);
  return writeAttributes(into, at + header.length * 4, attributes);
}

function writeAttributes(into: Sheet, start: number, attributes: readonly Attribute[]): number {
  let at = start;
  for (const { type, value } of attributes) {
    const end = writeValue(into, at + 4, value);
    // The length field has 16 bits; a longer one would silently become another attribute.
    if (end - at > 0xffff) throw new RangeError(`netlink attribute ${type} of ${end - at} bytes`);
    into.words[at >> 2] = (end - at) | ((isNested(value) ? type | NLA_F_NESTED : type) << 16);
    at = align(end);
  }
  return at;
}

/** Returns the end without padding, which is zeros: sheets are used again. */
function writeValue(into: Sheet, at: number, value: Attribute['value']): number {
  if (typeof value === 'number') {
    into.words[at >> 2] = value;
    return at + 4;
  }
  if (typeof value === 'string') {
    const size = Buffer.byteLength(value);
    into.words[(at + size) >> 2] = 0;
    into.bytes.write(value, at);
    return at + size + 1;
  }
  if (value instanceof Uint8Array) {
    const end = at + value.length;
    if ((end & 3) !== 0) into.words[end >> 2] = 0;
    into.bytes.set(value, at);
    return end;
  }
  return isNested(value) ? writeAttributes(into, at, value) : writeBody(into, at, value);
}

/**
 * Attributes by type, flags removed; a repeated one keeps its last value, as in the kernel. `from` skips a header; with
 * `only` the others are walked over: a link has about fifty.
 */
export function decodeAttributes(bytes: Buffer, from = 0, only?: ReadonlySet<number>): Attributes {
  const attributes = new Map<number, Buffer>();
  if (from > bytes.length) throw new MalformedNetlink(`header of ${from} bytes in ${bytes.length}`);
  // Fewer than 4 bytes at the end are padding.
  for (let at = align(from); bytes.length - at >= 4; ) {
    const length = bytes.readUInt16LE(at);
    if (length < 4 || length > bytes.length - at) {
      throw new MalformedNetlink(`attribute of ${length} bytes at byte ${at} of ${bytes.length}`);
    }
    const type = bytes.readUInt16LE(at + 2) & NLA_TYPE_MASK;
    if (only?.has(type) ?? true) attributes.set(type, bytes.subarray(at + 4, at + length));
    at += align(length);
  }
  return attributes;
}

/** Attributes in order, also those whose type is there more than once. */
export function attributeList(bytes: Buffer, from = 0): (readonly [type: number, value: Buffer])[] {
  const list: (readonly [number, Buffer])[] = [];
  for (let at = align(from); bytes.length - at >= 4; ) {
    const length = bytes.readUInt16LE(at);
    if (length < 4 || length > bytes.length - at) {
      throw new MalformedNetlink(`attribute of ${length} bytes at byte ${at} of ${bytes.length}`);
    }
    list.push([bytes.readUInt16LE(at + 2) & NLA_TYPE_MASK, bytes.subarray(at + 4, at + length)]);
    at += align(length);
  }
  return list;
}

export const u8 = (value: number): Buffer => Buffer.from([value]);

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
