// Tags that approve, in a mirror: they are made those of the remote at each look. Anybody who may push can make one, so what they
// lead to is fetched in small measure, and what could not be fetched is left alone for longer and longer.

import { fitsGlob } from '../../schema/glob.ts';
import { words } from '../../schema/words.ts';
import type { Clock } from '../port/clock.ts';
import { MOST_TAGS, seekApprovalTags, type TagList } from './approval-tags.ts';
import { type GitOptions, git } from './git-command.ts';
import { fetchRefs } from './git-remote.ts';
import type { Answered } from './git-remotes.ts';
import { sweepMirror } from './mirror-folder.ts';

/** Where tags that approve are kept, by their names. */
const TAGS = 'refs/vzreconcile/tags/';

export interface MirrorTags {
  /** Those that were fetched last, in the order of their names. */
  list(): Promise<TagList>;
  /**
   * Makes them those of the remote: one that is gone there approves no longer. Returns why some could not be had; never throws,
   * because what is followed has been taken already.
   */
  take(answered: Answered): Promise<readonly string[]>;
}

export interface MirrorTagsPlace {
  readonly pattern: string;
  /** For reading the mirror. */
  readonly reading: GitOptions;
  readonly clock: Clock;
}

/** What could not be fetched of a name: it may be tried again then, or at once when the name leads elsewhere. */
interface Failed {
  readonly id: string;
  readonly reason: string;
  readonly wait: number;
  readonly until: number;
}

export function openMirrorTags(place: MirrorTagsPlace): MirrorTags {
  const failed = new Map<string, Failed>();
  const list = (): Promise<TagList> => seekApprovalTags(TAGS, place.pattern, place.reading);
  return {
    list,
    take: async (answered) => {
      try {
        await takeTags(place, answered, await list(), failed);
      } catch (error) {
        return [`tags that approve cannot be taken: ${words(error)}`];
      }
      return [...failed].map(([name, { reason }]) => `tag ${name} cannot be fetched: ${reason}`);
    },
  };
}

/** They are fetched apart from what is followed, and one by one where that fails: a damaged one keeps nothing else from coming. */
async function takeTags(
  { pattern, reading, clock }: MirrorTagsPlace,
  { refs, remote, asking }: Answered,
  { tags }: TagList,
  failed: Map<string, Failed>,
): Promise<void> {
  const there = new Map(
    [...refs].flatMap(([ref, id]): [string, string][] => {
      const name = ref.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : '';
      return name !== '' && fitsGlob(pattern, name) ? [[name, id]] : [];
    }),
  );
  for (const [name, { id }] of failed) if (there.get(name) !== id) failed.delete(name);
  const here = new Map(tags.map(({ name, id }) => [name, id]));
  const gone = [...here.keys()].filter((name) => !there.has(name));
  if (gone.length > 0)
    await git(['update-ref', '--stdin'], reading, { input: gone.map((name) => `delete ${TAGS}${name}\n`).join('') });
  const now = clock.now();
  const wanted = [...there.keys()].sort().slice(0, MOST_TAGS);
  const missing = wanted.filter(
    (name) => here.get(name) !== there.get(name) && (failed.get(name)?.until ?? now) <= now,
  );
  if (missing.length === 0) return;
  const fetch = (names: readonly string[]): Promise<void> =>
    fetchRefs(
      remote,
      names.map((name) => `+refs/tags/${name}:${TAGS}${name}`),
      { ...asking, gitDir: reading.gitDir, packLimit: Math.min(asking.packLimit, PACK_LIMIT) },
    );
  const fresh = missing.filter((name) => !failed.has(name));
  const isTaken = await fetch(fresh).then(
    () => true,
    () => fresh.length === 0,
  );
  const alone = missing.filter((name) => failed.has(name) || !isTaken).slice(0, MOST_ALONE);
  for (const name of alone) {
    if (asking.signal.aborted) return;
    try {
      await fetch([name]);
      failed.delete(name);
    } catch (error) {
      const wait = Math.min(2 * (failed.get(name)?.wait ?? FIRST_WAIT / 2), LONGEST_WAIT);
      failed.set(name, { id: there.get(name) ?? '', reason: words(error), wait, until: clock.now() + wait });
    }
  }
  // What git was ended over stays behind.
  if (alone.some((name) => failed.has(name))) await sweepMirror(reading.gitDir);
}

/** Tags fetched one by one in one look. */
const MOST_ALONE = 20;

/** Bytes that one fetch of tags may bring: a tag is less than 64 KiB, and most are of a commit that is there. */
const PACK_LIMIT = 4 * 1024 * 1024;

/** Milliseconds. */
const FIRST_WAIT = 60_000;
const LONGEST_WAIT = 24 * 60 * 60_000;
