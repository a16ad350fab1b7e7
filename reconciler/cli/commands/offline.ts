// `vzreconcile --dry-run --against FILES`: made in a thread (offline-start.ts), to which it gives the options and which it speaks for.

import type { Worker } from 'node:worker_threads';
import { UsageError } from '../errors.ts';
import type { ExitCode } from '../exit.ts';
import { offlineThread } from '../offline-start.ts';
import type { Options } from '../options.ts';
import type { Output } from '../output.ts';

/** What the thread is told to do, once. */
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

export function offlineCommand(options: Options, output: Output, thread: Worker = offlineThread()): Promise<ExitCode> {
  const { outIsTty, errIsTty, color } = output;
  const task: OfflineTask = { options, terminal: { outIsTty, errIsTty, color } };
  thread.postMessage(task);
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
