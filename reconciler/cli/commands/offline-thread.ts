// The thread in which plans from snapshots are made: what it says goes to the program as messages.

import { parentPort, workerData } from 'node:worker_threads';
import { explainError } from '../errors.ts';
import { jsonError } from '../json.ts';
import type { OfflineMessage, OfflineTask } from './offline.ts';
import { planOffline } from './offline-plan.ts';

const { options, terminal } = workerData as OfflineTask;
const say = (message: OfflineMessage): void => parentPort?.postMessage(message);

try {
  const code = await planOffline(options, {
    ...terminal,
    out: (out) => say({ out }),
    err: (err) => say({ err }),
    isRead: () => true,
    flush: async () => {},
  });
  say({ code });
} catch (error) {
  const { text, exitCode } = explainError(error);
  say({ failed: { text, json: jsonError(error), exitCode } });
}
