// Where a rollback is made: in the local repository that is followed, or in a copy of the remote one, from which it is
// pushed.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessTo } from '../source/git-access.ts';
import { checkFolder, isPlain, parseAddress } from '../source/git-address.ts';
import { callingAuthor, ownerOf } from '../source/git-author.ts';
import { type GitOptions, git } from '../source/git-command.ts';
import { readCommit } from '../source/git-commit.ts';
import { findRepository, headName } from '../source/git-local.ts';
import { openMirror } from '../source/git-mirror.ts';
import { openObjects } from '../source/git-objects.ts';
import { parseRef } from '../source/git-ref.ts';
import type { Remote } from '../source/git-remote.ts';
import {
  commitRollback,
  moveBranch,
  moveCheckedOut,
  type Target,
  uncommitted,
  workTreeOf,
} from '../source/git-rollback.ts';
import { systemClock } from './clock.ts';
import { UsageError } from './errors.ts';
import type { Options } from './options.ts';

export interface RollbackDone {
  readonly branch: string;
  /** Full commit ids; null: there was nothing to do. */
  readonly from: string;
  readonly to: string | null;
  readonly target: { readonly id: string; readonly subject: string };
  /** What is left to do, as commands or sentences. */
  readonly next: readonly string[];
}

/** Throws SourceError and UsageError; then nothing has moved. */
export async function openRollback(options: Options, target: Target): Promise<RollbackDone> {
  // The first is the one that people push to.
  const [{ url, ...access }] = options.remotes;
  const address = parseAddress(url);
  if (isPlain(address))
    throw new UsageError(`${url}: nothing proves who takes it, so nothing is pushed there`, {
      hint: 'name a clone with --repo, or an https or ssh URL',
    });
  const folder = checkFolder(options.path);
  return address.kind === 'local'
    ? inPlace(address.path, options, folder, target)
    : remotely({ address, access }, options, folder, target);
}

async function inPlace(path: string, { ref }: Options, folder: string, target: Target): Promise<RollbackDone> {
  const { gitDir } = await findRepository(path);
  const as = await ownerOf(gitDir);
  const options: GitOptions = { gitDir, home: '/nonexistent', protocols: [], ...(as && { as }) };
  const branch = ref === 'HEAD' ? await headName(gitDir) : ref.replace(/^refs\/heads\//, '');
  const objects = openObjects(options);
  try {
    const tip = branch === 'HEAD' ? undefined : await readCommit(`refs/heads/${branch}`, objects);
    if (tip === undefined)
      throw new UsageError(`${ref} is no branch of ${path}, and a rollback is a commit on one`, {
        hint: 'name it with --ref',
      });
    const workTree = await workTreeOf(branch, options);
    // A linked work tree has an index of its own.
    const checkedOut =
      workTree === undefined ? undefined : { ...options, workTree, gitDir: (await findRepository(workTree)).gitDir };
    const left = checkedOut === undefined ? [] : await uncommitted(folder, checkedOut);
    if (left.length > 0)
      throw new UsageError(`${workTree} has changes that are in no commit: ${left.slice(0, 3).join(', ')}`, {
        hint: 'commit them, or put them aside with git stash',
      });
    const author = await callingAuthor(gitDir, as);
    const made = await commitRollback({ git: options, objects, tip, folder, target, author });
    if (made.commit !== undefined) {
      if (checkedOut === undefined) await moveBranch(branch, tip.id, made.commit, options);
      else await moveCheckedOut(branch, tip.id, made.commit, checkedOut);
    }
    return {
      ...{ branch, from: tip.id, to: made.commit ?? null },
      target: { id: made.target.id, subject: made.target.info.subject },
      next: [],
    };
  } finally {
    objects.close();
  }
}

async function remotely(remote: Remote, { ref, root }: Options, folder: string, target: Target): Promise<RollbackDone> {
  const scratch = await mkdtemp(join(tmpdir(), 'vzreconcile-'));
  const { address, access } = remote;
  const wanted = parseRef(ref, { ancestors: false });
  const mirror = await openMirror({
    ...{ remotes: [remote], ref: wanted, mirrors: scratch, home: join(root, 'git', 'home') },
    ...{ clock: systemClock, wall: () => new Date(), fetchEvery: 0, patience: 0, packLimit: 1024 ** 3 },
  });
  try {
    const { commit: tip } = await mirror.tip(new AbortController().signal);
    const author = await callingAuthor(mirror.git.gitDir);
    const made = await commitRollback({ ...mirror, tip, folder, target, author });
    const branch = made.commit === undefined ? ref : `vzreconcile/rollback-${made.commit.slice(0, 12)}`;
    if (made.commit !== undefined) {
      const pushing = { ...mirror.git, protocols: [address.protocol], access: await accessTo(address.url, access) };
      await git(['push', '--quiet', '--end-of-options', address.url, `${made.commit}:refs/heads/${branch}`], pushing);
    }
    return {
      ...{ branch, from: tip.id, to: made.commit ?? null },
      target: { id: made.target.id, subject: made.target.info.subject },
      next: made.commit === undefined ? [] : [`merge ${branch} into ${ref} of ${address.url}`],
    };
  } finally {
    mirror.objects.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
