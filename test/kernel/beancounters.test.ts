// Beancounters of a running container: what is used inside is counted, and what was refused as well.

import { existsSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Counter } from '../../reconciler/port/tools.ts';
import { asCtid } from '../../schema/units.ts';
import { takeInventory } from '../helpers/inventory.ts';
import { missingForHost, pidsOfGroups } from '../helpers/real-host.ts';
import { execIn, openSite, type Site } from '../helpers/site.ts';
import { makeProbed, probed } from './probed.ts';

const MINE = /vzr-ubc|\b6130\d\b|veth6130/;
const CT = 61_301;
const reason = missingForHost() ?? (existsSync('/usr/bin/cc') ? undefined : 'needs a C compiler');
let before: ReturnType<typeof takeInventory>;
let site: Site;

beforeAll(async () => {
  if (reason !== undefined) return;
  before = takeInventory(MINE);
  site = await openSite('ubc');
  await makeProbed(site.root.path, 'hold');
  const box = { ctid: CT, template: 'probed', numproc: 40, vswap: { ram: '64M', swap: 0 } };
  site.declare({ box }, [probed]);
  await site.converge();
});
afterAll(async () => {
  if (site === undefined) return;
  await site.close();
  expect({ ...takeInventory(MINE), fds: [] }).toEqual({ ...before, fds: [] });
});
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

const counters = async (): Promise<Readonly<Record<string, Counter>>> =>
  (await site.host.beancounters?.(asCtid(CT))) ?? {};
const of = async (name: string): Promise<Counter> => (await counters())[name] ?? { held: -1 };
/** Starts something inside that stays, and waits for its word. */
const start = (script: string) => execIn(CT, `(${script}) > /dev/null 2>&1 < /dev/null & sleep 0.5`);

test('processes and memory are those of the group, with their limits', async () => {
  const { numproc, physpages, swappages, kmemsize } = await counters();
  expect(numproc).toMatchObject({ held: pidsOfGroups(CT).length, limit: 40, failcnt: 0 });
  expect(physpages?.limit).toBe((64 * 1024 * 1024) / 4096);
  expect(physpages?.held).toBeGreaterThan(10);
  expect(physpages?.maxheld ?? 0).toBeGreaterThanOrEqual(physpages?.held ?? 0);
  expect(swappages?.limit).toBe(0);
  expect(kmemsize?.held).toBeGreaterThan(0);
});

test('sockets, files, locks and terminals are counted', async () => {
  const was = await counters();
  await start('nc -l -p 5001');
  await start('exec /bin/hold /root/lock');
  const now = await counters();
  const more = (name: string): number => (now[name]?.held ?? 0) - (was[name]?.held ?? 0);
  expect(more('numtcpsock')).toBe(1);
  expect(more('numflock')).toBe(1);
  expect(more('numpty')).toBe(1);
  expect(more('numfile')).toBeGreaterThan(5);
  expect(more('privvmpages')).toBeGreaterThan(0);
});

test('shared memory is counted in pages', async () => {
  const { held } = await of('shmpages');
  await execIn(CT, 'dd if=/dev/zero of=/dev/shm/eight bs=1M count=8 2> /dev/null');
  expect((await of('shmpages')).held - held).toBe((8 * 1024 * 1024) / 4096);
});

test('a refused fork is counted', async () => {
  await execIn(CT, 'i=0; while [ $i -lt 60 ]; do sleep 2 & i=$((i+1)); done 2> /dev/null; true');
  expect((await of('numproc')).failcnt).toBeGreaterThan(0);
});
