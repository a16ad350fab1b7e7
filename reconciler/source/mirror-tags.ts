// Tags that approve, in a mirror: they are made those of the remote at each look.

import { fitsGlob } from '../../schema/glob.ts';
import { words } from '../../schema/words.ts';
import { listApprovalTags, MOST_TAGS, type TagRef } from './approval-tags.ts';
import { type GitOptions, git } from './git-command.ts';
import { fetchRefs } from './git-remote.ts';
import type { Answered } from './git-remotes.ts';

/** Where tags that approve are kept, by their names. */
const TAGS = 'refs/vzreconcile/tags/';

/** Those that were fetched last, in the order of their names. Throws SourceError. */
export const mirroredTags = (pattern: string, git: GitOptions): Promise<readonly TagRef[]> =>
  listApprovalTags(TAGS, pattern, git);

interface TagTaking {
  readonly pattern: string;
  readonly gitDir: string;
  readonly reading: GitOptions;
  readonly answered: Answered;
}

/**
 * Makes the tags that approve those of the remote: one that is gone there approves no longer. They are fetched apart from what is
 * followed, and one by one where that fails: a damaged one keeps nothing else from coming.
 */
export async function takeTags({ pattern, gitDir, reading, answered }: TagTaking): Promise<readonly string[]> {
  const { refs, remote, asking } = answered;
  const there = new Map(
    [...refs].flatMap(([ref, id]): [string, string][] => {
      const name = ref.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : '';
      return name !== '' && fitsGlob(pattern, name) ? [[name, id]] : [];
    }),
  );
  const here = new Map((await mirroredTags(pattern, reading)).map(({ name, id }) => [name, id]));
  const gone = [...here.keys()].filter((name) => !there.has(name));
  if (gone.length > 0)
    await git(['update-ref', '--stdin'], reading, { input: gone.map((name) => `delete ${TAGS}${name}\n`).join('') });
  const wanted = [...there.keys()].sort().slice(0, MOST_TAGS);
  const missing = wanted.filter((name) => here.get(name) !== there.get(name));
  if (missing.length === 0) return [];
  const fetch = (names: readonly string[]): Promise<void> =>
    fetchRefs(
      remote,
      names.map((name) => `+refs/tags/${name}:${TAGS}${name}`),
      { ...asking, gitDir },
    );
  try {
    await fetch(missing);
    return [];
  } catch {
    const failed: string[] = [];
    for (const name of missing.slice(0, MOST_ALONE))
      await fetch([name]).catch((error: unknown) => failed.push(`tag ${name} cannot be fetched: ${words(error)}`));
    return failed;
  }
}

/** Tags fetched one by one in one look. */
const MOST_ALONE = 20;
