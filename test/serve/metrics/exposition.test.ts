import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counter, exposition, gauge, histogram } from '../../../reconciler/serve/metrics/exposition.ts';
import { parseExposition } from './parse.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const odd = fc.oneof(text, fc.constantFrom('\\', '"', '\n', '\\n', 'a\\"b', ',}', '# HELP x y', '\r', '\u2028'));
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);

test('what is written is read again, whatever is in labels and help', () => {
  const samples = fc.uniqueArray(fc.record({ a: odd, b: odd }), {
    selector: (one) => JSON.stringify(one),
    minLength: 1,
  });
  fc.assert(
    fc.property(name, odd, samples, fc.double(), (family, help, labels, value) => {
      const written = exposition([
        gauge(
          family,
          help,
          labels.map((one) => ({ labels: one, value })),
        ),
      ]);
      const read = parseExposition(written).get(family);
      expect(read?.help).toBe(help);
      const sorted = (all: readonly object[]): string[] => all.map((one) => JSON.stringify(one)).sort();
      expect(sorted(read?.series.map((one) => one.labels) ?? [])).toEqual(sorted(labels));
      for (const one of read?.series ?? [])
        expect(one.value === value || (Number.isNaN(value) && Number.isNaN(one.value))).toBe(true);
    }),
  );
});

test('a histogram has every value in one bucket and all of them in the last', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 10, noNaN: true })), (values) => {
      const times = histogram('t_seconds', 'Times.', [0.5, 1, 5]);
      for (const value of values) times.observe({ of: 'x' }, value);
      const series = parseExposition(exposition([times.family()])).get('t_seconds')?.series ?? [];
      const at = (le: string) => series.find(({ labels }) => labels['le'] === le)?.value ?? 0;
      for (const le of ['0.5', '1', '5']) expect(at(le)).toBe(values.filter((value) => value <= Number(le)).length);
      expect(at('+Inf')).toBe(values.length);
      const sum = series.find((one) => one.name === 't_seconds_sum')?.value ?? 0;
      expect(sum).toBeCloseTo(
        values.reduce((total, value) => total + value, 0),
        6,
      );
    }),
  );
});

test('a counter is there before anything was counted', () => {
  const passes = counter('x_total', 'X.', [{ result: 'done' }]);
  expect(exposition([passes.family()])).toBe('# HELP x_total X.\n# TYPE x_total counter\nx_total{result="done"} 0\n');
  passes.add({ result: 'done' }, 2);
  passes.add({ result: 'bad' });
  expect(exposition([passes.family(), gauge('none', 'Nothing.', [])])).toContain(
    'x_total{result="bad"} 1\nx_total{result="done"} 2\n',
  );
});

test.each([
  ['# TYPE a gauge\na 1\n', 'HELP of another'],
  ['# HELP a A\n# TYPE a gauge\na 1', 'does not end'],
  ['# HELP a A\n# TYPE a gauge\na{b="\\x"} 1\n', 'escape'],
  ['# HELP a A\n# TYPE a gauge\na 1\na 2\n', 'twice'],
  ['# HELP a A\n# TYPE a counter\na 1\n', '_total'],
  ['# HELP a A\n# TYPE a gauge\nb 1\n', 'outside'],
])('the reader of these tests is strict: %j', (written, complaint) => {
  expect(() => parseExposition(written)).toThrow(complaint);
});
