// What quickstart acts with: it runs the real `vzreconcile` command as a person would, shows each command and what it
// printed, and waits for things to happen with a limit. Everything it starts ends with it.

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../vzreconcile.js', import.meta.url));

/** Thrown when a step of the story does not come out; the message is for people. */
export class StageError extends Error {
  override readonly name = 'StageError';
}

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Stage {
  heading(text: string): void;
  say(text: string): void;
  /** Runs vzreconcile with these words, showing them and its output. Throws StageError when it fails. */
  show(...words: string[]): Promise<Ran>;
  /** The same without showing anything; a failure is in what it returns. */
  quiet(...words: string[]): Promise<Ran>;
  /** The same to the end, also when interrupted meanwhile: for cleaning up. */
  unbroken(...words: string[]): Promise<Ran>;
  /** Any other program; shown when `visible`. */
  run(file: string, args: readonly string[], options?: { cwd?: string; visible?: boolean }): Promise<Ran>;
  /** Starts vzreconcile in the background, its output going to `log`. */
  start(log: string, ...words: string[]): void;
  /** Stops what start() started and waits for it. */
  stop(): Promise<void>;
  /** Polls until `look` gives something; returns it and the milliseconds it took. */
  until<T>(what: string, look: () => T | undefined | Promise<T | undefined>, limit?: number): Promise<[T, number]>;
}

/** As one would type it. */
export const quoted = (word: string): string => (/^[\w./:=@%+-]+$/.test(word) ? word : `'${word}'`);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Collect = (
  file: string,
  args: readonly string[],
  cwd: string,
  options?: { readonly shielded?: boolean },
) => Promise<Ran>;

/** Runs programs to their end and keeps what they print. An interrupt ends them, unless shielded. */
export function makeCollect(interrupted: AbortSignal): Collect {
  const running = new Set<ChildProcess>();
  // SIGINT: apt holds it back while dpkg works.
  interrupted.addEventListener('abort', () => {
    for (const one of running) one.kill('SIGINT');
  });

  // In a session of its own: the terminal's Ctrl-C comes here only, so that it cannot end half of the cleaning up.
  return (file, args, cwd, { shielded = false } = {}) =>
    new Promise((resolve, reject) => {
      // apt, which is one of them, has nobody to ask.
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
      if (!shielded) running.add(child);
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.on('error', reject);
      child.on('close', (code, signal) => {
        running.delete(child);
        resolve({ status: code ?? (signal === null ? 1 : 130), stdout, stderr });
      });
    });
}

export function openStage(write: (text: string) => void, interrupted: AbortSignal): Stage {
  let background: ChildProcess | undefined;
  const collect = makeCollect(interrupted);
  let chapter = 0;

  const checked = async (shown: string, file: string, args: readonly string[], cwd: string): Promise<Ran> => {
    const ran = await collect(file, args, cwd);
    if (interrupted.aborted) throw new StageError('interrupted');
    if (ran.status !== 0) throw new StageError(`${shown}: exit status ${ran.status}\n${ran.stderr || ran.stdout}`);
    return ran;
  };

  const stage: Stage = {
    heading: (text) => {
      chapter += 1;
      write(`\n${chapter}. ${text}\n`);
    },
    say: (text) => write(`${text}\n`),
    show: async (...words) => {
      const line = `vzreconcile ${words.map(quoted).join(' ')}`;
      write(`   $ ${line}\n`);
      const ran = await checked(line, process.execPath, [program, ...words], '/');
      write((ran.stdout + ran.stderr).replace(/\n+$/, '\n').replace(/^(?=.)/gm, '     '));
      return ran;
    },
    quiet: (...words) => collect(process.execPath, [program, ...words], '/'),
    unbroken: (...words) => collect(process.execPath, [program, ...words], '/', { shielded: true }),
    run: async (file, args, { cwd = '/', visible = false } = {}) => {
      const shown = [file.split('/').at(-1), ...args].join(' ');
      if (visible) write(`   $ ${shown}\n`);
      return checked(shown, file, args, cwd);
    },
    start: (log, ...words) => {
      write(`   $ vzreconcile ${words.map(quoted).join(' ')} &\n`);
      const fd = openSync(log, 'w');
      background = spawn(process.execPath, [program, ...words], {
        cwd: '/',
        stdio: ['ignore', fd, fd],
        detached: true,
      });
      closeSync(fd);
    },
    stop: async () => {
      const child = background;
      background = undefined;
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      await gone;
    },
    until: async (what, look, limit = 30_000) => {
      const begun = performance.now();
      for (;;) {
        const found = await look();
        if (found !== undefined) return [found, performance.now() - begun];
        if (interrupted.aborted) throw new StageError('interrupted');
        if (background?.exitCode != null) throw new StageError(`the loop ended while waiting for: ${what}`);
        if (performance.now() - begun > limit)
          throw new StageError(`gave up after ${limit / 1000} s waiting for: ${what}`);
        await pause(5);
      }
    },
  };
  return stage;
}
