// A new branch with other contents of some files, ready to be pushed: written with plumbing (git-hash-object(1), git-mktree(1),
// git-update-ref(1)), so that neither a work tree nor an index is touched.

import { SourceError } from '../port/source.ts';
import { type Author, writeCommit } from './git-author.ts';
import { type GitOptions, git, gitText } from './git-command.ts';
import type { Commit } from './git-commit.ts';
import { modeOf, replaced } from './git-rollback.ts';

export interface BranchRequest {
  readonly git: GitOptions;
  /** What it is based on. */
  readonly tip: Commit;
  readonly branch: string;
  /** By path in the repository. */
  readonly files: ReadonlyMap<string, string>;
  readonly author: Author;
  readonly message: string;
}

/** The full id of the commit. Throws SourceError when there is such a branch, and then nothing has changed. */
export async function commitBranch({
  git: options,
  tip,
  branch,
  files,
  author,
  message,
}: BranchRequest): Promise<string> {
  await checkName(branch, options);
  let { tree } = tip;
  for (const [path, input] of files) {
    const id = (await gitText(['hash-object', '-t', 'blob', '-w', '--stdin'], options, { input })).trim();
    const mode = (await modeOf(options, tree, path.split('/'))) ?? '100644';
    tree = await replaced(options, tree, path.split('/'), { mode, type: 'blob', id });
  }
  const commit = await writeCommit(author, { tree, parent: tip.id, message }, options);
  // Only where there is none: the id of nothing is all zeros.
  const nothing = '0'.repeat(commit.length);
  await git(['update-ref', '-m', 'vzreconcile drift', `refs/heads/${branch}`, commit, nothing], options);
  return commit;
}

async function checkName(branch: string, options: GitOptions): Promise<void> {
  try {
    await git(['check-ref-format', '--branch', branch], options);
  } catch {
    throw new SourceError(`${JSON.stringify(branch)} is no name of a branch`, 'for example drift/web');
  }
  const there = await gitText(['for-each-ref', '--format=%(refname)', `refs/heads/${branch}`], options);
  if (there.trim() !== '')
    throw new SourceError(`there is a branch ${branch} already`, 'name another one, or delete it');
}
