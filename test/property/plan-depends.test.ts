// Laws of dependsOn, over random pairs of revisions: nobody waits in a circle, also where addresses move, and nobody starts
// before those it depends on run.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dependenciesOf } from '../../reconciler/plan/dependencies.ts';
import { existing } from '../../reconciler/plan/diff.ts';
import { makePlan, runnable } from '../../reconciler/plan/make.ts';
import type { ContainerPlan } from '../../reconciler/plan/plan.ts';
import type { DesiredContainer } from '../../reconciler/state/model.ts';
import { asCtid } from '../../schema/units.ts';
import { busybox, debian, desire, node, observe, seen } from '../plan/builders.ts';
import { ctids, turns, wishes } from './plan-arbitraries.ts';

const edges = fc.uniqueArray(fc.tuple(fc.nat(ctids.length - 1), fc.nat(ctids.length - 1)), {
  selector: ([from, to]) => `${from} ${to}`,
});

/** Who depends on whom: always on a container of a lower number, and only on one that is there, as validation guarantees. */
const depending = fc.record({ wanted: wishes, edges }).map(({ wanted, edges }) => {
  const names = new Map(wanted.map(({ ctid, name }) => [ctid, name]));
  return wanted.map((one): DesiredContainer => {
    const own = edges.flatMap(([from, to]) => {
      const name = from > to && ctids[from] === one.ctid ? names.get(ctids[to] ?? asCtid(0)) : undefined;
      return name === undefined ? [] : [name];
    });
    return own.length === 0 ? one : { ...one, dependsOn: own };
  });
});

const isStart = ({ driver, verb }: ContainerPlan['steps'][number]) => driver === 'lifecycle' && verb === 'create';
const isStop = ({ driver, verb }: ContainerPlan['steps'][number]) => driver === 'lifecycle' && verb === 'remove';

test('every order of turns gets through, starts what is depended on first and stops it last', () => {
  fc.assert(
    fc.property(depending, depending, turns, fc.subarray(ctids), (before, after, pick, refused) => {
      const there = before.map(({ ctid, state }) => seen(ctid, existing(state)));
      const plan = makePlan({
        // Protected containers are refused when they would be recreated or deleted.
        desired: desire(after, { ...node, protected: refused }),
        observed: observe(there, [busybox.key, debian.key]),
        accepted: new Map(),
        options: { yes: true },
        revision: 'r',
      });
      const running = new Set(
        there.filter(({ state }) => state.lifecycle?.state === 'running').map(({ name }) => name),
      );
      const containers = runnable(plan);
      const waits = dependenciesOf(containers);
      const done = new Map(containers.map(({ ctid }) => [ctid, 0]));
      const stopping = new Set(containers.filter(({ steps }) => steps.some(isStop)).map(({ name }) => name));
      const left = new Set(containers.filter(({ steps }) => steps.length > 0));
      while (left.size > 0) {
        const ready = [...left].filter(({ ctid }) =>
          waits.every(
            ({ after, ...wait }) =>
              wait.ctid !== ctid || wait.step !== done.get(ctid) || (done.get(after.ctid) ?? 0) > after.step,
          ),
        );
        expect(ready).not.toEqual([]);
        const next = ready[pick(ready.length)];
        if (next === undefined) continue;
        const index = done.get(next.ctid) ?? 0;
        const step = next.steps[index];
        if (step !== undefined && isStop(step)) {
          const above = after.filter(({ dependsOn = [] }) => dependsOn.includes(next.name)).map(({ name }) => name);
          expect(above.filter((name) => stopping.has(name))).toEqual([]);
          running.delete(next.name);
          stopping.delete(next.name);
        }
        if (step !== undefined && isStart(step)) {
          for (const name of next.desired?.dependsOn ?? []) expect(running).toContain(name);
          running.add(next.name);
        }
        done.set(next.ctid, index + 1);
        if (index + 1 === next.steps.length) left.delete(next);
      }
    }),
    { numRuns: 200 },
  );
});
