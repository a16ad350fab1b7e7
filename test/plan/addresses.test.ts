import { describe, expect, test } from 'vitest';
import { addressDependencies } from '../../reconciler/plan/addresses.ts';
import { makePlan } from '../../reconciler/plan/make.ts';
import { statesAt } from '../../reconciler/plan/order.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import type { ContainerState } from '../../reconciler/state/container.ts';
import { asCtid } from '../../schema/units.ts';
import { desire, init, node, observe, running, seen, stopped, wish } from './builders.ts';

type Nets = Readonly<Record<number, readonly string[]>>;
const at = (ctid: number, addresses: readonly string[], more: ContainerState = {}) =>
  running(ctid, { network: { addresses }, ...more });

function move(
  before: Nets,
  after: Nets,
  more: Readonly<Record<number, ContainerState>> = {},
  protect: number[] = [],
): Plan {
  return makePlan({
    desired: desire(
      Object.entries(after).map(([ctid, addresses]) =>
        wish(Number(ctid), at(Number(ctid), addresses, more[Number(ctid)])),
      ),
      { ...node, protected: protect.map(asCtid) },
    ),
    observed: observe(
      Object.entries(before).map(([ctid, addresses]) => seen(Number(ctid), at(Number(ctid), addresses))),
    ),
    accepted: new Map(),
    options: { yes: true },
    revision: 'r',
  });
}

/** "102.1 after 101.0: a": step 1 of 102 waits for step 0 of 101. */
const waits = (plan: Plan) =>
  addressDependencies(plan.containers).map(
    ({ ctid, step, after, unmet }) => `${ctid}.${step} after ${after.ctid}.${after.step}: ${unmet.split(' ').at(-1)}`,
  );
const network = (plan: Plan) =>
  plan.containers.map(({ steps }) => steps.map((step) => step.changes.flatMap(({ was, wants }) => [was, wants])));

describe('addresses that move', () => {
  test('wait for nobody when nobody had them', () => {
    expect(waits(move({ 101: ['a'] }, { 101: ['b'] }))).toEqual([]);
  });

  test('are taken away before they are given', () => {
    expect(waits(move({ 101: ['a'], 102: [] }, { 101: [], 102: ['a'] }))).toEqual(['102.0 after 101.0: a']);
  });

  test('along a chain go one after the other', () => {
    const plan = move({ 101: ['a'], 102: ['b'], 103: [] }, { 101: [], 102: ['a'], 103: ['b'] });
    expect(waits(plan)).toEqual(['102.1 after 101.0: a', '103.0 after 102.0: b']);
  });

  test('are swapped by two releases and then two gains', () => {
    const plan = move({ 101: ['a', 'x'], 102: ['b'] }, { 101: ['b', 'x'], 102: ['a'] });
    expect(network(plan)).toEqual([
      [
        [['a', 'x'], ['x']],
        [['x'], ['b', 'x']],
      ],
      [
        [['b'], []],
        [[], ['a']],
      ],
    ]);
    expect(waits(plan)).toEqual(['101.1 after 102.0: b', '102.1 after 101.0: a']);
  });

  test('are shown to the drivers half way while they are swapped', () => {
    const [first] = move({ 101: ['a', 'x'], 102: ['b'] }, { 101: ['b', 'x'], 102: ['a'] }).containers;
    const seenBy = first?.steps.map((step) => {
      const { was, wants } = statesAt(first, step);
      return [was.network?.addresses, wants.network?.addresses];
    });
    expect(seenBy).toEqual([
      [['a', 'x'], ['x']],
      [['x'], ['b', 'x']],
    ]);
  });

  test('that go round ten thousand containers are settled at once, also when one of them keeps its own', () => {
    const ring = Array.from({ length: 10_000 }, (_, index) => 101 + index);
    const before = Object.fromEntries(ring.map((ctid) => [ctid, [`a${ctid}`]]));
    const after = Object.fromEntries(ring.map((ctid, index) => [ctid, [`a${ring[(index + 1) % ring.length]}`]]));
    expect(waits(move(before, after))).toHaveLength(10_000);
    const { 101: _gone, ...rest } = after;
    const stuck = move(before, rest, {}, [101]);
    expect(stuck.containers.every(({ refusals, steps }) => refusals.length === 1 && steps.length === 0)).toBe(true);
  });

  test('come from a container that is deleted, stopped or restarted', () => {
    expect(waits(move({ 101: ['a'], 102: [] }, { 102: ['a'] }))).toEqual(['102.0 after 101.1: a']);
    const restart = move({ 101: ['a'], 102: [] }, { 101: ['c'], 102: ['a'] }, { 101: init('/x') });
    expect(waits(restart)).toEqual(['102.0 after 101.1: a']);
    const { lifecycle } = stopped(101);
    const stop = move({ 101: ['a'], 102: [] }, { 101: ['a'], 102: ['a'] }, lifecycle ? { 101: { lifecycle } } : {});
    expect(waits(stop)).toEqual(['102.0 after 101.1: a']);
  });

  test('stay where they are when their holder is refused, and so does everything that depends on them', () => {
    const plan = move({ 101: ['a'], 102: ['b'], 103: ['c'] }, { 102: ['a'], 103: ['b'] }, {}, [101]);
    expect(plan.containers.map(({ refusals }) => refusals.map(({ code, reason }) => `${code} ${reason}`))).toEqual([
      ['VZR502 container 101 is protected, and deleting it loses its data'],
      ['VZR506 address a is held by container web-101 (101), which does not release it'],
      ['VZR506 address b is held by container web-102 (102), which does not release it'],
    ]);
    expect(plan.containers.flatMap(({ steps }) => steps)).toEqual([]);
  });
});
