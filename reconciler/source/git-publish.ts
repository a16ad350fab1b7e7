// Putting one file into a branch of a remote repository: objects are written into a bare repository of our own, and the branch moves
// from the commit that was read to one on top of it, or not at all. No work tree, no force.

import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '../port/source.ts';
import { type AccessFiles, accessTo } from './git-access.ts';
import { checkRef, isPlain, parseAddress } from './git-address.ts';
import { type GitOptions, gitText, type RunOptions } from './git-command.ts';
import { replaceMirror, sweepMirror } from './mirror-folder.ts';

export interface PublishOptions {
  readonly url: string;
  readonly branch: string;
  /** Where the bare repository is kept, and the home directory git gets. */
  readonly gitDir: string;
  readonly home: string;
  /** What lets us in; absent: the .netrc of the home directory, and root's keys. */
  readonly access?: AccessFiles;
  /** Aborted: git is ended. */
  readonly stop?: AbortSignal;
}

export interface Published {
  readonly name: string;
  readonly text: string;
  /** First line of the commit, and who makes it. */
  readonly subject: string;
  readonly author: string;
}

/** Others may push in between: each time the commit is made anew on top of theirs. */
const TRIES = 5;

/** KiB of objects, of which no more than the newest are needed: all of them are fetched anew then. */
const MOST = 64 * 1024;

/** Throws SourceError when the branch could not be moved. Nothing is pushed when it has the same text. */
export async function publishFile(options: PublishOptions, file: Published, most = MOST): Promise<void> {
  const { local, remote, run, url, ref } = await openScratch(options, most);
  let tip = await tipOf(url, ref, remote, run);
  for (let attempt = 1; ; attempt += 1) {
    if (tip !== undefined) await fetchCommit(url, tip, remote, run);
    const commit = await commitOn(tip, file, local, run);
    if (commit === undefined) return;
    try {
      const push = ['push', '--quiet', '--no-verify', '--end-of-options'];
      await gitText([...push, url, `${commit}:${ref}`], remote, run);
      return;
    } catch (error) {
      // What refuses a commit on top of its own will not take another one.
      const moved = await tipOf(url, ref, remote, run);
      if (moved === tip || attempt === TRIES) throw error;
      tip = moved;
    }
  }
}

export interface Scratch {
  readonly url: string;
  /** The full name of the branch. */
  readonly ref: string;
  /** For commands that talk to the remote, and for those that do not. */
  readonly remote: GitOptions;
  readonly local: GitOptions;
  readonly run: RunOptions;
}

/** The bare repository of one branch: made where there is none, emptied when it has grown. Throws SourceError. */
export async function openScratch(options: PublishOptions, most = MOST): Promise<Scratch> {
  const { url, branch, gitDir, home, stop, access } = options;
  const address = parseAddress(url);
  if (address.kind !== 'remote')
    throw new SourceError(`${url}: not a remote repository`, 'write file:// before a path');
  if (isPlain(address)) throw new SourceError(`${url}: nothing proves who takes it`, 'use https:// or ssh://');
  const ref = `refs/heads/${checkRef(branch, { ancestors: false })}`;
  const run: RunOptions = stop === undefined ? {} : { signal: stop };
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (await exists(join(gitDir, 'HEAD'))) await sweepMirror(gitDir);
  else await replaceMirror(gitDir, home);
  const local: GitOptions = { gitDir, home, protocols: [] };
  if ((await sizeOf(local)) > most) await replaceMirror(gitDir, home);
  // Read anew for each use: a token may be another one by now.
  const entry = access && { access: await accessTo(address.url, access) };
  return { url: address.url, ref, local, run, remote: { gitDir, home, protocols: [address.protocol], ...entry } };
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** KiB of all objects, git-count-objects(1). */
async function sizeOf(options: GitOptions): Promise<number> {
  const text = await gitText(['count-objects', '-v'], options);
  return [...text.matchAll(/^size(?:-pack)?: (\d+)$/gm)].reduce((sum, [, size]) => sum + Number(size), 0);
}

/** The commit the branch is at; undefined where there is none. */
export async function tipOf(
  url: string,
  ref: string,
  options: GitOptions,
  run: RunOptions,
): Promise<string | undefined> {
  const [id = ''] = (await gitText(['ls-remote', '--end-of-options', url, ref], options, run)).split('\t');
  return /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
}

export async function fetchCommit(url: string, id: string, options: GitOptions, run: RunOptions): Promise<void> {
  const flags = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--depth=1'];
  await gitText(['fetch', ...flags, '--end-of-options', url, id], options, run);
}

async function commitOn(
  tip: string | undefined,
  file: Published,
  options: GitOptions,
  how: RunOptions,
): Promise<string | undefined> {
  const run = async (args: readonly string[], input?: string): Promise<string> =>
    (await gitText(args, options, input === undefined ? how : { ...how, input })).trim();
  const blob = await run(['hash-object', '-w', '--stdin', '-t', 'blob'], file.text);
  const before = tip === undefined ? [] : (await run(['ls-tree', tip])).split('\n').filter((line) => line !== '');
  const mine = `100644 blob ${blob}\t${file.name}`;
  if (before.includes(mine)) return undefined;
  const others = before.filter((line) => line.slice(line.indexOf('\t') + 1) !== file.name);
  const tree = await run(['mktree'], `${[...others, mine].join('\n')}\n`);
  const seconds = Math.floor(Date.now() / 1000);
  // As an object: commit-tree would take its author from an environment that is empty.
  const person = `${file.author} <vzreconcile@${file.author}> ${seconds} +0000`;
  const parent = tip === undefined ? '' : `parent ${tip}\n`;
  const text = `tree ${tree}\n${parent}author ${person}\ncommitter ${person}\n\n${file.subject}\n`;
  return run(['hash-object', '-w', '--stdin', '-t', 'commit'], text);
}
