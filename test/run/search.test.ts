// How long passes wait for history, and how often they ask it.

import { expect, test } from 'vitest';
import { searchFor } from '../../reconciler/run/search.ts';
import { fakeClock } from './bench.ts';

const items = (...keys: string[]) => new Map(keys.map((key) => [key, key]));

function history() {
  const asked: string[] = [];
  const ended: string[] = [];
  const clock = fakeClock();
  const ask = (key: string, signal: AbortSignal): Promise<string | undefined> => {
    asked.push(key);
    if (key === 'bad') return Promise.reject(new Error('no'));
    if (!key.startsWith('slow')) return Promise.resolve(key === 'none' ? undefined : key.toUpperCase());
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => {
        ended.push(key);
        reject(new Error('ended'));
      }),
    );
  };
  return { clock, asked, ended, search: searchFor(ask, { wait: 1_000, most: 3 }, clock) };
}

test('each pass is told what one has found, and history is asked once', async () => {
  const { search, asked } = history();
  const found = new Map([
    ['a', 'A'],
    ['none', undefined],
  ]);
  expect(await search(items('a', 'none', 'bad'))).toEqual(found);
  expect(await search(items('a', 'none', 'bad'))).toEqual(found);
  expect(asked).toEqual(['a', 'none', 'bad']);
  // Whatever a pass does not ask for is forgotten.
  await search(items('none'));
  expect(await search(items('a'))).toEqual(new Map([['a', 'A']]));
  expect(asked).toEqual(['a', 'none', 'bad', 'a']);
});

test('of many it asks for some in a pass, and for the others in the next', async () => {
  const { search, asked } = history();
  const all = items('a', 'b', 'c', 'd', 'e');
  expect([...(await search(all)).keys()]).toEqual(['a', 'b', 'c']);
  expect([...(await search(all)).keys()]).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('what takes too long is ended, and no later pass waits for it', async () => {
  const { search, clock, asked, ended } = history();
  const all = items('a', 'slow', 'b', 'c', 'd');
  const first = search(all);
  await clock.advance(999);
  expect(ended).toEqual([]);
  await clock.advance(1);
  expect(await first).toEqual(new Map([['a', 'A']]));
  expect(ended).toEqual(['slow']);
  // The clock stands still.
  expect(await search(all)).toEqual(new Map([['a', 'A']]));
  expect(asked).toEqual(['a', 'slow']);
  expect((await search(items('a', 'slow', 'e'))).get('e')).toBe('E');
});
