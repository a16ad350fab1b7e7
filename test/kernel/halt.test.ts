// How the busybox template halts: at once when nothing runs, with time for what has to end, in a second at the latest.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { atPace } from '../helpers/pace.ts';
import { execIn, openSite, type Site } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';

const reason = missingTools();
const CT = 61_091;
let site: Site;

beforeAll(async () => {
  if (reason === undefined) site = await openSite('halt');
});
afterAll(() => site?.close());
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

/** Stops a container in which this command runs; milliseconds. */
async function stopWith(command: string | undefined): Promise<number> {
  const box = { ctid: CT, init: ['/sbin/init'], stopTimeout: '20s' };
  site.declare({ box });
  await site.converge();
  if (command !== undefined) await execIn(CT, `(${command}) < /dev/null > /dev/null 2>&1 & sleep 0.1`);
  site.declare({ box: { ...box, state: 'stopped' } });
  const { outcomes } = await site.converge();
  expect(outcomes).toMatchObject([{ action: 'stop', result: 'done' }]);
  return outcomes[0]?.ms ?? Number.NaN;
}

test('a container that does nothing stops at once', async () => {
  expect(await stopWith(undefined)).toBeLessThan(atPace(500));
});

test('what needs a moment to end gets it, and no more is waited for', async () => {
  const took = await stopWith('trap "sleep 0.3; echo bye > /root/bye; exit" TERM; while :; do sleep 0.02; done');
  expect(readFileSync(`${site.root.path}/pool/private/${CT}/upper/root/bye`, 'utf8')).toBe('bye\n');
  expect(took).toBeGreaterThan(300);
  expect(took).toBeLessThan(atPace(1200));
});

test('what does not end is not waited for longer than a second', async () => {
  const took = await stopWith('trap "" TERM; while :; do sleep 5; done');
  expect(took).toBeGreaterThan(900);
  expect(took).toBeLessThan(atPace(1900));
});
