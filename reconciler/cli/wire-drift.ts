// Where drift is committed: on a new branch of the local repository that is followed.

import type { Revision } from '../port/source.ts';
import { type FoundDrift, sentence } from '../run/drift.ts';
import { parseAddress } from '../source/git-address.ts';
import { callingAuthor, ownerOf } from '../source/git-author.ts';
import { commitBranch } from '../source/git-branch.ts';
import type { GitOptions } from '../source/git-command.ts';
import { readCommit } from '../source/git-commit.ts';
import { findRepository } from '../source/git-local.ts';
import { openObjects } from '../source/git-objects.ts';
import { UsageError } from './errors.ts';
import type { Options } from './options.ts';

/** The path of the repository. Throws UsageError where there is none to write to. */
export function requireBranch({ dir, remotes: [{ url }] }: Options): string {
  const address = dir === undefined ? parseAddress(url) : undefined;
  if (address?.kind === 'local') return address.path;
  throw new UsageError('a branch can be made in a local repository only', {
    hint: 'clone it and name the clone with --repo, or apply the printed diff: vzreconcile drift | git apply',
  });
}

/** The full id of the commit. Throws SourceError. */
export async function commitDrift(
  options: Options,
  revision: Revision,
  branch: string,
  { drifts, edited }: FoundDrift,
): Promise<string> {
  const { gitDir } = await findRepository(requireBranch(options));
  const as = await ownerOf(gitDir);
  const git: GitOptions = { gitDir, home: '/nonexistent', protocols: [], ...(as && { as }) };
  const objects = openObjects(git);
  try {
    const tip = await readCommit(revision.id, objects);
    if (tip === undefined) throw new UsageError(`${revision.label} is no commit`);
    const lines = drifts.flatMap(({ container: { name, ctid }, changes }) =>
      changes.map((change) => `${name} (${ctid}): ${sentence(change)}`),
    );
    const names = drifts.map(({ container }) => container.name).join(', ');
    const message = `Take over what was changed by hand: ${names}\n\nOn ${options.node}, found beside ${revision.label}:\n\n${lines.join('\n')}\n`;
    return await commitBranch({ git, tip, branch, files: edited, author: await callingAuthor(gitDir, as), message });
  } finally {
    objects.close();
  }
}
