// Debian packages the quickstart needs, each with the reason it is needed; installed by apt only when missing.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Stage, StageError } from './stage.ts';

const player = fileURLToPath(new URL('../../../drivers/launcher/player', import.meta.url));
const buildPlayer = fileURLToPath(new URL('../../../drivers/launcher/build.js', import.meta.url));

interface Need {
  readonly package: string;
  readonly why: string;
  readonly there: () => boolean;
}

const anyOf = (...paths: string[]): boolean => paths.some((path) => existsSync(path));

const needs: readonly Need[] = [
  { package: 'git', why: 'manifests live in a git repository', there: () => anyOf('/usr/bin/git', '/bin/git') },
  {
    package: 'busybox-static',
    why: 'the small template is made of it',
    there: () => anyOf('/bin/busybox', '/usr/bin/busybox'),
  },
  {
    package: 'btrfs-progs',
    why: 'the storage pool is a btrfs image with quotas',
    there: () => anyOf('/sbin/mkfs.btrfs', '/usr/sbin/mkfs.btrfs', '/usr/bin/mkfs.btrfs', '/bin/mkfs.btrfs'),
  },
  {
    package: 'gcc',
    why: 'npm ci found no C compiler for the player',
    there: () => existsSync(player) || anyOf('/usr/bin/cc'),
  },
  {
    package: 'libc6-dev',
    why: 'the player is linked against it',
    there: () => existsSync(player) || anyOf('/usr/include/stdio.h'),
  },
];

/** Throws StageError when something is missing and may not or cannot be installed. */
export async function ensurePackages(stage: Stage, mayInstall: boolean): Promise<void> {
  const missing = needs.filter(({ there }) => !there());
  for (const { package: name, why } of missing) stage.say(`   missing: ${name} (${why})`);
  if (missing.length > 0) {
    const names = missing.map((need) => need.package);
    if (!mayInstall)
      throw new StageError(`not installed: ${names.join(', ')}; install them, or leave out --no-install`);
    if (!existsSync('/usr/bin/apt-get')) throw new StageError(`no apt here; install by hand: ${names.join(', ')}`);
    await stage.run('/usr/bin/apt-get', ['update', '-qq'], { visible: true });
    await stage.run('/usr/bin/apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
      visible: true,
    });
  } else {
    stage.say('   every package is there; nothing to install');
  }
  if (!existsSync(player)) {
    stage.say('   building the player, the small C program that starts containers');
    await stage.run(process.execPath, [buildPlayer]);
  }
}
