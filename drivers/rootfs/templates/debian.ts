// Debian templates: mmdebstrap(1) as a child process makes a tarball from the machine's own apt sources; the tarball is
// unpacked like any other. Names are checked here because they become arguments.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { run } from '../../kernel/spawn.ts';
import { badNames, MMDEBSTRAP } from './judge.ts';

const TIMEOUT = 30 * 60_000;

/**
 * Files of the machine's apt configuration that have `suite`: sources.list(5), both formats. None: mmdebstrap's own
 * default for the suite is used.
 */
export function aptSources(suite: string, apt = '/etc/apt'): readonly string[] {
  const folder = `${apt}/sources.list.d`;
  const names = existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((name) => `${folder}/${name}`)
    : [];
  const files = [`${apt}/sources.list`, ...names].filter((path) => /\.(list|sources)$/.test(path) && existsSync(path));
  return files.filter((path) => mentions(readFileSync(path, 'utf8'), suite));
}

function mentions(text: string, suite: string): boolean {
  const words = text
    .split('\n')
    .filter((line) => /^\s*(deb|suites:)\s/i.test(line))
    .flatMap((line) => line.trim().split(/\s+/));
  return words.includes(suite);
}

/** Writes a plain tar archive of a minimal system to the new file `target`. Throws ChildError with apt's last words. */
export async function buildDebian(
  { suite, packages }: { readonly suite: string; readonly packages: readonly string[] },
  target: string,
  signal: AbortSignal,
): Promise<void> {
  const [bad] = badNames(suite, packages);
  if (bad !== undefined) throw new Error(`${bad} is not a Debian name`);
  const include = packages.length === 0 ? [] : [`--include=${packages.join(',')}`];
  const options = ['--quiet', '--mode=root', '--variant=minbase', '--format=tar', ...include];
  await run(MMDEBSTRAP, [...options, '--', suite, target, ...aptSources(suite)], { signal, timeout: TIMEOUT });
}
