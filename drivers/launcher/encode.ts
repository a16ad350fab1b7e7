// The player's wire format, little-endian, fixed sizes: a tape out, replies in. The layouts are those of player.c. Pure.

import { type SyscallName, syscallNumber } from '../kernel/numbers.ts';
import { type Arg, type Condition, type Form, type Op, type Step, type Tape, textBytes } from './tape.ts';

const MAGIC = 0x3154_5a56;
const HEADER = 32;
const STEP = 80;
export const REPLY = 48;
/** Bytes; the player refuses more. */
const MAX_TAPE = 256 * 1024;
const MAX_STEPS = 1024;

const OPS: readonly Op[] = [
  'end',
  'syscall',
  'store',
  'address',
  'format',
  'clone',
  'wait',
  'report',
  'watch',
  'check',
];
const CONDITIONS: readonly Condition['kind'][] = ['ok', 'any', 'exact', 'allow'];
const REPLIES = ['', 'done', 'report', 'error', 'exited', 'fired', 'rejected'] as const;

/** Where an argument is filled in. */
interface Hole {
  readonly at: number;
  readonly name: string;
  readonly of: 'value' | 'size';
}

interface Encoded {
  readonly bytes: Buffer;
  readonly holes: readonly Hole[];
}

/** One form serves many tapes. */
const encoded = new WeakMap<Form, Encoded>();

/** The bytes of a tape under number `id`. Throws RangeError when it is too large for the player, or a text for its blank. */
export function encode(tape: Tape, id: number, architecture?: string): Buffer {
  const { form, name, values } = tape;
  let known = encoded.get(form);
  if (known === undefined || architecture !== undefined) {
    known = encodeForm(form, name, architecture);
    if (architecture === undefined) encoded.set(form, known);
  }
  const out = Buffer.from(known.bytes);
  out.writeUInt32LE(id, 8);
  for (const { at, name: blank, of } of known.holes) {
    const value = values[blank];
    if (of === 'size' && typeof value === 'string') writeInteger(out, at, Buffer.byteLength(value));
    else if (of === 'value' && typeof value === 'number') writeInteger(out, at, value);
    else throw new RangeError(`${name}: nothing to fill in for ${blank}`);
  }
  for (const { offset, blank } of form.texts) {
    const value = values[blank.name];
    if (typeof value !== 'string') throw new RangeError(`${name}: nothing to fill in for ${blank.name}`);
    const text = textBytes(value);
    if (text.length > blank.room) throw new RangeError(`${name}: ${blank.name} is longer than ${blank.room} bytes`);
    text.copy(out, HEADER + form.steps.length * STEP + offset);
  }
  return out;
}

function encodeForm({ steps, data, failure }: Form, name: string, architecture?: string): Encoded {
  const length = HEADER + steps.length * STEP + data.length;
  if (length > MAX_TAPE || steps.length > MAX_STEPS) throw new RangeError(`${name}: the launch tape is too long`);
  const bytes = Buffer.alloc(length);
  const holes: Hole[] = [];
  const header = [MAGIC, length, 0, steps.length, data.length, failure];
  for (const [index, value] of header.entries()) bytes.writeUInt32LE(value, index * 4);
  let at = HEADER;
  for (const step of steps) {
    encodeStep(bytes, at, step, architecture);
    for (const [index, arg] of step.args.entries()) {
      if (typeof arg !== 'number' && arg.kind === 'blank')
        holes.push({ at: at + 32 + index * 8, name: arg.name, of: arg.of });
    }
    at += STEP;
  }
  bytes.set(data, at);
  return { bytes, holes };
}

function encodeStep(out: Buffer, at: number, step: Step, architecture?: string): void {
  out[at] = OPS.indexOf(step.op);
  out.writeUInt32LE(step.call === undefined ? step.number : numberOf(step.call, architecture), at + 4);
  out.writeUInt32LE(step.jump, at + 8);
  encodeCondition(out, at, step.condition);
  let index = 0;
  for (const arg of step.args) {
    encodeArg(out, at + 24 + index, at + 32 + index * 8, arg);
    index++;
  }
}

const numberOf = (name: SyscallName, architecture?: string): number =>
  architecture === undefined ? syscallNumber(name) : syscallNumber(name, architecture);

function encodeCondition(out: Buffer, at: number, condition: Condition): void {
  out[at + 1] = CONDITIONS.indexOf(condition.kind);
  if (condition.kind === 'exact') writeInteger(out, at + 16, condition.value);
  if (condition.kind !== 'allow') return;
  for (const [index, errno] of condition.errnos.entries()) out.writeUInt16LE(errno, at + 16 + index * 2);
}

function encodeArg(out: Buffer, kindAt: number, valueAt: number, arg: Arg): void {
  const [kind, value] = argValue(arg);
  out[kindAt] = kind;
  writeInteger(out, valueAt, value);
}

function argValue(arg: Arg): readonly [kind: number, value: number] {
  if (typeof arg === 'number') return [0, arg];
  switch (arg.kind) {
    case 'named':
      return [0, arg.value];
    case 'data':
      return [1, arg.offset];
    case 'result':
      return [2, arg.step];
    case 'load':
      return [arg.bytes === 4 ? 3 : 4, arg.offset];
    case 'blank':
      return [0, 0];
  }
}

/** A safe integer as 64-bit two's complement. */
function writeInteger(out: Buffer, at: number, value: number): void {
  out.writeUInt32LE(value >>> 0, at);
  out.writeInt32LE(Math.floor(value / 2 ** 32) | 0, at + 4);
}

export interface Reply {
  readonly kind: (typeof REPLIES)[number];
  readonly id: number;
  /** error: the step. report: the code. */
  readonly index: number;
  readonly values: readonly number[];
}

/** One reply at `at`. Values are safe integers by construction: pids, descriptors, errnos. */
export function decodeReply(bytes: Buffer, at: number): Reply {
  return {
    kind: REPLIES[bytes.readUInt32LE(at + 4)] ?? '',
    id: bytes.readUInt32LE(at + 8),
    index: bytes.readUInt32LE(at + 12),
    values: [0, 1, 2, 3].map((index) => Number(bytes.readBigInt64LE(at + 16 + index * 8))),
  };
}
