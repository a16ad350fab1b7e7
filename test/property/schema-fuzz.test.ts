// Whatever a file contains, reading it gives manifests or problems: it never throws and never touches Object.prototype.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveDesired } from '../../reconciler/state/desired.ts';
import { parseCpumask } from '../../schema/cpumask.ts';
import { readInodes, readSpace } from '../../schema/fields.ts';
import { loadManifests } from '../../schema/load.ts';
import { printProblems } from '../../schema/print-problems.ts';
import { parseCpuLimit, parseDuration, parseSize } from '../../schema/units.ts';
import { validateContainer } from '../../schema/validators.generated.js';
import { bytesOf } from '../schema/marked.ts';
import { YAML_TOKENS } from './yaml-tokens.ts';

const valid = ['containers/web.yaml', 'containers/build.yaml', 'templates/debian.yaml', 'node.yaml'].map((name) =>
  readFileSync(`manifests/${name}`, 'utf8'),
);
const prototypeKeys = Reflect.ownKeys(Object.prototype).length;

function survives(bytes: Uint8Array): void {
  const { manifests, problems } = loadManifests([{ path: 'a.yaml', bytes }]);
  for (const { code, origin, endCol, severity } of problems) {
    expect(code).toMatch(/^VZR\d{3}$/);
    expect(severity).toBe('error');
    expect(origin.line).toBeGreaterThan(0);
    expect(origin.col).toBeGreaterThan(0);
    if (endCol !== undefined) expect(endCol).toBeGreaterThan(origin.col);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not reach a terminal.
  expect(printProblems(problems)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  if (problems.length === 0) resolveDesired(manifests, { node: 'node1', cpus: 4 });
  expect(Reflect.ownKeys(Object.prototype)).toHaveLength(prototypeKeys);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
}

test('random bytes give problems', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), survives), { numRuns: 1000 });
});

test('random YAML-like text gives problems', () => {
  const token = fc.constantFrom(...YAML_TOKENS);
  fc.assert(
    fc.property(fc.array(token, { maxLength: 80 }), (tokens) => survives(bytesOf(tokens.join('')))),
    { numRuns: 3000 },
  );
});

test('valid manifests with bytes changed give manifests or problems', () => {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(12),
    put: fc.string({ unit: 'binary', maxLength: 6 }),
  });
  fc.assert(
    fc.property(fc.constantFrom(...valid), fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
      let changed = text;
      for (const { at, cut, put } of edits) {
        const from = Math.floor(at * changed.length);
        changed = changed.slice(0, from) + put + changed.slice(from + cut);
      }
      survives(bytesOf(changed));
    }),
    { numRuns: 1500 },
  );
});

test('valid manifests with values replaced, removed or retyped give manifests or problems', () => {
  const lines = valid[0]?.split('\n') ?? [];
  const replacement = fc.oneof(
    fc.json({ maxDepth: 3 }),
    fc.constantFrom(
      '',
      'null',
      '[]',
      '{}',
      '-1',
      '0',
      '1e400',
      '.nan',
      '0x10',
      '"\\ud800"',
      '{a: {b: c}}',
      '[[1]]',
      '{__proto__: {polluted: 1}}',
    ),
  );
  fc.assert(
    fc.property(fc.nat(lines.length - 1), replacement, (at, value) => {
      const changed = lines.map((line, i) => (i === at ? line.replace(/:.*/, `: ${value}`) : line));
      survives(bytesOf(changed.join('\n')));
    }),
    { numRuns: 1500 },
  );
});

test('every value a reader accepts, the published schema accepts too', () => {
  const base = (spec: object) => ({
    apiVersion: 'vzreconcile/v1alpha1',
    kind: 'Container',
    metadata: { name: 'a', ctid: 101 },
    spec: { template: 't', ...spec },
  });
  const accepts = (spec: object): boolean => validateContainer(base(spec));
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0123456789.:,-%BKMGTibhmsunlimited'), maxLength: 12 }),
    fc.constantFrom('unlimited', 'unlimited:unlimited', '1K:unlimited', '2G:2.2G', 'all', '0-3,7', '50%', '1h30m'),
  );
  fc.assert(
    fc.property(text, (value) => {
      if ('value' in readSpace(value)) expect(accepts({ diskspace: value })).toBe(true);
      if ('value' in readInodes(value)) expect(accepts({ diskinodes: value })).toBe(true);
      if ('value' in parseSize(value, { unlimited: true })) expect(accepts({ vswap: { ram: value } })).toBe(true);
      if ('value' in parseCpumask(value)) expect(accepts({ cpumask: value })).toBe(true);
      if ('value' in parseCpuLimit(value)) expect(accepts({ cpulimit: value })).toBe(true);
      if ('value' in parseDuration(value)) expect(accepts({ stopTimeout: value })).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

// A pattern that goes back over half a million characters takes hours for one of them.
test('a megabyte in any one field is refused in one go', () => {
  for (const unit of ['a', '0', 'a.', '0,', '0-', '1h', ':', '/', 'a-', '.', '%', '\u00e9']) {
    const value = unit.repeat(1_000_000 / unit.length / 2);
    for (const field of [
      'hostname',
      'cpumask',
      'diskspace',
      'cpulimit',
      'stopTimeout',
      'node',
      'template',
      'diskinodes',
    ]) {
      const { problems } = loadManifests([
        {
          path: 'a.yaml',
          bytes: bytesOf(
            `apiVersion: vzreconcile/v1alpha1\nkind: Container\nmetadata: {name: a, ctid: 101}\nspec:\n  ${field}: "${value}"\n`,
          ),
        },
      ]);
      expect(problems.length).toBeGreaterThan(0);
    }
  }
}, 60_000);
