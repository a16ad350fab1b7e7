#!/usr/bin/env node
// The program: runs the command line, explains errors, ends with the exit code.

import { explainError } from './errors.ts';
import { processOutput } from './output.ts';
import { version } from './version.ts';

const output = processOutput();

function end(error: unknown): number {
  const { text, exitCode } = explainError(error);
  output.err(text);
  return exitCode;
}

process.on('uncaughtException', (error) => {
  end(error);
  process.exit(1);
});

async function run(): Promise<number> {
  const words = process.argv.slice(2);
  // It is loaded while the command line is looked at, on another processor.
  const { looksOffline, offlineThread } = await import('./offline-start.ts');
  if (looksOffline(words)) offlineThread();
  // Not before errors can be explained: under a low limit of open files not even this works.
  const { runProgram } = await import('./program.ts');
  return runProgram(words, output, version());
}

const code = await run().catch(end);
const unsaid = await output.flush().catch(end);
// Explicitly: an idle watcher or a native library must not keep a finished program alive.
process.exit(unsaid ?? code);
