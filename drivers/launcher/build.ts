// Compiles player.c to a static program beside this file's compiled form. Run by `npm run build`; a published package
// brings the program along, so a missing compiler is no error then.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FLAGS = ['-std=gnu11', '-O2', '-static', '-Wall', '-Wextra'];

/** The checkout or package this file belongs to: the nearest folder with a package.json. */
function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** Where the compiled player lies. */
export const playerPath = (): string => join(packageRoot(), 'dist/drivers/launcher/player');

/** Compiles the player to `out` with `flags`. Throws with the compiler's words. */
export function buildPlayer(out: string = playerPath(), flags: readonly string[] = FLAGS): void {
  mkdirSync(dirname(out), { recursive: true });
  const source = join(packageRoot(), 'drivers/launcher/player.c');
  const { error, status, stderr } = spawnSync('/usr/bin/cc', [...flags, '-o', out, source], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
  });
  if (error !== undefined) throw new Error(`cc: ${error.message} (Debian: apt-get install gcc libc6-dev)`);
  if (status !== 0) throw new Error(`cc ${source}: ${stderr.trim()}`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (existsSync('/usr/bin/cc')) buildPlayer();
  else if (!existsSync(playerPath()))
    process.stderr.write('no C compiler: the player is not built; "npm run quickstart" installs gcc and builds it\n');
}
