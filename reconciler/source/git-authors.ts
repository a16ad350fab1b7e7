// Who made the commits that changed some files on the way from one revision to another.

import type { Source } from '../port/source.ts';
import { collect, type GitOptions } from './git-command.ts';
import { readCommit } from './git-commit.ts';
import type { Objects } from './git-objects.ts';
import { INERT } from './git-writer.ts';

/** Commits of one way that are named. */
const MOST = 5;

/**
 * The authors of the newest commits after `base` up to `revision` (full ids) that changed the file, each once, the newest first:
 * "Ann <ann@example.net>". Without a base, or where that has gone, the last one. Undefined where `base` is the only parent of `revision`, and
 * so it is whose commit that is. Throws SourceError.
 */
export async function authorsOf(
  { path, base, revision, signal }: Parameters<NonNullable<Source['authorsOf']>>[0],
  git: GitOptions,
  objects: Objects,
): Promise<readonly string[] | undefined> {
  const head = await readCommit(revision, objects);
  if (head === undefined || (head.parents.length === 1 && head.parents[0] === base)) return undefined;
  const isThere = base !== undefined && (await readCommit(base, objects)) !== undefined;
  const way = isThere ? [`--max-count=${MOST}`, `${base}..${revision}`] : ['--max-count=1', revision];
  const args = ['log', '--format=%H', ...INERT, ...way, '--', path];
  const found = (await collect(args, git, { signal })).toString('utf8').split('\n');
  const authors = new Set<string>();
  for (const id of found) {
    const commit = id === '' ? undefined : await readCommit(id, objects);
    if (commit !== undefined) authors.add(`${commit.info.author} <${commit.info.email}>`);
  }
  return authors.size === 0 ? undefined : [...authors];
}
