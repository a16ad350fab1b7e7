// `vzreconcile --dry-run --against FILES`: made in a thread whose memory is bounded, because anybody may have written the manifests.

import { Worker } from 'node:worker_threads';
import { UsageError } from '../errors.ts';
import type { ExitCode } from '../exit.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';

/** What the thread is started with. */
export interface OfflineTask {
  readonly options: Options;
  readonly terminal: Pick<Output, 'outIsTty' | 'errIsTty' | 'color'>;
}

/** What it says. */
export type OfflineMessage =
  | { readonly out: string }
  | { readonly err: string }
  | { readonly code: ExitCode }
  /** Words for people, and what --output json prints. */
  | { readonly failed: { readonly text: string; readonly json: string; readonly exitCode: ExitCode } };

/** MiB: with what the program is without it, at most 240 in all. A small young generation takes half as long again (measured). */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 48 };

const program = new URL('./offline-thread.js', import.meta.url);

export function offlineCommand(options: Options, output: Output, code: URL = program): Promise<ExitCode> {
  const { outIsTty, errIsTty, color } = output;
  const task: OfflineTask = { options, terminal: { outIsTty, errIsTty, color } };
  const thread = new Worker(code, { workerData: task, resourceLimits: LIMITS });
  return new Promise((resolve, reject) => {
    thread.on('message', (message: OfflineMessage) => {
      if ('out' in message) output.out(message.out);
      else if ('err' in message) output.err(message.err);
      else if ('code' in message) resolve(message.code);
      else {
        const { text, json, exitCode } = message.failed;
        if (options.output === 'json') output.out(json);
        output.err(text);
        resolve(exitCode);
      }
    });
    thread.on('error', (error: Error & { code?: string }) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error),
    );
    // Whatever it said or threw came before. Without this a thread that said nothing would look like a plan without problems.
    thread.on('exit', (status) =>
      reject(new Error(`the thread that plans ended without a plan (exit code ${status})`)),
    );
  });
}

const tooMuch = (): UsageError =>
  new UsageError('the manifests take more memory than a plan from snapshots may have', {
    hint: 'plan for fewer nodes at once, or see --path',
  });
