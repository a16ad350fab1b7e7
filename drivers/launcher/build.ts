// Compiles player.c and quotad.c to static programs beside this file's compiled form. Run by `npm run build`; a published package
// brings the program along, so a missing compiler is no error then.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { words } from '../../schema/words.ts';

const FLAGS = ['-std=gnu11', '-O2', '-static', '-Wall', '-Wextra'];

/** The checkout or package this file belongs to: the nearest folder with a package.json. */
function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

const compiled = (name: string): string => join(packageRoot(), 'dist/drivers/launcher', name);

/** Where the compiled programs lie. */
export const playerPath = (): string => compiled('player');
export const quotadPath = (): string => compiled('quotad');

/** Whether there is a compiler and the C library's headers: Debian's gcc alone brings none. */
const canBuild = (): boolean => existsSync('/usr/bin/cc') && existsSync('/usr/include/stdio.h');

/** Compiles the player to `out` with `flags`; `out` is whole or as before. Throws with the compiler's words. */
export const buildPlayer = (out: string = playerPath(), flags: readonly string[] = FLAGS): void =>
  build('player.c', out, flags);

/** The same for the daemon that answers for quotas. */
export const buildQuotad = (out: string = quotadPath(), flags: readonly string[] = FLAGS): void =>
  build('quotad.c', out, flags);

function build(name: string, out: string, flags: readonly string[]): void {
  mkdirSync(dirname(out), { recursive: true });
  const source = join(packageRoot(), 'drivers/launcher', name);
  const unfinished = `${out}.${process.pid}.new`;
  const { error, status, stderr } = spawnSync('/usr/bin/cc', [...flags, '-o', unfinished, source], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
  });
  if (error !== undefined) throw new Error(`cc: ${error.message} (Debian: apt-get install gcc libc6-dev)`);
  if (status !== 0) {
    rmSync(unfinished, { force: true });
    throw new Error(`cc ${source}: ${stderr.trim()}`);
  }
  renameSync(unfinished, out);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (canBuild()) {
    try {
      buildPlayer();
      buildQuotad();
    } catch (error) {
      process.stderr.write(`the player cannot be built: ${words(error)}\n`);
      process.exitCode = 1;
    }
  } else if (!existsSync(playerPath()))
    process.stderr.write(
      'no C compiler with headers: the player is not built; "npm run quickstart" installs gcc and libc6-dev and builds it\n',
    );
}
