import { expect, test } from 'vitest';
import { rarely } from '../../reconciler/cli/rarely.ts';

test('what every try has again is told once an hour, what is new at once', () => {
  const told: string[] = [];
  let now = 5;
  const tell = rarely((words) => void told.push(words), { now: () => now });
  for (const message of ['full', 'full', 'other', 'full']) tell(new Error(message));
  expect(told).toEqual(['full', 'other']);
  now += 3_600_000;
  tell(new Error('full'));
  tell(new Error('full'));
  expect(told).toEqual(['full', 'other', 'full']);
});
