// Somebody who can write in a container's files swaps the places where a start mounts for symlinks to the host, all the
// time (CVE-2021-30465, CVE-2018-15664): a mount is inside, or there is no start.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, statfsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Inventory, takeInventory } from '../helpers/inventory.ts';
import { atPace, isSlow } from '../helpers/pace.ts';
import { missingTools } from '../helpers/tools.ts';
import { buildProbe } from './launcher-box.ts';
import { openRig, type Rig, SLEEP } from './launcher-rig.ts';

const reason = missingTools();
const facts = { name: 'race', init: SLEEP, haltSignal: 'SIGTERM', stopTimeout: 5 };
const ROUNDS = isSlow ? 40 : 150;
const [TMPFS, PROC, SYSFS] = [0x01021994, 0x9fa0, 0x62656572];
let rig: Rig;
let before: Inventory;
let canary: string;
const swappers: ChildProcess[] = [];

beforeAll(async () => {
  if (reason !== undefined) return;
  rig = openRig();
  buildProbe('probe', `${rig.folder}/probe`);
  canary = `${rig.folder}/canary`;
  mkdirSync(canary);
  for (const name of ['dev', 'proc', 'sys', 'etc']) mkdirSync(`${canary}/${name}`);
  writeFileSync(`${canary}/etc/hostname`, 'host');
  before = takeInventory(rig.mine, (await rig.processes.player()).pid);
});
afterEach(async () => {
  for (const child of swappers.splice(0)) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
});
afterAll(() => rig?.close());
beforeEach((ctx) => {
  if (reason !== undefined) ctx.skip(reason);
});

/** Everything below the canary, with what would change if something were made, mounted or written in it. */
const look = (path = canary): readonly string[] => {
  const { dev, ino, uid, gid, mode, size } = statSync(path);
  const inner = (mode & 0o170000) === 0o040000 ? readdirSync(path).flatMap((name) => look(`${path}/${name}`)) : [];
  return [`${path} ${dev} ${ino} ${uid}:${gid} ${mode} ${size}`, ...inner];
};

/** Puts a symlink to the canary's directory beside a directory of the image, and swaps the two for ever. */
function swap(upper: string, name: string): void {
  mkdirSync(`${upper}/${name}`, { recursive: true });
  symlinkSync(`${canary}/${name}`, `${upper}/.swap-${name}`);
  swappers.push(
    spawn(`${rig.folder}/probe`, ['swap', `${upper}/${name}`, `${upper}/.swap-${name}`], { stdio: 'ignore' }),
  );
}

test.each([
  ['dev', TMPFS, 60480],
  ['proc', PROC, 60481],
  ['sys', SYSFS, 60482],
])(
  'a start over /%s that is swapped for a link to the host mounts inside or fails',
  { timeout: atPace(60_000) },
  async (name, type, number) => {
    const { ctid, wish } = rig.container(number);
    const host = look();
    swap(wish.root.upper, name);
    const all = { inside: 0, refused: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      try {
        const { pid } = await rig.processes.prepare(ctid, wish);
        // The view is complete: every mount has been made.
        expect(statfsSync(`/proc/${pid}/root/${name}`).type).toBe(type);
        all.inside += 1;
      } catch (error) {
        expect((error as Error).message).toContain(`open /${name}, an ordinary directory: `);
        all.refused += 1;
      }
      await rig.processes.forget(ctid);
    }
    expect(all.inside).toBeGreaterThan(0);
    expect(all.refused).toBeGreaterThan(0);
    expect(look()).toEqual(host);
    expect(takeInventory(rig.mine)).toMatchObject({ mounts: before.mounts, zombies: [] });
  },
);

test('files of /etc that is swapped for a link to the host are written inside or not at all', {
  timeout: atPace(60_000),
}, async () => {
  const { ctid, wish } = rig.container(60483);
  const host = look();
  swap(wish.root.upper, 'etc');
  for (let round = 0; round < ROUNDS; round++) {
    await rig.processes.prepare(ctid, wish);
    await rig.processes.release(ctid, facts);
    const record = rig.processes.running(ctid);
    if (record === undefined) throw new Error('not running');
    // An error is fine: /etc was a link to nowhere at that moment.
    await rig.processes.rename(record, { hostname: 'other', files: wish.files }).catch(() => {});
    rig.processes.signal(record, 9);
    expect(await rig.processes.ended(record, 5000)).toBe(true);
    await rig.processes.forget(ctid);
  }
  expect(look()).toEqual(host);
});
