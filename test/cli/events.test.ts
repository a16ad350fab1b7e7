// `events` over a log as a node leaves it, while it grows and is renamed.

import { spawn } from 'node:child_process';
import { linkSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventsCommand } from '../../reconciler/cli/commands/events.ts';
import type { Options } from '../../reconciler/cli/options.ts';
import type { Output } from '../../reconciler/cli/output.ts';
import { openEventLog } from '../../reconciler/run/event-log.ts';
import type { Event } from '../../reconciler/run/events.ts';
import { temporary } from '../source/repository.ts';
import { main } from './command.ts';

let folder: ReturnType<typeof temporary>;
beforeEach(() => {
  folder = temporary();
});
afterEach(() => folder.remove());

const event = (message: string, container?: string): string => {
  const value: Event = {
    ...{ time: '2026-01-02T03:04:05.678Z', kind: 'drift.found', severity: 'warning', node: 'node7', label: 'main@1' },
    ...(container !== undefined && { container, ctid: 101 }),
    message,
  };
  return JSON.stringify(value);
};

async function write(...lines: readonly string[]): Promise<void> {
  const log = openEventLog(folder.path);
  await log.append(lines);
  await log.close();
}

async function printed(given: object, name?: string, format = 'text') {
  let out = '';
  const output = { out: (text: string) => (out += text) } as unknown as Output;
  const options = { root: folder.path, output: format } as Options;
  await eventsCommand(options, output, name, { number: '50', ...given });
  return out;
}

test('prints a list below a sentence in its line', async () => {
  await write(event('the saved plan is stale, nothing is changed:\n  web: ram: 1\n  db: ram: 2'));
  expect(await printed({})).toContain('nothing is changed: web: ram: 1; db: ram: 2  (main@1)\n');
});

test('prints the last ones, of all or of one container, with nothing that could steer a terminal', async () => {
  await write(event('one'), event('two\u001b[2J', 'web'), event('three'));
  expect(await printed({ number: '2' })).toBe(
    '2026-01-02T03:04:05Z warning drift.found          two\\u001b[2J  (main@1)\n' +
      '2026-01-02T03:04:05Z warning drift.found          three  (main@1)\n',
  );
  expect(await printed({}, 'web')).toBe(await printed({}, '101'));
  expect(await printed({}, 'web')).toContain('two');
  await expect(printed({}, 'wep')).rejects.toMatchObject({
    message: 'there is no container wep',
    hint: 'did you mean web?',
  });
  const { events, formatVersion } = JSON.parse(await printed({}, undefined, 'json')) as {
    events: Event[];
    formatVersion: string;
  };
  expect([formatVersion, events.map(({ message }) => message.slice(0, 3))]).toEqual(['1.0', ['one', 'two', 'thr']]);
  await expect(printed({ number: 'x' })).rejects.toThrow('not a number of events');
});

test('tells a revision once in a line', async () => {
  await write(event('main@1: more'), event('more'));
  expect((await printed({})).match(/main@1/g)).toHaveLength(2);
});

test('follows a log that is not there yet, grows and is renamed, until a signal', async () => {
  const child = spawn(process.execPath, [main, 'events', '--follow', '--root', folder.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  let out = '';
  child.stdout.on('data', (data) => (out += String(data)));
  const has = (text: string) => expect.poll(() => out, { timeout: 8_000 }).toContain(text);
  try {
    mkdirSync(join(folder.path, 'state'));
    await write(event('first'));
    await has('first');
    await write(event('second with ü'));
    await has('second with ü');
    const path = join(folder.path, 'state/events.jsonl');
    renameSync(path, `${path}.1`);
    await write(event('third'));
    await has('third');
    expect(out.match(/drift\.found/g)).toHaveLength(3);
    // It cannot be read for a while, ELOOP: that is no reason to tell everything again.
    linkSync(path, `${path}.aside`);
    symlinkSync('events.jsonl', `${path}.loop`);
    renameSync(`${path}.loop`, path);
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    renameSync(`${path}.aside`, path);
    await write(event('fourth'));
    await has('fourth');
    expect(out.match(/drift\.found/g)).toHaveLength(4);
  } finally {
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  }
});
