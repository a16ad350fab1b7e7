// What of undeclared settings is told: patterns take away, the rest is bounded and counted.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makePlan } from '../../reconciler/plan/make.ts';
import { MOST_TOLD, toldOf } from '../../reconciler/plan/undeclared.ts';
import { MORE } from '../../reconciler/state/model.ts';
import { desire, observe, running, seen, wish } from './builders.ts';

const one = (name: string, value = '1') => ({ name, value, usual: 'none' });
const high = one('memory.high', '67108864');
const docker = [one('device docker0', 'bridge'), one('address 172.17.0.1/16', 'dev docker0')];

test('patterns of the container and of the node take away by name, or by name and value', () => {
  const found = [high, ...docker];
  expect(toldOf(found, [undefined, {}])).toEqual(found);
  expect(toldOf(found, [{ ignoreUndeclared: ['device docker*'] }, { ignoreUndeclared: ['* dev docker0'] }])).toEqual([
    high,
  ]);
  expect(toldOf(found, [{ ignoreUndeclared: ['memory.hig', 'docker'] }])).toEqual(found);
  expect(toldOf(found, [{ ignoreUndeclared: ['*'] }])).toBeUndefined();
});

test('a plan has what is left, and nothing when that is nothing', () => {
  const planned = (...ignoreUndeclared: readonly string[]) => {
    const there = { ...seen(101, running(101)), undeclared: [high, ...docker] };
    const desired = desire([wish(101, running(101), { reconcile: { ignoreUndeclared } })]);
    return makePlan({ desired, observed: observe([there]), accepted: new Map(), revision: 'r' }).containers[0];
  };
  expect(planned('* dev *', 'device *')?.undeclared).toEqual([high]);
  expect(planned('*')).not.toHaveProperty('undeclared');
});

test('none is told twice or lost: told and counted are all that is not ignored', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(200), { maxLength: 80 }), fc.nat(9), (numbers, digit) => {
      const found = numbers.map((number) => one(`device v${number}`, 'veth'));
      const kept = found.filter(({ name }) => !name.endsWith(String(digit)));
      const told = toldOf(found, [{ ignoreUndeclared: [`*${digit}`] }]) ?? [];
      expect(told.slice(0, MOST_TOLD)).toEqual(kept.slice(0, MOST_TOLD));
      const more = kept.length - MOST_TOLD;
      expect(told.slice(MOST_TOLD).map(({ value }) => value)).toEqual(more > 0 ? [`${more} more`] : []);
    }),
  );
});

test('where more is there than was read, the number of the others is the least it can be', () => {
  const found = [...Array.from({ length: 30 }, (_, number) => one(`device v${number}`, 'veth')), one('network', MORE)];
  expect(toldOf(found, [])?.at(-1)?.value).toBe('at least 11 more');
});
