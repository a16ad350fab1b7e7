// Commits in the name of who calls: who that is to git, whether their commits are signed, and whose repository it is.

import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { printable } from '../../schema/reading.ts';
import { SourceError } from '../port/source.ts';
import { type GitOptions, gitText } from './git-command.ts';

export interface Author {
  /** "Name <email> seconds zone". */
  readonly ident: string;
  /** commit.gpgSign of git-config(1). */
  readonly signs: boolean;
}

export interface NewCommit {
  /** Full ids. */
  readonly tree: string;
  readonly parent: string;
  readonly message: string;
}

/**
 * What git says of the caller, from the environment and configuration it would use itself: the author of what is typed here is
 * who typed it. `as`: whose repository it is, when it is not the caller's; it does not say whether the caller signs. Throws
 * SourceError when git does not know.
 */
export async function callingAuthor(gitDir: string, as?: GitOptions['as']): Promise<Author> {
  const env = { ...callersEnvironment(gitDir), PATH: '/usr/local/bin:/usr/bin:/bin' };
  let ident: string;
  try {
    ident = (await run('git', ['var', 'GIT_AUTHOR_IDENT'], { env })).stdout.trim();
  } catch {
    throw new SourceError(
      'git does not know who you are',
      'git config --global user.name NAME; git config --global user.email ADDRESS',
    );
  }
  const scope = as === undefined ? [] : ['--global'];
  const signs = await run('git', ['config', ...scope, '--type=bool', '--get', 'commit.gpgSign'], { env }).then(
    ({ stdout }) => stdout.trim() === 'true',
    () => false,
  );
  return { ident, signs };
}

const run = promisify(execFile);

/** No variable of git but who the author is: others could name another repository, or programs. */
function callersEnvironment(gitDir: string): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || /^GIT_AUTHOR_/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', GIT_DIR: gitDir };
}

/** Writes the object, signed where the author's are, and moves nothing: its full id. Throws SourceError. */
export async function writeCommit(author: Author, commit: NewCommit, options: GitOptions): Promise<string> {
  const { tree, parent, message } = commit;
  if (author.signs) return signedCommit(author, commit, options);
  const lines = [`tree ${tree}`, `parent ${parent}`, `author ${author.ident}`, `committer ${author.ident}`];
  const input = `${lines.join('\n')}\n\n${message}`;
  return (await gitText(['hash-object', '-t', 'commit', '-w', '--stdin'], options, { input })).trim();
}

/** By git itself, with the caller's keys: which program signs is theirs to say, and so nobody else's repository may. */
async function signedCommit({ ident }: Author, { tree, parent, message }: NewCommit, { gitDir, as }: GitOptions) {
  if (as !== undefined)
    throw new SourceError(
      'your commits are signed, and the repository belongs to another user',
      'run this as that user, or roll a clone of yours back and push it',
    );
  const [, name = '', email = '', date = ''] = /^(.*) <(.*)> (\d+ [+-]\d{4})$/.exec(ident) ?? [];
  const who = (role: string) => [
    [`GIT_${role}_NAME`, name],
    [`GIT_${role}_EMAIL`, email],
    [`GIT_${role}_DATE`, `@${date}`],
  ];
  const env = { ...callersEnvironment(gitDir), ...Object.fromEntries([...who('AUTHOR'), ...who('COMMITTER')]) };
  try {
    const { stdout } = await run('git', ['commit-tree', '-S', '-p', parent, '-m', message.trimEnd(), tree], { env });
    return stdout.trim();
  } catch (error) {
    const said = (error as { readonly stderr?: string }).stderr ?? '';
    const lines = said.split('\n').filter((line) => line.trim() !== '');
    throw new SourceError(`the commit cannot be signed: ${printable(lines[0] ?? 'git commit-tree failed')}`);
  }
}

/** Whose repository it is: what is written there by root must be theirs. Absent: it is the caller's own. */
export async function ownerOf(gitDir: string): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  const { uid, gid } = await stat(gitDir);
  return uid === process.getuid?.() ? undefined : { uid, gid };
}
