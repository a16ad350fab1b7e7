// The loop's look at the reports of others, over a real branch: beside the passes, and what is new ends the waiting.

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PassResult } from '../../../reconciler/run/reconcile.ts';
import { join3 as join, type Member, openSite, type Site } from './nodes.ts';

const STAGES = '[{nodes: [n1]}, {nodes: [n2]}]';
const M = 2 ** 20;
let site: Site;
let first: Member;
let second: Member;
let passes: PassResult[];
let waiting: (() => void)[];

beforeEach(async () => {
  site = openSite('branch');
  site.commit(STAGES);
  first = await join(site, 'n1');
  second = await join(site, 'n2');
  passes = [];
  waiting = [];
});
afterEach(() => site.close());

const hear = (result: PassResult): void => {
  passes.push(result);
  for (const wake of waiting.splice(0)) wake();
};

/** The first pass so far or to come of which it is true. What never comes fails the test by its time. */
async function passThat(fits: (result: PassResult) => boolean): Promise<PassResult> {
  for (;;) {
    const found = passes.find(fits);
    if (found !== undefined) return found;
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
}

/** So many passes are over, and the loop waits for time or news. */
async function passed(count: number): Promise<void> {
  await passThat(() => passes.length >= count);
  await second.clock.settle();
}

test('a node that waits is woken by what another one says, long before its next look is due', {
  timeout: 30_000,
}, async () => {
  await second.follow(hear);
  // The first pass has nothing to go by; the look that it asks for finds nobody, which is news.
  await passed(2);
  expect(passes[1]?.held?.reason).toMatch(/waits for n1 \(no report\)$/);
  await first.pass();
  expect(second.ram()).toBeUndefined();
  // One look more, by the interval; the pass after it is asked for by the news.
  await second.clock.advance(30_000);
  await passThat(({ held, plan }) => held === undefined && plan !== undefined);
  expect(second.ram()).toBe(64 * M);
  expect(second.clock.now()).toBe(30_000);
  expect(passes[2]?.held?.code).toBe('VZR580');
});

test('a look that takes its time holds up no pass, and there is one at a time', { timeout: 30_000 }, async () => {
  await first.pass();
  let answer: () => void = () => {};
  let asked = 0;
  const slow = new Promise<void>((resolve) => {
    answer = resolve;
  });
  second.slowDown(() => {
    asked += 1;
    return slow;
  });
  await second.follow(hear);
  for (let round = 1; round <= 3; round += 1) {
    await passed(round);
    await second.clock.advance(30_000);
  }
  await passed(4);
  expect(passes.every(({ held }) => held?.code === 'VZR580')).toBe(true);
  expect([asked, second.ram()]).toEqual([1, undefined]);
  answer();
  await passThat(({ held, plan }) => held === undefined && plan !== undefined);
  expect([asked, second.ram(), second.clock.now()]).toEqual([1, 64 * M, 90_000]);
});
