import { expect, test } from 'vitest';
import { keepRecent } from '../../reconciler/run/recent.ts';

test('of many the newest are kept, and what is used again is new', () => {
  const known = new Map<number, string>();
  for (let n = 0; n < 1000; n += 1) {
    keepRecent(known, n, String(n));
    keepRecent(known, 7, 'seven');
  }
  expect(known.size).toBe(100);
  expect(known.get(7)).toBe('seven');
  expect([...known.keys()].sort((a, b) => a - b).slice(0, 2)).toEqual([7, 901]);
});
