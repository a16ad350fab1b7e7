// Which commit wrote some words into a file, who made it, and who signed it.

import type { Source, Writer } from '../port/source.ts';
import { collect, type GitOptions } from './git-command.ts';
import { readCommit } from './git-commit.ts';
import type { Objects } from './git-objects.ts';
import { commitSigner } from './git-signatures.ts';
import type { KeyFiles } from './keyring.ts';

/**
 * The newest commit up to `revision`, a full id, since which the words are as often in the file as they are: of words that are
 * there once, the one that wrote them, under this path. Undefined where history does not say. `keys`: absent, signatures are not looked
 * at. Throws SourceError.
 */
export async function writerOf(
  { path, words, revision, signal }: Parameters<NonNullable<Source['writerOf']>>[0],
  git: GitOptions,
  objects: Objects,
  keys?: KeyFiles,
): Promise<Writer | undefined> {
  const search = ['--max-count=1', '--format=%H', `-S${words}`, '--no-renames'];
  const found = (await collect(['log', ...search, ...INERT, revision, '--', path], git, { signal }))
    .toString('utf8')
    .trim();
  const commit = found === '' ? undefined : await readCommit(found, objects);
  if (commit === undefined) return undefined;
  const signer = keys && (await commitSigner(commit.id, keys, git, signal));
  const { author, email } = commit.info;
  return { commit: commit.id, author: `${author} <${email}>`, ...(signer !== undefined && { signer }) };
}

/** Whatever the repository's own configuration says, no program of its runs. */
export const INERT = ['--no-textconv', '--no-ext-diff', '--no-show-signature', '--no-patch', '--no-follow'];
