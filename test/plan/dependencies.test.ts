// Who waits for whom, and who is held back and why.

import { describe, expect, test } from 'vitest';
import { dependenciesOf, type HealthState, heldStarts } from '../../reconciler/plan/dependencies.ts';
import { makePlan } from '../../reconciler/plan/make.ts';
import { sections } from '../../reconciler/plan/markdown-sections.ts';
import type { Plan } from '../../reconciler/plan/plan.ts';
import { renderJson } from '../../reconciler/plan/render-json.ts';
import { renderText } from '../../reconciler/plan/render-text.ts';
import type { ContainerState } from '../../reconciler/state/container.ts';
import type { ObservedContainer } from '../../reconciler/state/model.ts';
import type { HealthSpec } from '../../schema/health.ts';
import { asCtid } from '../../schema/units.ts';
import { desire, init, observe, running, seen, stopped, wish } from './builders.ts';

const refusal = { code: 'VZR333', reason: 'no such CPU' };

interface Wanted {
  readonly on?: readonly number[];
  readonly state?: ContainerState;
  readonly health?: HealthSpec;
}

/** A plan for containers that depend on others, by number; `refused` by a driver. */
function plan(
  wanted: Readonly<Record<number, Wanted>>,
  there: readonly ObservedContainer[] = [],
  refused: readonly number[] = [],
): Plan {
  const wishes = Object.entries(wanted).map(([ctid, { on = [], state = running(Number(ctid)), health }]) => {
    const origins = new Map(on.map((other) => [`/dependsOn/web-${other}`, { path: 'a.yaml', line: other, col: 1 }]));
    const dependsOn = on.map((other) => `web-${other}`);
    return wish(Number(ctid), state, { ...(health && { health }), ...(on.length > 0 && { dependsOn, origins }) });
  });
  const accepted = new Map(
    wishes.map((one) => [one.ctid, { wants: one.state, refusals: refused.includes(one.ctid) ? [refusal] : [] }]),
  );
  return makePlan({
    desired: desire(wishes),
    observed: observe(there),
    accepted,
    options: { yes: true },
    revision: 'r',
  });
}

const waits = (made: Plan) =>
  dependenciesOf(made.containers).map(({ ctid, step, after }) => {
    const label = (id: number, index: number) => {
      const at = made.containers.find((one) => one.ctid === id)?.steps[index];
      return `${id} ${at?.driver}.${at?.verb}`;
    };
    return `${label(ctid, step)} after ${label(after.ctid, after.step)}`;
  });

const reasons = (made: Plan) =>
  Object.fromEntries(
    made.containers.flatMap(({ ctid, refusals }) =>
      refusals.length === 0 ? [] : [[ctid, refusals.map((one) => one.reason)]],
    ),
  );

describe('a start', () => {
  test('waits with everything for the start of what it depends on', () => {
    expect(waits(plan({ 101: { on: [102] }, 102: {} }))).toEqual(['101 rootfs.create after 102 lifecycle.create']);
  });

  test('does not wait for what runs, nor for a change of it', () => {
    const there = [seen(102, running(102, init('/old')))];
    expect(waits(plan({ 101: { on: [102] }, 102: { state: running(102, init('/old')) } }, there))).toEqual([]);
    const live = plan({ 101: { on: [102] }, 102: { state: running(102, { network: { addresses: [] } }) } }, [
      seen(102),
    ]);
    expect(live.containers[1]?.action).toBe('change');
    expect(waits(live)).toEqual([]);
  });

  test('of both again: the dependent stops first and starts last', () => {
    const [old, now] = [init('/old'), init('/new')];
    const both = [seen(101, running(101, old)), seen(102, running(102, old))];
    const made = plan({ 101: { on: [102], state: running(101, now) }, 102: { state: running(102, now) } }, both);
    expect(made.containers.map(({ action }) => action)).toEqual(['restart', 'restart']);
    expect(waits(made)).toEqual([
      expect.stringMatching(/^101 \w+\.create after 102 lifecycle\.create$/),
      '102 lifecycle.remove after 101 lifecycle.remove',
    ]);
  });

  test('of what runs is not caused by a restart of what it depends on', () => {
    const there = [seen(101), seen(102, running(102, init('/old')))];
    expect(
      plan({ 101: { on: [102] }, 102: { state: running(102, init('/new')) } }, there).containers.map(
        ({ action }) => action,
      ),
    ).toEqual(['none', 'restart']);
  });
});

describe('held back is who would start and depends on', () => {
  test('one that is refused, with its reason and the line, and so on along the chain', () => {
    const made = plan({ 101: { on: [102] }, 102: { on: [103] }, 103: { on: [104] }, 104: {} }, [], [104]);
    expect(reasons(made)).toEqual({
      101: ['waits for web-102 (102), which waits for web-104 (104), which is refused: VZR333: no such CPU'],
      102: ['waits for web-103 (103), which waits for web-104 (104), which is refused: VZR333: no such CPU'],
      103: ['waits for web-104 (104), which is refused: VZR333: no such CPU'],
      104: ['no such CPU'],
    });
    expect(made.containers.map(({ steps }) => steps)).toEqual([[], [], [], []]);
    expect(made.containers[0]?.refusals[0]).toMatchObject({ code: 'VZR279', origin: { path: 'a.yaml', line: 102 } });
  });

  test('one that is not to run', () => {
    expect(reasons(plan({ 101: { on: [102] }, 102: { state: stopped(102) } }))).toEqual({
      101: ['waits for web-102 (102), which is not to run'],
    });
  });

  test('one that is suspended, unless it runs', () => {
    const suspended = (there: readonly ObservedContainer[]) => {
      const wishes = [wish(101, running(101), { dependsOn: ['web-102'] }), wish(102)];
      const brakes = { suspensions: [{ ctid: asCtid(102), by: 'alice', since: '2026-11-26T15:00:00Z' }] };
      const input = { desired: desire(wishes), observed: observe(there), accepted: new Map(), revision: 'r', brakes };
      return reasons(makePlan(input));
    };
    expect(suspended([])).toEqual({
      101: ['waits for web-102 (102), which is held back: suspended by alice since 2026-11-26T15:00:00Z'],
    });
    expect(suspended([seen(102)])).toEqual({});
  });

  test('but nobody who runs, and nobody when what is refused runs', () => {
    const refusedChange = plan({ 101: { on: [102] }, 102: { state: running(102, init('/new')) } }, [seen(102)], [102]);
    expect(Object.keys(reasons(refusedChange))).toEqual(['102']);
    expect(Object.keys(reasons(plan({ 101: { on: [102] }, 102: {} }, [seen(101)], [102])))).toEqual(['102']);
  });

  test('also one whose address a held back container keeps', () => {
    // 102 cannot give its address away, because it is held back itself.
    const dead = seen(102, { ...stopped(102), network: { addresses: ['10.9.0.7'] } });
    const taker = running(101, { network: { addresses: ['10.9.0.7'] } });
    const made = plan({ 101: { state: taker }, 102: { on: [103] }, 103: {} }, [dead, seen(101)], [103]);
    expect(Object.keys(reasons(made))).toEqual(['101', '102', '103']);
  });
});

test('a container that is not in the plan is not waited for', () => {
  const one = wish(101, running(101), { dependsOn: ['web-102'] });
  const made = makePlan({ desired: desire([one]), observed: observe([]), accepted: new Map(), revision: '' });
  expect(made.containers[0]?.refusals).toEqual([]);
  expect(made.containers.map(({ ctid }) => ctid)).toEqual([asCtid(101)]);
});

describe('a start that waits for health', () => {
  const health: HealthSpec = {
    probe: { kind: 'tcp', host: '127.0.0.1', port: 5432 },
    ...{ interval: 5, timeout: 5, retries: 3, successThreshold: 1, startPeriod: 30 },
  };
  const message = 'tcp 127.0.0.1:5432: ECONNREFUSED';
  const held = (made: Plan, status?: HealthState['status']) =>
    heldStarts(made.containers, (id) => (id === 102 && status ? { status, message } : undefined)).map(
      ({ ctid, reason, isLate }) => `${ctid}${isLate ? ' late' : ''}: ${reason}`,
    );
  const there = [seen(102, running(102))];

  test('is told in the plan, and of nobody else', () => {
    const made = plan({ 101: { on: [102, 103] }, 102: { health }, 103: {}, 104: { on: [103] } });
    expect(made.containers.map(({ startsWhen }) => startsWhen)).toEqual([
      ['web-102 (102) is healthy'],
      ...[undefined, undefined, undefined],
    ]);
    expect(renderText(made)).toContain('      starts when web-102 (102) is healthy\n');
    expect(sections(made, '##').join('\n')).toMatch(/- .*101.* starts when `web-102 \(102\) is healthy`/);
    expect(JSON.parse(renderJson(made)).containers[0].startsWhen).toEqual(['web-102 (102) is healthy']);
  });

  test('is held until that one is known to be healthy, since its start', () => {
    const wanted = { 101: { on: [102] }, 102: { health } };
    expect(held(plan(wanted))).toEqual([
      '101: waits for web-102 (102), which is started first, and then has to become healthy',
    ]);
    // What it was before its restart is nothing.
    expect(held(plan(wanted), 'healthy')).toHaveLength(1);
    expect(held(plan(wanted, there))).toEqual([
      '101: waits for web-102 (102), which is not healthy yet: tcp 127.0.0.1:5432: no answer yet',
    ]);
    expect(held(plan(wanted, there), 'unhealthy')).toEqual([
      `101 late: waits for web-102 (102), which is not healthy: ${message}`,
    ]);
    expect(held(plan(wanted, there), 'healthy')).toEqual([]);
  });

  test('as part of a restart waits for a start, and not for one that is unhealthy', () => {
    const lifecycle = { state: 'running', init: ['/sbin/other'], haltSignal: 'SIGUSR2', stopTimeout: 60 } as const;
    const anew = running(101, { lifecycle });
    const made = plan({ 101: { on: [102], state: anew }, 102: { health } }, [seen(101, running(101)), ...there]);
    expect(made.containers[0]?.action).toBe('restart');
    expect(held(made)).toHaveLength(1);
    expect(held(made, 'starting')).toHaveLength(1);
    expect(held(made, 'unhealthy')).toEqual([]);
    expect(held(made, 'healthy')).toEqual([]);
  });

  test('holds a long chain, which names the one that all wait for', () => {
    const links = Array.from({ length: 240 }, (_, i) => [i + 103, { on: [i + 102] }] as const);
    const made = plan({ ...Object.fromEntries(links), 102: { health } }, there);
    const said = held(made, 'unhealthy');
    expect(said).toHaveLength(240);
    expect(said.at(-1)).toBe(
      `342 late: waits for web-341 (341), which waits for web-102 (102), which is not healthy: ${message}`,
    );
  });
});
