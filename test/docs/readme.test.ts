// The README's tables are contracts: compared here with the program, the sources and the tree.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exitCodes } from '../../reconciler/cli/exit.ts';
import { run } from '../cli/command.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');

/** Cells of the table whose header starts with `first`, the header left out. */
function table(first: string): readonly (readonly string[])[] {
  const lines = readme.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${first} `));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  // A bar inside of a cell is written \|.
  return lines.slice(start + 2, end).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

const folders = (path: string): readonly string[] =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const help = run(['--help'], root).out;

const words = (text: string | undefined, pattern: RegExp): string[] =>
  [...(text ?? '').matchAll(pattern)].map(([word]) => word);

describe('the README', () => {
  test('has the exit codes of the program', () => {
    const written = table('exit code').map(([code, name]) => [name?.replaceAll('`', ''), Number(code)]);
    expect(Object.fromEntries(written)).toEqual(exitCodes);
  });

  test('has the commands of the program', () => {
    const [, list = ''] = /^Commands:\n([\s\S]*?)\n\n/m.exec(help) ?? [];
    const real = [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
    const written = table('command').flatMap(([cell]) => /`vzreconcile ([a-z]+)/.exec(cell ?? '')?.[1] ?? []);
    expect(real.length).toBeGreaterThan(5);
    expect(written.sort()).toEqual(real.sort());
  });

  test('has the options of the program with their defaults', () => {
    const real = new Set(words(help, /(?<=^ {2}(?:-\w, )?)--[a-z-]+/gm));
    for (const generic of ['--help', '--version']) real.delete(generic);
    const rows = table('option');
    expect(new Set(rows.flatMap(([cell]) => words(cell, /--[a-z-]+/g)))).toEqual(real);
    const text = help.replace(/\s+/g, ' ');
    for (const [cell, value = ''] of rows) {
      const quoted = /^`(.+)`$/.exec(value)?.[1];
      const [name = ''] = words(cell, /--[a-z-]+/g);
      if (quoted !== undefined && name !== '--max-deletes')
        expect(text.slice(text.indexOf(` ${name} <`)), name).toMatch(new RegExp(`^[^-]*?--.*?default: "${quoted}"`));
    }
  });

  test('maps every folder, and no other', () => {
    const written = table('folder').map(([cell]) => cell?.replaceAll('`', '').replace(/\/$/, '') ?? '');
    for (const path of written) expect(existsSync(join(root, path)), path).toBe(true);
    const tools = new Set(['dist', 'node_modules', 'reconciler', 'drivers']);
    const real = [
      ...folders('.').filter((name) => !name.startsWith('.') && !tools.has(name)),
      ...folders('reconciler').map((name) => `reconciler/${name}`),
      ...folders('drivers').map((name) => `drivers/${name}`),
    ];
    expect([...written].sort()).toEqual(real.sort());
  });

  test('gives a reason for every dependency', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: object };
    const rows = table('package');
    expect(rows.map(([cell]) => cell?.replaceAll('`', ''))).toEqual(Object.keys(dependencies));
    for (const [, reason] of rows) expect(reason?.length).toBeGreaterThan(10);
  });

  test('shows the rows that a plan of its manifest has', () => {
    const blocks = [...readme.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
    const shown = blocks.find((text) => text.includes('--dry-run')) ?? '';
    const manifest = blocks.find((text) => text.startsWith('apiVersion:')) ?? '';
    const dir = mkdtempSync(join(tmpdir(), 'vzr-readme-'));
    try {
      writeFileSync(join(dir, 'web.yaml'), manifest);
      const plan = run(['--dry-run', '--simulate', '--dir', dir], root);
      // Names of fields, and those that are counted up because they are nothing; values are of a host.
      const rows = (text: string): string[] =>
        text.split('\n').flatMap((line) => {
          const [, label, value = ''] = /^ {6}(\S+) +(.*)$/.exec(line) ?? [];
          if (label === undefined) return [];
          return ['unlimited', '(none)'].includes(label) ? [label, ...value.split(', ')] : [label];
        });
      expect(plan.code).toBe(0);
      expect(rows(shown)).toEqual(rows(plan.out));
      expect(rows(shown)).toContain('sysctls');
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  test('links to what is there', () => {
    for (const [, target = ''] of readme.matchAll(/\]\(([^)]+)\)/g))
      expect(existsSync(join(root, target)), target).toBe(true);
  });
});

test('every problem code of the sources is explained in schema/README.md, and none that is gone', () => {
  const sources = ['schema', 'reconciler', 'drivers'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name}`),
  );
  const used = new Set(sources.flatMap((path) => words(read(path), /(?<=['"])VZR\d{3}(?=['"])/g)));
  const written = words(read('schema/README.md'), /(?<=^\| )VZR\d{3}/gm);
  expect(new Set(written).size).toBe(written.length);
  expect([...written].sort()).toEqual([...used].sort());
});

test('the changelog has the version of the package', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  expect(read('CHANGELOG.md')).toContain(`\n## ${version}\n`);
});
