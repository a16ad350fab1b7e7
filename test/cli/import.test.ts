// What import does with what it has written: prints it, or puts it where nothing is lost.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../reconciler/cli/commands/deliver.ts';
import type { Options } from '../../reconciler/cli/options.ts';
import { runProgram } from '../../reconciler/cli/program.ts';
import type { Problem } from '../../schema/problem.ts';
import { listener } from '../helpers/listener.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vzr-import-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

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

describe('files of other tools', () => {
  const give = async (...args: string[]) => {
    const output = listener();
    const code = await runProgram(['import', ...args], output, '0');
    return { code, ...output.said };
  };

  test('become manifests, with remarks on stderr', async () => {
    const path = join(folder, '101.conf');
    writeFileSync(path, 'PHYSPAGES="0:64M"\nSWAPPAGES="0:0"\nNUMPROC="9"\nDISKSPACE="1G"\nNUMFLOCK="1"\n');
    const { code, out, err } = await give('openvz', path, '--template', 'tiny');
    expect(code).toBe(0);
    expect(out).toContain('  vswap: { ram: 64M, swap: 0 }\n');
    expect(err).toContain(`${path}:5:1: warning VZR293: NUMFLOCK="1": no kernel limits file locks of a container\n`);
  });

  test('of which one cannot be taken end with the code of invalid manifests', async () => {
    const path = join(folder, 'config');
    writeFileSync(path, 'lxc.uts.name = web\n');
    expect(await give('lxc', path)).toMatchObject({ code: 6, out: '' });
    expect(await give('lxc', path, '--ctid', '300')).toMatchObject({ code: 0 });
    await expect(give('lxc', path, '--ctid', '5')).rejects.toThrow('--ctid 5: not a ctid');
    await expect(give('lxc')).rejects.toThrow('no file to import from lxc');
    await expect(give('lxc', join(folder, 'none'))).rejects.toThrow('none: no such file');
  });

  test('include only what lies beside them, also by links', async () => {
    const secret = join(folder, 'secret.conf');
    writeFileSync(secret, 'lxc.cgroup2.cpu.weight = 77\n');
    const home = join(folder, 'web');
    mkdirSync(join(home, 'conf.d'), { recursive: true });
    writeFileSync(join(home, 'conf.d/a.conf'), 'lxc.cgroup2.pids.max = 42\n');
    writeFileSync(join(home, 'conf.d/b.txt'), 'lxc.cgroup2.pids.max = 43\n');
    symlinkSync(secret, join(home, 'link.conf'));
    const includes = ['conf.d', 'link.conf', '../secret.conf', secret, 'missing.conf'];
    writeFileSync(join(home, 'config'), includes.map((path) => `lxc.include = ${path}\n`).join(''));
    const { code, out, err } = await give('lxc', join(home, 'config'), '--ctid', '300');
    expect(code).toBe(0);
    expect(out).toContain('  numproc: 42\n');
    expect(out + err).not.toContain('77');
    expect([...err.matchAll(/VZR298: (\S+) is not read/g)].map(([, path]) => path)).toEqual(includes.slice(1));
  });

  test('that give two containers one address are told of', async () => {
    for (const ctid of [101, 102]) writeFileSync(join(folder, `${ctid}.conf`), 'IP_ADDRESS="10.0.0.1"\n');
    const { code, err } = await give('openvz', join(folder, '101.conf'), join(folder, '102.conf'));
    expect(code).toBe(6);
    expect(err).toContain('error VZR303');
  });
});
