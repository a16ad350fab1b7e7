// The only place that runs git, through simple-git but for the one command that stays: arguments are ours or checked by
// git-address.ts, the environment is made here from nothing, and no command used has a work tree, an index, hooks, filters
// or a pager; but `rollback` looks at a work tree and brings it along, as the owner of the repository.

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import type { SimpleGitOptions } from 'simple-git';
import { printable } from '../../schema/reading.ts';
import { words } from '../../schema/words.ts';
import { SourceError } from '../port/source.ts';
import { type Access, noAccess } from './git-access.ts';
import type { Protocol } from './git-address.ts';

export interface GitOptions {
  /** The git directory: a bare repository or the .git of a work tree. */
  readonly gitDir: string;
  /** Where git looks for .netrc; never the caller's home. */
  readonly home: string;
  /** Transports a command may use; none for reading, so that a partial clone cannot make us fetch. */
  readonly protocols: readonly Protocol[];
  /** For the commands of `rollback` that look at files and write them. */
  readonly workTree?: string;
  /** Whom the command runs as; absent: as this process. */
  readonly as?: { readonly uid: number; readonly gid: number };
  /** How a remote lets us in. */
  readonly access?: Access;
  /** Further settings, with those the last word. */
  readonly settings?: readonly (readonly [key: string, value: string])[];
  /** Where gpg finds the keys that count. */
  readonly gnupgHome?: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly signal?: AbortSignal;
  /** Milliseconds of silence after which git is ended. */
  readonly silence?: number;
  /** Bytes of output after which git is ended: a repository may be made to explode. */
  readonly limit?: number;
}

const SILENCE = 60_000;
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/**
 * Runs one git command and returns its output as bytes. Throws SourceError with git's own first line of complaint.
 * simple-git's text result is not used because a blob may hold any bytes.
 */
export async function git(args: readonly string[], options: GitOptions, run: RunOptions = {}): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const input = run.input;
  const limit = run.limit ?? OUTPUT_LIMIT;
  const tooMuch = new AbortController();
  // Plans from snapshots start no git, and need not load what starts it.
  const { simpleGit } = await import('simple-git');
  const runner = simpleGit({
    ...GUARDS,
    baseDir: options.workTree ?? options.gitDir,
    ...(options.as !== undefined && { spawnOptions: options.as }),
    binary: gitBinary(),
    timeout: { block: run.silence ?? SILENCE },
    abort: run.signal === undefined ? tooMuch.signal : AbortSignal.any([run.signal, tooMuch.signal]),
    ...(input === undefined ? {} : { input: () => input }),
  });
  runner.env(environment(options));
  runner.outputHandler((_binary, stdout) => {
    let size = 0;
    stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else if (!tooMuch.signal.aborted) tooMuch.abort();
    });
  });
  try {
    await runner.raw([...args]);
  } catch (error) {
    if (tooMuch.signal.aborted) throw new SourceError(`git ${args[0]}: more than ${limit} bytes`, 'see --path');
    throw new SourceError(complaint(args[0] ?? 'git', error));
  }
  return Buffer.concat(chunks);
}

/** Like git(), for commands that print names and ids. Bytes that are not UTF-8 become U+FFFD. */
export async function gitText(args: readonly string[], options: GitOptions, run: RunOptions = {}): Promise<string> {
  return (await git(args, options, run)).toString('utf8');
}

/** Starts a command to talk to, which simple-git has no way for: it closes the input once it is written. */
export function startGit(
  args: readonly string[],
  options: GitOptions,
): ChildProcessByStdio<Writable, Readable, Readable> {
  const child = { cwd: options.gitDir, env: environment(options), stdio: 'pipe' } as const;
  return spawn(gitBinary(), [...args], child);
}

/**
 * Like git(), for commands that often print nothing, which simple-git waits 50 ms for (measured with 4.0.2). `good`: exit statuses that
 * are no error. `signal`: aborted, git is ended.
 */
export async function collect(
  args: readonly string[],
  options: GitOptions,
  { good = [0], signal }: { readonly good?: readonly number[]; readonly signal?: AbortSignal | undefined } = {},
): Promise<Buffer> {
  const { code, out, said, size } = await ending(args, options, signal);
  if (code !== null && good.includes(code)) return out;
  const why = size > OUTPUT_LIMIT ? `more than ${OUTPUT_LIMIT} bytes` : said || 'ended without an answer';
  throw new SourceError(complaint(args[0] ?? 'git', why));
}

export interface Ending {
  /** Its exit status; null: it was killed. */
  readonly code: number | null;
  readonly out: Buffer;
  /** The last 4 KiB of stderr. */
  readonly said: string;
  /** Bytes of output, also those that were too many. */
  readonly size: number;
}

/** Runs one git command to its end, whatever that is. */
export async function ending(args: readonly string[], options: GitOptions, signal?: AbortSignal): Promise<Ending> {
  const child = startGit(args, options);
  child.stdin.on('error', () => {});
  child.stdin.end();
  const end = (): boolean => child.kill();
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  const chunks: Buffer[] = [];
  let [size, said] = [0, ''];
  const code = await new Promise<number | null>((resolve, reject) => {
    const alarm = setTimeout(() => child.kill(), SILENCE);
    child.stdout.on('data', (chunk: Buffer) => {
      alarm.refresh();
      size += chunk.length;
      if (size <= OUTPUT_LIMIT) chunks.push(chunk);
      else child.kill();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-4096);
    });
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(alarm);
      signal?.removeEventListener('abort', end);
      resolve(status);
    });
  });
  return { code, out: Buffer.concat(chunks), said, size };
}

function complaint(command: string, error: unknown): string {
  const text = words(error);
  const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const at = lines.findIndex((line) => /^(fatal|error): /.test(line));
  const fatal = lines[at === -1 ? 0 : at] ?? 'failed';
  // ssh has said why.
  const cause = /: Could not read from remote repository/.test(fatal) && at > 0 ? lines[at - 1] : undefined;
  // "unable to connect to HOST:", and then why.
  const rest = fatal.endsWith(':') && lines[at + 1] !== undefined ? ` ${lines[at + 1]}` : '';
  return `git ${command}: ${printable(cause ?? fatal.replace(/^(fatal|error): /, '') + rest)}`;
}

let binary: string | undefined;

function gitBinary(): string {
  binary ??= ['/usr/bin/git', '/usr/local/bin/git', '/bin/git'].find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (binary === undefined) throw new SourceError('git is not installed', 'apt-get install git');
  return binary;
}

// Command-scope settings outrank the repository's own file, which belongs to whoever can write to the repository.
function settings(options: GitOptions): [key: string, value: string][] {
  return [
    ['core.hooksPath', '/dev/null'],
    ['core.fsmonitor', 'false'],
    ['core.attributesFile', '/dev/null'],
    ['credential.helper', ''],
    ['protocol.version', '2'],
    ['transfer.fsckObjects', 'true'],
    ['transfer.bundleURI', 'false'],
    ['fetch.recurseSubmodules', 'false'],
    ['gc.auto', '0'],
    // Refs and loose objects too, which git leaves to chance (2.36 to 2.39): a power cut must not leave them empty.
    ['core.fsync', 'all'],
    ['maintenance.auto', 'false'],
    // Root reading a user's repository is the normal case; allowed for exactly the repository that was named.
    ['safe.directory', options.gitDir],
    ...[...(options.access?.settings ?? []), ...(options.settings ?? [])].map(([key, value]): [string, string] => [
      key,
      value,
    ]),
  ];
}

function environment(options: GitOptions): Record<string, string> {
  const { ssh, agent } = options.access ?? noAccess;
  const env: Record<string, string> = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: options.home,
    LC_ALL: 'C',
    GIT_DIR: options.gitDir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    GIT_SSH_COMMAND: ssh,
    GIT_ALLOW_PROTOCOL: options.protocols.length === 0 ? 'none' : options.protocols.join(':'),
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    // A named directory only: git must not walk up into somebody else's repository.
    GIT_CEILING_DIRECTORIES: options.gitDir,
  };
  if (options.gnupgHome !== undefined) env['GNUPGHOME'] = options.gnupgHome;
  if (options.workTree !== undefined) env['GIT_WORK_TREE'] = options.workTree;
  // How this machine reaches others is its administrator's to say, and reading needs none of it.
  if (options.protocols.length > 0) {
    for (const name of [
      ...(agent ? ['SSH_AUTH_SOCK'] : []),
      'http_proxy',
      'https_proxy',
      'HTTPS_PROXY',
      'no_proxy',
      'NO_PROXY',
      'GIT_SSL_CAINFO',
    ]) {
      const value = process.env[name];
      if (value !== undefined) env[name] = value;
    }
  }
  const list = settings(options);
  env['GIT_CONFIG_COUNT'] = String(list.length);
  for (const [index, [key, value]] of list.entries()) {
    env[`GIT_CONFIG_KEY_${index}`] = key;
    env[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return env;
}

// simple-git strips or refuses GIT_* variables and settings that are often attacks. Those it sees here come from this
// file, so each is allowed by name and everything else stays refused.
const GUARDS: Partial<SimpleGitOptions> = {
  maxConcurrentProcesses: 1,
  completion: { onClose: true, onExit: false },
  allowEnvironment: [
    ...[
      'GIT_DIR',
      'GIT_WORK_TREE',
      'GIT_CONFIG_NOSYSTEM',
      'GIT_CONFIG_GLOBAL',
      'GIT_ATTR_NOSYSTEM',
      'GIT_TERMINAL_PROMPT',
      'GIT_ASKPASS',
    ],
    ...['GIT_SSH_COMMAND', 'GIT_ALLOW_PROTOCOL', 'GIT_NO_LAZY_FETCH', 'GIT_NO_REPLACE_OBJECTS', 'GIT_OPTIONAL_LOCKS'],
    ...['GIT_LITERAL_PATHSPECS', 'GIT_CEILING_DIRECTORIES', 'GIT_CONFIG_COUNT', 'GIT_SSL_CAINFO'],
    ...Array.from({ length: 16 }, (_, index) => [`GIT_CONFIG_KEY_${index}`, `GIT_CONFIG_VALUE_${index}`]).flat(),
  ],
  unsafe: {
    allowUnsafeAskPass: true,
    allowUnsafeConfigEnvCount: true,
    allowUnsafeConfigPaths: true,
    allowUnsafeCredentialHelper: true,
    allowUnsafeFsMonitor: true,
    allowUnsafeHooksPath: true,
    allowUnsafeSshCommand: true,
  },
};
