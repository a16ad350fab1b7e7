// What was fetched: a bare repository under <mirrors>/<hash of the first remote's URL>, with what is followed as
// refs/vzreconcile/<hash>. Nothing is checked out. All remotes fill the same one, so a fall-back brings only what is new.

import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../port/clock.ts';
import { SourceError } from '../port/source.ts';
import type { TagList } from './approval-tags.ts';
import { isFullId } from './git-address.ts';
import type { GitOptions } from './git-command.ts';
import { type Commit, readCommit } from './git-commit.ts';
import { type Objects, openObjects } from './git-objects.ts';
import { chooseRef, refText, shortName, type WantedRef } from './git-ref.ts';
import { fetchRefs, type Remote } from './git-remote.ts';
import type { Answered } from './git-remotes.ts';
import { borrowMirror, replaceMirror, sweepMirror, withNamesSynced } from './mirror-folder.ts';
import { openMirrorTags } from './mirror-tags.ts';

export interface MirrorPlace {
  readonly remotes: readonly [Remote, ...Remote[]];
  readonly ref: WantedRef;
  /** The branch that is tried on this node when there is one. */
  readonly trial?: string | undefined;
  /** Tags that approve, by their names below refs/tags/. */
  readonly approvals?: string | undefined;
  /** The folder that holds all mirrors. */
  readonly mirrors: string;
  /** Another such folder, whose mirrors are gone on from and not changed. */
  readonly lender?: string | undefined;
  /** The home directory git gets. */
  readonly home: string;
  readonly clock: Clock;
}

export interface Taken {
  /** What is followed, for labels. */
  readonly name: string;
  /** Whether the remote has the branch that is tried. */
  readonly hasTrial: boolean;
  /** Why tags that approve could not be had. */
  readonly untaken: readonly string[];
}

export interface Store {
  /** For reading. */
  readonly git: GitOptions;
  readonly objects: Objects;
  /** What is followed as long as no remote has said more. */
  readonly nameBefore: string;
  /** What was fetched last; a damaged mirror knows nothing. */
  known(): Promise<Commit | undefined>;
  trial(): Promise<Commit | undefined>;
  /** What is followed, before it is peeled. */
  readonly object: string;
  /** Tags that approve, as they were fetched last. */
  approvals(): Promise<TagList>;
  /** Fetches what a remote's refs say is new. Throws SourceError, also when it has nothing of that name. */
  take(answered: Answered): Promise<Taken>;
}

const digest = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

const localRef = (name: string): string => `refs/vzreconcile/${digest(name, 16)}`;

export async function openStore({
  remotes,
  ref,
  trial,
  approvals,
  mirrors,
  lender,
  home,
  clock,
}: MirrorPlace): Promise<Store> {
  const name = `${digest(remotes[0].address.url, 24)}.git`;
  const gitDir = join(mirrors, name);
  const reading: GitOptions = { gitDir, home, protocols: [] };
  if (await exists(join(gitDir, 'HEAD'))) await sweepMirror(gitDir);
  else {
    await replaceMirror(gitDir, home);
    // What cannot be read there is fetched.
    if (lender !== undefined && (await exists(join(lender, name, 'HEAD'))))
      await borrowMirror(join(lender, name), gitDir, home).catch(() => {});
  }
  const objects = openObjects(reading);
  const fixed = ref.kind === 'name' && isFullId(ref.name) ? ref.name : undefined;
  const local = localRef(refText(ref));
  const trialRef = `refs/heads/${trial}`;
  const tags = approvals === undefined ? undefined : openMirrorTags({ pattern: approvals, reading, clock });
  const read = (name: string): Promise<Commit | undefined> => readCommit(name, objects).catch(() => undefined);
  const known = (): Promise<Commit | undefined> => read(fixed ?? local);

  const fetch = async ({ remote, asking }: Answered, refspecs: readonly string[]): Promise<void> => {
    const fetchInto = (folder: string): Promise<void> =>
      withNamesSynced(folder, () => fetchRefs(remote, refspecs, { ...asking, gitDir: folder }));
    try {
      await fetchInto(gitDir);
    } catch (error) {
      // A ref to a commit that cannot be read keeps git from fetching ever again. Nothing is taken away before there is
      // something better: what the mirror has may still serve.
      if (!(await exists(join(gitDir, local))) || (await known()) !== undefined) throw error;
      await replaceMirror(gitDir, home, fetchInto);
      objects.renew();
    }
  };
  const take = async (answered: Answered): Promise<Taken> => {
    const { refs } = answered;
    const full = fixed ?? chooseRef(ref, new Set(refs.keys()));
    if (full === undefined) throw new SourceError(`it has no ${refText(ref)}`);
    const wanted = [{ from: full, to: local, id: fixed ?? refs.get(full) }];
    const hasTrial = trial !== undefined && refs.has(trialRef);
    if (hasTrial) wanted.push({ from: trialRef, to: localRef(trialRef), id: refs.get(trialRef) });
    const there = await Promise.all(wanted.map(({ to }) => objects.seek(to).catch(() => undefined)));
    const missing = wanted.filter(({ id }, i) => id === undefined || there[i]?.id !== id);
    if (missing.length > 0)
      await fetch(
        answered,
        missing.map(({ from, to }) => `+${from}:${to}`),
      );
    const untaken = (await tags?.take(answered)) ?? [];
    return { name: fixed === undefined ? shortName(full) : 'commit', hasTrial, untaken };
  };
  const nameBefore = fixed === undefined ? shortName(refText(ref)) : 'commit';
  const object = fixed ?? local;
  return {
    git: reading,
    objects,
    nameBefore,
    known,
    trial: () => read(localRef(trialRef)),
    object,
    approvals: async () => (await tags?.list()) ?? { tags: [] },
    take,
  };
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
