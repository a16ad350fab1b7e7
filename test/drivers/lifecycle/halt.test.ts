// When the halt signal is sent: when init hears it, and for lack of that after a while.

import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Processes } from '../../../drivers/launcher/processes.ts';
import { DEFAULT_PROFILE } from '../../../drivers/launcher/profile/profile.ts';
import type { RunRecord } from '../../../drivers/launcher/run-record.ts';
import { lifecycleDriver } from '../../../drivers/lifecycle/driver.ts';
import { asCtid } from '../../../schema/units.ts';

const ctid = asCtid(101);
const SIGTERM = 15;
/** What happened to the container, in order. */
let told: string[];
let isRunning: boolean;

beforeEach(() => {
  told = [];
  isRunning = true;
});

const end = (): void => {
  isRunning = false;
};

/** A container whose init ends when it is killed, or is sent the signal by when `hears`, asked for the nth time, says true. */
function driver(hears: (look: number) => boolean, stopTimeout: number, isUnknown = false) {
  const record: RunRecord = {
    root: '/',
    ctid,
    name: 'box',
    pid: 4711,
    start: 1,
    init: ['/sbin/init'],
    haltSignal: 'SIGTERM',
    stopTimeout,
    profile: DEFAULT_PROFILE,
    sysctls: {},
  };
  let looks = 0;
  const processes: Pick<Processes, 'running' | 'paused' | 'signal' | 'ended' | 'forget'> = {
    running: () => (isRunning ? record : undefined),
    paused: () => undefined,
    signal: (_record, signal) => {
      told.push(`signal ${signal} after ${looks} looks`);
      if (isUnknown || hears(looks)) end();
      return true;
    },
    ended: async (_record, timeout, signal) => {
      const deadline = performance.now() + timeout;
      while (isRunning && performance.now() < deadline && !signal?.aborted) await sleep(1);
      return !isRunning;
    },
    forget: async () => void told.push('forget'),
  };
  const made = lifecycleDriver({
    processes: processes as Processes,
    groups: {
      killAll: () => {
        told.push('kill');
        end();
      },
      thaw: async () => {},
    },
    hears: (pid, signal) => {
      expect([pid, signal]).toEqual([4711, SIGTERM]);
      looks += 1;
      return hears(looks);
    },
  });
  const stop = (signal = new AbortController().signal) =>
    made.apply({
      ctid,
      name: 'box',
      step: { driver: 'lifecycle', verb: 'remove', changes: [] },
      was: {},
      wants: {},
      signal,
    });
  return { stop, looks: () => looks };
}

/** At most eleven: who is late between two of them looks less often. */
const unheard = expect.stringMatching(/^signal 15 after ([2-9]|1[01]) looks$/);

describe('a stop', () => {
  test('sends the signal at once to an init that hears it', async () => {
    await driver(() => true, 10).stop();
    expect(told).toEqual(['signal 15 after 1 looks', 'forget']);
  });

  test('waits with the signal until init hears it, and sends it once', async () => {
    await driver((look) => look === 5, 10).stop();
    expect(told).toEqual(['signal 15 after 5 looks', 'forget']);
  });

  test('sends it again to an init that hears it late', async () => {
    await driver((look) => look === 15, 10).stop();
    expect(told).toEqual([unheard, 'signal 15 after 15 looks', 'forget']);
  });

  test('ends an init that waits for the signal in a way the kernel does not show', async () => {
    const from = performance.now();
    await driver(() => false, 10, true).stop();
    expect(told).toEqual([unheard, 'forget']);
    expect(performance.now() - from).toBeGreaterThan(490);
  });

  test('kills an init that never hears it when its time is up, looking less and less often', async () => {
    const from = performance.now();
    const { stop, looks } = driver(() => false, 1);
    await stop();
    expect(told.slice(0, 2)).toEqual([unheard, 'kill']);
    expect(performance.now() - from).toBeGreaterThan(990);
    expect(looks()).toBeLessThan(20);
  });

  test('sends nothing to an init that ended by itself before it heard anything', async () => {
    const { stop } = driver((look) => {
      if (look === 3) end();
      return false;
    }, 10);
    await stop();
    expect(told).toEqual(['forget']);
  });

  test('that is given up before init hears anything has sent nothing and kills nothing', async () => {
    const controller = new AbortController();
    const { stop } = driver((look) => {
      if (look === 3) controller.abort(new Error('given up'));
      return false;
    }, 10);
    await expect(stop(controller.signal)).rejects.toThrow('given up');
    expect(told).toEqual([]);
    expect(isRunning).toBe(true);
  });

  test('without any patience sends the signal and kills', async () => {
    const { stop } = driver(() => true, 0);
    await stop();
    expect(told[0]).toBe('signal 15 after 1 looks');
  });
});
