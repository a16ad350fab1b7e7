// The inventory that the other suites compare before and after: each kind of leak is planted once, so that none of those
// comparisons can pass because it sees nothing; and what another root on the host has is not seen.

import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeGroup } from '../helpers/groups.ts';
import { type Inventory, takeInventory } from '../helpers/inventory.ts';
import { shell } from '../helpers/program.ts';
import { groupMounts, until } from '../helpers/real-host.ts';
import { missingTools } from '../helpers/tools.ts';
import { makeScratch } from './pool-scratch.ts';

const reason = missingTools();
const CTID = 61_281;
const OTHER = 61_291;
let folder: string;
let mine: RegExp;
let before: Inventory;
const undo: (() => void)[] = [];

beforeEach((ctx) => {
  if (reason !== undefined) return ctx.skip(reason);
  folder = mkdtempSync('/var/tmp/vzr-inventory-');
  mine = new RegExp(`${folder}/mine|\\b${CTID}\\b|veth${CTID}`);
  before = takeInventory(mine);
});
afterEach(() => {
  for (const step of undo.splice(0).reverse()) step();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

const plantMount = (path: string): void => {
  mkdirSync(path);
  shell(`mount -t tmpfs none ${path}`);
  undo.push(() => shell(`umount ${path}`));
};
const plantLoop = (path: string): void => {
  writeFileSync(path, '');
  truncateSync(path, 1024 * 1024);
  const device = shell(`/usr/sbin/losetup --find --show ${path}`);
  undo.push(() => shell(`/usr/sbin/losetup --detach ${device}`));
};
const plantGroup = (ctid: number): void => {
  const [identity = ''] = groupMounts();
  makeGroup(`${identity}/vz/${ctid}`);
  undo.push(() => rmdirSync(`${identity}/vz/${ctid}`));
};
const plantLink = (ctid: number): void => {
  shell(`/usr/sbin/ip link add veth${ctid}.0 type veth peer name vzr-peer${ctid}`);
  undo.push(() => shell(`/usr/sbin/ip link del veth${ctid}.0`));
};

test.each<[keyof Inventory, () => void, () => void]>([
  ['mounts', () => plantMount(`${folder}/mine`), () => plantMount(`${folder}/other`)],
  ['loops', () => plantLoop(`${folder}/mine`), () => plantLoop(`${folder}/other`)],
  ['cgroups', () => plantGroup(CTID), () => plantGroup(OTHER)],
  ['links', () => plantLink(CTID), () => plantLink(OTHER)],
])('sees one more of our %s, and none of others', (kind, plant, plantOther) => {
  plantOther();
  expect(takeInventory(mine)).toEqual(before);
  plant();
  const after = takeInventory(mine);
  expect(after[kind]).toHaveLength(before[kind].length + 1);
  expect({ ...after, [kind]: before[kind] }).toEqual(before);
});

test('sees a descriptor that was left open', () => {
  const fd = openSync(folder, 'r');
  undo.push(() => closeSync(fd));
  expect(takeInventory(mine).fds).toEqual([...before.fds, folder].sort());
});

test('sees a child that nobody has waited for, in this process and in another', async () => {
  // The shell becomes a sleep, which does not know that it has a child.
  const parent = spawn('/bin/sh', ['-c', 'true & exec sleep 60'], { stdio: 'ignore' });
  const ended = new Promise((resolve) => parent.once('exit', resolve));
  try {
    await until('the zombie', () => takeInventory(mine, parent.pid).zombies.length === 1);
    expect(takeInventory(mine).zombies).toEqual([]);
  } finally {
    parent.kill('SIGKILL');
    await ended;
  }
});

test('a scratch pool that leaves a mount says so', async () => {
  const scratch = makeScratch('image');
  const { pool } = await scratch.open();
  await pool.prepare();
  plantMount(`${folder}/mine`);
  mkdirSync(`${scratch.root}/left`);
  shell(`mount --bind ${scratch.root}/left ${folder}/mine`);
  undo.push(() => shell(`umount ${folder}/mine`));
  await expect(scratch.cleanUp()).rejects.toThrow(`left of ${scratch.root}`);
});
