// Signal masks of real processes, whose bits are counted from 1.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { beforeEach, expect, test } from 'vitest';
import { signalNumber } from '../../../drivers/kernel/process.ts';
import { hearsSignal } from '../../../drivers/lifecycle/hears.ts';

beforeEach((ctx) => {
  if (process.platform !== 'linux') ctx.skip('needs Linux');
});

/** Runs a shell command that says a word when it is ready, and asks `signals` of it by name. */
async function heard(command: string, signals: readonly string[]): Promise<readonly string[]> {
  const child = spawn('/bin/sh', ['-c', command], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    await new Promise((resolve) => child.stdout.once('data', resolve));
    return signals.filter((name) => hearsSignal(child.pid ?? -1, signalNumber(name) ?? -1));
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
}

const ASKED = ['SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGTERM', 'SIGPWR', 'SIGRTMIN', 'SIGRTMIN+3', 'SIGRTMIN+4', 'SIGRTMAX'];

test('a program without handlers hears what nobody can refuse', async () => {
  expect(await heard('echo ready; read line', [...ASKED, 'SIGKILL', 'SIGSTOP'])).toEqual(['SIGKILL', 'SIGSTOP']);
});

test('a caught signal is heard, an ignored one is not', async () => {
  const command = `trap : TERM USR2 ${signalNumber('SIGRTMIN+3')}; trap "" HUP; echo ready; read line`;
  expect(await heard(command, ASKED)).toEqual(['SIGUSR2', 'SIGTERM', 'SIGRTMIN+3']);
});

test('a blocked signal is heard, for it waits', async () => {
  const names = ['TERM', 'RTMIN', 'RTMAX'].map((name) => `--block-signal=${name}`).join(' ');
  expect(await heard(`exec env ${names} sh -c "echo ready; read line"`, ASKED)).toEqual([
    'SIGTERM',
    'SIGRTMIN',
    'SIGRTMAX',
  ]);
});

test('a process that is gone hears nothing', async () => {
  const child = spawn('/bin/true');
  await new Promise((resolve) => child.once('exit', resolve));
  expect(hearsSignal(child.pid ?? -1, constants.signals.SIGTERM)).toBe(false);
});
