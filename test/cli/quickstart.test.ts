// What quickstart does with Ctrl-C: commands end, cleaning up does not. The whole story needs root and runs by hand.

import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makeCollect, quoted } from '../../reconciler/cli/quickstart/stage.ts';

const slow = [
  '-c',
  'trap "echo ended; exit 3" INT; echo begun; for i in 1 2 3 4 5 6 7 8; do sleep 0.1; done; echo all',
];

test('an interrupt ends a command under way and waits for its end', async () => {
  const interrupted = new AbortController();
  const ran = makeCollect(interrupted.signal)('/bin/sh', slow, '/');
  await pause(200);
  interrupted.abort();
  expect(await ran).toEqual({ status: 3, stdout: 'begun\nended\n', stderr: '' });
});

test('an interrupt does not end cleaning up', async () => {
  const interrupted = new AbortController();
  const ran = makeCollect(interrupted.signal)('/bin/sh', slow, '/', { shielded: true });
  await pause(200);
  interrupted.abort();
  expect(await ran).toEqual({ status: 0, stdout: 'begun\nall\n', stderr: '' });
});

test('a command is outside the session that the terminal interrupts', async () => {
  const ran = await makeCollect(new AbortController().signal)(
    '/bin/sh',
    ['-c', 'cut -d" " -f6 /proc/self/stat; echo $$'],
    '/',
  );
  const [session, pid] = ran.stdout.trim().split('\n');
  expect(session).toBe(pid);
});

test('words are shown as one would type them', () => {
  expect(['commit', '-qam', 'web: more memory'].map(quoted).join(' ')).toBe("commit -qam 'web: more memory'");
});
