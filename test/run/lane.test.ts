// Room for work that may hang: never more than there is, nobody is passed over, and who hangs lets the next one begin.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeLane, SETTLED } from '../../reconciler/run/lane.ts';
import { fakeClock } from './bench.ts';

const nobody = new AbortController().signal;

test('those that hang make room, as long as there is any', async () => {
  const clock = fakeClock();
  const lane = makeLane({ fresh: 2, all: 5 }, clock);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  for (let i = 0; i < 8; i += 1)
    void lane.run(() => {
      begun.push(clock.now());
      return new Promise<void>((resolve) => ends.push(resolve));
    }, nobody);
  await clock.advance(10 * SETTLED);
  expect(begun).toEqual([0, 0, SETTLED, SETTLED, 2 * SETTLED]);
  ends[0]?.();
  await clock.settle();
  expect(begun).toHaveLength(6);
});

test('who is given up before its turn never begins, and takes no room', async () => {
  const clock = fakeClock();
  const lane = makeLane({ fresh: 1, all: 1 }, clock);
  let end: () => void = () => {};
  const first = lane.run(() => new Promise<void>((resolve) => (end = resolve)), nobody);
  const given = new AbortController();
  const second = lane.run(async () => 'second', given.signal);
  const third = lane.run(async () => 'third', nobody);
  given.abort();
  expect(await second).toBeUndefined();
  expect(await lane.run(async () => 'late', given.signal)).toBeUndefined();
  end();
  await first;
  expect(await third).toBe('third');
});

test('work that fails gives its room back', async () => {
  const lane = makeLane({ fresh: 1, all: 1 }, fakeClock());
  await expect(lane.run(async () => Promise.reject(new Error('EIO')), nobody)).rejects.toThrow('EIO');
  expect(await lane.run(async () => 'next', nobody)).toBe('next');
});

test('whatever takes however long: in the order of asking, within the room, and all of it is done', async () => {
  const times = fc.array(fc.integer({ min: 1, max: 4 * SETTLED }), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      times,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 6 }),
      async (all, fresh, more) => {
        const clock = fakeClock();
        const lane = makeLane({ fresh, all: fresh + more }, clock);
        const order: number[] = [];
        let [open, most, young, mostYoung] = [0, 0, 0, 0];
        const done = Promise.all(
          all.map((ms, at) =>
            lane.run(async () => {
              order.push(at);
              [open, young] = [open + 1, young + 1];
              [most, mostYoung] = [Math.max(most, open), Math.max(mostYoung, young)];
              const short = Math.min(ms, SETTLED - 1);
              await clock.sleep(short);
              young -= 1;
              await clock.sleep(ms - short);
              open -= 1;
            }, nobody),
          ),
        );
        await clock.advance(30 * 4 * SETTLED);
        await done;
        expect(order).toEqual(all.map((_, at) => at));
        expect(most).toBeLessThanOrEqual(fresh + more);
        expect(mostYoung).toBeLessThanOrEqual(fresh);
      },
    ),
    { numRuns: 30 },
  );
});
