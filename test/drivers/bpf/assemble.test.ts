// Bytes against what the instruction set says, and against the disassembler, which reads them with other eyes.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  arithmetic,
  assemble,
  atomic,
  atomics,
  call,
  compute,
  conditions,
  exit,
  goto,
  type Line,
  label,
  load,
  loadMap,
  loadMapValue,
  type Register,
  store,
  type Width,
  when,
} from '../../../drivers/bpf/assemble.ts';
import { disassemble } from '../../helpers/disassemble.ts';

const hex = (line: Line, maps?: Record<string, number>) => assemble([line], maps).toString('hex');

test('bytes are those of the instruction set', () => {
  expect(hex(compute('r0', '=', 1))).toBe('b700000001000000');
  expect(hex(compute('r2', '=', 'r10'))).toBe('bfa2000000000000');
  expect(hex(compute('r2', '+=', -4))).toBe('07020000fcffffff');
  expect(hex(compute('r3', '>>=', 16))).toBe('7703000010000000');
  expect(hex(load('r2', 4, 'r1', 8))).toBe('6112080000000000');
  expect(hex(load('r1', 8, 'r0', 184))).toBe('7901b80000000000');
  expect(hex(store(4, 'r10', -4, 7))).toBe('620afcff07000000');
  expect(hex(store(8, 'r10', -8, 'r6'))).toBe('7b6af8ff00000000');
  expect(hex(atomic('fetch add', 'r8', 16, 'r1'))).toBe('db18100001000000');
  expect(hex(atomic('exchange', 'r0', 0, 'r1'))).toBe('db100000e1000000');
  expect(hex(atomic('compare exchange', 'r1', 8, 'r2'))).toBe('db210800f1000000');
  expect(hex(call(107))).toBe('850000006b000000');
  expect(hex(exit)).toBe('9500000000000000');
  expect(hex(loadMap('r1', 'counts'), { counts: 5 })).toBe('18110000050000000000000000000000');
  expect(hex(loadMapValue('r8', 'counts'), { counts: 5 })).toBe('18280000050000000000000000000000');
});

test('jumps count instructions, and a map counts twice', () => {
  const lines = [
    label('start'),
    when('r1', '!=', 0, 'end'),
    loadMap('r1', 'm'),
    compute('r0', '=', 0),
    goto('start'),
    label('end'),
    exit,
  ];
  expect(disassemble(assemble(lines, { m: 9 }))).toEqual([
    '0: if r1 != 0 goto 5',
    '1: r1 = map 9',
    '3: r0 = 0',
    '4: goto 0',
    '5: exit',
  ]);
});

test('what is missing or there twice is a bug, and told', () => {
  expect(() => assemble([goto('nowhere')])).toThrow(/nowhere/);
  expect(() => assemble([loadMap('r1', 'none')])).toThrow(/none/);
  expect(() => assemble([label('a'), label('a')])).toThrow(/two labels/);
});

test('unknown bytes are shown as they are', () => {
  expect(disassemble(Buffer.from('ff00000000000000', 'hex'))).toEqual(['0: ff00000000000000']);
});

const register = fc.integer({ min: 0, max: 10 }).map((n) => `r${n}` as Register);
const number = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const operand = fc.oneof(register, number);
const offset = fc.integer({ min: -32_768, max: 32_767 });
const width = fc.constantFrom<Width>(1, 2, 4, 8);
const at = (base: string, w: number, by: number) => `*(u${w * 8} *)(${base} ${by < 0 ? '-' : '+'}${Math.abs(by)})`;
const keys = <T extends object>(table: T) => Object.keys(table) as (keyof T & string)[];

/** An instruction, and how it reads. */
const sentence: fc.Arbitrary<readonly [Line, string]> = fc.oneof(
  fc
    .tuple(register, fc.constantFrom(...keys(arithmetic)), operand)
    .map(([to, how, value]) => [compute(to, how, value), `${to} ${how} ${value}`] as const),
  fc
    .tuple(register, width, register, offset)
    .map(([to, w, from, by]) => [load(to, w, from, by), `${to} = ${at(from, w, by)}`] as const),
  fc
    .tuple(width, register, offset, operand)
    .map(([w, to, by, value]) => [store(w, to, by, value), `${at(to, w, by)} = ${value}`] as const),
  fc
    .tuple(fc.constantFrom(...keys(atomics)), register, offset, register)
    .map(([how, to, by, from]) => [atomic(how, to, by, from), `${how} ${at(to, 8, by)}, ${from}`] as const),
  fc
    .tuple(register, fc.constantFrom(...keys(conditions)), operand)
    .map(([left, how, right]) => [when(left, how, right, 'end'), `if ${left} ${how} ${right} goto END`] as const),
  fc.nat(200).map((helper) => [call(helper), `call ${helper}`] as const),
  fc.constant([goto('end'), 'goto END'] as const),
);

test('every program reads as it was written', () => {
  fc.assert(
    fc.property(fc.array(sentence, { maxLength: 60 }), (sentences) => {
      const bytes = assemble([...sentences.map(([line]) => line), label('end'), exit]);
      const expected = [...sentences.map(([, text]) => text.replace('END', String(sentences.length))), 'exit'];
      expect(disassemble(bytes)).toEqual(expected.map((text, index) => `${index}: ${text}`));
    }),
  );
});
