// Commits that come before the verdict on the one before, while the node goes back, and after it has: nobody escapes a trial by
// them, and what is known to be bad is not tried again.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../reconciler/run/events.ts';
import { openTeller } from '../../reconciler/run/teller.ts';
import { temporary } from '../source/repository.ts';
import { ctid, type Wish } from './bench.ts';
import { unexpected } from './looping.ts';
import { A, B, bad, health, start, type World, worldOf } from './trial-world.ts';

const old = 2 ** 26;
const next = 2 ** 28;

describe('what an unfinished trial changed', () => {
  test('stays on trial under a commit that leaves it as it is, and is condemned in its own time', async () => {
    const world = worldOf({ ctid: A, health }, { ctid: B });
    const { commit, rams, kinds } = await start(world);
    await commit({ ctid: A, health, ram: bad }, { ctid: B });
    await world.clock.advance(8_000);
    await commit({ ctid: A, health, ram: bad }, { ctid: B });
    expect(kinds()).toEqual(['healthy', 'good']);
    // 20 s after the change, not after the last commit: commits that come quickly put no verdict off.
    await world.clock.advance(13_000);
    expect(rams(A)).toEqual([old]);
    expect(kinds()).toEqual(['healthy', 'good', 'quarantined']);
    const { good, quarantine, tried } = await world.brakes.read();
    expect([good?.id, quarantine.map(({ revision }) => revision)]).toEqual(['revision-1', ['revision-3']]);
    expect(tried).toEqual(['revision-2', 'revision-3']);
  });

  test('is asked anew when a commit changes more of what is on trial, and good when that has helped', async () => {
    const world = worldOf({ ctid: A, health }, { ctid: B });
    const { commit, rams, kinds } = await start(world);
    let isCured = false;
    world.host.hands.ail(ctid(A), (state) => (state.cgroup?.memory.ram === bad && !isCured ? 'no' : undefined));
    await commit({ ctid: A, health, ram: bad }, { ctid: B, pids: 7 });
    await world.clock.advance(18_000);
    isCured = true;
    await commit({ ctid: A, health, ram: bad }, { ctid: B, pids: 8 });
    expect(rams(A)).toEqual([bad]);
    expect(kinds()).toEqual(['healthy', 'good', 'healthy', 'good']);
    expect(await world.brakes.read()).not.toHaveProperty('tried');
  });

  test('is found again by the next life of the program, also at a newer commit', async () => {
    const world = worldOf({ ctid: A, health }, { ctid: B });
    const { commit, end } = await start(world);
    await commit({ ctid: A, health, ram: bad }, { ctid: B });
    await end();
    world.source.commit({ ctid: A, health, ram: bad }, { ctid: B, ram: next });
    const { rams, kinds } = await start(world);
    expect(rams(A, B)).toEqual([bad, next]);
    await world.clock.advance(21_000);
    expect(kinds()).toEqual(['quarantined']);
    expect(rams(A, B)).toEqual([old, old]);
  });

  test('and is made by it stays on the way back from the one after it', async () => {
    const world = worldOf({ ctid: A, health });
    const { commit, last, rams } = await start(world);
    await commit({ ctid: A, health, ram: bad }, { ctid: B });
    await world.clock.advance(5_000);
    await commit({ ctid: A, health, ram: bad, pids: 7 }, { ctid: B });
    await world.clock.advance(25_000);
    expect(rams(A, B)).toEqual([old, old]);
    expect(last().plan?.containers.at(-1)?.holds).toMatchObject([{ by: 'quarantine', action: 'delete' }]);
  });
});

describe('a quarantine', () => {
  test('holds for a newer commit that asks for the same, which is never applied and says so', async () => {
    const world = worldOf({ ctid: A, health }, { ctid: B });
    const { commit, rams, kinds, last } = await start(world);
    await commit({ ctid: A, health, ram: bad }, { ctid: B });
    await world.clock.advance(21_000);
    const before = kinds();
    // What the bad one did not change does not matter.
    for (const pids of [100, 7]) {
      await commit({ ctid: A, health, ram: bad }, { ctid: B, pids });
      await world.clock.advance(60_000);
      expect(rams(A)).toEqual([old]);
    }
    expect(kinds()).toEqual(before);
    expect(last().quarantine).toMatchObject({ revision: 'revision-2', same: { id: 'revision-4' } });
    expect(last().plan?.notes).toEqual([
      expect.stringMatching(
        /^quarantined main@2 since .*; back to main@1; main@4 asks for the same, and is tried by vzreconcile resume --quar/,
      ),
    ]);
    expect((await world.brakes.read()).quarantine).toHaveLength(1);
    await world.brakes.update((record) => ({ ...record, quarantine: [] }));
    await commit({ ctid: A, health, ram: bad }, { ctid: B, pids: 7 });
    expect(rams(A)).toEqual([bad]);
  });

  test('holds for one that comes while the node goes back', async () => {
    const world = worldOf({ ctid: A, health });
    const started = await start(world, undefined, ({ kind }) => {
      if (kind === 'quarantined') world.source.commit({ ctid: A, health, ram: bad });
    });
    await started.commit({ ctid: A, health, ram: bad });
    await world.clock.advance(120_000);
    expect(started.rams(A)).toEqual([old]);
    expect(started.kinds()).toEqual(['healthy', 'good', 'quarantined']);
  });

  test('does not hold for one that takes back a part of it', async () => {
    const world = worldOf({ ctid: A, health }, { ctid: B });
    const { commit, rams, kinds } = await start(world);
    world.host.hands.ail(ctid(A), () =>
      world.host.hands.state(ctid(B)).cgroup?.memory.ram === bad ? 'no' : undefined,
    );
    await commit({ ctid: A, health, ram: next }, { ctid: B, ram: bad });
    await world.clock.advance(25_000);
    expect(rams(A, B)).toEqual([old, old]);
    await commit({ ctid: A, health, ram: next }, { ctid: B });
    expect(rams(A, B)).toEqual([next, old]);
    expect(kinds().slice(-3)).toEqual(['quarantined', 'healthy', 'good']);
    expect((await world.brakes.read()).quarantine).toEqual([]);
  });

  test('holds for one that asks for the same where nothing can be gone back to, which is good once it is healthy', async () => {
    const world = worldOf({ ctid: A, health, ram: bad });
    const { commit, kinds } = await start(world);
    await world.clock.advance(25_000);
    await commit({ ctid: A, health, ram: bad });
    await world.clock.advance(65_000);
    expect(kinds()).toEqual(['quarantined']);
    world.host.hands.ail(ctid(A), () => undefined);
    await world.clock.advance(31_000);
    expect(await world.brakes.read()).toMatchObject({ quarantine: [], good: { id: 'revision-2' } });
  });
});

test('a quarantine is told of once, of each commit that it holds for as well, and over when a revision works', async () => {
  const world = worldOf({ ctid: A, health }, { ctid: B });
  const { commit, passes } = await start(world);
  const folder = temporary();
  const told: string[] = [];
  const say = ({ kind, label, message }: Event) => told.push(`${kind} ${label}: ${message}`);
  const teller = await openTeller(folder.path, 'node7', () => new Date(0), say, unexpected);
  let seen = 0;
  const tell = (): readonly string[] => {
    told.length = 0;
    for (const pass of passes.slice(seen)) {
      if (pass.plan !== undefined) teller.plan(pass.plan, pass.revision);
      teller.pass(pass);
    }
    seen = passes.length;
    return told.filter((line) => /node\.(held|released)|quarantined/.test(line));
  };
  try {
    await commit({ ctid: A, health, ram: bad }, { ctid: B });
    await world.clock.advance(60_000);
    expect(tell()).toEqual([expect.stringMatching(/^node\.held main@1: quarantined main@2/), expect.anything()]);
    await commit({ ctid: A, health, ram: bad }, { ctid: B, pids: 7 });
    await world.clock.advance(60_000);
    expect(tell()).toEqual([expect.stringMatching(/^revision\.quarantined main@3: quarantined main@2 .* main@3 asks/)]);
    await commit({ ctid: A, health, ram: bad, pids: 7 }, { ctid: B });
    await world.clock.advance(5_000);
    expect(tell()).toEqual([]);
    await commit({ ctid: A, health, ram: next }, { ctid: B });
    await world.clock.advance(5_000);
    expect(tell()).toEqual([
      expect.stringMatching(/^node\.released main@5: no longer: quarantined main@2 since 1970-01-01T00:00:00Z$/),
    ]);
  } finally {
    await teller.close();
    folder.remove();
  }
});

const rams = fc.constantFrom(old, bad, next);
const pids = fc.constantFrom(50, 100);
const content = fc.record({ a: rams, b: rams, pids });
const happening = fc.oneof(
  { weight: 4, arbitrary: content.map((wish) => ({ kind: 'commit', wish }) as const) },
  { weight: 2, arbitrary: fc.constant({ kind: 'neutral' } as const) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 25 }).map((seconds) => ({ kind: 'wait', seconds }) as const) },
  { weight: 1, arbitrary: fc.boolean().map((isNewer) => ({ kind: 'restart', isNewer }) as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'resume' } as const) },
);

type Content = { readonly a: number; readonly b: number; readonly pids: number };
const wishes = ({ a, b, pids }: Content): Wish[] => [
  { ctid: A, health, ram: a },
  { ctid: B, health, ram: b, pids },
];

const isIll = ({ host }: World): boolean => [A, B].some((id) => host.hands.state(ctid(id)).cgroup?.memory.ram === bad);

test('whatever commits come and whenever the program is restarted: nothing unhealthy is ever praised, nor stays', async () => {
  await fc.assert(
    fc.asyncProperty(content, fc.array(happening, { minLength: 1, maxLength: 8 }), async (first, all) => {
      let now: Content = first;
      const world = worldOf(...wishes(first));
      const hear = ({ kind }: { readonly kind: string }): void => {
        if (kind === 'good') expect(isIll(world)).toBe(false);
      };
      const begin = () => start(world, undefined, hear);
      let loop = await begin();
      for (const one of all) {
        if (one.kind === 'wait') await world.clock.advance(one.seconds * 1000);
        if (one.kind === 'commit') now = one.wish;
        if (one.kind === 'commit' || one.kind === 'neutral') await loop.commit(...wishes(now));
        if (one.kind === 'resume') {
          await world.brakes.update((record) => ({ ...record, quarantine: [] }));
          await loop.hint();
        }
        if (one.kind !== 'restart') continue;
        await loop.end();
        if (one.isNewer) world.source.commit(...wishes(now));
        loop = await begin();
      }
      await world.clock.advance(120_000);
      if ((await world.brakes.read()).good !== undefined) expect(isIll(world)).toBe(false);
      await loop.end();
    }),
    { numRuns: 25 },
  );
});
