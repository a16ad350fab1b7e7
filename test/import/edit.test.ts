// Edits of manifests: only the lines that say something else are other lines, and a diff of them is one that git applies.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { editYaml } from '../../reconciler/import/edit.ts';
import { unifiedDiff } from '../../reconciler/import/unified-diff.ts';

const site = `# The shop.
kind: Template
metadata: { name: tiny }
---
kind: Container   # one of two
metadata:
    name: 'web'  # quoted
    ctid: 101
spec:
    template: tiny # do not change
    vswap: { ram: 64M, swap: 0 }   # small

    ips:
      - 10.0.0.1 # the old one
      # kept
      - 10.0.0.2
    ubc:
        numpty: 4

        numfile: 100
    init: |-
        x
# end
---
kind: Container
metadata: { name: db, ctid: 102 }
spec: { template: tiny }`;

const isWeb = (value: unknown): boolean => (value as { metadata?: { ctid?: number } }).metadata?.ctid === 101;
const isDb = (value: unknown): boolean => (value as { metadata?: { ctid?: number } }).metadata?.ctid === 102;
const edit = (path: string, value: unknown, isMeant = isWeb) =>
  editYaml(site, isMeant, [{ path: ['spec', ...path.split('.')], value }]);
/** Lines that are other lines. */
const lines = (edited: string | undefined): readonly string[] =>
  unifiedDiff('x', site, edited ?? '')
    .split('\n')
    .filter((line) => /^[-+](?![-+])/.test(line));

describe('an edit', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['template', 'big', ['-    template: tiny # do not change', '+    template: big # do not change']],
    [
      'vswap.ram',
      '96M',
      ['-    vswap: { ram: 64M, swap: 0 }   # small', '+    vswap: { ram: 96M, swap: 0 }   # small'],
    ],
    ['vswap', { ram: '96M' }, ['-    vswap: { ram: 64M, swap: 0 }   # small', '+    vswap: { ram: 96M }   # small']],
    ['ips', ['10.0.0.1', '10.0.0.2', '10.0.0.3'], ['+      - 10.0.0.3']],
    ['ips', ['10.0.0.2'], ['-      - 10.0.0.1 # the old one']],
    ['ips', ['10.0.0.2', '10.0.0.9'], ['-      - 10.0.0.1 # the old one', '+      - 10.0.0.9']],
    ['ubc.numpty', 5, ['-        numpty: 4', '+        numpty: 5']],
    ['ubc.shmpages', '1M', ['+        shmpages: 1M']],
    ['ubc.numfile', undefined, ['-        numfile: 100']],
    ['numproc', 99, ['+    numproc: 99']],
    ['sysctls', { 'net.core.somaxconn': 1 }, ['+    sysctls: { net.core.somaxconn: 1 }']],
    ['idmap.base', 65_536, ['+    idmap: { base: 65536 }']],
    ['vswap', undefined, ['-    vswap: { ram: 64M, swap: 0 }   # small']],
  ])('of %s to %j touches nothing else', (path, value, expected) => {
    expect([...lines(edit(path, value))].sort()).toEqual([...expected].sort());
  });

  test('in a flow mapping, and in a file without a last line break', () => {
    expect(lines(edit('numproc', 9, isDb))).toEqual([
      '-spec: { template: tiny }',
      '+spec: { template: tiny, numproc: 9 }',
    ]);
    const open = editYaml('spec:\n  a: 1', () => true, [{ path: ['spec', 'b'], value: [1] }]);
    expect(open).toBe('spec:\n  a: 1\n  b: [1]');
    const dos = 'spec:\r\n  a: 1\r\n';
    expect(editYaml(dos, () => true, [{ path: ['spec', 'b'], value: 2 }])).toBe(`${dos}  b: 2\r\n`);
    expect(editYaml('spec:\r\n  a: 1\r\n', () => true, [{ path: ['spec', 'a'], value: 2 }])).toBe(
      'spec:\r\n  a: 2\r\n',
    );
    expect(editYaml('spec:\n', () => true, [{ path: ['spec', 'a', 'b'], value: 2 }])).toBe('spec: { a: { b: 2 } }\n');
  });

  test('does not change what an alias shares', () => {
    const shared = 'a: &x {ram: 1}\nb: *x\n';
    expect(editYaml(shared, () => true, [{ path: ['a', 'ram'], value: 2 }])).toBeUndefined();
    expect(editYaml(shared, () => true, [{ path: ['b'], value: { ram: 2 } }])).toBe('a: &x {ram: 1}\nb: { ram: 2 }\n');
  });

  test('of what is not there is none', () => {
    expect(editYaml(site, () => false, [])).toBeUndefined();
  });
});

const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.stringMatching(/^[ -~]{0,12}$/), fc.constant('a\nb: c'));
const tree = fc.dictionary(
  fc.stringMatching(/^[a-d]{1,2}$/),
  fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(fc.stringMatching(/^[a-c]$/), leaf, { maxKeys: 3 })),
  { maxKeys: 4 },
);

test('any edit of any file gives the value that was meant, and comments stay', () => {
  fc.assert(
    fc.property(tree, tree, fc.boolean(), (was, wants, flow) => {
      const body = flow
        ? JSON.stringify(was)
        : Object.entries(was)
            .map(([key, value]) => `\n  # about ${key}\n  ${key}: ${JSON.stringify(value)} # ${key}`)
            .join('') || ' {}';
      const text = `# top\nspec: ${body}\n# end\n`;
      const edits = [
        ...Object.keys(was)
          .filter((key) => !Object.hasOwn(wants, key))
          .map((key) => ({ path: ['spec', key], value: undefined })),
        ...Object.entries(wants).map(([key, value]) => ({ path: ['spec', key], value })),
      ];
      const edited = editYaml(text, () => true, edits);
      const [document] = parseAllDocuments(edited ?? '');
      expect(document && 'toJS' in document ? document.toJS() : undefined).toEqual({ spec: wants });
      expect(edited?.startsWith('# top\n')).toBe(true);
      if (!flow)
        for (const key of Object.keys(was)) if (Object.hasOwn(wants, key)) expect(edited).toContain(`# about ${key}\n`);
    }),
    { numRuns: 300 },
  );
});

test('a diff is one that git applies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vzr-diff-'));
  try {
    const line = fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'x');
    const text = fc.array(line, { maxLength: 30 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        if (before === '' || after === '') return;
        writeFileSync(join(folder, 'f'), before);
        const diff = unifiedDiff('f', before, after);
        expect(diff === '').toBe(before === after);
        if (before === after) return;
        const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
          cwd: folder,
          input: diff,
          encoding: 'utf8',
        });
        expect(stderr).toBe('');
        expect(status).toBe(0);
        expect(readFileSync(join(folder, 'f'), 'utf8')).toBe(after);
      }),
      { numRuns: 60 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
