// ioprio, seen from inside: who reads more while two containers want the same disk, which is the pool's own loop device with
// BFQ as its scheduler, or with iocost. Both get the other's priority halfway, so that what else favours one of them cancels out.

import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { queuesBelow } from '../../drivers/cgroup/disks.ts';
import { asCtid } from '../../schema/units.ts';
import { isSame, type Life, limitFile, pidsOfGroups, put, readTrimmed, until, WEIGHT } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { useSite } from './own-site.ts';

const [ONE, TWO] = [61_321, 61_322];
const READERS = 4;
/** Files of the disk's schedulers, and what puts them back. */
let changed: readonly (readonly [file: string, was: string])[] = [];
const box = (ctid: number, more: object = {}) => ({ ctid, diskspace: '256M', ...more });
const site = useSite('ioprio', /vzr-ioprio|\b6132\d\b|veth6132/, async (opened) => {
  opened.declare({ one: box(ONE), two: box(TWO) });
  await opened.converge();
});
const putBack = (): void => {
  for (const [file, was] of changed) writeFileSync(file, was);
  changed = [];
};
afterAll(putBack);

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
  changed = [[`${folder}/scheduler`, was]];
  // It favours whoever just began, whatever its weight.
  put(`${folder}/iosched/low_latency`, '0');
  return undefined;
}

const COST = '/sys/fs/cgroup/io.cost';

/**
 * Lets iocost share out the pool's loop device: no more than 32 MiB/s of it, at a fixed pace, because it weighs only what is
 * short. Documentation/admin-guide/cgroup-v2.rst. Why not, where that cannot be.
 */
function cost(): string | undefined {
  const queue = loop();
  if (queue === undefined) return 'the pool is on no loop device';
  if (!existsSync(`${COST}.qos`))
    return 'this kernel has no iocost (CONFIG_BLK_CGROUP_IOCOST), or no io controller of cgroup v2';
  changed = [
    [`${COST}.qos`, `${queue} enable=0`],
    [`${COST}.model`, `${queue} ctrl=auto`],
  ];
  const operations = ['r', 'w'].map((way) => `${way}bps=33554432 ${way}seqiops=4096 ${way}randiops=4096`).join(' ');
  put(`${COST}.model`, `${queue} ctrl=user model=linear ${operations}`);
  put(`${COST}.qos`, `${queue} enable=1 ctrl=user min=100 max=100`);
  return undefined;
}

/** What `explain NAME --limits` says of ioprio. Schedulers are looked at by each pass. */
async function fact(): Promise<string> {
  await site().plan();
  const facts = (await site().host.limits?.(asCtid(ONE))) ?? [];
  const { force, mechanism, note } = facts.find(({ pointer }) => pointer === '/cgroup/io/priority') ?? {};
  return `${force} ${mechanism} ${note}`;
}

/** Bytes that a container's group has read from the loop device. */
function bytesRead(ctid: number): number {
  const file = limitFile('io', ctid, { v1: 'blkio.bfq.io_service_bytes', v2: 'io.stat' });
  const pattern = new RegExp(`^${loop()} (?:Read |.*rbytes=)(\\d+)`, 'm');
  return Number(pattern.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** How much more the first one reads than the second while both read as fast as they can. */
async function ratio(): Promise<number> {
  // Several each: a disk that is never idle has to choose all the time.
  const reader = 'while :; do dd if=/root/data of=/dev/null bs=1M iflag=direct; done';
  const start = `for i in $(seq ${READERS}); do timeout 60 sh -c '${reader}' > /dev/null 2>&1 < /dev/null & done`;
  const idle = [ONE, TWO].flatMap(pidsOfGroups);
  await Promise.all([ONE, TWO].map((ctid) => execIn(ctid, start)));
  const reads = (): readonly [number, number] => [bytesRead(ONE), bytesRead(TWO)];
  const first = reads();
  await until('both read', () => reads().every((bytes, index) => bytes > (first[index] ?? 0) + 2 ** 23), 20_000);
  const was = reads();
  await sleep(3000);
  const now = reads();
  const ratio = (now[0] - was[0]) / (now[1] - was[1]);
  // Passes need the processor.
  await until('the readers are gone', () => {
    const readers = [ONE, TWO].flatMap(pidsOfGroups).filter((pid) => !idle.includes(pid));
    for (const pid of readers) end(pid);
    return readers.length === 0;
  });
  return ratio;
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
  expect(await fact()).toBe('refused - no disk below the pool schedules by weight');
});

let lives: readonly Life[] = [];

async function writeData(): Promise<void> {
  if (lives.length > 0) return;
  for (const ctid of [ONE, TWO]) await execIn(ctid, 'dd if=/dev/zero of=/root/data bs=1M count=128 2> /dev/null; sync');
  lives = [await site().life(ONE), await site().life(TWO)];
}

/** Compares who gets how much under which priority. */
async function expectPriority(note: (text: string) => void): Promise<void> {
  await writeData();
  await bring(7, 0);
  const higher = await ratio();
  await bring(0, 7);
  const lower = await ratio();
  await bring(4, 4);
  // By their weights 2 and 1/2: 4 in all. Nothing but priorities makes both differ that way.
  note(`${higher.toFixed(2)} and ${lower.toFixed(2)} times as much`);
  expect(higher / lower).toBeGreaterThan(1.4);
  for (const life of lives) expect(isSame(life)).toBe(true);
}

test('of two that read the same disk the one with the higher priority reads more, and that changes live', async (context) => {
  const obstacle = weigh();
  if (obstacle !== undefined) context.skip(obstacle);
  // BFQ shares out what waits for the disk, and there nothing does for long. iocost below has a pace of its own.
  if (readFileSync('/proc/cpuinfo', 'utf8').includes('QEMU TCG'))
    context.skip('an emulated processor is slower than the disk: BFQ has nothing to choose from');
  await expectPriority((text) => void context.annotate(text));
});

test('a weight that somebody set is drift, and is taken back', async (context) => {
  if (changed.length === 0) context.skip('nothing weighs here');
  await bring(6, 4);
  const file = limitFile('io', ONE, WEIGHT);
  expect(readTrimmed(file)).toBe('default 120');
  expect(await fact()).toContain(basename(file));
  put(file, 'default 77');
  expect(await site().text()).toMatch(/^ {4}! ioprio +other -> 6/m);
  await site().converge();
  expect(readTrimmed(file)).toBe('default 120');
  expect(await site().text()).toContain('No changes.');
});

test('iocost does the same on cgroup v2, without a scheduler, and where it ends nothing is promised any more', async (context) => {
  putBack();
  const obstacle = cost();
  if (obstacle !== undefined) context.skip(obstacle);
  expect(await fact()).toBe('enforced io.weight undefined');
  await expectPriority((text) => void context.annotate(text));
  await bring(6, 4);
  expect(readTrimmed(limitFile('io', ONE, { v1: '', v2: 'io.weight' }))).toBe('default 120');
  putBack();
  expect(await fact()).toBe('refused - no disk below the pool schedules by weight');
  expect((await site().plan()).containers.flatMap(({ refusals }) => refusals)).toMatchObject([{ code: 'VZR342' }]);
});
