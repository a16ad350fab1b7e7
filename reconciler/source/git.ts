// The git source: a ref becomes a full commit id first, and from then on only ids are used. Objects are read with
// cat-file, never a checkout, so hooks, filters, attributes, symlinks and submodules have nothing to act on.

import type { Clock } from '../port/clock.ts';
import { type KnownFolder, type Revision, type Snapshot, type Source, SourceError } from '../port/source.ts';
import { type ApprovalTagPolicy, makeApprovalReader } from './approval-tags.ts';
import { type Choice, choose } from './choose.ts';
import type { AccessFiles } from './git-access.ts';
import { checkFolder, checkRef, type GitAddress } from './git-address.ts';
import { authorsOf } from './git-authors.ts';
import { makeBetween } from './git-between.ts';
import { type Commit, readCommit } from './git-commit.ts';
import { openLocal } from './git-local.ts';
import { openMirror } from './git-mirror.ts';
import type { Objects } from './git-objects.ts';
import { parseRef } from './git-ref.ts';
import type { Remote } from './git-remote.ts';
import type { Asked } from './git-remotes.ts';
import type { Repository } from './git-repository.ts';
import { makeVerifier, type VerifyPolicy } from './git-signatures.ts';
import { type Listing, listManifests, type TreeFile } from './git-tree.ts';
import { writerOf } from './git-writer.ts';
import type { KeyFiles } from './keyring.ts';
import type { LastGood } from './last-good.ts';

export interface GitSourceOptions {
  /** In the order in which they are asked. A local one alone is read in place. */
  readonly remotes: readonly { readonly address: GitAddress; readonly access?: AccessFiles }[];
  /** A name, or semver:[PREFIX:]RANGE. */
  readonly ref: string;
  /** The branch that is tried on this node while it is ahead of what is followed. */
  readonly trial?: string | undefined;
  /** Absent: signatures are not looked at. */
  readonly verify?: VerifyPolicy;
  /** Absent: no tags approve. */
  readonly approvals?: ApprovalTagPolicy;
  /** --path; '' or '.' is the whole tree. */
  readonly folder: string;
  /** Where mirrors of remotes are kept. */
  readonly mirrors: string;
  /** Where mirrors are that are gone on from, and not changed. */
  readonly lender?: string;
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
  /** Told of every request to a remote. */
  readonly onAsked?: ((asked: Asked) => void) | undefined;
}

/** Bytes of all manifests asked for at once; 100,000 of a usual size are a third of it. */
const BATCH_LIMIT = 128 * 1024 * 1024;

/** Milliseconds after which git is started anew, in a pass that finds nothing new. */
const LIFETIME = 60_000;

/** A commit as it is called now. */
interface Named {
  readonly commit: Commit;
  readonly name: string;
  readonly signer?: string | undefined;
}

type Known = (path: string) => KnownFolder | undefined;

interface Picture {
  readonly id: string;
  readonly listing: Listing;
  readonly snapshot: Snapshot;
}

/** Opens a repository for reading. Throws SourceError when it, the ref or the folder cannot be what the user means. */
export async function openGitSource(options: GitSourceOptions): Promise<Source> {
  const folder = checkFolder(options.folder);
  const repository = await openRepository(options);
  const { git, objects } = repository;
  const { verify, trial, lastGood, allowRewind } = options;
  const verifier = verify && makeVerifier(verify, git, objects);
  const approvals = options.approvals && makeApprovalReader(options.approvals, git, objects);
  const content = blobReader(objects);
  const closing = new AbortController();
  let renewed = options.clock.now();
  let last: Picture | undefined;
  /** An earlier commit is called as it was when it was the newest. */
  let followed = 'commit';
  const between = makeBetween({ repository, lastGood, verifier });
  const signers = new Map<string, string>();

  const snapshotOf = async ({ commit, name, signer }: Choice): Promise<Snapshot> => {
    if (last?.id === commit.id) {
      if (options.clock.now() - renewed >= LIFETIME) {
        objects.renew();
        renewed = options.clock.now();
      }
      const { revision } = last.snapshot;
      // One commit may come to be called by another name.
      if (revision.label !== labelOf(name, commit.id) || revision.signer !== signer)
        last = { ...last, snapshot: { ...last.snapshot, revision: revisionOf({ commit, name, signer }) } };
      return last.snapshot;
    }
    last = await picture({ commit, name, signer });
    return last.snapshot;
  };
  const picture = async (named: Named, known?: Known): Promise<Picture> => {
    const { commit } = named;
    const listing = await listManifests(commit, folder, objects, last?.listing, { most: options.most, known });
    const revision = revisionOf(named);
    const files = listing.files.map((file) => ({ ...file, content: () => content(file) }));
    const snapshot = { revision, files, folders: listing.folders };
    return { id: commit.id, listing, snapshot };
  };
  return {
    read: (known) =>
      unlessEnded(closing.signal, async () => {
        const tip = await repository.tip(closing.signal);
        followed = tip.name;
        const choice = await choose(tip, { repository, lastGood, allowRewind, trial, verifier });
        const { stale, testing, warnings: said } = choice;
        const tags = await approvals?.(tip.approvals ?? { tags: [] }, options.wall?.() ?? new Date());
        const warnings = [...said, ...(tags?.warnings ?? [])];
        return {
          // What is left out for one reader is not there for another.
          ...(known === undefined ? await snapshotOf(choice) : (await picture(choice, known)).snapshot),
          ...(stale !== undefined && { stale }),
          ...(testing !== undefined && { testing }),
          ...(warnings.length > 0 && { warnings }),
          ...(tags && { approvals: tags.approvals }),
        };
      }),
    readAt: async (id) => {
      const commit = await readCommit(id, objects);
      return commit && (await picture({ commit, name: followed, signer: signers.get(id) })).snapshot;
    },
    between: async (base, ids) => {
      if (last === undefined) return [];
      const steps = await between(base, last.id, ids);
      for (const { id, signer } of steps) if (signer !== '') signers.set(id, signer);
      return steps.map(({ id }) => id);
    },
    ...historyOf(repository, verify ?? options.approvals),
    watch: (hint) => repository.watch(hint),
    refresh: async () => repository.refresh?.(closing.signal),
    close: async () => {
      closing.abort();
      objects.close();
    },
  };
}

const historyOf = (
  { git, objects }: Repository,
  keys: KeyFiles | undefined,
): Pick<Source, 'writerOf' | 'authorsOf'> => ({
  writerOf: (about) => writerOf(about, git, objects, keys),
  authorsOf: (about) => authorsOf(about, git, objects),
});

/** A signal may end git together with us: neither is a remote away for it, nor a tag gone. Throws SourceError then. */
async function unlessEnded(ended: AbortSignal, work: () => Promise<Snapshot>): Promise<Snapshot> {
  const [read] = await Promise.allSettled([work()]);
  if (ended.aborted) throw new SourceError('the reading was broken off');
  if (read.status === 'rejected') throw read.reason;
  return read.value;
}

const labelOf = (name: string, id: string): string => `${name}@${id.slice(0, 7)}`;

const revisionOf = ({ commit, name, signer }: Named): Revision => ({
  ...{ id: commit.id, label: labelOf(name, commit.id), commit: commit.info },
  ...(signer !== undefined && { signer }),
});

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

/** A local repository is read in place when it is the only one; a fall-back, or what has one, is fetched from. */
async function openRepository(options: GitSourceOptions): Promise<Repository> {
  const { trial, onWatchFailure, withoutGit = false } = options;
  const approvals = options.approvals?.pattern;
  const [first, ...others] = options.remotes;
  if (first === undefined) throw new SourceError('there is no repository to read', 'name one with --repo');
  if (trial !== undefined) checkRef(trial, { ancestors: false });
  if (first.address.kind === 'local' && others.length === 0) {
    const ref = parseRef(options.ref, { ancestors: true });
    return openLocal({ path: first.address.path, ref, trial, approvals, withoutGit, onWatchFailure });
  }
  return openMirror({
    remotes: [toRemote(first), ...others.map(toRemote)],
    ref: parseRef(options.ref, { ancestors: false }),
    trial,
    approvals,
    mirrors: options.mirrors,
    lender: options.lender,
    home: options.home,
    clock: options.clock,
    wall: options.wall ?? (() => new Date()),
    fetchEvery: options.fetchEvery ?? 0,
    patience: options.patience ?? 5_000,
    onAsked: options.onAsked,
    packLimit: options.packLimit ?? 1024 * 1024 * 1024,
  });
}

function toRemote({ address, access = {} }: GitSourceOptions['remotes'][number]): Remote {
  if (address.kind === 'remote') return { address, access };
  return { address: { kind: 'remote', url: `file://${address.path}`, protocol: 'file' }, access };
}
