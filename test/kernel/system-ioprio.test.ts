// ioprio, seen from inside: who reads more while two containers want the same disk, which is the pool's own loop device with
// BFQ as its scheduler. Both get the other's priority halfway, so that what else favours one of them cancels out.

import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { queuesBelow } from '../../drivers/cgroup/disks.ts';
import { isSame, limitFile, put, readTrimmed, WEIGHT } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { useSite } from './own-site.ts';

const [ONE, TWO] = [61_321, 61_322];
const READERS = 4;
/** The scheduler's file, and what it said. */
let changed: readonly [file: string, was: string] | undefined;
const box = (ctid: number, more: object = {}) => ({ ctid, diskspace: '256M', ...more });
const site = useSite('ioprio', /vzr-ioprio|\b6132\d\b|veth6132/, async (opened) => {
  opened.declare({ one: box(ONE), two: box(TWO) });
  await opened.converge();
});
afterAll(() => {
  if (changed !== undefined) writeFileSync(...changed);
});

/** "7:3" of the pool's loop device. */
const loop = (): string | undefined =>
  queuesBelow(join(site().root.path, 'pool')).find((queue) => queue.startsWith('7:'));

async function bring(one: number, two: number): Promise<void> {
  site().declare({ one: box(ONE, { ioprio: one }), two: box(TWO, { ioprio: two }) });
  await site().converge();
}

/** Gives the pool's loop device a scheduler that weighs. Why not, where that cannot be. */
function weigh(): string | undefined {
  const queue = loop();
  if (queue === undefined) return 'the pool is on no loop device';
  const folder = `/sys/block/${basename(realpathSync(`/sys/dev/block/${queue}`))}/queue`;
  const was = /\[(.*)\]/.exec(readTrimmed(`${folder}/scheduler`))?.[1] ?? 'none';
  try {
    put(`${folder}/scheduler`, 'bfq');
  } catch {
    return 'this kernel has no BFQ';
  }
  changed = [`${folder}/scheduler`, was];
  // It favours whoever just began, whatever its weight.
  put(`${folder}/iosched/low_latency`, '0');
  return undefined;
}

/** Bytes that a container's group has read from the loop device. */
function bytesRead(ctid: number): number {
  const file = limitFile('io', ctid, { v1: 'blkio.bfq.io_service_bytes', v2: 'io.stat' });
  const pattern = new RegExp(`^${loop()} (?:Read |.*rbytes=)(\\d+)`, 'm');
  return Number(pattern.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
}

/** How much more the first one reads than the second for a while. */
async function ratio(): Promise<number> {
  await sleep(500);
  const was = [bytesRead(ONE), bytesRead(TWO)] as const;
  await sleep(3000);
  return (bytesRead(ONE) - was[0]) / (bytesRead(TWO) - was[1]);
}

test('another priority than the usual one is refused at its line where no disk weighs', async (context) => {
  if (
    queuesBelow(join(site().root.path, 'pool')).some((queue) =>
      readTrimmed(`/sys/dev/block/${queue}/queue/scheduler`).includes('[bfq]'),
    )
  )
    context.skip('a disk of this machine has BFQ already');
  site().declare({ one: box(ONE, { ioprio: 7 }), two: box(TWO) });
  const { plan } = await site().pass();
  const [refusal] = plan?.containers[0]?.refusals ?? [];
  expect(refusal).toMatchObject({ code: 'VZR342', pointer: '/cgroup/io/priority', origin: { path: 'all.yaml' } });
  expect(refusal?.hint).toMatch(/^echo bfq > \/sys\/block\/\w+\/queue\/scheduler$/);
});

test('of two that read the same disk the one with the higher priority reads more, and that changes live', async (context) => {
  const obstacle = weigh();
  if (obstacle !== undefined) context.skip(obstacle);
  const lives = [await site().life(ONE), await site().life(TWO)];
  const reader = 'while :; do dd if=/root/data of=/dev/null bs=1M iflag=direct; done';
  for (const ctid of [ONE, TWO]) {
    await execIn(ctid, 'dd if=/dev/zero of=/root/data bs=1M count=128 2> /dev/null; sync');
    // Several each: a disk that is never idle has to choose all the time.
    for (let count = 0; count < READERS; count += 1) await execIn(ctid, `(${reader}) > /dev/null 2>&1 < /dev/null &`);
  }
  await bring(7, 0);
  const higher = await ratio();
  await bring(0, 7);
  const lower = await ratio();
  await bring(4, 4);
  // By their weights 2 and 1/2: 4 in all. Nothing but priorities makes both differ that way.
  context.annotate(`${higher.toFixed(2)} and ${lower.toFixed(2)} times as much`);
  expect(higher / lower).toBeGreaterThan(1.4);
  for (const life of lives) expect(isSame(life)).toBe(true);
});

test('a weight that somebody set is drift, and is taken back', async (context) => {
  if (changed === undefined) context.skip('nothing weighs here');
  await bring(6, 4);
  const file = limitFile('io', ONE, WEIGHT);
  expect(readTrimmed(file)).toBe('default 120');
  put(file, 'default 77');
  expect(await site().text()).toMatch(/^ {4}! ioprio +other -> 6/m);
  await site().converge();
  expect(readTrimmed(file)).toBe('default 120');
  expect(await site().text()).toContain('No changes.');
});
