// What import does with what it has written: prints it, or puts it where nothing is lost.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../reconciler/cli/commands/deliver.ts';
import type { Options } from '../../reconciler/cli/options.ts';
import { runProgram } from '../../reconciler/cli/program.ts';
import type { Problem } from '../../schema/problem.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vzr-import-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function listener() {
  const said = { out: '', err: '' };
  return {
    said,
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
    isRead: () => true,
    outIsTty: false,
    errIsTty: false,
    color: false,
    flush: async () => {},
  };
}

const text = { output: 'text' } as Options;
const json = { output: 'json' } as Options;
const files = [
  { name: 'a.yaml', text: 'a: 1\n' },
  { name: 'b.yaml', text: 'b: 2\n' },
];
const remark: Problem = {
  code: 'VZR290',
  severity: 'warning',
  origin: { path: 'a.yaml', line: 1, col: 1 },
  message: 'rate is not written: mixed',
};

describe('manifests that were written', () => {
  test('are printed as one file, remarks apart', async () => {
    const output = listener();
    await deliver(files, [remark], { force: false }, { options: text, output });
    expect(output.said).toEqual({
      out: 'a: 1\n---\nb: 2\n',
      err: 'a.yaml:1:1: warning VZR290: rate is not written: mixed\n',
    });
  });

  test('are one document as JSON', async () => {
    const output = listener();
    await deliver(files, [remark], { force: false }, { options: json, output });
    expect(JSON.parse(output.said.out)).toEqual({
      formatVersion: '1.0',
      files: [
        { path: 'a.yaml', text: 'a: 1\n' },
        { path: 'b.yaml', text: 'b: 2\n' },
      ],
      problems: [{ code: 'VZR290', severity: 'warning', path: 'a.yaml', line: 1, column: 1, message: remark.message }],
    });
  });

  test('go into a folder, where no file is written over without a word', async () => {
    const out = join(folder, 'new/place');
    const output = listener();
    await deliver(files, [], { into: out, force: false }, { options: text, output });
    expect(output.said.out).toBe(`${join(out, 'a.yaml')}\n${join(out, 'b.yaml')}\n`);
    writeFileSync(join(out, 'b.yaml'), 'mine\n');
    rmSync(join(out, 'a.yaml'));
    const again = deliver(files, [], { into: out, force: false }, { options: text, output: listener() });
    await expect(again).rejects.toMatchObject({
      message: `${join(out, 'b.yaml')} is there already`,
      hint: 'name another folder, or add --force',
    });
    expect(readdirSync(out)).toEqual(['b.yaml']);
    expect(readFileSync(join(out, 'b.yaml'), 'utf8')).toBe('mine\n');
    await deliver(files, [], { into: out, force: true }, { options: text, output: listener() });
    expect(readFileSync(join(out, 'b.yaml'), 'utf8')).toBe('b: 2\n');
  });
});

describe('vzreconcile import', () => {
  test('says where it can import from', async () => {
    const given = runProgram(['import', 'life'], listener(), '0');
    await expect(given).rejects.toMatchObject({
      message: 'nothing can be imported from "life"',
      hint: 'did you mean live?',
    });
  });

  test('has nothing to write where nothing runs', async () => {
    const output = listener();
    const out = join(folder, 'out');
    expect(await runProgram(['import', 'live', '--simulate', '--dir', folder, '--into', out], output, '0')).toBe(0);
    expect(output.said).toEqual({ out: '', err: 'every container of this root has a manifest: nothing to import\n' });
    expect(existsSync(out)).toBe(false);
  });
});
