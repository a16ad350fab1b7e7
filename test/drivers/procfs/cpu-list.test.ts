import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCpuList, parseCpuList } from '../../../drivers/procfs/cpu-list.ts';
import { ParseError } from '../../../drivers/procfs/parse.ts';

test.each([
  ['', []],
  ['0\n', [0]],
  ['0-3,7', [0, 1, 2, 3, 7]],
  ['7,0-1,1', [0, 1, 7]],
])('the list "%s" is read', (text, cpus) => {
  expect(parseCpuList(text, 'cpus')).toEqual(cpus);
});

test.each(['3-1', 'a', '1-', '-1', '0--1', '1,,2', '0-4000000000', '99999', '0x1'])('"%s" is a ParseError', (text) => {
  expect(() => parseCpuList(text, 'cpus')).toThrow(ParseError);
});

test('two neighbours are printed as a range, as the kernel does', () => {
  expect(formatCpuList([1, 0])).toBe('0-1');
  expect(formatCpuList([7, 0, 2, 3])).toBe('0,2-3,7');
  expect(formatCpuList([])).toBe('');
});

test('parsing what was printed gives the same set', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 300 })), (cpus) => {
      expect(parseCpuList(formatCpuList(cpus), 'cpus')).toEqual([...cpus].sort((a, b) => a - b));
    }),
  );
});
