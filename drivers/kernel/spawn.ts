// Child processes for everything that may block: absolute path, argument array, an environment of our own, no shell.
// The whole process group is killed on abort or time-out, so no grandchild outlives the call.

import { type ChildProcess, spawn } from 'node:child_process';
import { getPriority, setPriority } from 'node:os';
import { words } from '../../schema/words.ts';

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds; 0 or absent: no limit. */
  readonly timeout?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** File descriptor for stdin; absent: /dev/null. */
  readonly stdin?: number;
  /** More file descriptors, inherited as 3, 4, ... */
  readonly fds?: readonly number[];
  /** File descriptor for stdout; absent: collected. */
  readonly stdout?: number;
  /** Called with each piece of stdout instead of collecting it; throwing kills the child and fails the run. */
  readonly onOutput?: (piece: Buffer) => void;
}

/** A child that could not be started, was killed, or ended with another status than 0. @public Part of the contract of `run`. */
export class ChildError extends Error {
  override readonly name = 'ChildError';
  readonly file: string;
  readonly status: number | undefined;
  readonly stderr: string;
  constructor(file: string, reason: string, stderr: string, status?: number) {
    const tail = stderr.trim().split('\n').slice(-3).join('; ');
    super(`${file}: ${reason}${tail === '' ? '' : `: ${tail}`}`);
    this.file = file;
    this.status = status;
    this.stderr = stderr;
  }
}

const OUTPUT_LIMIT = 1 << 20;

/** The reconciler's own priority is not for work that takes minutes. */
function yieldToOthers({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined && getPriority(pid) < 0) setPriority(pid, 0);
  } catch {
    // It has ended.
  }
}

/** Runs `file` to its end and returns its stdout (at most 1 MiB). Throws ChildError. */
export async function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  options.signal?.throwIfAborted();
  const child = spawn(file, args, {
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', ...options.env },
    stdio: [options.stdin ?? 'ignore', options.stdout ?? 'pipe', 'pipe', ...(options.fds ?? [])],
    // A process group of its own, so that the kill reaches its children.
    detached: true,
  });
  yieldToOthers(child);
  let reason: string | undefined;
  const kill = (why: string): void => {
    reason ??= why;
    killGroup(child);
  };
  const output = collect(child, options, kill);
  const onAbort = (): void => kill('aborted');
  options.signal?.addEventListener('abort', onAbort, { once: true });
  const timer = options.timeout
    ? setTimeout(() => kill(`no end after ${options.timeout} ms`), options.timeout)
    : undefined;
  try {
    const [status, signal] = await closed(child, file);
    if (reason !== undefined) throw new ChildError(file, reason, output.stderr);
    if (status !== 0) throw new ChildError(file, signal ?? `exit status ${status}`, output.stderr, status ?? undefined);
    return output.stdout;
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
  }
}

function collect(
  child: ChildProcess,
  options: RunOptions,
  kill: (why: string) => void,
): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (piece: Buffer) => {
    if (options.onOutput === undefined) {
      if (output.stdout.length < OUTPUT_LIMIT) output.stdout += piece.toString('utf8');
      return;
    }
    try {
      options.onOutput(piece);
    } catch (error) {
      kill(words(error));
    }
  });
  child.stderr?.on('data', (piece: Buffer) => {
    if (output.stderr.length < OUTPUT_LIMIT) output.stderr += piece.toString('utf8');
  });
  return output;
}

function closed(child: ChildProcess, file: string): Promise<[number | null, NodeJS.Signals | null]> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new ChildError(file, error.message, '')));
    child.once('close', (status, signal) => resolve([status, signal]));
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
