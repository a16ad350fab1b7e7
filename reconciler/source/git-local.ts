// A local repository: where its git directory is (gitrepository-layout(5)), and what is followed in it. It is read in
// place; nothing is written to it. The folder named by the user is the repository: walking up from it could
// end in a directory of another user, as CVE-2022-24765 did.

import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { SourceError } from '../port/source.ts';
import { seekApprovalTags } from './approval-tags.ts';
import { type GitOptions, gitText } from './git-command.ts';
import { type Commit, readCommit } from './git-commit.ts';
import { openFileObjects } from './git-files.ts';
import { type Objects, openObjects } from './git-objects.ts';
import { ambiguous, newestTag, refText, shortName, type WantedRef } from './git-ref.ts';
import type { Repository } from './git-repository.ts';
import { watchFolders } from './watch.ts';

export interface LocalRepository {
  /** Holds HEAD. */
  readonly gitDir: string;
  /** Holds refs and objects; differs from gitDir in a linked work tree. */
  readonly commonDir: string;
}

/** Finds the git directory of a work tree or a bare repository at `path`; SourceError when there is none. */
export async function findRepository(path: string): Promise<LocalRepository> {
  const found = (await gitDirOfWorkTree(path)) ?? ((await isGitDir(path)) ? path : undefined);
  if (found === undefined) {
    const exists = await stat(path).catch(() => undefined);
    throw new SourceError(
      exists === undefined ? `${path}: no such directory` : `${path} is not a git repository`,
      'name the root of a work tree or a bare repository with --repo, or a plain directory with --dir',
    );
  }
  const common = await readFile(join(found, 'commondir'), 'utf8').catch(() => undefined);
  return { gitDir: found, commonDir: common === undefined ? found : resolve(found, common.trim()) };
}

async function gitDirOfWorkTree(path: string): Promise<string | undefined> {
  const dot = join(path, '.git');
  const entry = await stat(dot).catch(() => undefined);
  if (entry === undefined) return undefined;
  if (entry.isDirectory()) return dot;
  const match = /^gitdir: (.+)\n?$/.exec(await readFile(dot, 'utf8'));
  const target = match?.[1];
  if (target === undefined) throw new SourceError(`${dot}: neither a directory nor a "gitdir:" file`);
  return isAbsolute(target) ? target : resolve(path, target);
}

async function isGitDir(path: string): Promise<boolean> {
  const parts = await Promise.all(['HEAD', 'objects', 'refs'].map((name) => stat(join(path, name)).catch(() => null)));
  return parts.every((part) => part !== null);
}

/** The branch HEAD points to, or HEAD when it is detached. */
export async function headName(gitDir: string): Promise<string> {
  const text = await readFile(join(gitDir, 'HEAD'), 'utf8').catch(() => '');
  return /^ref: refs\/heads\/(.+)\n?$/.exec(text)?.[1] ?? 'HEAD';
}

export interface LocalOptions {
  readonly path: string;
  readonly ref: WantedRef;
  /** The branch that is tried on this node when there is one. */
  readonly trial?: string | undefined;
  /** Tags that approve, by their names below refs/tags/. */
  readonly approvals?: string | undefined;
  /** Read without starting a process. */
  readonly withoutGit: boolean;
  /** Told when watching is impossible and only the interval is left. */
  readonly onWatchFailure?: ((reason: string) => void) | undefined;
}

/** Milliseconds. A ref is moved by one rename(2), so what follows at once are only further reports of it. */
const QUIET = 1;

/** Opens the repository that has its git directory at or in `path`. Throws SourceError. */
export async function openLocal(options: LocalOptions): Promise<Repository> {
  const { path, ref, trial, approvals, withoutGit, onWatchFailure } = options;
  const repository = await findRepository(path);
  const { gitDir } = repository;
  const git: GitOptions = { gitDir, home: '/nonexistent', protocols: [] };
  if (withoutGit && ref.kind === 'semver')
    throw new SourceError(
      'a range of versions is looked up by git, which is not started here',
      'name a tag with --ref',
    );
  const objects = withoutGit ? openFileObjects(repository) : openObjects(git);
  const look = async () => {
    const name = await nameOf(ref, git, objects);
    const [commit, tried, tags] = await Promise.all([
      name === undefined ? undefined : readCommit(name, objects),
      trial === undefined ? undefined : seekCommit(`refs/heads/${trial}`, objects),
      approvals === undefined ? undefined : seekApprovalTags('refs/tags/', approvals, git),
    ]);
    return { name, commit, trial: tried, tags };
  };
  /** The commits and tags that the last reading was told of. */
  let seen: string | undefined;
  const idsOf = ({ commit, trial: tried, tags }: Awaited<ReturnType<typeof look>>): string =>
    JSON.stringify([commit?.id, tried?.id, tags]);
  // Questions are answered in the order they are asked, so whatever began to read after the ref was moved has seen it.
  const isMoved = (): Promise<boolean> =>
    look().then(
      (found) => idsOf(found) !== seen,
      () => true,
    );
  return {
    git,
    objects,
    tip: async () => {
      const found = await look();
      seen = idsOf(found);
      const { name, commit, trial: tried, tags } = found;
      if (name !== undefined && commit !== undefined) {
        const label = name === 'HEAD' ? await headName(gitDir) : shortName(name);
        const isNamed = (tag: string): boolean => tag === shortName(name);
        return {
          commit,
          name: label,
          object: name,
          isNamed,
          ...(tried && { trial: tried }),
          ...(tags && { approvals: tags }),
        };
      }
      const text = refText(ref);
      throw text === 'HEAD'
        ? new SourceError(
            `${path}: it has no commits yet, or its object files are damaged`,
            'commit the manifests, or see --ref',
          )
        : new SourceError(`${path}: it has no commit ${text}`, 'name a branch, a tag or a commit that is there');
    },
    watch: async (hint) => {
      let ended = false;
      // A hint ends what is being applied, which other refs, and events that come late, are no reason for.
      const check = async (): Promise<void> => {
        if ((await isMoved()) && !ended) hint();
      };
      const unwatch = await watchRefs(repository, () => void check(), onWatchFailure);
      return async () => {
        ended = true;
        await unwatch();
      };
    },
  };
}

const seekCommit = async (name: string, objects: Objects): Promise<Commit | undefined> =>
  (await objects.seek(`${name}^{commit}`)) === undefined ? undefined : readCommit(name, objects);

/** What git calls the commit that is wanted now. Throws SourceError when that could be two. */
async function nameOf(ref: WantedRef, git: GitOptions, objects: Objects): Promise<string | undefined> {
  if (ref.kind === 'semver') {
    const text = await gitText(['for-each-ref', '--format=%(refname:strip=2)', 'refs/tags'], git);
    const tag = newestTag(text.split('\n'), ref);
    return tag === undefined ? undefined : `refs/tags/${tag}`;
  }
  const plain = ref.name.replace(/[~^].*$/, '');
  if (plain === 'HEAD') return ref.name;
  const both = await Promise.all(['heads', 'tags'].map((kind) => objects.seek(`refs/${kind}/${plain}^{commit}`)));
  if (both.every((one) => one !== undefined)) throw ambiguous(plain);
  return ref.name;
}

function watchRefs(
  { gitDir, commonDir }: LocalRepository,
  check: () => void,
  onFailure: ((reason: string) => void) | undefined,
): Promise<() => Promise<void>> {
  const isPacked = (name: string): boolean => name === 'packed-refs';
  return watchFolders(
    [
      { path: gitDir, depth: 0, only: (name) => name === 'HEAD' || isPacked(name) },
      ...(commonDir === gitDir ? [] : [{ path: commonDir, depth: 0, only: isPacked }]),
      { path: join(commonDir, 'refs'), depth: 16, only: (name) => !name.endsWith('.lock') },
      // The other ref storage, gitformat-reftable(5), since git 2.45.
      { path: join(commonDir, 'reftable'), depth: 0, only: (name) => name === 'tables.list' },
    ],
    check,
    { quiet: QUIET, ...(onFailure && { onFailure }) },
  );
}
