// Laws of effect hashes, over random pairs of revisions.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulatedHost } from '../../drivers/simulated/host.ts';
import { existing } from '../../reconciler/plan/diff.ts';
import { makePlan } from '../../reconciler/plan/make.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import { digest } from '../../reconciler/run/digest.ts';
import type { DesiredContainer } from '../../reconciler/state/model.ts';
import { look, planFor, play } from '../contract/player.ts';
import { busybox, debian, desire, observe, seen } from '../plan/builders.ts';
import { wishes } from './plan-arbitraries.ts';

function between(before: readonly DesiredContainer[], after: readonly DesiredContainer[], yes = true): Plan {
  const there = before.map(({ ctid, state }) => seen(ctid, existing(state)));
  const observed = observe(there, [busybox.key, debian.key]);
  return makePlan({ desired: desire(after), observed, accepted: new Map(), options: { yes }, digest, revision: 'r' });
}

/** A revision, and the same with some containers of another in their places. Addresses stay, so that none is twice. */
const mixed = fc
  .record({ one: wishes, other: wishes, taken: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }) })
  .map(({ one, other, taken }) => ({ one, two: one.map((old, index) => (taken[index] ? replaced(old, other) : old)) }));

function replaced(old: DesiredContainer, others: readonly DesiredContainer[]): DesiredContainer {
  const other = others.find(({ ctid }) => ctid === old.ctid);
  if (other === undefined) return old;
  const { network } = other.state;
  const addresses = old.state.network?.addresses ?? [];
  return { ...other, state: { ...other.state, ...(network && { network: { ...network, addresses } }) } };
}

test('plans from one state have one hash exactly when they lead to one state', async () => {
  let [equal, different] = [0, 0];
  await fc.assert(
    fc.asyncProperty(wishes, mixed, async (before, { one, two }) => {
      const ends = await Promise.all(
        [one, two].map(async (after) => {
          const host = simulatedHost();
          await play(host, await planFor(host, desire(before)));
          const plan = await planFor(host, desire(after));
          await play(host, plan);
          const { containers } = await look(host);
          // How a stopped container shall run, and its labels, show in what is remembered alone.
          const states = [...containers.values()].map(
            ({ ctid, name, state, marker }) => [ctid, name, state, marker?.applied, marker?.labels] as const,
          );
          return { effect: plan.effect, end: JSON.stringify(states.sort(([a], [b]) => a - b)) };
        }),
      );
      const isSame = ends[0]?.end === ends[1]?.end;
      if (isSame) equal += 1;
      else different += 1;
      expect(ends[0]?.effect === ends[1]?.effect).toBe(isSame);
    }),
    { numRuns: 60 },
  );
  expect(Math.min(equal, different)).toBeGreaterThan(3);
});

test('consent is no part of an effect', () => {
  fc.assert(
    fc.property(wishes, wishes, (before, after) => {
      const [with_, without] = [between(before, after), between(before, [...after].reverse(), false)];
      expect(without.containers.map(({ effect }) => effect)).toEqual(with_.containers.map(({ effect }) => effect));
      // An address that a refused container keeps is no matter of consent.
      const codes = without.containers.flatMap(({ refusals }) => refusals.map(({ code }) => code));
      if (!codes.includes('VZR506')) expect(without.effect).toBe(with_.effect);
    }),
  );
});
