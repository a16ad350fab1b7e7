// Beancounters that are limits of processes and terminals: each bites from inside and lets through what is below it, changes
// live, and is taken back when somebody else changes it.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readGiver } from '../../drivers/launcher/giver.ts';
import { asCtid } from '../../schema/units.ts';
import { isSame, pidsOfGroups } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { useSite } from './own-site.ts';
import { makeProbed, probed } from './probed.ts';

const [CT, OTHER] = [61_401, 61_402];
const MIB = 1024 * 1024;
const site = useSite('ubcl', /vzr-ubcl|\b6140\d\b|veth6140/, async (opened) => {
  await makeProbed(opened.root.path, 'ask');
});
const raises = readGiver().mayRaise;

async function bring(ubc: Readonly<Record<string, unknown>>, more: Readonly<Record<string, object>> = {}) {
  const declared = { ctid: CT, template: 'probed', ubc };
  site().declare({ box: declared, ...more }, [probed]);
  await site().converge();
  expect(await site().text()).toContain('No changes.');
  return site().life(CT);
}

/** How many one process gets, and why no more. */
async function ask(what: string, number: number, ctid = CT): Promise<{ readonly got: number; readonly why: string }> {
  const { output } = await execIn(ctid, `ask ${what} ${number} < /dev/null`);
  const [got, ...why] = output.trim().split(' ');
  return { got: Number(got), why: why.join(' ') };
}

const all = { numpty: 8, numfile: 64, numsiginfo: 40, lockedpages: '1M', privvmpages: '48M' };

test('each is hit at its limit, and what is below it passes', async () => {
  await bring(all);
  expect(await ask('terminals', 20)).toEqual({ got: 8, why: 'No space left on device' });
  expect(await ask('terminals', 8)).toEqual({ got: 8, why: 'Success' });
  expect(await ask('files', 100)).toEqual({ got: 64 - 3, why: 'Too many open files' });
  expect(await ask('files', 61)).toEqual({ got: 61, why: 'Success' });
  expect(await ask('locked', 2 * MIB)).toEqual({ got: 0, why: 'Cannot allocate memory' });
  expect(await ask('locked', MIB)).toEqual({ got: 1, why: 'Success' });
  expect(await ask('data', 64 * MIB)).toEqual({ got: 0, why: 'Cannot allocate memory' });
  expect(await ask('data', 32 * MIB)).toEqual({ got: 1, why: 'Success' });
  expect(await ask('signals', 100)).toEqual({ got: 40, why: 'Resource temporarily unavailable' });
  expect(await ask('signals', 40)).toEqual({ got: 40, why: 'Success' });
});

test('queued signals are counted for all users of a container together, and for no other container', async () => {
  await bring(all, { other: { ctid: OTHER, template: 'probed', ubc: { numsiginfo: 40 } } });
  // Another user, in another process that stays: each of them alone is far below the limit.
  await execIn(CT, '(sleep 30 | su -s /bin/sh nobody -c "ask signals 30" > /root/said 2>&1 &) ; sleep 0.5');
  expect((await execIn(CT, 'cat /root/said')).output.trim()).toBe('30 Success');
  expect(await ask('signals', 30)).toEqual({ got: 10, why: 'Resource temporarily unavailable' });
  expect(await ask('signals', 30, OTHER)).toEqual({ got: 30, why: 'Success' });
});

test('locked memory is not: mlock(2) asks each process alone', async () => {
  await bring(all);
  await execIn(CT, `(sleep 30 | ask locked ${MIB} > /root/locked 2>&1 &) ; sleep 0.5`);
  expect((await execIn(CT, 'cat /root/locked')).output.trim()).toBe('1 Success');
  expect(await ask('locked', MIB)).toEqual({ got: 1, why: 'Success' });
});

test('terminals, files and memory change without touching a process', async () => {
  const life = await bring(all);
  await bring({ ...all, numpty: 4, numfile: 32, privvmpages: '24M' });
  expect(await ask('terminals', 20)).toMatchObject({ got: 4 });
  expect(await ask('files', 100)).toMatchObject({ got: 32 - 3 });
  expect(await ask('data', 32 * MIB)).toMatchObject({ got: 0 });
  for (const pid of pidsOfGroups(CT))
    expect(readFileSync(`/proc/${pid}/limits`, 'latin1')).toMatch(/^Max open files +32 +32 /m);
  await bring({ ...all, numpty: 12, numfile: 32, privvmpages: '24M' });
  expect(await ask('terminals', 20)).toMatchObject({ got: 12 });
  expect(isSame(life)).toBe(true);
});

test('raising the limit of processes that run takes a restart where nobody may raise it', async () => {
  const life = await bring({ ...all, numfile: 32 });
  site().declare({ box: { ctid: CT, template: 'probed', ubc: { ...all, numfile: 48 } } }, [probed]);
  expect(await site().text()).toMatch(raises ? /numfile +32 -> 48 +live/ : /numfile +32 -> 48 +restart/);
  await site().converge();
  expect(await ask('files', 100)).toMatchObject({ got: 48 - 3 });
  expect(isSame(life)).toBe(raises);
});

test('a ceiling changes with a restart', async () => {
  await bring({ numsiginfo: 40 });
  site().declare({ box: { ctid: CT, template: 'probed', ubc: { numsiginfo: 50 } } }, [probed]);
  expect(await site().text()).toMatch(/numsiginfo +40 -> 50 +restart/);
  await site().converge();
  expect(await ask('signals', 100)).toMatchObject({ got: 50 });
});

test('what somebody changed by hand is drift, and is taken back', async () => {
  const { pid } = await bring({ numpty: 8 });
  // With type and source, mount(8) adds no option of its own.
  const options = 'remount,nosuid,noexec,max=900,gid=5';
  const mount = ['mount', '-t', 'devpts', '-o', options, 'devpts', '/dev/pts'];
  execFileSync('nsenter', ['-t', `${pid}`, '-m', '-p', ...mount]);
  expect(await site().text()).toMatch(/^ {4}! numpty +900 -> 8/m);
  await site().converge();
  expect(await ask('terminals', 20)).toMatchObject({ got: 8 });
});

test('more than the host has is refused where it is written', async () => {
  site().declare({ box: { ctid: CT, template: 'probed', ubc: { numpty: 5_000_000 } } }, [probed]);
  expect(await site().text()).toMatch(/refused: VZR631 numpty 5000000 is above the \d+ this host has/);
  const { pid } = await bring({ numpty: 8 });
  const facts = (await site().host.limits?.(asCtid(CT))) ?? [];
  const mounts = readFileSync(`/proc/${pid}/mountinfo`, 'latin1');
  expect(
    facts.find(({ pointer }) => pointer === '/namespace/ubc/numpty'),
    mounts,
  ).toMatchObject({
    value: '8',
    force: 'enforced',
  });
});
