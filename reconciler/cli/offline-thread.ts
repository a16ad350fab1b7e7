// The thread in which plans from snapshots are made: what it says goes to the program as messages. The build puts all that it is made
// of into one script (offline-script.ts): hundreds of files take longer to load than planning takes.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import type { OfflineMessage, OfflineTask } from './commands/offline.ts';
import { planOffline } from './commands/offline-plan.ts';
import { explainError } from './errors.ts';
import { jsonError } from './json.ts';
import type { Output } from './output.ts';

const say = (message: OfflineMessage): void => parentPort?.postMessage(message);

/**
 * All that plans are made with, byte for byte, as it is built. Compiled file by file, as for tests, it is this file alone.
 */
const program = (): string =>
  createHash('sha256')
    .update(process.version)
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex');

async function plan({ options, terminal }: OfflineTask): Promise<void> {
  const output: Output = {
    ...terminal,
    out: (out) => say({ out }),
    err: (err) => say({ err }),
    isRead: () => true,
    flush: async () => {},
  };
  try {
    say({ code: await planOffline(options, output, options.cache === undefined ? '' : program()) });
  } catch (error) {
    const { text, exitCode } = explainError(error);
    say({ failed: { text, json: jsonError(error), exitCode } });
  }
}

parentPort?.once('message', plan);

export { planOffline };
