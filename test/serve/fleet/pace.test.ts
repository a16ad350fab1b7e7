// Commits that come faster than stages soak, over real repositories: what soaked goes on, though the first stage is further.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { join3 as join, type Member, openSite, SICK, type Site } from './nodes.ts';

const STAGES = '[{nodes: [n1], soak: 5m}, {nodes: [n2], soak: 3m}, {nodes: ["*"]}]';
const MORE = ', timeout: 10m';
const M = 2 ** 20;
let site: Site;
let members: Member[];

beforeEach(async () => {
  site = openSite('directory');
  site.commit(STAGES, '64M', MORE);
  members = [];
  for (const node of ['n1', 'n2', 'n3']) members.push(await join(site, node));
});
afterEach(() => site.close());

const member = (index: number): Member => members[index] as Member;
const ram = (one: Member): number => Number(one.ram() ?? 0) / M;
const rams = (): number[] => members.map(ram);

/** All three are at the first commit, which soaked. */
async function settled(): Promise<void> {
  for (const one of members) {
    await one.pass();
    site.time += 300;
    await one.pass();
  }
  expect(rams()).toEqual([64, 64, 64]);
}

test('with a commit every two minutes the last stage gets what soaked in those before it', {
  timeout: 60_000,
}, async () => {
  await settled();
  /** By node, what it ran and since when. */
  const began = members.map(() => new Map<number, number>());
  const lasted = members.map(() => new Map<number, number>());
  for (let round = 1; round <= 12 && ram(member(2)) === 64; round += 1) {
    site.commit(STAGES, `${64 + round}M`, MORE);
    site.time += 120;
    for (const [index, one] of members.entries()) {
      const before = ram(one);
      await one.pass();
      const now = ram(one);
      expect(now).toBeGreaterThanOrEqual(before);
      if (!began[index]?.has(now)) began[index]?.set(now, site.time);
      lasted[index]?.set(now, site.time - (began[index]?.get(now) ?? 0));
    }
  }
  const last = ram(member(2));
  expect(last).toBeGreaterThan(64);
  expect(lasted[0]?.get(last)).toBeGreaterThanOrEqual(300);
  expect(lasted[1]?.get(last)).toBeGreaterThanOrEqual(180);
  // Before it was in a hurry it took each at once; the first stage is further by now.
  expect([...(began[0]?.keys() ?? [])].slice(0, 4)).toEqual([65, 66, 67, 68]);
  expect(ram(member(0))).toBeGreaterThan(last);
  const record = await member(2).brakes.read();
  expect(record.held).toMatchObject({ code: 'VZR580', at: record.admitted?.label });
  expect(record.held?.revision).not.toBe(record.admitted?.id);
  // It is where a rewind is refused to go back behind, and what the next signatures are counted from.
  expect(member(2).remembered.at(-1)).toBe(record.admitted?.id);
  expect(site.warnings).toEqual([]);
});

/** The newest is condemned on n1, and this one before it soaked there. */
async function cornered(): Promise<string> {
  const good = site.commit(STAGES, '96M', MORE);
  await member(0).pass();
  site.time += 300;
  await member(0).pass();
  site.commit(STAGES, SICK, MORE);
  await member(0).pass();
  return good;
}

test('what is admitted in a pass that fails after it is remembered by the next one', { timeout: 40_000 }, async () => {
  await settled();
  const good = await cornered();
  const n2 = member(1);
  n2.trouble.next = new Error('EIO');
  await expect(n2.pass()).rejects.toThrow('EIO');
  expect((await n2.brakes.read()).admitted?.id).toBe(good);
  expect(n2.remembered).not.toContain(good);
  expect((await n2.pass()).revision.id).toBe(good);
  expect(n2.remembered.at(-1)).toBe(good);
});

test('a look into the history that fails keeps a node where it is, and ends no pass', { timeout: 40_000 }, async () => {
  await settled();
  const first = (await member(1).brakes.read()).admitted?.id;
  const good = await cornered();
  const { past, pass } = member(1);
  const { between, earlier } = past;
  const stays = async (why: string): Promise<void> => {
    const { revision, held, plan, warnings } = await pass();
    expect([revision.id, held?.code, plan?.containers.length]).toEqual([first, 'VZR581', 1]);
    expect(warnings).toEqual([`an earlier revision that others have cannot be looked at: ${why}`]);
  };
  past.between = async () => {
    throw new Error('rev-list failed');
  };
  await stays('rev-list failed');
  past.between = between;
  past.earlier = async (id) => {
    if (id === good) throw new Error('too many manifests');
    return earlier(id);
  };
  await stays('too many manifests');
  past.earlier = earlier;
  const result = await pass();
  expect([result.revision.id, result.warnings]).toEqual([good, undefined]);
});

test('one that is condemned stops, and one before it that soaked goes on', { timeout: 40_000 }, async () => {
  await settled();
  const good = await cornered();
  const result = await member(1).pass();
  expect(rams()).toEqual([96, 96, 64]);
  expect(result.revision.id).toBe(good);
  expect(result.held).toMatchObject({ code: 'VZR581', revision: site.repository.git('rev-parse', 'HEAD').trim() });
  // Not one that was left before it had soaked.
  const short = site.commit(STAGES, '100M', MORE);
  await member(0).pass();
  site.time += 299;
  await member(0).pass();
  site.commit(STAGES, '104M', MORE);
  await member(0).pass();
  expect((await member(1).pass()).revision.id).toBe(good);
  expect((await member(1).brakes.read()).admitted?.id).not.toBe(short);
  // n3 remembers what n1 has said of it, also over a restart, though n1 itself does not any more.
  await member(2).pass();
  site.time += 180;
  const { report } = JSON.parse(member(0).report());
  await member(0).publish(JSON.stringify({ ...report, soaked: undefined }));
  member(2).forget();
  await member(1).pass();
  expect((await member(2).pass()).revision.id).toBe(good);
});
