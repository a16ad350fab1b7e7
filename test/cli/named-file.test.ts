// Files that options name, written as their owners keep them: links, devices, mounts, and files beside them.

import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeNamed } from '../../reconciler/cli/named-file.ts';
import { temporary } from '../source/repository.ts';

const built = join(import.meta.dirname, '../../dist/reconciler/cli/named-file.js');

/** Whose files are not the test's. */
const NOBODY = 65_534;

let folder: ReturnType<typeof temporary>;
beforeEach(() => {
  folder = temporary();
});
afterEach(() => folder.remove());

const at = (name: string): string => join(folder.path, name);
const read = (name: string): string => readFileSync(at(name), 'utf8');
const write = (name: string, text: string, isPrivate = false) => writeNamed('--out', at(name), text, { isPrivate });

test('a file keeps its mode, a private one is for its owner alone, and what lies beside it is left', async () => {
  for (const name of ['plan', 'plan.tmp']) writeFileSync(at(name), 'before');
  chmodSync(at('plan'), 0o640);
  await write('plan', 'after');
  expect([read('plan'), read('plan.tmp')]).toEqual(['after', 'before']);
  expect(statSync(at('plan')).mode & 0o777).toBe(0o640);
  await write('plan', 'secret', true);
  expect(statSync(at('plan')).mode & 0o777).toBe(0o600);
});

test('a link is followed, and stays one', async () => {
  mkdirSync(at('there'));
  writeFileSync(at('there/plan'), 'before');
  symlinkSync('there/plan', at('link'));
  await write('link', 'after');
  expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
  expect(read('there/plan')).toBe('after');
});

test('a link to nothing is refused', async () => {
  symlinkSync('nowhere', at('link'));
  await expect(write('link', 'text')).rejects.toThrow(`--out: ${at('link')} is a link to nothing`);
  expect(existsSync(at('nowhere'))).toBe(false);
});

test('a FIFO gets what is written, and stays one', async () => {
  spawnSync('/usr/bin/mkfifo', [at('fifo')]);
  const reader = spawn('cat', [at('fifo')]);
  const heard = new Promise<string>((resolve) => reader.stdout.once('data', (data) => resolve(String(data))));
  await write('fifo', 'text');
  expect(await heard).toBe('text');
  expect(lstatSync(at('fifo')).isFIFO()).toBe(true);
});

describe.runIf(process.getuid?.() === 0)('as root', () => {
  const canMount = spawnSync('/usr/bin/unshare', ['-m', '/bin/true']).status === 0;

  test('a device is written to, and says what is wrong with that', async (context) => {
    // The numbers of /dev/full.
    if (spawnSync('mknod', [at('full'), 'c', '1', '7']).status !== 0) context.skip('needs mknod');
    await expect(write('full', 'text', true)).rejects.toThrow(`--out: ${at('full')}: the file system is full`);
    expect(lstatSync(at('full')).isCharacterDevice()).toBe(true);
  });

  test('a private file is written in place only for its owner alone', () => {
    for (const name of ['own', 'other']) {
      writeFileSync(at(name), 'longer than after');
      chmodSync(at(name), 0o666);
    }
    chownSync(at('own'), NOBODY, NOBODY);
    chmodSync(folder.path, 0o755);
    const program = `
      import { writeNamed } from ${JSON.stringify(built)};
      process.chdir(${JSON.stringify(folder.path)});
      process.setegid(${NOBODY});
      process.seteuid(${NOBODY});
      const write = (name) => writeNamed('--out', name, 'after', { isPrivate: true });
      await write('own');
      await write('other').catch((error) => console.log(error.message));`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    });
    expect([status, stdout, stderr]).toEqual([0, '--out: other cannot be written: EPERM\n', '']);
    expect([read('own'), statSync(at('own')).mode & 0o777]).toEqual(['after', 0o600]);
    expect([read('other'), statSync(at('other')).mode & 0o777]).toEqual(['longer than after', 0o666]);
  });

  test.runIf(canMount)('a file that is a mount of its own is written in place', () => {
    for (const name of ['host', 'mount']) writeFileSync(at(name), 'longer than after');
    const program = `import { writeNamed } from ${JSON.stringify(built)}; await writeNamed('--out', 'mount', 'after');`;
    const script = 'mount --bind host mount; exec "$0" --input-type=module -e "$1"';
    const args = ['-m', 'sh', '-ec', script, process.execPath, program];
    const { status, stderr } = spawnSync('/usr/bin/unshare', args, { cwd: folder.path, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(read('host')).toBe('after');
  });
});
