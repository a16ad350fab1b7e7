import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../reconciler/plan/plan.ts';
import { canonical } from '../../reconciler/state/canonical.ts';

/** The same value, every mapping of it written backwards. */
function backwards(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => backwards(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, backwards(item as Json)]),
  );
}

test('one value has one text, which is JSON of it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (made) => {
      const value = JSON.parse(JSON.stringify(made)) as Json;
      expect(JSON.parse(canonical(value))).toEqual(value);
      expect(canonical(backwards(value))).toBe(canonical(value));
    }),
  );
});

test('keys are in the order of their code units, and what is undefined is not there', () => {
  const value = { b: 1, a: undefined, é: [{ z: null, y: 'x' }], B: 2 } as unknown as Json;
  expect(canonical(value)).toBe('{"B":2,"b":1,"é":[{"y":"x","z":null}]}');
});
