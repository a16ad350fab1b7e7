// vitest's worker in a guest: its messages go through the guest's second port. Run compiled, with node's own import.

import { createReadStream, createWriteStream, openSync } from 'node:fs';
import { init, runBaseTests, setupEnvironment } from 'vitest/worker';
import { onFrame, sendFrame } from './frames.ts';
import { STOP } from './pool.ts';

const PORT = '/dev/vport0p2';
// It can be opened once.
const fd = openSync(PORT, 'r+');
const input = createReadStream('', { fd });
const output = createWriteStream('', { fd });
// Before vitest makes it an error.
const exit = process.exit.bind(process);
const listeners = new Set<(message: never) => void>();

onFrame(input, (message) => {
  if (message === STOP) exit(0);
  for (const listener of listeners) listener(message as never);
});

init({
  post: (message) => sendFrame(output, message),
  on: (listener) => void listeners.add(listener),
  off: (listener) => void listeners.delete(listener),
  setup: setupEnvironment,
  runTests: (state, traces) => runBaseTests('run', state, traces),
  collectTests: (state, traces) => runBaseTests('collect', state, traces),
});
