// The program compiled to a folder of this test process's own, so that building it disturbs neither those who run dist/
// nor another test run in the same checkout: a program that starts while its files are rewritten ends with a SyntaxError.
// Tests that are compiled themselves, as in the rig, run the program they were compiled with.

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isEmulated } from './pace.ts';

const root = join(import.meta.dirname, '../..');
const isCompiled = import.meta.filename.endsWith('.js');
const out = isCompiled ? root : join(root, 'test/dist', String(process.pid));

/** Compiles what is checked out. Type errors are the business of `npm run check`. */
export function buildProgram(): void {
  if (isCompiled) return;
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  spawnSync(process.execPath, [tsc, '-p', join(root, 'test/helpers/tsconfig.json'), '--outDir', out], { cwd: root });
  for (const name of ['validators.generated.js', 'manifest.schema.json', 'config.schema.json', 'README.md'])
    cpSync(join(root, 'schema', name), join(out, 'schema', name));
}

export function removeProgram(): void {
  if (!isCompiled) rmSync(out, { recursive: true, force: true });
}

const env = { PATH: '/usr/bin:/bin' };
/**
 * Emulated, code that is made while it runs has to be translated each time, what interprets it once for all processes: a program
 * is loaded in half the time.
 */
const flags = isEmulated ? ['--jitless', '--no-expose-wasm'] : [];
const main = join(out, 'reconciler/cli/vzreconcile.js');

/** The program's file, for those who start it in their own way. */
export const programMain = (): string => main;

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

/** Runs vzreconcile to its end. */
export function vz(...args: string[]): Ended {
  const child = spawnSync(process.execPath, [...flags, main, ...args], { encoding: 'utf8', env, timeout: 60_000 });
  return { code: child.status, signal: child.signal, out: child.stdout, err: child.stderr };
}

/** vzreconcile and its arguments as a line for a shell. */
export const vzLine = (...args: string[]): string =>
  [process.execPath, ...flags, main, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');

/** Runs a shell script on a terminal of its own, at which nobody types: its status and what that showed. */
export function onTerminal(script: string): Promise<readonly [status: number | null, shown: string]> {
  const child = spawn('/usr/bin/script', ['-qec', script, '/dev/null'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  let shown = '';
  child.stdout.on('data', (data) => (shown += String(data)));
  return new Promise((resolve) => child.on('close', (status) => resolve([status, shown])));
}

export interface Running {
  readonly child: ChildProcess;
  /** What it said so far, both streams. */
  said(): string;
  /** False as soon as it has ended. */
  isRunning(): boolean;
  readonly ended: Promise<Ended>;
}

/** Starts vzreconcile and leaves it running. */
export const startVz = (...args: string[]): Running => start([main, ...args], 'ignore');

/** Starts a compiled helper of test/helpers, which can be told things. */
export const startHelper = (name: string): Running => start([join(out, 'test/helpers', name)], 'pipe');

function start(argv: readonly string[], input: 'ignore' | 'pipe'): Running {
  const child = spawn(process.execPath, [...flags, ...argv], { env, stdio: [input, 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (data) => (stdout += String(data)));
  child.stderr?.on('data', (data) => (stderr += String(data)));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out: stdout, err: stderr }));
  });
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  return { child, said: () => stdout + stderr, isRunning, ended };
}

/** A shell command of the host, for hands that are not the program's. */
export const shell = (script: string): string => execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).trim();
