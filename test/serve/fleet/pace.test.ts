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

test('one that is condemned stops, and one before it that soaked goes on', { timeout: 40_000 }, async () => {
  await settled();
  const good = site.commit(STAGES, '96M', MORE);
  await member(0).pass();
  site.time += 300;
  await member(0).pass();
  const bad = site.commit(STAGES, SICK, MORE);
  await member(0).pass();
  const result = await member(1).pass();
  expect(rams()).toEqual([96, 96, 64]);
  expect(result.revision.id).toBe(good);
  expect(result.held).toMatchObject({ code: 'VZR581', revision: bad });
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
