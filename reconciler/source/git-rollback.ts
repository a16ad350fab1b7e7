// A commit that brings the manifests of an earlier one back. Objects are written with plumbing (git-ls-tree(1), git-mktree(1),
// git-hash-object(1)) and a ref is moved from the value that was read. A work tree that has the branch is brought along with
// git-read-tree(1), which refuses where that would lose anything.

import { SourceError } from '../port/source.ts';
import { isFullId } from './git-address.ts';
import { type Author, writeCommit } from './git-author.ts';
import { type GitOptions, git, gitText } from './git-command.ts';
import { type Commit, readCommit } from './git-commit.ts';
import type { Objects } from './git-objects.ts';

export interface RollbackRequest {
  readonly git: GitOptions;
  readonly objects: Objects;
  /** Where the branch is. */
  readonly tip: Commit;
  /** --path; '' is the whole tree. */
  readonly folder: string;
  readonly target: Target;
  readonly author: Author;
}

/** A revision by name, or so many changes of the manifests before the tip. */
export type Target = { readonly to: string } | { readonly back: number };

export interface Rollback {
  readonly target: Commit;
  /** Full id of the new commit; absent: the manifests are already those. */
  readonly commit?: string;
}

/** Writes the commit and moves nothing. Throws SourceError. */
export async function commitRollback(request: RollbackRequest): Promise<Rollback> {
  const target = await targetOf(request);
  const { tip, folder } = request;
  const [wanted, there] = [await folderTree(request, target), await folderTree(request, tip)];
  if (wanted === undefined)
    throw new SourceError(`${short(target)} has no folder ${folder}`, 'name a revision that has, or see --path');
  if (wanted === there) return { target };
  const leaf = { mode: '040000', type: 'tree', id: wanted };
  const tree = await replaced(request.git, tip.tree, folder === '' ? [] : folder.split('/'), leaf);
  const commit = { tree, parent: tip.id, message: message(tip, target, folder) };
  return { target, commit: await writeCommit(request.author, commit, request.git) };
}

const short = ({ id }: Commit): string => id.slice(0, 12);

function message(tip: Commit, target: Commit, folder: string): string {
  const what = folder === '' ? 'everything' : folder;
  return `Roll back ${what} to ${short(target)}

${what} is as in ${target.id} (${target.info.subject || 'no subject'}).
This takes back what came after it, up to ${tip.id} (${tip.info.subject || 'no subject'}).
`;
}

async function targetOf({ target, objects, tip, folder, git: options }: RollbackRequest): Promise<Commit> {
  if ('to' in target) {
    const commit = await readCommit(target.to, objects);
    if (commit !== undefined) return commit;
    throw new SourceError(`there is no revision ${target.to}`, 'name a commit id of vzreconcile history or git log');
  }
  const count = `--max-count=${target.back}`;
  const paths = folder === '' ? [] : ['--', folder];
  const listed = await gitText(['rev-list', '--first-parent', count, tip.id, ...paths], options);
  const changes = listed.split('\n').filter(isFullId);
  const oldest = changes.length < target.back ? undefined : await readCommit(`${changes.at(-1)}^1`, objects);
  if (oldest !== undefined) return oldest;
  throw new SourceError(
    `the manifests have not been changed ${target.back} times since the first commit`,
    'name a revision with --to',
  );
}

async function folderTree({ git: options, folder }: RollbackRequest, commit: Commit): Promise<string | undefined> {
  if (folder === '') return commit.tree;
  let tree: string | undefined = commit.tree;
  for (const step of folder.split('/')) {
    const entry: Entry | undefined = (await entriesOf(options, tree)).find(({ name }) => name === step);
    if (entry === undefined || entry.type !== 'tree') return undefined;
    tree = entry.id;
  }
  return tree;
}

interface Entry {
  readonly mode: string;
  readonly type: string;
  readonly id: string;
  readonly name: string;
}

async function entriesOf(options: GitOptions, tree: string): Promise<readonly Entry[]> {
  const bytes = await git(['ls-tree', '-z', '--full-tree', tree], options);
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) throw new SourceError('a file has a name that is not UTF-8', 'rename it');
  return text.split('\0').flatMap((line) => {
    const match = /^(\d+) (\w+) ([0-9a-f]+)\t([\s\S]+)$/.exec(line);
    const [, mode = '', type = '', id = '', name = ''] = match ?? [];
    return match === null ? [] : [{ mode, type, id, name }];
  });
}

/** What is at the end of a path. */
type Leaf = Omit<Entry, 'name'>;

/** The tree with something else at the end of the path. */
export async function replaced(
  options: GitOptions,
  tree: string | undefined,
  [step, ...rest]: readonly string[],
  wanted: Leaf,
): Promise<string> {
  if (step === undefined) return wanted.id;
  const entries = tree === undefined ? [] : await entriesOf(options, tree);
  const former = entries.find(({ name, type }) => name === step && type === 'tree');
  const inner = async (): Promise<Leaf> => ({
    mode: '040000',
    type: 'tree',
    id: await replaced(options, former?.id, rest, wanted),
  });
  const leaf = rest.length === 0 ? wanted : await inner();
  const kept = entries.filter(({ name }) => name !== step);
  const lines = [...kept, { ...leaf, name: step }].map(
    (entry) => `${entry.mode} ${entry.type} ${entry.id}\t${entry.name}\0`,
  );
  return (await gitText(['mktree', '-z'], options, { input: lines.join('') })).trim();
}

/** The mode of a file in a tree; undefined where there is none. */
export async function modeOf(
  options: GitOptions,
  tree: string,
  [step, ...rest]: readonly string[],
): Promise<string | undefined> {
  const entry = (await entriesOf(options, tree)).find(({ name }) => name === step);
  if (entry === undefined || rest.length === 0) return entry?.mode;
  return entry.type === 'tree' ? modeOf(options, entry.id, rest) : undefined;
}

/** Where a branch is checked out; undefined: nowhere. */
export async function workTreeOf(branch: string, options: GitOptions): Promise<string | undefined> {
  const path = await gitText(['for-each-ref', '--format=%(worktreepath)', `refs/heads/${branch}`], options);
  return path.trim() === '' ? undefined : path.trim();
}

/** Moves a branch that is still where it was. Throws SourceError when it is not. */
export async function moveBranch(branch: string, from: string, to: string, options: GitOptions): Promise<void> {
  await git(['update-ref', '-m', 'vzreconcile rollback', `refs/heads/${branch}`, to, from], options);
}

/**
 * Moves a branch and the files of the work tree that has it, for whose git directory the options are. The files go first: a
 * crash in between leaves the rollback staged, where the other order would leave its opposite. Throws SourceError, and then
 * neither has moved.
 */
export async function moveCheckedOut(branch: string, from: string, to: string, options: GitOptions): Promise<void> {
  // Entries that look changed by their time alone would be taken for edited ones.
  await git(['update-index', '-q', '--refresh'], options);
  await git(['read-tree', '-m', '-u', from, to], options);
  try {
    await moveBranch(branch, from, to, options);
  } catch (error) {
    await git(['read-tree', '-m', '-u', to, from], options);
    throw error;
  }
}

/** Changes of the work tree of the options below a folder that are in no commit: paths as git status prints them. */
export async function uncommitted(folder: string, options: GitOptions): Promise<readonly string[]> {
  const args = [
    'status',
    '--porcelain=v1',
    '--untracked-files=all',
    '--no-renames',
    // git would run in each, with settings of its own.
    '--ignore-submodules=all',
    '--',
    folder === '' ? '.' : folder,
  ];
  const text = await gitText(args, options);
  return text.split('\n').flatMap((line) => (line === '' ? [] : [line.slice(3)]));
}
