// What is remembered of beancounters between looks.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grown, look, remembered, type Seen } from '../../drivers/beancounters/memory.ts';

const fresh: Seen = { start: 1, maxheld: {}, failcnt: {} };
const count = fc.nat(1000);

test('the most is the most of all looks, whatever the kernel keeps, and never less than what is held', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ held: count, maxheld: fc.option(count, { nil: undefined }) })), (looks) => {
      let seen = fresh;
      for (const numfile of looks) seen = look({ numfile }, seen);
      const most = Math.max(0, ...looks.flatMap(({ held, maxheld = 0 }) => [held, maxheld]));
      expect(seen.maxheld['numfile'] ?? 0).toBe(most);
      expect(remembered({ numfile: { held: 0 } }, seen)['numfile']?.maxheld).toBe(most);
    }),
  );
});

test('what was refused is told once: all tellings make the last number', () => {
  fc.assert(
    fc.property(fc.array(count), (steps) => {
      let [seen, failcnt, told] = [fresh, 0, 0];
      for (const step of steps) {
        failcnt += step;
        const counters = { numproc: { held: 1, failcnt }, numflock: { held: 1 } };
        for (const { name, by } of grown(counters, seen)) {
          expect(name).toBe('numproc');
          told += by;
        }
        seen = look(counters, seen);
      }
      expect(told).toBe(failcnt);
    }),
  );
});

test('a look at some keeps what was seen of the others', () => {
  const seen = look({ numpty: { held: 3 } }, fresh);
  expect(look({ numproc: { held: 5 } }, seen).maxheld).toEqual({ numpty: 3, numproc: 5 });
});
