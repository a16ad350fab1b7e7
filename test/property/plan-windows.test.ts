// No sequence of commits does what no window of the labels that were applied allows, and none waits for what never comes.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makePlan } from '../../reconciler/plan/make.ts';
import type { ContainerPlan } from '../../reconciler/plan/plan.ts';
import { calendarAt } from '../../reconciler/run/calendar.ts';
import { digest } from '../../reconciler/run/digest.ts';
import { markerOf } from '../../reconciler/run/markers.ts';
import type { ContainerState, Marker } from '../../reconciler/state/container.ts';
import type { ActionClass, WindowSpec } from '../../reconciler/state/rules.ts';
import { desire, GiB, init, memory, observe, running, seen, stopped, wish } from '../plan/builders.ts';

const origin = { path: 'p.yaml', line: 1, col: 1 };
const HOUR = 3_600_000;
/** All that differs in two days: windows open on the hour, and stay open for an hour and a half. */
const moments = [0, 2, 3, 4, 12, 24, 26, 27, 28, 36].map((hour) => Date.parse('2026-11-26T00:10:00Z') + hour * HOUR);

type Who = Pick<Marker, 'name'> & { readonly labels: Readonly<Record<string, string>> };
const who: fc.Arbitrary<Who> = fc.record({
  name: fc.constantFrom('db-1', 'web'),
  labels: fc.dictionary(fc.constantFrom('tier', 'site'), fc.constantFrom('db', 'web'), { maxKeys: 2 }),
});
const kinds: readonly ActionClass[] = ['live', 'stop', 'restart', 'delete'];
const windows: fc.Arbitrary<readonly WindowSpec[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('allow' as const, 'allow' as const, 'deny' as const),
      schedule: fc.constantFrom('0 2 * * *', '0 3 * * *', '0 12 * * *'),
      classes: fc.subarray([...kinds], { minLength: 1 }),
      containers: fc.oneof(
        fc.record({
          labels: fc.dictionary(fc.constantFrom('tier', 'site'), fc.constantFrom('*', 'd*'), { maxKeys: 1 }),
        }),
        fc.record({ names: fc.constant(['db-*']) }),
      ),
    }),
    { maxLength: 4 },
  )
  .map((some) =>
    some.map((part, index) => ({ ...{ name: `w${index}`, origin, duration: 1.5 * HOUR, timeZone: 'UTC' }, ...part })),
  );

interface Moment {
  readonly windows: readonly WindowSpec[];
  readonly at: number;
}

/** What is done at a moment to a container that is `state` and marked as somebody; `wanted` absent: it is deleted. */
function planned(
  was: Who,
  wanted: (Who & { readonly state: ContainerState }) | undefined,
  { windows: some, at }: Moment,
  { state, marker }: { readonly state: ContainerState; readonly marker?: Marker } = { state: running(101) },
): ContainerPlan {
  const one = seen(101, state, { name: was.name });
  const before = marker ?? ({ version: 1, ctid: one.ctid, ...was, applied: state } as const);
  const made = makePlan({
    desired: {
      ...desire(wanted === undefined ? [] : [wish(101, wanted.state, { name: wanted.name, labels: wanted.labels })]),
      rules: { policies: [], windows: some, approvals: [] },
    },
    observed: observe([{ ...one, marker: before }]),
    accepted: new Map(),
    options: { yes: true },
    calendar: calendarAt(at),
    digest,
    revision: 'r',
  });
  return made.containers[0] as ContainerPlan;
}

const states: Partial<Record<ActionClass, ContainerState>> = {
  ...{ live: running(101, memory(2 * GiB)), stop: stopped(101), restart: running(101, init('/x')) },
};

/** Whether the class of actions is allowed to who has not changed. */
function allows(one: Who, kind: ActionClass, moment: Moment): boolean {
  const state = states[kind];
  return planned(one, state && { ...one, state }, moment).holds === undefined;
}

const sorted = ({ name, labels }: Who): string => JSON.stringify([name, Object.entries(labels).sort()]);
const isSame = (one: Who, other: Who): boolean => sorted(one) === sorted(other);

/** What has to be allowed for one to become the other. */
function needed(was: Who, wanted: Who, some: readonly WindowSpec[]): readonly ActionClass[] {
  const about = (one: Who, kind: ActionClass): string =>
    some
      .filter(({ classes, containers: { names, labels = {} } = {} }) => {
        const isNamed = names === undefined || one.name.startsWith('db-');
        const fits = ([key, glob]: [string, string]) => (glob === '*' ? key in one.labels : one.labels[key] === 'db');
        return classes.includes(kind) && isNamed && Object.entries(labels).every(fits);
      })
      .map(({ name }) => name)
      .join();
  const differing = kinds.filter((kind) => about(was, kind) !== about(wanted, kind));
  return differing.length === 0 ? ['live'] : differing;
}

const changing = fc.record({ was: who, wanted: who, some: windows }).filter(({ was, wanted }) => !isSame(was, wanted));

test('who a container is to windows changes when all is allowed that other windows hold for from then on', () => {
  let [changed, waited] = [0, 0];
  fc.assert(
    fc.property(changing, fc.constantFrom(...moments), ({ was, wanted, some }, at) => {
      const moment = { windows: some, at };
      const made = planned(was, { ...wanted, state: running(101) }, moment);
      const expected = needed(was, wanted, some).every((kind) => allows(was, kind, moment));
      expect(made.action).toBe(expected ? 'change' : 'none');
      expect(markerOf(made, 'r')).toMatchObject(expected ? wanted : was);
      if (expected) changed += 1;
      else waited += 1;
    }),
  );
  expect(Math.min(changed, waited)).toBeGreaterThan(10);
});

/** One was tier, and shall be site: windows of each at these hours, which allow a restart. */
function moving(...all: readonly (readonly [kind: WindowSpec['kind'], key: string, hour: number])[]) {
  const some = all.map(
    ([kind, key, hour], index): WindowSpec => ({
      ...{ name: `w${index}`, origin, kind, classes: ['restart'], schedule: `0 ${hour} * * *`, timeZone: 'UTC' },
      ...{ duration: 1.5 * HOUR, containers: { labels: { [key]: '*' } } },
    }),
  );
  return { was: { name: 'web', labels: { tier: 'db' } }, wanted: { name: 'web', labels: { site: 'db' } }, some };
}
const apart = moving(['allow', 'tier', 2], ['allow', 'site', 12]);
const hopeless = moving(['allow', 'tier', 2], ['deny', 'tier', 2], ['allow', 'site', 2], ['deny', 'site', 2]);

test('a commit of both a label and more is done like one of the label and then one of the rest, and no later', () => {
  let [whole, parted, never] = [0, 0, 0];
  fc.assert(
    fc.property(changing, ({ was, wanted, some }) => {
      const state = running(101, init('/x'));
      const found: { named?: number; restarted?: number } = {};
      let now: Parameters<typeof planned>[3] = { state: running(101) };
      for (const at of moments) {
        const known = found.named === undefined ? was : wanted;
        const made = planned(known, { ...wanted, state }, { windows: some, at }, now);
        if (made.action === 'none') continue;
        if (made.action === 'restart') found.restarted ??= at;
        const marker = markerOf(made, 'r');
        if (isSame({ name: marker.name, labels: marker.labels ?? {} }, wanted)) found.named ??= at;
        now = { state: made.action === 'restart' ? state : now.state, marker };
      }
      const kindsNeeded = needed(was, wanted, some);
      const named = moments.find((at) => kindsNeeded.every((kind) => allows(was, kind, { windows: some, at })));
      const restarted = moments.find((at) => {
        const moment = { windows: some, at };
        const isNamed = named !== undefined && at >= named;
        return allows(wanted, 'restart', moment) && (isNamed || allows(was, 'restart', moment));
      });
      expect(found).toEqual({ ...(named && { named }), ...(restarted && { restarted }) });
      if (restarted === undefined) never += 1;
      else if (named === restarted) whole += 1;
      else parted += 1;
    }),
    { numRuns: 30, examples: [[apart], [hopeless]] },
  );
  expect(Math.min(whole, parted, never)).toBeGreaterThan(0);
});
