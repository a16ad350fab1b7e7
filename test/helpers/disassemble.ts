// The bytes of an eBPF program as text, a line for each instruction, in the words of the kernel's own listings. For people.

import {
  arithmetic,
  atomics,
  CALL,
  CLASS,
  conditions,
  EXIT,
  GOTO,
  LOAD_MAP,
  widths,
} from '../../drivers/bpf/assemble.ts';

/** What an operation code stands for. */
const keyOf = (table: Readonly<Record<string, number>>, value: number): string | undefined =>
  Object.keys(table).find((key) => table[key] === value);

/** Lines such as `3: if r2 != 1 goto 7`; what is none of our instructions is shown in hexadecimal. */
export function disassemble(bytes: Buffer): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at * 8 + 8 <= bytes.length; at++) {
    const isWide = bytes[at * 8] === LOAD_MAP;
    lines.push(`${at}: ${describe(bytes, at) ?? bytes.toString('hex', at * 8, at * 8 + 8)}`);
    if (isWide) at++;
  }
  return lines;
}

function describe(bytes: Buffer, at: number): string | undefined {
  const op = bytes[at * 8] ?? 0;
  const registers = bytes[at * 8 + 1] ?? 0;
  const to = `r${registers & 0xf}`;
  const from = `r${registers >> 4}`;
  const offset = bytes.readInt16LE(at * 8 + 2);
  const value = bytes.readInt32LE(at * 8 + 4);
  const operand = (op & 0x08) === 0 ? String(value) : from;
  if (op === EXIT) return 'exit';
  if (op === CALL) return `call ${value}`;
  if (op === GOTO) return `goto ${at + 1 + offset}`;
  if (op === LOAD_MAP) return `${to} = ${registers >> 4 === 1 ? 'map' : 'value of map'} ${value}`;
  if ((op & 0x07) === CLASS.compute) {
    const how = keyOf(arithmetic, op & 0xf0);
    return how && `${to} ${how} ${operand}`;
  }
  if ((op & 0x07) === CLASS.jump) {
    const how = keyOf(conditions, op & 0xf0);
    return how && `if ${to} ${how} ${operand} goto ${at + 1 + offset}`;
  }
  return describeMemory(op, { to, from, offset, value });
}

function describeMemory(
  op: number,
  {
    to,
    from,
    offset,
    value,
  }: { readonly to: string; readonly from: string; readonly offset: number; readonly value: number },
): string | undefined {
  const width = keyOf(widths, op & 0x18);
  const place = (base: string): string =>
    `*(u${Number(width) * 8} *)(${base} ${offset < 0 ? '-' : '+'}${Math.abs(offset)})`;
  switch (op & ~0x18) {
    case CLASS.load:
      return `${to} = ${place(from)}`;
    case CLASS.store:
      return `${place(to)} = ${from}`;
    case CLASS.storeValue:
      return `${place(to)} = ${value}`;
    case CLASS.atomic: {
      const how = keyOf(atomics, value);
      return how && `${how} ${place(to)}, ${from}`;
    }
    default:
      return undefined;
  }
}
