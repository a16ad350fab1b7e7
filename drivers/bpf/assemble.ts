// Instructions of eBPF (Documentation/bpf/standardization/instruction-set.rst): written down line by line, with names in place
// of jump distances and maps, and put into bytes. Pure; whether the result is a program is for the kernel's verifier to say.

export type Register = 'r0' | 'r1' | 'r2' | 'r3' | 'r4' | 'r5' | 'r6' | 'r7' | 'r8' | 'r9' | 'r10';

/** Bytes of memory that one instruction moves. */
export type Width = 1 | 2 | 4 | 8;

interface Instruction {
  readonly op: number;
  readonly to?: Register | undefined;
  readonly from?: Register | undefined;
  readonly offset?: number | undefined;
  readonly value?: number | undefined;
  /** Where it jumps. */
  readonly target?: string | undefined;
  /** The map whose descriptor it loads: the only instruction of sixteen bytes that we use. */
  readonly map?: string | undefined;
}

interface Label {
  readonly label: string;
}

/** One line of a program. @public */
export type Line = Instruction | Label;

/** Operation codes of arithmetic and of jumps; disassemble.ts reads them backwards. */
export const arithmetic = {
  '+=': 0x00,
  '-=': 0x10,
  '|=': 0x40,
  '&=': 0x50,
  '<<=': 0x60,
  '>>=': 0x70,
  '=': 0xb0,
} as const;
export const conditions = { '==': 0x10, '>': 0x20, '>=': 0x30, '&': 0x40, '!=': 0x50, '<': 0xa0, '<=': 0xb0 } as const;
/** The value field of an atomic instruction. */
export const atomics = { 'fetch add': 0x01, exchange: 0xe1, 'compare exchange': 0xf1 } as const;
export const widths: Readonly<Record<Width, number>> = { 1: 0x10, 2: 0x08, 4: 0x00, 8: 0x18 };

/** 64-bit arithmetic, move and store, jump: the class in the low bits of the operation code. */
export const CLASS = { load: 0x61, storeValue: 0x62, store: 0x63, atomic: 0xc3, jump: 0x05, compute: 0x07 } as const;
const WITH_REGISTER = 0x08;
export const LOAD_MAP = 0x18;
export const CALL = 0x85;
export const EXIT = 0x95;
export const GOTO = 0x05;

/** What `from` field a load of a map carries: its descriptor, or the address of its first value. */
const MAP_ITSELF = 1;
const MAP_VALUE = 2;

type Operand = Register | number;

const operand = (value: Operand): Pick<Instruction, 'from' | 'value'> =>
  typeof value === 'number' ? { value } : { from: value };
const source = (value: Operand): number => (typeof value === 'number' ? 0 : WITH_REGISTER);

/** `to = value`, `to += value` and so on, in 64 bits; a number is extended with its sign. */
export const compute = (to: Register, how: keyof typeof arithmetic, value: Operand): Line => ({
  op: CLASS.compute | arithmetic[how] | source(value),
  to,
  ...operand(value),
});

/** Loads from memory at `from + offset`, without sign. */
export const load = (to: Register, width: Width, from: Register, offset: number): Line => ({
  op: CLASS.load | widths[width],
  to,
  from,
  offset,
});

/** Stores into memory at `to + offset`. */
export const store = (width: Width, to: Register, offset: number, value: Operand): Line => ({
  op: (typeof value === 'number' ? CLASS.storeValue : CLASS.store) | widths[width],
  to,
  offset,
  ...operand(value),
});

/**
 * On the eight bytes at `to + offset`, as nobody else can come between (Linux 5.12). fetch add and exchange leave the former
 * value in `from`, compare exchange, which writes only where r0 was found, in r0.
 */
export const atomic = (how: keyof typeof atomics, to: Register, offset: number, from: Register): Line => ({
  op: CLASS.atomic | widths[8],
  to,
  from,
  offset,
  value: atomics[how],
});

/** Jumps when `left how right`, without sign, in 64 bits. */
export const when = (left: Register, how: keyof typeof conditions, right: Operand, target: string): Line => ({
  op: CLASS.jump | conditions[how] | source(right),
  to: left,
  ...operand(right),
  target,
});

export const goto = (target: string): Line => ({ op: GOTO, target });
export const label = (name: string): Line => ({ label: name });
/** A helper of bpf-helpers(7) by its number: arguments in r1 to r5, which it forgets, result in r0. */
export const call = (helper: number): Line => ({ op: CALL, value: helper });
export const exit: Line = { op: EXIT };
/** The map of that name. */
export const loadMap = (to: Register, map: string): Line => ({ op: LOAD_MAP, to, map, offset: MAP_ITSELF });
/** The address of the first value of an array. */
export const loadMapValue = (to: Register, map: string): Line => ({ op: LOAD_MAP, to, map, offset: MAP_VALUE });

const isLabel = (line: Line): line is Label => 'label' in line;
/** Of eight bytes each. */
const length = (line: Line): number => (isLabel(line) ? 0 : line.op === LOAD_MAP ? 2 : 1);

/** The bytes of a program; `maps` gives the descriptor of each. Throws for what cannot be said in bytes, which is a bug. */
export function assemble(lines: readonly Line[], maps: Readonly<Record<string, number>> = {}): Buffer {
  const places = new Map<string, number>();
  let size = 0;
  for (const line of lines) {
    if (isLabel(line) && places.has(line.label)) throw new Error(`two labels ${line.label}`);
    if (isLabel(line)) places.set(line.label, size);
    size += length(line);
  }
  const bytes = Buffer.alloc(size * 8);
  let at = 0;
  for (const line of lines) {
    if (!isLabel(line)) encode(bytes, at, line, { places, maps });
    at += length(line);
  }
  return bytes;
}

interface Names {
  readonly places: ReadonlyMap<string, number>;
  readonly maps: Readonly<Record<string, number>>;
}

const numberOf = (register: Register | undefined): number => (register === undefined ? 0 : Number(register.slice(1)));

function encode(bytes: Buffer, at: number, line: Instruction, { places, maps }: Names): void {
  const { op, to, from, offset = 0, value = 0, target, map } = line;
  bytes[at * 8] = op;
  bytes[at * 8 + 1] = numberOf(to) | ((map === undefined ? numberOf(from) : offset) << 4);
  const distance = target === undefined ? 0 : found(places, target) - at - 1;
  if (map === undefined) bytes.writeInt16LE(target === undefined ? offset : distance, at * 8 + 2);
  bytes.writeInt32LE(map === undefined ? value : found(new Map(Object.entries(maps)), map), at * 8 + 4);
}

function found(names: ReadonlyMap<string, number>, name: string): number {
  const number = names.get(name);
  if (number === undefined) throw new Error(`nothing is called ${name}`);
  return number;
}
