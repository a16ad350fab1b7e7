// What is sent to the caller of a command, over a real process in its place.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closePidfd, pidfdOpen } from '../../drivers/kernel/pidfd.ts';
import { forwardSignals } from '../../drivers/launcher/exec.ts';

const names = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;
const counts = (): readonly number[] => names.map((name) => process.listenerCount(name));

let command: ReturnType<typeof spawn>;
let [pid, pidfd] = [-1, -1];
beforeEach(async () => {
  command = spawn('/bin/sleep', ['100'], { detached: true, stdio: 'ignore' });
  await once(command, 'spawn');
  pid = command.pid ?? -1;
  pidfd = pidfdOpen(pid) ?? -1;
});
afterEach(() => {
  command.kill('SIGKILL');
  closePidfd(pidfd);
});

test('goes on to a command that has its streams', async () => {
  const before = counts();
  const stop = forwardSignals(pid, pidfd, {});
  expect(counts()).toEqual(before.map((count) => count + 1));
  const ended = once(command, 'exit');
  process.emit('SIGUSR2');
  expect(await ended).toEqual([null, 'SIGUSR2']);
  stop();
  expect(counts()).toEqual(before);
});

test('is not for one that nobody sits at, and as many as there are listen to nothing; its end is', async () => {
  const before = counts();
  const { signal, abort } = aborting();
  const stop = forwardSignals(pid, pidfd, { stdio: 'ignore', signal });
  expect(counts()).toEqual(before);
  const ended = once(command, 'exit');
  abort();
  expect(await ended).toEqual([null, 'SIGKILL']);
  stop();
});

function aborting(): { readonly signal: AbortSignal; abort(): void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
