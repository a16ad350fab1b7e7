// Signal masks of real processes, whose bits are counted from 1.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { signalNumber } from '../../../drivers/kernel/process.ts';
import { hearsSignal } from '../../../drivers/lifecycle/hears.ts';

beforeEach((ctx) => {
  if (process.platform !== 'linux') ctx.skip('needs Linux');
});

/** Runs a shell command that says a word when it is ready, and asks `signals` of it by name. */
async function heard(command: string, signals: readonly string[], after = 0): Promise<readonly string[]> {
  const child = spawn('/bin/sh', ['-c', command], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await sleep(after);
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

test('a signal that is waited for is heard, though it is shown as not blocked', async (ctx) => {
  if (!existsSync('/usr/bin/cc')) ctx.skip('needs a C compiler');
  const folder = mkdtempSync(join(tmpdir(), 'vzr-hears-'));
  try {
    const source = `#include <signal.h>
      #include <unistd.h>
      int main(void) {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGTERM);
        sigprocmask(SIG_BLOCK, &set, 0);
        write(1, "ready", 5);
        return sigwaitinfo(&set, 0);
      }`;
    execFileSync('/usr/bin/cc', ['-x', 'c', '-o', `${folder}/wait`, '-'], { input: source });
    expect(await heard(`exec ${folder}/wait`, ['SIGTERM'], 100)).toEqual(['SIGTERM']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a process that is gone hears nothing', async () => {
  const child = spawn('/bin/true');
  await new Promise((resolve) => child.once('exit', resolve));
  expect(hearsSignal(child.pid ?? -1, constants.signals.SIGTERM)).toBe(false);
});
