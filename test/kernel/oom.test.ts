// spec.oomAdjust: whom the kernel kills when a container is out of memory, and what becomes of processes that come, go and
// adjust themselves.

import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readGiver } from '../../drivers/launcher/giver.ts';
import { asCtid } from '../../schema/units.ts';
import { isSame, pidsOfGroups } from '../helpers/real-host.ts';
import { execIn } from '../helpers/site.ts';
import { useSite } from './own-site.ts';
import { makeProbed, probed } from './probed.ts';

const CT = 61_317;
/**
 * The kernel passes over a victim before it has freed the last 10,000 pages of it (MAX_GATHER_BATCH_COUNT, mm/mmu_gather.c):
 * a smaller one would not be the only one.
 */
const RAM = '192M';
const site = useSite('oom', /vzr-oom|\b61317\b|veth61317/, async (opened) => {
  const folder = await makeProbed(opened.root.path, 'fill');
  for (const name of ['big', 'small', 'third']) symlinkSync('fill', `${folder}/bin/${name}`);
});
const lowers = readGiver().mayRaise;

async function bring(oomAdjust?: unknown) {
  const declared = {
    ctid: CT,
    template: 'probed',
    vswap: { ram: RAM, swap: 0 },
    ...(oomAdjust !== undefined && { oomAdjust }),
  };
  site().declare({ box: declared }, [probed]);
  await site().converge();
  expect(await site().text()).toContain('No changes.');
  return site().life(CT);
}

/** Starts something inside that stays, and waits until it has its memory. */
const start = (command: string, mib: number, user?: { uid: number; gid: number }) =>
  execIn(
    CT,
    `(${command} ${mib} > /tmp/${command} 2>&1 < /dev/null & ); until [ -s /tmp/${command} ]; do sleep 0.1; done`,
    {
      ...(user && { user }),
    },
  );
const named = (name: string): readonly number[] =>
  pidsOfGroups(CT).filter((pid) => readFileSync(`/proc/${pid}/comm`, 'latin1').trim() === name);
const file = (pid: number): string => `/proc/${pid}/oom_score_adj`;
const adjustment = (pid: number): number => Number(readFileSync(file(pid), 'latin1'));
const adjustments = (): readonly number[] => [...new Set(pidsOfGroups(CT).map(adjustment))];
const clean = () => execIn(CT, 'killall big small third 2> /dev/null; rm -f /tmp/big /tmp/small /tmp/third; sleep 0.2');

/** Fills the container beyond its memory; who of the three is left. */
async function overfill(): Promise<readonly string[]> {
  await execIn(CT, '(third 40 > /tmp/third 2>&1 < /dev/null &)');
  for (let round = 0; round < 100 && named('big').length + named('small').length === 2; round += 1) await sleep(50);
  // A second kill would come at once.
  await sleep(300);
  return ['big', 'small', 'third'].filter((name) => named(name).length === 1);
}

test('without rules the largest process is killed', async () => {
  await bring();
  await start('big', 110);
  await start('small', 60);
  expect(await overfill()).toEqual(['small', 'third']);
  await clean();
});

test('with a rule its process is killed, which was there before the rule or came after it', async () => {
  const life = await bring();
  await start('big', 110);
  await start('small', 60);
  await bring([{ command: 'smal*', adjust: 900 }]);
  expect(named('small').map(adjustment)).toEqual([900]);
  expect(await overfill()).toEqual(['big', 'third']);
  await clean();
  await start('big', 110);
  await start('small', 60);
  // New processes are no drift: they get theirs in passing.
  expect(await site().text()).toContain('No changes.');
  expect((await site().pass()).outcomes).toEqual([]);
  expect([named('small').map(adjustment), named('big').map(adjustment)]).toEqual([[900], [0]]);
  expect(await overfill()).toEqual(['big', 'third']);
  await clean();
  expect(isSame(life)).toBe(true);
});

test('rules tell processes by their parents and their users inside', async () => {
  await bring([
    { command: 'small', uid: '<33', adjust: 100 },
    { command: 'small', parent: 'big', adjust: 200 },
    { command: 'small', uid: 33, adjust: 300 },
  ]);
  await execIn(CT, 'chmod 1777 /tmp');
  await start('small', 1, { uid: 33, gid: 33 });
  await site().pass();
  expect(named('small').map(adjustment)).toEqual([300]);
  await clean();
  await start('small', 1);
  await site().pass();
  expect(named('small').map(adjustment)).toEqual([100]);
  await clean();
});

test('one number is for every process from the start of init on, and the first rule is not needed for it', async () => {
  site().declare({ box: { ctid: CT, template: 'probed', state: 'stopped' } }, [probed]);
  await site().converge();
  const life = await bring(200);
  await start('small', 1);
  expect(adjustments()).toEqual([200]);
  // A command from outside as well: of two that end with it, the shell and cat.
  expect((await execIn(CT, 'cat /proc/self/oom_score_adj')).output).toBe('200');
  const fact = ((await site().host.limits?.(asCtid(CT))) ?? []).find(
    ({ pointer }) => pointer === '/namespace/oomAdjust',
  );
  expect(fact).toMatchObject({ value: '200', force: lowers ? 'enforced' : 'approximated' });
  await bring(50);
  expect(adjustments()).toEqual([50]);
  await bring();
  expect(adjustments()).toEqual([0]);
  expect(isSame(life)).toBe(true);
  await clean();
});

test('who raises its own keeps it, who has less than its rule says is drift and is corrected', async () => {
  await bring(200);
  await start('small', 1);
  const [pid = -1] = named('small');
  await execIn(CT, `echo 700 > /proc/$(pidof small)/oom_score_adj`);
  expect(adjustment(pid)).toBe(700);
  expect(await site().text()).toContain('No changes.');
  writeFileSync(file(pid), '150');
  expect(await site().text()).toMatch(/^ {4}! oomAdjust +mixed -> 200/m);
  await site().converge();
  expect(adjustment(pid)).toBe(200);
  const { status } = await execIn(CT, `echo 0 > /proc/$(pidof small)/oom_score_adj`);
  expect(status === 0).toBe(!lowers);
  await clean();
});

test('less than usual is given where the right to lower is there, and refused at its line where not', async () => {
  const { pid } = await bring();
  const rules = [{ command: 'big', adjust: -600 }];
  site().declare({ box: { ctid: CT, template: 'probed', vswap: { ram: RAM, swap: 0 }, oomAdjust: rules } }, [probed]);
  if (lowers) {
    await start('big', 110);
    await start('small', 60);
    await site().converge();
    expect(await overfill()).toEqual(['big', 'third']);
  } else {
    expect(await site().text()).toMatch(/refused: VZR633 oom_score_adj -600 is below 0, .*all\.yaml:\d+:\d+/);
    expect(adjustment(pid)).toBe(0);
  }
  await clean();
});
