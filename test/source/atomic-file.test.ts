// Small files on disks that are full, and beside the files of others.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAtomically } from '../../reconciler/source/atomic-file.ts';
import { temporary } from './repository.ts';

const built = join(import.meta.dirname, '../../dist/reconciler/source/atomic-file.js');
const canMount = spawnSync('/usr/bin/unshare', ['-m', '/bin/true']).status === 0;

let folder: ReturnType<typeof temporary>;
beforeEach(() => {
  folder = temporary();
});
afterEach(() => folder.remove());

test('what a crash left is overwritten, and a .tmp of somebody else is not', async () => {
  const path = join(folder.path, 'a');
  writeFileSync(`${path}.tmp`, 'mine');
  writeFileSync(`${path}.vzreconcile-tmp`, 'longer than what will be written');
  await writeAtomically(path, 'new');
  expect(readdirSync(folder.path).sort()).toEqual(['a', 'a.tmp']);
  expect([readFileSync(path, 'utf8'), readFileSync(`${path}.tmp`, 'utf8')]).toEqual(['new', 'mine']);
});

test.runIf(canMount)('a full disk leaves the old content, and the error names the file', () => {
  mkdirSync(join(folder.path, 'full'));
  const program = `import { writeAtomically } from ${JSON.stringify(built)};
    await writeAtomically('full/a', 'old');
    const thrown = await writeAtomically('full/a', 'x'.repeat(1e6)).catch((error) => error);
    const { readdirSync, readFileSync } = await import('node:fs');
    console.log(JSON.stringify([thrown.message, thrown.code, readdirSync('full'), readFileSync('full/a', 'utf8')]));`;
  const script = 'mount -t tmpfs -o size=64k none full; exec "$0" --input-type=module -e "$1"';
  const args = ['-m', 'sh', '-ec', script, process.execPath, program];
  const { stdout, stderr } = spawnSync('/usr/bin/unshare', args, { cwd: folder.path, encoding: 'utf8' });
  expect(stderr).toBe('');
  const message = 'full/a cannot be written: ENOSPC: no space left on device, write';
  expect(JSON.parse(stdout)).toEqual([message, 'ENOSPC', ['a'], 'old']);
});
