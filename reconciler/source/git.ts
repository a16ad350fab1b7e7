// The git source: a ref becomes a full commit id first, and from then on only ids are used. Objects are read with
// cat-file, never a checkout, so hooks, filters, attributes, symlinks and submodules have nothing to act on.

import { join } from 'node:path';
import type { Clock } from '../port/clock.ts';
import { type Revision, type Snapshot, type Source, SourceError } from '../port/source.ts';
import { checkFolder, checkRef, type GitAddress } from './git-address.ts';
import { type GitOptions, gitText } from './git-command.ts';
import { type Commit, readCommit } from './git-commit.ts';
import { openFileObjects } from './git-files.ts';
import { findRepository, headName } from './git-local.ts';
import { openMirror, type Tip } from './git-mirror.ts';
import { type Objects, openObjects } from './git-objects.ts';
import { type Listing, listManifests, type TreeFile } from './git-tree.ts';
import type { LastGood } from './last-good.ts';
import { watchFolders } from './watch.ts';

export interface GitSourceOptions {
  readonly address: GitAddress;
  readonly ref: string;
  /** --path; '' or '.' is the whole tree. */
  readonly folder: string;
  /** Where mirrors of remotes are kept. */
  readonly mirrors: string;
  /** The home directory git gets when it fetches: for its .netrc. */
  readonly home: string;
  readonly lastGood: LastGood;
  readonly allowRewind: boolean;
  /** Manifests that may be in it; absent: very many. */
  readonly most?: number;
  /** Reads a local repository without starting git. */
  readonly withoutGit?: boolean;
  readonly clock: Clock;
  readonly wall?: () => Date;
  /** Milliseconds a fetched revision counts as fresh; 0 fetches at every read. */
  readonly fetchEvery?: number;
  readonly patience?: number;
  readonly packLimit?: number;
  /** Told when watching is impossible and only the interval is left. */
  readonly onWatchFailure?: (reason: string) => void;
}

/** Bytes of all manifests asked for at once; 100,000 of a usual size are a third of it. */
const BATCH_LIMIT = 128 * 1024 * 1024;

/** Milliseconds after which git is started anew, in a pass that finds nothing new. */
const LIFETIME = 60_000;

/** Milliseconds. A ref is moved by one rename(2), so what follows at once are only further reports of it. */
const QUIET = 1;

/** What local and remote repositories have in common. */
interface Repository {
  readonly git: GitOptions;
  readonly objects: Objects;
  tip(signal: AbortSignal): Promise<Tip>;
  label(id: string): Promise<string>;
  watch(hint: () => void): Promise<() => Promise<void>>;
}

interface Picture {
  readonly id: string;
  readonly listing: Listing;
  readonly snapshot: Snapshot;
}

/** Opens a repository for reading. Throws SourceError when it, the ref or the folder cannot be what the user means. */
export async function openGitSource(options: GitSourceOptions): Promise<Source> {
  const folder = checkFolder(options.folder);
  const ref = checkRef(options.ref, { ancestors: options.address.kind === 'local' });
  const repository =
    options.address.kind === 'local'
      ? await openLocal(options.address.path, ref, options)
      : await openRemote({ ...options, address: options.address, ref });
  const { objects } = repository;
  const content = blobReader(objects);
  const closing = new AbortController();
  let renewed = options.clock.now();
  let last: Picture | undefined;

  const snapshotOf = async (commit: Commit): Promise<Snapshot> => {
    if (last?.id === commit.id) {
      if (options.clock.now() - renewed >= LIFETIME) {
        objects.renew();
        renewed = options.clock.now();
      }
      return last.snapshot;
    }
    last = await picture(commit);
    return last.snapshot;
  };
  const picture = async (commit: Commit): Promise<Picture> => {
    const [listing, label] = await Promise.all([
      listManifests(commit, folder, objects, last?.listing, options.most),
      repository.label(commit.id),
    ]);
    const revision: Revision = { id: commit.id, label, commit: commit.info };
    const snapshot = { revision, files: listing.files.map((file) => ({ ...file, content: () => content(file) })) };
    return { id: commit.id, listing, snapshot };
  };
  return {
    read: async () => {
      const tip = await repository.tip(closing.signal);
      const choice = options.allowRewind ? tip : await forwardOnly(tip, options, ref, repository);
      const snapshot = await snapshotOf(choice.commit);
      return choice.stale === undefined ? snapshot : { ...snapshot, stale: choice.stale };
    },
    readAt: async (id) => {
      const commit = await readCommit(id, objects);
      return commit && (await picture(commit)).snapshot;
    },
    watch: (hint) => repository.watch(hint),
    close: async () => {
      closing.abort();
      objects.close();
    },
  };
}

/** Keeps the last good revision when the ref moved to a commit that does not descend from it. */
async function forwardOnly(tip: Tip, options: GitSourceOptions, ref: string, repository: Repository): Promise<Tip> {
  const good = await options.lastGood.load();
  const { id, parents } = tip.commit;
  if (good === undefined || good === id || parents.includes(good)) return tip;
  const sentence = `${ref} moved from ${good} to ${id}, which does not descend from it`;
  const former = await readCommit(good, repository.objects);
  if (former === undefined) {
    throw new SourceError(
      `${sentence}, and the former is gone`,
      'if the rewind is meant, run once with --allow-rewind',
    );
  }
  // One commit of good's history that the new tip lacks is proof enough; none means fast-forward.
  // Counted, because simple-git waits 50 ms for output of a command that prints none (measured with 4.0.2).
  const missing = await gitText(['rev-list', '--count', '--max-count=1', good, `^${id}`], repository.git);
  if (missing.trim() === '0') return tip;
  return { commit: former, stale: `${sentence}; the rewind is refused without --allow-rewind` };
}

const labelOf = (ref: string, id: string): string => `${ref.replace(/^refs\/(?:heads|tags)\//, '')}@${id.slice(0, 7)}`;

function blobReader(objects: Objects): (file: TreeFile) => Promise<Uint8Array> {
  let asked = 0;
  return async ({ id, size }) => {
    asked += size;
    try {
      if (asked > BATCH_LIMIT) throw new SourceError(`the manifests are more than ${BATCH_LIMIT} bytes`, 'see --path');
      const blob = await objects.contents(id, size);
      if (blob === undefined) throw new SourceError(`object ${id.slice(0, 12)} was not delivered`);
      return blob.bytes;
    } finally {
      asked -= size;
    }
  };
}

async function openLocal(
  path: string,
  ref: string,
  { onWatchFailure: onFailure, withoutGit = false }: GitSourceOptions,
): Promise<Repository> {
  const repository = await findRepository(path);
  const { gitDir, commonDir } = repository;
  const git: GitOptions = { gitDir, home: '/nonexistent', protocols: [] };
  const objects = withoutGit ? openFileObjects(repository) : openObjects(git);
  /** The commit that the last reading was told of. */
  let seen: string | undefined;
  // Questions are answered in the order they are asked, so whatever began to read after the ref was moved has seen it.
  const isMoved = (): Promise<boolean> =>
    readCommit(ref, objects).then(
      (commit) => commit?.id !== seen,
      () => true,
    );
  return {
    git,
    objects,
    tip: async () => {
      const commit = await readCommit(ref, objects);
      seen = commit?.id;
      if (commit !== undefined) return { commit };
      const empty =
        ref === 'HEAD' ? 'it has no commits yet, or its object files are damaged' : `it has no commit ${ref}`;
      throw new SourceError(`${path}: ${empty}`, 'commit the manifests, or see --ref');
    },
    label: async (id) => labelOf(ref === 'HEAD' ? await headName(gitDir) : ref, id),
    watch: async (hint) => {
      let ended = false;
      // A hint ends what is being applied, which other refs, and events that come late, are no reason for.
      const check = async (): Promise<void> => {
        if ((await isMoved()) && !ended) hint();
      };
      const unwatch = await watchFolders(
        [
          { path: gitDir, depth: 0, only: (name) => name === 'HEAD' || name === 'packed-refs' },
          ...(commonDir === gitDir
            ? []
            : [{ path: commonDir, depth: 0, only: (name: string) => name === 'packed-refs' }]),
          { path: join(commonDir, 'refs'), depth: 16, only: (name) => !name.endsWith('.lock') },
          // The other ref storage, gitformat-reftable(5), since git 2.45.
          { path: join(commonDir, 'reftable'), depth: 0, only: (name) => name === 'tables.list' },
        ],
        () => void check(),
        { quiet: QUIET, ...(onFailure && { onFailure }) },
      );
      return async () => {
        ended = true;
        await unwatch();
      };
    },
  };
}

type RemoteOptions = GitSourceOptions & { readonly address: Extract<GitAddress, { kind: 'remote' }> };

async function openRemote(options: RemoteOptions): Promise<Repository> {
  const mirror = await openMirror({
    address: options.address,
    ref: options.ref,
    mirrors: options.mirrors,
    home: options.home,
    clock: options.clock,
    wall: options.wall ?? (() => new Date()),
    fetchEvery: options.fetchEvery ?? 0,
    patience: options.patience ?? 5_000,
    packLimit: options.packLimit ?? 1024 * 1024 * 1024,
  });
  return {
    git: mirror.git,
    objects: mirror.objects,
    tip: (signal) => mirror.tip(signal),
    label: async (id) => labelOf(options.ref, id),
    watch: async (hint) => {
      mirror.onLate(hint);
      return async () => mirror.onLate(() => {});
    },
  };
}
