// What becomes of a container whose own root halts or reboots it.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { HostEvent } from '../../reconciler/port/host.ts';
import { isSame, until } from '../helpers/real-host.ts';
import { execIn, openSite, type Site } from '../helpers/site.ts';
import { missingTools } from '../helpers/tools.ts';

const reason = missingTools();
const CT = 61_092;
const box = { ctid: CT, init: ['/sbin/init'], stopTimeout: '20s' };
let site: Site;
const events: HostEvent[] = [];

beforeAll(async () => {
  if (reason !== undefined) return;
  site = await openSite('reboot');
  site.host.onEvent((event) => void events.push(event));
  site.declare({ box });
});
afterAll(() => site?.close());
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

test.each([
  ['reboot', '/sbin/reboot', 'reboot'],
  ['poweroff', 'poweroff', 'halt'],
  ['halt', 'halt', 'halt'],
  ['reboot at once', 'reboot -nf', 'reboot'],
  ['halt at once', 'halt -nf', 'halt'],
])('%s from inside ends it as asked, and the next pass starts it again', async (_what, command, asked) => {
  await site.converge();
  const life = await site.life(CT);
  events.length = 0;
  await execIn(CT, command);
  await until('it ends', () => !isSame(life), 60_000);
  await until('the end is told', () => events.length > 0);
  expect(events).toEqual([{ kind: 'exited', ctid: CT, detail: `init ended by ${asked}`, asked }]);
  const { outcomes } = await site.converge();
  expect(outcomes).toMatchObject([{ action: 'start', result: 'done' }]);
  expect((await site.plan()).containers).toMatchObject([{ action: 'none' }]);
});

test("a stop by us is nobody's wish inside", async () => {
  await site.converge();
  events.length = 0;
  site.declare({ box: { ...box, state: 'stopped' } });
  await site.converge();
  await until('the end is told', () => events.length > 0);
  expect(events).toEqual([{ kind: 'exited', ctid: CT, detail: 'init ended by halt' }]);
  site.declare({ box });
});

test('an adopted init reboots too; how it ended is known to its parent alone', async () => {
  await site.converge();
  const life = await site.life(CT);
  const second = await site.root.open();
  const told: HostEvent[] = [];
  second.onEvent((event) => void told.push(event));
  try {
    expect((await second.pids()).get(CT as never)).toBe(life.pid);
    await execIn(CT, 'reboot -nf');
    await until('the end is told', () => told.length > 0);
    expect(told).toEqual([{ kind: 'exited', ctid: CT, detail: 'init ended' }]);
  } finally {
    await second.close();
  }
  expect((await site.converge()).outcomes).toMatchObject([{ action: 'start', result: 'done' }]);
});
