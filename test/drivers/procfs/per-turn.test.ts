import { expect, test } from 'vitest';
import { perTurn } from '../../../drivers/procfs/per-turn.ts';

test('callers of one synchronous stretch share one look, later ones get a fresh one', async () => {
  let looks = 0;
  const look = perTurn(() => ++looks);
  expect([look(), look()]).toEqual([1, 1]);
  await Promise.resolve();
  expect(look()).toBe(2);
});

test('a look that throws is repeated', () => {
  let fail = true;
  const look = perTurn(() => {
    if (fail) throw new Error('not now');
    return 'seen';
  });
  expect(look).toThrow('not now');
  fail = false;
  expect(look()).toBe('seen');
});
