// Beancounters of a running container: what is used inside is counted, and what was refused as well.

import { expect, test } from 'vitest';
import type { Counter } from '../../reconciler/port/tools.ts';
import { asCtid } from '../../schema/units.ts';
import { pidsOfGroups } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { useSite } from './own-site.ts';
import { makeProbed, probed } from './probed.ts';

const CT = 61_301;
const site = useSite('ubc', /vzr-ubc|\b6130\d\b|veth6130/, async (opened) => {
  await makeProbed(opened.root.path, 'hold');
  const box = { ctid: CT, template: 'probed', numproc: 40, vswap: { ram: '64M', swap: 0 } };
  opened.declare({ box }, [probed]);
  await opened.converge();
});

const counters = async (): Promise<Readonly<Record<string, Counter>>> =>
  (await site().host.beancounters?.(asCtid(CT))) ?? {};
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
