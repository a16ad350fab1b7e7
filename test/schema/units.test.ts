// The value grammars, with what OpenVZ's tools make of the same words.

import { describe, expect, test } from 'vitest';
import { formatCpus, parseCpumask, parseNodemask } from '../../schema/cpumask.ts';
import { editDistance, nearest } from '../../schema/suggest.ts';
import {
  asBytes,
  cpuPercent,
  formatSize,
  parseCpuLimit,
  parseDuration,
  parsePair,
  parseSize,
  wholePages,
} from '../../schema/units.ts';

const value = (reading: object): unknown => ('value' in reading ? reading.value : reading);

describe('sizes', () => {
  test.each([
    ['512M', 536870912],
    ['512m', 536870912],
    ['2.2G', 2362232012],
    ['1K', 1024],
    ['7B', 7],
    ['1T', 1099511627776],
    ['512MiB', 536870912],
    ['2GB', 2000000000],
    ['1.5kB', 1500],
    ['0', 0],
    ['0.0001K', 0],
    ['8191T', 9006099743113216],
  ])('%s is %d bytes', (text, bytes) => {
    expect(value(parseSize(text))).toBe(bytes);
  });

  test.each([
    '',
    'M',
    '1.M',
    '.5M',
    '1e3M',
    '-1M',
    '+1M',
    '1 M',
    '1MM',
    '1Mi',
    '0x10M',
    '1,5G',
    '１M',
    'unlimited',
    '1P',
    '9'.repeat(40),
  ])('%j is not a size', (text) => {
    expect(parseSize(text)).toHaveProperty('fault');
  });

  test('a size is printed in the largest unit that is exact', () => {
    expect([536870912, 2362232012, 1536, 1025, 0].map((bytes) => formatSize(asBytes(bytes)))).toEqual([
      '512M',
      '2.2G',
      '1.5K',
      '1025B',
      '0',
    ]);
    expect(formatSize('max')).toBe('unlimited');
  });

  test('memory is rounded up to whole pages and stays exact at the top', () => {
    expect([0, 1, 4096, 4097].map((bytes) => wholePages(asBytes(bytes)))).toEqual([0, 4096, 4096, 8192]);
    expect(Number.isSafeInteger(wholePages(asBytes(Number.MAX_SAFE_INTEGER)))).toBe(true);
  });

  test('one value is both limits, and unlimited is above everything', () => {
    const pair = (text: string) => value(parsePair(text, (half) => parseSize(half, { unlimited: true })));
    expect(pair('2G')).toEqual({ soft: 2147483648, hard: 2147483648 });
    expect(pair('1K:unlimited')).toEqual({ soft: 1024, hard: 'max' });
    expect(pair('unlimited:1K')).toHaveProperty('fault.code', 'VZR203');
  });
});

test.each([
  [150, 150],
  ['150', 150],
  ['50%', 200],
  ['12.5%', 50],
  [0, 'max'],
  ['0%', 'max'],
  [12.5, 12.5],
])('cpulimit %j on four CPUs is %j percent of one', (written, percent) => {
  const limit = parseCpuLimit(written);
  expect('value' in limit ? cpuPercent(limit.value, 4) : limit).toBe(percent);
});

test.each([
  [60, 60],
  ['60', 60],
  ['90s', 90],
  ['2m', 120],
  ['1h30m', 5400],
  [0, 0],
  [-0, 0],
  [86_400, 86_400],
])('the duration %j is %d seconds', (written, seconds) => {
  expect(value(parseDuration(written))).toBe(seconds);
});

test.each([1.5, -1, 86_401, '1.5s', '2m1h', 's', 'm', '25h', null, true, '٣s'])('%j is not a duration', (written) => {
  expect(parseDuration(written)).toHaveProperty('fault');
});

test.each([
  ['0-3,7', '0-3,7'],
  ['7,3,2,1,0', '0-3,7'],
  ['0-2,1-5', '0-5'],
  [3, '3'],
  ['all', 'all'],
  ['auto', 'auto'],
  ['4095', '4095'],
])('cpumask %j is %s', (written, canonical) => {
  expect(value(parseCpumask(written))).toBe(canonical);
});

test.each([
  ['0,1', '0-1'],
  [1, '1'],
  ['all', 'all'],
  ['1023', '1023'],
])('nodemask %j is %s', (written, canonical) => {
  expect(value(parseNodemask(written))).toBe(canonical);
});

test('no CPUs are the empty list', () => {
  expect(formatCpus([])).toBe('');
});

test('the nearest word is one a slip of the hand away', () => {
  expect(nearest('cpumsk', ['cpulimit', 'cpumask'])).toBe('cpumask');
  expect(nearest('Running', ['running', 'stopped'])).toBe('running');
  expect(nearest('ipss', ['ips', 'init'])).toBe('ips');
  expect(nearest('zzz', ['ips', 'init'])).toBeUndefined();
  expect(editDistance('abcd', 'abdc')).toBe(1);
});
