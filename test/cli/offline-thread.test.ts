// The thread that plans may end in any way: none of them looks like a plan.

import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { offlineCommand } from '../../reconciler/cli/commands/offline.ts';
import { looksOffline } from '../../reconciler/cli/offline-start.ts';
import type { Options } from '../../reconciler/cli/options.ts';
import type { Output } from '../../reconciler/cli/output.ts';

const code = (text: string): URL => new URL(`data:text/javascript,${encodeURIComponent(text)}`);
const told: string[] = [];
const output = { out: (text: string) => told.push(text), outIsTty: false, errIsTty: false, color: false };
const run = (text: string) => offlineCommand({} as Options, output as unknown as Output, new Worker(code(text)));

test('a thread that ends without a word is an error', async () => {
  await expect(run('')).rejects.toThrow('the thread that plans ended without a plan (exit code 0)');
  await expect(run('process.exit(0)')).rejects.toThrow('ended without a plan (exit code 0)');
  await expect(run('process.exit(7)')).rejects.toThrow('ended without a plan (exit code 7)');
});

test('what it said before it ended counts', async () => {
  const says =
    "import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ out: 'a' }); parentPort.postMessage({ code: 5 });";
  expect(await run(says)).toBe(5);
  expect(told).toEqual(['a']);
});

test('it is started before the command line is read where that looks like a plan from snapshots', () => {
  expect(looksOffline(['--dry-run', '--against', 'a.json,b.json'])).toBe(true);
  expect(looksOffline(['--against=a.json', '--dry-run'])).toBe(true);
  for (const words of [[], ['--dry-run'], ['--dry-run', '--against', 'main'], ['--dry-run', '--out', 'a.json']])
    expect(looksOffline(words)).toBe(false);
});
