// What people see when something goes wrong: a sentence and a hint for what they or the machine caused, a stack trace
// for what we caused.

import { ObserveError } from '../run/observe.ts';
import { type ExitCode, exitCodes } from './exit.ts';

/** A mistake in how the program was called, or a command that cannot be carried out here. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;
  /** VZRnnn, where there is one. */
  readonly problem: string | undefined;
  constructor(
    message: string,
    options: { readonly hint?: string; readonly exitCode?: ExitCode; readonly problem?: string } = {},
  ) {
    super(message);
    this.problem = options.problem;
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? exitCodes.error;
  }
}

/** A snapshot that is not believed. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
  /** VZRnnn. */
  readonly problem: string;
  readonly hint: string | undefined;
  constructor(problem: string, message: string, hint?: string) {
    super(message);
    this.problem = problem;
    this.hint = hint;
  }
}

export interface Explained {
  /** VZRnnn, where there is one. */
  readonly problem?: string;
  readonly message: string;
  readonly hint?: string;
  /** Complete lines for stderr. */
  readonly text: string;
  readonly exitCode: ExitCode;
}

/** Words and exit code for anything thrown. */
export function explainError(error: unknown): Explained {
  if (!(error instanceof Error)) return bug(String(error));
  if ('syscall' in error && error.syscall === 'uv_cwd')
    return explainError(new UsageError('the current directory is gone', { hint: 'change to one that exists' }));
  if (!isExpected(error)) return bug(error.stack ?? error.message);
  const { message } = error;
  const hint = hintOf(error);
  const problem = error instanceof SnapshotError || error instanceof UsageError ? error.problem : undefined;
  const text = `error: ${message}${problem === undefined ? '' : ` (${problem})`}\n${hint === undefined ? '' : `hint: ${hint}\n`}`;
  return {
    ...{ message, text, exitCode: codeOf(error) },
    ...(hint !== undefined && { hint }),
    ...(problem !== undefined && { problem }),
  };
}

/** What to say of a file that was named and cannot be opened. */
export function unopened(path: string, error: unknown, hint: string): unknown {
  const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return isAbsent ? new UsageError(`${path}: no such file`, { hint }) : error;
}

/** What to do about too few file descriptors: Node has raised the soft limit to the hard one already. */
export const moreFiles = 'raise the hard limit RLIMIT_NOFILE: ulimit -Hn 4096, or LimitNOFILE= of the unit';

const full = 'make room on its file system (df -h, df -i); containers run on without it';

function hintOf(error: Error): string | undefined {
  if ('hint' in error && typeof error.hint === 'string') return error.hint;
  if ('code' in error && error.code === 'EMFILE') return moreFiles;
  if ('code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) return full;
  return error.cause instanceof Error ? hintOf(error.cause) : undefined;
}

function codeOf(error: Error): ExitCode {
  if (error instanceof UsageError) return error.exitCode;
  if (error instanceof SnapshotError) return exitCodes.untrusted;
  return error instanceof ObserveError ? exitCodes.unreadable : exitCodes.error;
}

const expected = new Set([
  ...['UsageError', 'SourceError', 'ObserveError', 'LockedError', 'RootError', 'SyscallError', 'ProbeError'],
  ...['SnapshotError', 'TapeError', 'PoolError', 'TreeError', 'ChildError', 'GroupError', 'FileError'],
]);

/** Ours by name (drivers have classes of their own), or the operating system's: those carry a code like ENOSPC. */
function isExpected(error: Error): boolean {
  if (expected.has(error.name)) return true;
  return 'code' in error && typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code);
}

function bug(text: string): Explained {
  const hint = 'This is a bug in vzreconcile. Please report it with the lines above and the command you ran.';
  return { message: text, hint, text: `${text}\n\n${hint}\n`, exitCode: exitCodes.error };
}
